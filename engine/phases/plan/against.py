"""Holds the plan against the brief and against itself, by typed values and without an LLM.

A plan says many things twice and in other words, so only what is most likely counts.
"""

from collections.abc import Iterator, Sequence

from engine.comparator import Proposal, ProposalKind, ProposalSide, propose
from engine.numbering import NumberedDocuments, is_binding
from engine.phases.plan.paragraphs import paragraphs_of
from engine.phases.plan.reflection import is_about, kept_values, says
from engine.phases.plan.replaced import still_says_dropped
from engine.phases.plan.statements import statements_in, with_blank_marks
from engine.phases.plan.words import telling_words
from engine.statements import cut, in_words
from models.contradiction import Contradiction
from models.documents import Document, Statement, StatementKind
from models.plan import PlanSection, Violation, ViolationKind

_LEAST_AGAINST_BRIEF = 0.5
_LEAST_AGAINST_ITSELF = 0.6
"""On the bundled cases, nothing from here on was harmless: 28 proposals of workers against the
brief, and 21 of workers against each other."""
_LEAST_FOR_ORDER = 0.6
"""Of dated events, only plain words tell which must come first."""
_MOST = 6
"""So many per section are more than a plan with faults has."""

_Text = tuple[Document, tuple[Statement, ...]]


def breaches_of(
    sections: Sequence[PlanSection],
    numbered: NumberedDocuments,
    contradictions: Sequence[Contradiction],
) -> tuple[Violation, ...]:
    """Where the plan seems to break the brief or itself.

    What a decision keeps is no breach, also where the user ruled against the brief; nor is what
    several sections say of something that was decided: that is checked against the decision.

    Args:
        sections: the plan.
        numbered: holds the brief and its facts; attachments do not bind.
        contradictions: with the decisions that the plan reflects.
    """
    texts = {section.id: _text_of(section) for section in sections}
    brief = [
        (one.document, one.statements)
        for one in numbered.documents
        if is_binding(one.document.document_id)
    ]
    paragraphs = [_paragraphs_of(section, texts[section.id]) for section in sections]
    known = [statement for one in numbered.documents for statement in one.statements]
    titles = {_document_id(one.id): one.title for one in sections}
    found = [
        *(
            violation
            for section in sections
            for violation in _against_brief(section, texts[section.id], brief, contradictions)
        ),
        *(
            violation
            for group in (list(texts.values()), *paragraphs)
            for violation in _against_itself(group, titles, contradictions, known)
        ),
    ]
    return tuple(dict.fromkeys(found))


def _against_brief(
    section: PlanSection,
    text: _Text,
    brief: Sequence[_Text],
    contradictions: Sequence[Contradiction],
) -> Iterator[Violation]:
    # Each section by itself: that another one keeps to the brief is no excuse.
    for proposal in _likely([*brief, text], _LEAST_AGAINST_BRIEF):
        ours = [one for one in proposal.sides if _is_of_plan(one)]
        theirs = [one for one in proposal.sides if not _is_of_plan(one)]
        if not ours or not theirs:
            continue
        sentence = _as_written(ours[0], section)
        if not any(_is_decided(sentence, one) for one in contradictions):
            yield Violation(
                number=0,
                kind=ViolationKind.BREAKS_BRIEF,
                section_id=section.id,
                message=f"{proposal.reason}. The brief says: {in_words(theirs[0].statement)}",
                quote=sentence.quote,
            )


def _against_itself(
    texts: Sequence[_Text],
    titles: dict[str, str],
    contradictions: Sequence[Contradiction],
    known: Sequence[Statement],
) -> Iterator[Violation]:
    """Where texts clash: whole sections with their titles, or paragraphs of one section."""
    for proposal in _likely(texts, _LEAST_AGAINST_ITSELF):
        sides = [one.statement for one in proposal.sides]
        if any(_is_checked(sides, one, known) for one in contradictions):
            continue
        first, second = sides[0], sides[1]
        is_same = first.ref.document_id == second.ref.document_id
        place = "The same section" if is_same else f"The section {titles[first.ref.document_id]}"
        yield Violation(
            number=0,
            kind=ViolationKind.BREAKS_ITSELF,
            section_id=second.ref.document_id.removeprefix("plan/"),
            message=f"{proposal.reason}. {place} says: {in_words(first)}",
            quote=second.quote,
        )


def _is_checked(sides: Sequence[Statement], one: Contradiction, known: Sequence[Statement]) -> bool:
    """Whether sentences are held against a decision anyway, so that the right one is not blamed."""
    return all(is_about(side, one) for side in sides) or any(
        still_says_dropped(side, one, known) for side in sides
    )


def _likely(texts: Sequence[_Text], least: float) -> Iterator[Proposal]:
    for one in propose(texts, most=_MOST):
        is_order = one.kind is ProposalKind.WRONG_ORDER
        is_likely = one.score >= (max(least, _LEAST_FOR_ORDER) if is_order else least)
        if is_likely or _are_alike_but_for_values(one):
            yield one


def _are_alike_but_for_values(proposal: Proposal) -> bool:
    """Whether two sentences say the same of the same thing, with different values.

    However few and common their words are, they cannot both hold.
    """
    if proposal.kind is not ProposalKind.DIFFERENT_VALUE:
        return False
    first, second = (_words_of(one.statement) for one in proposal.sides[:2])
    return bool(first) and first == second


def _words_of(statement: Statement) -> frozenset[str]:
    return telling_words(" ".join((in_words(statement), *statement.columns)))


def _text_of(section: PlanSection) -> _Text:
    text = with_blank_marks(section.markdown)
    document = Document(document_id=_document_id(section.id), title=section.title, text=text)
    quiet = StatementKind.CODE
    return document, tuple(one for one in cut(document) if one.kind is not quiet)


def _paragraphs_of(section: PlanSection, text: _Text) -> list[_Text]:
    """The paragraphs that say something, each as a text of its own."""
    document, statements = text
    paragraphs = (
        (
            document.model_copy(update={"text": with_blank_marks(one.text)}),
            tuple(said for said in statements if one.start <= said.ref.start < one.end),
        )
        for one in paragraphs_of(section.markdown)
    )
    return [one for one in paragraphs if one[1]]


def _document_id(section_id: str) -> str:
    return f"plan/{section_id}"


def _is_of_plan(side: ProposalSide) -> bool:
    return side.statement.ref.document_id.startswith("plan/")


def _as_written(side: ProposalSide, section: PlanSection) -> Statement:
    """The sentence with its marks."""
    place = side.statement.ref.start
    written = (
        one for one in statements_in(section.markdown) if one.ref.start <= place < one.ref.end
    )
    return next(written, side.statement)


def _is_decided(sentence: Statement, contradiction: Contradiction) -> bool:
    """Whether the sentence only says what a decision keeps."""
    return is_about(sentence, contradiction) and any(
        says(sentence, value) for value in kept_values(contradiction)
    )
