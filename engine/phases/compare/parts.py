"""Texts that would not fit the window together are read in parts, cut at headings."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from engine.backends.protocol import Message
from engine.errors import PromptTooLong
from engine.numbering import CutDocument
from engine.windows import estimate_prompt_tokens, fitting_answer_tokens
from models.documents import StatementKind

_MOST_READINGS = 6
"""Reading more pieces of two texts against each other costs more than it finds."""


def has_room(messages: tuple[Message, ...], answer_tokens: int, num_ctx: int) -> bool:
    """Whether a prompt leaves room for an answer worth asking for."""
    try:
        room = fitting_answer_tokens(estimate_prompt_tokens(messages), answer_tokens, num_ctx)
    except PromptTooLong:
        return False
    return room >= answer_tokens


def readings_of(
    texts: Sequence[CutDocument], fits: Callable[[Sequence[CutDocument]], bool]
) -> tuple[tuple[CutDocument, ...], ...]:
    """The texts, or parts of them, such that each reading fits; none, if that takes too many.

    Args:
        texts: one or two.
        fits: whether these can be read together.
    """
    found = list(_fitting(tuple(texts), fits, _MOST_READINGS))
    return tuple(found) if found and len(found) <= _MOST_READINGS else ()


def _fitting(
    texts: tuple[CutDocument, ...], fits: Callable[[Sequence[CutDocument]], bool], budget: int
) -> Iterator[tuple[CutDocument, ...]]:
    if fits(texts):
        yield texts
        return
    at = max(range(len(texts)), key=lambda index: _length(texts[index]))
    if budget < 1 or len(texts[at].statements) < 2:
        # One reading too many says that it cannot be done.
        yield from [texts] * (_MOST_READINGS + 1)
        return
    for half in _halves(texts[at]):
        yield from _fitting((*texts[:at], half, *texts[at + 1 :]), fits, budget - 1)


def _length(text: CutDocument) -> int:
    return sum(len(one.quote) for one in text.statements)


def _halves(text: CutDocument) -> tuple[CutDocument, CutDocument]:
    """Two parts, cut at the heading nearest to the middle, or in the middle if it has none."""
    statements = text.statements
    middle = len(statements) // 2
    headings = [at for at, one in enumerate(statements) if at and one.kind is StatementKind.HEADING]
    at = min(headings, key=lambda one: abs(one - middle), default=middle)
    return replace(text, statements=statements[:at]), replace(text, statements=statements[at:])
