"""The regions of the window, which F6 walks through (UI.md §8)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the window.

    Attributes:
        place: all of it.
        enter: puts the keyboard where work goes on in it; ``None`` for its first control.
    """

    place: QWidget
    enter: Callable[[], None] | None = None


def step_region(regions: Sequence[Region], step: int) -> None:
    """Move the keyboard to the next (1) or the previous (-1) region that can take it."""
    there = [one for one in regions if one.place.isVisible()]
    focused = QApplication.focusWidget()
    inside = [at for at, one in enumerate(there) if _has(one.place, focused)]
    start = inside[0] if inside else (-1 if step > 0 else 0)
    for distance in range(1, len(there) + 1):
        region = there[(start + step * distance) % len(there)]
        _enter(region)
        if _has(region.place, QApplication.focusWidget()):
            return


def _enter(region: Region) -> None:
    if region.enter is not None:
        region.enter()
        return
    target = next(_controls(region.place), None)
    if target is not None:
        target.setFocus(Qt.FocusReason.TabFocusReason)


def _controls(place: QWidget) -> Iterator[QWidget]:
    """What Tab reaches in a place, in the order of Tab."""
    widget: QWidget | None = place
    while widget is not None:
        takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if _has(place, widget) and takes_tab and widget.isVisible() and widget.isEnabled():
            yield widget
        widget = widget.nextInFocusChain()
        if widget is place:
            return


def _has(place: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and (place is widget or place.isAncestorOf(widget))
