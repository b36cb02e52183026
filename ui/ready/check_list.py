"""What was checked before the run, a row for each check."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.components.button_base import ButtonSize
from ui.components.buttons import LinkButton
from ui.components.icon_mark import IconMark
from ui.components.labels import ElidedLabel, WrapLabel
from ui.ready.checks import Check
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.theme.tokens import Role


class CheckList(QWidget):
    """Shows checks.

    Attributes:
        check_wanted: the user wants another look at the server.
        setup_wanted: the user wants to know how to set up Ollama.
    """

    check_wanted = Signal()
    setup_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Nothing was checked yet."""
        super().__init__(parent)
        self._theme = theme
        self._checks: tuple[Check, ...] = ()
        self._rows: list[QWidget] = []
        self._rows_column = QVBoxLayout()
        self._rows_column.setSpacing(8)
        self._links = QWidget()
        self._links.hide()
        links = QHBoxLayout(self._links)
        links.setContentsMargins(26, 0, 0, 0)
        links.setSpacing(16)
        for text, signal in (
            (self.tr("Check again"), self.check_wanted),
            (self.tr("Show what to do"), self.setup_wanted),
        ):
            link = LinkButton(theme, text, size=ButtonSize.COMPACT)
            link.clicked.connect(signal)
            links.addWidget(link)
        links.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(ElidedLabel(theme, self.tr("Before you run"), TextStyle.HEADING))
        column.addLayout(self._rows_column)
        column.addWidget(self._links)

    @property
    def checks(self) -> tuple[Check, ...]:
        """What is shown."""
        return self._checks

    def show_checks(self, checks: tuple[Check, ...]) -> None:
        """Show how the checks came out."""
        if checks == self._checks:
            return
        self._checks = checks
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [_row(self._theme, one) for one in checks]
        for row in self._rows:
            self._rows_column.addWidget(row)
        self._links.setVisible(any(one.is_about_server and one.blocks for one in checks))


def _row(theme: Theme, check: Check) -> QWidget:
    row = QWidget()
    row.setAccessibleName(check.title)
    row.setAccessibleDescription(" ".join(one for one in (check.detail, check.remedy) if one))
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(WrapLabel(theme, check.title, TextStyle.BODY))
    for text in (check.detail, check.remedy):
        if text:
            words.addWidget(WrapLabel(theme, text, TextStyle.SMALL, Role.TEXT2))
    icon = QVBoxLayout()
    icon.addSpacing(2)
    icon.addWidget(IconMark(theme, check.level.icon, check.level.role))
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(10)
    line.addLayout(icon)
    line.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
    line.addLayout(words, 1)
    return row
