"""Whether a sentence states a hard limit: of law, contract, capacity or safety."""

import re
from collections.abc import Sequence

from engine.phases.compare import Place
from engine.phases.settle.agreement import is_about_same, shares_a_value, values_of
from engine.statements import in_words
from engine.subjects import subject_of
from engine.values import ValueKind, same_value

_LIMIT = re.compile(
    r"\b(?:at most|at least|(?:no|not) (?:more|fewer|less|later|earlier) than|max(?:imum|imal)?"
    r"|min(?:imum|imal)|up to|limit(?:s|ed)?|caps?|capped|capacity|ceiling|may not|must not|cannot"
    r"|can only|only \d|not exceed|deadline|expires?|notice period|sold out|fully booked"
    r"|fits?|holds?|seats?|allows?|permits?|permit|licen[cs]ed?|forbidden|prohibited|banned"
    r"|law|legal(?:ly)?|statut\w*|regulations?|contract(?:s|ual\w*)?|by contract|safety|unsafe"
    r"|gdpr|fire code|insur\w+"
    r"|höchstens|mindestens|maximal|bis zu|nicht (?:mehr|weniger|später|früher) als|obergrenze"
    r"|begrenzt|grenze|kapazität|darf|dürfen|verboten|unzulässig|gesetz\w*|recht(?:lich)?"
    r"|vertrag\w*|vertraglich|frist|sicherheit\w*|dsgvo|genehmig\w+|fasst|reicht (?:nur )?für)\b",
    re.IGNORECASE,
)


_MOST = re.compile(
    r"\b(?:can|capacity|room for|enough for|together|altogether|in all|in total|holds?|fits?"
    r"|handles?|manages?|allows?|up to|at most|(?:no|not) more than|max(?:imum|imal)?"
    r"|limit(?:s|ed)?|caps?|capped|ceiling|not exceed|only"
    r"|kann|können|kapazität|platz für|reicht|zusammen|insgesamt|schafft|schaffen|fasst|bis zu"
    r"|höchstens|maximal|nicht mehr als|obergrenze|begrenzt|nur)\b",
    re.IGNORECASE,
)
_BOUNDED = (ValueKind.MONEY, ValueKind.COUNT, ValueKind.DURATION, ValueKind.PERCENT)


def states_most(place: Place) -> bool:
    """Whether a statement says how much there can be."""
    return bool(_MOST.search(in_words(place.statement)))


def within_and_beyond(sides: Sequence[Place], limit: Place) -> tuple[list[Place], list[Place]]:
    """Which sides keep to the most that a sentence allows, and which have a figure beyond it."""
    within, beyond = [], []
    for side in sides:
        pairs = [
            (one.amount, most.amount)
            for one in values_of(side)
            for most in values_of(limit)
            if one.kind in _BOUNDED and same_value(one, most) is not None
        ]
        if any(amount > most for amount, most in pairs):
            beyond.append(side)
        elif pairs:
            within.append(side)
    return within, beyond


def states_limit(place: Place) -> bool:
    """Whether a statement, or the heading it stands under, speaks of a limit."""
    statement = place.statement
    return bool(_LIMIT.search(f"{statement.heading}. {in_words(statement)}"))


def is_limit_for(place: Place, sides: tuple[Place, ...]) -> bool:
    """Whether a sentence limits what the sides are about.

    One that states a limit need only share a word with a side; another sentence of the brief must
    be about the same thing.
    """
    words = set(subject_of(place.statement))
    if states_limit(place) and any(words & set(subject_of(side.statement)) for side in sides):
        return True
    is_meant = any(is_about_same(side, place) or shares_a_value(side, place) for side in sides)
    return place.is_binding and is_meant
