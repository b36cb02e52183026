"""The plan: sections, each with what it rests on, and what its check found."""

from collections.abc import Collection
from enum import StrEnum

from pydantic import Field, model_validator

from models.base import Record, without_field
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


class SentenceSource(Record):
    """What one sentence of a section rests on.

    Attributes:
        start: first code point of the sentence in the section's Markdown.
        end: one past the last.
        sources: the statements it was taken from; none means that the synthesizer added it.
        copied_words: the longest run of words taken over from one of them unchanged.
    """

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    sources: tuple[StatementRef, ...] = ()
    copied_words: int = Field(default=0, ge=0)

    @property
    def is_added(self) -> bool:
        """Whether no text says it."""
        return not self.sources


class LeanedOn(Record):
    """A decision that a section leans on, as it was when the section was written.

    Attributes:
        number: the contradiction's number.
        fingerprint: of the decision; another one means that the section is out of date.
    """

    number: int = Field(ge=1)
    fingerprint: str


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
        leans_on: the decisions it applies, marks, speaks of, or rests on a side of.
        provenance: what each of its sentences rests on, in their order.
        notes: what the reader must know about how it was made, such as that code built it.
    """

    id: str
    title: str
    markdown: str = ""
    state: SectionState = SectionState.WRITING
    origin: SectionOrigin = SectionOrigin.LLM
    sources: tuple[StatementRef, ...] = ()
    marks: tuple[int, ...] = ()
    leans_on: tuple[LeanedOn, ...] = ()
    provenance: tuple[SentenceSource, ...] = ()
    notes: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _without_unread_hash(cls, stored: object) -> object:
        """Older runs have ``inputs_hash``, which nothing ever read."""
        return without_field(stored, "inputs_hash")

    def rests_on(self, statements: Collection[StatementRef]) -> bool:
        """Whether one of its sentences was taken from one of some statements."""
        return any(ref in statements for one in self.provenance for ref in one.sources)


class TableKind(StrEnum):
    """The tables that code renders from data."""

    DECISIONS = "decisions"
    DATES = "dates"
    OWNERS = "owners"
    BUDGET = "budget"


class PlanTable(Record):
    """A table of the plan that no LLM has written.

    Attributes:
        kind: what it lists.
        columns: their titles.
        rows: as many cells each as there are columns.
    """

    kind: TableKind
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()


class Repair(Record):
    """A paragraph that was written again because it broke a decision.

    Attributes:
        section_id: where.
        numbers: the decisions it broke.
        attempt: first or second.
        before: the paragraph as it was.
        after: as it is now; the same as ``before`` if the new one was no better.
    """

    section_id: str
    numbers: tuple[int, ...]
    attempt: int = Field(ge=1)
    before: str
    after: str


class Weave(Record):
    """How far the plan is one document rather than several glued together.

    Attributes:
        sections: how many sections say something.
        woven_sections: how many of them rest on two workers or more.
        sentences: how many sentences there are.
        added_sentences: how many of them no text says.
        longest_copy_words: the longest run of words taken over from one worker unchanged.
        longest_copy_from: that worker's name; empty if nothing was.
        longest_copy_section: id of the section it stands in.
    """

    sections: int = Field(default=0, ge=0)
    woven_sections: int = Field(default=0, ge=0)
    sentences: int = Field(default=0, ge=0)
    added_sentences: int = Field(default=0, ge=0)
    longest_copy_words: int = Field(default=0, ge=0)
    longest_copy_from: str = ""
    longest_copy_section: str = ""


class ViolationKind(StrEnum):
    """How the plan departs from a decision."""

    MARK_MISSING = "mark_missing"
    KEPT_VALUE_MISSING = "kept_value_missing"
    LOSING_VALUE_LEFT = "losing_value_left"
    LOSING_SENTENCE_LEFT = "losing_sentence_left"
    NOT_HONOURED = "not_honoured"
    """A look of the LLM: the decision has no figures that code could check."""
    BREAKS_BRIEF = "breaks_brief"
    BREAKS_ITSELF = "breaks_itself"


class Violation(Record):
    """A decision the plan does not fully reflect.

    Attributes:
        number: the contradiction's number; 0 where it is about the brief or the plan itself.
        kind: how the plan departs from it.
        section_id: where; empty where it is about the whole plan.
        message: what is wrong, in one sentence.
        quote: the sentence of the plan that breaks it; empty where something is absent.
    """

    number: int = Field(ge=0)
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
        notes: what the reader must know about how it was made; those of its sections too.
        sections: in the order of the team file.
        violations: decisions it does not fully reflect.
        tables: what code renders from data.
        repairs: paragraphs that were written again, in their order.
        weave: how far it is one document; ``None`` until the check has run.
        checked: whether the check has run.
        unread: numbers of the decisions without figures that no LLM has read it against.
        since_s: when writing it began, in seconds since the run started.
        texts_s: when the texts were taken that it is made from; what counts only since then is
            not in it.
    """

    title: str
    coverage: str = ""
    notes: tuple[str, ...] = ()
    sections: tuple[PlanSection, ...] = ()
    violations: tuple[Violation, ...] = ()
    tables: tuple[PlanTable, ...] = ()
    repairs: tuple[Repair, ...] = ()
    weave: Weave | None = None
    checked: bool = False
    unread: tuple[int, ...] = ()
    since_s: float = Field(default=0, ge=0)
    texts_s: float = Field(default=0, ge=0)

    @property
    def is_of_one_worker(self) -> bool:
        """Whether one worker's text is all that it was written from."""
        return len({ref.document_id for one in self.sections for ref in one.sources}) == 1

    @property
    def is_complete(self) -> bool:
        """Whether every section is settled and the check has run."""
        return self.checked and all(one.state is not SectionState.WRITING for one in self.sections)
