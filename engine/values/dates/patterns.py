"""How dates are written: one pattern for each form, the most exact forms first.

The names of the groups say what a part means: ``day``, ``month`` (a word), ``number`` (a month in
figures), ``year``, ``from`` (the first day of a stretch), ``from_month``, ``nth``, ``weekday``,
``part``, ``quarter``, ``half``, ``month_half``, ``season``, ``week`` (a calendar week),
``last_week`` (of several), ``week_of`` (the week that begins at a day), ``nth_week``.
"""

import re
from functools import cache

from engine.values.dates.words import (
    MONTH,
    NTH,
    ON_A_WEEKDAY,
    ORDINAL_DE,
    ORDINAL_EN,
    SEASON_OF,
    WEEKDAY,
)

_M = rf"(?P<month>{MONTH})\b\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_SHORT_YEAR = r"['’]?(?P<year>(?:19|20)\d\d|(?<=['’/])\d\d)"
_Y = rf"(?:(?:,?\s+|-){_SHORT_YEAR}\b(?![.,]\d))?"
_TH = r"(?:st|nd|rd|th)?"
_TO = r"\s*(?:–|—|-|/|to|and|or|until|through|bis(?:\szum)?|und)\s*"
_FROM = rf"(?P<from>\d{{1,2}})(?:\.|{_TH}){_TO}(?:{ON_A_WEEKDAY})?"
_UNTIL = r"\s*(?:–|—|-|to|until|till|through|bis(?:\szum)?)\s*"
_WEEK_OF = (
    r"(?P<week_of>(?i:week\s+(?:of|commencing|beginning|starting)|w/c|Woche\s+(?:vom|ab|des))\s+"
    rf"(?:{ON_A_WEEKDAY})?)?"
)
_NTH = rf"(?P<nth>{NTH})"
_PART = (
    r"(?P<part>(?:the\s+)?(?:very\s+)?(?:end|beginning|start|middle)\s+of|early(?:\s+in)?|late(?:\s+in)?"
    r"|mid[- ]?|Anfang|Mitte|Ende)"
)
_HALF = r"(?P<month_half>first|second|erste|zweite)[nrms]?\s+(?:half\s+of|Hälfte(?:\s+des)?)"
_SEASON = "|".join(SEASON_OF)
_QUARTER = (
    r"(?P<quarter>[1-4])\.\s+Quartal"
    r"|(?P<quarter_word>(?i:first|second|third|fourth|(?:erste|zweite|dritte|vierte)[nmrs]?))"
    r"\s+(?:quarter|Quartal)"
)
# "14.3." needs a word or sign before it: at the start of a line it may as well be a section.
_BEFORE_SHORT = (
    rf"(?:\b(?i:{WEEKDAY}|mo|di|mi|do|fr|sa|so)\.?\s|(?<=\bam\s)|(?<=\bab\s)|(?<=\bbis\s)|(?<=\bvom\s)|(?<=\bzum\s)|(?<=\bder\s)|(?<=\bdem\s)"
    r"|(?<=\bden\s)|(?<=\bund\s)|(?<=\bon\s)|(?<=\bby\s)|(?<=[|:(,–-]\s)|(?<=[(–|])|(?<=\.-))"
)


