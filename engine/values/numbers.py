"""Numbers in figures and words, English and German.

Own code: the large recognizers (quantulum3, recognizers-text, dateparser, price-parser) are slow to
import, guess where they should abstain, give no places, or have not been released for years.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from engine.values.number_words import NUMBER_WORDS, number_word

_SCALES = {
    Decimal(12): "dozen dutzend",
    Decimal(100): "hundred hundert",
    Decimal(1_000): "thousand tausend tsd k",
    Decimal(1_000_000): "million millions millionen mio mn m",
    Decimal(1_000_000_000): "billion billions milliarde milliarden mrd bn",
}
_SCALE_OF = {word: scale for scale, words in _SCALES.items() for word in words.split()}

_GAP = "[ \u00a0\u202f\u2009]"
_FIGURES = rf"\d{{1,3}}(?:{_GAP}\d{{3}})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,'’]\d+)*"
_FRACTIONS = {
    "half a": Decimal("0.5"),
    "half an": Decimal("0.5"),
    "a half": Decimal("0.5"),
    "an half": Decimal("0.5"),
    "eine halbe": Decimal("0.5"),
    "ein halbes": Decimal("0.5"),
    "ein halber": Decimal("0.5"),
    "einen halben": Decimal("0.5"),
    "einem halben": Decimal("0.5"),
    "einer halben": Decimal("0.5"),
    "quarter of a": Decimal("0.25"),
    "quarter of an": Decimal("0.25"),
    "a quarter of a": Decimal("0.25"),
    "a quarter of an": Decimal("0.25"),
    "three quarters of a": Decimal("0.75"),
    "three quarters of an": Decimal("0.75"),
    "one and a half": Decimal("1.5"),
    "two and a half": Decimal("2.5"),
    "three and a half": Decimal("3.5"),
    "½": Decimal("0.5"),
    "¼": Decimal("0.25"),
    "¾": Decimal("0.75"),
    "1/2": Decimal("0.5"),
    "1/4": Decimal("0.25"),
    "3/4": Decimal("0.75"),
}
_BEFORE_MILLIONS = re.compile(
    r"(?:[€$£¥]|\b(?:EUR|USD|GBP|CHF))[\s*_]*(?:[\d.,]+(?:\s?[–—-]\s?| to | bis ))?$", re.IGNORECASE
)
_BEHIND_MILLIONS = re.compile(r"\s?(?:[€$£¥]|(?:EUR|USD|GBP|CHF)\b)", re.IGNORECASE)
_ROUND_WORD = re.compile(r"(hundred|thousand|hundert|tausend)$", re.IGNORECASE)
_HALF_OF_TIME = re.compile(r"[\s-](?:hours?|days?|years?|stunden?|tage?|jahre?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text.

    Attributes:
        value: what it is worth.
        start: where it begins.
        end: one past its last character.
        is_word: whether it is written as a word.
        scale: the thousand, million and so on that is in the value.
        low: for a range the lower end; ``value`` is the upper one.
    """

    value: Decimal
    start: int
    end: int
    is_word: bool
    scale: Decimal = Decimal(1)
    low: Decimal | None = None


@cache
def _pattern() -> re.Pattern[str]:
    """Compiled when first needed, which a start of the application need not wait for."""
    return re.compile(
        # A hyphen may lead from one number to the next: "10-12", "5%-7%".
        r"(?:(?<![\w.,:/-])|(?<=[\d%€$£k]-)(?=\d))(?:"
        r"(?P<half>half an?|an? half|eine halbe|ein halbe[sr]|eine[nmr] halben"
        r"|(?:a )?quarter of an?|three quarters of an?"
        r"|(?:one|two|three) and a half)"
        rf"|(?P<figures>(?<![^\s(|*_€$£])[-\u2212](?:{_FIGURES})|(?:{_FIGURES}))(?:{_GAP}?(?P<more>[½¼¾]|(?<={_GAP})(?:1/2|[13]/4)(?![\w/])))?"
        # In "40.000,– €" the dash stands for no cents.
        r"(?:[.,][-–—]{1,2}(?!\d))?"
        r"|(?P<only>[½¼¾])"
        rf"|(?P<words>{NUMBER_WORDS}"
        r"|an?(?=\s+(?:million|dozen|fortnight|(?:hour|day|week|month|year)\s+and\s+a\s+half)))"
        r")"
        rf"(?:(?:{_GAP}|-)?(?P<scale>hundred|thousand|dozen|(?:m|b)illions?|hundert|tausend|dutzend"
        r"|million(?:en)?|milliarden?|mio\b\.?|mrd\b\.?|tsd\b\.?|k\b|mn\b|bn\b|m(?=\b(?!²|³))))?"
        # German adjectives are written in one word with theirs: "zweiwöchig".
        r"(?!(?!(?:minüt|stünd|täg|wöch|monat|jähr)ig)\w|[.,:]\d)",
        re.IGNORECASE,
    )


def numbers_in(text: str) -> Iterator[Number]:
    """The numbers of a text in their order."""
    for match in _pattern().finditer(text):
        scale, end = _scale(match, text)
        if half := match["half"]:
            is_whole = " and a half" in half.casefold()
            if match["scale"] or is_whole or _HALF_OF_TIME.match(text, end):
                yield Number(_FRACTIONS[half.casefold()] * scale, match.start(), end, True, scale)
        elif match["figures"]:
            value = parse_figures(match["figures"]) + _FRACTIONS.get(match["more"], Decimal(0))
            yield Number(value * scale, match.start(), end, False, scale)
        elif match["only"]:
            yield Number(_FRACTIONS[match["only"]] * scale, match.start(), end, False, scale)
        elif match[0]:
            value = number_word(match["words"]) * scale
            if round_word := _ROUND_WORD.search(match["words"] or ""):
                scale *= _SCALE_OF[round_word[1].casefold()]
            yield Number(value, match.start(), end, True, scale)


def _scale(match: re.Match[str], text: str) -> tuple[Decimal, int]:
    """What the scale behind a number makes of it, and where both end.

    A bare "m" means millions only of money; of anything else it is metres, or a name.
    """
    word = (match["scale"] or "").casefold().rstrip(".")
    if not word:
        return Decimal(1), match.end()
    if word == "m" and not (
        _BEFORE_MILLIONS.search(text, max(0, match.start() - 16), match.start())
        or _BEHIND_MILLIONS.match(text, match.end())
    ):
        number = match[0][:-1].rstrip()
        return Decimal(1), match.start() + len(number)
    return _SCALE_OF[word], match.end()


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
