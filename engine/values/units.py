"""What stands around a number and says what it counts: currencies, per cent, time, nouns."""

import re
from decimal import Decimal

from engine.subjects import STOP_WORDS
from engine.values.dates.words import MONTH_OF
from engine.values.people import ANYBODY_UNIT, counts_people, counts_places, unit_stem
from engine.values.unit import Unit

_CURRENCY_OF = {
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR",
    "$": "USD", "us$": "USD", "usd": "USD", "dollar": "USD", "dollars": "USD",
    "£": "GBP", "gbp": "GBP", "pound": "GBP", "pounds": "GBP",
    "chf": "CHF", "fr": "CHF", "franc": "CHF", "francs": "CHF", "franken": "CHF",
    "¥": "JPY", "jpy": "JPY", "yen": "JPY",
    "teur": "EUR", "t€": "EUR", "k€": "EUR", "cent": "EUR", "cents": "EUR", "ct": "EUR",
    "pence": "GBP", "rappen": "CHF",
}  # fmt: skip
_WORTH_OF = {
    "teur": Decimal(1_000), "t€": Decimal(1_000), "k€": Decimal(1_000), "cent": Decimal("0.01"),
    "cents": Decimal("0.01"), "ct": Decimal("0.01"), "pence": Decimal("0.01"),
    "rappen": Decimal("0.01"),
}  # fmt: skip
_CURRENCY = "|".join(re.escape(word) for word in sorted(_CURRENCY_OF, key=len, reverse=True))
_MARKS = r"[\s*_]*"
_CURRENCY_BEFORE = re.compile(rf"(?<!\w)({_CURRENCY})\.?{_MARKS}$", re.IGNORECASE)
# In "twelve for EUR 40" and "12 EUR 40" the sign belongs to what follows, in "12 EUR 40 EUR" not.
_CURRENCY_AFTER = re.compile(
    rf"{_MARKS}({_CURRENCY})(?!\w)(?!\s?\d[\d.,]*+(?!\s?(?:{_CURRENCY})))", re.IGNORECASE
)
_CURRENCY_TITLE = re.compile(rf"(?<!\w)({_CURRENCY})(?!\w)", re.IGNORECASE)
_PERCENT = re.compile(rf"{_MARKS}(?:%|(?:per\s?cent|prozent|pct|v\. ?H\.)(?!\w))", re.IGNORECASE)

_DAY = Decimal(86_400)
_SECONDS_OF = {
    Decimal(1): "second seconds sec secs sekunde sekunden",
    Decimal(60): "minute minutes minuten min mins minütig",
    Decimal(900): "viertelstunde viertelstunden",
    Decimal(2_700): "dreiviertelstunde",
    Decimal(3_600): "hour hours h hr hrs stunde stunden std stündig",
    _DAY: "day days tag tage tagen tages tägig",
    _DAY * 7: "week weeks woche wochen wöchig",
    _DAY * 14: "fortnight fortnights",
    _DAY * Decimal("30.4375"): "month months monat monate monaten monats monatig",
    _DAY * Decimal("91.3125"): "quarters quartal quartale quartalen",
    _DAY * Decimal("365.25"): "year years jahr jahre jahren jahres jährig",
}
_SECONDS = {
    word + ending: seconds
    for seconds, words in _SECONDS_OF.items()
    for word in words.split()
    for ending in (("e", "er", "en", "em", "es") if word.endswith("ig") else ("",))
}
_TIME_WORD = "|".join(sorted(_SECONDS, key=len, reverse=True))
_DURATION = re.compile(
    rf"(?:[\s-]|(?=[a-z]))(?P<work>working[ -]|business[ -]|(?=werktag)werk|(?=arbeitstag)arbeits)?"
    rf"(?P<unit>{_TIME_WORD})(?!\w)(?P<half>\s+and a half\b)?",
    re.IGNORECASE,
)
_ONE = re.compile(r"1|one|an?|half an?|a half|(?:a |three )?quarters? of an?|½", re.IGNORECASE)
_WORKING_DAYS = Decimal(7) / Decimal(5)
"""Fifteen working days are three weeks."""

