"""Exports tell of looks, rulings, alignment, tables, provenance, and what is out of date."""

from io import BytesIO

import pypdf
import pytest
from hypothesis import given, settings

from engine.export.characters import without_surrogates
from engine.export.markdown import run_as_markdown
from engine.export.parts import ExportPart
from engine.export.pdf import run_as_pdf
from engine.export.record import run_as_record
from models.alignment import Alignment
from models.contradiction import Change
from models.events import AlignmentDrawn
from tests.builders import a_run, the_decisions
from tests.engine.export.full import OWN_WORDS, a_full_run
from tests.engine.export.nasty import nasty_markdown
from tests.engine.export.outline import headings, kinds


@pytest.fixture(scope="module")
def markdown() -> str:
    return run_as_markdown(a_full_run())


def part(*parts: ExportPart) -> str:
    return run_as_markdown(a_full_run(), parts)


def test_contradictions_stand_in_groups_with_what_was_dismissed_last(markdown: str) -> None:
    inside = markdown.partition("## Contradictions")[2].partition("\n## ")[0]
    assert [text for _, text in headings(inside)] == [
        "Decided",
        "R1 · public launch date",
        "R2 · who talks to new accounts",
        "Worth a look",
        "R3 · signups for the money",
        "Not a contradiction, by your word",
        "R4 · tone",
        "Looked at again, and found to fit",
    ]


def test_what_was_checked_names_candidates_and_the_pairs_left_out(markdown: str) -> None:
    assert (
        "3 found. 5 of 6 pairs were read; 2 close calls turned out compatible. 1 pair could not be "
        "read. 6 of 7 candidates were looked at again, each by itself, and 1 of these turned out "
        "to fit."
    ) in markdown
    assert (
        "Not read side by side: Channel Strategist and Metrics Designer. Together they do not fit "
        "the model's window."
    ) in markdown


def test_something_worth_a_look_shows_what_each_look_said(markdown: str) -> None:
    assert "- **Clash:** The money is too little." in markdown
    assert "- **Fits, other order:** Search brings the rest." in markdown


def test_a_ruling_says_who_decided_and_that_it_departs_from_the_brief(markdown: str) -> None:
    assert (
        "| R1 | Launch on 25 May 2027. | Decided by you; it departs from the brief "
        "| Timeline Planner | — |"
    ) in markdown
    assert f"| R2 | {OWN_WORDS} | Decided by you | Your own words | — |" in markdown
    assert "“Call only those who ask.” A house rule for later runs of the team." in markdown
    assert "| R4 |" not in markdown


def test_what_is_open_is_told_by_title_and_suggestion() -> None:
    markdown = run_as_markdown(a_run())
    assert "| R2 | Who talks to new accounts. Suggested: Call those who ask. |" in markdown
    assert "- **Suggested:** Call those who ask." in markdown
    assert "/ Every account gets" not in markdown


def test_what_the_others_have_to_change_stands_below_the_decision() -> None:
    change = Change(worker="Timeline Planner", text="Move the launch.")
    first, second = the_decisions()
    first = first.model_copy(update={"must_change": (change,)})
    open_one = second.model_copy(update={"must_change": (change,)})
    run = a_run(decisions=[first, open_one])
    markdown = run_as_markdown(run)
    assert markdown.count("- **To change:** Timeline Planner: Move the launch.") == 1
    recorded = run_as_record(run)["contradictions"][0]["decision"]["must_change"]
    assert recorded == [change.model_dump()]


def test_a_section_that_is_out_of_date_says_why(markdown: str) -> None:
    assert "**Out of date: Audience, Timeline are to be written again.**" in markdown
    why = "Timeline Planner was edited. You ruled on R1"
    assert f"### Timeline\n\n**Out of date: {why}.**" in markdown


def test_tables_of_the_plan_keep_their_columns_whatever_their_rows_hold(markdown: str) -> None:
    assert "| 11 May 2027 | Launch |  |\n| 25 May 2027 | Party | All |\n" in markdown


