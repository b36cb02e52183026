"""Whether a sentence of the plan is about a contradiction, applies its decision, or breaks it."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from engine.numbering import is_binding
from engine.phases.plan.statements import values_said, without_marks
from engine.phases.plan.words import telling_words
from engine.statements import in_words, plain_text
from engine.subjects import content_words
from engine.values import TypedValue, ValueKind, same_value, values_in
from engine.values.decided import typed
from models.contradiction import BRIEF_SIDE, Contradiction, DecidedValue, Side
from models.documents import Statement, StatementKind

_QUIET_KINDS = (StatementKind.HEADING, StatementKind.CODE)
_NOBODY = "none"
_DENIAL = re.compile(
    r"\b(?:no|not|never|nobody|none|nothing|without|neither|cannot|\w+n['’]t"
    r"|kein\w*|nicht|nie|niemals|niemand|nichts|ohne|weder)\b|[不没無非]|ない|ません",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[,;:.!?()]|\s[–—-]\s|\b(?:but|and|aber|sondern|und)\b", re.IGNORECASE)
_MUCH, _LITTLE = 0.5, 0.34
"""Shares of telling words: a sentence with much of one side and little of another takes sides."""
_FEWEST_SHARED = 2
"""One word in common says nothing."""


def is_about(statement: Statement, contradiction: Contradiction) -> bool:
    """Whether a sentence of the plan speaks of the thing the contradiction is about.

    By its mark, or by two words of the subject (one, where the subject has only one): the same date
    may stand there rightly for something else.
    """
    if contradiction.mark in statement.quote:
        return True
    subject = subject_of(contradiction)
    said = " ".join((in_words(statement), statement.heading, *statement.columns))
    return len(telling_words(said) & subject) >= min(2, len(subject)) > 0


def reflects(statement: Statement, contradiction: Contradiction) -> bool:
    """Whether a sentence applies the decision: it is about it and has a value that is kept."""
    if statement.kind in _QUIET_KINDS or not is_about(statement, contradiction):
        return False
    return any(says(statement, value) for value in kept_values(contradiction))


def closeness(statement: Statement, contradiction: Contradiction) -> float:
    """How much of a decision without figures a sentence says, from 0 to 1.

    It is 0 where the sentence denies what the decision affirms, or the other way round, and where
    it is nearer to a side that lost.
    """
    decision = contradiction.decision
    if decision is None or statement.kind in _QUIET_KINDS:
        return 0
    said, wanted = in_words(statement), without_marks(decision.text)
    telling = telling_words(said)
    share = _share(telling_words(wanted), telling)
    shared = telling_words(wanted) & telling
    is_denied = _denied(said, shared) != _denied(wanted, shared)
    lost = max(
        (_share(telling_words(one.quote), telling) for one in losing_sides(contradiction)),
        default=0,
    )
    return 0 if is_denied or len(shared) < _FEWEST_SHARED or lost > share else share


def subject_of(contradiction: Contradiction) -> frozenset[str]:
    """The words of the title, and those that several sides share."""
    return telling_words(contradiction.title) | words_of_sides(contradiction)


def words_of_sides(contradiction: Contradiction) -> frozenset[str]:
    """The words that several sides share."""
    counts = Counter(
        word for side in contradiction.sides for word in _stems(plain_text(side.quote))
    )
    return frozenset(word for word, count in counts.items() if count > 1)


def says_what_lost(statement: Statement, contradiction: Contradiction) -> bool:
    """Whether a sentence marked with a decision without figures says what was replaced instead."""
    decision = contradiction.decision
    if decision is None or decision.kept or contradiction.mark not in statement.quote:
        return False
    said = without_marks(in_words(statement))
    telling = telling_words(said)
    for side in losing_sides(contradiction):
        lost = telling_words(side.quote)
        shared = lost & telling
        is_denied = _denied(said, shared) != _denied(side.quote, shared)
        decided = _share(telling_words(without_marks(decision.text)), telling)
        if _share(lost, telling) >= _MUCH and decided <= _LITTLE and not is_denied:
            return True
    return False


def says(statement: Statement, value: TypedValue) -> bool:
    """Whether a sentence has a value, in whatever words, and no less exactly."""
    return any(
        same_value(found, value) and not (_is_vague(found) and not _is_vague(value))
        for found in values_said(statement)
    )


def kept_values(contradiction: Contradiction) -> tuple[TypedValue, ...]:
    """The values that must stand in the plan."""
    decision = contradiction.decision
    return _typed(decision.kept) if decision else ()


def dropped_values(contradiction: Contradiction) -> tuple[TypedValue, ...]:
    """The values that must not stand in the plan for this subject."""
    decision = contradiction.decision
    return _typed(decision.dropped) if decision else ()


# All sentences of all texts are held against the same decisions.
@lru_cache(maxsize=512)
def _typed(stored: tuple[DecidedValue, ...]) -> tuple[TypedValue, ...]:
    return tuple(map(typed, stored))


def losing_sides(contradiction: Contradiction) -> tuple[Side, ...]:
    """The sides that the decision replaces; none while it is open or keeps neither side."""
    decision = contradiction.decision
    if decision is None or decision.is_open or decision.keep == _NOBODY:
        return ()
    sides, kept = contradiction.sides, kept_values(contradiction)
    others = [
        one
        for one in sides
        if one.specialist != decision.keep and not is_binding(one.ref.document_id)
    ]
    dropped = [one for one in others if _has_any(one, dropped_values(contradiction))]
    if decision.keep != BRIEF_SIDE:
        # A side that agrees with the one that is kept is no loser.
        return tuple(one for one in others if one in dropped or not _has_any(one, kept))
    is_one_against_brief = len(others) == 1 and len(sides) > len(others)
    is_only_words = not decision.dropped
    return tuple(others if is_one_against_brief and is_only_words else dropped)


def bare(text: str) -> str:
    """A sentence as plain words without decision marks and final stop, to compare sentences by."""
    return plain_text(without_marks(text)).rstrip(" .!?…;:|").casefold()


def _has_any(side: Side, values: Iterable[TypedValue]) -> bool:
    """Whether a side has one of the values; in a table row, whose columns it lacks, as written."""
    found = values_in(side.quote)
    return any(
        any(same_value(one, value) for one in found)
        or re.search(rf"(?<!\w){re.escape(value.written)}(?!\w)", side.quote)
        for value in values
    )


def _is_vague(value: TypedValue) -> bool:
    return value.low is not None or (value.kind is ValueKind.DATE and value.span.is_vague)


def _share(wanted: frozenset[str], said: frozenset[str]) -> float:
    """How much of some words is said."""
    return len(wanted & said) / len(wanted) if wanted else 0


def _denied(text: str, words: frozenset[str]) -> tuple[bool, frozenset[str]]:
    """Whether a text denies something, and which of some words stand behind a denial."""
    denials = list(_DENIAL.finditer(text))
    clauses = (_CLAUSE_END.split(text[one.end() :], maxsplit=1)[0] for one in denials)
    denied = frozenset(word for clause in clauses for word in telling_words(clause))
    return len(denials) % 2 == 1, denied & words


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(word for word, _ in content_words(text))
