"""A section put together by code has what is certain and nothing that lost."""

from engine.phases.plan.by_code import Line, markdown_of, provenance_of_lines, section_by_code
from models.team import SectionSpec, TeamTopic, Topic
from tests.engine.phases.staging import CHANNELS, DATES, TEAM, a_world, decided
from tests.engine.runs.staging import MESSAGES

TEXTS = {
    MESSAGES: "The public launch is on 11 May 2027. We said so in [R1] and [R1][R2] before. "
    "Ida owns the booth.\n\n- [R2]\n",
    CHANNELS: "| Channel | EUR |\n| --- | --- |\n| Creators | 16,000 |\n",
    DATES: "The public launch is on 25 May 2027. The rehearsal is on 20 May 2027.",
}
WORLD = a_world(TEXTS)
LAUNCH = decided(WORLD, "11 May", "25 May")


def section(*topics: str, own: bool = True, leave_out: str = "") -> str:
    return markdown_of(lines_of(*topics, own=own, leave_out=leave_out))


def lines_of(*topics: str, own: bool = True, leave_out: str = "") -> list[Line]:
    texts = {name: text for name, text in TEXTS.items() if name != leave_out}
    spec = SectionSpec(id="s", title="S", topics=topics)
    team = TEAM.model_copy(
        update={"topics": (*TEAM.topics, TeamTopic(id="free", group=Topic.OWN, meaning="who"))}
    )
    return section_by_code(spec, team, a_world(texts), [LAUNCH] if own else [], [LAUNCH])


def test_what_lost_in_another_section_is_left_out_here_too() -> None:
    assert "11 May" not in section("claims", own=False)
    assert "We said so" in section("claims", own=False)


def test_marks_that_a_text_brings_along_are_removed() -> None:
    assert section("dates", "claims").count("[R") == 1


def test_a_table_row_is_told_cell_by_cell() -> None:
    assert "| 16,000 | Creators · 16,000 | Channel Strategist |" in section("motion")


def test_a_section_that_nobody_owns_has_all_texts() -> None:
    for words in ("Creators", "rehearsal", "We said so"):
        assert words in section("free")


def test_topics_whose_owner_is_missing_are_named() -> None:
    text = section("claims", "dates", leave_out=DATES)
    assert text.endswith("Not answered: what happens when.")
    assert "Not answered" not in section("claims", "dates")


def test_every_line_rests_on_exactly_the_statements_it_was_taken_from() -> None:
    lines = lines_of("dates", "claims", leave_out=CHANNELS)
    markdown, sources = markdown_of(lines), provenance_of_lines(lines)
    quotes = {one.ref: one.quote for cut in WORLD.documents for one in cut.statements}
    told = [
        (markdown[one.start : one.end], [quotes[ref] for ref in one.sources]) for one in sources
    ]
    assert told[0] == (
        "Public launch: The public launch is on 25 May 2027. [R1]",
        ["The public launch is on 25 May 2027."],
    )
    rehearsal = "The rehearsal is on 20 May 2027."
    assert (f"| 20 May 2027 | {rehearsal} | {DATES} |", [rehearsal]) in told
    assert (f"{rehearsal} ({DATES})", [rehearsal]) in told
    assert not [one for one in sources if one.is_added]
    assert not [text for text, _ in told if "---" in text or text.startswith("#")]


def test_a_statement_that_is_only_a_mark_is_left_out() -> None:
    assert "-  (" not in section("claims")
    assert "Ida owns the booth." in section("claims")
