"""The options in an open card of the dock: a row of buttons, and below it what saving changes."""

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ui.components.button_base import ButtonSize
from ui.components.buttons import FlatButton, IconButton, SecondaryButton
from ui.components.labels import WrapLabel
from ui.components.tool_tips import plain_tool_tip
from ui.contradictions.findings import Finding
from ui.contradictions.ruling.choice_group import ChoiceGroup
from ui.contradictions.ruling.desk import RulingDesk
from ui.contradictions.ruling.options import NOT_ONE, OWN_WORDS, Option
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role

_GAP_PX = 6


class ChoiceRow(ChoiceGroup):
    """Keep A, Keep B, Own words…, Leave open; *Not a contradiction* is in the menu.

    Attributes:
        focus_view_wanted: the user wants to see the contradiction alone.
        grown: something can be saved now, which should come into view.
    """

    focus_view_wanted = Signal()
    grown = Signal()

    def __init__(
        self, theme: Theme, finding: Finding, desk: RulingDesk, parent: QWidget | None = None
    ) -> None:
        """Offer the options for ``finding``."""
        super().__init__(theme, Role.RAISED, finding, desk, parent)
        compact = ButtonSize.COMPACT
        self._lines = QVBoxLayout()
        self._lines.setSpacing(_GAP_PX)
        self._row_of: list[int] = []
        self._said = WrapLabel(theme, "", TextStyle.SMALL, Role.TEXT2)
        self._departs = WrapLabel(theme, "", TextStyle.SMALL, Role.WARN)
        self.save_button = SecondaryButton(theme, self.tr("Save decision"), Icon.CHECK, compact)
        self.save_button.clicked.connect(self.save)
        self.cancel_button = FlatButton(theme, self.tr("Cancel"), None, compact)
        self.cancel_button.clicked.connect(self.give_up)
        self.undo_button = FlatButton(theme, self.tr("Undo ruling"), None, compact)
        self.undo_button.setToolTip("Ctrl+Z")
        self.undo_button.clicked.connect(self.undo_wanted)
        self.more_button = IconButton(theme, Icon.MORE, self.tr("More decisions"))
        self.more_button.clicked.connect(self._open_menu)
        self._controls: list[QWidget] = []
        for option in self._options.values():
            if option.id != NOT_ONE:
                self._controls.append(self._option_button(option))
        self._controls += [self.undo_button, self.more_button]
        for control in self._controls:
            control.setParent(self)
        self.undo_button.setVisible(bool(finding.found.rulings))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(_GAP_PX)
        column.addLayout(self._lines)
        for part in (self.field, self._departs, self._said):
            column.addWidget(part)
        column.addLayout(self._save_row())
        self._arrange()
        self._show_choice()

    @property
    def tab_stops(self) -> list[QWidget]:
        """What can be focused, in reading order."""
        return [*self._controls, self.field, self.save_button, self.cancel_button]

    def menu(self) -> QMenu:
        """What has no button of its own."""
        menu = QMenu(self)
        option = self._options[NOT_ONE]
        none = QAction(f"{option.label}\t{option.key}", menu)
        none.triggered.connect(lambda: self.choose(NOT_ONE))
        menu.addAction(none)
        menu.addSeparator()
        alone = QAction(self.tr("Show in the Contradictions view"), menu)
        alone.triggered.connect(self.focus_view_wanted)
        menu.addAction(alone)
        return menu

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest button: the others move below."""
        widest = max(one.minimumSizeHint().width() for one in self._controls)
        return QSize(widest, super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Make room for labels that have grown."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the width there is."""
        super().resizeEvent(event)
        self._arrange()

    def _option_button(self, option: Option) -> SecondaryButton:
        label = self.tr("Own words…") if option.id == OWN_WORDS else option.label
        button = SecondaryButton(self._theme, label, None, ButtonSize.COMPACT)
        named = f"{option.label}: {option.value}" if option.value else option.label
        button.setAccessibleName(named)
        button.setAccessibleDescription(option.text)
        tip = f"{option.text}  ({option.key})" if option.key else option.text
        button.setToolTip(plain_tool_tip(tip))
        self._add_button(option.id, button)
        return button

    def _save_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(_GAP_PX)
        row.addWidget(self.save_button)
        row.addWidget(self.cancel_button)
        row.addStretch()
        return row

    def _show_choice(self) -> None:
        super()._show_choice()
        option = self.chosen
        is_chosen = option is not None
        self.field.setVisible(option is not None and option.id == OWN_WORDS)
        said = self.consequence()
        if option is not None and option.id == NOT_ONE:
            said = f"{option.label}. {option.text}. {said}"
        self._said.setText(said)
        self._said.setVisible(bool(said))
        departure = self.departure()
        self._departs.setText(departure)
        self._departs.setVisible(bool(departure))
        self.save_button.setVisible(is_chosen)
        self.cancel_button.setVisible(is_chosen)
        reason = "" if self.can_save else self.tr("Write the sentence that should hold.")
        self.save_button.set_blocked(reason if is_chosen else "")
        self._arrange()
        if is_chosen:
            self.grown.emit()

    def _arrange(self) -> None:
        """Put the buttons into one line, without values if need be; or else into several."""
        shown = [one for one in self._controls if not one.isHidden()]
        for has_values in (True, False, True):
            self._label(has_values)
            rows = _rows_of([one.sizeHint().width() for one in shown], self.width())
            if rows[-1:] == [0]:
                break
        if rows == self._row_of:
            return
        self._row_of = rows
        while (line := self._lines.takeAt(0)) is not None:
            layout = line.layout()
            while layout is not None and layout.takeAt(0) is not None:
                pass
        for number in range(rows[-1] + 1):
            line_layout = QHBoxLayout()
            line_layout.setSpacing(_GAP_PX)
            for control, row in zip(shown, rows, strict=True):
                if row == number:
                    line_layout.addWidget(control)
            line_layout.addStretch()
            self._lines.addLayout(line_layout)

    def _label(self, has_values: bool) -> None:
        for option in self._options.values():
            button = self._buttons.get(option.id)
            if button is not None and option.value:
                shown = f"{option.label}: {option.value}" if has_values else option.label
                button.setText(shown)

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))


def _rows_of(widths: list[int], room: int) -> list[int]:
    """In which line each of several widths stands."""
    rows: list[int] = []
    row, used = 0, 0
    for width in widths:
        needed = used + (_GAP_PX if used else 0) + width
        if used and needed > room:
            row, needed = row + 1, width
        rows.append(row)
        used = needed
    return rows
