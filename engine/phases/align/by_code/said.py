"""What all texts say, as stems, so that one can ask who else mentions a thing."""

from collections import Counter
from functools import cached_property

from engine.numbering import CutDocument, NumberedDocuments
from engine.phases.align import words
from engine.phases.align.by_code.planned import Planned, leads_in
from engine.subjects import content_words, subject_of
from models.alignment import Aspect
from models.documents import Statement, StatementKind

_COMMON = 6
"""A word in more statements than this says little about any of them."""


class Said:
    """The statements of the specialists' texts.

    Args:
        numbered: all texts; the brief's are left out.
    """

    def __init__(self, numbered: NumberedDocuments) -> None:
        """Look through all statements."""
        self.all: tuple[tuple[CutDocument, Statement], ...] = tuple(
            (cut, statement)
            for cut in numbered.documents
            if not cut.belongs_to_brief
            for statement in cut.statements
        )
        leads = {ref: lead for cut in numbered.documents for ref, lead in leads_in(cut).items()}
        self.dated: tuple[tuple[Statement, frozenset[str]], ...] = tuple(
            (statement, _stems(statement, leads.get(statement.ref, "")))
            for _, statement in self.all
            if statement.kind is not StatementKind.HEADING
            and words.values_of(statement, Aspect.DATE)
        )

    def is_dated(self, planned: Planned) -> bool:
        """Whether any dated statement shares a word with its name."""
        return any(planned.stems & stems for _, stems in self.dated)

    def date_of(self, name: frozenset[str]) -> Statement | None:
        """The dated statement that plainly speaks of the same thing; ``None`` if none does.

        All words of the name, given as stems, must stand there, or two of them, one of which is no
        common word.
        """
        best: Statement | None = None
        most = 0
        for one, stems in self.dated:
            shared = name & stems
            is_telling = any(self._counts[stem] <= _COMMON for stem in shared)
            is_whole = len(shared) == len(name) and (is_telling or len(shared) > 1)
            if (is_whole or (is_telling and len(shared) > 1)) and len(shared) > most:
                best, most = one, len(shared)
        return best

    def by_others(self, planned: Planned) -> bool:
        """Whether another text shares a word with its name."""
        own = planned.cut.document.document_id
        return not planned.stems or any(
            planned.stems & set(subject_of(statement))
            for cut, statement in self.all
            if cut.document.document_id != own
        )

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(stem for _, statement in self.all for stem in set(subject_of(statement)))


def _stems(statement: Statement, lead: str) -> frozenset[str]:
    return frozenset(subject_of(statement)) | {stem for stem, _ in content_words(lead)}
