"""Where the quotes of both sides are seen."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from ui.contradictions.side_text import SideText


def quote_tops(view: QWidget) -> list[int]:
    """How far below the top of ``view`` the quote of each side begins, from left to right."""
    texts = [one for one in view.findChildren(SideText) if one.isVisible()]
    texts.sort(key=lambda one: one.mapTo(view, QPoint(0, 0)).x())
    return [
        one.viewport().mapTo(view, QPoint(0, 0)).y()
        + round(one.quote[0])
        - one.verticalScrollBar().value()
        for one in texts
    ]
