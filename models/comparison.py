"""What was compared, so that "none found" can say what it means."""

from enum import StrEnum

from pydantic import Field

from models.base import Record


class CompareMode(StrEnum):
    """How contradictions are looked for."""

    AUTO = "auto"
    """The engine chooses and says why."""
    QUICK = "quick"
    """One call reads all documents."""


class CompareLevel(StrEnum):
    """What the findings rest on in the end; each level is the fallback of the one before it."""

    SCHEMA = "schema"
    """The LLM answered in the JSON asked for."""
    LINES = "lines"
    """JSON failed twice; plain lines were read by code."""
    CODE_ONLY = "code_only"
    """No LLM could compare; only typed values were compared by code."""


class Comparison(Record):
    """The outcome of comparing.

    Attributes:
        mode: the finder that was used, never ``auto``.
        why: why this finder, in one sentence.
        level: what the findings rest on.
        slots: whose texts were compared.
        pairs_read: pairs of specialists read side by side.
        pairs_total: pairs there are.
        statements: how many statements were compared.
        close_calls: findings the LLM itself called compatible.
        rejected: findings code refused, by reason, such as {"both sides the same worker": 2}.
    """

    mode: CompareMode
    why: str = ""
    level: CompareLevel
    slots: tuple[str, ...] = ()
    pairs_read: int = Field(default=0, ge=0)
    pairs_total: int = Field(default=0, ge=0)
    statements: int = Field(default=0, ge=0)
    close_calls: int = Field(default=0, ge=0)
    rejected: dict[str, int] = Field(default_factory=dict)
