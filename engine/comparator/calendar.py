"""The years that documents speak of: which one a date means that names none."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from engine.values import Day, TypedValue, ValueKind, values_in
from engine.values.dates import dates_in
from models.documents import Document, Statement


@dataclass(frozen=True, slots=True)
class Calendar:
    """The years and days that are named in full.

    Attributes:
        years: all years, the one named most often first.
        days: the days named with their year.
    """

    years: tuple[int, ...]
    days: frozenset[Day]

    @classmethod
    def of(cls, documents: Iterable[tuple[Document, Sequence[Statement]]]) -> "Calendar":
        """Read the dates of all documents that name their year."""
        days = [
            day
            for document, _ in documents
            for paragraph in document.text.split("\n\n")
            for day in _days_in(paragraph)
        ]
        years = Counter(day.year for day in days)
        return cls(tuple(year for year, _ in years.most_common()), frozenset(days))

    @property
    def year(self) -> int | None:
        """The year the documents mostly name."""
        return self.years[0] if self.years else None

    def values_of(self, statement: Statement) -> tuple[TypedValue, ...]:
        """The values of a statement; "second Tuesday of May" is that of the year that fits best.

        A year fits in which the day is one that is named in full somewhere.
        """
        usual = values_in(statement, year_hint=self.year)
        if len(self.years) < 2 or usual == values_in(statement):
            return usual
        for year in self.years:
            values = values_in(statement, year_hint=year)
            if any(self._is_named(one) for one in values):
                return values
        return usual

    def _is_named(self, value: TypedValue) -> bool:
        return value.kind is ValueKind.DATE and value.span.is_day and value.span.first in self.days


@lru_cache(maxsize=1024)
def _days_in(paragraph: str) -> tuple[Day, ...]:
    """The first days of the dates that name a year."""
    dates = dates_in(paragraph) if "19" in paragraph or "20" in paragraph else ()
    return tuple(date.span.first for date in dates if date.span.first.year)
