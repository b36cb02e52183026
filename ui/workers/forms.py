"""Which form the grid takes: every panel keeps 320 x 240, or the form changes."""

from dataclasses import dataclass
from enum import Enum, auto

LEAST_PANE_PX = (320, 240)
"""No panel is smaller."""

OVERVIEW_PX = 222

_ROW_PANE_PX = 340
"""Three or more side by side are read as columns, which must not be too thin."""

_GRID_PANE_PX = 280
"""Two rows of panels that show only a few lines are worse than one that shows many."""

_SINGLE_READER_PX = 480
_LIST_PX = 480
"""Below this, a list of tiles shows too few of them."""


class Arrangement(Enum):
    """What the grid is made of."""

    PANES = auto()
    """All panels, in rows."""
    OVERVIEW = auto()
    """A list of all workers, and one or two readers."""
    TABS = auto()
    """A row of tabs, and one reader."""


@dataclass(frozen=True, slots=True)
class Form:
    """The form of the grid.

    Attributes:
        arrangement: what it is made of.
        rows: how many panels stand in each row; two readers stand in one or below each other.
    """

    arrangement: Arrangement
    rows: tuple[int, ...]

    @property
    def places(self) -> int:
        """How many panels can be seen at once."""
        return sum(self.rows)

    @property
    def has_readers(self) -> bool:
        """Whether some workers are out of sight."""
        return self.arrangement is not Arrangement.PANES


def form_for(workers: int, width: int, height: int) -> Form:
    """The form for so many workers in so much room."""
    if workers <= 1:
        return Form(Arrangement.PANES, (1,))
    for rows in _ROWS.get(workers, ()):
        if _fit(rows, width, height):
            return Form(Arrangement.PANES, rows)
    if workers > 4 and height >= _LIST_PX:
        rest = width - OVERVIEW_PX - 1
        if rest >= 2 * _ROW_PANE_PX + 1:
            return Form(Arrangement.OVERVIEW, (2,))
        if rest >= _SINGLE_READER_PX and _fit((1, 1), rest, height):
            return Form(Arrangement.OVERVIEW, (1, 1))
        if rest >= _SINGLE_READER_PX:
            return Form(Arrangement.OVERVIEW, (1,))
    return Form(Arrangement.TABS, (1,))


_ROWS = {
    2: ((2,),),
    3: ((3,), (2, 1)),
    4: ((2, 2),),
    6: ((3, 3),),
}
"""The rows to try for so many workers, the best first."""


def _fit(rows: tuple[int, ...], width: int, height: int) -> bool:
    most = max(rows)
    needed = _ROW_PANE_PX if most > 2 else LEAST_PANE_PX[0]
    least_height = LEAST_PANE_PX[1] if len(rows) == 1 else _GRID_PANE_PX
    return (
        width - (most - 1) >= most * needed and height - (len(rows) - 1) >= len(rows) * least_height
    )
