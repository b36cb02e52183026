"""Alignment: whether the parts fit together, beyond contradictions."""

from enum import StrEnum

from models.base import Record
from models.documents import StatementRef


class Aspect(StrEnum):
    """The columns of the matrix of activities."""

    DATE = "date"
    OWNER = "owner"
    CHANNEL = "channel"
    REACHES = "reaches"
    """Whom the channel reaches, which may be others than the message is for."""
    AUDIENCE = "audience"
    BUDGET = "budget"
    METRIC = "metric"


class AlignmentCell(Record):
    """What the texts say about one aspect of an activity.

    Attributes:
        aspect: which column.
        says: a few words, with figures as written.
        sources: the statements that say so.
    """

    aspect: Aspect
    says: str
    sources: tuple[StatementRef, ...]


class AlignmentRow(Record):
    """An activity, and what the texts say about it; an aspect without a cell is empty.

    Attributes:
        activity: what is done, in a few words.
        sources: the statements that plan it.
        cells: in the order of the columns; empty ones are left out.
    """

    activity: str
    sources: tuple[StatementRef, ...] = ()
    cells: tuple[AlignmentCell, ...] = ()

    def cell(self, aspect: Aspect) -> AlignmentCell | None:
        """What is said about one aspect; ``None`` if nothing is."""
        return next((one for one in self.cells if one.aspect is aspect), None)


class MisalignmentKind(StrEnum):
    """How two parts fail to fit."""

    UNREACHED_AUDIENCE = "unreached_audience"
    """A message has an audience that no channel serves."""
    OTHER_AUDIENCE = "other_audience"
    """A message speaks to others than its channel serves."""
    UNSCHEDULED = "unscheduled"
    """A channel needs something that the calendar does not contain."""
    UNOWNED = "unowned"
    """Nobody does it."""
    UNFUNDED = "unfunded"
    """It costs money that no budget has."""
    UNMEASURED = "unmeasured"
    """An activity that no target measures."""
    UNWORKED_TARGET = "unworked_target"
    """A target that no activity works towards."""


class Misalignment(Record):
    """Parts that do not fit.

    Attributes:
        kind: how they fail to fit.
        text: what is missing, in one sentence.
        sources: the statements it rests on.
    """

    kind: MisalignmentKind
    text: str
    sources: tuple[StatementRef, ...] = ()


class BriefGap(Record):
    """Something the brief asks that nobody answers.

    Attributes:
        ref: the sentence of the brief.
        quote: its words.
        text: what is missing, in one sentence.
    """

    ref: StatementRef
    quote: str
    text: str


class Alignment(Record):
    """Whether the parts fit.

    Attributes:
        rows: the activities, in the order of their dates where there are any.
        misalignments: parts that do not fit.
        gaps: what the brief asks and nobody answers.
        notes: what the reader must know, such as who is missing or how much is not listed.
        is_by_code: whether code drew it alone, because no LLM did.
    """

    rows: tuple[AlignmentRow, ...] = ()
    misalignments: tuple[Misalignment, ...] = ()
    gaps: tuple[BriefGap, ...] = ()
    notes: tuple[str, ...] = ()
    is_by_code: bool = False

    @property
    def aspects(self) -> tuple[Aspect, ...]:
        """The columns to show: whom channels reach only where some text says so."""
        is_told = any(row.cell(Aspect.REACHES) for row in self.rows)
        return tuple(one for one in Aspect if one is not Aspect.REACHES or is_told)
