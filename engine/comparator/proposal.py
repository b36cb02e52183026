"""What the comparator hands over."""

from dataclasses import dataclass
from enum import StrEnum

from engine.values import TypedValue
from models.documents import Statement


class ProposalKind(StrEnum):
    """What seems not to hold together."""

    DIFFERENT_VALUE = "different_value"
    """The same subject with two values."""
    OVER_LIMIT = "over_limit"
    """An amount above a limit said elsewhere."""
    PAST_DEADLINE = "past_deadline"
    """A date after the one the brief gives."""
    IN_BLOCKED_WINDOW = "in_blocked_window"
    """A date within days in which it is not allowed."""
    OUTSIDE_HOURS = "outside_hours"
    """Hours that are planned beyond those that are staffed or allowed."""
    WRONG_ORDER = "wrong_order"
    """An event dated after another one that it must come before."""
    WRONG_WEEKDAY = "wrong_weekday"
    """A date on another day of the week than is said."""
    SHARES_OVER_WHOLE = "shares_over_whole"
    """Shares of one whole that are more than all of it."""
    TWO_OWNERS = "two_owners"
    """Two people who decide on the same thing, or answer for it."""
    SUM_MISMATCH = "sum_mismatch"
    """Table rows that add up to more, or to something else, than is said elsewhere."""


@dataclass(frozen=True, slots=True)
class ProposalSide:
    """One document's part in a proposal: a statement and the values in it that matter.

    There are none where it is about people, or about what is needed on the first day.
    """

    statement: Statement
    values: tuple[TypedValue, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Statements of at least two documents that may not hold together.

    Attributes:
        kind: what seems wrong.
        subject: what it is about, in at most 60 characters.
        reason: why, naming the values.
        sides: one per document, the brief first, else in the order of the documents.
        score: how likely it is, from 0 to 1. In the cases that ship, of the proposals from 0.5 on
            about nineteen of twenty were known contradictions, of those below three of four; but
            the rules were tuned on these cases, so on others expect less.
    """

    kind: ProposalKind
    subject: str
    reason: str
    sides: tuple[ProposalSide, ...]
    score: float
