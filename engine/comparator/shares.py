"""Shares and what they are of."""

import re

from engine.comparator import signals
from engine.comparator.clauses import clause_span
from engine.comparator.reading import Entry
from engine.subjects import content_words, stem

OF_A_WHOLE = re.compile(
    r"[\s*_]+(?:of|der|des|aller|von|vom)\s+(?:(?:the|all|our|its|their|your|each|every|den|dem"
    r"|unserer|jeder|jedes|jedem)\s+)?(?P<noun>[^\W\d_]+)",
    re.IGNORECASE,
)
"""The noun a share is of: "40 percent of all recipes"."""


def say_the_same_of_one_whole(a: Entry, b: Entry) -> bool:
    """Whether two shares are of one whole, and the same is said of both."""
    ours, theirs = (OF_A_WHOLE.match(one.statement.quote, one.value.end) for one in (a, b))
    is_one_whole = ours and theirs and stem(ours["noun"]) == stem(theirs["noun"])
    return bool(is_one_whole and _takers(a) & _takers(b))


def whole_factor(a: Entry, b: Entry) -> float:
    """Shares of different wholes can both hold."""
    ours, theirs = (OF_A_WHOLE.match(one.statement.quote, one.value.end) for one in (a, b))
    if not (ours and theirs):
        return 1.0
    if say_the_same_of_one_whole(a, b):
        return 1.0
    is_one_whole = stem(ours["noun"]) == stem(theirs["noun"])
    are_parts = signals.is_given_to_some(a) and signals.is_given_to_some(b)
    return 1.0 if is_one_whole and not are_parts else 0.2


def _takers(entry: Entry) -> frozenset[str]:
    """Who gets a share: the words behind its whole."""
    behind = OF_A_WHOLE.match(entry.statement.quote, entry.value.end)
    clause_end = clause_span(entry)[1]
    said = entry.statement.quote[behind.end() : clause_end] if behind else ""
    return frozenset(word for word, _ in content_words(said))
