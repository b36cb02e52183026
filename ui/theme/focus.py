"""The focus ring: around the focused widget, and only while the keyboard is used."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QFocusFrame,
    QLineEdit,
    QMenu,
    QMenuBar,
    QWidget,
)

_SHOW_FOCUS_THEMSELVES = (QAbstractScrollArea, QLineEdit, QAbstractSpinBox, QMenu, QMenuBar)
"""Fields have an accent edge and panes an accent line on top."""


class KeyboardFocus(QObject):
    """Puts Qt's focus frame, which `ParallelStyle` draws, on the focused widget."""

    def __init__(self, application: QApplication, parent: QObject) -> None:
        """Watch the focus of the whole application."""
        super().__init__(parent)
        self._is_by_keyboard = False
        self._frame: QFocusFrame | None = None
        application.focusChanged.connect(self._move)
        application.focusWindowChanged.connect(self._watch)
        self._watch(application.focusWindow())

    def ring_target(self) -> QWidget | None:
        """The widget that has the ring."""
        return self._frame.widget() if self._frame else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice what the user uses, before it moves the focus."""
        # Only windows are watched: a filter on the application would see every event of every
        # widget while texts are streaming.
        if event.type() == QEvent.Type.KeyPress:
            self._set_by_keyboard(True)
        elif event.type() == QEvent.Type.MouseButtonPress:
            self._set_by_keyboard(False)
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            # Installing a filter twice moves it to the front; it is never called twice.
            window.installEventFilter(self)

    def _set_by_keyboard(self, is_by_keyboard: bool) -> None:
        if is_by_keyboard != self._is_by_keyboard:
            self._is_by_keyboard = is_by_keyboard
            self._move(None, QApplication.focusWidget())

    def _move(self, _old: QWidget | None, now: QWidget | None) -> None:
        wants = now is not None and self._is_by_keyboard
        if not wants or isinstance(now, _SHOW_FOCUS_THEMSELVES):
            now = None
        if self._frame is None:
            if now is None:
                return
            # Qt's from the start: collected by Python, it would vanish from a window being painted.
            self._frame = QFocusFrame(now.window())
            # It goes with the window it was last in.
            self._frame.destroyed.connect(self._forget)
        self._frame.setWidget(now)  # type: ignore[arg-type] # None takes it away; the stub is wrong

    def _forget(self) -> None:
        self._frame = None
