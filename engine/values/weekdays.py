"""Days of the week that are no dates: "every Monday", "Tuesday to Sunday", "montags"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from engine.values.typed import Weekdays

_NUMBER_OF = {
    word: number
    for words in (
        "monday tuesday wednesday thursday friday saturday sunday",
        "montag dienstag mittwoch donnerstag freitag samstag sonntag",
        "mon tue wed thu fri sat sun",
        "mo di mi do fr sa so",
    )
    for number, word in enumerate(words.split())
} | {"sonnabend": 5, "tues": 1, "thurs": 3}
_FULL = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?"
    r"|(?:[Mm]on|[Dd]iens|[Dd]onners|[Ff]rei|[Ss]ams|[Ss]onn)tags?|[Mm]ittwochs?|[Ss]onnabends?"
    r"|(?:[Mm]on|[Dd]iens|[Dd]onners|[Ff]rei|[Ss]ams|[Ss]onn)tagen"
)
_SHORT = "Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun|Mo|Di|Mi|Do|Fr|Sa|So"
_DAYS = re.compile(
    rf"\b(?P<first>{_FULL})\b(?:\s?(?:–|—|-|to|through|until|bis)\s?(?P<last>{_FULL})\b)?"
    rf"|\b(?P<short>{_SHORT})\b\.?\s?(?:–|—|-|to|bis)\s?(?P<short_last>{_SHORT})\b"
)
_EVERY_DAY = re.compile(
    r"\b(?:seven days a week|every day of the week|sieben Tage (?:die|in der|pro) Woche"
    r"|an sieben Tagen)\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\.?,?\s+(?:(?:the|dem|den|der)\s+)?(?:\d{1,2}(?:st|nd|rd|th|\.)?\s*(?:of\s+)?"
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Januar|Jänner|Februar|März|Mai|Juni|Juli|Oktober|Dezember)\b|\d{1,2}\.)"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"\s+\d|(?:19|20)\d\d-\d\d|(?:of|in|im)\s+(?:the\s+)?[A-ZJFMAS][a-zä]+\b)"
)


@dataclass(frozen=True, slots=True)
class FoundWeekdays:
    """Days of the week and their place in a text."""

    weekdays: Weekdays
    start: int
    end: int


def weekdays_in(text: str) -> Iterator[FoundWeekdays]:
    """The days of the week that a text names; a stretch such as "Monday to Friday" is one."""
    for match in _EVERY_DAY.finditer(text):
        yield FoundWeekdays(Weekdays(tuple(range(7))), *match.span())
    for match in _DAYS.finditer(text):
        first, last = match["first"] or match["short"], match["last"] or match["short_last"]
        numbers = _numbers(first, last)
        yield FoundWeekdays(Weekdays(numbers), *match.span())


def _numbers(first: str, last: str | None) -> tuple[int, ...]:
    start = _number(first)
    if last is None:
        return (start,)
    return tuple(sorted((start + step) % 7 for step in range((_number(last) - start) % 7 + 1)))


def _number(word: str) -> int:
    folded = word.lower()
    return next(_NUMBER_OF[one] for one in (folded, folded[:-1], folded[:-2]) if one in _NUMBER_OF)


def begins_date(text: str, end: int) -> bool:
    """Whether a date stands right behind a day of the week that ends at ``end``."""
    return _DATE.match(text, end) is not None
