"""Clock times in English and German: "8:30", "20 Uhr", "5 p.m.", "half past eight", "halb neun"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_HOURS = {
    word: number
    for words in (
        "one two three four five six seven eight nine ten eleven twelve",
        "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    )
    for number, word in enumerate(words.split(), 1)
} | {"ein": 1}
_DAYTIME_EN = r"\s(?:in the (?:morning|afternoon|evening)|at night)\b"
_DAYTIME = (
    r"(?:\s(?P<daytime>morgens|vormittags|mittags|nachmittags|abends|nachts"
    r"|in the (?:morning|afternoon|evening)|at night)\b)"
)
_HOUR_WORD = "|".join(sorted(_HOURS, key=len, reverse=True))
_HOUR_EN = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_HOUR_DE = "eins|ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf"
_FIGURES = r"[01]?\d|2[0-4]"
_TO = r"\s?(?:–|—|-|to|until|bis|and|und)\s?"

_CLOCK = re.compile(
    rf"(?<![\w.,:])(?P<hour>{_FIGURES})"
    r"(?:(?::(?P<minute>[0-5]\d))(?:\s?(?:Uhr|h\b))?|(?:\.(?P<german>[0-5]\d))?\s?Uhr"
    r"|(?:\.(?P<dotted>[0-5]\d))?(?=\s?[ap]\.?m\b))"
    rf"(?:\s?(?P<half>[ap])\.?m\b\.?)?(?![\d:]){_DAYTIME}?",
    re.IGNORECASE,
)
# In "8 bis 19 Uhr" and "9–5 pm" the first figure shares the word behind the second.
_FIRST_OF_TWO = re.compile(
    rf"(?<![\w.,:])(?P<hour>{_FIGURES})(?:\.(?P<minute>[0-5]\d))?"
    rf"(?={_TO}(?P<to>{_FIGURES})(?:[.:][0-5]\d)?"
    r"\s?(?:Uhr|(?P<half>[ap])\.?m\b))",
    re.IGNORECASE,
)
_WORDS = (
    re.compile(
        rf"\b(?:(?P<part>half|(?:a )?quarter) (?P<side>past|to) "
        rf"|(?P<half_hour>half an hour) (?P<from>after|before) )(?P<hour>{_HOUR_EN})\b"
        r"(?!\s+(?:hours|days|weeks|months|people))",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:(?P<part>halb)|(?P<quarter>Viertel) (?P<side>vor|nach)) (?P<hour>{_HOUR_DE})\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<![\w.,:])(?:(?P<hour>{_HOUR_WORD}|1?\d)(?: o['’]clock| Uhr)"
        rf"|(?P<daily>{_HOUR_EN}|1[0-2]|[1-9])(?={_DAYTIME_EN}))\b{_DAYTIME}?",
        re.IGNORECASE,
    ),
    # "Five to nine" may as well be a range, and "zehn nach acht" ten who come after eight others.
    re.compile(
        r"\b(?:um )?(?P<minutes>five|ten|fünf|zehn)"
        rf"(?: (?P<side>past)|(?<=um \w{{4}}) (?P<side_de>vor|nach)) (?P<hour>{_HOUR_WORD})\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?P<noon>noon|midday)\b|\b(?P<midnight>midnight|Mitternacht)\b", re.IGNORECASE),
)
_HALF_A_DAY = 12 * 60


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A clock time, in minutes after midnight, and its place in a text."""

    minutes: Decimal
    start: int
    end: int


def times_in(text: str) -> Iterator[FoundTime]:
    """The clock times of a text, those in figures first; places may overlap."""
    for match in _CLOCK.finditer(text):
        minute = match["minute"] or match["german"] or match["dotted"] or 0
        minutes = _in_figures(int(match["hour"]), match["half"]) * 60 + int(minute)
        yield FoundTime(Decimal(_in_daytime(minutes, match["daytime"])), *match.span())
    for match in _FIRST_OF_TWO.finditer(text):
        half = match["half"]
        if half and half.casefold() == "p" and int(match["hour"]) >= int(match["to"]):
            half = "a"
        minutes = _in_figures(int(match["hour"]), half) * 60 + int(match["minute"] or 0)
        yield FoundTime(Decimal(minutes), *match.span())
    for pattern in _WORDS:
        for match in pattern.finditer(text):
            yield FoundTime(Decimal(_in_words(match.groupdict())), *match.span())


def _in_figures(hour: int, half: str | None) -> int:
    return hour % 12 + (12 if half.casefold() == "p" else 0) if half else hour


def _in_daytime(minutes: int, daytime: str | None) -> int:
    """Minutes after midnight of "8 Uhr abends", "12 Uhr nachts", "1 Uhr mittags"."""
    word, hour = (daytime or "").casefold(), minutes // 60
    if word.endswith(("afternoon", "evening", "nachmittags", "abends")):
        is_late = hour < 12
    elif word in ("at night", "nachts"):
        is_late = 6 <= hour <= 12
    else:
        is_late = word == "mittags" and hour < 6
    return minutes + _HALF_A_DAY if is_late else minutes


def _in_words(parts: dict[str, str | None]) -> int:
    if parts.get("noon"):
        return _HALF_A_DAY
    if parts.get("midnight"):
        return 2 * _HALF_A_DAY
    said = (parts.get("hour") or parts.get("daily") or "").casefold()
    minutes = (int(said) if said.isdigit() else _HOURS[said]) * 60
    if of_hour := parts.get("minutes"):
        count = _HOURS[of_hour.casefold()]
        return minutes - count if (parts["side_de"] or "").casefold() == "vor" else minutes + count
    part, side = (parts.get("part") or "").casefold(), (parts.get("side") or "").casefold()
    if part == "halb":
        return minutes - 30
    if part == "half":
        return minutes + 30 if side == "past" else minutes - 30
    if part or parts.get("quarter"):
        return minutes + 15 if side in ("past", "nach") else minutes - 15
    if parts.get("half_hour"):
        return minutes + 30 if (parts["from"] or "").casefold() == "after" else minutes - 30
    return _in_daytime(minutes, parts.get("daytime"))
