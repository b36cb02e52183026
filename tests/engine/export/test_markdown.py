from hypothesis import given, settings

from engine.export.characters import one_line, without_surrogates
from engine.export.contained import plain_parser
from engine.export.markdown import escaped, plan_as_markdown, run_as_markdown
from engine.export.parts import ExportPart
from models.brief import Brief, Fact
from models.plan import Plan, PlanSection, SectionState
from tests.builders import SECTIONS, TEXTS, Part, a_heavy_run, a_run, a_run_with
from tests.engine.export.nasty import any_text, nasty_markdown
from tests.engine.export.outline import headings, kinds

OUTLINE = [
    (1, "Launch plan for Ledgerling 1.0"),
    (2, "About this run"),
    (2, "Brief"),
    (3, "Fixed facts"),
    (2, "Plan"),
    *((3, title) for title in SECTIONS),
    (2, "Decisions"),
    (2, "Contradictions"),
    (3, "Decided"),
    (3, "Needs you"),
    (2, "Alignment"),
    (2, "Workers"),
    *((3, name) for name in TEXTS),
]


def test_the_outline_is_ours() -> None:
    shown = [one for one in headings(run_as_markdown(a_run())) if one[0] <= 3]
    assert shown == OUTLINE


def test_only_the_parts_asked_for_are_there() -> None:
    shown = headings(run_as_markdown(a_run(), (ExportPart.CONTRADICTIONS, ExportPart.DECISIONS)))
    assert [text for level, text in shown if level == 2] == ["Decisions", "Contradictions"]


def test_marks_stay_readable() -> None:
    assert "The public launch is on 11 May 2027 [R1]." in run_as_markdown(a_run())


def test_every_side_is_quoted_word_for_word() -> None:
    text = run_as_markdown(a_run())
    quote = "> The launch e-mail goes live on 11 May 2027 at nine in the morning."
    assert f"**Messaging Specialist:**\n\n{quote}" in text


def test_a_decision_says_why_it_stands() -> None:
    text = run_as_markdown(a_run(), [ExportPart.DECISIONS])
    assert (
        "| R1 | Launch on 11 May 2027. | The brief decides | Messaging Specialist "
        "| The public launch is fixed for 11 May 2027. |"
    ) in text
    assert "Needs you: no rule settles it, left open" in text


def test_none_found_says_what_was_read() -> None:
    text = run_as_markdown(a_run(contradictions=()))
    assert "None found. 6 of 6 pairs were read; 9 close calls turned out compatible." in text


def test_a_stopped_text_is_labelled_and_kept() -> None:
    text = run_as_markdown(a_run_with("stopped"))
    assert "**Stopped — partial, not used as evidence**\n\n#### Metrics\n\n- Paying acc" in text
    assert "**Plan from 3 of 4 — Metrics Designer missing**" in text


def test_a_failure_is_told_with_its_remedy() -> None:
    text = run_as_markdown(a_run_with("failed"))
    assert "**The connection closed after 4 words. Run this worker again.**" in text
    assert "3 of 4 workers; without Metrics Designer (Failed)" in text


def test_a_run_without_a_plan_says_so() -> None:
    assert "## Plan\n\nThere is no plan." in run_as_markdown(a_run(has_plan=False))


def test_the_demo_is_called_a_demo_and_names_no_llm() -> None:
    text = run_as_markdown(a_run(is_demo=True), [ExportPart.FACTS])
    assert "Demo — scripted answers, no LLM" in text
    assert "qwen3" not in text


def test_llms_are_named_with_digest_and_window() -> None:
    text = run_as_markdown(a_run(), [ExportPart.FACTS])
    assert "qwen3:8b (digest 500a1f067a9f, window 16,384 tokens): Messaging Specialist" in text


def test_eight_long_workers_are_all_there_in_full() -> None:
    run = a_heavy_run()
    text = run_as_markdown(run)
    workers = [text for level, text in headings(text) if level == 3][-8:]
    assert workers == [one.specialist for one in run.contributions]
    assert text.count("| 59 | Prepare step 59 and write it down |") == 8
    assert "“Typographic quotes” — with ‘single’ ones, an ellipsis…" in text
    assert "公開日は二〇二七年五月十一日です。" in text


def test_a_plan_stands_alone_under_its_title() -> None:
    missing = PlanSection(
        id="team", title="Team", markdown="Nobody said.", state=SectionState.MISSING
    )
    plan = Plan(
        title="Launch", coverage="Plan from 3 of 4", notes=("Built by code.",), sections=(missing,)
    ).model_copy(update={"checked": True})
    assert plan_as_markdown(plan) == (
        "# Launch\n\n**Plan from 3 of 4**\n\nBuilt by code.\n\n## Team\n\n**Missing**\n\n"
        "Nobody said.\n"
    )


@settings(max_examples=400, deadline=None)
@given(any_text)
def test_an_escaped_text_is_one_paragraph_with_that_text(text: str) -> None:
    tokens = plain_parser().parse(escaped(text))
    expected = one_line(text)
    if not expected:
        assert tokens == []
        return
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert [(child.type, child.content) for child in children] == [("text", expected)]


def test_escaping_leaves_ordinary_text_alone() -> None:
    text = "EUR 9,000 (R&D) at snake_case: 50% - yes! “so” #1 a=b + c. https://a.org/b_c?d=e&f=g"
    assert escaped(text) == text
    assert escaped("17.5 % of it") == "17.5 % of it"
    assert escaped("17. of it") == "17\\. of it"


@settings(max_examples=40, deadline=None)
@given(nasty_markdown)
def test_nothing_in_a_run_changes_its_outline(text: str) -> None:
    line = f"x {without_surrogates(text)}"
    run = a_run(
        [Part(name=name, text=text) for name in TEXTS],
        brief=Brief(text=line, facts=(Fact(subject=line, value=line),)),
        sections=dict.fromkeys(SECTIONS, text),
    )
    document = run_as_markdown(run)
    # A text's own headings may stand on level 3 in the brief, and only there.
    shown = [one for one in headings(document) if one[0] <= 3]
    brief = shown.index((2, "Brief"))
    facts = shown.index((3, "Fixed facts"))
    assert shown[: brief + 1] + shown[facts:] == OUTLINE
    assert not kinds(document) & {"html_block", "html_inline", "image"}
