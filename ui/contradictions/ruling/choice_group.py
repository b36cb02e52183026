"""A group of options of which one is chosen, by mouse or by its letter, and then saved."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from ui.components.pane import Pane
from ui.contradictions.findings import Finding
from ui.contradictions.ruling.desk import RulingDesk
from ui.contradictions.ruling.options import (
    MOST_LETTERS,
    OWN_WORDS,
    Choice,
    Option,
    holding,
    ruling_from,
)
from ui.contradictions.ruling.preview import Preview, departs_line, rewrites_line
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.theme.tokens import Role

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChoiceGroup(Pane):
    """The options of one contradiction. Subclasses lay out what this one makes and moves.

    Letters work only while the keyboard is in the group and not in its text field (WCAG 2.1.4).

    Attributes:
        saved: the Ruling that the user saved.
        undo_wanted: the last ruling should be taken back.
    """

    saved = Signal(object)
    undo_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        role: Role,
        finding: Finding,
        desk: RulingDesk,
        parent: QWidget | None = None,
    ) -> None:
        """Offer the options for ``finding``; a choice begun elsewhere goes on."""
        super().__init__(theme, role, parent)
        self.finding = finding
        self._desk = desk
        self._options = {one.id: one for one in desk.options(finding.found)}
        self._holds = holding(finding.found)
        self._buttons: dict[str, QAbstractButton] = {}
        self._preview: Preview | None = None
        self.field = QLineEdit()
        self.field.setMaxLength(MOST_LETTERS)
        self.field.setFont(theme.fonts.font(TextStyle.SMALL))
        self.field.setPlaceholderText(self.tr("One sentence, used as written"))
        self.field.setAccessibleName(self.tr("Decision in your own words"))
        self.field.textEdited.connect(self._take_words)
        self.field.returnPressed.connect(self.save)
        self.setAccessibleName(self.tr("Your decision"))

    # What is chosen

    @property
    def choice(self) -> Choice:
        """What is chosen and not saved yet."""
        return self._desk.choice(self.finding.number)

    @property
    def chosen(self) -> Option | None:
        """The option that is chosen and not saved yet."""
        return self._options.get(self.choice.option)

    @property
    def can_save(self) -> bool:
        """Whether something is chosen that does not hold already, and is complete."""
        option = self.chosen
        ruling = ruling_from(option, self.choice) if option is not None else None
        return ruling is not None and ruling != self.finding.found.ruling

    def choose(self, option_id: str) -> None:
        """Choose an option; nothing is saved. One that this contradiction has not is left."""
        if option_id not in self._options:
            return
        self._desk.choose(self.finding.number, replace(self.choice, option=option_id))
        self._show_choice()

    def choose_house_rule(self, is_house_rule: bool) -> None:
        """Let the choice hold for later runs too, or not."""
        changed = replace(self.choice, is_house_rule=is_house_rule)
        self._desk.choose(self.finding.number, changed)
        self._show_choice()

    def save(self) -> None:
        """Save what is chosen, if something is."""
        option = self.chosen
        if option is None or not self.can_save:
            return
        ruling = ruling_from(option, self.choice)
        self._desk.forget(self.finding.number)
        self.saved.emit(ruling)

    def give_up(self) -> None:
        """Go back to what holds."""
        self._desk.forget(self.finding.number)
        self.field.clear()
        self._show_choice()

    def focus_choice(self) -> None:
        """Put the keyboard where the user chooses."""
        wanted = self.choice.option or self._holds
        self._focus_option(wanted if wanted in self._buttons else next(iter(self._buttons), ""))

    # What is said

    def consequence(self) -> str:
        """What saving would change; empty while nothing is chosen."""
        return rewrites_line(self._preview) if self._preview is not None else ""

    def departure(self) -> str:
        """That saving would depart from the brief; empty if it would not."""
        is_departing = self._preview is not None and self._preview.departs_from_brief
        return departs_line(self.finding.found) if is_departing else ""

    def _look_ahead(self) -> Preview | None:
        option = self.chosen
        ruling = ruling_from(option, self.choice) if option is not None else None
        return self._desk.preview(self.finding.number, ruling) if ruling is not None else None

    # What Qt calls

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by a letter, save with Enter, give up with Esc."""
        letter = event.text().upper()
        has_modifier = bool(
            event.modifiers()
            & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        )
        option = next((one for one in self._options.values() if one.key == letter), None)
        if letter and option is not None and not has_modifier:
            self.choose(option.id)
            self._focus_option(option.id)
        elif event.key() in _ENTER and self.can_save:
            self.save()
        elif event.key() in _ENTER:
            self._choose_focused()
        elif event.key() == Qt.Key.Key_Escape and self.choice != Choice():
            self.give_up()
        else:
            super().keyPressEvent(event)

    # What subclasses use

    def _add_button(self, option_id: str, button: QAbstractButton) -> None:
        """Let ``button`` choose an option; all buttons have this group for their parent."""
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.clicked.connect(lambda: self._press(option_id))
        self._buttons[option_id] = button

    def _show_choice(self) -> None:
        # Once for each change: values are looked for in all texts.
        self._preview = self._look_ahead()
        shown = self.choice.option or self._holds
        for option_id, button in self._buttons.items():
            # A button that excludes others cannot be let go of otherwise.
            button.setAutoExclusive(False)
            button.setChecked(option_id == shown)
            button.setAutoExclusive(True)
        if self.field.text() != self.choice.text:
            self.field.setText(self.choice.text)

    def _press(self, option_id: str) -> None:
        self.choose(option_id)
        if option_id == OWN_WORDS:
            self._focus_option(option_id)

    def _focus_option(self, option_id: str) -> None:
        if option_id == OWN_WORDS and self.field.isVisible():
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif option_id in self._buttons:
            self._buttons[option_id].setFocus(Qt.FocusReason.TabFocusReason)

    def _choose_focused(self) -> None:
        focused = next((key for key, one in self._buttons.items() if one.hasFocus()), None)
        if focused is not None:
            self._press(focused)

    def _take_words(self, text: str) -> None:
        self._desk.choose(self.finding.number, replace(self.choice, option=OWN_WORDS, text=text))
        self._show_choice()
