"""Ranges of amounts: "5 to 7 weeks", "between EUR 5,000 and 7,000", "10–15 %", "2 % bis 3 %"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from engine.subjects import STOP_WORDS
from engine.values.numbered import is_name
from engine.values.numbers import Number
from engine.values.typed import TypedValue, ValueKind

_ABOUT = r"(?:about|around|roughly|etwa|rund|circa|ca\.)\s+"
_TO = re.compile(rf"-?(?:[ \u00a0]?[–—-][ \u00a0]?|\s+(?:to|bis|or|oder)\s+(?:{_ABOUT})?)", re.I)
_AND = re.compile(rf"-?\s+(?:and|und)\s+(?:{_ABOUT})?", re.IGNORECASE)
_CURRENCY = r"(?:(?:[A-Z]{3}|[€$£¥])[\s*_]*)?"
_BETWEEN = re.compile(rf"\b(?:between|zwischen)\s+(?:{_ABOUT})?{_CURRENCY}$", re.IGNORECASE)
# "Cut from 9 to 6" and "grows from 40 to 60" are two values, of which one is over.
_CHANGE = re.compile(
    r"\b(?:rais|rose|ris|increas|grow|grew|reduc|cut|lower|drop|fall|fell|shr[aiu]nk|chang|expand"
    r"|extend|shorten|erhöh|st[ei]+g|s[aei]nk|reduzier|wächst|wachs|kürz|verlänger)\w*\b"
    rf"[^.;:]{{0,40}}\b(?:from|von)\s+{_CURRENCY}$",
    re.IGNORECASE,
)
_SPACED_DASH = re.compile(r"\s[–—-]\s")
_NAME_BEFORE = re.compile(r"\b([A-ZÄÖÜ][^\W\d_]+)\s$")
_IN_FIGURES = re.compile(r"\d-")
_YEAR = re.compile(r"(?:19|20)\d\d")
_RANGED = (ValueKind.MONEY, ValueKind.PERCENT, ValueKind.COUNT, ValueKind.DURATION)


def with_number_ranges(numbers: Sequence[Number], text: str) -> Iterator[Number]:
    """Numbers with those that share a unit, as in "5 to 7 weeks", as one."""
    last: Number | None = None
    for one in numbers:
        if last and _are_years(last, one, text):
            # A "2026–2027 season" is no number of seasons.
            last = None
            continue
        if last and (both := _range_of_numbers(last, one, text)):
            last = both
            continue
        if last:
            yield last
        # Behind a hyphen, "1234" in "555-1234" is a part of something else.
        last = None if _IN_FIGURES.fullmatch(text, one.start - 2, one.start) else one
    if last:
        yield last


def range_of_values(first: TypedValue, second: TypedValue, text: str) -> TypedValue | None:
    """Two values that have each their unit as one range, where the words between them mean that."""
    is_alike = first.kind is second.kind in _RANGED and first.unit == second.unit
    if not is_alike or first.low is not None or second.low is not None:
        return None
    is_rate = first.per in ("", second.per)
    if not is_rate or not _is_linked(text, first.start, first.end, second.start):
        return None
    if not first.amount < second.amount:
        return None
    written = text[first.start : second.end]
    return replace(second, low=first.amount, start=first.start, written=written)


def with_word_before(value: TypedValue, text: str) -> TypedValue:
    """A range with the "between" that stands before it."""
    before = _BETWEEN.search(text, max(0, value.start - 24), value.start)
    if value.low is None or before is None:
        return value
    return replace(value, start=before.start(), written=text[before.start() : value.end])


def _range_of_numbers(first: Number, second: Number, text: str) -> Number | None:
    if first.low is not None or text[first.start : first.end].casefold() in ("a", "an"):
        return None
    if not _is_linked(text, first.start, first.end, second.start) or _is_named(first, second, text):
        return None
    # In "5–7k" both are thousands, in "900,000 to 1.2 million" they are not.
    low = first.value if first.scale > 1 else first.value * second.scale
    low = low if low < second.value else first.value
    if not low < second.value:
        return None
    return replace(second, low=low, start=first.start, is_word=first.is_word and second.is_word)


def _are_years(first: Number, second: Number, text: str) -> bool:
    is_range = _TO.fullmatch(text, first.end, second.start)
    return bool(is_range) and all(
        _YEAR.fullmatch(text, one.start, one.end) for one in (first, second)
    )


def _is_linked(text: str, start: int, end: int, following: int) -> bool:
    if _AND.fullmatch(text, end, following):
        return _BETWEEN.search(text, max(0, start - 24), start) is not None
    is_change = _CHANGE.search(text, max(0, start - 64), start)
    return not is_change and _TO.fullmatch(text, end, following) is not None


def _is_named(first: Number, second: Number, text: str) -> bool:
    """Whether a dash only follows a name or a year: "Step 2 – 5 days", "Budget 2027 – 5 EUR"."""
    if not _SPACED_DASH.fullmatch(text, first.end, second.start):
        return False
    before = _NAME_BEFORE.search(text, max(0, first.start - 30), first.start)
    is_thing = before and not (before[1].isupper() or before[1].casefold() in STOP_WORDS)
    is_year = _YEAR.fullmatch(text, first.start, first.end)
    return bool(is_thing or is_year) or is_name(text, first.start)
