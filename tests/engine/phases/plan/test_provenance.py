"""Each sentence of a section is traced to the statements it rests on, or called added."""

import pytest

from engine.numbering import NumberedDocuments
from engine.phases.plan.provenance import longest_copy, provenance_of, weave_of, workers_in
from models.contradiction import Contradiction
from models.documents import Statement
from models.plan import PlanSection, SectionState
from tests.engine.phases.staging import CHANNELS, DATES, a_world, decided
from tests.engine.runs.staging import MESSAGES

LONG = (
    "The rehearsal takes place in the old town hall with every speaker on the stage, two hours of "
    "light tests, a full run of the opening film and a written list of faults for the crew."
)
WORLD = a_world(
    {
        MESSAGES: "Solo freelancers lead every headline. The promise is simplicity, not price.",
        CHANNELS: (
            "Creators post short films from 4 May 2027.\n\n"
            "| Channel | EUR |\n| --- | --- |\n| Creators | 16,000 |\n| Search | 12,000 |\n"
        ),
        DATES: f"The public launch is on 25 May 2027. {LONG}",
    },
    brief="The support desk closes at six in the evening.",
)


def statements_of(world: NumberedDocuments) -> list[Statement]:
    return [one for cut in world.documents for one in cut.statements]


def sources_of(markdown: str, *contradictions: Contradiction) -> list[list[str]]:
    """For each sentence, the quotes it rests on."""
    quotes = {one.ref: one.quote for one in statements_of(WORLD)}
    found = provenance_of(markdown, statements_of(WORLD), contradictions)
    return [[quotes[ref] for ref in one.sources] for one in found]


def a_section(markdown: str, section_id: str = "s") -> PlanSection:
    return PlanSection(
        id=section_id,
        title="S",
        markdown=markdown,
        state=SectionState.WRITTEN,
        provenance=provenance_of(markdown, statements_of(WORLD)),
    )


def test_a_sentence_rests_on_the_statement_it_says_in_other_words() -> None:
    assert sources_of("Every headline speaks to solo freelancers.") == [
        ["Solo freelancers lead every headline."]
    ]


def test_a_date_in_other_words_and_one_word_of_its_subject_are_enough() -> None:
    assert sources_of("On May 25, 2027 the launch opens all doors for visitors.") == [
        ["The public launch is on 25 May 2027."]
    ]


def test_the_same_date_of_something_else_is_no_source() -> None:
    assert sources_of("The canteen serves soup on 25 May 2027.") == [[]]


def test_what_no_text_says_is_added() -> None:
    (only,) = provenance_of("Everybody gets a bicycle.", statements_of(WORLD))
    assert only.is_added
    assert only.copied_words == 0


def test_a_sentence_may_bring_several_statements_together() -> None:
    (found,) = sources_of("Creators post films, and simplicity is the promise of each headline.")
    assert "Creators post short films from 4 May 2027." in found
    assert "The promise is simplicity, not price." in found


def test_the_brief_is_a_source_too() -> None:
    assert sources_of("The support desk closes at 6 in the evening.") == [
        ["The support desk closes at six in the evening."]
    ]


def test_ranges_are_those_of_the_sentences_and_headings_need_no_source() -> None:
    markdown = "### Launch\n\n- **Solo freelancers** lead.\n  - Creators post.\n\n```\ncode\n```\n"
    found = provenance_of(markdown, statements_of(WORLD))
    assert [markdown[one.start : one.end] for one in found] == [
        "**Solo freelancers** lead.",
        "Creators post.",
    ]


def test_a_table_row_rests_on_the_row_it_repeats() -> None:
    rows = "| What | Amount |\n| --- | --- |\n| Creators | EUR 16,000 [R1] |\n"
    assert sources_of(rows)[-1][0] == "| Creators | 16,000 |"


def test_a_marked_sentence_rests_on_the_sides_that_hold_and_on_the_evidence() -> None:
    world = a_world(
        {MESSAGES: "The launch is on 11 May 2027.", DATES: "The launch is on 25 May 2027."},
        brief="The launch is fixed for 11 May 2027.",
    )
    launch = decided(world, "is on 11 May", "25 May")
    statements = [one for cut in world.documents for one in cut.statements]
    quotes = {one.ref: one.quote for one in statements}
    (found,) = provenance_of("Doors open then. [R1]", statements, [launch])
    assert [quotes[ref] for ref in found.sources] == [
        "The launch is on 11 May 2027.",
        "The launch is fixed for 11 May 2027.",
    ]


def test_the_words_taken_over_are_counted_without_marks_and_markdown() -> None:
    (found,) = provenance_of("**Solo freelancers** lead [R1] every headline.", statements_of(WORLD))
    assert found.copied_words == 5


def test_kana_and_han_are_traced_though_nothing_parts_their_words() -> None:
    world = a_world({DATES: "公開日は二〇二七年五月十一日です。予算は六万ユーロです。"})
    statements = [one for cut in world.documents for one in cut.statements]
    found = provenance_of("公開日は二〇二七年五月十一日に決まりました。", statements)
    assert [one.sources[0] for one in found] == [statements[1].ref]
    assert found[0].copied_words == 7


@pytest.mark.parametrize("markdown", ["", "\n\n", "---", "| |\n| --- |\n", "[R1]", "**"])
def test_a_section_that_says_nothing_has_no_sources_and_does_no_harm(markdown: str) -> None:
    assert all(one.is_added for one in provenance_of(markdown, statements_of(WORLD)))
    assert longest_copy(markdown, WORLD).words == 0


def test_the_longest_copy_runs_over_sentences_and_is_told_with_its_worker() -> None:
    both = f"The public launch is on 25 May 2027. {LONG}"
    copy = longest_copy(f"We begin. {both}", WORLD)
    assert copy.worker == DATES
    assert copy.words == len(both.split())


def test_a_table_that_stays_as_it_is_counts_as_no_copy() -> None:
    table = "| Channel | EUR |\n| --- | --- |\n| Creators | 16,000 |\n| Search | 12,000 |\n"
    assert longest_copy(table, WORLD).words == 0


def test_the_weave_counts_sections_on_several_workers_and_sentences_that_were_added() -> None:
    sections = [
        a_section("Solo freelancers lead every headline. The launch is on 25 May 2027.", "both"),
        a_section(f"{LONG} Everybody gets a bicycle.", "one"),
        PlanSection(id="gone", title="G", markdown="No source.", state=SectionState.MISSING),
    ]
    weave = weave_of(sections, WORLD)
    assert (weave.sections, weave.woven_sections) == (2, 1)
    assert (weave.sentences, weave.added_sentences) == (4, 1)
    assert (weave.longest_copy_from, weave.longest_copy_section) == (DATES, "one")
    assert weave.longest_copy_words == len(LONG.split())
    assert workers_in(sections[0].provenance, WORLD) == {MESSAGES, DATES}
