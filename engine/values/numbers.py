"""Numbers in figures and words, English and German.

Own code: word2number knows English only and raises on ordinary prose, text2num rewrites a text
instead of giving places, and the large recognizers (quantulum3, recognizers-text, dateparser) are
slow to import, guess where they should abstain, or have not been released for years.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_SMALL = {
    word: number
    for words in (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen",
        "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn "
        "fünfzehn sechzehn siebzehn achtzehn neunzehn",
    )
    for number, word in enumerate(words.split())
} | {"ein": 1, "eine": 1, "einen": 1, "einem": 1, "einer": 1, "zwo": 2}
_TENS = {
    word: number * 10
    for words in (
        "twenty thirty forty fifty sixty seventy eighty ninety",
        "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    )
    for number, word in enumerate(words.split(), 2)
}
_SCALES = {
    Decimal(100): "hundred hundert",
    Decimal(1_000): "thousand tausend tsd k",
    Decimal(1_000_000): "million millions millionen mio mn m",
    Decimal(1_000_000_000): "billion billions milliarde milliarden mrd bn",
}
_SCALE_OF = {word: scale for scale, words in _SCALES.items() for word in words.split()}

_UNITS_EN = "one|two|three|four|five|six|seven|eight|nine"
_UNITS_DE = "ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun"
_TENS_EN = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_TENS_DE = "zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig"
_WORDS = (
    rf"(?:{_TENS_EN})(?:[- ](?:{_UNITS_EN}))?|(?:{_UNITS_DE})und(?:{_TENS_DE})|{_TENS_DE}"
    rf"|{'|'.join(sorted(_SMALL, key=len, reverse=True))}"
)
_GAP = "[ \u00a0\u202f\u2009]"
_FIGURES = rf"\d{{1,3}}(?:{_GAP}\d{{3}})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,'’]\d+)*"
_NUMBER = re.compile(
    r"(?<![\w.,:/-])(?:(?P<half>half a|eine halbe|a quarter of a)"
    rf"|(?P<figures>[-\u2212]?(?:{_FIGURES}))"
    rf"|(?P<words>(?:{_WORDS}|an?(?=\s+(?:hundred|thousand|million))|(?=hundert|tausend))))"
    rf"(?:(?:{_GAP}|-)?(?P<scale>hundred|thousand|(?:m|b)illions?|hundert|tausend|million(?:en)?"
    rf"|milliarden?|mio\b\.?|mrd\b\.?|tsd\b\.?|k\b|mn\b|bn\b|m(?=\b(?!²|³))))?(?![\w]|[.,:]\d)",
    re.IGNORECASE,
)
_FRACTIONS = {
    "half a": Decimal("0.5"),
    "eine halbe": Decimal("0.5"),
    "a quarter of a": Decimal("0.25"),
}


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text.

    Attributes:
        value: what it is worth.
        start: where it begins.
        end: one past its last character.
        is_word: whether it is written as a word.
    """

    value: Decimal
    start: int
    end: int
    is_word: bool


def numbers_in(text: str) -> Iterator[Number]:
    """The numbers of a text in their order."""
    for match in _NUMBER.finditer(text):
        scale = _SCALE_OF[match["scale"].casefold().rstrip(".")] if match["scale"] else Decimal(1)
        if match["half"]:
            if match["scale"]:
                yield Number(_FRACTIONS[match["half"].casefold()] * scale, *match.span(), True)
        elif match["figures"]:
            yield Number(parse_figures(match["figures"]) * scale, *match.span(), False)
        elif match[0]:
            yield Number(number_word(match["words"] or "") * scale, *match.span(), True)


def parse_figures(figures: str) -> Decimal:
    """The worth of "1.234,56", "1,234.56", "40 000", "9.000" or "0.5".

    A single separator before exactly three figures parts thousands; before any other number of them
    it is the decimal sign.
    """
    plain = re.sub(r"[\s\u00a0\u202f\u2009'’]", "", figures).replace("\u2212", "-")
    separators = [char for char in plain if char in ".,"]
    if not separators:
        return Decimal(plain)
    last = separators[-1]
    whole, _, rest = plain.rpartition(last)
    parts_thousands = len(rest) == 3 and whole.lstrip("-") != "0"
    if len(set(separators)) == 1 and (len(separators) > 1 or parts_thousands):
        return Decimal(re.sub(r"[.,]", "", plain))
    return Decimal(f"{re.sub(r'[.,]', '', whole)}.{rest}")


def number_word(word: str) -> Decimal:
    """The worth of "twelve", "twenty-one", "einundzwanzig"; 1 for "a" and for nothing."""
    known = word.casefold()
    if known in ("", "a", "an"):
        return Decimal(1)
    if known in _SMALL:
        return Decimal(_SMALL[known])
    if known in _TENS:
        return Decimal(_TENS[known])
    if german := re.fullmatch(rf"({_UNITS_DE})und({_TENS_DE})", known):
        return Decimal(_SMALL[german[1]] + _TENS[german[2]])
    tens, unit = re.split(r"[- ]", known)
    return Decimal(_TENS[tens] + _SMALL[unit])
