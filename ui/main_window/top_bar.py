"""The bar above a run: what it is, which view of it, and the main action."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.activity import RunStatus
from models.run import Run
from ui.components.button_base import ButtonSize
from ui.components.buttons import IconButton, PrimaryButton, SecondaryButton
from ui.components.labels import ElidedLabel
from ui.components.pane import Pane
from ui.components.switcher import Segment, SegmentedSwitcher
from ui.components.tool_tips import plain_tool_tip
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role
from ui.workers.wording import seconds

WORKERS, CONTRADICTIONS, PLAN = "workers", "contradictions", "plan"

_HEIGHT_PX = 50
_VIEWS_NAMED_FROM_PX = 1000
_AGAIN_NAMED_FROM_PX = 1150
"""Of the page: a window of 1200 px has a rail beside it."""

_TITLE_MIN_PX = 120


class TopBar(Pane):
    """Title, view switcher and actions.

    Attributes:
        view_chosen: the key of a view.
        runs_toggled: show or hide the runs.
        stop_all_wanted: stop the run.
        run_again_wanted: a new run with the same brief.
        export_wanted: write it to a file.
        view_shown: another view is marked as the current one.
    """

    view_shown = Signal()
    view_chosen = Signal(str)
    runs_toggled = Signal()
    stop_all_wanted = Signal()
    run_again_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show no run yet."""
        super().__init__(theme, Role.CHROME, parent)
        self.setFixedHeight(theme.fonts.px(_HEIGHT_PX))
        self._toggle = IconButton(theme, Icon.SIDEBAR, self.tr("Show or hide runs"))
        self._toggle.clicked.connect(self.runs_toggled)
        self._title = ElidedLabel(theme, style=TextStyle.HEADING)
        self._subtitle = ElidedLabel(theme, style=TextStyle.META, role=Role.TEXT2)
        segments = [
            Segment(WORKERS, self.tr("Workers"), Icon.WORKERS, "Ctrl+1"),
            Segment(CONTRADICTIONS, self.tr("Contradictions"), Icon.COMPARE, "Ctrl+2"),
            Segment(PLAN, self.tr("Plan"), Icon.DOCUMENT, "Ctrl+3"),
        ]
        self._switcher = SegmentedSwitcher(theme, segments, self.tr("View"))
        self._switcher.chosen.connect(self.view_chosen)
        self._stop = SecondaryButton(theme, self.tr("Stop all"), Icon.STOP, ButtonSize.DEFAULT)
        self._stop.clicked.connect(self.stop_all_wanted)
        self._again_words = self.tr("Run again")
        self._again = SecondaryButton(theme, self._again_words, Icon.AGAIN, ButtonSize.DEFAULT)
        self._again.setAccessibleName(self._again_words)
        self._again.setToolTip(plain_tool_tip(self._again_words))
        self._again.clicked.connect(self.run_again_wanted)
        self._export = PrimaryButton(theme, self.tr("Export"), Icon.EXPORT, ButtonSize.DEFAULT)
        self._plain_export = SecondaryButton(
            theme, self.tr("Export"), Icon.EXPORT, ButtonSize.DEFAULT
        )
        for button in (self._export, self._plain_export):
            button.clicked.connect(self.export_wanted)
        self._can_export = False
        self._is_whole = False
        self._lay_out()

    def _lay_out(self) -> None:
        names = QWidget()
        names.setMinimumWidth(_TITLE_MIN_PX)
        column = QVBoxLayout(names)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch()
        column.addWidget(self._title)
        column.addWidget(self._subtitle)
        column.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self._toggle)
        row.addWidget(names, 1)
        row.addWidget(self._switcher)
        actions = QWidget()
        buttons = QHBoxLayout(actions)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(8)
        buttons.addStretch()
        for button in (self._stop, self._again, self._plain_export, self._export):
            buttons.addWidget(button)
        row.addWidget(actions, 1)

    def show_run(self, run: Run, *, is_working: bool, is_stale: bool) -> None:
        """Show what a run is and what can be done with it.

        Args:
            run: the run.
            is_working: whether it is at work now.
            is_stale: its plan is out of date: writing it again is the main action then, not export.
        """
        self._title.setText(run.brief.title)
        self._subtitle.setText(f"{run.team.name} · {self._state(run, is_working=is_working)}")
        self._stop.setVisible(is_working)
        self._again.setVisible(not is_working)
        self._can_export = not is_working
        self._is_whole = run.plan is not None and run.plan.is_complete and not is_stale
        self._show_export()

    @property
    def current(self) -> str:
        """The key of the view that is marked as the current one."""
        return self._switcher.current

    @property
    def is_showing_contradictions(self) -> bool:
        """Whether the contradictions alone are the current view."""
        return self.current == CONTRADICTIONS

    def show_view(self, key: str) -> None:
        """Mark a view as the current one."""
        self._switcher.show_current(key)
        self._show_export()
        self.view_shown.emit()

    def show_toggle(self, *, is_wanted: bool) -> None:
        """Offer to show or hide the runs, where the rail does not."""
        self._toggle.setVisible(is_wanted)

    def _show_export(self) -> None:
        # Where one decides, saving is the main action (UI.md §1.2).
        leads = self._is_whole and self.current != CONTRADICTIONS
        self._export.setVisible(self._can_export and leads)
        self._plain_export.setVisible(self._can_export and not leads)

    def fit(self, width_px: int) -> None:
        """Leave words to tooltips where there is no room, in the order of UI.md §2."""
        px = self._theme.fonts.px
        self._switcher.set_icon_only(width_px < px(_VIEWS_NAMED_FROM_PX))
        self._again.setText("" if width_px < px(_AGAIN_NAMED_FROM_PX) else self._again_words)
        self._again.updateGeometry()

    def _state(self, run: Run, *, is_working: bool) -> str:
        if is_working:
            return self.tr("running")
        return {
            RunStatus.COMPLETE: seconds(run.last_s),
            RunStatus.PARTIAL: self.tr("{0} of {1} finished").format(
                len(run.evidence), len(run.contributions)
            ),
            RunStatus.STOPPED: self.tr("stopped"),
            RunStatus.FAILED: self.tr("no plan"),
            RunStatus.RUNNING: self.tr("interrupted"),
        }[run.status]
