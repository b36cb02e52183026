"""The part of the fold that concerns what is found and decided."""

from collections.abc import Sequence
from typing import TypeVar, assert_never

from models.base import EventOutOfPlace
from models.candidate import Candidate
from models.claim import Ledger
from models.contradiction import Contradiction, ContradictionStatus
from models.events import (
    CandidateChecked,
    CandidateFound,
    ContradictionDismissed,
    ContradictionFound,
    ContradictionRevised,
    ContradictionWithdrawn,
    DecisionMade,
    RulingMade,
    RulingUndone,
)

ChangedContradiction = (
    ContradictionRevised
    | ContradictionWithdrawn
    | ContradictionDismissed
    | DecisionMade
    | RulingMade
    | RulingUndone
)
ContradictionEvent = ContradictionFound | ChangedContradiction

_Numbered = TypeVar("_Numbered", Contradiction, Candidate)


def contradictions_after(
    now: tuple[Contradiction, ...], event: ContradictionEvent
) -> tuple[Contradiction, ...]:
    """The contradictions after one more event. Raises: EventOutOfPlace, if it does not fit."""
    if isinstance(event, ContradictionFound):
        found = event.contradiction
        if any(one.number == found.number for one in now):
            raise EventOutOfPlace(f"contradiction number {found.number} was found twice")
        return (*now, found)
    number = _number_of(event)
    old = next((one for one in now if one.number == number), None)
    if old is None:
        raise EventOutOfPlace(f"the run has no contradiction number {number}")
    return _replaced(now, old, _changed(old, event))


def candidates_after(
    now: tuple[Candidate, ...], event: CandidateFound | CandidateChecked
) -> tuple[Candidate, ...]:
    """The candidates after one more event. Raises: EventOutOfPlace, if it does not fit."""
    if isinstance(event, CandidateFound):
        if any(one.candidate_id == event.candidate.candidate_id for one in now):
            raise EventOutOfPlace(f"candidate {event.candidate.candidate_id} was found twice")
        return (*now, event.candidate)
    old = next((one for one in now if one.candidate_id == event.candidate_id), None)
    if old is None:
        raise EventOutOfPlace(f"the run has no candidate {event.candidate_id}")
    changes = {"verdict": event.verdict, "looks": event.looks}
    return _replaced(now, old, old.model_copy(update=changes))


def ledgers_after(now: tuple[Ledger, ...], ledger: Ledger) -> tuple[Ledger, ...]:
    """The commitments with the newest list of each worker."""
    return (*(one for one in now if one.slot != ledger.slot), ledger)


def _number_of(event: ChangedContradiction) -> int:
    return event.contradiction.number if isinstance(event, ContradictionRevised) else event.number


def _changed(old: Contradiction, event: ChangedContradiction) -> Contradiction:
    match event:
        case ContradictionRevised():
            # What the user ruled outlives a new look at the texts.
            return event.contradiction.model_copy(update={"rulings": old.rulings})
        case ContradictionWithdrawn():
            return old.model_copy(update={"status": ContradictionStatus.WITHDRAWN})
        case ContradictionDismissed():
            changes = {"status": ContradictionStatus.DISMISSED, "decision": None}
            return old.model_copy(update=changes)
        case DecisionMade():
            is_open = event.decision.is_open
            status = ContradictionStatus.NEEDS_YOU if is_open else ContradictionStatus.DECIDED
            return old.model_copy(update={"decision": event.decision, "status": status})
        case RulingMade():
            return old.ruled(event.ruling, event.decision)
        case RulingUndone():
            if not old.rulings:
                raise EventOutOfPlace(f"contradiction number {old.number} has no ruling to undo")
            return old.unruled()
        case _:
            assert_never(event)


def _replaced(now: Sequence[_Numbered], old: _Numbered, new: _Numbered) -> tuple[_Numbered, ...]:
    return tuple(new if one is old else one for one in now)
