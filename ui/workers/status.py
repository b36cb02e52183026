"""Where a worker is, as a panel, a tile and a tab show it."""

from dataclasses import dataclass
from enum import Enum, auto

from models.contribution import Contribution, ContributionState, Origin, WaitingReason
from models.run import Run
from ui.components.state_chip import ChipState


class Situation(Enum):
    """What a panel has to show; finer than the state, for waiting has several reasons."""

    QUEUED = auto()
    LOADING = auto()
    READING = auto()
    NO_SLOT = auto()
    THINKING = auto()
    WRITING = auto()
    DONE = auto()
    CUT = auto()
    STOPPED = auto()
    FAILED = auto()
    INTERRUPTED = auto()
    """A stored run in which nobody works on."""

    @property
    def is_busy(self) -> bool:
        """Whether something may still come, and it can be stopped."""
        return self in _BUSY

    @property
    def is_waiting(self) -> bool:
        """Whether not a word has come, and nothing went wrong."""
        return self in _WAITING


_WAITING = frozenset(
    {Situation.QUEUED, Situation.LOADING, Situation.READING, Situation.NO_SLOT},
)
_BUSY = _WAITING | {Situation.THINKING, Situation.WRITING}

_BY_STATE = {
    ContributionState.QUEUED: Situation.QUEUED,
    ContributionState.THINKING: Situation.THINKING,
    ContributionState.WRITING: Situation.WRITING,
    ContributionState.DONE: Situation.DONE,
    ContributionState.CUT: Situation.CUT,
    ContributionState.STOPPED: Situation.STOPPED,
    ContributionState.FAILED: Situation.FAILED,
}

_BY_REASON = {
    WaitingReason.HELD_BACK: Situation.QUEUED,
    WaitingReason.LOADING: Situation.LOADING,
    WaitingReason.READING_OR_SLOT: Situation.READING,
    WaitingReason.SLOT: Situation.NO_SLOT,
}

_CHIPS = {
    Situation.QUEUED: ChipState.QUEUED,
    Situation.LOADING: ChipState.LOADING,
    Situation.READING: ChipState.READING,
    Situation.NO_SLOT: ChipState.WAITING,
    Situation.THINKING: ChipState.THINKING,
    Situation.WRITING: ChipState.WRITING,
    Situation.DONE: ChipState.DONE,
    Situation.CUT: ChipState.DONE,
    Situation.STOPPED: ChipState.STOPPED,
    Situation.FAILED: ChipState.FAILED,
    Situation.INTERRUPTED: ChipState.STOPPED,
}


@dataclass(frozen=True, slots=True)
class Elapsed:
    """What only who watches knows: the record says when things ended, not how they go.

    Attributes:
        in_situation_s: how long it has been as it is; ``None`` where nobody saw it begin.
        tokens_per_s: how fast text is arriving, measured; ``None`` where it is not known yet.
    """

    in_situation_s: float | None = None
    tokens_per_s: float | None = None


@dataclass(frozen=True, slots=True)
class WorkerStatus:
    """One worker in its run, now.

    Attributes:
        contribution: its text and state.
        number: from 1; the digit that goes to it.
        run: the others, who may be what it waits for.
        is_live: whether somebody works on the run.
        elapsed: what was measured while watching.
    """

    contribution: Contribution
    number: int
    run: Run
    is_live: bool = True
    elapsed: Elapsed = Elapsed()

    @property
    def situation(self) -> Situation:
        """What a panel has to show."""
        return situation_of(self.contribution, is_live=self.is_live)

    @property
    def chip_state(self) -> ChipState:
        """Icon and colour."""
        if self.contribution.origin is Origin.USER and self.situation is Situation.DONE:
            return ChipState.EDITED
        return _CHIPS[self.situation]

    @property
    def place_in_line(self) -> int:
        """From 1, among those who are queued: older requests first, then in team order."""
        queued = [one for one in self.run.contributions if self._is_queued(one)]
        queued.sort(key=lambda one: one.since_s)
        slots = [one.slot for one in queued]
        return slots.index(self.contribution.slot) + 1 if self.contribution.slot in slots else 1

    @property
    def last_load_s(self) -> float:
        """How long loading the same LLM took before in this run; 0 where it did not happen."""
        llm = self.contribution.llm
        others = (*self.run.earlier_versions, *self.run.contributions)
        return max((one.timings_s.loading for one in others if one.llm == llm), default=0)

    def is_version_of(self, other: "WorkerStatus") -> bool:
        """Whether both are about the same version of the same worker's text."""
        one, another = self.contribution, other.contribution
        return (one.slot, one.version, self.run.id) == (another.slot, another.version, other.run.id)

    def looks_as(self, before: "WorkerStatus") -> bool:
        """Whether nothing that a panel shows has changed, but for the time."""
        return (
            before.contribution is self.contribution
            and (before.number, before.is_live) == (self.number, self.is_live)
            # Who waits in line moves up when others begin.
            and self.situation is not Situation.QUEUED
            and before.run.id == self.run.id
        )

    def _is_queued(self, one: Contribution) -> bool:
        return situation_of(one, is_live=self.is_live) is Situation.QUEUED


def situation_of(one: Contribution, *, is_live: bool) -> Situation:
    """What a panel has to show of ``one``."""
    if not is_live and not one.state.is_final:
        return Situation.INTERRUPTED
    if one.state is ContributionState.WAITING:
        return _BY_REASON.get(
            one.waiting_reason or WaitingReason.READING_OR_SLOT, Situation.READING
        )
    return _BY_STATE[one.state]
