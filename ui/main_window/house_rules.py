"""The house rules, and what was called no contradiction: seen, and forgotten one by one."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from models.rules import Dismissal, HouseRule
from ui.components.button_base import ButtonSize
from ui.components.buttons import SecondaryButton
from ui.components.labels import WrapLabel
from ui.components.pane import Hairline, Pane
from ui.components.topic_badge import topic_name
from ui.plan.words import listed
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.theme.tokens import Role

_WIDTH_PX, _HEIGHT_PX = 560, 460


class HouseRulesDialog(QDialog):
    """Lists what holds for later runs.

    Attributes:
        forget_wanted: a HouseRule or a Dismissal that should not hold any more.
    """

    forget_wanted = Signal(object)

    def __init__(self, theme: Theme, teams: Mapping[str, str], parent: QWidget) -> None:
        """Nothing is known yet; ``teams`` are the names of teams by their ids."""
        super().__init__(parent)
        self._theme = theme
        self._teams = teams
        self.setWindowTitle(self.tr("House rules"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(theme.fonts.px(_WIDTH_PX), theme.fonts.px(_HEIGHT_PX))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.close_button = SecondaryButton(theme, self.tr("Close"))
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 10, 20, 14)
        foot.addStretch()
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._area, 1)
        column.addWidget(Hairline(theme))
        column.addLayout(foot)
        self.show_rules((), ())

    def show_rules(self, rules: Sequence[HouseRule], dismissals: Sequence[Dismissal]) -> None:
        """Show what holds now."""
        ground = Pane(self._theme, Role.SURFACE)
        column = QVBoxLayout(ground)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(6)
        self._head(
            column,
            self.tr("House rules"),
            self.tr("They rank just below the brief, in every later run of the team."),
        )
        for rule in rules:
            about = (self._team(rule.team_id), topic_name(rule.topic), rule.subject)
            self._add(column, rule.text, " · ".join(part for part in about if part), rule)
        if not rules:
            none = self.tr(
                "There are none. You make one when you decide: tick “Make this a house rule for "
                "later runs”."
            )
            self._say(column, none)
        column.addSpacing(12)
        self._head(
            column,
            self.tr("Not a contradiction"),
            self.tr("What is like these is shown last in later runs, and not hidden."),
        )
        for one in dismissals:
            about = (self._team(one.team_id), topic_name(one.topic), listed(one.specialists))
            self._add(column, one.subject, " · ".join(part for part in about if part), one)
        if not dismissals:
            self._say(column, self.tr("Nothing has been dismissed."))
        column.addStretch()
        self._area.setWidget(ground)

    def _team(self, team_id: str) -> str:
        return self._teams.get(team_id, team_id)

    def _head(self, column: QVBoxLayout, title: str, text: str) -> None:
        column.addWidget(WrapLabel(self._theme, title, TextStyle.HEADING))
        self._say(column, text)

    def _say(self, column: QVBoxLayout, text: str) -> None:
        column.addWidget(WrapLabel(self._theme, text, TextStyle.SMALL, Role.TEXT2))

    def _add(self, column: QVBoxLayout, text: str, about: str, one: HouseRule | Dismissal) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(WrapLabel(self._theme, text[:1].upper() + text[1:]))
        words.addWidget(WrapLabel(self._theme, about, TextStyle.SMALL, Role.TEXT2))
        forget = SecondaryButton(self._theme, self.tr("Forget"), None, ButtonSize.COMPACT)
        forget.setAutoDefault(False)
        forget.setAccessibleName(self.tr("Forget: {rule}").format(rule=text))
        forget.clicked.connect(lambda: self.forget_wanted.emit(one))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(forget, 0, Qt.AlignmentFlag.AlignTop)
        column.addSpacing(4)
        column.addLayout(row)
        column.addSpacing(4)
        column.addWidget(Hairline(self._theme))
