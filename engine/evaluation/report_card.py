"""Tests an LLM on this machine for a few minutes and says what to expect of it."""

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from engine.answer_forms import FormMemory, Tally
from engine.backends.protocol import Backend, ChatRequest
from engine.backends.recording import RecordedAnswer, RecordingBackend
from engine.context import RunContext
from engine.evaluation.case_run import run_case
from engine.evaluation.cases import Case
from engine.evaluation.json_answers import is_valid_json
from engine.evaluation.measured import REPORTED_LABELS
from engine.evaluation.scoring import CaseScore, Outcome, report_of, score_case
from engine.evaluation.short_cases import short_cases
from engine.phases.compare import Compared, compare
from engine.phases.compare.choosing import Situation, choose_finder
from engine.phases.consult import Handover
from engine.preparation import application_version
from models.call import CallMetrics
from models.comparison import CompareMode
from models.report_card import ReportCard
from models.settings import Settings


class _Need(NamedTuple):
    """Tokens to read and to write."""

    prompt: int
    answer: int


_USUAL_WORKERS = 4
_USUAL_TEXT_TOKENS = 1_470
"""700 words, numbered."""

_USUAL_BRIEF_TOKENS = 300
_USUAL_NUM_CTX = 16_384

_WORKERS = _Need(_USUAL_WORKERS * 900, _USUAL_WORKERS * 1_200)
"""Rules, role and brief of each worker, and its 700 words."""

_SYNTHESIS: Mapping[CompareMode, _Need] = {
    CompareMode.QUICK: _Need(14_000, 2_800),
    CompareMode.PAIR: _Need(67_000, 10_100),
    CompareMode.LEDGER: _Need(39_000, 8_600),
}
"""All that follows in such a run.

Prompts were counted on bundled cases with five contradictions whose texts were lengthened to 700
words; what the sections of the plan share is read once. Answers are as long as CONTRADICTIONS.md §3
has them.
"""


async def test_llm(
    backend: Backend,
    llm: str,
    on_progress: Callable[[int, int], None],
    limit_s: float = 180,  # noqa: PT028 - it tests LLMs
    clock: Callable[[], float] = time.monotonic,  # noqa: PT028 - it tests LLMs
    wall_clock: Callable[[], datetime] = lambda: datetime.now().astimezone(),  # noqa: PT028 - it tests LLMs
) -> ReportCard:
    """Let an LLM look for contradictions in short cases until the time is over.

    Contradictions are looked for as in a run, and not decided; no plan is written. A case that is
    cut off by the end of the time counts for nothing, except for speed and readable answers.

    Args:
        backend: the server that has the LLM.
        llm: its name.
        on_progress: gets how many cases are done, and how many there are.
        limit_s: the time for it, in seconds.
        clock: seconds, monotonic.
        wall_clock: the time of the day with its zone.

    Raises:
        BackendError: if the server does not answer, or the LLM cannot be used.
        StoreError: if nothing can be stored on this machine.
    """
    began_s = clock()
    heard, forms = _Heard(), FormMemory()
    recording = RecordingBackend(backend, heard.note)
    cases, done = short_cases(), list[_Done]()
    on_progress(0, len(cases))
    for case in cases:
        try:
            async with asyncio.timeout(began_s + limit_s - clock()):
                done.append(await _tested(case, recording, llm, wall_clock(), forms))
        except TimeoutError:
            break
        on_progress(len(done), len(cases))
    heard.questions = forms.questions
    return await _card(backend, llm, done, heard, clock() - began_s, wall_clock())


@dataclass(frozen=True, slots=True)
class _Done:
    """A case that was finished."""

    score: CaseScore
    mode: CompareMode


