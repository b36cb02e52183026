"""The upper part of the dock while a plan is on its way: who works, and the four steps."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.run import Run
from models.settings import SYNTHESIZER_ROLE
from ui.components.labels import ElidedLabel
from ui.components.pane import Hairline
from ui.components.state_chip import Chip, ChipState, StateChip
from ui.components.step_row import Step, StepRow
from ui.dock.steps import steps_of, synthesizer_chip
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.theme.tokens import Role

_PASSED = (ChipState.DONE, ChipState.WAITING)


class ProgressPart(QWidget):
    """The synthesizer's name, model and state, and its steps."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """No run yet."""
        super().__init__(parent)
        self._shown: tuple[Step, ...] = ()
        self._is_short = False
        self._llm = ElidedLabel(theme, "", TextStyle.SMALL, Role.TEXT2)
        self.chip = StateChip(theme, Chip(ChipState.WAITING))
        self.rows = tuple(StepRow(theme, Step(ChipState.WAITING, "", "")) for _step in range(4))
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 6)
        head.setSpacing(10)
        head.addWidget(ElidedLabel(theme, self.tr("Synthesizer"), TextStyle.HEADING))
        head.addWidget(self._llm, 1)
        head.addWidget(self.chip)
        inner = QVBoxLayout()
        inner.setContentsMargins(20, 12, 20, 10)
        inner.setSpacing(10)
        inner.addLayout(head)
        for row in self.rows:
            inner.addWidget(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(inner)
        column.addWidget(Hairline(theme))

    def show_run(self, run: Run) -> None:
        """Show where each step is."""
        seats = (one.llm for one in run.seats if one.role == SYNTHESIZER_ROLE)
        self._llm.setText(next(seats, ""))
        self.chip.show_chip(synthesizer_chip(run))
        steps = steps_of(run)
        for row, step, before in zip(self.rows, steps, self._before(), strict=True):
            if step != before:
                row.show_step(step)
        self._shown = steps
        self._show_rows()

    def set_short(self, is_short: bool) -> None:
        """Without room, show only the step that is under way."""
        self._is_short = is_short
        self._show_rows()

    def _before(self) -> tuple[Step | None, ...]:
        return self._shown or (None,) * len(self.rows)

    def _show_rows(self) -> None:
        states = [step.state for step in self._shown] or [ChipState.WAITING] * len(self.rows)
        under_way = [at for at, state in enumerate(states) if state not in _PASSED]
        waiting = [at for at, state in enumerate(states) if state is ChipState.WAITING]
        kept = set(under_way or waiting[:1] or [len(states) - 1])
        for at, row in enumerate(self.rows):
            row.setVisible(not self._is_short or at in kept)
