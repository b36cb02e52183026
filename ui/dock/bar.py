"""The dock when there is no room for it: one line at the bottom of the window."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.run import Run
from ui.components.button_base import ButtonSize
from ui.components.buttons import FlatButton, PrimaryButton
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
from ui.plan.pane import head_of
from ui.plan.situation import Situation, situation_of
from ui.plan.words import stale_line
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role

_HEIGHT_PX = 40


class SynthesizerBar(Pane):
    """Says in one line what the dock says, and opens it.

    Attributes:
        opened: the user wants the dock.
        update_requested: only what is out of date in the plan should be written again.
    """

    opened = Signal()
    update_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """No run yet."""
        super().__init__(theme, Role.RAISED, parent)
        self._theme = theme
        self._run: Run | None = None
        self._is_live = False
        self._is_open = False
        self._icon = IconMark(theme, Icon.CLOCK)
        self.line = ElidedLabel(theme, "", TextStyle.SMALL, Role.TEXT2)
        self.show_button = FlatButton(theme, self.tr("Show"), Icon.UP, ButtonSize.COMPACT)
        self.show_button.setAccessibleName(self.tr("Show synthesizer"))
        self.show_button.clicked.connect(self.opened)
        self.update_button = PrimaryButton(theme, "", Icon.AGAIN, ButtonSize.COMPACT)
        self.update_button.clicked.connect(self.update_requested)
        self.update_button.hide()
        row = QHBoxLayout()
        row.setContentsMargins(14, 0, 10, 0)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(ElidedLabel(theme, self.tr("Synthesizer"), TextStyle.HEADING))
        row.addWidget(self.line, 1)
        row.addWidget(self.update_button)
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
        icon, role, line = bar_line(run, is_live=is_live)
        self._icon.show_icon(icon, role)
        self.line.setText(line)
        self.update_button.setText(head_of(run, None, is_live=is_live).update)
        self._show_button()

    def show_open(self, *, is_open: bool) -> None:
        """Say whether the dock is shown above, and what the button does about it."""
        self._is_open = is_open
        self._show_button()
        self.show_button.setText(self.tr("Hide") if is_open else self.tr("Show"))
        self.show_button.set_icon(Icon.DOWN if is_open else Icon.UP)
        name = self.tr("Hide synthesizer") if is_open else self.tr("Show synthesizer")
        self.show_button.setAccessibleName(name)

    def _show_button(self) -> None:
        """An open dock has the button itself."""
        self.update_button.setVisible(bool(self.update_button.text()) and not self._is_open)

    def _set_height(self) -> None:
        self.setFixedHeight(self._theme.fonts.px(_HEIGHT_PX))


def bar_line(run: Run, *, is_live: bool) -> tuple[Icon, Role, str]:
    """An icon with its colour, and a line, for all the dock says."""
    findings = findings_of(run)
    counts = count_line(findings)
    if situation_of(run, is_live=is_live) is Situation.WORKING:
        chip = synthesizer_chip(run)
        parts = [worker_counts(run.contributions), counts]
        return *state_icon(chip.state), " · ".join(part for part in parts if part)
    if not counts and findings.comparison is not None:
        counts = compared_line(findings.comparison, 0)
    if outcome := outcome_of(run, is_live=is_live):
        tone, title = outcome.notice.tone, outcome.notice.title
        return tone.icon, tone.role, " · ".join(part for part in (title, counts) if part)
    if staleness := staleness_of(run):
        return *state_icon(ChipState.OUT_OF_DATE), stale_line(staleness)
    needs_you = any(one.needs_you for one in findings.standing)
    return *state_icon(ChipState.NEEDS_YOU if needs_you else ChipState.DONE), counts
