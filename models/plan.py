"""The plan: sections, each with what it rests on, and what its check found."""

from enum import StrEnum

from pydantic import Field

from models.base import Record
from models.documents import StatementRef


class SectionState(StrEnum):
    """Where a section is."""

    WRITING = "writing"
    WRITTEN = "written"
    MISSING = "missing"
    """Nobody provided what it needs."""


class SectionOrigin(StrEnum):
    """Who wrote a section; one edited by the user is never overwritten."""

    LLM = "llm"
    CODE = "code"
    USER = "user"


class PlanSection(Record):
    """One section.

    Attributes:
        id: as in the team file.
        title: its heading.
        markdown: the text below the heading.
        state: where it is.
        origin: who wrote it.
        sources: the statements it was written from.
        marks: numbers of the decisions it applies, in order of first appearance.
        inputs_hash: SHA-256 over everything it was written from; another value means it is out of
            date.
    """

    id: str
    title: str
    markdown: str = ""
    state: SectionState = SectionState.WRITING
    origin: SectionOrigin = SectionOrigin.LLM
    sources: tuple[StatementRef, ...] = ()
    marks: tuple[int, ...] = ()
    inputs_hash: str = ""


class ViolationKind(StrEnum):
    """How the plan departs from a decision."""

    MARK_MISSING = "mark_missing"
    KEPT_VALUE_MISSING = "kept_value_missing"
    LOSING_VALUE_LEFT = "losing_value_left"
    LOSING_SENTENCE_LEFT = "losing_sentence_left"


class Violation(Record):
    """A decision the plan does not fully reflect.

    Attributes:
        number: the contradiction's number.
        kind: how the plan departs from it.
        section_id: where; empty where it is about the whole plan.
        message: what is wrong, in one sentence.
        quote: the sentence of the plan that breaks it; empty where something is absent.
    """

    number: int = Field(ge=1)
    kind: ViolationKind
    section_id: str = ""
    message: str
    quote: str = ""


class Plan(Record):
    """The synthesizer's document.

    Attributes:
        title: its main heading.
        coverage: whose texts it rests on where somebody is missing, such as
            "Plan from 3 of 4 — Metrics Designer missing"; empty where all are there.
        notes: what the reader must know about how it was made, such as that code built it.
        sections: in the order of the team file.
        violations: decisions it does not fully reflect.
        checked: whether the check has run.
        since_s: when writing it began, in seconds since the run started.
    """

    title: str
    coverage: str = ""
    notes: tuple[str, ...] = ()
    sections: tuple[PlanSection, ...] = ()
    violations: tuple[Violation, ...] = ()
    checked: bool = False
    since_s: float = Field(default=0, ge=0)

    @property
    def is_complete(self) -> bool:
        """Whether every section is settled and the check has run."""
        return self.checked and all(one.state is not SectionState.WRITING for one in self.sections)
