"""Tells on the terminal what goes on in a run: a line for every change of state, never for text."""

from engine.export.words import compared_in_words
from models.contribution import Contribution, ContributionState
from models.events import (
    DecisionMade,
    DocumentsCompared,
    NoticeGiven,
    PlanStarted,
    RunEvent,
    RunFailed,
    SectionWritten,
)
from models.run import Run
from ui.headless.console import Console
from ui.headless.words import BASES, STATES, WAITING


class Progress:
    """Compares each new run with the last one shown and says what changed."""

    def __init__(self, console: Console) -> None:
        """Nothing has been said yet."""
        self._console = console
        self._said: dict[str, str] = {}

    def show(self, event: RunEvent, run: Run) -> None:
        """Say what an event changed. ``run`` may be ahead of the event."""
        for contribution in run.contributions:
            self._show_worker(contribution)
        match event:
            case NoticeGiven():
                self._console.say(event.text)
            case DocumentsCompared():
                self._console.say("Contradictions:")
            case DecisionMade():
                contradiction = run.contradiction(event.number)
                self._console.say(
                    f"  {contradiction.mark} {contradiction.title} — "
                    f"{BASES[event.decision.basis]}: {event.decision.text}"
                )
            case PlanStarted():
                self._console.say(compared_in_words(run.comparison, len(run.contradictions)))
                self._console.say(f"Plan: writing {len(event.sections)} sections")
            case SectionWritten():
                self._console.say(f"  {event.section.title}: {event.section.state.value}")
            case RunFailed():
                self._console.say(f"{event.failure.message} {event.failure.remedy}".strip())
            case _:
                pass

    def _show_worker(self, now: Contribution) -> None:
        if now.state is ContributionState.QUEUED and not self._said:
            return  # Nothing has happened yet.
        line = describe(now)
        if self._said.get(now.slot) != line:
            self._said[now.slot] = line
            self._console.say(line)


def describe(now: Contribution) -> str:
    """A worker's state in one line."""
    words = f"{len(now.text.split()):,} words"
    timings = now.timings_s
    took_s = timings.loading + timings.reading + timings.thinking + timings.writing
    more = ""
    if now.state is ContributionState.WAITING and now.waiting_reason:
        more = f" ({WAITING[now.waiting_reason]})"
    elif now.state.is_done:
        queued = f", {timings.queued:.1f} s queued before" if timings.queued >= 0.1 else ""
        more = f", {words} in {took_s:.1f} s{queued}"
    elif now.state is ContributionState.STOPPED:
        more = f" at {words}; they are kept"
    elif now.failure is not None:
        kept = f" {words} are kept." if now.text else ""
        more = f": {now.failure.message} {now.failure.remedy}".rstrip() + kept
    return f"{now.specialist}: {STATES[now.state]}{more}"
