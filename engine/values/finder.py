"""Finds the values of a text: dates, then clock times and shares, then each number by its unit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from engine.statements.plain import plain_text
from engine.subjects import content_words, subject_near
from engine.values import units
from engine.values.dates import dates_in
from engine.values.free import FreePlaces
from engine.values.numbers import Number, numbers_in
from engine.values.typed import TypedValue, ValueKind
from models.documents import Statement, StatementKind

_CLOCK = re.compile(
    r"(?<![\w.,:])(?P<hour>[01]?\d|2[0-4])"
    r"(?:(?::(?P<minute>[0-5]\d))(?:\s?(?:Uhr|h\b))?|(?:\.(?P<german>[0-5]\d))?\s?Uhr"
    r"|(?=\s?[ap]\.?m\b))"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?)?(?![\d:])",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"\b(?:(?P<some>one|two|three|eine[rs]?) (?:in|out of|von|aus) (?=(?P<of>\w+)))\w+\b"
    r"|\bjede[rsn]? "
    r"(?P<german>zweite|dritte|vierte|fünfte|sechste|siebte|achte|neunte|zehnte)[rsn]?\b",
    re.IGNORECASE,
)
_GERMAN_SHARES = (
    "zweite", "dritte", "vierte", "fünfte", "sechste", "siebte", "achte", "neunte", "zehnte",
)  # fmt: skip
_NAMED_BY_NUMBER = re.compile(
    r"(?:version|grade|class|no\.|nr\.|number|step|phase|weeks?|days?|page|chapter|level|section|block|"
    r"room|article|q|klasse|stufe|schritt|wochen?|seite|kapitel|abschnitt|artikel|raum|§|v|#)[\s*_]*$",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s?(?:–|—|-|to|bis|or|oder)\s?", re.IGNORECASE)
_VERSION = re.compile(
    r"\b(?P<name>[A-Z][^\W_]*(?:[+#]{1,2})?)\s+(?P<version>\d{1,3}(?:\.\d{1,3}){1,2})(?![\w%€]|[.,:]\d)"
    r"(?!\s(?:million|billion|Mio|Mrd|percent|Prozent|Euro|EUR))"
)
_CELL = re.compile(r"(?:\\.|[^|\\])+")


@dataclass(frozen=True, slots=True)
class _Row:
    """A table row: its label and, for each cell, where it ends and its column title."""

    label: str
    cells: tuple[tuple[int, int, str], ...]

    def title_at(self, position: int) -> str:
        return next((title for start, end, title in self.cells if start <= position < end), "")

    def is_alone(self, text: str, start: int, end: int) -> bool:
        """Whether nothing else stands in the cell."""
        cell = next(((a, b) for a, b, _ in self.cells if a <= start < b), None)
        rest = text[cell[0] : start] + text[end : cell[1]] if cell else "x"
        return not rest.strip(" *_~`\t") and cell != self.cells[0][:2]


def values_in(
    source: Statement | str, *, year_hint: int | None = None, columns: tuple[str, ...] = ()
) -> tuple[TypedValue, ...]:
    """The values of a statement or a text in their order.

    Args:
        source: what to read. A statement adds its heading, and a table row its label and column
            titles, to the subjects of its values.
        year_hint: the year meant by "second Tuesday of May" where none is said.
        columns: for a table row given as text, the column titles.
    """
    if isinstance(source, str):
        return _values_in(source, "", columns, year_hint)
    if source.kind is StatementKind.TABLE_ROW:
        columns = source.columns
    return _values_in(source.quote, source.heading, columns, year_hint)


# Each statement is read several times, from comparing it to checking the plan.
@lru_cache(maxsize=4096)
def _values_in(
    text: str, heading: str, columns: tuple[str, ...], year_hint: int | None
) -> tuple[TypedValue, ...]:
    row = _row(text, columns) if columns else None
    found: list[TypedValue] = []
    free = FreePlaces(len(text))
    for value in _dates_times_and_shares(text, year_hint):
        if free.take(value.start, value.end):
            found.append(value)
    found += _numbers(text, row, free)
    found.sort(key=lambda one: one.start)
    if not found:
        return ()
    words = content_words(text)
    headed = tuple(word for word, _ in content_words(heading))
    return tuple(replace(one, subject=_subject(one, words, row, headed)) for one in found)


def _row(text: str, columns: tuple[str, ...]) -> _Row:
    cells = [match.span() for match in _CELL.finditer(text) if match[0].strip()]
    titles = (*columns, *[""] * len(cells))
    return _Row(
        plain_text(text[slice(*cells[0])]) if cells else "",
        tuple((start, end, title) for (start, end), title in zip(cells, titles, strict=False)),
    )


def _subject(
    value: TypedValue,
    words: tuple[tuple[str, int], ...],
    row: _Row | None,
    headed: tuple[str, ...],
) -> tuple[str, ...]:
    if not row:
        near = subject_near(words, value.start, value.end)
    elif value.start < row.cells[0][1]:
        near = tuple(word for word, _ in content_words(row.label))
    else:
        named = f"{row.label} {row.title_at(value.start)}"
        near = tuple(word for word, _ in content_words(named))
    if value.kind in (ValueKind.COUNT, ValueKind.VERSION):
        # What is counted, and what kind of it ("consulting rooms"), is the nearest subject.
        near = (value.unit, *(word for word, _ in content_words(value.written)), *near)
    return tuple(dict.fromkeys((*near, *headed)))


def _dates_times_and_shares(text: str, year_hint: int | None) -> Iterator[TypedValue]:
    for date in dates_in(text, year_hint):
        written = text[date.start : date.end]
        yield TypedValue(ValueKind.DATE, date.span, "", written, date.start, date.end)
    for match in _CLOCK.finditer(text):
        yield TypedValue(ValueKind.TIME, _minutes(match), "min", match[0], *match.span())
    for match in _VERSION.finditer(text):
        if not units.currency_of_title(match["name"]):
            unit, value = units.unit_stem(match["name"]), _version(match["version"])
            yield TypedValue(ValueKind.VERSION, value, unit, match[0], *match.span())
    for match in _SHARE.finditer(text):
        if share := _share(match):
            yield TypedValue(ValueKind.PERCENT, share, "%", match[0], *match.span())


def _minutes(match: re.Match[str]) -> Decimal:
    hour = int(match["hour"])
    if half := match["half"]:
        hour = hour % 12 + (12 if half.casefold() == "p" else 0)
    return Decimal(hour * 60 + int(match["minute"] or match["german"] or 0))


def _version(written: str) -> Decimal:
    """A number that is the same for the same version only."""
    parts = [int(part) for part in written.split(".")]
    return sum((Decimal(part).scaleb(-4 * place) for place, part in enumerate(parts)), Decimal(0))


def _share(match: re.Match[str]) -> Decimal | None:
    if german := match["german"]:
        return Decimal(100) / (_GERMAN_SHARES.index(german.casefold()) + 2)
    some = next(numbers_in(match["some"]), None)
    of = next(numbers_in(match["of"]), None)
    return some.value * 100 / of.value if some and of and of.value > 1 else None


def _numbers(text: str, row: _Row | None, free: FreePlaces) -> Iterator[TypedValue]:
    """The values of the numbers that are not part of the values already found."""
    numbers = [one for one in numbers_in(text) if free.has(one.start, one.end)]
    for index, number in enumerate(numbers):
        neighbours = (*numbers[max(0, index - 1) : index], *numbers[index + 1 : index + 2])
        is_in_range = any(_is_range(text, number, other) for other in neighbours)
        value = _measured(text, number)
        if value is None and row and row.is_alone(text, number.start, number.end):
            value = _in_cell(text, number, row)
        if value is None and not is_in_range:
            value = _counted(text, number)
        if value and free.take(value.start, value.end):
            yield value


def _is_range(text: str, a: Number, b: Number) -> bool:
    first, second = sorted((a, b), key=lambda one: one.start)
    return _RANGE.fullmatch(text, first.end, second.start) is not None


def _measured(text: str, number: Number) -> TypedValue | None:
    """A number with a currency, per cent, or a unit of time."""
    for kind, read in (
        (ValueKind.MONEY, units.currency),
        (ValueKind.PERCENT, units.percent),
        (ValueKind.DURATION, units.duration),
    ):
        if unit := read(text, number.start, number.end):
            per, _ = units.per(text, unit.end)
            written = text[unit.start : unit.end]
            value = number.value * unit.factor
            return TypedValue(kind, value, unit.name, written, unit.start, unit.end, per)
    return None


def _counted(text: str, number: Number) -> TypedValue | None:
    """A number with a noun."""
    if _NAMED_BY_NUMBER.search(text, max(0, number.start - 12), number.start):
        return None
    unit, end = units.noun(text, number.end)
    if not unit:
        return None
    per, _ = units.per(text, end)
    written = text[number.start : end]
    return TypedValue(ValueKind.COUNT, number.value, unit, written, number.start, end, per)


def _in_cell(text: str, number: Number, row: _Row) -> TypedValue:
    """A bare number in a table cell: its column title or its row label says what it is."""
    title = row.title_at(number.start)
    kind, unit, value = ValueKind.COUNT, "", number.value
    if money := units.currency_of_title(title):
        kind, unit = ValueKind.MONEY, money
    elif units.percent(title, 0, 0) or "%" in title:
        kind, unit = ValueKind.PERCENT, "%"
    elif time := units.duration(f" {title}", 0, 0):
        kind, unit, value = ValueKind.DURATION, time.name, value * time.factor
    else:
        unit = units.noun_of_label(row.label) or units.noun_of_label(title)
    written = text[number.start : number.end]
    return TypedValue(kind, value, unit, written, number.start, number.end)
