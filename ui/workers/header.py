"""The head of a panel: who writes, where it is, and what can be done about it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.components.buttons import IconButton
from ui.components.labels import ElidedLabel
from ui.components.state_chip import Chip, ChipState, StateChip
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role
from ui.workers.parts_label import PartsLabel
from ui.workers.status import Situation, WorkerStatus
from ui.workers.wording import chip_label, translate

HEADER_PX = 46
COMPACT_HEADER_PX = 34
_NUMBER_PX = 16
_SPACING_PX = 2


class PanelHeader(QWidget):
    """Number, name, a line about the answer, the state, and actions that are never dead.

    Attributes:
        stop_requested: end this worker.
        copy_requested: put its text on the clipboard.
        rerun_requested: let it write anew.
        menu_requested: open the menu below the button.
        pin_toggled: keep it in its reader, or not.
    """

    stop_requested = Signal()
    copy_requested = Signal()
    rerun_requested = Signal()
    menu_requested = Signal()
    pin_toggled = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nobody yet."""
        super().__init__(parent)
        self._theme = theme
        self._is_compact = False
        self._wanted: tuple[IconButton, ...] = ()
        self._number = ElidedLabel(theme, style=TextStyle.META_STRONG, role=Role.TEXT3)
        self._name = ElidedLabel(theme, style=TextStyle.HEADING)
        self._meta = PartsLabel(theme, style=TextStyle.META, role=Role.TEXT2)
        self._chip = StateChip(theme, Chip(ChipState.QUEUED))
        self._make_buttons(theme)
        self._lay_out()
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def name(self) -> str:
        """Whose panel it is."""
        return self._name.text()

    @property
    def is_name_elided(self) -> bool:
        """Whether only a part of the name can be seen."""
        return self._name.is_elided

    @property
    def meta(self) -> str:
        """The line under the name."""
        return self._meta.text()

    @property
    def chip(self) -> str:
        """The word of the state."""
        return self._chip.text()

    def show_status(self, status: WorkerStatus, meta: Sequence[str]) -> None:
        """Show where the worker is, with ``meta`` under the name."""
        situation = status.situation
        self._number.setText(str(status.number))
        if self._name.text() != status.contribution.specialist:
            self._name.setText(status.contribution.specialist)
        self.show_meta(meta)
        chip = Chip(status.chip_state, chip_label(status))
        if chip.label != self._chip.text():
            self._chip.show_chip(chip)
        self._wanted = self._actions(status, situation)
        self._show_actions()

    def show_meta(self, meta: Sequence[str]) -> None:
        """Change the line under the name only, as the seconds pass."""
        self._meta.show_parts(meta)

    def block_rerun(self, reason: str) -> None:
        """Say why nothing can run again; an empty reason lets it."""
        self.rerun.set_blocked(reason)

    def set_compact(self, is_compact: bool) -> None:
        """Leave number, name and state to a tab."""
        self._is_compact = is_compact
        for one in (self._number, self._name, self._chip):
            one.setHidden(is_compact)
        self._restyle()
        self._show_actions()

    def show_pin(self, is_offered: bool, is_pinned: bool = False) -> None:
        """Offer to keep the worker in its reader."""
        self.pin.setChecked(is_pinned)
        self.pin.setVisible(is_offered)
        self._show_actions()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many actions as the name leaves room for."""
        super().resizeEvent(event)
        self._show_actions()

    def _make_buttons(self, theme: Theme) -> None:
        self.stop = IconButton(theme, Icon.STOP, translate("Workers", "Stop"))
        self.copy = IconButton(theme, Icon.COPY, translate("Workers", "Copy text as Markdown"))
        self.rerun = IconButton(theme, Icon.AGAIN, translate("Workers", "Re-run"))
        self.pin = IconButton(theme, Icon.PIN, translate("Workers", "Keep in this reader"))
        self.more = IconButton(theme, Icon.MORE, translate("Workers", "More actions"))
        self.pin.setCheckable(True)
        self.pin.hide()
        self.stop.clicked.connect(self.stop_requested)
        self.copy.clicked.connect(self.copy_requested)
        self.rerun.clicked.connect(self.rerun_requested)
        self.more.clicked.connect(self.menu_requested)
        self.pin.toggled.connect(self.pin_toggled)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(self._number)
        top.addWidget(self._name, 1)
        below = QHBoxLayout()
        below.setSpacing(0)
        self._indent = QWidget()
        below.addWidget(self._indent)
        below.addWidget(self._meta, 1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch()
        words.addLayout(top)
        words.addLayout(below)
        words.addStretch()
        self._row = QHBoxLayout(self)
        self._row.setSpacing(_SPACING_PX)
        self._row.addLayout(words, 1)
        self._row.addSpacing(4)
        self._row.addWidget(self._chip)
        self._row.addSpacing(4)
        for button in (self.stop, self.copy, self.rerun, self.pin, self.more):
            self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        for label in (self._name, self._meta):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def _actions(self, status: WorkerStatus, situation: Situation) -> tuple[IconButton, ...]:
        """What can be done now, the most important first; the menu has all of it too."""
        copy = (self.copy,) if status.contribution.text else ()
        if situation.is_busy:
            return (self.stop, *copy)
        if situation is Situation.DONE and copy:
            return copy
        if situation is Situation.CUT:
            return (*copy, self.rerun)
        return (self.rerun, *copy)

    def _show_actions(self) -> None:
        """Drop the second action where the name needs its room."""
        shown = list(self._wanted)
        side = self.more.sizeHint().width() + _SPACING_PX
        needed = 0 if self._is_compact else self._name.sizeHint().width() + self._chip_room_px
        pin = side if not self.pin.isHidden() else 0
        if needed + side * (len(shown) + 1) + pin > self.width():
            shown = shown[:1]
        for button in (self.stop, self.copy, self.rerun):
            button.setVisible(button in shown)

    @property
    def _chip_room_px(self) -> int:
        margins = self._row.contentsMargins()
        around = margins.left() + margins.right() + 8 + 2 * _SPACING_PX
        return around + self._number.width() + self._chip.sizeHint().width()

    def _restyle(self) -> None:
        px = self._theme.fonts.px
        self.setFixedHeight(px(COMPACT_HEADER_PX if self._is_compact else HEADER_PX))
        self._number.setFixedWidth(px(_NUMBER_PX))
        self._indent.setFixedWidth(0 if self._is_compact else px(_NUMBER_PX))
        self._row.setContentsMargins(14, 0, 6, 0)
