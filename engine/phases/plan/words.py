"""Texts as words that can be held against each other, also where nothing parts the words."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from engine.phases.plan.statements import without_marks
from engine.statements import in_words, plain_text
from engine.subjects import content_words
from models.documents import Statement

_UNPARTED = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Kana and Han, which no spaces part into words."""
_WORD = re.compile(rf"[{_UNPARTED}]|(?:(?![{_UNPARTED}])[^\W_])+(?:['’.,:](?=\d)\d+)*")
_IS_UNPARTED = re.compile(f"[{_UNPARTED}]")


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """The words without case, marks and Markdown signs; each kana and Han sign by itself."""
    return tuple(_WORD.findall(plain_text(without_marks(text)).casefold()))


@lru_cache(maxsize=4096)
def telling_words(text: str) -> frozenset[str]:
    """The stems of the words that carry meaning; of kana and Han, every two signs in a row."""
    plain = plain_text(without_marks(text))
    parted = _IS_UNPARTED.sub(" ", plain)
    stems = {word for word, _ in content_words(parted)}
    return frozenset(stems | {a + b for a, b in pairwise(words_of(plain)) if _are_unparted(a, b)})


def said_in(statement: Statement) -> str:
    """A statement as it would be said, the cells of a table row apart."""
    return in_words(statement)


def words_in(statements: Iterable[Statement]) -> tuple[str, ...]:
    """All words of some statements in a row."""
    return tuple(word for one in statements for word in words_of(said_in(one)))


def length_in_words(words: Sequence[str]) -> int:
    """How many words a reader would count: two kana or Han signs are about one."""
    signs = sum(1 for one in words if _IS_UNPARTED.match(one))
    return len(words) - signs + (signs + 1) // 2


class Copied:
    """A text that others may have copied from.

    Args:
        words: all its words.
    """

    def __init__(self, words: Sequence[str]) -> None:
        """Take the words."""
        self._matcher: SequenceMatcher[str] = SequenceMatcher(None, "", words, autojunk=False)

    def longest_run(self, words: Sequence[str]) -> int:
        """How many words in a row ``words`` has from the text unchanged, as a reader counts."""
        self._matcher.set_seq1(words)
        match = self._matcher.find_longest_match()
        return length_in_words(words[match.a : match.a + match.size])


def _are_unparted(a: str, b: str) -> bool:
    return bool(_IS_UNPARTED.match(a) and _IS_UNPARTED.match(b))
