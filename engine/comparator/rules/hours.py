"""Rules for hours and days of the week: open longer than staffed, past the end that is allowed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from engine.comparator import ends, signals
from engine.comparator.pair import Pair
from engine.comparator.proposal import ProposalKind
from engine.comparator.reading import Entry, Reading
from engine.values import ValueKind

_TO = re.compile(r"\s*(?:–|—|-|to|until|till|and|bis|und)(?:\s+(?:at|um|about|etwa))?\s*", re.I)
_SUPPLY = re.compile(
    r"\b(?:staffed|on duty|manned|covers?|permits?|permitted|allow\w*|available|hours of work"
    r"|besetzt|erlaub\w*|zulässig|verfügbar|gestattet|anwesend|im Dienst|keys?|licen[cs]ed?"
    r"|close[sd]? the|sperr\w*|only|nur|erreichbar|reachable|\w*dienste?|gate|site|yard|access"
    r"|Tor|Gelände|Zufahrt|outside these|außerhalb dieser)\b",
    re.IGNORECASE,
)
_BY_PEOPLE = re.compile(
    r"\b(?:staffed|on duty|manned|covers?|available|reachable|besetzt|erreichbar|anwesend|im Dienst"
    r"|\w*dienste?|verfügbar|gate|site|yard|access|Tor|Gelände|Zufahrt)\b",
    re.IGNORECASE,
)
"""Where nobody is, nothing takes place; what is only forbidden may be about something else."""
_REMOTE = re.compile(
    r"\b(?:tele)?phones?\b|\b(?:hotline|helpline|chat|Telefon\w*|Hotline)\b", re.IGNORECASE
)
"""A hotline has hours of its own."""
_DEMAND = re.compile(
    r"\b(?:open\w*|answers?|plays?|runs?|service|visit\w*|geöffnet|öffn\w+|Öffnungszeiten|Betrieb|läuft"
    r"|spielt|dauert|Besuch\w*|Sprechstunde\w*|takes? place|findet|lessons?|Monday to|courses?"
    r"|shifts?|class(?:es)?|sessions?|concerts?|shows?|trips?|tours?|deliver\w*|work\w*|Schicht\w*"
    r"|Unterricht\w*|Kurs\w*|Konzert\w*|Fahrt\w*|Anlieferung\w*|Arbeit\w*|Veranstaltung\w*)\b",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"\b(?:begin\w*|starts?|opens?|öffnet|startet)\b[^.;]*$", re.IGNORECASE)
_BEGIN_AT = re.compile(
    r"\b(?:begin\w*|start\w*|opens?|opening|doors|welcome|beginn\w*|öffne\w*|startet|starten|Einlass"
    r"|geht los|los geht)\b[^.;]*\b(?:at|from|um|ab)\s+(?:about\s+|etwa\s+)?$",
    re.IGNORECASE,
)
_END_AT = re.compile(
    r"\b(?:until|till|bis)\s+(?:um\s+)?$|\b(?:ends?|closes?|finish\w*|is over|over|endet|enden"
    r"|schließt|schließen|Schluss)\b[^.;]*"
    r"\b(?:at|by|um)\s+(?:about\s+|etwa\s+)?$",
    re.IGNORECASE,
)
_FINISHES = re.compile(r"\b(?:ends?|closes?|finish\w*|endet|schließt)\b", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?:open\w*|geöffnet|offen|öffne\w*|included|auch|jede[nr]?)\b", re.IGNORECASE
)
_SHUT = re.compile(
    r"\b(?:closed|shut|geschlossen|zu|frei|Ruhetag|day off|no \w+ on|kein\w*|never|nie)\b", re.I
)
_QUIET = re.compile(
    r"\b(?:off|must|quiet|silent|silence|no later|at the latest|aus|muss|müssen|spätestens|Ruhe"
    r"|Nachtruhe|still)\b",
    re.IGNORECASE,
)
_SILENCE = re.compile(
    r"\b(?:quiet|silen\w+|still|Ruhe|Nachtruhe|leise|Ruhezeit\w*)\b", re.IGNORECASE
)
_ENDS = re.compile(
    r"\b(?:until|till|to|ends?|over|closes?|bis|endet|enden|schließt|Ende|last\w*)\s+(?:at\s+|um\s+"
    r"|about\s+)?$|[–—-]\s?$",
    re.IGNORECASE,
)
_VISIT = re.compile(
    r"\b(?:appointments?|visits?|bookings?|slots?|guided tours?|Termine?|Besuche|Führungen"
    r"|Sprechstunden?)\b",
    re.IGNORECASE,
)
_OPEN_HOURS = re.compile(r"\b(?:open|opens|opening hours|geöffnet|Öffnungszeiten|öffnet)\b", re.I)
_SURE = 0.5
_LEAST_SHARED = 0.3
_LATEST_MINUTES = 150
"""What is later than this is another matter than the one limited."""


@dataclass(frozen=True, slots=True)
class _Hours:
    """A stretch of a day, such as "from 8:00 to 20:00"."""

    first: Entry
    last: Entry

    @property
    def start(self) -> int:
        return int(self.first.value.amount)

    @property
    def end(self) -> int:
        end = int(self.last.value.amount)
        return end if end > self.start else end + 24 * 60

    @property
    def whole(self) -> Entry:
        """The stretch as it is written."""
        start, end = self.first.value.start, self.last.value.end
        written = self.first.statement.quote[start:end]
        return replace(self.first, value=replace(self.first.value, written=written, end=end))

    def holds(self, other: "_Hours") -> bool:
        return self.start <= other.start and other.end <= self.end


def outside_hours(reading: Reading) -> Iterator[Pair]:
    """Hours that are planned and are not within those that are staffed or allowed."""
    stretches = [
        one
        for one in _stretches(reading)
        if not signals.is_blocked(one.first) or _BY_PEOPLE.search(one.first.statement.quote)
    ]
    for supply in stretches:
        if not _SUPPLY.search(_said(supply.first)):
            continue
        for demand in stretches:
            if demand.first.document == supply.first.document or supply.holds(demand):
                continue
            is_open = _DEMAND.search(_said(demand.first)) and not _SUPPLY.search(
                demand.first.statement.quote
            )
            if is_open and _same_days(supply.first, demand.first, reading):
                shared = reading.shared(supply.first.statement, demand.first.statement)
                if not shared and not _BY_PEOPLE.search(_said(supply.first)):
                    continue
                if _REMOTE.search(_said(supply.first)) and not _REMOTE.search(_said(demand.first)):
                    continue
                end = demand.last if demand.end > supply.end else demand.first
                limit = supply.last if demand.end > supply.end else supply.first
                yield Pair(ProposalKind.OUTSIDE_HOURS, end, limit, min(1.0, 0.5 + shared))


def visits_while_closed(reading: Reading) -> Iterator[Pair]:
    """Appointments beyond the hours in which another document opens."""
    stretches = list(_stretches(reading))
    for visit in (one for one in stretches if _VISIT.search(one.first.statement.quote)):
        for open_ in (one for one in stretches if _OPEN_HOURS.search(one.first.statement.quote)):
            is_other = open_.first.document != visit.first.document
            is_within = open_.holds(visit) or _VISIT.search(open_.first.statement.quote)
            if is_other and not is_within and _same_days(open_.first, visit.first, reading):
                end, limit = (
                    (visit.last, open_.last)
                    if visit.end > open_.end
                    else (visit.first, open_.first)
                )
                yield Pair(ProposalKind.OUTSIDE_HOURS, end, limit, _SURE)


def differing_hours(reading: Reading) -> Iterator[Pair]:
    """Two stretches of hours for one thing."""
    stretches = list(_stretches(reading))
    for number, one in enumerate(stretches):
        for other in stretches[number + 1 :]:
            if one.first.document == other.first.document or (one.holds(other) or other.holds(one)):
                continue
            shared = reading.shared(one.first.statement, other.first.statement)
            if shared >= _LEAST_SHARED and _same_days(one.first, other.first, reading):
                yield Pair(ProposalKind.DIFFERENT_VALUE, one.last, other.last, shared * 0.8)


def differing_times(reading: Reading) -> Iterator[Pair]:
    """Two clock times at which one thing begins, or ends: "starts at 18:00" and "at 19:00"."""
    times = [one for one in reading.entries if one.value.kind is ValueKind.TIME]
    for edge in (_BEGIN_AT, _END_AT):
        said = [one for one in times if edge.search(_before(one))]
        for a, b in combinations(said, 2):
            is_other = a.document != b.document and a.value.amount != b.value.amount
            if is_other and _same_days(a, b, reading):
                shared = reading.shared(a.statement, b.statement)
                if shared >= _LEAST_SHARED:
                    yield Pair(ProposalKind.DIFFERENT_VALUE, a, b, min(1.0, 0.1 + shared * 0.7))


def _before(entry: Entry) -> str:
    quote, start = entry.statement.quote, entry.value.start
    return quote[max(0, start - 40) : start]


def past_latest_time(reading: Reading) -> Iterator[Pair]:
    """Clock times a little after the end that is set."""
    times = [one for one in reading.entries if one.value.kind is ValueKind.TIME]
    beginnings = {one.first.number for one in _stretches(reading)}
    last_ones = {one.last.number for one in _stretches(reading) if _SUPPLY.search(_said(one.first))}
    for limit in times:
        is_end = (ends.is_latest_time(limit) and limit.number not in beginnings) or (
            limit.number in last_ones or _SILENCE.search(limit.statement.quote) is not None
        )
        is_firm = (
            limit.is_brief
            or ends.forbids_later(limit)
            or _QUIET.search(limit.statement.quote) is not None
        )
        if not is_end or not (is_firm or _SUPPLY.search(_said(limit))):
            continue
        for one in times:
            late = one.value.amount - limit.value.amount
            if one.document == limit.document or not 0 < late <= _LATEST_MINUTES:
                continue
            if _keeps(one.document, limit, times, reading):
                continue
            before = one.statement.quote[max(0, one.value.start - 16) : one.value.start]
            is_end_too = bool(_ENDS.search(before)) or ends.is_latest_time(one)
            shared = reading.shared(one.statement, limit.statement)
            score = (0.42 if is_end_too and is_firm else 0.2) + shared * 0.8
            yield Pair(ProposalKind.PAST_DEADLINE, one, limit, min(1.0, score))


def _keeps(document: int, limit: Entry, times: Sequence[Entry], reading: Reading) -> bool:
    """Whether a document names the limit itself, so that its later times are about others."""
    return any(
        one.document == document
        and one.value.amount == limit.value.amount
        and reading.shared(one.statement, limit.statement) >= _LEAST_SHARED
        for one in times
    )


def within_blocked_hours(reading: Reading) -> Iterator[Pair]:
    """Clock times within hours in which something must not happen."""
    blocked = [
        one
        for one in _stretches(reading)
        if signals.is_blocked(one.first) and not _OPEN.search(one.first.statement.quote)
    ]
    times = [one for one in reading.entries if one.value.kind is ValueKind.TIME]
    for window in blocked:
        for one in times:
            minutes = int(one.value.amount)
            is_inside = any(
                window.start < minute < window.end for minute in (minutes, minutes + 24 * 60)
            )
            if one.document == window.first.document or not is_inside or signals.is_blocked(one):
                continue
            if shared := reading.shared(one.statement, window.first.statement):
                score = min(1.0, 0.3 + shared)
                yield Pair(ProposalKind.IN_BLOCKED_WINDOW, one, window.whole, score)


def shut_days(reading: Reading) -> Iterator[Pair]:
    """Closed on a day of the week on which another document opens."""
    days = [one for one in reading.entries if one.value.kind is ValueKind.WEEKDAY]
    shut = [one for one in days if _SHUT.search(_near(one)) and len(one.value.weekdays.days) == 1]
    for closed in shut:
        for one in days:
            if one.document == closed.document or one in shut or not _OPEN.search(_said(one)):
                continue
            if set(closed.value.weekdays.days) <= set(one.value.weekdays.days):
                shared = reading.shared(one.statement, closed.statement)
                yield Pair(ProposalKind.DIFFERENT_VALUE, one, closed, min(1.0, 0.3 + shared))


def _stretches(reading: Reading) -> Iterator[_Hours]:
    times = [one for one in reading.entries if one.value.kind is ValueKind.TIME]
    for first, last in pairwise(times):
        if first.statement is not last.statement:
            continue
        quote = first.statement.quote
        is_stretch = _TO.fullmatch(quote, first.value.end, last.value.start)
        if is_stretch or (
            _BEGINS.search(quote, 0, first.value.start)
            and _FINISHES.search(quote, first.value.end, last.value.start)
        ):
            yield _Hours(first, last)


def _said(entry: Entry) -> str:
    return f"{entry.statement.heading}. {entry.statement.quote}"


def _near(entry: Entry) -> str:
    return entry.statement.quote[max(0, entry.value.start - 30) : entry.value.end + 30]


def _same_days(a: Entry, b: Entry, reading: Reading) -> bool:
    """Whether the two may be about the same days, or name none."""
    ours, theirs = (_days(one, reading) for one in (a, b))
    return not ours or not theirs or bool(ours & theirs)


def _days(entry: Entry, reading: Reading) -> set[int]:
    return {
        day
        for one in reading.entries
        if one.statement is entry.statement and one.value.kind is ValueKind.WEEKDAY
        for day in one.value.weekdays.days
    }