@cache
def patterns() -> tuple[re.Pattern[str], ...]:
    """All forms; compiled when first needed, which a start of the application need not wait for."""
    return (
        re.compile(
            rf"(?<![\w.-]){_YEAR}(?P<sign>[-/])(?P<number>\d\d)(?P=sign)(?P<day>\d\d)(?![\w-])"
        ),
        re.compile(
            rf"(?<![\w.])(?:{_FROM})?(?P<day>\d{{1,2}})\.\s?(?P<number>\d{{1,2}})\."
            r"\s?(?P<year>(?:19|20)\d\d|\d\d(?![\d.:,]|\s?(?:Uhr|%|€)))(?!\w)"
        ),
        re.compile(
            rf"(?<![\w.])(?P<day>\d{{1,2}})\.\s?(?P<number>\d{{1,2}})\."
            rf"(?={_UNTIL}(?:{ON_A_WEEKDAY})?\d{{1,2}}\.\s?\d{{1,2}}\.)"
        ),
        re.compile(r"(?<![\w.])(?P<day>[0-3]\d)\.(?P<number>[01]\d)\.(?!\s?\d)"),
        re.compile(
            rf"{_BEFORE_SHORT}(?:(?P<from>\d{{1,2}})\.{_TO})?(?P<day>\d{{1,2}})\.(?P<number>\d{{1,2}})\."
            r"(?!\s?\d)"
        ),
        re.compile(rf"(?<![\w./])(?P<one>\d{{1,2}})/(?P<other>\d{{1,2}})/{_YEAR}(?![\w/])"),
        re.compile(
            rf"(?<![\w.,:]){_WEEK_OF}"
            rf"(?:{_FROM})?"
            rf"(?P<day>\d{{1,2}})(?:{_TH}|\.)(?:\s+of)?[\s-]+{_M}{_Y}"
        ),
        re.compile(
            rf"\b{_WEEK_OF}{_M}\s+(?P<from>\d{{1,2}}){_TH}"
            rf"(?:{_TO}(?P<day>\d{{1,2}}){_TH})?(?![\d%]|[.,:]\d){_Y}"
        ),
        re.compile(rf"(?i:\b{_NTH}\s+(?P<weekday>{WEEKDAY})\s+(?:of|in|im)(?:\s+the)?)\s+{_M}{_Y}"),
        re.compile(rf"(?i:\b{_NTH}\s+(?P<nth_week>week|Woche)\s+(?:of|in|im))\s+{_M}{_Y}"),
        re.compile(rf"(?i:\b{_NTH})\s+(?P<month>{MONTH})(?P<nth_week>woche)\b{_Y}"),
        re.compile(rf"(?i:\b(?P<ordinal>{ORDINAL_EN})\s+of)\s+{_M}{_Y}"),
        re.compile(rf"(?i:\b(?P<ordinal>(?:{ORDINAL_DE})[nmrs]?))\s+{_M}{_Y}"),
        re.compile(rf"\b(?i:{_PART})\s*{_M}{_Y}"),
        re.compile(
            rf"(?<!\d )(?<!\d\. )\b(?P<from_month>{MONTH})\b\.?{_UNTIL}{_M}(?!\s+\d{{1,2}}\b){_Y}"
        ),
        re.compile(
            rf"(?<=\bbetween\s)(?P<from_month>{MONTH})\s+and\s+{_M}(?!\s+\d{{1,2}}\b){_Y}"
        ),
        re.compile(
            rf"(?<=\bzwischen\s)(?P<from_month>{MONTH})\s+und\s+{_M}(?!\s+\d{{1,2}}\b){_Y}"
        ),
        re.compile(rf"\b(?i:{_HALF})\s+{_M}{_Y}"),
        re.compile(rf"(?i:\b(?P<month_half>erste|zweite)[nrms]?)\s+(?P<month>{MONTH})hälfte\b{_Y}"),
        re.compile(rf"(?<!\d){_YEAR}[\s-]Q(?P<quarter>[1-4])\b"),
        re.compile(
            rf"\b(?:(?i:{_PART})\s*)?Q(?P<quarter>[1-4])(?:[\s/]+(?:of\s+)?{_SHORT_YEAR})?\b"
        ),
        re.compile(rf"\b(?:{_QUARTER})(?:\s+(?:of\s+)?{_YEAR})?\b"),
        re.compile(rf"\bH(?P<half>[12])[\s/]+{_SHORT_YEAR}\b"),
        re.compile(rf"\b(?P<half>[12])\.\s?(?:Halbjahr|Hj\.?|HJ)[\s/]+{_YEAR}\b"),
        re.compile(
            rf"(?i:\b(?P<half_word>first|second|erste|zweite)[nrms]?\s+(?:half\s+of|Halbjahr|Jahreshälfte))"
            rf"\s+{_YEAR}\b"
        ),
        re.compile(
            r"(?<![\w-])(?i:KW|CW|calendar weeks|Kalenderwochen)\s?(?P<week>[1-5]?\d)"
            r"\s?(?:–|—|-|to|and|bis|und)\s?(?:[KC]W\s?)?(?P<last_week>[1-5]?\d)\b"
            rf"(?:\s*[/,]?\s*(?:of\s+)?{_YEAR}\b)?"
        ),
        re.compile(
            r"(?<![\w-])(?i:KW|CW|calendar week|Kalenderwoche|week)\s?(?P<week>[1-5]?\d)\b"
            rf"(?![\w%-]|[.,:]\d|\s?(?:–|bis|to|of\s+(?!(?:19|20))))(?:\s*[/,]?\s*(?:of\s+)?{_SHORT_YEAR}\b)?"
        ),
        re.compile(rf"(?i:\b(?P<season>{_SEASON})\s+(?:of\s+)?){_YEAR}\b"),
        re.compile(rf"\b(?i:{_PART})\s*{_YEAR}\b(?![.,]\d)"),
        re.compile(rf"(?<!\d )(?<!\d\. )\b{_M}\s+{_SHORT_YEAR}\b"),
        re.compile(
            rf"(?<![\w./])(?<!\D-)(?<!Nr\.\s)(?<!No\.\s)(?P<number>0?[1-9]|1[0-2])/{_YEAR}(?![\w/])"
        ),
        re.compile(rf"(?<![\w./-]){_YEAR}-(?P<number>0[1-9]|1[0-2])(?![\w-])"),
        re.compile(rf"(?<=\b(?:in|by|im|ab|of)\s){_M}(?!\s*\d)"),
    )  # fmt: skip
