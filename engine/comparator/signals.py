"""Words that say how a value is meant: as a limit, a deadline, a beginning, a total."""

import re

from engine.comparator.reading import Entry
from engine.subjects import stem

_UPPER_LIMIT = re.compile(
    r"\b(?:at most|no more than|not more than|maximum|up to|limit(?:s|ed)?|caps?|capped|allows?"
    r"|may hold|covers?|ceiling|not exceed(?:ed)?|can (?:only )?\w+|below|under|within"
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
    r"\b(?:total|sum|overall|altogether|whole|entire|exceed(?:ed)?|budget|goal|target"
    r"|gesamt\w*|insgesamt|summe|ziel)\b",
    re.IGNORECASE,
)
_PART = re.compile(r"[\s*_]+(?:of|from|out of|von|aus|vom)\b", re.IGNORECASE)
_LATEST = re.compile(
    r"\b(?:ends?|off|over|until|by|latest|later|closes?|endet|enden|bis|aus)\b", re.I
)
_END_OF_WORD = {
    stem(word): end
    for end, words in (
        ("begin", "open start begin launch arrive sign eröffnung öffnen starten beginn beginnen"),
        ("end", "close end finish dismantle return leave schluss schließen enden beenden rückgabe"),
    )
    for word in words.split()
}
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


def is_total(entry: Entry) -> bool:
    """Whether the words right before or behind the value make it a whole."""
    return speaks_of_total(_around(entry))


def is_part(entry: Entry) -> bool:
    """Whether the amount is said to be taken "of" something."""
    return bool(_PART.match(entry.statement.quote, entry.value.end))


def is_latest_time(entry: Entry) -> bool:
    """Whether a clock time is an end."""
    return bool(_LATEST.search(_around(entry)))


def are_opposite_ends(a: Entry, b: Entry) -> bool:
    """Whether one value is a beginning and the other an end, by the words nearest to them."""
    ends = [
        next((_END_OF_WORD[word] for word in one.value.subject if word in _END_OF_WORD), "")
        for one in (a, b)
    ]
    return all(ends) and ends[0] != ends[1]


def _around(entry: Entry) -> str:
    quote, value = entry.statement.quote, entry.value
    before = re.split(r"[;:]\s", quote[max(0, value.start - _NEAR) : value.start])[-1]
    return before + quote[value.start : value.end + 12]