def test_the_table_of_decisions_stands_once() -> None:
    assert "### What was decided" not in part(ExportPart.PLAN, ExportPart.DECISIONS)
    assert "### What was decided" in part(ExportPart.PLAN)


def test_violations_of_the_brief_and_of_the_plan_itself_have_no_number(markdown: str) -> None:
    assert "| The brief | It costs more. | Everybody is happy. |" in markdown
    assert "| The plan itself | Two dates. | — |" in markdown
    assert "R0" not in markdown


def test_a_plan_says_what_it_rests_on_and_what_nobody_said(markdown: str) -> None:
    assert (
        "3 of 4 sections rest on two workers or more; 1 of 40 sentences was added by the "
        "synthesizer; the longest run copied from one worker is 9 words long, by Timeline "
        "Planner, in Timeline."
    ) in markdown
    assert "2 paragraphs had to be written again because of R1; 1 of them without success." in (
        markdown
    )
    assert "| Timeline | Everybody is happy. |" in markdown


def test_the_alignment_has_its_matrix_its_holes_and_its_gaps(markdown: str) -> None:
    assert "| Creators | 11 May 2027 | EUR 16,000 |\n| Search pages | — | — |" in markdown
    assert "not shown: Owner, Channel, Audience, Metric." in markdown
    assert (
        "| Not in the calendar | “Search pages”: no text gives it a date. "
        "| Channel Strategist, Metrics Designer |"
    ) in markdown
    assert "| The budget is EUR 60,000. | No text says how it is spent. |" in markdown
    assert "3 of 27 activities are not listed." in markdown


def test_an_alignment_by_code_says_how_little_it_claims() -> None:
    run = a_run().after(AlignmentDrawn(alignment=Alignment(is_by_code=True)))
    text = run_as_markdown(run, [ExportPart.ALIGNMENT])
    assert "no model judged whether the parts fit" in text
    assert "Nothing was found that does not fit." in text


def test_a_run_without_alignment_does_not_claim_that_all_fits() -> None:
    text = run_as_markdown(a_run(), [ExportPart.ALIGNMENT])
    assert text.endswith("## Alignment\n\nNobody looked at whether the parts fit together.\n")


def test_commitments_stand_below_the_text_that_makes_them(markdown: str) -> None:
    assert "Commitments in this text\n\n| How it binds | About | What it says |" in markdown
    assert "| Must | paying accounts | 4,000 by the end of June |" in markdown


def test_the_record_has_everything_and_names_what_is_out_of_date() -> None:
    record = run_as_record(a_full_run())
    assert record["plan"]["out_of_date"] == {
        "audience": ["You ruled on R1", "You ruled on R2"],
        "timeline": ["Timeline Planner was edited", "You ruled on R1"],
    }
    assert record["plan"]["sections"][2]["provenance"][1]["sources"] == []
    assert record["plan"]["weave"]["woven_sections"] == 3
    assert record["alignment"]["misalignments"][0]["kind"] == "unscheduled"
    assert record["candidates"][1]["verdict"] == "dropped"
    assert record["contradictions"][0]["rulings"][0]["ruling"]["kind"] == "keep"


SHAPE = [(level, text) for level, text in headings(run_as_markdown(a_full_run())) if level <= 3]


@settings(max_examples=40, deadline=None)
@given(nasty_markdown)
def test_nothing_an_llm_or_the_user_wrote_changes_the_outline(text: str) -> None:
    document = run_as_markdown(a_full_run(f" {without_surrogates(text)}"))
    assert [(level, text) for level, text in headings(document) if level <= 3] == SHAPE
    assert not kinds(document) & {"html_block", "html_inline", "image"}


@settings(max_examples=25, deadline=None)
@given(nasty_markdown)
def test_nothing_an_llm_or_the_user_wrote_stops_the_pdf(text: str) -> None:
    run = a_full_run(f" kernel {without_surrogates(text)}")
    reader = pypdf.PdfReader(BytesIO(run_as_pdf(run).content))
    text = " ".join(page.extract_text() for page in reader.pages).replace("\u200b", "")
    assert text.count("kernel") >= 20
    assert "Commitments in this text" in text
