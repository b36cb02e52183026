"""A run in one line, for lists."""

from datetime import datetime

from pydantic import Field

from models.activity import RunStatus
from models.base import Record
from models.contradiction import ContradictionStatus, Verdict
from models.run import Run
from models.staleness import stale_sections


class RunSummary(Record):
    """A stored run as a list shows it.

    Attributes:
        id: names the run.
        title: the brief's title.
        team: the team's name.
        started_at: wall-clock time with its zone.
        status: where the run is.
        is_interrupted: whether it was under way and nobody works on it any more.
        is_demo: whether answers are scripted.
        done: how many workers' texts can be used.
        asked: how many workers there are.
        contradictions: how many were found and still stand.
        needs_you: how many of them no rule settles.
        worth_a_look: about how many more the looks disagreed, so that they do not count.
        is_stale: whether the plan rests on texts that have changed since.
        problem: what could not be read, in one sentence; empty if all could.
    """

    id: str
    title: str
    team: str
    started_at: datetime
    status: RunStatus
    is_interrupted: bool = False
    is_demo: bool = False
    done: int = Field(default=0, ge=0)
    asked: int = Field(default=0, ge=0)
    contradictions: int = Field(default=0, ge=0)
    needs_you: int = Field(default=0, ge=0)
    worth_a_look: int = Field(default=0, ge=0)
    is_stale: bool = False
    problem: str = ""

    @classmethod
    def of(cls, run: Run, *, is_interrupted: bool = False, problem: str = "") -> "RunSummary":
        """The summary of a run."""
        standing = [one for one in run.contradictions if one.counts]
        return cls(
            id=run.id,
            title=run.brief.title,
            team=run.team.name,
            started_at=run.started_at,
            status=run.status,
            is_interrupted=is_interrupted,
            is_demo=run.is_demo,
            done=len(run.evidence),
            asked=len(run.contributions),
            contradictions=len(standing),
            needs_you=sum(one.waits_for_user for one in standing),
            worth_a_look=sum(
                one.status is ContradictionStatus.OPEN and one.verdict is Verdict.WORTH_A_LOOK
                for one in run.contradictions
            ),
            is_stale=any(one.changed or one.decided for one in stale_sections(run)),
            problem=problem,
        )
