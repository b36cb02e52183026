"""Whether a sentence states a hard limit: of law, contract, capacity or safety."""

import re
from collections.abc import Iterator, Sequence

from engine.phases.compare import Place
from engine.phases.compare.agreement import is_about_same, shares_a_value, values_of
from engine.statements import in_words
from engine.subjects import content_words, subject_of
from engine.values import ValueKind, same_value

_BOUND = re.compile(
    r"\b(?:at most|at least|(?:no|not) (?:more|fewer|less|later|earlier) than|max(?:imum|imal)?"
    r"|min(?:imum|imal)|up to|limit(?:s|ed)?|caps?|capped|ceiling|may not|must not|cannot"
    r"|can only|only|not exceed|deadline|expires?|notice period|fits?|holds?|seats?|allows?"
    r"|permits|höchstens|mindestens|maximal|bis zu|nicht (?:mehr|weniger|später|früher) als"
    r"|spätestens|obergrenze|begrenzt|grenze|darf|dürfen|frist|nur|fasst|reicht (?:nur )?für)\b",
    re.IGNORECASE,
)
"""Words that bound the value beside them; alone they say nothing: "the tone fits both"."""

_GROUND = re.compile(
    r"\b(?:law|legal(?:ly)?|illegal|statut\w*|regulations?|contract(?:s|ual\w*)?|safety|unsafe"
    r"|licen[cs]e[sd]?|permit|forbidden|prohibited|banned|gdpr|fire code|insur\w+|capacity"
    r"|sold out|fully booked|\w*gesetz(?:e|es|en|lich\w*)?|\w*rechtlich\w*|\w*verordnung\w*"
    r"|\w*vorschrift\w*|\w*vertrag(?:s|es|lich\w*)?|\w*verträgen?|\w*sicherheit|unsicher"
    r"|\w*lizenz\w*|\w*genehmig\w+|verboten\w*|unzulässig\w*|dsgvo|brandschutz\w*"
    r"|versicher\w+|\w*kapazität\w*|ausverkauft|ausgebucht)\b",
    re.IGNORECASE,
)
"""Words of law, contract, licence, safety and capacity: they need no value beside them."""

_BESIDE_CHARS = 40
_CLAUSE_END = re.compile(r"[.;!?](?:\s|$)")

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


def is_hard_limit(place: Place, sides: Sequence[Place]) -> bool:
    """Whether a side is a limit that the others cannot go beyond.

    A value with its bound is one. Words of law and the like are one only for what another side
    speaks of too.
    """
    own = set(_words_of(place))
    return states_bound(place) or (
        _names_ground(place) and any(own & set(_words_of(one)) for one in sides if one != place)
    )


def states_bound(place: Place) -> bool:
    """Whether a statement has a value with a word of limit beside it, or in its title."""
    statement, values = place.statement, values_of(place)
    if values and _BOUND.search(" ".join((statement.heading, *statement.columns))):
        return True
    bounds = [one.span() for one in _BOUND.finditer(statement.quote)]
    return any(
        _are_beside(statement.quote, bound, (value.start, value.end))
        for bound in bounds
        for value in values
    )


def _are_beside(text: str, a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether hardly anything stands between two places, and no end of a clause."""
    between = text[min(a[1], b[1]) : max(a[0], b[0])]
    return len(between) <= _BESIDE_CHARS and not _CLAUSE_END.search(between)


def _names_ground(place: Place) -> bool:
    statement = place.statement
    return bool(_GROUND.search(f"{statement.heading}. {in_words(statement)}"))


def _words_of(place: Place) -> Iterator[str]:
    """The stems of a statement without those of its heading, which many statements stand under."""
    return (stem for stem, _ in content_words(in_words(place.statement)))


def is_limit_for(place: Place, sides: tuple[Place, ...]) -> bool:
    """Whether a sentence limits what the sides are about.

    One that states a limit need only share a word with a side; another sentence of the brief must
    be about the same thing.
    """
    words = set(subject_of(place.statement))
    is_limit = states_bound(place) or _names_ground(place)
    if is_limit and any(words & set(subject_of(side.statement)) for side in sides):
        return True
    is_meant = any(is_about_same(side, place) or shares_a_value(side, place) for side in sides)
    return place.is_binding and is_meant
