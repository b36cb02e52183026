"""What the user has called no contradiction in earlier runs is known again, and shown last."""

from collections.abc import Sequence

from engine.subjects import content_words
from models.contradiction import Contradiction
from models.rules import Dismissal

_SAME_WORDS = 0.6
"""Two subjects are the same from this share of all their words on.

Less would demote what was never dismissed: "press launch day" has half of "public launch date".
"""


def was_dismissed(one: Contradiction, dismissals: Sequence[Dismissal]) -> bool:
    """Whether it is between the same specialists, of the same kind, and on the same subject."""
    specialists = tuple(sorted(side.specialist for side in one.sides))
    return any(
        specialists == tuple(sorted(earlier.specialists))
        and one.topic is earlier.topic
        and _is_same_subject(one.title, earlier.subject)
        for earlier in dismissals
    )


def _is_same_subject(a: str, b: str) -> bool:
    ours, theirs = ({word for word, _ in content_words(text)} for text in (a, b))
    if not (ours and theirs):
        return a.casefold().split() == b.casefold().split()
    return len(ours & theirs) >= _SAME_WORDS * len(ours | theirs)
