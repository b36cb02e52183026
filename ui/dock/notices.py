"""What the run wants to be known: one line, and the rest on request."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.components.button_base import ButtonSize
from ui.components.buttons import LinkButton
from ui.components.icon_mark import IconMark
from ui.components.labels import WrapLabel
from ui.components.pane import Hairline
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role


class NoticeStrip(QWidget):
    """The newest notice; a link shows the others. Not there where there are none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Not there."""
        super().__init__(parent)
        self._notices: tuple[str, ...] = ()
        self._is_open = False
        self._text = WrapLabel(theme, "", TextStyle.SMALL, Role.TEXT2)
        self.more = LinkButton(theme, "", size=ButtonSize.COMPACT)
        self.more.clicked.connect(self._toggle)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._text)
        words.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        icon = IconMark(theme, Icon.INFO, Role.TEXT3)
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(10)
        row.addWidget(icon)
        row.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(Hairline(theme))
        self.hide()

    def show_notices(self, notices: tuple[str, ...]) -> None:
        """Show these."""
        if notices == self._notices:
            return
        self._notices = notices
        self._show()

    def _toggle(self) -> None:
        self._is_open = not self._is_open
        self._show()

    def _show(self) -> None:
        count = len(self._notices)
        self.setVisible(count > 0)
        shown = self._notices if self._is_open else self._notices[-1:]
        self._text.setText("\n".join(shown))
        self.setAccessibleName(self.tr("Notices"))
        self.setAccessibleDescription(" ".join(shown))
        self.more.setVisible(count > 1)
        more = self.tr("{count} more").format(count=count - 1)
        self.more.setText(self.tr("Show only the newest") if self._is_open else more)
