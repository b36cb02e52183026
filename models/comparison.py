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
    PAIR = "pair"
    """Each call reads two texts side by side; every candidate is looked at again by itself."""
    LEDGER = "ledger"
    """The commitments of each text are listed, then compared topic by topic; likewise checked."""


class CompareLevel(StrEnum):
    """What the findings rest on in the end; each level is the fallback of the one before it."""

    SCHEMA = "schema"
    """The LLM answered in the JSON asked for."""
    LINES = "lines"
    """JSON failed twice; plain lines were read by code."""
    CODE_ONLY = "code_only"
    """No LLM could compare; only typed values were compared by code."""


class FinderChoice(Record):
    """Which finder works, and why.

    Attributes:
        mode: never ``auto``.
        why: one sentence.
    """

    mode: CompareMode
    why: str


class SkippedPair(Record):
    """Two texts that were not read side by side.

    Attributes:
        slots: whose texts.
        why: one sentence.
    """

    slots: tuple[str, str]
    why: str


class Comparison(Record):
    """The outcome of comparing.

    Attributes:
        mode: the finder that was used, never ``auto``.
        why: why this finder, in one sentence.
        level: what the findings rest on.
        slots: whose texts were compared.
        pairs_read: pairs of specialists read side by side, or with commitments side by side.
        pairs_total: pairs there are.
        statements: how many statements were compared.
        close_calls: findings the LLM itself called compatible.
        rejected: findings code refused, by reason, such as {"both sides the same worker": 2}.
        skipped: the pairs that were not read, each with its reason.
        candidates: how many were proposed, after joining those about one thing.
        checked: how many of them were looked at again, each by itself.
        dropped: how many of those turned out to fit.
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
    skipped: tuple[SkippedPair, ...] = ()
    candidates: int = Field(default=0, ge=0)
    checked: int = Field(default=0, ge=0)
    dropped: int = Field(default=0, ge=0)
