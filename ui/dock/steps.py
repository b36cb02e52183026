"""The four steps of a run, each with a sentence that is computed from it."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from models.activity import Activity
from models.comparison import CompareLevel
from models.contradiction import ContradictionStatus
from models.contribution import Contribution, ContributionState, WaitingReason
from models.events import ActivityKind, ActivityOutcome
from models.plan import SectionState
from models.run import Run
from ui.components.state_chip import Chip, ChipState
from ui.components.step_row import Step
from ui.contradictions.words import needs_you_line
from ui.dock.comparing import after_comparing, before_comparing, checked_share, while_comparing
from ui.plan.situation import activity_in_pass
from ui.plan.words import progress_line

translate = QCoreApplication.translate


def steps_of(run: Run) -> tuple[Step, ...]:
    """Workers, contradictions, decisions and plan, as they are now."""
    return (_workers(run), _contradictions(run), _decisions(run), _plan(run))


def synthesizer_chip(run: Run) -> Chip:
    """What the synthesizer does, or waits for."""
    if _is_under_way(activity_in_pass(run, ActivityKind.PLAN)):
        return Chip(ChipState.WRITING)
    if _is_under_way(activity_in_pass(run, ActivityKind.COMPARE)):
        return Chip(ChipState.READING)
    waiting_for = sum(not one.state.is_final for one in run.contributions)
    if waiting_for == 1:
        return Chip(ChipState.WAITING, translate("Steps", "Waiting for 1 worker"))
    if waiting_for:
        words = translate("Steps", "Waiting for {count} workers")
        return Chip(ChipState.WAITING, words.format(count=waiting_for))
    return Chip(ChipState.WAITING)


def worker_counts(contributions: Sequence[Contribution]) -> str:
    """How many workers are where: "1 of 4 done, 1 writing, 1 loading, 1 queued"."""
    states = [_state_of(one) for one in contributions]
    done = translate("Steps", "{done} of {count} done")
    parts = [done.format(done=states.count(ChipState.DONE), count=len(states))]
    for state, words in (
        (ChipState.WRITING, translate("Steps", "{count} writing")),
        (ChipState.THINKING, translate("Steps", "{count} thinking")),
        (ChipState.READING, translate("Steps", "{count} reading")),
        (ChipState.LOADING, translate("Steps", "{count} loading")),
        (ChipState.WAITING, translate("Steps", "{count} waiting")),
        (ChipState.QUEUED, translate("Steps", "{count} queued")),
        (ChipState.STOPPED, translate("Steps", "{count} stopped")),
        (ChipState.FAILED, translate("Steps", "{count} failed")),
    ):
        if count := states.count(state):
            parts.append(words.format(count=count))
    return ", ".join(parts)


def _state_of(one: Contribution) -> ChipState:
    if one.state in (ContributionState.QUEUED, ContributionState.WAITING):
        return {
            WaitingReason.LOADING: ChipState.LOADING,
            WaitingReason.READING_OR_SLOT: ChipState.READING,
            WaitingReason.SLOT: ChipState.WAITING,
        }.get(one.waiting_reason or WaitingReason.HELD_BACK, ChipState.QUEUED)
    return {
        ContributionState.THINKING: ChipState.THINKING,
        ContributionState.WRITING: ChipState.WRITING,
        ContributionState.STOPPED: ChipState.STOPPED,
        ContributionState.FAILED: ChipState.FAILED,
    }.get(one.state, ChipState.DONE)


_LIVELIEST = (
    ChipState.WRITING,
    ChipState.THINKING,
    ChipState.READING,
    ChipState.LOADING,
    ChipState.WAITING,
    ChipState.QUEUED,
)


def _workers(run: Run) -> Step:
    states = {_state_of(one) for one in run.contributions}
    state = next((one for one in _LIVELIEST if one in states), ChipState.DONE)
    done = sum(one.state.is_done for one in run.contributions)
    share = None if state is ChipState.DONE else done / len(run.contributions)
    sentence = worker_counts(run.contributions)
    return Step(state, translate("Steps", "Workers"), sentence, share)


def _contradictions(run: Run) -> Step:
    title = translate("Steps", "Contradictions")
    comparing = activity_in_pass(run, ActivityKind.COMPARE)
    if comparing is None:
        return Step(_early_state(run), title, before_comparing(run))
    texts = len(run.evidence)
    if _is_under_way(comparing):
        return Step(ChipState.READING, title, while_comparing(run), checked_share(run))
    if comparing.outcome is not ActivityOutcome.DONE:
        return _ended_early(title, comparing)
    if not _has_ended(activity_in_pass(run, ActivityKind.DECIDE)):
        words = after_comparing(run).format(count=texts)
    else:
        words = _found(run)
    return Step(ChipState.DONE, title, words)


def _early_state(run: Run) -> ChipState:
    """Reading may begin while workers still write."""
    return ChipState.READING if run.pairs_read or run.candidates else ChipState.WAITING


def _found(run: Run) -> str:
    found = sum(one.counts for one in run.contradictions)
    words = (
        translate("Steps", "{count} found").format(count=found)
        if found
        else translate("Steps", "None found")
    )
    if run.comparison is not None and run.comparison.level is CompareLevel.CODE_ONLY:
        return translate("Steps", "{found}, by code only").format(found=words)
    return words


def _decisions(run: Run) -> Step:
    title = translate("Steps", "Decisions")
    deciding = activity_in_pass(run, ActivityKind.DECIDE)
    if deciding is None:
        words = (
            translate(
                "Steps",
                "Brief, house rules, hard limits, arithmetic, topic owner; what is left comes to "
                "you",
            )
            if run.house_rules
            else translate(
                "Steps", "Brief, hard limits, arithmetic, topic owner; what is left comes to you"
            )
        )
        return Step(ChipState.WAITING, title, words)
    standing = [one for one in run.contradictions if one.counts]
    decided = sum(one.status is ContradictionStatus.DECIDED for one in standing)
    if _is_under_way(deciding):
        words = translate("Steps", "{decided} of {count} decided")
        return Step(ChipState.THINKING, title, words.format(decided=decided, count=len(standing)))
    if not standing:
        return Step(ChipState.DONE, title, translate("Steps", "Nothing to decide"))
    parts = [translate("Steps", "{count} decided").format(count=decided)]
    if open_ones := len(standing) - decided:
        parts.append(needs_you_line(open_ones))
    return Step(ChipState.DONE, title, ", ".join(parts))


def _plan(run: Run) -> Step:
    title = translate("Steps", "Plan")
    writing = activity_in_pass(run, ActivityKind.PLAN)
    if writing is None or run.plan is None:
        words = translate("Steps", "One document with a mark after every decided sentence")
        if run.plan is not None:
            words = translate("Steps", "The plan below stays until the new one begins")
        return Step(ChipState.WAITING, title, words)
    if not _is_under_way(writing) and writing.outcome is not ActivityOutcome.DONE:
        return _ended_early(title, writing)
    if run.plan.is_complete:
        return Step(ChipState.DONE, title, translate("Steps", "Written and checked"))
    settled = sum(one.state is not SectionState.WRITING for one in run.plan.sections)
    share = settled / len(run.plan.sections) if run.plan.sections else None
    return Step(ChipState.WRITING, title, progress_line(run.plan), share)


def _ended_early(title: str, one: Activity) -> Step:
    if one.outcome is ActivityOutcome.FAILED:
        return Step(ChipState.FAILED, title, translate("Steps", "Failed"))
    return Step(ChipState.STOPPED, title, translate("Steps", "Stopped"))


def _is_under_way(one: Activity | None) -> bool:
    return one is not None and one.outcome is None


def _has_ended(one: Activity | None) -> bool:
    return one is not None and one.outcome is not None
