"""One line of the brief above the panels; all of it on request."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from models.brief import Brief
from ui.components.buttons import LinkButton
from ui.components.icon_mark import IconMark
from ui.components.labels import ElidedLabel
from ui.components.pane import Hairline, Pane
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role

_LINE_PX = 32
_LARGEST_SHARE = 0.4


class BriefStrip(Pane):
    """The brief and its fixed facts, folded to a line.

    Attributes:
        toggled: all of it is shown now, or one line again.
    """

    toggled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show no brief yet."""
        super().__init__(theme, Role.SURFACE, parent)
        self._line = ElidedLabel(theme, style=TextStyle.SMALL, role=Role.TEXT2)
        self._toggle = LinkButton(theme, self.tr("Show"))
        self._toggle.clicked.connect(self.toggle)
        self._whole = QPlainTextEdit()
        self._whole.setReadOnly(True)
        self._whole.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self._whole.setAccessibleName(self.tr("Brief and fixed facts"))
        self._whole.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._whole.hide()
        head = QWidget()
        head.setFixedHeight(theme.fonts.px(_LINE_PX))
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(IconMark(theme, Icon.BRIEF))
        row.addWidget(ElidedLabel(theme, self.tr("Brief"), TextStyle.LABEL))
        row.addWidget(self._line, 1)
        row.addWidget(self._toggle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._whole)
        column.addWidget(Hairline(theme))
        self._brief: Brief | None = None

    @property
    def is_open(self) -> bool:
        """Whether all of it is shown."""
        return not self._whole.isHidden()

    def show_brief(self, brief: Brief) -> None:
        """Show a brief, folded."""
        if brief is self._brief:
            return
        self._brief = brief
        words = [line.strip().lstrip("#>*- ") for line in brief.text.splitlines()]
        self._line.setText(" ".join(filter(None, words)))
        facts = "".join(f"\n• {fact.sentence}" for fact in brief.facts)
        heading = "\n\n" + self.tr("Fixed facts") + facts if facts else ""
        self._whole.setPlainText(brief.text.strip() + heading)
        self._fold()

    def toggle(self) -> None:
        """Show all of it, or one line."""
        if self.is_open:
            self._fold()
            self.toggled.emit()
            return
        self._whole.setFixedHeight(round(self.window().height() * _LARGEST_SHARE))
        self._whole.show()
        self._toggle.setText(self.tr("Hide"))
        self.toggled.emit()
        self._whole.setFocus()

    def _fold(self) -> None:
        self._whole.hide()
        self._toggle.setText(self.tr("Show"))
