"""A search field."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme


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
        self.textChanged.connect(self._offer_to_clear)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _offer_to_clear(self, text: str) -> None:
        self._clear.setVisible(bool(text))

    def _restyle(self) -> None:
        self.setFont(self._theme.fonts.font(TextStyle.BODY))
