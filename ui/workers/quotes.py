"""Which sentences of one worker's text stand in contradictions, and how they are lit."""

from collections.abc import Sequence

from models.contradiction import Contradiction, ContradictionStatus, Side
from models.contribution import Contribution
from models.documents import specialist_document_id
from models.run import Run
from ui.markdown.badges import QuoteStatus
from ui.markdown.quotes import QuoteMark

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def quotes_in(
    shown: Contribution,
    run: Run,
    contradictions: Sequence[Contradiction],
    selected_number: int | None = None,
) -> tuple[QuoteMark, ...]:
    """The quotes to light in a text.

    Args:
        shown: the text, which may be an earlier version.
        run: tells which versions are the newest.
        contradictions: all of them, in any state.
        selected_number: the one looked at; the others fall back to lines.
    """
    is_any_selected = any(one.number == selected_number for one in contradictions)
    marks = []
    for one in contradictions:
        is_selected = one.number == selected_number
        if one.status is ContradictionStatus.WITHDRAWN or (
            one.status is ContradictionStatus.DISMISSED and not is_selected
        ):
            continue
        status = status_of(one, run)
        for letter, side in zip(_LETTERS, one.sides, strict=False):
            place = _place_in(shown, side)
            if place is None:
                continue
            marks.append(
                QuoteMark(
                    number=one.number,
                    side=letter,
                    start=place[0],
                    end=place[1],
                    topic=one.topic,
                    status=status,
                    selected=is_selected,
                    dimmed=is_any_selected and not is_selected,
                )
            )
    return tuple(marks)


def status_of(one: Contradiction, run: Run) -> QuoteStatus:
    """Whether a contradiction still stands: not if a text it rests on changed or was left out."""
    versions = {
        specialist_document_id(each.slot): 0 if each.muted else each.version
        for each in run.contributions
    }
    if any(
        versions.get(side.ref.document_id, side.ref.version) != side.ref.version
        for side in one.sides
    ):
        return QuoteStatus.OUT_OF_DATE
    is_decided = one.status is ContradictionStatus.DECIDED
    return QuoteStatus.DECIDED if is_decided else QuoteStatus.OPEN


def slots_of(one: Contradiction, run: Run) -> tuple[str, ...]:
    """The workers whose texts hold its sides, in the order of the sides."""
    by_document = {specialist_document_id(each.slot): each.slot for each in run.contributions}
    documents = (side.ref.document_id for side in one.sides)
    return tuple(by_document[each] for each in documents if each in by_document)


def _place_in(shown: Contribution, side: Side) -> tuple[int, int] | None:
    """Where a side stands in the text that is shown; ``None`` if it is not there."""
    if side.ref.document_id != specialist_document_id(shown.slot):
        return None
    if side.ref.version == shown.version:
        return side.start, side.end
    # A newer text may say the same again. Only where the words are unique is it clear which.
    if shown.text.count(side.quote) != 1:
        return None
    start = shown.text.index(side.quote)
    return start, start + len(side.quote)
