"""What finders propose before anybody has looked twice."""

from pydantic import Field, model_validator

from models.base import Record, without_field
from models.contradiction import FoundBy, Severity, Side, Verdict
from models.team import Topic


class Look(Record):
    """One look at the sentences alone, in a call of its own.

    Attributes:
        says_clash: whether it says that both cannot hold, or that one weakens the other;
            ``None`` if its answer could not be read.
        is_swapped: whether it saw the sides in the other order.
        because: its reason, in one sentence.
    """

    says_clash: bool | None
    is_swapped: bool = False
    because: str = ""


class Candidate(Record):
    """Sentences that may not hold together.

    Attributes:
        candidate_id: counts from 1 in the run; it is no contradiction's number.
        title: a few words that say what it is about.
        topic: one of five kinds.
        sides: at least two, of different documents.
        explanation: why a finder proposes it.
        severity: how much harm it would do.
        found_by: who proposes it.
        verdict: what the looks gave; ``None`` until it has been checked.
        looks: one by one, in their order.
    """

    candidate_id: int = Field(ge=1)
    title: str
    topic: Topic
    sides: tuple[Side, ...] = Field(min_length=2)
    explanation: str
    severity: Severity = Severity.MEDIUM
    found_by: FoundBy
    verdict: Verdict | None = None
    looks: tuple[Look, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _without_unset_number(cls, stored: object) -> object:
        """Older runs have ``number``, which was never set."""
        return without_field(stored, "number")
