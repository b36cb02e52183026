"""One line of the brief above the panels; all of it on request."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
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
_MEASURE_PX = 720
_LEFT_PX, _RIGHT_PX, _ABOVE_PX = 36, 16, 6


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
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def is_open(self) -> bool:
        """Whether all of it is shown."""
        return not self._whole.isHidden()

    def show_brief(self, brief: Brief) -> None:
        """Show a brief, folded."""
        if brief is self._brief:
            return
        self._brief = brief
        lines = [line.strip().lstrip("#>*- ") for line in brief.text.splitlines()]
        words = [line for line in lines if line]
        if len(words) > 1 and words[0] == brief.title:
            del words[0]  # it stands in the bar above
        self._line.setText(" ".join(words))
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines short enough to be read."""
        super().resizeEvent(event)
        self._keep_measure()

    def _keep_measure(self) -> None:
        begin, px = _LEFT_PX, self._theme.fonts.px
        end = max(_RIGHT_PX, self.width() - begin - px(_MEASURE_PX))
        left, right = (end, begin) if self.isRightToLeft() else (begin, end)
        self._whole.setViewportMargins(left, _ABOVE_PX, right, _ABOVE_PX)

    def _restyle(self) -> None:
        self._whole.setFont(self._theme.fonts.font(TextStyle.BRIEF))
        self._keep_measure()

    def _fold(self) -> None:
        self._whole.hide()
        self._toggle.setText(self.tr("Show"))
