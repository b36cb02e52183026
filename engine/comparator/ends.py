"""Words that say whether a value is a beginning or an end."""

import re

from engine.comparator.reading import Entry
from engine.subjects import stem

_LATEST = re.compile(
    r"\b(?:ends?|off|over|until|by|latest|later|last|closes?|to|empty|letzte\w*|endet|enden|bis|aus|schließt"
    r"|leer|spätestens|Ende)\b",
    re.IGNORECASE,
)
_LATEST_BEHIND = re.compile(r"^[^.;,]*\b(?:aus|leer|Schluss|off|over|at the latest)\b")
_NOTHING_AFTER = re.compile(
    r"\bafter (?:that|this|then)\b[^.]*\b(?:no|nobody|nothing)\b"
    r"|\b(?:no|nobody|nothing)\b[^.]*\bafter (?:that|this|then|it)\b"
    r"|\b(?:danach|später)\b[^.]*\b(?:kein\w*|niemand|nichts)\b"
    r"|\b(?:kein\w*|niemand|nichts)\b[^.]*\b(?:danach|später)\b",
    re.IGNORECASE,
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


def is_latest_time(entry: Entry) -> bool:
    """Whether a clock time is an end."""
    quote, value = entry.statement.quote, entry.value
    before, behind = quote[max(0, value.start - _NEAR) : value.start], quote[value.end :][:_NEAR]
    return bool(_LATEST.search(before) or _LATEST_BEHIND.search(behind) or forbids_later(entry))


def forbids_later(entry: Entry) -> bool:
    """Whether the words behind a clock time say that nothing may be done after it."""
    return bool(_NOTHING_AFTER.search(entry.statement.quote, entry.value.end))


def are_opposite_ends(a: Entry, b: Entry) -> bool:
    """Whether one value is a beginning and the other an end, by the words nearest to them."""
    found = [
        next((_END_OF_WORD[word] for word in one.value.subject if word in _END_OF_WORD), "")
        for one in (a, b)
    ]
    return all(found) and found[0] != found[1]
