"""Lengths, areas, volumes, weights, speeds and power behind a number or in a column title."""

import re
from decimal import Decimal

from engine.values.unit import Unit

_MEASURES = {
    ("metr", Decimal("0.001")): "mm millimetre millimetres millimeter millimetern",
    ("metr", Decimal("0.01")): "cm centimetre centimetres zentimeter zentimetern",
    ("metr", Decimal(1)): "m metre metres meter meters metern",
    ("metr", Decimal(1_000)): "km kilometre kilometres kilometer kilometers kilometern",
    ("square metr", Decimal(1)): "m² m2 qm sqm quadratmeter quadratmetern",
    ("cubic metr", Decimal(1)): "m³ m3 cbm kubikmeter kubikmetern",
    ("gram", Decimal(1)): "g gram grams gramm",
    ("gram", Decimal(1_000)): "kg kilo kilos kilogram kilograms kilogramm",
    ("gram", Decimal(1_000_000)): "t tonne tonnes tonnen",
    ("litr", Decimal("0.001")): "ml",
    ("litr", Decimal(1)): "l litre litres liter liters litern",
    ("kilometr an hour", Decimal(1)): "km/h kmh kph",
    ("mil an hour", Decimal(1)): "mph",
    ("watt", Decimal(1_000)): "kw kilowatt kilowatts",
    ("watt", Decimal(1_000_000)): "mw megawatt megawatts",
}  # fmt: skip
_MEASURE_OF = {word: one for one, words in _MEASURES.items() for word in words.split()}
_MEASURE_NAMES = frozenset(
    f"{more}{name}" for name, _ in _MEASURES for more in ("", "square ", "cubic ")
)
_MEASURE = re.compile(
    rf"(?:[\s-]|(?=[a-z]))(?P<more>(?:square|cubic)[ -])?"
    rf"(?!(?-i:[GT])\b|t-)(?P<unit>{'|'.join(sorted(_MEASURE_OF, key=len, reverse=True))})(?!\w)",
    re.IGNORECASE,
)


def measure_in(text: str, start: int, end: int) -> Unit | None:
    """The length, area, volume, weight or power that a number is given in."""
    match = _MEASURE.match(text, end)
    if not match:
        return None
    name, factor = _MEASURE_OF[match["unit"].casefold()]
    more = (match["more"] or "").casefold().replace("-", " ")
    return Unit(more + name, start, match.end(), factor)


def measure_of_title(title: str) -> Unit | None:
    """The unit that a column title names: "kg", "Mass (kg)", "Area in m²"."""
    for word in re.findall(r"[\w²³/]+", title):
        if word.casefold() in _MEASURE_OF and (len(word) > 1 or f"({word})" in title):
            name, factor = _MEASURE_OF[word.casefold()]
            return Unit(name, 0, 0, factor)
    return None


def is_measure(unit: str) -> bool:
    """Whether a unit is one of length, area, volume, weight or power rather than a thing."""
    return unit in _MEASURE_NAMES
