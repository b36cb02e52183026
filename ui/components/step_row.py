"""One step of a run in the dock: where it is, in an icon, a title and a sentence."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.components.icon_mark import IconMark
from ui.components.labels import ElidedLabel, WrapLabel
from ui.components.progress import ShareBar
from ui.components.state_chip import ChipState, state_icon, state_word
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.theme.tokens import Role


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
        self._icon = IconMark(theme, *state_icon(step.state))
        self._title = ElidedLabel(theme, style=TextStyle.CONTROL)
        self._sentence = WrapLabel(theme, style=TextStyle.SMALL, role=Role.TEXT2)
        self._bar = ShareBar(theme, step.title)
        # The line's room is kept, so that the rows below do not move when it comes and goes.
        policy = self._bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(policy)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        words.addSpacing(5)
        words.addWidget(self._bar)
        icon_column = QVBoxLayout()
        icon_column.addSpacing(2)
        icon_column.addWidget(self._icon)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addLayout(icon_column)
        # A stretch below the icon would do the same, and make the row grow with its surroundings.
        row.setAlignment(icon_column, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.show_step(step)

    def show_step(self, step: Step) -> None:
        """Show where the step is now."""
        self._icon.show_icon(*state_icon(step.state))
        self._title.setText(step.title)
        is_ahead = step.state in (ChipState.QUEUED, ChipState.WAITING)
        self._title.set_role(Role.TEXT2 if is_ahead else Role.TEXT)
        self._sentence.setText(step.sentence)
        self._bar.setVisible(step.share is not None)
        self._bar.show_share(step.share or 0)
        self.setAccessibleName(f"{step.title}, {state_word(step.state)}")
        self.setAccessibleDescription(step.sentence)
