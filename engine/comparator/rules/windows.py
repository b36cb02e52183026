"""The rule for dates within days in which nothing may happen."""

import re
from collections.abc import Iterator, Sequence

from engine.comparator import signals
from engine.comparator.pair import Pair
from engine.comparator.proposal import ProposalKind
from engine.comparator.reading import Entry, Reading
from engine.comparator.spans import is_before
from engine.values import ValueKind
from models.documents import Statement

_INSIDE = 0.48
_ANY_WORK = re.compile(
    r"\b(?:no (?:building|construction )?works?(?! with)|no (?:\w+ )*work of any kind|no events?"
    r"|keine (?:Bauarbeiten|Arbeiten|Veranstaltung\w*))\b",
    re.IGNORECASE,
)
_LONG_DAYS = 45
"""In a longer stretch much happens that is about something else."""
_UNTIL_THEN = re.compile(
    r"\b(?:until then|till then|until (?:it|this|they)|before (?:that|then)"
    r"|not before|(?:nobody|no one|never|niemand)\b[^.;]*\b(?:before|until|bevor|vor)"
    r"|(?:nobody|nothing|no one|never) before"
    r"|not until|bis dahin|vorher|nicht vor|erst (?:ab|am|danach)|only from)\b",
    re.IGNORECASE,
)
_BEFORE_DAY = re.compile(r"\b(?:before|vor dem)\s+(?:the\s+)?$", re.IGNORECASE)
_OPENS_BEFORE = re.compile(
    r"\W*(?:before (?:that|then)|until then|vorher|bis dahin|zuvor)\b", re.IGNORECASE
)
_FORBIDS = re.compile(
    r"\b(?:no|not|nobody|nothing|never|cannot|kein\w*|nicht|niemand|nichts)\b", re.IGNORECASE
)
_IT = re.compile(r"\b(?:it|they|this|these|there|es|sie|dies\w*|dort)\b", re.IGNORECASE)
_TOO_EARLY = 0.3
_FAR_DAYS = 120


def blocked_dates(reading: Reading) -> Iterator[Pair]:
    """Days planned in one document that lie in a stretch of days which another one blocks."""
    dates = [one for one in reading.entries if one.value.kind is ValueKind.DATE]
    windows = [one for one in dates if _is_window(one) and signals.is_blocked(one)]
    for window in windows:
        inside = [
            (reading.shared(one.statement, window.statement), one)
            for one in dates
            if one.document != window.document and not one.is_brief and _lies_in(one, window)
        ]
        # Where one date is about what is blocked, the others are not.
        is_about = any(shared for shared, _ in inside)
        for shared, one in inside:
            is_general = not _is_long(window, one) or _ANY_WORK.search(window.statement.quote)
            if shared or (is_general and not is_about):
                score = min(1.0, _INSIDE + shared)
                yield Pair(ProposalKind.IN_BLOCKED_WINDOW, one, window, score)


def before_it_is_allowed(reading: Reading) -> Iterator[Pair]:
    """Days before the one until which nobody may: "handed over on 10 January, not before"."""
    dates = [one for one in reading.entries if one.value.kind is ValueKind.DATE]
    days = [one for one in dates if one.value.span.is_day]
    for gate in (one for one in dates if not one.value.span.is_vague):
        if not _forbids_before(gate, reading):
            continue
        for early in days:
            if early.document == gate.document or not is_before(early, gate, _FAR_DAYS):
                continue
            if signals.is_blocked(early):
                continue
            about = _about(gate, reading)
            if shared := max(reading.shared(early.statement, one) for one in about):
                yield Pair(ProposalKind.WRONG_ORDER, gate, early, min(1.0, _TOO_EARLY + shared))


def _forbids_before(gate: Entry, reading: Reading) -> bool:
    """Whether a statement, or the next one, says that nobody may before the day."""
    quote = gate.statement.quote
    is_gate = _BEFORE_DAY.search(quote, 0, gate.value.start) or _UNTIL_THEN.search(quote)
    if is_gate and signals.is_blocked(gate):
        return True
    statements = reading.documents[gate.document][1]
    place = next(at for at, one in enumerate(statements) if one is gate.statement)
    following = statements[place + 1].quote if place + 1 < len(statements) else ""
    return bool(_OPENS_BEFORE.match(following) and _FORBIDS.search(following))


def _about(gate: Entry, reading: Reading) -> Sequence[Statement]:
    """The statement, and the one before it where it only says "it"."""
    statements = reading.documents[gate.document][1]
    place = next(at for at, one in enumerate(statements) if one is gate.statement)
    is_told_before = place > 0 and _IT.search(gate.statement.quote)
    return statements[place - 1 : place + 1] if is_told_before else (gate.statement,)


def _is_long(window: Entry, inner: Entry) -> bool:
    span = window.value.span.with_years_of(inner.value.span)
    first, last = span.first.date, span.last.date
    return bool(first and last and (last - first).days > _LONG_DAYS)


def _is_window(entry: Entry) -> bool:
    span = entry.value.span
    return not span.is_vague and not span.is_day


def _lies_in(date: Entry, window: Entry) -> bool:
    if signals.is_blocked(date):
        # Both speak of the same block.
        return False
    inner = date.value.span.with_years_of(window.value.span)
    outer = window.value.span.with_years_of(date.value.span)
    if (inner.first, inner.last) == (outer.first, outer.last):
        # Who names the very same days tells why they are blocked.
        return False
    return not inner.is_vague and outer.first <= inner.first and inner.last <= outer.last
