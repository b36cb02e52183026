"""Words that say how a value is meant: as a limit, a deadline, a beginning, a total."""

import re

from engine.comparator.reading import Entry

_UPPER_LIMIT = re.compile(
    r"\b(?:at most|no more than|not more than|maximum|up to|limit(?:s|ed)?|caps?|capped|allows?|may hold"
    r"|covers?|ceiling|not exceed(?:ed)?|can (?:only )?\w+|below|under|within"
    r"|höchstens|maximal|bis zu|nicht mehr als|Obergrenze|begrenzt|darf|dürfen)\b",
    re.IGNORECASE,
)
_LOWER_LIMIT = re.compile(r"\b(?:at least|minimum|or more|mindestens|wenigstens)\b", re.IGNORECASE)
_DEADLINE = re.compile(
    r"\b(?:by|until|till|before|no later than|latest|bis(?: zum)?|spätestens(?: am)?|vor dem)"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_BLOCKED = re.compile(
    r"\b(?:no|not|never|none|freeze|frozen|blocked|closed|forbidden|permitted|allowed"
    r"|kein\w*|nicht|gesperrt|geschlossen|verboten|unzulässig|sperre|stopp)\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\b(?:total|sum|overall|altogether|whole|entire|exceed(?:ed)?|budget|gesamt\w*|insgesamt|summe)\b",
    re.IGNORECASE,
)
_BEGINS = frozenset(("open", "start", "begin", "launch", "arriv", "öffn", "start", "beginn"))
_ENDS = frozenset(("clos", "end", "finish", "dismantl", "return", "schließ", "ende", "leav"))
_NEAR = 45


def is_upper_limit(entry: Entry) -> bool:
    """Whether the text right before or behind the value makes it the most that is allowed."""
    return bool(_UPPER_LIMIT.search(_around(entry)))


def is_lower_limit(entry: Entry) -> bool:
    """Whether the value is the least that is wanted."""
    return bool(_LOWER_LIMIT.search(_around(entry)))


def is_deadline(entry: Entry) -> bool:
    """Whether the value stands behind "by" or "until"."""
    quote, start = entry.statement.quote, entry.value.start
    return bool(_DEADLINE.search(quote[max(0, start - 24) : start]))


def is_blocked(entry: Entry) -> bool:
    """Whether the statement forbids something."""
    return bool(_BLOCKED.search(f"{entry.statement.heading}. {entry.statement.quote}"))


def speaks_of_total(text: str) -> bool:
    """Whether a text speaks of a whole and not of a part."""
    return bool(_TOTAL.search(text))


def are_opposite_ends(a: Entry, b: Entry) -> bool:
    """Whether one value is a beginning and the other an end, by the words nearest to them."""
    first, second = set(a.value.subject[:4]), set(b.value.subject[:4])
    return bool(
        (first & _BEGINS and second & _ENDS and not second & _BEGINS)
        or (second & _BEGINS and first & _ENDS and not first & _BEGINS)
    )


def _around(entry: Entry) -> str:
    quote, value = entry.statement.quote, entry.value
    return quote[max(0, value.start - _NEAR) : value.end + 12]
