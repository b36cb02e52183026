"""A text from afar: a few lines as long as its own, with ticks where quotes stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from ui.components.topic_badge import Badge, BadgeStatus, badge_role
from ui.markdown.badges import QuoteStatus
from ui.markdown.quotes import QuoteMark
from ui.theme.tokens import Role

ROWS = 5
_FULL_LINE = 72
"""A source line of so many characters fills a row of the sketch."""

_BADGES = {
    QuoteStatus.DECIDED: BadgeStatus.DECIDED,
    QuoteStatus.OPEN: BadgeStatus.OPEN,
    QuoteStatus.OUT_OF_DATE: BadgeStatus.OUT_OF_DATE,
}


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a tile shows of a text.

    Attributes:
        rows: how much of each row is filled, from 0 to 1.
        ticks: the row of each quote, and its colour.
    """

    rows: tuple[float, ...] = ()
    ticks: tuple[tuple[int, Role], ...] = ()


def sketch_of(text: str, marks: Sequence[QuoteMark]) -> Sketch:
    """The sketch of a text: lines chosen evenly over it, so that it looks like the whole."""
    lines = _lines(text)
    if not lines:
        return Sketch()
    count = min(ROWS, len(lines))
    chosen = [lines[index * len(lines) // count] for index in range(count)]
    ticks = {
        (min(count - 1, mark.start * count // max(1, len(text))), _tick_role(mark))
        for mark in marks
    }
    return Sketch(
        tuple(max(0.12, min(1.0, length / _FULL_LINE)) for length in chosen), tuple(sorted(ticks))
    )


def _lines(text: str) -> list[int]:
    """The lengths of the lines on a screen; long source lines are several."""
    lengths = []
    for line in text.splitlines():
        left = len(line.strip())
        while left > 0:
            lengths.append(min(left, _FULL_LINE))
            left -= _FULL_LINE
    return lengths


def _tick_role(mark: QuoteMark) -> Role:
    return badge_role(Badge(mark.number, mark.topic, _BADGES[mark.status]))
