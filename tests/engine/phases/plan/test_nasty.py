"""All that is done with a section holds on any Markdown."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.phases.plan.against import breaches_of
from engine.phases.plan.by_code import markdown_of, provenance_of_lines, section_by_code
from engine.phases.plan.check import violations_of
from engine.phases.plan.marks import with_missing_marks
from engine.phases.plan.paragraphs import paragraphs_of
from engine.phases.plan.provenance import longest_copy, provenance_of, weave_of
from engine.phases.plan.statements import without_marks
from engine.phases.plan.tables import plan_tables
from models.plan import PlanSection, SectionState
from models.team import SectionSpec
from tests.engine.phases.staging import DATES, TEAM, a_world, decided
from tests.engine.runs.staging import MESSAGES

PIECES = (
    "The public launch is on 25 May 2027.",
    "The public launch is on 11 May 2027 [R1].",
    "| What | When | Owner |",
    "| --- | ---: | --- |",
    "| Public launch | 25 May 2027 [R1] | Crew |",
    "| Rent \\| power | EUR 1,200 | |",
    "|",
    "- a",
    "  - nested **bold",
    "1. one\n\n   loose",
    "> quote",
    "### Heading [R1]",
    "```",
    "公開日は五月十一日です。予算は六万ユーロ。",
    "[R1]",
    "[R1] [R2], [R9]",
    "<b>tag",
    "\\",
    "Owner: Ann. Total EUR 5,000",
    "‏שלום עולם‏ 3 May",
    "",
    "   ",
    "\t",
    "~~~ x",
    "---",
)
MARKDOWN = st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=10).map("\n".join)
WORLD = a_world(
    {
        MESSAGES: "The public launch is on 11 May 2027.",
        DATES: "The public launch is on 25 May 2027. The budget is EUR 5,000.",
    },
    brief="Plan the public launch. The budget is EUR 6,000.",
)
LAUNCH = decided(WORLD, "is on 11 May", "is on 25 May")


@settings(max_examples=150, deadline=None)
@given(MARKDOWN)
def test_a_section_of_any_markdown_is_checked_marked_and_traced(markdown: str) -> None:
    statements = [one for cut in WORLD.documents for one in cut.statements]
    found = provenance_of(markdown, statements, [LAUNCH])
    assert all(0 <= one.start < one.end <= len(markdown) for one in found)
    section = PlanSection(
        id="s", title="S", markdown=markdown, state=SectionState.WRITTEN, provenance=found
    )
    for violation in (
        *violations_of([section], [LAUNCH], statements),
        *breaches_of([section, section.model_copy(update={"id": "t"})], WORLD, [LAUNCH]),
    ):
        assert violation.quote in markdown
    weave = weave_of([section], WORLD)
    assert weave.added_sentences <= weave.sentences == len(found)
    assert longest_copy(markdown, WORLD).words == weave.longest_copy_words or not found


@settings(max_examples=150, deadline=None)
@given(MARKDOWN)
def test_marking_adds_marks_and_nothing_else(markdown: str) -> None:
    marked = with_missing_marks(markdown, [LAUNCH])
    assert len(marked) in (len(markdown), len(markdown) + len(" [R1]"))
    assert re.sub(r"\s", "", without_marks(marked)) == re.sub(r"\s", "", without_marks(markdown))


@settings(max_examples=150, deadline=None)
@given(MARKDOWN)
def test_paragraphs_of_any_markdown_are_slices_and_hold_all_of_it(markdown: str) -> None:
    paragraphs = paragraphs_of(markdown)
    assert all(markdown[one.start : one.end] == one.text for one in paragraphs)
    rest = list(markdown)
    for one in paragraphs:
        rest[one.start : one.end] = [" "] * (one.end - one.start)
    assert not "".join(rest).strip()


@settings(max_examples=100, deadline=None)
@given(MARKDOWN)
def test_texts_of_any_markdown_make_tables_and_sections_by_code(markdown: str) -> None:
    world = a_world({MESSAGES: "The public launch is on 11 May 2027.", DATES: f"{markdown}\n"})
    for table in plan_tables(world, []):
        assert table.rows
        assert all(len(row) == len(table.columns) for row in table.rows)
        assert not any("\n" in cell for row in table.rows for cell in row)
    spec = SectionSpec(id="s", title="S", topics=("dates",))
    lines = section_by_code(spec, TEAM, world, [LAUNCH], [LAUNCH])
    written = markdown_of(lines)
    told = [written[one.start : one.end] for one in provenance_of_lines(lines)]
    assert told == [one.text.removeprefix("- ") for one in lines if one.sources]
