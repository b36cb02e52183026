"""A row of views of which one is shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.components.button_base import ButtonPaint, ButtonSize, PaintedButton
from ui.components.painting import CARD_RADIUS, fill_rounded, smooth_painter
from ui.components.tool_tips import plain_tool_tip
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role


@dataclass(frozen=True, slots=True)
class Segment:
    """One view.

    Attributes:
        key: what `SegmentedSwitcher.chosen` says.
        label: its name, also in icon-only mode.
        icon: shown before the label.
        hint: the rest of the tooltip, such as the shortcut.
    """

    key: str
    label: str
    icon: Icon | None = None
    hint: str = ""


class SegmentedSwitcher(QWidget):
    """Chooses one of several views, by mouse or, once focused, with the arrow keys.

    Attributes:
        chosen: the key of the view the user chose.
    """

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, segments: Sequence[Segment], name: str, parent: QWidget | None = None
    ) -> None:
        """``name`` tells screen readers what is chosen here. The first view is the current one."""
        super().__init__(parent)
        self._theme = theme
        self._buttons: dict[str, _SegmentButton] = {}
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for segment in segments:
            button = _SegmentButton(theme, segment)
            button.toggled.connect(self._say_chosen)
            self._buttons[segment.key] = button
            row.addWidget(button)
        self.show_current(segments[0].key)
        theme.changed.connect(self.update)

    @property
    def current(self) -> str:
        """The key of the view that is shown."""
        return next(key for key, button in self._buttons.items() if button.isChecked())

    def show_current(self, key: str) -> None:
        """Mark a view as the current one, without emitting `chosen`."""
        self.blockSignals(True)
        self._buttons[key].setChecked(True)
        self.blockSignals(False)

    def show_label(self, key: str, label: str) -> None:
        """Change a view's label, such as a count in it."""
        self._buttons[key].show_label(label)

    def set_icon_only(self, is_icon_only: bool) -> None:
        """Leave the labels to tooltips and screen readers."""
        for button in self._buttons.values():
            button.set_icon_only(is_icon_only)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the trough."""
        tokens = self._theme.tokens
        edge = tokens[Role.LINE] if tokens.is_high_contrast else None
        painter = smooth_painter(self)
        fill_rounded(painter, self.rect(), CARD_RADIUS, tokens[Role.SUNKEN], edge)

    def _say_chosen(self, is_checked: bool) -> None:
        if is_checked:
            self.chosen.emit(self.current)


class _SegmentButton(PaintedButton):
    """One view's button; siblings in the same parent exclude each other, and share a tab stop."""

    _ICON_GAP_PX = 5

    def __init__(self, theme: Theme, segment: Segment) -> None:
        self._segment = segment
        self._is_icon_only = False
        super().__init__(theme, segment.label, segment.icon, ButtonSize.DEFAULT)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.show_label(segment.label)

    def show_label(self, label: str) -> None:
        """Show another label."""
        self._label = label
        self.setAccessibleName(label)
        self.set_icon_only(self._is_icon_only)

    def set_icon_only(self, is_icon_only: bool) -> None:
        """Show or hide the label."""
        self._is_icon_only = is_icon_only and self._icon is not None
        self.setText("" if self._is_icon_only else self._label)
        name = self._label if self._is_icon_only else ""
        tip = "  ".join(part for part in (name, self._segment.hint) if part)
        self.setToolTip(plain_tool_tip(tip))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Narrower than a button of its own."""
        hint = super().sizeHint()
        padding = self._theme.fonts.px(14)
        return QSize(self._content_px + 2 * padding, hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the raised plate of the current view, then icon and label."""
        if self.isChecked():
            tokens = self._theme.tokens
            painter = smooth_painter(self)
            plate = self.rect().adjusted(2, 2, -2, -2)
            fill_rounded(painter, plate, 6, tokens[tokens.button], tokens[Role.LINE2])
            painter.end()
        super().paintEvent(event)

    def _paint(self) -> ButtonPaint:
        is_lit = self.isChecked() or self.underMouse()
        role = Role.TEXT if is_lit else Role.TEXT2
        return ButtonPaint(self._theme.color(role), role)
