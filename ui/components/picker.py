"""A combo box that nobody changes by accident."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from ui.components.tool_tips import plain_tool_tip
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme

_SHORTEST = 8


class Picker(QComboBox):
    """Chooses one of several options by a key. The wheel scrolls the page, not the options.

    Attributes:
        picked: the user chose another option; `key` says which.
    """

    picked = Signal()

    def __init__(
        self, theme: Theme, name: str, icon: Icon | None = None, parent: QWidget | None = None
    ) -> None:
        """``name`` says what is chosen here."""
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self.setAccessibleName(name)
        # A long name must not make the column wider than the window.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_SHORTEST)
        self.activated.connect(lambda _index: self.picked.emit())
        self.currentTextChanged.connect(lambda text: self.setToolTip(plain_tool_tip(text)))
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def key(self) -> object:
        """The key of the option chosen; ``None`` if there are no options."""
        return self.currentData()

    def show_options(self, options: Sequence[tuple[object, str]], key: object) -> None:
        """Offer (key, label) pairs; ``key`` is chosen, or the first where it is not offered."""
        shown = [(self.itemData(index), self.itemText(index)) for index in range(self.count())]
        if shown != list(options):
            self.clear()
            for one, label in options:
                self.addItem(label, one)
            self._restyle()
            self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 24)
        keys = [one for one, _ in options]
        self.setCurrentIndex(keys.index(key) if key in keys else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shorten what does not fit with dots; the style would cut it off."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        room = (
            self.style()
            .subControlRect(
                QStyle.ComplexControl.CC_ComboBox,
                option,
                QStyle.SubControl.SC_ComboBoxEditField,
                self,
            )
            .width()
        )
        icon_px = 0 if self._icon is None else option.iconSize.width() + 8
        option.currentText = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, room - icon_px - 4
        )
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def _restyle(self) -> None:
        self.setFont(self._theme.fonts.font(TextStyle.BODY))
        if self._icon is not None:
            for index in range(self.count()):
                self.setItemIcon(index, self._theme.icon(self._icon))
