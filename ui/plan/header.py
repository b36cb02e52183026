"""The line above the plan: what it rests on, whether it is out of date, and its menu."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ui.components.button_base import ButtonSize
from ui.components.buttons import IconButton, LinkButton, PrimaryButton
from ui.components.labels import ElidedLabel, WrapLabel
from ui.components.state_chip import Chip, ChipState, StateChip
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role

_BUTTON_PLACE = 4
"""Behind title, chip, line and stretch."""


@dataclass(frozen=True, slots=True)
class PlanHead:
    """What the header shows.

    Attributes:
        line: what the plan rests on, or how far it is.
        chip: whether it is being written, out of date, or an earlier one.
        sentence: why.
        can_write_again: whether the newest plan is unfinished, and nobody writes.
        update: what the button says that writes only what is out of date; empty without one.
        can_compare_again: whether texts have changed, so that there may be other contradictions.
        can_copy: whether there is anything to copy.
        earlier: what the earlier plans are called, oldest first.
        shown_earlier: which of them is shown; ``None`` for the newest plan.
    """

    line: str = ""
    chip: Chip | None = None
    sentence: str = ""
    can_write_again: bool = False
    can_copy: bool = False
    earlier: tuple[str, ...] = ()
    shown_earlier: int | None = None
    update: str = ""
    can_compare_again: bool = False


class PlanHeader(QWidget):
    """Shows a `PlanHead`.

    Attributes:
        copy_requested: the plan should be copied.
        write_again_requested: the plan should be written again.
        update_requested: only what is out of date should be written again.
        plan_chosen: the index of an earlier plan, or ``None`` for the newest.
    """

    copy_requested = Signal()
    write_again_requested = Signal()
    update_requested = Signal()
    plan_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Nothing to say."""
        super().__init__(parent)
        self._theme = theme
        self._head: PlanHead | None = None
        self._name = ElidedLabel(theme, self.tr("Plan"), TextStyle.HEADING)
        self._chip = StateChip(theme, Chip(ChipState.OUT_OF_DATE))
        self._line = ElidedLabel(theme, "", TextStyle.SMALL, Role.TEXT2)
        self._sentence = WrapLabel(theme, "", TextStyle.SMALL, Role.TEXT2)
        self.write_again = PrimaryButton(
            theme, self.tr("Write plan again"), Icon.AGAIN, ButtonSize.COMPACT
        )
        self.update_button = PrimaryButton(theme, "", Icon.AGAIN, ButtonSize.COMPACT)
        self.compare_again = LinkButton(
            theme, self.tr("Compare again and write the whole plan"), size=ButtonSize.COMPACT
        )
        self.copy = IconButton(theme, Icon.COPY, self.tr("Copy plan"))
        self.more = IconButton(theme, Icon.MORE, self.tr("More about the plan"))
        self.back = LinkButton(theme, self.tr("Back to the newest plan"), size=ButtonSize.COMPACT)
        self.write_again.clicked.connect(self.write_again_requested)
        self.update_button.clicked.connect(self.update_requested)
        self.compare_again.clicked.connect(self.write_again_requested)
        self.copy.clicked.connect(self.copy_requested)
        self.more.clicked.connect(self._open_menu)
        self.back.clicked.connect(lambda: self.plan_chosen.emit(None))
        self._lay_out(theme)
        for button in (self.write_again, self.update_button):
            button.setParent(self)
        self.show_head(PlanHead())

    def _lay_out(self, theme: Theme) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._name)
        row.addWidget(self._chip)
        row.addWidget(self._line, 1)
        row.addStretch()
        self._row = row
        buttons = QHBoxLayout()
        buttons.setSpacing(2)
        buttons.addWidget(self.copy)
        buttons.addWidget(self.more)
        row.addLayout(buttons)
        column = QVBoxLayout(self)
        self._column = column
        column.setContentsMargins(16, 6, 10, 6)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self._sentence)
        column.addWidget(self.compare_again)
        column.addWidget(self.back)

    def show_head(self, head: PlanHead) -> None:
        """Say what is so now."""
        if head == self._head:
            return
        self._head = head
        self._line.setText(head.line)
        self._line.setVisible(bool(head.line))
        self._chip.setVisible(head.chip is not None)
        if head.chip is not None:
            self._chip.show_chip(head.chip)
        self._sentence.setText(head.sentence)
        self._sentence.setVisible(bool(head.sentence))
        self.write_again.setVisible(head.can_write_again)
        self.update_button.setVisible(bool(head.update))
        self.update_button.setText(head.update)
        self.compare_again.setVisible(head.can_compare_again)
        self.copy.setVisible(head.can_copy)
        self.more.setVisible(bool(head.earlier))
        self.back.setVisible(head.shown_earlier is not None)
        self._place_button()

    def minimumSizeHint(self) -> QSize:
        """Without the button, which moves below where there is no room beside the chip."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move the button where there is room."""
        super().resizeEvent(event)
        self._place_button()

    def _place_button(self) -> None:
        head = self._head or PlanHead()
        button, other = self.write_again, self.update_button
        if head.update:
            button, other = other, button
        for layout in (self._row, self._column):
            layout.removeWidget(other)
        others = (self._name, self._chip, self._line, self.copy, self.more)
        used = sum(one.minimumSizeHint().width() + 10 for one in others if not one.isHidden())
        margins = self._column.contentsMargins()
        room = self.width() - margins.left() - margins.right() - used
        fits = room >= button.sizeHint().width()
        is_beside = self._row.indexOf(button) >= 0
        is_below = self._column.indexOf(button) >= 0
        if fits and not is_beside:
            self._column.removeWidget(button)
            self._row.insertWidget(_BUTTON_PLACE, button)
        elif not fits and not is_below:
            self._row.removeWidget(button)
            self._column.insertWidget(2, button, 0, Qt.AlignmentFlag.AlignLeading)

    def menu(self) -> QMenu:
        """The earlier plans and the newest."""
        menu = QMenu(self)
        head = self._head or PlanHead()
        shown = head.shown_earlier
        self._add(menu, self.tr("Newest plan"), None, shown is None)
        menu.addSeparator()
        for index in reversed(range(len(head.earlier))):
            self._add(menu, head.earlier[index], index, shown == index)
        return menu

    def _add(self, menu: QMenu, words: str, index: int | None, is_shown: bool) -> None:
        action = QAction(words, menu)
        action.setCheckable(True)
        action.setChecked(is_shown)
        action.triggered.connect(lambda: self.plan_chosen.emit(index))
        menu.addAction(action)

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
