"""The run as a whole: its start, its ends, and what costs time in it."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import Field

from models.brief import Brief
from models.call import Call
from models.events.base import Event
from models.failure import Failure
from models.report_card import ReportCard
from models.rules import Dismissal, HouseRule
from models.settings import LlmSeat, Settings, Versions
from models.team import Team

SCHEMA_VERSION = 3
"""2: candidates, commitments, rulings, and plans that are updated in part.

3: another LLM for a specialist.
"""


class RunStarted(Event):
    """The first event: a snapshot of all the run depends on.

    Attributes:
        schema_version: of the journal; a newer one is refused, not guessed at.
        run_id: names the run and its folder.
        started_at: wall-clock time with its zone.
        source: where the answers come from, in words for the reader, such as "Ollama 0.33.0 at
            127.0.0.1" or "Demo — scripted answers, no LLM".
        is_demo: whether answers are scripted.
        brief: the task.
        team: with all prompts.
        settings: what the user chose.
        seats: which LLM each role got.
        house_rules: standing rules that hold for this run.
        dismissals: what the user has called no contradiction in earlier runs of the team.
        report_card: what the user's test of the synthesizer's LLM gave; ``None`` if untested.
        prompts: the texts all prompts are made of, by name.
        remarks: what was said before the start, such as that answers are kept short on a slow
            machine.
        versions: what made the run.
    """

    kind: Literal["run_started"] = "run_started"
    schema_version: int = SCHEMA_VERSION
    run_id: str
    started_at: datetime
    source: str
    is_demo: bool = False
    brief: Brief
    team: Team
    settings: Settings
    seats: tuple[LlmSeat, ...]
    house_rules: tuple[HouseRule, ...] = ()
    dismissals: tuple[Dismissal, ...] = ()
    report_card: ReportCard | None = None
    prompts: dict[str, str] = Field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    versions: Versions


class RunStopped(Event):
    """The user stopped the whole run; everything that had arrived is kept."""

    kind: Literal["run_stopped"] = "run_stopped"


class RunFailed(Event):
    """The run could not go on; everything that had arrived is kept."""

    kind: Literal["run_failed"] = "run_failed"
    failure: Failure


class ActivityKind(StrEnum):
    """What costs time."""

    CONSULT = "consult"
    COMPARE = "compare"
    DECIDE = "decide"
    PLAN = "plan"
    RERUN = "rerun"
    UPDATE = "update"


class ActivityOutcome(StrEnum):
    """How an activity ended."""

    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


class ActivityStarted(Event):
    """Something that costs time began."""

    kind: Literal["activity_started"] = "activity_started"
    activity_id: int = Field(ge=1)
    activity: ActivityKind


class ActivityEnded(Event):
    """It ended. One that started and never ended was interrupted."""

    kind: Literal["activity_ended"] = "activity_ended"
    activity_id: int = Field(ge=1)
    outcome: ActivityOutcome


class NoticeGiven(Event):
    """Something the user should know that is no failure, such as why a mode was chosen."""

    kind: Literal["notice_given"] = "notice_given"
    text: str


class CallFinished(Event):
    """A call to an LLM ended, in whatever way."""

    kind: Literal["call_finished"] = "call_finished"
    call: Call
