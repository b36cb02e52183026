"""Words that say how a value is meant: as a limit, a deadline, a beginning, a total."""

import re

from engine.comparator.reading import Entry
from engine.values import ValueKind

_UPPER_LIMIT = re.compile(
    r"\b(?:at most|no more than|not more than|maximum|up to|may cost"
    r"|approved for|licensed for|limit(?:s|ed)?|caps?|capped|allows?"
    r"|may hold|holds?|supports?|covers?|ceiling|not exceed(?:ed)?|can (?:only )?\w+|below|under"
    r"|within|room for|restricted to|only|not (?:longer|later|larger|higher) than|less than"
    r"|höchstens|maximal|bis zu|nicht mehr als|Obergrenze|begrenzt|beschränkt|darf|dürfen|fasst"
    r"|fassen|reicht für|reichen für|kann|können|nur|unter|weniger als|nicht über"
    r"|cannot be (?:\w+ )?(?:larger|more|higher|longer) than|Höchstzahl)\b",
    re.IGNORECASE,
)
_UPPER_LIMIT_BEHIND = re.compile(
    r"\b(?:must not be exceeded|not be exceeded|nothing more|and no more|more (?:cannot|can ?not"
    r"|is not|are not)|none later|not possible|at most|at the very most|maximum|mehr gibt|mehr geht"
    r"|nicht überschritten|nicht übersteigen|mehr ist nicht|mehr sind nicht|nicht mehr|Platz"
    r"|zugelassen|genehmigt|ausgelegt|allowed)\b",
    re.IGNORECASE,
)
_LOWER_LIMIT = re.compile(
    r"\b(?:at least|minimum|or more|more than|over|no fewer than|mindestens|wenigstens|mehr als"
    r"|über)\b",
    re.IGNORECASE,
)
_DEADLINE = re.compile(
    r"\b(?:by|until|till|before|no later than|latest|bis(?: zum)?|spätestens(?: am)?|vor dem)"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_BLOCKED = re.compile(
    r"\b(?:no|not|never|none|nothing|nobody|freeze|frozen|blocked|close[sd]|shuts?|forbidden|permitted"
    r"|allowed|kein\w*|nicht|nichts|niemand|gesperrt|geschlossen|verboten|untersagt|unzulässig"
    r"|\w*sperre|\w*stopp)\b",
    re.IGNORECASE,
)
_CLOSED_FOR_US = re.compile(
    r"\b(?:may|can|will) be closed\b|\bclosed (?:to|for) (?:\w+ )?(?:traffic|cars"
    r"|public|visitors|customers)\b"
    r"|\b(?:darf|dürfen|kann|wird|werden) [^.;,]*gesperrt\b|\bfür den Verkehr gesperrt\b",
    re.IGNORECASE,
)
"""A road that is closed for the sake of the event, or a house in which works may go on."""
_TOTAL = re.compile(
    r"\b(?:total|sum|overall|altogether|whole|entire|exceed(?:ed)?|budget|goal|target|granted"
    r"|approved|gesamt\w*|insgesamt|zusammen|summe|ziel|\w*budget|\w*etat|bewilligt|beschlossen"
    r"|bereit|vereinbarten)\b",
    re.IGNORECASE,
)
_PART = re.compile(r"[\s*_]+(?:of|from|out of|von|aus|vom)\b", re.IGNORECASE)
_PART_OF_MANY = re.compile(
    r"[\s*_]+(?:of (?:the|our|these|those|them|which|all|its)|from|out of|der|von|aus|davon)\b",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"\b(?:of which|of them|of these|among them|first|another|further|extra|more|additional"
    r"|other|remaining|every|each|per|davon|darunter|weitere\w*|zusätzlich\w*|andere\w*|erste\w*"
    r"|je|jede\w*|pro|noch|plus|dazu)\s+(?:about\s+|etwa\s+|rund\s+)?$",
    re.IGNORECASE,
)
_GOES_TO = re.compile(
    r"\b(?:go|goes|kept|reserved|set aside|spent|allocated|gehen|geht|fließ\w+|reserviert"
    r"|vorgesehen|vergeben|bekommen|for|für)\b",
    re.IGNORECASE,
)
_OPEN_DAY = re.compile(
    r"\bopen (?:day|house|evening|site|building)|offene[nr]? Tür|\bopens? (?:entry|applications)",
    re.IGNORECASE,
)
_FIRST = re.compile(r"\b(?:first|erste\w*|beginn\w*|start\w*)\b", re.IGNORECASE)
_LAST = re.compile(r"\b(?:last|final|letzte\w*|endet?|ends?)\b", re.IGNORECASE)
_THE_REST = re.compile(
    r"\b(?:the (?:rest|others)|(?:der|den) Rest|die (?:anderen|übrigen))\b", re.I
)
_REST = re.compile(
    r"\b(?:leaves?|left|remain\w*|bleib\w*|übrig|of the|von den|agreed|vereinbarten|keeps?)\b",
    re.IGNORECASE,
)
_HARD_LIMIT = re.compile(
    r"\b(?:at most|no more than|not more than|maximum|allows?|may hold|caps?|limited|höchstens"
    r"|maximal|nicht mehr als|begrenzt|beschränkt|fasst|can hold|holds?)\b",
    re.IGNORECASE,
)
_FROM_EVENT = re.compile(
    r"\s+(?:before|ahead|prior|earlier|ago|after|later|following|vor|vorher|zuvor|davor|nach"
    r"|danach|später)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\W*(?:if|below|under|above|when|wenn|falls|sobald|unter|über|liegt|fällt|sinkt)\b",
    re.IGNORECASE,
)
_FOR_EACH = re.compile(
    r"\b(?:each|every|per|a (?:group|course|team|class|tour|workshop)|(?:public )?tours|je"
    r"|jede[rnsm]?|pro|(?:ein|eine) (?:Gruppe|Kurs|Klasse|Führung|Team))\b",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(
    r"\b(?:at (?:the same|any one|one|a) time|at once|simultaneous\w*|gleichzeitig|zugleich"
    r"|auf einmal)\b",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(
    r"\b(?:not (?:from|part of|out of|in)|nicht (?:aus|von|vom|Teil|im)|separate|on top of"
    r"|zusätzlich|paid by|donated|bezahlt aus|paid from)\b",
    re.IGNORECASE,
)
_WITH_OTHERS = re.compile(r"\b(?:together with|along with|zusammen mit|samt)\b", re.IGNORECASE)
_MORE_THAN = re.compile(r"\b(?:more than|over|mehr als|über)\s+$", re.IGNORECASE)
_NOT = re.compile(
    r"\b(?:cannot|can ?not|is not|are not|will not|impossible|nicht|unmöglich|kein\w*)\b", re.I
)
_TOGETHER_REACH = re.compile(
    r"\b(?:together|altogether|in all|zusammen|insgesamt)\b[^.;]*"
    r"\b(?:reach|serve|treat|handle|manage|schaffen|erreichen|versorgen)\s+(?:about\s+|etwa\s+)?$",
    re.IGNORECASE,
)
"""What all of them can do is the most that can be done."""
_NEAR_BEHIND = 60
_NEAR = 45
_LONGEST = 300


def is_upper_limit(entry: Entry) -> bool:
    """Whether the text before or behind the value makes it the most that is allowed."""
    if is_condition(entry):
        return False
    if _TOGETHER_REACH.search(entry.statement.quote, 0, entry.value.start):
        return True
    behind = re.split(r"[.!?](?:\s|$)", _behind(entry))[0]
    if _MORE_THAN.search(_before(entry)) and _NOT.search(behind[:_NEAR_BEHIND]):
        return True
    return bool(_UPPER_LIMIT.search(_around(entry)) or _UPPER_LIMIT_BEHIND.search(behind[:70]))


def is_lower_limit(entry: Entry) -> bool:
    """Whether the value is the least that is wanted."""
    return bool(_LOWER_LIMIT.search(_around(entry))) and not is_upper_limit(entry)


def is_deadline(entry: Entry) -> bool:
    """Whether the value stands behind "by" or "until"."""
    quote, start = entry.statement.quote, entry.value.start
    return bool(_DEADLINE.search(quote[max(0, start - 24) : start]))


def is_blocked(entry: Entry) -> bool:
    """Whether the statement forbids something."""
    said = f"{entry.statement.heading}. {_said(entry)}"
    return bool(_BLOCKED.search(_CLOSED_FOR_US.sub("", said)))


def is_blocked_stretch(entry: Entry) -> bool:
    """Whether a date is a stretch of days in which something is forbidden."""
    is_date = entry.value.kind is ValueKind.DATE
    return is_date and not entry.value.span.is_day and is_blocked(entry)


def are_first_and_last(a: Entry, b: Entry) -> bool:
    """Whether one value is about the first and the other about the last of its things."""
    said = [_said(one) for one in (a, b)]
    return any(_FIRST.search(one) and _LAST.search(other) for one, other in (said, reversed(said)))


def speaks_of_total(text: str) -> bool:
    """Whether a text speaks of a whole and not of a part."""
    return bool(_TOTAL.search(text))


def is_total(entry: Entry) -> bool:
    """Whether the words right before or behind the value make it a whole."""
    return speaks_of_total(_around(entry))


def is_part(entry: Entry) -> bool:
    """Whether the amount is said to be taken "of" something."""
    part = _PART_OF_MANY if entry.value.kind is ValueKind.COUNT else _PART
    return bool(part.match(entry.statement.quote, entry.value.end))


def is_some_of_many(entry: Entry) -> bool:
    """Whether the number counts only some of its things: "another two", "for every ten"."""
    quote, start = entry.statement.quote, entry.value.start
    return bool(_SOME.search(quote[max(0, start - 24) : start]))


def is_rest(entry: Entry) -> bool:
    """Whether the amount is what is left, or what the whole is: "leaves 60,000"."""
    quote, start = entry.statement.quote, entry.value.start
    return bool(_REST.search(quote[max(0, start - 40) : start]))


def is_hard_limit(entry: Entry) -> bool:
    """Whether the value is a limit by words that mean nothing else."""
    return bool(_HARD_LIMIT.search(_around(entry))) and is_upper_limit(entry)


def leaves_others_out(entry: Entry) -> bool:
    """Whether the sentence says that the others need none: "640 beds, the rest come by day"."""
    return bool(_THE_REST.search(_said(entry)))


def is_condition(entry: Entry) -> bool:
    """Whether a value only says when something else happens: "Below 15 % we change …"."""
    return bool(_CONDITION.match(entry.statement.quote))


def is_for_each(entry: Entry) -> bool:
    """Whether a number is meant for each of several groups, courses, tours and the like."""
    return bool(_FOR_EACH.search(_said(entry)))


def is_given_to_some(entry: Entry) -> bool:
    """Whether a share is given to somebody: "half of the plots go to schools"."""
    return bool(_GOES_TO.search(_behind(entry)))


def is_open_day(entry: Entry) -> bool:
    """Whether a date is that of an open day, which is no opening."""
    quote, value = entry.statement.quote, entry.value
    return bool(_OPEN_DAY.search(quote[max(0, value.start - _NEAR) : value.end + _NEAR]))


def is_at_once(entry: Entry) -> bool:
    """Whether a number is meant for one moment rather than for all the time."""
    return bool(_AT_ONCE.search(_said(entry)))


def is_of_another(entry: Entry) -> bool:
    """Whether the amount is said to belong to another whole: "not from the running budget"."""
    return bool(_OF_ANOTHER.search(_behind(entry))) or bool(
        _WITH_OTHERS.search(entry.statement.quote, 0, entry.value.start)
    )


def is_from_event(entry: Entry) -> bool:
    """Whether a stretch of time is counted from an event: "three weeks before the start"."""
    return entry.value.kind is ValueKind.DURATION and bool(
        _FROM_EVENT.match(entry.statement.quote, entry.value.end)
    )


def _before(entry: Entry) -> str:
    return entry.statement.quote[max(0, entry.value.start - 16) : entry.value.start]


def _said(entry: Entry) -> str:
    """The sentence around a value; of a text without stops only what is near."""
    quote, value = entry.statement.quote, entry.value
    return quote[max(0, value.start - _LONGEST) : value.end + _LONGEST]


def _behind(entry: Entry) -> str:
    return entry.statement.quote[entry.value.end :][:_LONGEST]


def _around(entry: Entry) -> str:
    quote, value = entry.statement.quote, entry.value
    before = re.split(r"[;:]\s", quote[max(0, value.start - _NEAR) : value.start])[-1]
    return before + quote[value.start : value.end + 12]
