"""What is said about contradictions, as sentences."""

import pytest

from models.comparison import CompareLevel, CompareMode, Comparison
from models.contradiction import Basis, Contradiction, ContradictionStatus, Decision, Verdict
from models.documents import StatementRef
from tests.builders import BRIEF, a_run, a_side, the_contradictions, the_decisions
from tests.ui.dock import runs, verified
from ui.components.state_chip import ChipState
from ui.components.topic_badge import BadgeStatus
from ui.contradictions import checked, words
from ui.contradictions.findings import Finding, findings_of, place_of

DATE, MOTION = the_contradictions()


def decided(basis: Basis, keep: str = "Messaging Specialist") -> Finding:
    decision = Decision(text="Launch on 11 May 2027.", basis=basis, keep=keep)
    status = ContradictionStatus.NEEDS_YOU if decision.is_open else ContradictionStatus.DECIDED
    return Finding(DATE.model_copy(update={"decision": decision, "status": status}))


@pytest.mark.parametrize(
    ("finding", "line", "state"),
    [
        (Finding(DATE), "Not decided yet", ChipState.WAITING),
        (decided(Basis.BRIEF), "Decided by the brief", ChipState.DECIDED),
        (decided(Basis.HARD_LIMIT), "Decided by hard limit", ChipState.DECIDED),
        (decided(Basis.TOPIC_OWNER), "Decided by topic owner", ChipState.DECIDED),
        (decided(Basis.USER), "Decided by you", ChipState.DECIDED_BY_YOU),
        (decided(Basis.NEEDS_YOU), "Needs you", ChipState.NEEDS_YOU),
        (Finding(DATE, is_out_of_date=True), "Out of date", ChipState.OUT_OF_DATE),
    ],
)
def test_where_a_contradiction_is(finding: Finding, line: str, state: ChipState) -> None:
    assert words.status_line(finding) == line
    assert words.chip_of(finding).state is state


def test_whose_version_is_kept() -> None:
    assert words.kept(DATE, _decision("Timeline Planner")) == "B, Timeline Planner"
    assert words.kept(DATE, _decision("brief")) == "Brief"
    assert words.kept(DATE, _decision("none")) == "neither side"
    assert words.kept(DATE, Decision(text="Decide.", basis=Basis.NEEDS_YOU)) == ""


def test_what_is_open_is_told_by_its_title_and_what_is_suggested() -> None:
    found, (_, is_open) = MOTION, the_decisions()
    said = "Who talks to new accounts. Suggested: Call those who ask."
    assert words.outcome(found, is_open) == said
    bare = is_open.model_copy(update={"suggestion": ""})
    assert words.outcome(found, bare) == "Who talks to new accounts"
    open_one = Finding(found.model_copy(update={"decision": is_open}))
    assert words.settled_line(open_one) == "Suggested: Call those who ask."


def test_evidence_says_where_it_stands() -> None:
    ref = StatementRef(document_id="fact/1", version=1, start=0, end=26)
    fact = Decision(
        text="Launch.",
        basis=Basis.BRIEF,
        evidence=ref,
        evidence_quote="Public launch: 11 May 2027",
    )
    assert words.evidence(DATE, fact) == "“Public launch: 11 May 2027” (Fixed fact)"
    assert words.evidence(DATE, _decision("none")) == ""


def test_evidence_that_is_a_side_is_not_quoted_twice() -> None:
    quote = DATE.sides[0].quote
    decision = _decision("Messaging Specialist").model_copy(update={"evidence_quote": quote})
    assert words.evidence(DATE, decision) == ""


