"""The dock when there is no room for it: one line at the bottom of the window."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.run import Run
from ui.components.button_base import ButtonSize
from ui.components.buttons import FlatButton
from ui.components.icon_mark import IconMark
from ui.components.labels import ElidedLabel
from ui.components.pane import Hairline, Pane
from ui.components.state_chip import ChipState, state_icon
from ui.contradictions.checked import compared_line
from ui.contradictions.findings import findings_of
from ui.contradictions.words import count_line
from ui.dock.steps import synthesizer_chip, worker_counts
from ui.plan.coverage import staleness_of
from ui.plan.outcome import outcome_of
from ui.plan.situation import Situation, situation_of
from ui.plan.words import stale_sentence
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role

_HEIGHT_PX = 40


class SynthesizerBar(Pane):
    """Says in one line what the dock says, and opens it.

    Attributes:
        opened: the user wants the dock.
    """

    opened = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """No run yet."""
        super().__init__(theme, Role.RAISED, parent)
        self._theme = theme
        self._run: Run | None = None
        self._is_live = False
        self._icon = IconMark(theme, Icon.CLOCK)
        self.line = ElidedLabel(theme, "", TextStyle.SMALL, Role.TEXT2)
        self.show_button = FlatButton(theme, self.tr("Show"), Icon.UP, ButtonSize.COMPACT)
        self.show_button.setAccessibleName(self.tr("Show synthesizer"))
        self.show_button.clicked.connect(self.opened)
        row = QHBoxLayout()
        row.setContentsMargins(14, 0, 10, 0)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(ElidedLabel(theme, self.tr("Synthesizer"), TextStyle.HEADING))
        row.addWidget(self.line, 1)
        row.addWidget(self.show_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline(theme))
        column.addLayout(row, 1)
        theme.changed.connect(self._set_height)
        self._set_height()

    def show_run(self, run: Run, *, is_live: bool = False) -> None:
        """Show ``run`` as it is now; ``is_live`` tells whether somebody works on it."""
        if run is self._run and is_live == self._is_live:
            return
        self._run, self._is_live = run, is_live
        state, line = bar_line(run, is_live=is_live)
        self._icon.show_icon(*state_icon(state))
        self.line.setText(line)

    def show_open(self, *, is_open: bool) -> None:
        """Say whether the dock is shown above, and what the button does about it."""
        self.show_button.setText(self.tr("Hide") if is_open else self.tr("Show"))
        self.show_button.set_icon(Icon.DOWN if is_open else Icon.UP)
        name = self.tr("Hide synthesizer") if is_open else self.tr("Show synthesizer")
        self.show_button.setAccessibleName(name)

    def _set_height(self) -> None:
        self.setFixedHeight(self._theme.fonts.px(_HEIGHT_PX))


def bar_line(run: Run, *, is_live: bool) -> tuple[ChipState, str]:
    """A state and a line for all the dock says."""
    findings = findings_of(run)
    counts = count_line(findings)
    if situation_of(run, is_live=is_live) is Situation.WORKING:
        chip = synthesizer_chip(run)
        parts = [worker_counts(run.contributions), counts]
        return chip.state, " · ".join(part for part in parts if part)
    if not counts and findings.comparison is not None:
        counts = compared_line(findings.comparison, 0)
    if outcome := outcome_of(run, is_live=is_live):
        return ChipState.NEEDS_YOU, " · ".join(
            part for part in (outcome.notice.title, counts) if part
        )
    if staleness := staleness_of(run):
        return ChipState.OUT_OF_DATE, stale_sentence(run, staleness)
    needs_you = any(one.needs_you for one in findings.standing)
    return ChipState.NEEDS_YOU if needs_you else ChipState.DONE, counts
