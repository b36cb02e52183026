import pytest

from engine.evaluation import (
    Case,
    CaseScore,
    Conflict,
    Distractor,
    Outcome,
    Quote,
    Report,
    ReportSide,
    load_cases,
    report_of,
    score_case,
    total_of,
)
from engine.resources import RESOURCES
from engine.statements import cut
from models.documents import StatementRef

CASES = load_cases(RESOURCES / "evaluation" / "cases")


def sides_of(known: Conflict | Distractor) -> Report:
    return tuple(side(one) for one in known.sides)


def side(quote: Quote, moved: int = 0, shorter: int = 0) -> ReportSide:
    start, end = quote.start + moved, quote.end + moved - shorter
    return ReportSide(worker=quote.worker, start=start, end=end)


def outcomes(score: CaseScore) -> dict[str, Outcome]:
    return {one.id: one.outcome for one in score.conflicts}


@pytest.fixture
def case() -> Case:
    """Three-sided, two-sided, and with two quotes of one worker."""
    return next(one for one in CASES if one.id == "06-park-festival")


def test_an_oracle_is_perfect() -> None:
    total = total_of(
        [score_case(case, [sides_of(one) for one in case.conflicts]) for case in CASES]
    )

    assert (total.recall, total.recall_deterministic, total.precision) == (1, 1, 1)
    assert set(total.recall_by_type.values()) == {1}
    assert (total.partial, total.distractors_reported) == (0, 0)
    assert total.proposals_per_case == pytest.approx(56 / 12)


def test_reporting_only_distractors_finds_nothing() -> None:
    total = total_of(
        [score_case(case, [sides_of(one) for one in case.distractors]) for case in CASES]
    )

    assert (total.recall, total.precision, total.distractors_reported) == (0, 0, 36)


def test_reporting_nothing_finds_nothing() -> None:
    total = total_of([score_case(case, []) for case in CASES])

    assert (total.recall, total.precision, total.distractors_reported) == (0, None, 0)


def test_invented_places_match_nothing(case: Case) -> None:
    invented: list[Report] = [
        tuple(side(one, moved=10_000) for one in case.conflicts[0].sides),
        tuple(side(one, shorter=one.end - one.start) for one in case.conflicts[0].sides),
        tuple(
            ReportSide(worker="Nobody", start=one.start, end=one.end)
            for one in case.conflicts[0].sides
        ),
    ]

    score = score_case(case, invented)

    assert set(outcomes(score).values()) == {Outcome.MISSED}
    assert score.false_reports == 3


def test_one_right_side_is_partial_and_a_false_report(case: Case) -> None:
    score = score_case(case, [sides_of(case.conflicts[0])[:1]])

    assert outcomes(score)["c1"] is Outcome.PARTIAL
    assert score.false_reports == 1


def test_two_reports_of_one_side_each_do_not_make_a_find(case: Case) -> None:
    first, second = sides_of(case.conflicts[0])

    assert outcomes(score_case(case, [(first,), (second,)]))["c1"] is Outcome.PARTIAL


def test_two_of_three_workers_are_enough(case: Case) -> None:
    assert outcomes(score_case(case, [sides_of(case.conflicts[2])[:2]]))["c3"] is Outcome.FOUND


def test_two_quotes_of_one_worker_count_once(case: Case) -> None:
    programming, finance, also_finance = sides_of(case.conflicts[1])

    assert outcomes(score_case(case, [(finance, also_finance)]))["c2"] is Outcome.PARTIAL
    assert outcomes(score_case(case, [(programming, also_finance)]))["c2"] is Outcome.FOUND


def test_half_of_the_shorter_passage_must_be_shared(case: Case) -> None:
    first, second = case.conflicts[0].sides
    length = first.end - first.start
    barely = [side(first, moved=length // 2), side(second)]
    hardly = [side(first, moved=length // 2 + 1), side(second)]

    assert outcomes(score_case(case, [tuple(barely)]))["c1"] is Outcome.FOUND
    assert outcomes(score_case(case, [tuple(hardly)]))["c1"] is Outcome.PARTIAL


def test_the_statements_that_hold_the_quotes_are_a_find(case: Case) -> None:
    conflict = case.conflicts[0]

    score = score_case(case, [report_of(case, _refs_of(case, conflict))])

    assert outcomes(score)["c1"] is Outcome.FOUND
    assert score.false_reports == 0


def test_reports_on_a_clean_case_are_false_alarms(case: Case) -> None:
    clean = case.model_copy(update={"conflicts": ()})
    report = sides_of(case.conflicts[0])

    total = total_of([score_case(clean, [report, report]), score_case(case, [report])])

    assert total.false_alarms_per_clean_case == 2
    assert total.recall == pytest.approx(1 / len(case.conflicts))
    assert total.precision == pytest.approx(1 / 3)


def test_a_conflict_that_is_reported_again_is_no_second_find(case: Case) -> None:
    report = sides_of(case.conflicts[0])
    score = score_case(case, [report] * 10)
    total = total_of([score])

    assert (score.reports, score.duplicates, score.false_reports) == (10, 9, 0)
    assert total.precision == pytest.approx(1 / 10)


def test_who_quotes_whole_texts_has_found_nothing() -> None:
    reports = {
        case.id: [
            tuple(
                ReportSide(worker=case.worker_of(one.document_id), start=0, end=len(one.text))
                for one in case.documents
            )
        ]
        for case in CASES
    }
    total = total_of([score_case(case, reports[case.id]) for case in CASES])

    assert (total.recall, total.precision, total.partial) == (0, 0, 0)
    assert total.distractors_reported == 0


def test_who_lists_every_statement_has_found_nothing(case: Case) -> None:
    refs = [one.ref for document in case.documents for one in cut(document)]
    score = score_case(case, [report_of(case, refs)])

    assert set(outcomes(score).values()) == {Outcome.MISSED}
    assert score.distractors_reported == ()


def test_a_passage_far_longer_than_what_is_known_is_no_find(case: Case) -> None:
    first, second = case.conflicts[0].sides
    length = first.end - first.start
    wide = ReportSide(worker=first.worker, start=first.start, end=first.end + 2 * length + 1)

    assert outcomes(score_case(case, [(wide, side(second))]))["c1"] is Outcome.PARTIAL


@pytest.mark.parametrize("folder", ["cases", "own-cases"])
def test_the_statements_that_hold_what_is_known_are_finds_in_every_case(folder: str) -> None:
    for case in load_cases(RESOURCES / "evaluation" / folder):
        reports = [report_of(case, _refs_of(case, one)) for one in case.conflicts]
        score = score_case(case, reports)

        assert set(outcomes(score).values()) <= {Outcome.FOUND}
        assert score.false_reports == 0


def _refs_of(case: Case, conflict: Conflict) -> list[StatementRef]:
    return [
        statement.ref
        for quote in conflict.sides
        for document in case.documents
        if case.worker_of(document.document_id) == quote.worker
        for statement in cut(document)
        if statement.ref.start < quote.end and quote.start < statement.ref.end
    ]


def test_nothing_measured_is_not_zero() -> None:
    total = total_of([])

    assert (total.recall, total.precision, total.proposals_per_case) == (None, None, None)
    assert total.false_alarms_per_clean_case is None
