"""Whether a sentence states a hard limit: of law, contract, capacity or safety."""

import re

from engine.phases.compare import Place
from engine.phases.settle.agreement import is_about_same, shares_a_value
from engine.statements import in_words
from engine.subjects import subject_of

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
