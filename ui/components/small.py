"""The smallest parts: a search field, a key cap, and what a place says while it is empty."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QPaintEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ui.components.labels import WrapLabel
from ui.components.painting import CENTER, fill_rounded, paint_icon, smooth_painter
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role


class SearchField(QLineEdit):
    """A field in a trough, with a lens and a cross that clears it."""

    def __init__(self, theme: Theme, placeholder: str, parent: QWidget | None = None) -> None:
        """The placeholder is also its name."""
        super().__init__(parent)
        self._theme = theme
        self.setProperty("isSearch", True)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self._lens = QAction(self)
        self.addAction(self._lens, QLineEdit.ActionPosition.LeadingPosition)
        theme.keep_icon(self._lens, Icon.SEARCH)
        self._clear = QAction(self.tr("Clear"), self)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        theme.keep_icon(self._clear, Icon.CLOSE)
        self._clear.setVisible(False)
        self._clear.triggered.connect(self.clear)
        self.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.setFont(self._theme.fonts.font(TextStyle.BODY))


class KeyCap(QLabel):
    """A key, such as Enter, beside the action it presses."""

    def __init__(self, theme: Theme, key: str, parent: QWidget | None = None) -> None:
        """Show ``key``."""
        super().__init__(key, parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)
        self._restyle()

    def sizeHint(self) -> QSize:
        """At least a square."""
        height = max(self._theme.fonts.px(18), self.fontMetrics().height() + 4)
        width = self.fontMetrics().horizontalAdvance(self.text()) + 11
        return QSize(max(width, height), height)

    def minimumSizeHint(self) -> QSize:
        """All of it."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint cap and key."""
        painter = smooth_painter(self)
        color = self._theme.color
        fill_rounded(painter, self.rect(), 4, color(Role.RAISED), color(Role.LINE2))
        painter.setPen(color(Role.TEXT2))
        painter.drawText(self.rect(), CENTER, self.text())

    def _restyle(self) -> None:
        font = self._theme.fonts.font(TextStyle.META)
        font.setWeight(font.Weight.Medium)
        self.setFont(font)
        self.updateGeometry()


class EmptyState(QWidget):
    """What a place says while it is empty: a heading, what happens next, and what can be done."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        text: str,
        icon: Icon | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Without an icon the heading stands where the first line of text will appear."""
        super().__init__(parent)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        if icon is not None:
            self._column.addWidget(_LargeIcon(theme, icon))
            self._column.addSpacing(8)
        style = TextStyle.HEADING if icon is None else TextStyle.TITLE
        self._column.addWidget(WrapLabel(theme, title, style))
        self._column.addWidget(WrapLabel(theme, text, TextStyle.BODY, Role.TEXT2))

    def add(self, widget: QWidget, *, is_wide: bool = False) -> None:
        """Add a link, a button, or with ``is_wide`` a bar, below."""
        self._column.addSpacing(6)
        alignment = Qt.AlignmentFlag(0) if is_wide else Qt.AlignmentFlag.AlignLeading
        self._column.addWidget(widget, 0, alignment)


class _LargeIcon(QWidget):
    """An icon 24 px high."""

    def __init__(self, theme: Theme, icon: Icon) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        theme.changed.connect(self._restyle)
        self._restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon."""
        painter = smooth_painter(self)
        paint_icon(painter, self._theme, self._icon, Role.TEXT2, self.rect())

    def _restyle(self) -> None:
        side = self._theme.fonts.px(24)
        self.setFixedSize(side, side)
        self.update()
