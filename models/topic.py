"""The kinds of disagreement. Without pydantic: the theme needs them before the first paint."""

from enum import StrEnum


class Topic(StrEnum):
    """The five kinds of disagreement; each has a shape and a colour on the screen."""

    WHO = "who"
    """Who is addressed and what is promised."""
    HOW = "how"
    """Motion, scope, rules."""
    WHEN = "when"
    """Dates and order."""
    MUCH = "much"
    """Money, counts, targets."""
    OWN = "own"
    """Who decides and who does it."""
