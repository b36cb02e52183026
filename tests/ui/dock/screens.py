"""What a user sees of a widget, and what is cut off from it."""

from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QLabel, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.components.button_base import PaintedButton
from ui.components.labels import ElidedLabel, WrapLabel

W = TypeVar("W", bound=QWidget)


def shown(qtbot: QtBot, widget: W, width: int = 492, height: int = 785) -> W:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    with qtbot.waitExposed(widget):
        widget.show()
    settle()
    return widget


def settle() -> None:
    """Let layouts learn in further rounds what inner ones need at their new width."""
    for _round in range(6):
        QCoreApplication.sendPostedEvents()


def said(widget: QWidget) -> str:
    """Every visible word."""
    settle()
    return "\n".join(_words(widget))


def _words(widget: QWidget) -> Iterator[str]:
    for one in widget.findChildren(QWidget):
        if not one.isVisibleTo(widget):
            continue
        if isinstance(one, (QLabel, QAbstractButton)):
            yield one.text()
        elif isinstance(one, QTextEdit):
            yield one.toPlainText()


def button(widget: QWidget, text: str) -> QAbstractButton:
    """The visible button with that label."""
    settle()
    found = [
        one
        for one in widget.findChildren(QAbstractButton)
        if one.isVisibleTo(widget) and text in (one.text(), one.accessibleName())
    ]
    assert len(found) == 1, (text, [one.text() for one in found])
    return found[0]


def clipped(widget: QWidget) -> list[str]:
    """Words that are cut off, or stand outside of what can be scrolled to."""
    found = []
    for one in widget.findChildren(QWidget):
        if not one.isVisibleTo(widget) or not isinstance(one, (QLabel, PaintedButton)):
            continue
        left = one.mapTo(widget, QPoint(0, 0)).x()
        if one.text() and not (left >= 0 and left + one.width() <= widget.width()):
            found.append(f"outside: {one.text()}")
        if one.text() and _is_cut(one):
            found.append(f"cut: {one.text()}")
    return found


def _is_cut(one: QLabel | PaintedButton) -> bool:
    if isinstance(one, WrapLabel):
        return one.height() < one.heightForWidth(one.width())
    metrics = QFontMetrics(one.font())
    if one.height() < metrics.height():
        return True
    is_elided = isinstance(one, ElidedLabel)
    return not is_elided and one.width() < metrics.boundingRect(one.text()).width()
