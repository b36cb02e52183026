"""How far a plan is one document rather than several glued together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine.numbering import CutDocument, NumberedDocuments
from engine.phases.plan.statements import statements_in
from engine.phases.plan.words import Copied, words_in
from models.documents import Statement, StatementKind
from models.plan import PlanSection, SectionState, SentenceSource, Weave

_PROSE = (StatementKind.SENTENCE, StatementKind.BULLET)
"""What a table has must often stay as it is; prose need not."""


@dataclass(frozen=True, slots=True)
class LongestCopy:
    """The longest run of words that a text has from one worker unchanged.

    Attributes:
        words: how long it is.
        worker: that worker's name; empty if there is none.
    """

    words: int = 0
    worker: str = ""


def longest_copy(markdown: str, numbered: NumberedDocuments) -> LongestCopy:
    """What a section has copied from one worker; tables do not count."""
    words = words_in(_prose_of(statements_in(markdown)))
    found = LongestCopy()
    for cut in numbered.documents:
        if cut.belongs_to_brief:
            continue
        length = _copied_from(cut).longest_run(words)
        if length > found.words:
            found = LongestCopy(length, cut.document.title)
    return found


def workers_in(provenance: Iterable[SentenceSource], numbered: NumberedDocuments) -> frozenset[str]:
    """Names of the workers that sentences rest on."""
    names = {
        cut.document.document_id: cut.document.title
        for cut in numbered.documents
        if not cut.belongs_to_brief
    }
    ids = {ref.document_id for one in provenance for ref in one.sources}
    return frozenset(names[one] for one in ids if one in names)


def weave_of(sections: Sequence[PlanSection], numbered: NumberedDocuments) -> Weave:
    """How far the plan is one document; sections that nobody had anything for do not count."""
    saying = [one for one in sections if one.provenance and one.state is SectionState.WRITTEN]
    sentences = [sentence for one in saying for sentence in one.provenance]
    copies = [(longest_copy(one.markdown, numbered), one.id) for one in saying]
    copy, section_id = max(copies, key=lambda one: one[0].words, default=(LongestCopy(), ""))
    return Weave(
        sections=len(saying),
        woven_sections=sum(len(workers_in(one.provenance, numbered)) > 1 for one in saying),
        sentences=len(sentences),
        added_sentences=sum(one.is_added for one in sentences),
        longest_copy_words=copy.words,
        longest_copy_from=copy.worker,
        longest_copy_section=section_id if copy.words else "",
    )


def _copied_from(cut: CutDocument) -> Copied:
    return Copied(words_in(_prose_of(cut.statements)))


def _prose_of(statements: Iterable[Statement]) -> list[Statement]:
    return [one for one in statements if one.kind in _PROSE]
