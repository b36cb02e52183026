"""The part of the fold that concerns one specialist's text."""

from typing import assert_never

from models.base import EventOutOfPlace
from models.contribution import Contribution, ContributionState, Origin
from models.events import (
    ContributionMuted,
    ContributionVersioned,
    SpecialistFailed,
    SpecialistFinished,
    SpecialistQueued,
    SpecialistStopped,
    SpecialistWaiting,
    TextAdded,
    ThinkingAdded,
)

ProgressEvent = SpecialistQueued | SpecialistWaiting | ThinkingAdded | TextAdded
EndOfWorkEvent = SpecialistFinished | SpecialistStopped | SpecialistFailed
ContributionEvent = ProgressEvent | EndOfWorkEvent | ContributionVersioned | ContributionMuted


def contribution_after(now: Contribution, event: ContributionEvent, llm: str) -> Contribution:
    """The contribution after one more event.

    Args:
        now: the contribution before it.
        event: what happened.
        llm: which LLM writes a version that begins now.

    Raises:
        EventOutOfPlace: if the event does not fit.
    """
    match event:
        case ContributionMuted():
            return now.model_copy(update={"muted": event.muted, "muted_s": event.at_s})
        case ContributionVersioned():
            return _next_version(now, event, llm)
        case SpecialistQueued() | SpecialistWaiting() | ThinkingAdded() | TextAdded():
            _must_be_under_way(now)
            return now.model_copy(update=_progress(now, event))
        case SpecialistFinished() | SpecialistStopped() | SpecialistFailed():
            _must_be_under_way(now)
            ended = {"waiting_reason": None, "ended_s": event.at_s}
            return now.model_copy(update={**ended, **_end_of_work(event)})
        case _:
            assert_never(event)


def stopped_with_run(now: Contribution) -> Contribution:
    """The contribution after the whole run was stopped; one not begun ends as stopped too."""
    if now.state.is_final:
        return now
    return now.model_copy(update={"state": ContributionState.STOPPED, "waiting_reason": None})


def _must_be_under_way(now: Contribution) -> None:
    if now.state.is_final:
        raise EventOutOfPlace(
            f"{now.specialist} is already {now.state.value} and cannot go on without a new version"
        )


def _progress(now: Contribution, event: ProgressEvent) -> dict[str, object]:
    match event:
        case SpecialistQueued():
            return {"state": ContributionState.QUEUED, "waiting_reason": None}
        case SpecialistWaiting():
            return {"state": ContributionState.WAITING, "waiting_reason": event.reason}
        case ThinkingAdded():
            changes = {"thinking": now.thinking + event.text, "state": ContributionState.THINKING}
        case TextAdded():
            changes = {"text": now.text + event.text, "state": ContributionState.WRITING}
        case _:
            assert_never(event)
    return {**changes, "waiting_reason": None}


def _end_of_work(event: EndOfWorkEvent) -> dict[str, object]:
    match event:
        case SpecialistFinished():
            state = ContributionState.CUT if event.is_cut else ContributionState.DONE
            return {"state": state, "timings_s": event.timings_s, "tokens": event.tokens}
        case SpecialistStopped():
            return {"state": ContributionState.STOPPED, "timings_s": event.timings_s}
        case SpecialistFailed():
            return {
                "state": ContributionState.FAILED,
                "failure": event.failure,
                "timings_s": event.timings_s,
            }
        case _:
            assert_never(event)


def _next_version(old: Contribution, event: ContributionVersioned, llm: str) -> Contribution:
    if not old.state.is_final:
        raise EventOutOfPlace(f"{old.specialist} is still {old.state.value}")
    if event.version != old.version + 1:
        raise EventOutOfPlace(
            f"version {event.version} of {old.specialist} cannot follow version {old.version}"
        )
    begins_anew = event.origin is Origin.LLM
    state = ContributionState.QUEUED if begins_anew else ContributionState.DONE
    return Contribution(
        specialist=old.specialist,
        slot=old.slot,
        llm=llm if begins_anew else old.llm,
        muted=old.muted,
        muted_s=old.muted_s,
        version=event.version,
        origin=event.origin,
        since_s=event.at_s,
        ended_s=0 if begins_anew else event.at_s,
        text=event.text,
        state=ContributionState.CUT if event.origin is Origin.ACCEPTED_PARTIAL else state,
    )
