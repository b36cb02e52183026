"""What the user decides about a contradiction."""

from enum import StrEnum

from pydantic import Field, model_validator

from models.base import Record


class RulingKind(StrEnum):
    """What the user chose."""

    KEEP = "keep"
    """One side holds."""
    OWN_WORDS = "own_words"
    """A sentence of the user holds."""
    LEAVE_OPEN = "leave_open"
    """Nothing holds yet; the plan prints it as an open decision."""
    NOT_A_CONTRADICTION = "not_a_contradiction"
    """The sides fit; remembered, so that such a finding is shown last from then on."""


class Ruling(Record):
    """The user's own decision; it wins over every rule.

    Attributes:
        kind: what the user chose.
        side: index of the side that is kept, from 0 in the order of the sides; only with ``keep``.
        text: the user's sentence; only with ``own_words``.
        is_house_rule: whether it holds for later runs of the team too.
    """

    kind: RulingKind
    side: int | None = Field(default=None, ge=0)
    text: str = Field(default="", max_length=600)
    is_house_rule: bool = False

    @model_validator(mode="after")
    def _says_what_its_kind_needs(self) -> "Ruling":
        if (self.side is not None) != (self.kind is RulingKind.KEEP):
            raise ValueError("a ruling names a side if it keeps one, and only then")
        if bool(self.text.strip()) != (self.kind is RulingKind.OWN_WORDS):
            raise ValueError("a ruling in the user's own words has a text, and no other has")
        return self
