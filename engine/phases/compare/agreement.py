"""Whether two statements are about the same thing, and whether their values agree or clash."""

from engine.phases.compare.finding import Place
from engine.subjects import subject_of, subject_overlap
from engine.values import TypedValue, same_value, values_in

_SAME_SUBJECT = 0.34
"""From this overlap on, two statements are taken to be about the same thing."""

_MOST_VALUES = 50
"""No sentence has more; a table pasted as one paragraph may."""


def values_of(place: Place) -> tuple[TypedValue, ...]:
    """The values of a statement."""
    return values_in(place.statement)[:_MOST_VALUES]


def is_about_same(a: Place, b: Place) -> bool:
    """Whether two statements share enough of their words."""
    return subject_overlap(subject_of(a.statement), subject_of(b.statement)) >= _SAME_SUBJECT


def is_said_within(a: Place, b: Place) -> bool:
    """Whether all words of ``a`` are among those of ``b``."""
    return set(subject_of(a.statement)) <= set(subject_of(b.statement))


def shares_a_value(a: Place, b: Place) -> bool:
    """Whether some value of the one stands in the other too, in whatever words."""
    return any(same_value(one, other) for one in values_of(a) for other in values_of(b))


def agrees(a: Place, b: Place) -> bool:
    """Whether two statements share a value and have none that clash."""
    return shares_a_value(a, b) and not clashes(a, b)


def says_the_same(a: Place, b: Place) -> bool:
    """Whether two statements share a value of each kind that both have, in whatever words.

    More than to agree: a date in common is not enough where one has another price.
    """
    ours, theirs = values_of(a), values_of(b)
    same = {one.kind for one in ours for other in theirs if same_value(one, other)}
    both = {one.kind for one in ours} & {one.kind for one in theirs}
    return bool(same) and same == both


def clashes(a: Place, b: Place) -> bool:
    """Whether two statements have different values for the same thing.

    A value that stands in the other statement as well is settled there, so it clashes with nothing:
    "launch on 11 May, webinar on 25 May" does not clash with "launch on 11 May".
    """
    ours, theirs = values_of(a), values_of(b)
    ours_alone = [one for one in ours if not _is_among(one, theirs)]
    theirs_alone = [one for one in theirs if not _is_among(one, ours)]
    return any(
        same_value(one, other) is False and (_share_a_word(one, other) or is_about_same(a, b))
        for one in ours_alone
        for other in theirs_alone
    )


def _is_among(value: TypedValue, others: tuple[TypedValue, ...]) -> bool:
    return any(same_value(value, other) for other in others)


def _share_a_word(a: TypedValue, b: TypedValue) -> bool:
    return bool(set(a.subject) & set(b.subject))
