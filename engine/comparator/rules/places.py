"""The rule for capacity: so many places, so many times, against all who need one."""

import re
from collections.abc import Iterator

from engine.comparator import signals
from engine.comparator.pair import Pair
from engine.comparator.proposal import ProposalKind
from engine.comparator.reading import Entry, Reading
from engine.subjects import stem
from engine.values import ValueKind
from models.documents import Statement

_AT_ONCE = re.compile(
    r"\b(?:at the same time|at once|at a time|simultaneously|places?|seats?"
    r"|per (?:course|session|group|class|slot|day)|gleichzeitig|Plätze\w*"
    r"|(?:je|pro) (?:Kurs|Termin|Gruppe|Tag))\b",
    re.IGNORECASE,
)
_TIMES = frozenset(
    stem(word)
    for word in (
        "courses", "sessions", "slots", "dates", "rounds", "half-days", "afternoons", "mornings",
        "evenings", "shifts", "workshops", "appointments", "kurse", "kurstage", "termine", "kursen",
        "schulungstage", "nachmittage", "abende", "vormittage", "schichten", "runden", "tage",
        "days", "trainings", "schulungen", "seminare", "classes",
    )
)  # fmt: skip
_EVERYBODY = re.compile(r"\b(?:every|each|all|alle[rn]?|jede[rs]?|sämtliche)\b", re.IGNORECASE)
_LEAST_TIMES = 2
_MOST_OVER = 6
_LIKELY = 0.5


def too_few_places(reading: Reading) -> Iterator[Pair]:
    """People who all need a place, and fewer places than people."""
    counts = [one for one in reading.entries if one.value.kind is ValueKind.COUNT]
    needs = [one for one in counts if _EVERYBODY.search(one.statement.quote)]
    for place in counts:
        is_capacity = _AT_ONCE.search(place.statement.quote) or signals.is_upper_limit(place)
        times = _times(place, reading) if is_capacity else None
        if times is None:
            continue
        most = place.value.amount * times
        for need in needs:
            if need.document != place.document and most < need.value.amount <= most * _MOST_OVER:
                shared = reading.shared(need.statement, place.statement)
                is_near = shared or _share_heading(need.statement, place.statement)
                if is_near and need.value.unit not in _TIMES:
                    yield Pair(ProposalKind.OVER_LIMIT, need, place, min(0.8, _LIKELY + shared))


def _times(place: Entry, reading: Reading) -> int | None:
    """How often the places are there, by the same statement or one of the same section."""
    for one in reading.entries:
        if one.document != place.document or one.number == place.number:
            continue
        is_near = one.statement is place.statement or (
            one.statement.heading == place.statement.heading != ""
        )
        amount = one.value.amount if one.value.kind is ValueKind.COUNT else None
        is_whole = amount is not None and amount >= _LEAST_TIMES and amount % 1 == 0
        if is_near and amount and is_whole and one.value.unit in _TIMES and not one.value.per:
            return int(amount)
    return None


def _share_heading(a: Statement, b: Statement) -> bool:
    return bool(a.heading) and a.heading == b.heading
