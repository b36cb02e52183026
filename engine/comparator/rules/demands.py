"""The rule for demands: "before the certificate is here, the seal must not appear", and dates."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.comparator import signals
from engine.comparator.clauses import words_of
from engine.comparator.pair import Pair
from engine.comparator.proposal import ProposalKind
from engine.comparator.reading import Entry, Reading
from engine.comparator.spans import is_before
from engine.statements.plain import plain_text
from engine.subjects import content_words
from engine.values import ValueKind
from models.documents import StatementKind

_FIRST_BEHIND = re.compile(
    r"\b(?:only (?:after|once|when|if)|not (?:before|until)|no \w+ (?:before|until)|never before"
    r"|(?:must|may|can|will) (?:only )?(?:follow|wait for)|waits? for|depends? on|requires?|needs?"
    r"|erst nach|erst wenn|nicht (?:vor|bevor)|setzt \w+ voraus|braucht|benötigt)\b",
    re.IGNORECASE,
)
"""What comes first is said behind these words."""
_FIRST_BEFORE = re.compile(
    r"\b(?:must|has to|have to|needs? to|muss|müssen)\b[^.;]*?\b(?P<before>before|ahead of|prior to"
    r"|vor|bevor|ehe)\b",
    re.IGNORECASE,
)
"""What comes first is said before the last of these words."""
_OPENS = re.compile(r"^\W*(?:before|until|as long as|bevor|ehe|solange)\b", re.IGNORECASE)
_FORBIDS = re.compile(
    r"(?:,|\b(?=(?:the|our|a|an|any|no|nothing|nobody|die|der|das|kein\w*)\s+(?:\w+\s+){0,3}"
    r"(?:must|may|can|shall|will|is|are|darf|dürfen|kann|wird)\b))",
    re.IGNORECASE,
)
_FAR_DAYS = 200
_LIKELY = 0.35
_FOR_EACH_WORD = 0.06
_LEAST_WEIGHT = 0.25
_LEAST_STEM = 5


@dataclass(frozen=True, slots=True)
class _Demand:
    """What is said to come first, and what only then."""

    first: frozenset[str]
    then: frozenset[str]


def against_demands(reading: Reading) -> Iterator[Pair]:
    """Dates the other way round than a sentence of any document demands."""
    dates = [
        one
        for one in reading.entries
        if one.value.kind is ValueKind.DATE
        and not (one.value.span.is_vague or signals.is_condition(one))
    ]
    for demand in _demands(reading):
        firsts = _about(demand.first, demand.then, dates, reading)
        thens = _about(demand.then, demand.first, dates, reading)
        for first, touched in firsts:
            for then, also_touched in thens:
                if first.document != then.document and is_before(then, first, _FAR_DAYS):
                    score = _LIKELY + _FOR_EACH_WORD * (touched + also_touched)
                    yield Pair(ProposalKind.WRONG_ORDER, first, then, min(0.8, score))


def _demands(reading: Reading) -> Iterator[_Demand]:
    for _, statements in reading.documents:
        for one in statements:
            if one.kind in (StatementKind.SENTENCE, StatementKind.BULLET) and (
                parts := _parts(plain_text(one.quote))
            ):
                first, then = map(_stems, parts)
                if first - then and then - first:
                    yield _Demand(first - then, then - first)


def _parts(text: str) -> tuple[str, str] | None:
    """What comes first by a sentence, and what then."""
    if opens := _OPENS.match(text):
        cut = _FORBIDS.search(text, opens.end() + 4)
        return (text[opens.end() : cut.start()], text[cut.start() :]) if cut else None
    if behind := _FIRST_BEHIND.search(text):
        return text[behind.end() :], text[: behind.start()]
    if before := _FIRST_BEFORE.search(text):
        return text[: before.start("before")], text[before.end() :]
    return None


def _about(
    wanted: frozenset[str], other: frozenset[str], dates: Sequence[Entry], reading: Reading
) -> list[tuple[Entry, int]]:
    """The dates that are more about one part of a demand than about the other, by how much."""
    counted = []
    for date in dates:
        words = frozenset(words_of(date))
        more = _touched(words, wanted, reading) - _touched(words, other, reading)
        if more > 0:
            counted.append((date, more))
    return counted


def _touched(words: frozenset[str], wanted: frozenset[str], reading: Reading) -> int:
    """How many words name a thing that is wanted, in whatever form: certificate, certified."""
    return sum(
        reading.weights.get(word, 1) >= _LEAST_WEIGHT
        and any(word == one or _are_forms(word, one) for one in wanted)
        for word in words
    )


def _are_forms(word: str, other: str) -> bool:
    return len(word) >= _LEAST_STEM and word[:_LEAST_STEM] == other[:_LEAST_STEM]


def _stems(text: str) -> frozenset[str]:
    return frozenset(word for word, _ in content_words(text))
