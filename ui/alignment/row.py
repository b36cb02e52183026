"""The last row beside the contradictions: whether the parts fit."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.alignment import Alignment
from ui.alignment import words
from ui.components.icon_mark import IconMark
from ui.components.labels import ElidedLabel
from ui.contradictions.row import ListRow, RowSlot
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role


class AlignmentRow(ListRow):
    """Asks whether the parts fit, and says how much does not."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Nothing is known yet."""
        super().__init__(theme, 54, parent)
        self.setCheckable(True)
        title = ElidedLabel(theme, self.tr("Do the parts fit?"), TextStyle.CONTROL)
        self._status = ElidedLabel(theme, style=TextStyle.SMALL, role=Role.TEXT2)
        icon = IconMark(theme, Icon.RULE, Role.TEXT2, 18)
        box = QHBoxLayout()
        # As wide as the badges in the rows above, whose points reach out of their square.
        box.setContentsMargins(2, 0, 2, 0)
        box.addWidget(icon)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addStretch()
        lines.addWidget(title)
        lines.addWidget(self._status)
        lines.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(14 - RowSlot.INSET_PX, 4, 14 - RowSlot.INSET_PX, 4)
        row.setSpacing(10)
        row.addLayout(box)
        row.addLayout(lines, 1)
        for part in (title, self._status, icon):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(title.text())

    def show_alignment(self, alignment: Alignment | None) -> None:
        """Say how much does not fit."""
        said = words.summary_line(alignment) if alignment is not None else ""
        self._status.setText(said)
        self.setAccessibleDescription(said)

    def nextCheckState(self) -> None:
        """Pressing the selected one leaves it selected."""
        self.setChecked(True)

    @property
    def fill(self) -> Role | None:
        """The selected one is filled."""
        return Role.SELECT if self.isChecked() else super().fill
