"""Tells on the terminal what goes on in a run: a line for every change of state, never for text."""

from engine.export.words import compared_in_words, count, duration_in_words, side_in_words
from models.contradiction import Contradiction
from models.contribution import Contribution, ContributionState
from models.events import (
    ActivityEnded,
    ActivityKind,
    ActivityStarted,
    NoticeGiven,
    PlanStarted,
    RunEvent,
    RunStarted,
    SectionWritten,
)
from models.plan import PlanSection, SectionOrigin, SectionState
from models.run import Run
from ui.headless.console import Console
from ui.headless.words import STATES, WAITING, basis_of


class Progress:
    """Compares each new run with the last one shown and says what changed."""

    def __init__(self, console: Console) -> None:
        """Nothing has been said yet."""
        self._console = console
        self._said: dict[str, str] = {}

    def show(self, event: RunEvent, run: Run) -> None:
        """Say what an event changed. ``run`` may be ahead of the event."""
        say = self._console.say
        match event:
            case RunStarted():
                say(f"Run {run.id} · {run.team.name} · {run.source}")
                for remark in event.remarks:
                    say(remark)
            case NoticeGiven():
                say(event.text)
            case ActivityStarted(activity=ActivityKind.COMPARE):
                say(f"\nComparing {count(len(run.evidence), 'text')} with each other and the brief")
            case PlanStarted():
                say(f"\nWriting the plan: {count(len(event.sections), 'section')}")
            case SectionWritten():
                say(f"  {_described_section(event.section)}")
            case _:
                pass
        self._show_workers(run)
        if isinstance(event, ActivityEnded):
            self._show_end(event, run)

    def _show_workers(self, run: Run) -> None:
        if not self._said and all(
            one.state is ContributionState.QUEUED for one in run.contributions
        ):
            return  # Nothing has happened yet.
        width = max(len(one.specialist) for one in run.contributions)
        for one in run.contributions:
            state = described(one)
            if self._said.get(one.slot) != state:
                self._said[one.slot] = state
                self._console.say(f"  {one.specialist:<{width}}  {state}")

    def _show_end(self, event: ActivityEnded, run: Run) -> None:
        ended = next(one for one in run.activities if one.activity_id == event.activity_id)
        if ended.activity is ActivityKind.CONSULT:
            self._console.say(_work_done(run, event.at_s - ended.started_s))
        elif ended.activity is ActivityKind.DECIDE:
            self._console.say(f"\nContradictions: {_compared(run)}")
            for one in run.contradictions:
                self._show_contradiction(one)

    def _show_contradiction(self, one: Contradiction) -> None:
        sides = " / ".join(side_in_words(side.specialist) for side in one.sides)
        mark = f"R{one.number}"
        self._console.say(f"  {mark:<4}{one.title} · {one.severity.value} · {sides}")
        if one.decision is not None:
            self._console.say(f"      {one.decision.text} ({basis_of(one.decision)})")


def described(now: Contribution) -> str:
    """A worker's state in one line."""
    words = count(len(now.text.split()), "word")
    more = ""
    if now.state is ContributionState.WAITING and now.waiting_reason:
        more = f": {WAITING[now.waiting_reason]}"
    elif now.state.is_done:
        queued_s = now.timings_s.queued
        queued = f", after {queued_s:.1f} s in the queue" if queued_s >= 0.1 else ""
        more = f", {words} in {_busy_s(now):.1f} s{queued}"
    elif now.state is ContributionState.STOPPED:
        more = f" at {words}" + ("; they are kept" if now.text else "")
    elif now.failure is not None:
        kept = f" {words} are kept, and not used." if now.text else ""
        more = f": {now.failure.message} {now.failure.remedy}".rstrip() + kept
    return f"{STATES[now.state]}{more}"


def _busy_s(one: Contribution) -> float:
    """How long the server worked on an answer; waiting for it is no work."""
    timings = one.timings_s
    return timings.loading + timings.reading + timings.thinking + timings.writing


def _work_done(run: Run, took_s: float) -> str:
    words = count(sum(len(one.text.split()) for one in run.evidence), "word")
    work = duration_in_words(sum(_busy_s(one) for one in run.contributions))
    asked = count(len(run.contributions), "worker")
    return (
        f"{len(run.evidence)} of {asked} done: {words}, {work} of work within "
        f"{duration_in_words(took_s)}"
    )


def _compared(run: Run) -> str:
    return compared_in_words(run.comparison, len(run.contradictions))


def _described_section(section: PlanSection) -> str:
    if section.state is SectionState.MISSING:
        return f"{section.title}: missing"
    by_code = " by code, from decisions and quotes" if section.origin is SectionOrigin.CODE else ""
    return f"{section.title}: {section.state.value}{by_code}"
