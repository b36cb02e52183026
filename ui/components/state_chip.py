"""The chip that says where a worker, a contradiction or the plan is: an icon and a word."""

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, QRect, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.components.painting import (
    CHIP_RADIUS,
    START,
    fill_rounded,
    mirrored,
    paint_icon,
    smooth_painter,
)
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role

translate = QCoreApplication.translate


class ChipState(Enum):
    """What a chip can say. Only what needs a look is tinted."""

    QUEUED = auto()
    LOADING = auto()
    READING = auto()
    THINKING = auto()
    WRITING = auto()
    DONE = auto()
    STOPPED = auto()
    FAILED = auto()
    OUT_OF_DATE = auto()
    EDITED = auto()
    WAITING = auto()
    NEEDS_YOU = auto()
    LEFT_OPEN = auto()
    DECIDED = auto()
    """Usually shown with the rule that decided."""
    DECIDED_BY_YOU = auto()


@dataclass(frozen=True, slots=True)
class Chip:
    """What a chip shows.

    Attributes:
        state: gives icon and colour.
        label: instead of the state's own word, such as "Writing · 22 tokens/s" or "Hard limit".
    """

    state: ChipState
    label: str = ""


@dataclass(frozen=True, slots=True)
class _ChipLook:
    icon: Icon
    role: Role
    tint: Role | None = None


_LOOKS = {
    ChipState.QUEUED: _ChipLook(Icon.CLOCK, Role.TEXT2),
    ChipState.LOADING: _ChipLook(Icon.LOADING, Role.WARN),
    ChipState.READING: _ChipLook(Icon.READING, Role.ACCENT),
    ChipState.THINKING: _ChipLook(Icon.THINKING, Role.ACCENT),
    ChipState.WRITING: _ChipLook(Icon.WRITING, Role.ACCENT, Role.ACCENT_TINT),
    ChipState.DONE: _ChipLook(Icon.CHECK, Role.OK),
    ChipState.STOPPED: _ChipLook(Icon.STOPPED, Role.TEXT2),
    ChipState.FAILED: _ChipLook(Icon.FAILED, Role.ERR, Role.ERR_T),
    ChipState.OUT_OF_DATE: _ChipLook(Icon.STALE, Role.WARN, Role.WARN_T),
    ChipState.EDITED: _ChipLook(Icon.WRITING, Role.TEXT2),
    ChipState.WAITING: _ChipLook(Icon.CLOCK, Role.TEXT2),
    ChipState.NEEDS_YOU: _ChipLook(Icon.QUESTION, Role.WARN, Role.WARN_T),
    ChipState.LEFT_OPEN: _ChipLook(Icon.SKIP, Role.TEXT2),
    ChipState.DECIDED: _ChipLook(Icon.CHECK, Role.OK),
    ChipState.DECIDED_BY_YOU: _ChipLook(Icon.CHECK_RING, Role.OK),
}


def state_icon(state: ChipState) -> tuple[Icon, Role]:
    """A state's icon and its colour, for lists that have no room for the word."""
    return _LOOKS[state].icon, _LOOKS[state].role


def state_word(state: ChipState) -> str:
    """A state's own word."""
    return {
        ChipState.QUEUED: translate("StateChip", "Queued"),
        ChipState.LOADING: translate("StateChip", "Loading model"),
        ChipState.READING: translate("StateChip", "Reading"),
        ChipState.THINKING: translate("StateChip", "Thinking"),
        ChipState.WRITING: translate("StateChip", "Writing"),
        ChipState.DONE: translate("StateChip", "Done"),
        ChipState.STOPPED: translate("StateChip", "Stopped"),
        ChipState.FAILED: translate("StateChip", "Failed"),
        ChipState.OUT_OF_DATE: translate("StateChip", "Out of date"),
        ChipState.EDITED: translate("StateChip", "Edited by you"),
        ChipState.WAITING: translate("StateChip", "Waiting"),
        ChipState.NEEDS_YOU: translate("StateChip", "Needs you"),
        ChipState.LEFT_OPEN: translate("StateChip", "Left open"),
        ChipState.DECIDED: translate("StateChip", "Decided"),
        ChipState.DECIDED_BY_YOU: translate("StateChip", "Decided by you"),
    }[state]


class StateChip(QLabel):
    """Shows a `Chip`. It is a label, so that screen readers take its word for its name."""

    def __init__(self, theme: Theme, chip: Chip, parent: QWidget | None = None) -> None:
        """Show ``chip``."""
        super().__init__(parent)
        self._theme = theme
        self._look = _LOOKS[chip.state]
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.show_chip(chip)

    def show_chip(self, chip: Chip) -> None:
        """Show another state."""
        self._look = _LOOKS[chip.state]
        self.setText(chip.label or state_word(chip.state))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Icon, gap and word, within a tint if there is one."""
        text = self.fontMetrics().horizontalAdvance(self.text()) + 1
        width = self._start_px + self._icon_px + 5 + text + (9 if self._look.tint else 0)
        return QSize(width, max(self._theme.fonts.px(22), self.fontMetrics().height() + 4))

    def minimumSizeHint(self) -> QSize:
        """The word is never clipped."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint tint, icon and word."""
        painter = smooth_painter(self)
        if self._look.tint:
            # Without tints, an edge has to say "look here".
            edge = self._look.role if self._theme.tokens.is_high_contrast else None
            tint = self._theme.color(self._look.tint)
            fill_rounded(
                painter, self.rect(), CHIP_RADIUS, tint, self._theme.color(edge) if edge else None
            )
        size = self._icon_px
        icon = QRect(self._start_px, (self.height() - size) // 2, size, size)
        paint_icon(painter, self._theme, self._look.icon, self._look.role, mirrored(self, icon))
        left = icon.right() + 6
        painter.setPen(self._theme.color(self._look.role))
        text = QRect(left, 0, self.width() - left, self.height())
        painter.drawText(mirrored(self, text), START, self.text())

    def _restyle(self) -> None:
        self.setFont(self._theme.fonts.font(TextStyle.SMALL_STRONG))
        self.updateGeometry()
        self.update()

    @property
    def _icon_px(self) -> int:
        return self._theme.fonts.px(14)

    @property
    def _start_px(self) -> int:
        return 7 if self._look.tint else 0