@pytest.mark.parametrize(
    ("text", "keep", "said"),
    [
        ("Launch on 11 May 2027.", "Messaging Specialist", "Launch on 11 May 2027 (A, {})"),
        ("Public launch date: on 11 May 2027", "Messaging Specialist", "On 11 May 2027 (A, {})"),
        ("Launch in May, whatever it takes.", "none", "Launch in May, whatever it takes ({})"),
    ],
)
def test_what_holds_is_told_in_a_line_with_whose_version_it_is(
    text: str, keep: str, said: str
) -> None:
    decision = Decision(text=text, basis=Basis.BRIEF, keep=keep)
    name = "neither side" if keep == "none" else keep
    assert words.resolution(DATE, decision) == said.format(name)
    settled = Finding(DATE.model_copy(update={"decision": decision}))
    assert words.settled_line(settled) == f"{said.format(name)}."


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("The launch is on 11 May.", "The launch is on 11 May."),
        ("| Paying accounts | 4,000 |", "Paying accounts · 4,000"),
        ("| Total | | 4,000 |", "Total · 4,000"),
        ("**Pilot.** Every `account` is *called*.", "Pilot. Every account is called."),
        ("List<String> and <br> stay", "List<String> and <br> stay"),
        ("5 * 3 * 2", "5 * 3 * 2"),
    ],
)
def test_quotes_are_shown_as_in_their_panels(quote: str, shown: str) -> None:
    assert words.plain(quote) == shown


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        (
            {},
            "None found. One call read all 4 texts together; 2 close calls turned out compatible.",
        ),
        ({"close_calls": 0}, "None found. One call read all 4 texts together."),
        (
            {"close_calls": 1},
            "None found. One call read all 4 texts together; 1 close call turned out compatible.",
        ),
        ({"slots": ("a",)}, "None found. There were not two texts to compare."),
        (
            {"level": CompareLevel.CODE_ONLY},
            "None found. No model could compare the texts; code compared typed values only, such "
            "as dates and amounts.",
        ),
        (
            {"level": CompareLevel.LINES, "close_calls": 0},
            "None found. One call read all 4 texts together. The model did not keep to the form "
            "asked for; its plain lines were read.",
        ),
        (
            {"rejected": {"both sides the same worker": 2}, "close_calls": 0},
            "None found. One call read all 4 texts together. Code refused 2 more: both sides the "
            "same worker.",
        ),
    ],
)
def test_none_found_says_what_was_compared(changes: dict[str, object], line: str) -> None:
    comparison = Comparison(
        mode=CompareMode.QUICK, level=CompareLevel.SCHEMA, slots=("a", "b", "c", "d"), close_calls=2
    )
    assert checked.compared_line(comparison.model_copy(update=changes), 0) == line


def test_candidates_add_up_where_two_became_one_contradiction() -> None:
    run = verified.verified()
    twice = verified.a_candidate_of(DATE, 6).model_copy(update={"verdict": Verdict.CONFIRMED})
    run = run.model_copy(update={"candidates": (*run.candidates, twice)})
    assert checked.checked_lines(run, findings_of(run))[0] == (
        "6 of 6 pairs read. 6 candidates: 4 confirmed (1 repeated, 1 dismissed), 1 worth a look, "
        "1 compatible."
    )


def test_the_number_that_fit_is_the_one_that_can_be_shown() -> None:
    run = verified.verified()
    assert run.comparison is not None
    comparison = run.comparison.model_copy(update={"close_calls": 4})
    said = checked.compared_line(comparison, 2)
    assert said == "6 of 6 pairs were read; 1 close call turned out compatible."
    link = checked.compatible_link(len(findings_of(run).dropped))
    assert link == "Show the compatible one"


def test_findings_are_counted() -> None:
    assert words.count_line(findings_of(a_run())) == "2 found, 1 needs you"
    stale = findings_of(runs.rerun(a_run()))
    assert words.count_line(stale) == "2 found, 2 out of date, 1 needs you"
    assert words.count_line(findings_of(runs.quick(()))) == ""


def test_withdrawn_ones_are_set_apart() -> None:
    run = a_run()
    gone = run.contradictions[0].model_copy(update={"status": ContradictionStatus.WITHDRAWN})
    findings = findings_of(run.model_copy(update={"contradictions": (gone, run.contradictions[1])}))
    assert [one.number for one in findings.standing] == [2]
    assert [one.number for one in findings.withdrawn] == [1]
    assert words.count_line(findings) == "1 found, 1 needs you"
    assert words.badge_of(findings.withdrawn[0]).status is BadgeStatus.OUT_OF_DATE


def test_a_side_knows_its_place() -> None:
    assert place_of(DATE.sides[0]) == runs.MESSAGING
    quote = "The budget is EUR 60,000."
    assert place_of(a_side("brief", BRIEF.text, quote)) == "brief"


def _decision(keep: str) -> Decision:
    return Decision(text="Launch on 11 May 2027.", basis=Basis.BRIEF, keep=keep)


def test_titles_begin_with_a_capital() -> None:
    found: Contradiction = DATE
    assert words.title_of(found) == "Public launch date"
