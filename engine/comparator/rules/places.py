"""The rule for capacity: so many places, so many times, against all who need one."""

import re
from collections.abc import Iterator
from itertools import product

from engine.comparator import signals
from engine.comparator.pair import Pair
from engine.comparator.proposal import ProposalKind
from engine.comparator.reading import Entry, Reading
from engine.subjects import stem
from engine.values import ValueKind, is_measure
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
_HOLDS = re.compile(
    r"\b(?:tanks?|stores?|storage|stored|warehouses?|cellar|silos?|cold room|fridges?|freezers?"
    r"|containers?|trucks?|trailers?|room for|space|capacity|shelves|holds?|fits?|guarantees?"
    r"|licen[cs]ed?|available|Lager\w*|\w*lager|Kühl\w*|\w*speicher|Platz|Kapazität|fasst|fassen|Regal\w*)\b",
    re.IGNORECASE,
)
_WANTS = re.compile(
    r"\b(?:needs?|needed|requires?|draws?|uses?|consumes?|expects?|braucht|brauchen|benötig\w+|zieht"
    r"|verbrauch\w*|erwart\w+)\b",
    re.IGNORECASE,
)
_LENGTHS = frozenset({"metr"})
_ROOM = 0.35
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


def too_little_room(reading: Reading) -> Iterator[Pair]:
    """More litres, kilowatts or square metres than there is room for, or than is allowed."""
    amounts = [
        one
        for one in reading.entries
        if one.value.kind is ValueKind.COUNT
        and is_measure(one.value.unit)
        and one.value.unit not in _LENGTHS
        and not one.value.per
    ]
    rooms = [one for one in amounts if _is_supply(one)]
    needs = [one for one in amounts if one not in rooms]
    for room, need in product(rooms, needs):
        most = room.value.amount
        is_other = need.document != room.document and need.value.unit == room.value.unit
        if is_other and most < need.value.amount <= most * _MOST_OVER / 2:
            shared = reading.shared(need.statement, room.statement)
            yield Pair(ProposalKind.OVER_LIMIT, need, room, min(0.8, _ROOM + shared))


def _is_supply(entry: Entry) -> bool:
    """Whether an amount is what there is, or what is allowed, and not what is wanted."""
    quote = entry.statement.quote
    return bool(_HOLDS.search(quote)) or (
        signals.is_upper_limit(entry) and not _WANTS.search(quote)
    )


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