_PER_OF = {
    "day": "day daily tag täglich",
    "week": "week weekly woche wöchentlich",
    "month": "month monthly monat monatlich",
    "year": "year yearly annually annum p.a. jahr jährlich",
}
_PER_WORDS = {word: per for per, words in _PER_OF.items() for word in words.split()}
_PER = re.compile(
    r"(?:\s+of\s+[\w.,]+\s+\w+)?[\s*_]*(?:(?:a|an|per|each|every|and|pro|je|im|in der|am)\s+|/\s?)"
    r"(?:[^\W\d_]+\s+(?:and|und)\s+)?(day|week|month|year|annum|tag|woche|monat|jahr)(?!\w)"
    r"|[\s*_]+(daily|weekly|monthly|yearly|annually|täglich|wöchentlich|monatlich|jährlich)(?!\w)"
    r"|[\s*_]+(p\. ?a\.)",
    re.IGNORECASE,
)
_PER_BEFORE = re.compile(
    r"\b(?:(?:every|each|per|pro|jede[nrs]?|a)\s+(?P<time>day|week|month|year|tag|woche|monat|jahr)"
    r"|(?P<daily>daily|weekly|monthly|yearly|täglich|wöchentlich|monatlich|jährlich))"
    r"(?:\s+(?:about|etwa|rund|über))?\s+$",
    re.IGNORECASE,
)
_PER_IN_TITLE = re.compile(
    r"\b(?:(?:per|a|an|pro|je|am|im|each)\s+|/\s?)(day|week|month|year|tag|woche|monat|jahr)\b",
    re.IGNORECASE,
)
_NOUN = re.compile(r"(?:[ \n*_]|-(?=[^\W\d_]))+([^\W\d_][\w’'-]*)")
_FARTHEST_NOUN = 90
_PEOPLE_BEFORE = re.compile(
    r"\b(?:part(?:y|ies)|groups?|teams?|crews?|audience|Gruppen?|Teams?)\s+(?:of|von)\s+$",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(
    r"\b(?:number|anzahl|zahl|höchstzahl|gesamtzahl)\s+(?:of|der|an|von)\s+(?:the |all |our )?"
    r"(?P<noun>[^\W\d_]+)(?:\s[^.;:|]*)?\s(?:is|are|to|at|auf|bei|beträgt)\s+"
    r"(?:about |etwa |rund )?$",
    re.IGNORECASE,
)
# "31 February" is no day, and no number of things either.
_NO_NOUN = STOP_WORDS | {"je", "per"} | {month.lower() for month in MONTH_OF}
_NAMES_NO_THING = {
    "number", "numbers", "target", "targets", "value", "values", "count", "amount", "goal", "goals",
    "quantity", "total", "figure", "figures", "units", "pieces", "anzahl", "ziel", "ziele", "wert",
    "werte", "menge", "zahl", "stück", "plan", "today", "needed", "available", "bedarf", "points",
}  # fmt: skip
_NO_PLURAL = {"people", "staff", "children", "men", "women", "feet", "lux", "kg", "km", "mb", "gb"}


def currency(text: str, start: int, end: int) -> Unit | None:
    """The currency before or behind ``text[start:end]``."""
    left = max(0, start - 10)
    if before := _CURRENCY_BEFORE.search(text[left:start]):
        return _money(before[1], left + before.start(), end)
    if after := _CURRENCY_AFTER.match(text, end):
        return _money(after[1], start, after.end())
    return None


def _money(word: str, start: int, end: int) -> Unit:
    known = word.casefold()
    return Unit(_CURRENCY_OF[known], start, end, _WORTH_OF.get(known, Decimal(1)))


def currency_of_title(title: str) -> str:
    """The currency that a column title names, or nothing."""
    match = _CURRENCY_TITLE.search(title)
    return _CURRENCY_OF[match[1].casefold()] if match else ""


def percent(text: str, start: int, end: int) -> Unit | None:
    """The per cent sign or word behind a number."""
    match = _PERCENT.match(text, end)
    return Unit("%", start, match.end()) if match else None


def duration(text: str, start: int, end: int) -> Unit | None:
    """The unit of time behind a number."""
    match = _DURATION.match(text, end)
    if not match or _is_attribute(text, start, end, match["unit"]):
        return None
    factor = _SECONDS[match["unit"].casefold()] * (_WORKING_DAYS if match["work"] else 1)
    return Unit("s", start, match.end(), factor, factor / 2 if match["half"] else Decimal(0))


def _is_attribute(text: str, start: int, end: int, unit: str) -> bool:
    """Whether "day" belongs to a following noun, as in "9,000 day tickets"."""
    is_singular = unit.casefold() in ("second", "minute", "hour", "day", "week", "month", "year")
    is_one = _ONE.fullmatch(text, start, end)
    return is_singular and not is_one and text[end : end + 1] == " "


def per(text: str, end: int) -> tuple[str, int]:
    """The "a month" behind an amount, and where it ends."""
    match = _PER.match(text, end)
    if not match:
        return "", end
    word = match[1] or match[2] or match[3]
    return _PER_WORDS[word.casefold().replace(" ", "")], match.end()


def per_before(text: str, start: int) -> str:
    """The "every day" before an amount."""
    match = _PER_BEFORE.search(text, max(0, start - 30), start)
    return _PER_WORDS[(match["time"] or match["daily"]).casefold()] if match else ""


def per_in(title: str) -> str:
    """The "per day" in the title of a column or the label of a row."""
    match = _PER_IN_TITLE.search(title)
    return _PER_WORDS[match[1].casefold()] if match else ""


def noun(text: str, end: int) -> tuple[str, int]:
    """The stem of the noun that a number counts, and where the noun ends.

    Adjectives stand between, so of up to three words the first plural is taken, in German the first
    word with a capital.
    """
    words: list[re.Match[str]] = []
    position = end
    while len(words) < 3 and (match := _NOUN.match(text, position)):
        if match[1].casefold() in _NO_NOUN:
            break
        words.append(match)
        position = match.end()
    if not words:
        return "", end
    head = next((one for one in words if _is_plural(one[1]) or one[1][0].isupper()), words[0])
    return unit_stem(head[1]), head.end()


def noun_before(text: str, start: int) -> str:
    """The stem of what is counted, where that stands before: "a party of 22", "number of bags is".

    Empty where the words before the number say nothing of the kind.
    """
    before = text[max(0, start - _FARTHEST_NOUN) : start]
    if _PEOPLE_BEFORE.search(before):
        return ANYBODY_UNIT
    number = _NUMBER_OF.search(before)
    return unit_stem(number["noun"]) if number else ""


def noun_of_label(label: str) -> str:
    """The stem of the noun of a row label or a column title: its first plural, or its last word.

    Empty for titles that name no thing, such as "Number" and "Target".
    """
    words = re.findall(r"[^\W\d_][\w’'-]*", _PER_IN_TITLE.sub("", label))
    words = [word for word in words if word.casefold() not in STOP_WORDS | _NAMES_NO_THING]
    if not words:
        return ""
    return unit_stem(next((word for word in words if _is_plural(word)), words[-1]))


def is_plural_title(title: str) -> bool:
    """Whether a column title says what is counted: "Seats", "Flights"."""
    words = re.findall(r"[^\W\d_][\w’'-]*", _PER_IN_TITLE.sub("", title))
    if not words or words[-1].casefold() in _NAMES_NO_THING:
        return False
    unit = unit_stem(words[-1])
    return _is_plural(words[-1]) or counts_people(unit) or counts_places(unit)


def is_counted_in(unit: str, limit: str) -> bool:
    """Whether things counted in one unit also fall under a limit in the other."""
    is_for_people = limit == ANYBODY_UNIT or counts_places(limit)
    is_person_or_place = counts_people(unit) or counts_places(unit)
    is_place_for = counts_places(unit) and counts_people(limit)
    return unit == limit or (is_for_people and is_person_or_place) or is_place_for


def _is_plural(word: str) -> bool:
    folded = word.casefold()
    return folded in _NO_PLURAL or (folded.endswith("s") and not folded.endswith(("ss", "us")))
