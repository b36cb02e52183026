"""Runs in the middle of things, made as real ones are: by folding events."""

from collections.abc import Iterable, Sequence

from models.contribution import Contribution, Origin, Timings, Tokens, WaitingReason
from models.events import (
    ActivityKind,
    ActivityStarted,
    ContributionMuted,
    ContributionVersioned,
    RunEvent,
    SpecialistFailed,
    SpecialistFinished,
    SpecialistQueued,
    SpecialistStopped,
    SpecialistWaiting,
    TextAdded,
    ThinkingAdded,
    WorkerAdded,
)
from models.failure import Failure, FailureKind
from models.run import Run
from models.settings import LlmSeat
from models.team import Specialist, slot_of
from tests.builders import TEXTS, Part, a_run, a_side, a_start, a_team, the_contradictions

NAMES = (
    "Messaging Specialist",
    "Channel Strategist",
    "Timeline Planner",
    "Metrics Designer",
    "Pricing Analyst",
    "Risk Reviewer",
    "Support Planner",
    "Legal Checker",
)

TEXT = "# Motion\n\nThe motion is *product-led*: nobody calls.\n\n- Creators\n- Search\n"


def a_live_run(names: Iterable[str] = TEXTS) -> Run:
    """A run that has just begun: everybody is queued."""
    run = Run.begin(a_start(a_team(names)))
    return after(run, ActivityStarted(activity_id=1, activity=ActivityKind.CONSULT))


def a_live_run_of(workers: int) -> Run:
    """A run of so many workers that has just begun."""
    return a_live_run(NAMES[:workers])


def after(run: Run, *events: RunEvent) -> Run:
    """The run after some events."""
    for event in events:
        run = run.after(event)
    return run


def slots(run: Run) -> Sequence[str]:
    return [one.slot for one in run.contributions]


def queued(name: str) -> RunEvent:
    return SpecialistQueued(at_s=1, slot=slot_of(name))


def waiting(name: str, reason: WaitingReason, at_s: float = 2) -> RunEvent:
    return SpecialistWaiting(at_s=at_s, slot=slot_of(name), reason=reason)


def thinking(name: str, text: str, at_s: float = 14) -> RunEvent:
    return ThinkingAdded(at_s=at_s, slot=slot_of(name), text=text)


def writing(name: str, text: str = TEXT, at_s: float = 20) -> RunEvent:
    return TextAdded(at_s=at_s, slot=slot_of(name), text=text)


def finished(name: str, *, is_cut: bool = False) -> RunEvent:
    return SpecialistFinished(
        at_s=60,
        slot=slot_of(name),
        is_cut=is_cut,
        timings_s=Timings(loading=12, reading=2, thinking=6, writing=20),
        tokens=Tokens(prompt=900, answer=806),
    )


def stopped(name: str) -> RunEvent:
    return SpecialistStopped(at_s=60, slot=slot_of(name))


def muted(name: str) -> RunEvent:
    return ContributionMuted(at_s=70, slot=slot_of(name), muted=True)


OUT_OF_MEMORY = Failure(
    kind=FailureKind.OUT_OF_MEMORY,
    message="It needs 9.1 GB and 6.4 GB is free while mistral-small:24b is loaded.",
    remedy="Close other programs, or choose a smaller model.",
    detail="model requires more system memory (9.1 GiB) than is available (6.4 GiB)",
)


def failed(name: str, failure: Failure = OUT_OF_MEMORY) -> RunEvent:
    return SpecialistFailed(at_s=60, slot=slot_of(name), failure=failure)


def asked_again(run: Run, name: str, at_s: float = 1020) -> RunEvent:
    version = run.contribution(slot_of(name)).version + 1
    return ContributionVersioned(at_s=at_s, slot=slot_of(name), version=version, origin=Origin.LLM)


def newest(run: Run, name: str) -> Contribution:
    return run.contribution(slot_of(name))


def joined(name: str) -> RunEvent:
    seat = LlmSeat(role=slot_of(name), llm="qwen3:8b", num_ctx=16384, num_predict=2048)
    return WorkerAdded(at_s=5, specialist=Specialist(name=name, prompt="."), seat=seat)


def a_finished_run_of_eight() -> Run:
    """Eight workers; the first four contradict each other as in `a_run`."""
    parts = [Part(name=name, text=TEXTS.get(name, TEXT)) for name in NAMES]
    return a_run(parts)


def a_finished_run_with_long_texts() -> Run:
    """As `a_run`, with so much text before and behind that every quote can be scrolled to."""
    filler = "\n\n".join(f"Paragraph {number} says nothing." for number in range(60))
    long = {name: f"{text}\n\n{filler}\n" for name, text in TEXTS.items()}
    long = {name: f"{filler}\n\n{text}" for name, text in long.items()}
    moved = [
        one.model_copy(
            update={
                "sides": tuple(
                    a_side(side.specialist, long[side.specialist], side.quote) for side in one.sides
                )
            }
        )
        for one in the_contradictions()
    ]
    parts = [Part(name=name, text=text) for name, text in long.items()]
    return a_run(parts, contradictions=moved)
