"""Number words in English and German: how they look, and what they are worth.

num2words only writes them, word2number reads English alone and raises on ordinary prose, and
text2num rewrites a text instead of giving places.
"""

import re
from decimal import Decimal

_UNITS = (
    "one two three four five six seven eight nine",
    "ein zwei drei vier fünf sechs sieben acht neun",
)
_SMALL = {
    word: number
    for words in (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen",
        "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn "
        "fünfzehn sechzehn siebzehn achtzehn neunzehn",
    )
    for number, word in enumerate(words.split())
} | {"ein": 1, "eine": 1, "einen": 1, "einem": 1, "einer": 1, "eines": 1, "zwo": 2, "a": 1, "an": 1}
_TENS = {
    word: number * 10
    for words in (
        "twenty thirty forty fifty sixty seventy eighty ninety",
        "zwanzig dreissig vierzig fünfzig sechzig siebzig achtzig neunzig",
    )
    for number, word in enumerate(words.split(), 2)
}
_HALVES = {
    "anderthalb": Decimal("1.5"),
    "eineinhalb": Decimal("1.5"),
    "einundeinhalb": Decimal("1.5"),
    "zweieinhalb": Decimal("2.5"),
    "dreieinhalb": Decimal("3.5"),
    "viereinhalb": Decimal("4.5"),
    "fünfeinhalb": Decimal("5.5"),
}


_UNIT_EN = _UNITS[0].replace(" ", "|")
_UNIT_DE = _UNITS[1].replace(" ", "|")
_TEEN_EN = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TEEN_DE = "(?:drei|vier|fünf|sech|sieb|acht|neun)zehn|elf|zwölf|zehn"
_TENS_EN = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_TENS_DE = "zwanzig|drei(?:ß|ss)ig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig"
_BELOW_100_EN = rf"(?:(?:{_TENS_EN})(?:[- ](?:{_UNIT_EN}))?|{_TEEN_EN}|{_UNIT_EN})"
_BELOW_1000_EN = (
    rf"(?:(?:{_BELOW_100_EN}|an?)[ -]hundred(?:(?: and)? {_BELOW_100_EN})?|{_BELOW_100_EN})"
)
_BELOW_100_DE = rf"(?:(?:(?:{_UNIT_DE})und)?(?:{_TENS_DE})|{_TEEN_DE}|eins|{_UNIT_DE})"
_BELOW_1000_DE = rf"(?:(?:{_UNIT_DE})?hundert(?:und)?(?:{_BELOW_100_DE})?|{_BELOW_100_DE})"

NUMBER_WORDS = (
    rf"{'|'.join(sorted(_HALVES, key=len, reverse=True))}"
    rf"|(?:{_BELOW_1000_EN}|a) thousand(?:,?(?: and)? {_BELOW_1000_EN})?"
    rf"|(?:{_BELOW_1000_DE})?tausend(?:und)?(?:{_BELOW_1000_DE})?"
    rf"|{_BELOW_1000_EN}|{_BELOW_1000_DE}|zero|null|zwo|eine[nmrs]?"
)
"""A pattern, case aside, for the words that ``number_word`` can read."""


def number_word(word: str) -> Decimal:
    """The worth of "twelve", "two hundred and fifty", "einundzwanzig"; 1 for "a" and for nothing.

    Raises:
        ValueError: it is no number word.
    """
    known = word.casefold()
    if known == "":
        return Decimal(1)
    if known in _HALVES:
        return _HALVES[known]
    if known in _SMALL:
        return Decimal(_SMALL[known])
    return Decimal(_german(known) if _is_german(known) else _english(known))


def _is_german(word: str) -> bool:
    return " " not in word and "-" not in word and word not in _TENS


def _english(words: str) -> int:
    total = current = 0
    for word in re.split(r"[\s,-]+", words):
        if word == "thousand":
            total, current = total + (current or 1) * 1_000, 0
        elif word == "hundred":
            current = (current or 1) * 100
        elif word != "and":
            current += _small(word)
    return total + current


def _german(word: str) -> int:
    for unit, worth in (("tausend", 1_000), ("hundert", 100)):
        before, found, after = word.partition(unit)
        if found:
            count = _german(before) if before else 1
            rest = after.removeprefix("und")
            return count * worth + (_german(rest) if rest else 0)
    if word in _SMALL or word in _TENS:
        return _small(word)
    unit, found, tens = word.partition("und")
    if not found:
        raise ValueError(f"{word!r} is no number word")
    return _small(unit) + _small(tens)


def _small(word: str) -> int:
    number = _SMALL.get(word, _TENS.get(word))
    if number is None:
        raise ValueError(f"{word!r} is no number word")
    return number
