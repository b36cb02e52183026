"""What column titles and phrases say a cell is about, in English and German."""

import re
from collections.abc import Sequence
from enum import Enum

from models.alignment import Aspect

_TITLES = {
    Aspect.OWNER: (
        r"owners?|who|responsib\w+|lead|led by|in charge|verantwortlich\w*|zuständig\w*|wer"
    ),
    Aspect.DATE: (
        r"dates?|when|weeks?(?: of)?|days?|deadline|due|from|start\w*|to|until|by|ends?|months?"
        r"|termin\w*|datum|wann|kw|wochen?|tag|bis|frist|von|ab|monat|beginn|ende"
    ),
    Aspect.CHANNEL: r"channels?|medium|media|kanal|kanäle|medien",
    Aspect.AUDIENCE: (
        r"audiences?|target groups?|segments?|for whom|readers?|zielgruppen?|publikum|für wen"
    ),
    Aspect.BUDGET: (
        r"budget|costs?|amount|spend\w*|money|eur|usd|gbp|chf|[€$£]|kosten|betrag|ausgaben|summe"
    ),
    Aspect.METRIC: (
        r"metrics?|kpis?|targets?|indicators?|goals?|kennzahl\w*|zielwert\w*|messgröße\w*|ziele?"
    ),
}
_ACTIVITY = re.compile(
    r"\b(?:activit\w+|tasks?|steps?|works?|milestones?|actions?|what|items?|deliverables?|events?"
    r"|aufgaben?|schritte?|maßnahmen?|meilensteine?|was|arbeiten?|posten|aktion\w*)\b",
    re.IGNORECASE,
)
_PATTERNS = {
    aspect: re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)
    for aspect, pattern in _TITLES.items()
}
_OWNER_PHRASE = re.compile(
    r"\b(?:owners?|owned by|owns|responsible|in charge|answers? for|is led by|leads|lead by|chairs"
    r"|signs(?: off)?|run by|runs|decides|takes care|verantwortlich\w*|verantwortet|zuständig\w*"
    r"|leitet|kümmert sich|entscheidet|übernimmt|betreut)\b",
    re.IGNORECASE,
)
_LINKING_VERB = re.compile(r"\b(?:is|are|ist|sind)\s*$", re.IGNORECASE)
_CLAUSE = re.compile(r"[.;:,]\s")
_LONGEST_NAME = 40
_HOLE = re.compile(
    r"(?:|[-–—?.…]+|tb[dca]|open|n/?a|to be \w+|offen|unklar|noch offen)", re.IGNORECASE
)


class NoAspect(Enum):
    """Columns that are no aspect of an activity."""

    ACTIVITY = "activity"
    OTHER = "other"


Column = Aspect | NoAspect


def column_of(title: str) -> Column:
    """What a column holds, by its title."""
    if _ACTIVITY.search(title):
        return NoAspect.ACTIVITY
    found = (aspect for aspect, pattern in _PATTERNS.items() if pattern.search(title))
    return next(found, NoAspect.OTHER)


def names_an_owner(text: str, columns: Sequence[str] = ()) -> bool:
    """Whether a sentence, or a row of a table with these columns, says who does something."""
    is_in_table = any(column_of(title) is Aspect.OWNER for title in columns)
    return is_in_table or _OWNER_PHRASE.search(text) is not None


def owner_in(text: str) -> str:
    """Who does something, by the words before "is responsible" and the like; empty if unclear."""
    phrase = _OWNER_PHRASE.search(text)
    if phrase is None:
        return ""
    name = _LINKING_VERB.sub("", text[: phrase.start()]).strip(" *_-–,:")
    is_name = 1 < len(name) <= _LONGEST_NAME and name[0].isupper()
    return name if is_name and not _CLAUSE.search(name) else ""


def is_hole(cell: str) -> bool:
    """Whether a cell says that nothing is known yet."""
    return _HOLE.fullmatch(cell.strip()) is not None
