"""What the user rules on contradictions, in runs that are stored and in those under way."""

from collections.abc import Callable
from datetime import datetime

from engine.errors import InputError, StoreError
from engine.phases.settle import ruled_decision
from engine.stores.rule_store import RuleStore
from engine.stores.run_store import RunStore
from models.contradiction import Contradiction, ContradictionStatus
from models.events import RulingMade, RulingUndone
from models.rules import Dismissal, HouseRule
from models.ruling import Ruling, RulingKind
from models.run import Run
from models.unfinished import as_left

__all__ = [
    "prepare_note",
    "rule_on",
    "ruled_decision",
    "ruling_made",
    "ruling_undone",
    "take_note",
    "undo_ruling",
]

RulingEvent = RulingMade | RulingUndone


def rule_on(
    store: RunStore, rules: RuleStore, run_id: str, number: int, ruling: Ruling, now: datetime
) -> Run:
    """Rule on a contradiction of a stored run; needs no server.

    Args:
        store: where the run is kept.
        rules: where house rules and dismissals are kept.
        run_id: which run.
        number: the contradiction's number.
        ruling: what the user decided.
        now: wall-clock time with its zone.

    Returns:
        The run as it is stored now.

    Raises:
        InputError: if it has no such contradiction or side, or the contradiction was withdrawn.
        RunInUse: if another window or command works on the run.
        StoreError: if the run or the rules cannot be read or stored.
    """
    return _add(store, rules, run_id, now, lambda run: ruling_made(run, number, ruling))


def undo_ruling(store: RunStore, rules: RuleStore, run_id: str, number: int, now: datetime) -> Run:
    """Take the last ruling on a contradiction of a stored run back; needs no server.

    What it had added for later runs is forgotten. Arguments, result and errors as in ``rule_on``.
    """
    return _add(store, rules, run_id, now, lambda run: ruling_undone(run, number))


def _add(
    store: RunStore,
    rules: RuleStore,
    run_id: str,
    now: datetime,
    make: Callable[[Run], RulingEvent],
) -> Run:
    with store.reopen(run_id) as (journal, run):
        event = make(run)
        at_s = max(run.last_s, (now - run.started_at).total_seconds())
        event = event.model_copy(update={"at_s": round(at_s, 4)})
        after = run.after(event)
        prepare_note(rules, run, after, event.number)
        store.append(journal, run_id, [event])
        take_note(rules, run, after, event.number)
        return as_left(after)


def ruling_made(run: Run, number: int, ruling: Ruling) -> RulingMade:
    """The event of a ruling.

    Raises:
        InputError: if the run has no such contradiction or side, or the contradiction was
            withdrawn, or the ruling cannot be a house rule.
    """
    contradiction = _standing(run, number)
    if ruling.side is not None and ruling.side >= len(contradiction.sides):
        count = len(contradiction.sides)
        raise InputError(
            f"R{number} has {count} sides; there is no side {ruling.side + 1}.",
            f"Name a side from 1 to {count}.",
        )
    if ruling.is_house_rule and ruling.kind not in (RulingKind.KEEP, RulingKind.OWN_WORDS):
        raise InputError(
            "Only a side that is kept, or your own words, can become a house rule.",
            f"Rule on R{number} with one of them, or without a house rule.",
        )
    decision = ruled_decision(contradiction, ruling, run)
    return RulingMade(number=number, ruling=ruling, decision=decision)


def ruling_undone(run: Run, number: int) -> RulingUndone:
    """The event of taking the last ruling back.

    Raises:
        InputError: if the run has no such contradiction, or no ruling on it.
    """
    if not _known(run, number).rulings:
        raise InputError(f"There is no ruling on R{number} to undo.", "Nothing was changed.")
    return RulingUndone(number=number)


def take_note(rules: RuleStore, before: Run, after: Run, number: int) -> None:
    """Remember for later runs what the ruling on a contradiction says now, and nothing else.

    Args:
        rules: where it is kept.
        before: the run before the ruling, or before it was undone.
        after: the run after it.
        number: the contradiction's number.

    Raises:
        StoreError: if the rules cannot be read or stored; the ruling itself stands.
    """
    wanted = _for_later_runs(after, number)
    try:
        if wanted is not None:
            rules.remember(wanted)
        elif _for_later_runs(before, number) is not None:
            rules.forget(after.team.team_id, after.id, number)
    except StoreError as error:
        message = f"What was ruled on R{number} is kept in the run, but not for later runs."
        raise StoreError(f"{message} {error.message}", error.remedy) from error


def prepare_note(rules: RuleStore, before: Run, after: Run, number: int) -> None:
    """Make sure that ``take_note`` can do its work, before the ruling itself is stored.

    Arguments as there.

    Raises:
        StoreError: if the rules cannot be read, or what must change in them cannot be written.
    """
    if _for_later_runs(before, number) == _for_later_runs(after, number):
        rules.of(after.team.team_id)
    else:
        rules.make_sure_can_change(after.team.team_id)


def _for_later_runs(run: Run, number: int) -> HouseRule | Dismissal | None:
    """What the ruling that holds on a contradiction means for later runs."""
    one = run.contradiction(number)
    ruling = one.ruling
    if ruling is None:
        return None
    if ruling.kind is RulingKind.NOT_A_CONTRADICTION:
        return Dismissal(
            team_id=run.team.team_id,
            specialists=tuple(sorted(side.specialist for side in one.sides)),
            topic=one.topic,
            subject=one.title,
            from_run=run.id,
            from_number=number,
        )
    if ruling.is_house_rule and one.decision is not None:
        return HouseRule(
            team_id=run.team.team_id,
            topic=one.topic,
            text=one.decision.text,
            from_run=run.id,
            from_number=number,
            subject=one.title,
        )
    return None


def _known(run: Run, number: int) -> Contradiction:
    found = next((one for one in run.contradictions if one.number == number), None)
    if found is None:
        known = ", ".join(f"R{one.number}" for one in run.contradictions)
        raise InputError(
            f"This run has no contradiction R{number}.",
            f"It has {known}." if known else "Nothing in it can be ruled on.",
        )
    return found


def _standing(run: Run, number: int) -> Contradiction:
    found = _known(run, number)
    if found.status is ContradictionStatus.WITHDRAWN:
        raise InputError(
            f"R{number} was withdrawn: a sentence it rested on is gone.",
            "Rule on one that still stands.",
        )
    return found
