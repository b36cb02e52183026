"""The pane below both sentences in which the user decides (mockup 08)."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from models.contradiction import Basis
from ui.components.button_base import ButtonSize
from ui.components.buttons import FlatButton, PrimaryButton, SecondaryButton
from ui.components.icon_mark import IconMark
from ui.components.key_cap import KeyCap
from ui.components.labels import ElidedLabel, WrapLabel
from ui.components.rule_ladder import Ladder, RuleLadder
from ui.components.tool_tips import plain_tool_tip
from ui.contradictions import words
from ui.contradictions.findings import Finding
from ui.contradictions.ruling.choice_group import ChoiceGroup
from ui.contradictions.ruling.desk import RulingDesk
from ui.contradictions.ruling.option_card import OptionCard
from ui.contradictions.ruling.options import NOT_ONE, OWN_WORDS
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role

_CARD_LEAST_PX = 150
_SHORT_BELOW_PX = 620
_NARROW_PX = 760


class DecisionPane(ChoiceGroup):
    """The rule ladder, a card for each option, what saving changes, and Save decision."""

    def __init__(
        self, theme: Theme, finding: Finding, desk: RulingDesk, parent: QWidget | None = None
    ) -> None:
        """Offer the options for ``finding``."""
        super().__init__(theme, Role.CHROME, finding, desk, parent)
        self.save_button = PrimaryButton(theme, self.tr("Save decision"), Icon.CHECK)
        self.save_button.clicked.connect(self.save)
        self.house_rule = QCheckBox(self.tr("Make this a house rule for later runs"))
        self.house_rule.setFont(theme.fonts.font(TextStyle.SMALL))
        self.house_rule.clicked.connect(self.choose_house_rule)
        self._cards: list[OptionCard] = []
        self._columns = 0
        self._is_narrow = False
        self._line = WrapLabel(theme, "", TextStyle.SMALL, Role.TEXT2)
        self._line_icon = IconMark(theme, Icon.AGAIN, Role.TEXT3)
        self._departs = WrapLabel(theme, "", TextStyle.SMALL, Role.WARN)
        self._grid = QGridLayout()
        self._grid.setSpacing(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 20, 12)
        column.setSpacing(8)
        column.addLayout(self._head())
        said = words.settled_line(finding)
        self._settled = WrapLabel(theme, said, TextStyle.SMALL, Role.TEXT2)
        column.addWidget(self._settled)
        self._settled.setVisible(bool(said))
        self._is_short = False
        foot = self._foot()
        self._make_cards()
        column.addLayout(self._grid)
        self._below_cards = QVBoxLayout()
        column.addLayout(self._below_cards)
        column.addWidget(self._departs)
        column.addLayout(foot)
        self._show_choice()

    def set_room(self, width_px: int, height_px: int) -> None:
        """Put as many cards beside each other as there is room for; all where there is little."""
        self._place_line(width_px < self._theme.fonts.px(_NARROW_PX))
        self._set_short(height_px < self._theme.fonts.px(_SHORT_BELOW_PX))
        least = self._theme.fonts.px(_CARD_LEAST_PX)
        count = len(self._cards)
        fits = max(1, min(count, (width_px - 40 + 10) // (least + 10)))
        if self._is_short:
            needed = sum(card.minimumSizeHint().width() + 10 for card in self._cards)
            columns = count if needed <= width_px - 40 + 10 else (count + 1) // 2
        else:
            columns = count if fits >= count else max(1, min(2, fits) if count == 4 else fits)
        if columns == self._columns:
            return
        for at in range(self._columns):
            self._grid.setColumnStretch(at, 0)
        self._columns = columns
        for at, card in enumerate(self._cards):
            self._grid.removeWidget(card)
            self._grid.addWidget(card, at // columns, at % columns)
        for at in range(columns):
            self._grid.setColumnStretch(at, 1)

    def _set_short(self, is_short: bool) -> None:
        """Where the view is low, its height belongs to the quotes."""
        if is_short == self._is_short:
            return
        self._is_short = is_short
        self._settled.setVisible(bool(self._settled.text()) and not is_short)
        for card in self._cards:
            card.set_short(is_short)
        if is_short:
            self._below_cards.addWidget(self.field)
        self._show_field()

    def _show_field(self) -> None:
        is_wanted = self.chosen is not None and self.chosen.id == OWN_WORDS
        self.field.setVisible(is_wanted or not self._is_short)

    def _head(self) -> QHBoxLayout:
        finding, theme = self.finding, self._theme
        decision = finding.found.decision
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(ElidedLabel(theme, self.tr("Your decision"), TextStyle.HEADING))
        basis = decision.basis if decision is not None else Basis.NEEDS_YOU
        ladder = RuleLadder(theme, Ladder(basis, finding.has_house_rule))
        row.addWidget(ladder, 1)
        if finding.found.rulings:
            undo = FlatButton(theme, self.tr("Undo ruling"), None, ButtonSize.COMPACT)
            undo.setToolTip("Ctrl+Z")
            undo.clicked.connect(self.undo_wanted)
            row.addWidget(undo)
        option = self._options[NOT_ONE]
        none = SecondaryButton(theme, option.label, None, ButtonSize.COMPACT)
        none.setToolTip(plain_tool_tip(option.text))
        none.setAccessibleDescription(option.text)
        self._add_button(NOT_ONE, none)
        beside = QHBoxLayout()
        beside.setSpacing(6)
        beside.addWidget(none)
        beside.addWidget(KeyCap(theme, option.key))
        row.addLayout(beside)
        return row

    def _make_cards(self) -> None:
        for option in self._options.values():
            if option.id == NOT_ONE:
                continue
            field = self.field if option.id == OWN_WORDS else None
            card = OptionCard(self._theme, option, field, self)
            self._add_button(option.id, card)
            self._cards.append(card)
        self.set_room(2000, 1000)

    def _foot(self) -> QGridLayout:
        self._foot_grid = QGridLayout()
        self._foot_grid.setHorizontalSpacing(12)
        self._foot_grid.setVerticalSpacing(6)
        self._foot_grid.setColumnStretch(0, 1)
        said = QHBoxLayout()
        said.setSpacing(8)
        said.addWidget(self._line_icon)
        said.setAlignment(self._line_icon, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self._line, 1)
        self._said = QWidget()
        self._said.setLayout(said)
        said.setContentsMargins(0, 0, 0, 0)
        self._foot_grid.addWidget(self._said, 1, 0, Qt.AlignmentFlag.AlignVCenter)
        self._foot_grid.addWidget(self.house_rule, 1, 1)
        self._foot_grid.addWidget(self.save_button, 1, 2)
        return self._foot_grid

    def _place_line(self, is_narrow: bool) -> None:
        """Beside the button, or above it where there is little room."""
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        self._foot_grid.removeWidget(self._said)
        if is_narrow:
            self._foot_grid.addWidget(self._said, 0, 0, 1, 3)
        else:
            self._foot_grid.addWidget(self._said, 1, 0, Qt.AlignmentFlag.AlignVCenter)

    def _show_choice(self) -> None:
        super()._show_choice()
        self._show_field()
        line, departure = self.consequence(), self.departure()
        self._line.setText(line)
        self._line_icon.setVisible(bool(line))
        self._departs.setText(departure)
        self._departs.setVisible(bool(departure))
        option = self.chosen
        can_be_rule = option is None or option.can_be_rule
        self.house_rule.setEnabled(can_be_rule)
        self.house_rule.setChecked(can_be_rule and self.choice.is_house_rule)
        reason = ""
        if not self.can_save:
            is_open_sentence = option is not None and option.id == OWN_WORDS
            reason = (
                self.tr("Write the sentence that should hold.")
                if is_open_sentence
                else self.tr("Choose what should hold.")
            )
        self.save_button.set_blocked(reason)
