"""The table of dates: what happens when, by whom, and who says so."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from engine.phases.plan.reflection import kept_values
from engine.phases.plan.tables.holding import (
    MOST_ROWS,
    Said,
    one_line,
    shortened,
    with_rest_counted,
)
from engine.phases.plan.tables.owners import are_alike, joined, owner_of
from engine.statements import cells_of, plain_text
from engine.values import TypedValue, ValueKind, values_in
from engine.values.typed import DateSpan
from models.contradiction import Contradiction
from models.plan import PlanTable, TableKind

_COLUMNS = ("Date", "What", "Owner", "Source")
_MOSTLY = 0.6
"""A cell of which a date is this share holds nothing else that matters."""


@dataclass(frozen=True, slots=True)
class _Entry:
    span: DateSpan
    written: str
    what: str
    owner: str
    source: str
    weight: int
    """What is decided, and what a text commits itself to, comes before what is only said."""

    @property
    def row(self) -> tuple[str, ...]:
        return (self.written, shortened(self.what), self.owner, self.source)


def dates_table(said: Iterable[Said], contradictions: Sequence[Contradiction]) -> PlanTable:
    """The dates in their order, each thing once; the least binding ones are counted only."""
    entries = _told_once((*_decided(contradictions), *_said(said)))
    year = _usual_year(entries)
    in_order = sorted(entries, key=lambda one: _place(one.span, year))
    chosen = sorted(entries, key=lambda one: -one.weight)[:MOST_ROWS]
    rows = [one.row for one in in_order]
    kept = [one.row for one in in_order if one in chosen]
    return PlanTable(
        kind=TableKind.DATES,
        columns=_COLUMNS,
        rows=with_rest_counted(rows, kept, "dates in the texts"),
    )


def _decided(contradictions: Sequence[Contradiction]) -> Iterator[_Entry]:
    for one in contradictions:
        for value in kept_values(one):
            if value.kind is ValueKind.DATE:
                written, what = plain_text(value.written), one_line(one.title)
                yield _Entry(value.span, written, what, "", f"R{one.number}", 4)


def _said(said: Iterable[Said]) -> Iterator[_Entry]:
    for one in said:
        dates = [value for value in values_in(one.statement) if value.kind is ValueKind.DATE]
        if not dates:
            continue
        found = owner_of(one)
        owner = found[0] if found else ""
        weight = 2 * (one.claim is not None) + bool(owner) + one.cut.belongs_to_brief
        for value in dates:
            what = _what(one, value)
            written = plain_text(value.written)
            yield _Entry(value.span, written, what, owner, one.source, weight)


def _what(said: Said, date: TypedValue) -> str:
    """What happens: without its date and its owner, where these stand apart from it."""
    if said.claim:
        return said.subject
    written = re.escape(plain_text(date.written))
    cells = cells_of(said.statement)
    if not cells:
        apart = rf"^{written}\s*[:–—-]\s+|\s*[:–—-]\s+{written}\.?$"
        return re.sub(apart, "", said.words) or said.words
    found = owner_of(said)
    named = [text for _, text in cells if text and not _is_date(text)]
    rest = [text for text in named if found is None or text != found[0]]
    columns = [title for title, text in cells if _is_date(text)]
    # Of several dates in a row, the column says which is which.
    own = [title for title, text in cells if title and re.search(written, text)]
    return " · ".join(rest + (own[:1] if len(columns) > 1 else [])) or said.words


def _is_date(text: str) -> bool:
    dates = (value.written for value in values_in(text) if value.kind is ValueKind.DATE)
    return any(len(one) >= _MOSTLY * len(text) for one in dates)


def _told_once(entries: Iterable[_Entry]) -> list[_Entry]:
    """Entries of one day about one thing become one, with all who say it."""
    kept: list[_Entry] = []
    for one in entries:
        number = next((place for place, other in enumerate(kept) if _same(one, other)), None)
        if number is None:
            kept.append(one)
            continue
        other = kept[number]
        kept[number] = replace(
            other,
            owner=other.owner or one.owner,
            source=joined(other.source, one.source),
            weight=max(other.weight, one.weight) + 1,
        )
    return kept


def _same(a: _Entry, b: _Entry) -> bool:
    return a.span.with_years_of(b.span) == b.span.with_years_of(a.span) and are_alike(
        a.what, b.what
    )


def _usual_year(entries: Iterable[_Entry]) -> int:
    """The year the dates mostly name, for those that name none."""
    years = Counter(one.span.first.year for one in entries if one.span.first.year)
    return years.most_common(1)[0][0] if years else 0


def _place(span: DateSpan, year: int) -> tuple[int, int, int, bool]:
    first = span.first.in_year(year)
    return (first.year, first.month, first.day, span.is_vague)
