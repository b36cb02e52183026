"""What the user makes of a worker's text: used as it is, left out, or taken back in."""

from datetime import datetime

from engine.errors import InputError
from engine.phases.compare.compared import evidence_in
from engine.stores.run_store import RunStore
from models.contribution import Contribution, Origin, TextChange
from models.events import ContributionMuted, ContributionVersioned, RunEvent, SpecialistStopped
from models.run import Run
from models.unfinished import as_left


def change_text(store: RunStore, run_id: str, slot: str, change: TextChange, now: datetime) -> Run:
    """Change whether a text of a stored run counts; needs no server.

    Args:
        store: where the run is kept.
        run_id: which run.
        slot: whose text.
        change: what the user makes of it.
        now: wall-clock time with its zone.

    Returns:
        The run as it is stored now; its plan is out of date then.

    Raises:
        InputError: if that cannot be done with the text as it is.
        RunInUse: if another window or command works on the run.
        StoreError: if the run cannot be read or stored.
    """
    with store.reopen(run_id) as (journal, run):
        at_s = round(max(run.last_s, (now - run.started_at).total_seconds()), 4)
        events: list[RunEvent] = []
        if not run.contribution(slot).state.is_final:
            # The run was interrupted, and nobody works on the text any more.
            events.append(SpecialistStopped(at_s=at_s, slot=slot))
            run = run.after(events[0])
        event = text_changed(run, slot, change).model_copy(update={"at_s": at_s})
        store.append(journal, run_id, [*events, event])
        return as_left(run.after(event))


def text_changed(
    run: Run, slot: str, change: TextChange
) -> ContributionVersioned | ContributionMuted:
    """The event of a change.

    Raises:
        InputError: if that cannot be done with the text as it is.
    """
    one = run.contribution(slot)
    if not one.state.is_final:
        raise InputError(f"{one.specialist} is still at work.", "Stop it, or wait until it ends.")
    if change is not one.possible_change:
        raise InputError(_already(one), "Nothing was changed.")
    if change is not TextChange.USE_AS_IS:
        return ContributionMuted(slot=slot, muted=change is TextChange.LEAVE_OUT)
    accepted = ContributionVersioned(
        slot=slot, version=one.version + 1, origin=Origin.ACCEPTED_PARTIAL, text=one.text
    )
    if evidence_in(run.after(accepted).contribution(slot)) is None:
        raise InputError(
            f"What {one.specialist} wrote holds not one whole sentence.", "Let it write again."
        )
    return accepted


def _already(one: Contribution) -> str:
    if one.muted:
        return f"{one.specialist} is left out of the plan."
    if one.is_evidence:
        return f"The text of {one.specialist} counts already."
    return f"There is no text of {one.specialist} to use."
