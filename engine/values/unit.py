"""What a number counts."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number counts.

    Attributes:
        name: currency code, noun stem, or empty.
        start: how far the unit reaches to the left of the text.
        end: how far it reaches to the right.
        factor: what one unit is worth in the unit that values of the kind are held in.
        more: what is added: the half of "a year and a half".
    """

    name: str
    start: int
    end: int
    factor: Decimal = Decimal(1)
    more: Decimal = Decimal(0)
