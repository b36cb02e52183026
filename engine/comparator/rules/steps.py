"""Rules for steps in one order everywhere: used before it is there, printed before entry closes."""

import re
from collections.abc import Iterator, Sequence

from engine.comparator.clauses import clause_span
from engine.comparator.pair import Pair
from engine.comparator.proposal import ProposalKind
from engine.comparator.reading import Entry, Reading
from engine.comparator.spans import is_before
from engine.subjects import stem
from engine.values import ValueKind

_GETS_THERE = re.compile(
    r"\b(?:hands? over|handed over|hand-?over|available|deliver(?:s|ed|y)?|arrives?|installed"
    r"|usable|ready for use|connected|switched on|geliefert|Lieferung|Anlieferung|übergeben"
    r"|übergibt|Übergabe|verfügbar|betriebsbereit|angeschlossen|eintreffen|trifft ein"
    r"|treffen ein)\b",
    re.IGNORECASE,
)
_USES = re.compile(
    r"\b(?:using|uses?|used|running on|runs? (?:on|over)|relies on|needs?|requires?"
    r"|(?:with|on|over) the new|from the first|nutz\w+|verwende\w+|braucht|benötigt"
    r"|(?:mit|auf|über) (?:dem|der|den|die|das) neuen?)\b",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"\b(?:with|mit)\s+(?:(?:the|its|our|all|dem|der|den)\s+)?(?P<noun>[^\W\d_]{4,})", re.IGNORECASE
)
_CLOSES = re.compile(
    r"\b(?:(?:entries|entry|registrations?|sign-?ups?|applications?|orders?|submissions?|votes?"
    r"|nominations?|bookings?|late entries)\b[^.;|]*\b(?:until|close[sd]?|end|by|deadline)"
    r"|(?:Anmeld|Bewerb|Einsend|Meld|Bestell)\w*\b[^.;|]*\b(?:bis|schließ\w*|endet|möglich))\b",
    re.IGNORECASE,
)
_COMPLETE = re.compile(
    r"\b(?:final|complete|definitive|printed|fixed|endgültig\w*|vollständig\w*|gedruckt)\b[^.;|]*"
    r"\b(?:lists?|programmes?|programs?|plans?|orders?|numbers|groups|Listen?|Pläne?|Plan|Programm"
    r"|Nummern|Gruppen)\b|\b(?:lists?|programmes?|Liste|Programm)\b[^.;|]*\b(?:final|printed|fixed"
    r"|complete|gedruckt|fertig|endgültig)\b",
    re.IGNORECASE,
)
_FAR_DAYS = 60
_LIKELY = 0.3
_LEAST_SHARED = 0.04


def used_before_there(reading: Reading) -> Iterator[Pair]:
    """Something is used on a day before the one on which it arrives or is handed over."""
    days = _days(reading)
    arrivals = [one for one in days if _GETS_THERE.search(_said(one, days))]
    for arrival in arrivals:
        for use in (one for one in days if one not in arrivals and _is_use(one, arrival)):
            shared = reading.shared(arrival.statement, use.statement)
            if _is_earlier(use, arrival) and shared >= _LEAST_SHARED:
                yield Pair(ProposalKind.WRONG_ORDER, arrival, use, min(1.0, _LIKELY + shared))


def complete_before_closed(reading: Reading) -> Iterator[Pair]:
    """A list is final or printed while people may still enter."""
    days = _days(reading)
    closings = [one for one in days if _CLOSES.search(_said(one, days))]
    finals = [one for one in days if one not in closings and _COMPLETE.search(_said(one, days))]
    for closing in closings:
        for final in finals:
            if _is_earlier(final, closing):
                shared = reading.shared(closing.statement, final.statement)
                yield Pair(ProposalKind.WRONG_ORDER, closing, final, min(1.0, _LIKELY + shared))


def _is_use(entry: Entry, arrival: Entry) -> bool:
    """Whether something is used by the words of a statement: "with camera", once it is there."""
    quote = entry.statement.quote
    with_it = {stem(one["noun"]) for one in _WITH.finditer(quote)}
    return bool(_USES.search(quote)) or bool(with_it & set(arrival.value.subject))


def _days(reading: Reading) -> list[Entry]:
    return [
        one
        for one in reading.entries
        if one.value.kind is ValueKind.DATE and not one.value.span.is_vague
    ]


def _said(entry: Entry, days: Sequence[Entry]) -> str:
    """What is said of a day: its sentence, or of a sentence with several days its clause."""
    is_alone = not any(one.statement is entry.statement and one is not entry for one in days)
    start, end = (0, None) if is_alone else clause_span(entry)
    return entry.statement.quote[start:end]


def _is_earlier(early: Entry, late: Entry) -> bool:
    """Whether another document dates one thing a little before the other."""
    return early.document != late.document and is_before(early, late, _FAR_DAYS)
