"""Commitments: what a text promises, plans, takes for granted or rules out, one by one."""

from enum import StrEnum

from pydantic import Field

from models.base import Record
from models.documents import StatementRef


class Force(StrEnum):
    """How a claim binds."""

    MUST = "must"
    """A promise, a rule, a limit."""
    PLAN = "plan"
    """Intended."""
    ASSUME = "assume"
    """Taken for granted about what others do."""
    AVOID = "avoid"
    """Ruled out."""


class Facet(StrEnum):
    """What a claim is about (CONTRADICTIONS.md §4, Ledger)."""

    AUDIENCE = "audience"
    POSITIONING = "positioning"
    DEFINITION = "definition"
    MOTION = "motion"
    SCOPE = "scope"
    RULE = "rule"
    DATE = "date"
    SEQUENCE = "sequence"
    BUDGET = "budget"
    PRICE = "price"
    METRIC = "metric"
    CAPACITY = "capacity"
    OWNER = "owner"
    ASSUMPTION = "assumption"


class Claim(Record):
    """One commitment, tied to the statement that makes it.

    Attributes:
        ref: where it stands.
        quote: the exact words there.
        facet: what it is about.
        force: how it binds.
        subject: two to six neutral words that another text would also use.
        says: what it says, with figures, dates and names copied exactly.
    """

    ref: StatementRef
    quote: str = Field(min_length=1)
    facet: Facet
    force: Force
    subject: str
    says: str


class Ledger(Record):
    """The commitments of one version of one worker's text.

    Attributes:
        slot: whose text.
        version: of the text.
        claims: the most binding first.
        is_by_code: whether code listed them, because no LLM did.
    """

    slot: str
    version: int = Field(ge=1)
    claims: tuple[Claim, ...] = ()
    is_by_code: bool = False
