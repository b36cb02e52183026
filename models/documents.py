"""Documents, their versions, and exact places in them.

A document is the brief, a fixed fact, an attachment, a house rule, or what one specialist wrote.
Offsets are Python code points, so ``text[start:end]`` is always the quoted text.
"""

from enum import StrEnum

from pydantic import Field, model_validator

from models.base import Record

BRIEF_ID = "brief"


def fact_document_id(index: int) -> str:
    """The document of the fixed fact at ``index`` (from 0) of the brief."""
    return f"fact/{index + 1}"


def attachment_document_id(index: int) -> str:
    """The document of the attachment at ``index`` (from 0) of the brief."""
    return f"attachment/{index + 1}"


def rule_document_id(index: int) -> str:
    """The document of the house rule at ``index`` (from 0) of the run."""
    return f"rule/{index + 1}"


def specialist_document_id(slot: str) -> str:
    """The document that the specialist in ``slot`` writes."""
    return f"specialist/{slot}"


class StatementRef(Record):
    """An exact place: ``text[start:end]`` of one version of a document."""

    document_id: str
    version: int = Field(ge=1)
    start: int = Field(ge=0)
    end: int = Field(ge=0)

    @model_validator(mode="after")
    def _is_a_range(self) -> "StatementRef":
        if self.end < self.start:
            raise ValueError(f"end {self.end} lies before start {self.start}")
        return self


class StatementKind(StrEnum):
    """What a statement is in its document."""

    SENTENCE = "sentence"
    BULLET = "bullet"
    HEADING = "heading"
    TABLE_ROW = "table_row"
    CODE = "code"


class Statement(Record):
    """One numbered sentence, bullet, heading or table row: the smallest thing that can be quoted.

    Attributes:
        ref: where it stands.
        quote: the exact slice of the document, Markdown signs inside it included.
        kind: what it is.
        heading: the nearest heading above it, as plain text; empty where there is none.
        columns: for a table row, the column titles, as plain text.
    """

    ref: StatementRef
    quote: str
    kind: StatementKind
    heading: str = ""
    columns: tuple[str, ...] = ()


class Document(Record):
    """A text that may be quoted.

    Attributes:
        document_id: stable over versions.
        title: who says it: a specialist's name, "Brief", "Fixed fact", or "House rule".
        version: counts from 1.
        text: Markdown.
    """

    document_id: str
    title: str
    version: int = Field(default=1, ge=1)
    text: str
