"""Takes one case after another through a finder and measures what comes of it."""

import time
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from engine.answer_forms import FormMemory
from engine.backends.protocol import Backend, ChatRequest
from engine.backends.recording import RecordedAnswer, RecordedServer, RecordingBackend
from engine.comparator import propose
from engine.evaluation.baseline import PlainPrompt, Quoted
from engine.evaluation.case_run import run_case
from engine.evaluation.cases import Case
from engine.evaluation.grounding import place_of
from engine.evaluation.json_answers import is_valid_json
from engine.evaluation.measured import Grounding, Measured, Spent, grounding_of, reported
from engine.evaluation.passages import ReportSide
from engine.evaluation.plan_score import Lost, score_plan
from engine.evaluation.scoring import Report, report_of, score_case
from engine.orchestrator import write_again
from engine.statements import cut
from models.comparison import CompareMode
from models.contradiction import Side, Verdict
from models.evaluation import EvaluationMode
from models.run import Run
from models.settings import Settings

Clock = Callable[[], float]


def measure_by_code(case: Case, clock: Clock = time.monotonic) -> Measured:
    """What code proposes on a case without any LLM."""
    began_s = clock()
    proposals = propose([(one, cut(one)) for one in case.documents])
    sides = [
        Side.of(case.worker_of(ref.document_id), side.statement.quote, ref)
        for one in proposals
        for side in one.sides
        for ref in (side.statement.ref,)
    ]
    reports = [report_of(case, (side.statement.ref for side in one.sides)) for one in proposals]
    return Measured(
        case_id=case.id,
        domain=case.domain,
        mode=EvaluationMode.COMPARATOR.value,
        score=score_case(case, reports),
        grounding=grounding_of(case, sides),
        spent=Spent(seconds=clock() - began_s),
    )


class Examiner:
    """Measures an LLM on cases.

    Args:
        backend: who answers.
        mode: how contradictions are looked for; one that needs an LLM.
        llm: the LLM; ``None`` lets the engine choose.
        dropped: values that must not stand in a plan, by the ids of case and conflict.
        is_replay: whether the answers were recorded, so that their time says nothing.
        on_answer: gets each answer as it came.
        on_server: gets what the server says of itself.
        clock: seconds, monotonic.
    """

    def __init__(
        self,
        backend: Backend,
        mode: EvaluationMode,
        llm: str | None,
        dropped: Mapping[tuple[str, str], str],
        *,
        is_replay: bool = False,
        on_answer: Callable[[RecordedAnswer], None] = lambda _: None,
        on_server: Callable[[RecordedServer], None] = lambda _: None,
        clock: Clock = time.monotonic,
    ) -> None:
        self._backend = RecordingBackend(backend, self._note, on_server)
        self._mode = mode
        self._llm = llm
        self._dropped = dropped
        self._is_replay = is_replay
        self._on_answer = on_answer
        self._clock = clock
        self._forms = FormMemory()
        self._json_answers: list[bool] = []

    async def measure(self, case: Case, seed: int, now: datetime) -> Measured:
        """Take a case through the finder, and through all that follows it in a run.

        Raises:
            BackendError: if the server does not answer before the case, or the LLM is not usable.
            StoreError: if nothing can be stored.
        """
        began_s = self._clock()
        self._json_answers = []
        if self._mode is EvaluationMode.SINGLE:
            return await self._measure_baseline(case, seed, now, began_s)
        settings = Settings(mode=CompareMode(self._mode.value), llm=self._llm, seed=seed)
        run = await run_case(case, self._backend, settings, write_again, now, self._forms)
        found = reported(run.contradictions)
        return Measured(
            case_id=case.id,
            domain=case.domain,
            mode=run.comparison.mode.value if run.comparison else self._mode.value,
            seed=seed,
            score=score_case(
                case, [report_of(case, (side.ref for side in one.sides)) for one in found]
            ),
            grounding=grounding_of(case, [side for one in found for side in one.sides]),
            plan=score_plan(run, self._lost_in(case)),
            spent=self._spent(run, began_s),
            worth_a_look=sum(one.verdict is Verdict.WORTH_A_LOOK for one in found),
            notices=_notices(run),
        )

    async def _measure_baseline(
        self, case: Case, seed: int, now: datetime, began_s: float
    ) -> Measured:
        job = PlainPrompt(case)
        run = await run_case(
            case, self._backend, Settings(llm=self._llm, seed=seed), job, now, self._forms
        )
        reports, grounding = _located(case, job.findings)
        return Measured(
            case_id=case.id,
            domain=case.domain,
            mode=EvaluationMode.SINGLE.value,
            seed=seed,
            score=score_case(case, reports),
            grounding=grounding,
            spent=self._spent(run, began_s),
            notices=_notices(run),
        )

    def _lost_in(self, case: Case) -> Iterable[Lost]:
        for one in case.conflicts:
            if value := self._dropped.get((case.id, one.id)):
                yield Lost.of(one, value)

    def _note(self, request: ChatRequest, answer: RecordedAnswer) -> None:
        if request.schema is not None and answer.failure is None:
            self._json_answers.append(is_valid_json(answer.text, request.schema))
        self._on_answer(answer)

    def _spent(self, run: Run, began_s: float) -> Spent:
        return Spent(
            calls=len(run.calls),
            tokens=sum(one.metrics.prompt_tokens + one.metrics.answer_tokens for one in run.calls),
            json_calls=len(self._json_answers),
            invalid_json_calls=self._json_answers.count(False),
            seconds=None if self._is_replay else self._clock() - began_s,
        )


def _located(case: Case, findings: Iterable[Quoted]) -> tuple[list[Report], Grounding]:
    """The reports at the places their quotes stand at; a quote that stands nowhere reports none."""
    documents = {case.worker_of(one.document_id): one for one in case.documents}
    reports, sides, located = [], 0, 0
    for finding in findings:
        report = []
        for worker, quote in finding:
            place = place_of(quote, documents[worker]) if worker in documents else None
            sides += 1
            if place is not None:
                located += 1
                report.append(ReportSide(worker=worker, start=place[0], end=place[1]))
        # It was reported all the same.
        reports.append(tuple(report))
    return reports, Grounding(sides=sides, verbatim=located)


def _notices(run: Run) -> tuple[str, ...]:
    return (*run.notices, *((run.failure.message,) if run.failure else ()))
