"""Finds the place of a quote that an LLM wrote from memory.

Only the baseline needs it: all other finders name ids, and code puts in the words. White space,
emphasis, quotation marks and capitals may differ; a few words may; figures may not.
"""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from engine.statements import cut
from models.documents import Document

_LEAST_LIKENESS = 0.8
_FEWEST_WORDS = 4
"""Fewer words are alike by chance."""

_WORD = re.compile(r"\w+(?:[.,:]\d+)*")


def place_of(quote: str, document: Document) -> tuple[int, int] | None:
    """Where a quote stands in a document: first character, and one past the last.

    Returns:
        ``None`` if nothing like it stands there.
    """
    wanted = [word for word, _, _ in _words(quote)]
    if not wanted:
        return None
    return _same_words(wanted, document.text) or _like_words(wanted, document)


def _same_words(wanted: list[str], text: str) -> tuple[int, int] | None:
    """The same words in the same order, whatever stands between them."""
    words = list(_words(text))
    spelled = [word for word, _, _ in words]
    for start in range(len(spelled) - len(wanted) + 1):
        if spelled[start : start + len(wanted)] == wanted:
            return words[start][1], words[start + len(wanted) - 1][2]
    return None


def _like_words(wanted: list[str], document: Document) -> tuple[int, int] | None:
    """The statement that is most like the quote and has the same figures."""
    best, place = _LEAST_LIKENESS, None
    if len(wanted) < _FEWEST_WORDS:
        return None
    for statement in cut(document):
        said = [word for word, _, _ in _words(statement.quote)]
        if _figures(said) != _figures(wanted):
            continue
        likeness = SequenceMatcher(None, said, wanted, autojunk=False).ratio()
        if likeness >= best:
            best, place = likeness, (statement.ref.start, statement.ref.end)
    return place


def _figures(words: list[str]) -> Counter[str]:
    return Counter(word for word in words if any(char.isdigit() for char in word))


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _WORD.finditer(text):
        yield match[0].strip("_").casefold(), match.start(), match.end()
