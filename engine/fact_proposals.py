"""Proposes fixed facts: the dates, amounts, limits and counts that stand in a brief."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from engine.statements import cut, plain_text
from engine.subjects import STOP_WORDS
from engine.values import TypedValue, ValueKind, is_measure, values_in
from engine.values.people import unit_stem
from models.brief import Fact
from models.documents import BRIEF_ID, Document, Statement, StatementKind

_MOST_FACTS = 8
_MOST_SUBJECT_WORDS = 6
_MOST_WORDS_OF_NOT = 10
_LEAST_COUNT = 5
"""Smaller numbers of things are seldom what a plan stands or falls with."""
_RANKS = {
    ValueKind.DATE: 0,
    ValueKind.MONEY: 0,
    ValueKind.DURATION: 1,
    ValueKind.TIME: 1,
    ValueKind.COUNT: 2,
}
"""Of too many, the first kinds stay; other kinds are no facts."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WORD = re.compile(r"[^\W_][\w’'-]*")
_CLAUSE = re.compile(
    r"[.;:!?()]|,\s|\b(?:and|und|because|weil|so that|which|die|when|with an?|mit einem)\b"
)
_NOT = re.compile(r"\b(?:no|not|nothing|nobody|never|kein\w*|nicht|nichts|niemand)\b", re.I)
_AUXILIARY = _words(
    "is are was were be been being has have had will would shall should may must can could ist "
    "sind war wird werden hat haben soll sollen muss müssen kann können darf dürfen findet finden "
    "statt happen happens there es gibt a an ein eine einen"
)
_AT_THE_END = STOP_WORDS | _words(
    "fixed planned booked scheduled expected set held runs run costs cost starts amounts limited "
    "beträgt betragen kostet kosten geplant beginnt läuft stehen steht findet ab einmalig"
)
_NEGATIONS = _words("no not nothing nobody never kein keine keinen nicht nichts niemand")
_LIMIT_BEFORE = re.compile(
    r"(?:at most|at least|no more than|not more than|more than|up to|under|below|within|about"
    r"|höchstens|mindestens|maximal|bis zu|nicht mehr als|mehr als|unter|etwa|rund)\s+$",
    re.IGNORECASE,
)
_LIMIT_BEHIND = re.compile(
    r"\s+(?:at most|at least|or more|or less|a (?:day|week|month|year)|per (?:day|week|month|year)"
    r"|each (?:day|night)|(?:im|pro|je|am) (?:Tag|Woche|Monat|Jahr))\b",
    re.IGNORECASE,
)
_TO = re.compile(r"\s*(?:–|—|-|to|until|and|bis|und)\s*", re.IGNORECASE)
_RANGE = re.compile(
    r"(?:\b(?:between|zwischen) )?(\S+)(?: (?:to|or|and|bis|oder|und) | ?[–—-] ?)", re.IGNORECASE
)
_DEADLINE = re.compile(r"\b(?:by|until|before|bis(?: zum)?|spätestens|vor)\s+(?:the\s+)?$", re.I)


def proposed_facts(brief_text: str) -> tuple[Fact, ...]:
    """What a brief fixes: its days, money, limits and larger counts, each with its subject.

    A proposal to be edited, not a reading: subject and value are the brief's own words.
    """
    document = Document(document_id=BRIEF_ID, title="Brief", text=brief_text)
    found: dict[str, tuple[int, Fact]] = {}
    for statement in cut(document):
        if statement.kind not in (StatementKind.HEADING, StatementKind.CODE):
            for rank, fact in _facts_in(statement):
                found.setdefault(fact.value, (rank, fact))
    kept = sorted(found.values(), key=lambda one: one[0])[:_MOST_FACTS]
    return tuple(fact for rank, fact in found.values() if (rank, fact) in kept)


def _facts_in(statement: Statement) -> Iterator[tuple[int, Fact]]:
    values = list(_stretches(values_in(statement), statement.quote))
    words = _without(values, statement.quote)
    for value in values:
        if value.kind not in _RANKS or not _is_fixed(value, statement.quote):
            continue
        subject, written = _read(value, words, statement.quote)
        if subject:
            yield _RANKS[value.kind], Fact(subject=subject, value=plain_text(written))


def _is_fixed(value: TypedValue, quote: str) -> bool:
    """Whether a value binds: an exact day, money, a limit, or a count that is no trifle."""
    match value.kind:
        case ValueKind.DATE:
            before = quote[max(0, value.start - 24) : value.start]
            return not value.span.is_vague or bool(_DEADLINE.search(before))
        case ValueKind.DURATION:
            return _limited(value, quote) != value.written
        case ValueKind.COUNT:
            return value.amount >= _LEAST_COUNT or _limited(value, quote) != value.written
    return True


def _read(value: TypedValue, words: str, quote: str) -> tuple[str, str]:
    """Subject and value; the subject of a count is what is counted."""
    said = _limited(value, quote)
    if value.kind is ValueKind.COUNT and not _says_no_thing(value.unit):
        written = plain_text(value.written)
        if value.low is not None:
            written = _RANGE.sub(r"\1–", written, count=1)
        number, _, noun = written.partition(" ")
        return _capitalised(noun), said.replace(value.written, number)
    return _subject(words, value), said


def _limited(value: TypedValue, quote: str) -> str:
    """A value with the words before and behind it that make it a limit, or say how often."""
    before = _LIMIT_BEFORE.search(quote, 0, value.start)
    behind = _LIMIT_BEHIND.match(quote, value.end)
    start = before.start() if before else value.start
    return quote[start : behind.end() if behind else value.end]


def _without(values: Sequence[TypedValue], quote: str) -> str:
    """The sentence with its values as full stops: the words of one are no subject of another."""
    for value in values:
        blank = "." * (value.end - value.start)
        quote = quote[: value.start] + blank + quote[value.end :]
    return quote


def _subject(words: str, value: TypedValue) -> str:
    """What the clause before a value names; what follows it, where nothing stands before."""
    before = _CLAUSE.split(_LIMIT_BEFORE.sub("", words[: value.start]))[-1]
    after = _CLAUSE.split(words[value.end :])[0]
    if _NOT.search(before) or _NOT.search(after):
        return _forbidden(before, after)
    named = _named(before)
    if named or value.kind in (ValueKind.DURATION, ValueKind.TIME):
        return named
    return _named(after)


def _forbidden(before: str, after: str) -> str:
    """A clause with "not", whole but for the words at its ends; nothing where that is long."""
    words = _trimmed(_WORD.findall(plain_text(before)), STOP_WORDS - _NEGATIONS)
    words += _WORD.findall(plain_text(after))
    return _capitalised(" ".join(words)) if len(words) <= _MOST_WORDS_OF_NOT else ""


def _named(clause: str) -> str:
    """The words of a clause without what stands around a name."""
    words = _WORD.findall(plain_text(clause))
    words = _trimmed([word for word in words if word.lower() not in _AUXILIARY], STOP_WORDS)
    return _capitalised(" ".join(words[-_MOST_SUBJECT_WORDS:]))


def _trimmed(words: list[str], at_the_start: frozenset[str]) -> list[str]:
    while words and words[-1].lower() in _AT_THE_END - _NEGATIONS:
        words = words[:-1]
    while words and words[0].lower() in at_the_start:
        words = words[1:]
    return words


def _stretches(values: Sequence[TypedValue], quote: str) -> Iterator[TypedValue]:
    """The values, with "8:00 to 14:00" as one."""
    last: TypedValue | None = None
    for one in values:
        is_both = last and last.kind is one.kind is ValueKind.TIME
        if last and is_both and _TO.fullmatch(quote, last.end, one.start):
            last = replace(last, written=quote[last.start : one.end], end=one.end)
            continue
        if last:
            yield last
        last = one
    if last:
        yield last


def _says_no_thing(unit: str) -> bool:
    """Whether a counted noun needs the sentence to say what is meant: people, square metres."""
    return is_measure(unit) or unit == unit_stem("people")


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
