"""Staying at the end of a text that grows, until the reader looks elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QPushButton

from ui.markdown.style import ReadingColours

_NEAR_PX = 1
_PILL_MARGIN_PX = 12
_PILL_HEIGHT_PX = 26


class TailFollower(QObject):
    """Keeps a scroll area at its end.

    Only the reader ends that: by wheel, key, scroll bar or selection. Text that arrives, a new size
    or another style never scroll a view whose reader has scrolled.

    Signals:
        followed: whether the view follows from now on.
    """

    followed = Signal(bool)

    def __init__(self, view: QAbstractScrollArea) -> None:
        """Follow the end of ``view`` from the start."""
        super().__init__(view)
        self._view = view
        self._is_following = True
        self._is_growing = False
        self._is_ours = False
        self._pill = QPushButton(self.tr("Jump to latest"), view)
        self._pill.setCursor(Qt.CursorShape.PointingHandCursor)
        self._pill.setFixedHeight(_PILL_HEIGHT_PX)
        self._pill.clicked.connect(self.jump)
        self._pill.hide()
        bar = view.verticalScrollBar()
        bar.rangeChanged.connect(self._stay)
        bar.valueChanged.connect(self._moved)
        view.viewport().installEventFilter(self)

    @property
    def is_following(self) -> bool:
        """Whether the view stays at the end."""
        return self._is_following

    def restyle(self, colours: ReadingColours) -> None:
        """Colour the button; its font stays the interface's."""
        self._pill.setStyleSheet(
            f"QPushButton {{ background: {colours.surface}; color: {colours.accent};"
            f" border: 1px solid {colours.line2}; border-radius: {_PILL_HEIGHT_PX // 2}px;"
            " padding: 0 12px; }"
            f"QPushButton:hover {{ background: {colours.sunken}; }}"
        )

    def grow(self, is_growing: bool) -> None:
        """Say whether more text is to come: only then is there a latest to jump to."""
        self._is_growing = is_growing
        self._show_pill()

    def start(self, is_following: bool) -> None:
        """Begin anew with another text."""
        self._set(is_following)
        self._stay()

    def jump(self) -> None:
        """Go to the end and follow it again."""
        self._set(True)
        self._stay()

    def let_go(self) -> None:
        """The reader looks elsewhere, such as at a quote or a selection."""
        if not self._is_ours:
            self._set(False)

    @contextmanager
    def keeping_still(self) -> Iterator[None]:
        """While the view scrolls for reasons of its own, which say nothing about the reader."""
        was_ours, self._is_ours = self._is_ours, True
        try:
            yield
        finally:
            self._is_ours = was_ours
            self._stay()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the button in its corner."""
        if event.type() == QEvent.Type.Resize:
            self._place_pill()
        return super().eventFilter(watched, event)

    def _moved(self, value: int) -> None:
        if not self._is_ours:
            self._set(value >= self._view.verticalScrollBar().maximum() - _NEAR_PX)

    def _stay(self) -> None:
        if self._is_following:
            bar = self._view.verticalScrollBar()
            was_ours, self._is_ours = self._is_ours, True
            bar.setValue(bar.maximum())
            self._is_ours = was_ours

    def _set(self, is_following: bool) -> None:
        if is_following is not self._is_following:
            self._is_following = is_following
            self.followed.emit(is_following)
        self._show_pill()

    def _show_pill(self) -> None:
        self._pill.setVisible(self._is_growing and not self._is_following)
        self._place_pill()

    def _place_pill(self) -> None:
        self._pill.adjustSize()
        area = self._view.viewport().geometry()
        left = area.right() - self._pill.width() - _PILL_MARGIN_PX
        if self._view.isRightToLeft():
            left = area.left() + _PILL_MARGIN_PX
        self._pill.move(left, area.bottom() - self._pill.height() - _PILL_MARGIN_PX)
        self._pill.raise_()
