"""One step of a run in the dock: where it is, in an icon, a title and a sentence."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.components.labels import ElidedLabel, WrapLabel
from ui.components.painting import mirrored, paint_icon, smooth_painter
from ui.components.progress import ShareBar
from ui.components.state_chip import ChipState, state_icon, state_word
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.theme.tokens import Role

_INDENT_PX = 26


@dataclass(frozen=True, slots=True)
class Step:
    """What a row shows.

    Attributes:
        state: gives the icon.
        title: the step's name.
        sentence: where it is, in words.
        share: how much is done, from 0 to 1, where that is known.
    """

    state: ChipState
    title: str
    sentence: str
    share: float | None = None


class StepRow(QWidget):
    """Shows a `Step`."""

    def __init__(self, theme: Theme, step: Step, parent: QWidget | None = None) -> None:
        """Show ``step``."""
        super().__init__(parent)
        self._theme = theme
        self._step = step
        self._title = ElidedLabel(theme, style=TextStyle.CONTROL)
        self._sentence = WrapLabel(theme, style=TextStyle.SMALL, role=Role.TEXT2)
        self._bar = ShareBar(theme, step.title)
        column = QVBoxLayout(self)
        column.setSpacing(0)
        for part in (self._title, self._sentence):
            column.addWidget(part)
        column.addSpacing(3)
        column.addWidget(self._bar)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.show_step(step)

    def show_step(self, step: Step) -> None:
        """Show where the step is now."""
        self._step = step
        self._title.setText(step.title)
        is_ahead = step.state in (ChipState.QUEUED, ChipState.WAITING)
        self._title.set_role(Role.TEXT2 if is_ahead else Role.TEXT)
        self._sentence.setText(step.sentence)
        # The line's room is kept, so that the rows below do not move when it comes and goes.
        policy = self._bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(policy)
        self._bar.setVisible(step.share is not None)
        self._bar.show_share(step.share or 0)
        self.setAccessibleName(f"{step.title}, {state_word(step.state)}")
        self.setAccessibleDescription(step.sentence)
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Title and sentence on a narrow column."""
        return self.layout().minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon beside the title."""
        painter = smooth_painter(self)
        icon, role = state_icon(self._step.state)
        size = self._theme.fonts.px(16)
        top = self._title.y() + (self._title.height() - size) // 2
        rect = QRect(0, top, size, size)
        paint_icon(painter, self._theme, icon, role, mirrored(self, rect))

    def _restyle(self) -> None:
        self.layout().setContentsMargins(self._theme.fonts.px(_INDENT_PX), 0, 0, 0)
        self.update()
