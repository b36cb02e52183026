"""One fixed fact, and one that is proposed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from models.brief import Fact
from ui.components.button_base import ButtonSize
from ui.components.buttons import IconButton, SecondaryButton
from ui.components.icon_mark import IconMark
from ui.components.labels import ElidedLabel
from ui.components.pane import Hairline
from ui.components.tool_tips import plain_tool_tip
from ui.ready.draft import FactLine
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role

_SUBJECT_SHARE = 0.28
_LEAST_SUBJECT_PX = 112
_FIELD_PADDING_PX = 11

# At rest the rows are read as a table; the pointer and the focus show that they are fields.
_FLAT = "QLineEdit:!focus:!hover { background: transparent; border: 1px solid transparent; }"


class _Row(QWidget):
    """What both kinds of rows share: columns that stand below one another."""

    def __init__(self, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._theme = theme

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the subjects of all rows the same width."""
        least = self._theme.fonts.px(_LEAST_SUBJECT_PX)
        self._subject_place.setFixedWidth(max(least, round(self.width() * _SUBJECT_SHARE)))

    def _lay_out(
        self, icon: Icon, subject: QWidget, value: QWidget, buttons: Sequence[QWidget]
    ) -> None:
        self._subject_place = _indented(subject)
        line = QHBoxLayout()
        line.setContentsMargins(2, 4, 0, 4)
        line.setSpacing(4)
        line.addWidget(IconMark(self._theme, icon, Role.TEXT3, size_px=14))
        line.addWidget(self._subject_place)
        line.addWidget(_indented(value), 1)
        for button in buttons:
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(Hairline(self._theme))


class FactRow(_Row):
    """A fixed fact that can be edited.

    Attributes:
        edited: a letter was typed.
        remove_wanted: the user does not want it.
        next_wanted: Enter was pressed at its end.
    """

    edited = Signal()
    remove_wanted = Signal()
    next_wanted = Signal()

    def __init__(self, theme: Theme, line: FactLine, parent: QWidget | None = None) -> None:
        """Show ``line``."""
        super().__init__(theme, parent)
        self._subject = self._field(self.tr("Subject of the fixed fact"), self.tr("Subject"))
        self._value = self._field(self.tr("Value of the fixed fact"), self.tr("Value"))
        for field, text in ((self._subject, line.subject), (self._value, line.value)):
            field.setText(text)
            # Where there is no room for all of it, its beginning is what should be seen.
            field.setCursorPosition(0)
        self._subject.returnPressed.connect(self._value.setFocus)
        self._value.returnPressed.connect(self.next_wanted)
        self._remove = IconButton(theme, Icon.CLOSE, self.tr("Remove this fact"))
        self._remove.clicked.connect(self.remove_wanted)
        self._subject.textChanged.connect(self._say_edited)
        self._value.textChanged.connect(self._say_edited)
        self._lay_out(Icon.LOCK, self._subject, self._value, (self._remove,))
        theme.changed.connect(self._restyle)
        self._restyle()
        self._name_parts()

    @property
    def line(self) -> FactLine:
        """What is typed."""
        return FactLine(subject=self._subject.text(), value=self._value.text())

    def focus_subject(self) -> None:
        """Put the cursor where typing begins."""
        self._subject.setFocus()

    def focus_value(self) -> None:
        """Put the cursor into the value."""
        self._value.setFocus()

    def focus_remove(self) -> None:
        """Put the keyboard on the cross."""
        self._remove.setFocus()

    def _field(self, name: str, placeholder: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setPlaceholderText(placeholder)
        return field

    def _say_edited(self) -> None:
        self._name_parts()
        self.edited.emit()

    def _name_parts(self) -> None:
        subject = self._subject.text().strip()
        self._value.setAccessibleDescription(subject)
        self._remove.setAccessibleDescription(subject)
        # Long texts scroll inside their field; here they can be read.
        self._subject.setToolTip(plain_tool_tip(self._subject.text()))
        self._value.setToolTip(plain_tool_tip(self._value.text()))

    def _restyle(self) -> None:
        self._subject.setFont(self._theme.fonts.font(TextStyle.BODY))
        self._value.setFont(self._theme.fonts.font(TextStyle.CONTROL))
        sheet = "" if self._theme.tokens.is_high_contrast else _FLAT
        if self._subject.styleSheet() != sheet:
            self._subject.setStyleSheet(sheet)
            self._value.setStyleSheet(sheet)


class ProposalRow(_Row):
    """A fact that was found in the brief and is not fixed yet.

    Attributes:
        keep_wanted: it should become a fixed fact.
        refuse_wanted: it should not, and not be proposed again.
    """

    keep_wanted = Signal()
    refuse_wanted = Signal()

    def __init__(self, theme: Theme, fact: Fact, parent: QWidget | None = None) -> None:
        """Show ``fact``."""
        super().__init__(theme, parent)
        subject = ElidedLabel(theme, fact.subject, TextStyle.BODY, Role.TEXT2)
        value = ElidedLabel(theme, fact.value, TextStyle.BODY, Role.TEXT2)
        self._keep = SecondaryButton(theme, self.tr("Keep"), size=ButtonSize.COMPACT)
        self._keep.setAccessibleDescription(fact.sentence)
        self._keep.clicked.connect(self.keep_wanted)
        refuse = IconButton(theme, Icon.CLOSE, self.tr("Do not propose this"))
        refuse.setAccessibleDescription(fact.sentence)
        refuse.clicked.connect(self.refuse_wanted)
        self._lay_out(Icon.BRIEF, subject, value, (self._keep, refuse))

    def focus_keep(self) -> None:
        """Put the keyboard on Keep."""
        self._keep.setFocus()


def _indented(widget: QWidget) -> QWidget:
    """Text starts where that of fields does, which have their own padding."""
    place = QWidget()
    inside = QHBoxLayout(place)
    indent = 0 if isinstance(widget, QLineEdit) else _FIELD_PADDING_PX
    inside.setContentsMargins(indent, 0, 0, 0)
    inside.addWidget(widget)
    return place
