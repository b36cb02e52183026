"""The fold from events to a run."""

import pytest
from hypothesis import given

from models.activity import RunStatus
from models.base import EventOutOfPlace
from models.contribution import ContributionState, Origin, Timings, Tokens
from models.events import (
    RUN_EVENT_ADAPTER,
    ActivityEnded,
    ActivityKind,
    ActivityOutcome,
    ActivityStarted,
    ContributionVersioned,
    DecisionMade,
    RunEvent,
    RunStopped,
    SectionTextAdded,
    SpecialistFinished,
    TextAdded,
    WorkerAdded,
)
from models.run import Run, replay
from models.settings import LlmSeat
from models.team import Specialist
from tests.builders import a_run, a_start, a_team, the_decisions
from tests.models.journals import journals

SLOT = "metrics-designer"


def a_fresh_run() -> Run:
    return Run.begin(a_start(a_team()))


def finished(slot: str) -> SpecialistFinished:
    return SpecialistFinished(slot=slot, timings_s=Timings(), tokens=Tokens())


@given(journals())
def test_any_prefix_of_a_journal_is_a_valid_run(journal: list[RunEvent]) -> None:
    run = replay(journal[:1])
    for length in range(2, len(journal) + 1):
        run = run.after(journal[length - 1])
        assert replay(journal[:length]) == run
        assert Run.model_validate(run.model_dump()) == run


@given(journals())
def test_an_event_changes_no_earlier_run(journal: list[RunEvent]) -> None:
    runs = [replay(journal[:length]) for length in range(1, len(journal) + 1)]
    dumps = [run.model_dump_json() for run in runs]
    replay(journal)
    assert [run.model_dump_json() for run in runs] == dumps


@given(journals())
def test_every_event_comes_back_from_its_json_as_it_was(journal: list[RunEvent]) -> None:
    for event in journal:
        assert RUN_EVENT_ADAPTER.validate_json(event.model_dump_json()) == event


@given(journals())
def test_what_a_worker_wrote_is_never_lost(journal: list[RunEvent]) -> None:
    run = replay(journal)
    kept = [one.text for one in (*run.earlier_versions, *run.contributions)]
    arrived = [one.text for one in journal if isinstance(one, TextAdded | ContributionVersioned)]
    assert sum(map(len, kept)) == sum(map(len, arrived))


def test_parts_that_did_not_change_stay_identical() -> None:
    before = a_fresh_run()
    after = before.after(TextAdded(slot=SLOT, text="Weekly accounts."))
    assert after.contribution(SLOT) is not before.contribution(SLOT)
    assert after.contributions[0] is before.contributions[0]
    assert after.team is before.team


def test_a_worker_that_is_done_cannot_write_on() -> None:
    run = a_fresh_run().after(finished(SLOT))
    with pytest.raises(EventOutOfPlace, match="already done"):
        run.after(TextAdded(slot=SLOT, text="more"))
    with pytest.raises(EventOutOfPlace, match="already done"):
        run.after(finished(SLOT))


def test_a_rerun_begins_anew_and_keeps_the_old_text() -> None:
    run = a_fresh_run().after(TextAdded(slot=SLOT, text="old")).after(finished(SLOT))
    run = run.after(ContributionVersioned(slot=SLOT, version=2, origin=Origin.LLM))
    assert run.contribution(SLOT).state is ContributionState.QUEUED
    assert run.contribution(SLOT).text == ""
    assert [(one.version, one.text) for one in run.earlier_versions] == [(1, "old")]


def test_a_version_cannot_be_skipped() -> None:
    run = a_fresh_run().after(finished(SLOT))
    with pytest.raises(EventOutOfPlace, match="version 3"):
        run.after(ContributionVersioned(slot=SLOT, version=3, origin=Origin.USER))


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        (TextAdded(slot="nobody", text="x"), "no specialist"),
        (SectionTextAdded(section_id="goals", text="x"), "no plan"),
        (DecisionMade(number=9, decision=the_decisions()[0]), "no contradiction number 9"),
        (ActivityEnded(activity_id=1, outcome=ActivityOutcome.DONE), "without being under way"),
        (a_start(a_team()), "only once"),
    ],
)
def test_an_event_about_something_unknown_is_refused(event: RunEvent, reason: str) -> None:
    with pytest.raises(EventOutOfPlace, match=reason):
        a_fresh_run().after(event)


def test_a_journal_without_a_start_is_refused() -> None:
    with pytest.raises(EventOutOfPlace, match="must be its start"):
        replay([RunStopped()])
    with pytest.raises(EventOutOfPlace, match="must be its start"):
        replay([])


def test_a_stopped_run_leaves_nobody_waiting() -> None:
    run = a_fresh_run().after(finished(SLOT)).after(RunStopped())
    states = {one.slot: one.state for one in run.contributions}
    assert states.pop(SLOT) is ContributionState.DONE
    assert set(states.values()) == {ContributionState.STOPPED}
    assert run.status is RunStatus.STOPPED


def test_a_run_with_an_open_activity_is_under_way() -> None:
    run = a_run()
    assert run.status is RunStatus.COMPLETE
    started = ActivityStarted(activity_id=99, activity=ActivityKind.RERUN)
    assert run.after(started).status is RunStatus.RUNNING


def test_an_added_worker_takes_part_like_the_others() -> None:
    critic = Specialist(name="Risk Critic", prompt="Name the risks.")
    seat = LlmSeat(role=critic.slot, llm="qwen3:8b", num_ctx=4096, num_predict=500)
    run = a_fresh_run().after(WorkerAdded(specialist=critic, seat=seat))
    run = run.after(TextAdded(slot="risk-critic", text="Late store review."))
    assert run.contribution("risk-critic").llm == "qwen3:8b"
    with pytest.raises(EventOutOfPlace, match="is taken"):
        run.after(WorkerAdded(specialist=critic, seat=seat))
