"""``main.py evaluate``: measure what is found in texts whose contradictions are known."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from engine.backends.protocol import Backend
from engine.backends.replay import ReplayBackend
from engine.errors import InputError, StoreError
from engine.evaluation.case_run import team_of
from engine.evaluation.cases import Case, load_cases
from engine.evaluation.examiner import Examiner, measure_by_code
from engine.evaluation.hints import load_dropped
from engine.evaluation.measured import Measured
from engine.evaluation.summary import evaluation_of
from engine.resources import RESOURCES
from engine.stores.answer_store import AnswerKeeper, AnswerStore, Asked
from engine.stores.run_store import new_run_id
from models.evaluation import EvaluationMode
from ui.headless.evaluate_table import lines_of, progress_of
from ui.headless.exit_codes import ExitCode
from ui.headless.invocation import Invocation
from ui.headless.stopping import stopped_by_signals

_BUNDLED = RESOURCES / "evaluation" / "cases"
_FIRST_SEED = 7
"""The one that runs use."""


def evaluate(invocation: Invocation) -> ExitCode:
    """Carry out the command. Raises: EngineError."""
    asked = _asked(invocation)
    cases = load_cases(Path(asked.cases))
    if asked.mode.needs_llm:
        return _by_llm(asked, cases, invocation)
    unused = [name for name in ("llm", "host", "seeds") if getattr(invocation.arguments, name)]
    if unused:
        options = ", ".join(f"--{name}" for name in unused)
        invocation.console.say(f"No model takes part in the mode comparator; not used: {options}.")
    measured: list[Measured] = []
    for case in cases:
        measured.append(measure_by_code(case))
        invocation.console.say(progress_of(measured[-1], len(measured), len(cases)))
    _give(evaluation_of([measured]), invocation)
    return ExitCode.COMPLETE


def _asked(invocation: Invocation) -> Asked:
    """What to do: by the options, or as it was asked when the answers were kept."""
    arguments = invocation.arguments
    cases = str((arguments.cases or _BUNDLED).resolve())
    if arguments.replay is not None:
        kept = AnswerStore(arguments.replay).asked()
        given = [name for name in ("mode", "llm", "host", "seeds") if getattr(arguments, name)]
        if given:
            raise InputError(
                f"--replay repeats what was asked then, so --{given[0]} cannot be given.",
                f"Leave out --{given[0]}.",
            )
        return kept.model_copy(update={"cases": cases}) if arguments.cases else kept
    mode = EvaluationMode.AUTO if arguments.llm else EvaluationMode.COMPARATOR
    return Asked(
        cases=cases,
        mode=EvaluationMode(arguments.mode) if arguments.mode else mode,
        llm=arguments.llm or "",
        seeds=arguments.seeds or 1,
    )


class _Answers:
    """Who answers, and what becomes of the answers.

    Args:
        asked: what is measured.
        invocation: where answers come from and go to.

    Raises:
        EngineError: if there can be none.
    """

    def __init__(self, asked: Asked, invocation: Invocation) -> None:
        arguments = invocation.arguments
        self._replayed: ReplayBackend | None = None
        if arguments.replay is not None:
            self._store = AnswerStore(arguments.replay)
            self._replayed = ReplayBackend(self._store.server(), self._store.answers())
        else:
            name = new_run_id(invocation.now())
            self._store = AnswerStore(invocation.data_folder / "evaluations" / name)
        self._keeper = AnswerKeeper(self._store, asked)
        self.backend: Backend = self._replayed or _server(arguments.host)

    def examiner(self, asked: Asked, dropped: Mapping[tuple[str, str], str]) -> Examiner:
        """What measures them."""
        llm = asked.llm or None
        if self._replayed:
            return Examiner(self.backend, asked.mode, llm, dropped, is_replay=True)
        return Examiner(
            self.backend,
            asked.mode,
            llm,
            dropped,
            on_answer=self._keeper.on_answer,
            on_server=self._keeper.on_server,
        )

    def keep(self) -> None:
        """Store those that came. Raises: StoreError."""
        self._keeper.flush()

    def check(self) -> None:
        """Raises: InputError, if a replay lacks some."""
        if self._replayed and self._replayed.unanswered:
            raise InputError(
                f"{self._store.folder} does not hold all answers: the cases or this program have "
                "changed since, that evaluation was interrupted, or its calls crossed each other.",
                "Evaluate again.",
            )

    def keep_result(self, result: str) -> None:
        """Store the result beside them. Raises: StoreError."""
        if self._keeper.has_begun:
            self._store.keep_result(result)

    def say_where(self, invocation: Invocation) -> None:
        """Say where they are."""
        if self._keeper.has_begun:
            invocation.console.say(f"All answers are kept in {self._store.folder}")


def _server(host: str | None) -> Backend:
    # Imported here because nothing else needs the HTTP library.
    from engine.backends.ollama import DEFAULT_HOST, OllamaBackend

    return OllamaBackend(host or DEFAULT_HOST)


def _by_llm(asked: Asked, cases: Sequence[Case], invocation: Invocation) -> ExitCode:
    # What cannot be used is said before anything is sent.
    for case in cases:
        team_of(case)
    dropped = load_dropped(Path(asked.cases))
    answers = _Answers(asked, invocation)
    try:
        examiner = answers.examiner(asked, dropped)
        seeds = asyncio.run(_examined(asked.seeds, cases, examiner, answers, invocation))
        if seeds is None:
            return ExitCode.INTERRUPTED
        result = evaluation_of(seeds)
        answers.keep_result(_as_json(result))
    finally:
        answers.say_where(invocation)
    _give(result, invocation)
    return ExitCode.COMPLETE


async def _examined(
    seed_count: int,
    cases: Sequence[Case],
    examiner: Examiner,
    answers: _Answers,
    invocation: Invocation,
) -> list[list[Measured]] | None:
    """What was measured, by seed and case; ``None`` if it was interrupted."""
    seeds: list[list[Measured]] = []
    try:
        with stopped_by_signals():
            for seed in range(_FIRST_SEED, _FIRST_SEED + seed_count):
                seeds.append([])
                for case in cases:
                    seeds[-1].append(await examiner.measure(case, seed, invocation.now()))
                    answers.keep()
                    answers.check()
                    done = sum(map(len, seeds))
                    invocation.console.say(
                        progress_of(seeds[-1][-1], done, len(cases) * seed_count)
                    )
        return seeds
    except asyncio.CancelledError:
        answers.keep()
        invocation.console.say("Stopped before all cases were measured.")
        return None
    except Exception:
        # What ended the evaluation is said, not that its answers could not be kept either.
        with suppress(StoreError):
            answers.keep()
        raise
    finally:
        await answers.backend.close()


def _give(result: dict[str, Any], invocation: Invocation) -> None:
    if invocation.arguments.json:
        invocation.console.record(_as_json(result))
        return
    for line in lines_of(result):
        invocation.console.result(line)


def _as_json(result: dict[str, Any]) -> str:
    return json.dumps(result, ensure_ascii=False, indent=2)