@dataclass(slots=True)
class _Heard:
    """What the answers tell apart from what they say."""

    metrics: list[CallMetrics] = field(default_factory=list)
    is_valid: list[bool] = field(default_factory=list)
    questions: Tally = field(default_factory=Tally)

    def note(self, request: ChatRequest, answer: RecordedAnswer) -> None:
        if answer.failure is None:
            self.metrics.append(answer.metrics)
            if request.schema is not None:
                self.is_valid.append(is_valid_json(answer.text, request.schema))

    @property
    def tokens_per_s(self) -> float | None:
        """How fast it wrote."""
        return _speed((one.answer_tokens, one.answer_s) for one in self.metrics)

    @property
    def prompt_tokens_per_s(self) -> float | None:
        """How fast it read; what it need not read again counts, as it will in a run."""
        return _speed((one.prompt_tokens, one.prompt_s) for one in self.metrics)

    def expected_run_s(self, parameter_size: str) -> float | None:
        """How long a usual run takes: its tokens at these speeds, one call after the other.

        With several slots it is less. The way to look for contradictions is the one that a run
        would choose by itself after this test.
        """
        reading, writing = self.prompt_tokens_per_s, self.tokens_per_s
        if reading is None or writing is None:
            return None
        usual = Situation(
            workers=_USUAL_WORKERS,
            text_tokens=_USUAL_TEXT_TOKENS,
            brief_tokens=_USUAL_BRIEF_TOKENS,
            num_ctx=_USUAL_NUM_CTX,
            parameter_size=parameter_size,
            tokens_per_s=writing,
            prompt_tokens_per_s=reading,
            readable_share=self.questions.share,
        )
        rest = _SYNTHESIS[choose_finder(CompareMode.AUTO, usual).mode]
        prompt, answer = _WORKERS.prompt + rest.prompt, _WORKERS.answer + rest.answer
        return prompt / reading + answer / writing


class _Comparing:
    """The job of comparing, and nothing after it."""

    def __init__(self) -> None:
        self.compared: Compared | None = None

    async def __call__(self, context: RunContext) -> None:
        handover = Handover()
        for contribution in context.run.contributions:
            handover.put(contribution)
        handover.close()
        self.compared = await compare(context, handover)


async def _tested(
    case: Case, backend: Backend, llm: str, now: datetime, forms: FormMemory
) -> _Done:
    job = _Comparing()
    await run_case(case, backend, Settings(llm=llm), job, now, forms)
    assert job.compared is not None  # The texts of a case can always be quoted.
    reports = [
        report_of(case, (place.statement.ref for place in one.sides))
        for one in job.compared.findings
        if one.label in REPORTED_LABELS
    ]
    return _Done(score_case(case, reports), job.compared.comparison.mode)


async def _card(
    backend: Backend, llm: str, done: list[_Done], heard: _Heard, seconds: float, now: datetime
) -> ReportCard:
    listed = {one.name: one for one in await backend.installed_llms()}
    described = await backend.describe_llm(llm)
    known = listed.get(llm) or listed.get(f"{llm}:latest") or described
    parameter_size = described.parameter_size or known.parameter_size
    conflicts = [conflict for one in done for conflict in one.score.conflicts]
    return ReportCard(
        llm=known.name,
        digest=described.digest or known.digest,
        parameter_size=parameter_size,
        server=await backend.version(),
        mode=done[-1].mode if done else None,
        cases=len(done),
        planted=len(conflicts),
        found=sum(one.outcome is Outcome.FOUND for one in conflicts),
        false_alarms=sum(one.score.false_reports for one in done),
        calls=len(heard.is_valid),
        valid_json_calls=sum(heard.is_valid),
        questions=heard.questions.tried,
        questions_read=heard.questions.worked,
        seconds=seconds,
        tokens_per_s=heard.tokens_per_s,
        expected_run_s=heard.expected_run_s(parameter_size),
        made_at=now,
        application=application_version(),
    )


def _speed(parts: Iterable[tuple[int, float]]) -> float | None:
    measured = [(tokens, seconds) for tokens, seconds in parts if tokens and seconds > 0]
    seconds = sum(each for _, each in measured)
    return sum(tokens for tokens, _ in measured) / seconds if seconds else None
