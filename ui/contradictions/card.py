"""What opens below a contradiction's row: both sentences, and how they were settled."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from models.contradiction import Decision
from ui.components.labels import ElidedLabel, WrapLabel
from ui.components.rule_ladder import Ladder, RuleLadder
from ui.components.severity_bars import SeverityBars
from ui.contradictions import words
from ui.contradictions.findings import LETTERS, Finding
from ui.contradictions.quote_box import QuoteBox
from ui.contradictions.ruling.choice_row import ChoiceRow
from ui.contradictions.ruling.desk import RulingDesk
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.theme.tokens import Role

translate = QCoreApplication.translate

_LABEL_PX = 70


class FactGrid(QGridLayout):
    """Labels, and what is so beside them."""

    def __init__(self, theme: Theme) -> None:
        """No rows yet."""
        super().__init__()
        self._theme = theme
        self.setContentsMargins(0, 0, 0, 0)
        self.setHorizontalSpacing(10)
        self.setVerticalSpacing(2)
        self.setColumnMinimumWidth(0, theme.fonts.px(_LABEL_PX))
        self.setColumnStretch(1, 1)

    def add(self, label: str, value: str) -> None:
        """Add a line; one without a value is left out."""
        if value:
            self.add_widget(label, WrapLabel(self._theme, value))

    def add_widget(self, label: str, widget: QWidget | QLayout) -> None:
        """Add a line that is no text."""
        row = self.rowCount()
        name = ElidedLabel(self._theme, label, TextStyle.SMALL_STRONG, Role.TEXT3)
        name.setMinimumHeight(self._theme.fonts.line_px(TextStyle.BODY))
        self.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        if isinstance(widget, QLayout):
            self.addLayout(widget, row, 1)
        else:
            self.addWidget(widget, row, 1)


class ContradictionCard(QWidget):
    """Sides, kind, why, resolution, the rule that decided, and how the user can decide.

    Attributes:
        shown: the user wants to see a side in its panel; says the slot, or "brief".
        choices: how the user can decide; ``None`` where a side is gone.
    """

    shown = Signal(str)

    def __init__(
        self, theme: Theme, finding: Finding, desk: RulingDesk, parent: QWidget | None = None
    ) -> None:
        """Show ``finding``; another state of it is another card."""
        super().__init__(parent)
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(44, 0, 14, 12)
        column.setSpacing(4)
        for letter, side in zip(LETTERS, finding.found.sides, strict=False):
            box = QuoteBox(theme, letter, side, finding.found.topic)
            box.shown.connect(self.shown)
            column.addWidget(box)
        column.addSpacing(4)
        column.addLayout(facts_of(theme, finding))
        self.choices: ChoiceRow | None = None
        if not finding.is_withdrawn:
            self.choices = ChoiceRow(theme, finding, desk)
            column.addWidget(self.choices)


def facts_of(theme: Theme, finding: Finding) -> FactGrid:
    """What kind of contradiction it is, and how it was settled."""
    found = finding.found
    grid = FactGrid(theme)
    grid.add_widget(translate("Contradictions", "Kind"), _kind(theme, finding))
    grid.add(translate("Contradictions", "Why"), found.explanation)
    grid.add(translate("Contradictions", "Found by"), words.finder(found))
    if finding.is_dismissed:
        said = translate("Contradictions", "Not a contradiction, by your word.")
        grid.add(translate("Contradictions", "Resolution"), said)
    elif finding.is_worth_a_look:
        grid.add(translate("Contradictions", "Looks"), words.looks_line(finding))
    elif found.decision is None:
        grid.add(
            translate("Contradictions", "Resolution"),
            translate("Contradictions", "Not decided yet"),
        )
    else:
        _add_decision(theme, grid, finding, found.decision)
    grid.add(translate("Contradictions", "In the plan"), words.reflection(finding))
    return grid


def _kind(theme: Theme, finding: Finding) -> QLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(ElidedLabel(theme, words.kind_of(finding.found)))
    row.addWidget(SeverityBars(theme, finding.found.severity))
    row.addStretch()
    return row


def _add_decision(theme: Theme, grid: FactGrid, finding: Finding, decision: Decision) -> None:
    if decision.is_open:
        grid.add(translate("Contradictions", "Suggested"), decision.suggestion)
    else:
        said = words.resolution(finding.found, decision)
        grid.add(translate("Contradictions", "Resolution"), said)
    ladder = RuleLadder(theme, Ladder(decision.basis, finding.has_house_rule))
    grid.add_widget(translate("Contradictions", "Decided by"), ladder)
    grid.add(translate("Contradictions", "To change"), words.changes(decision))
    if departs := words.departure(decision):
        warning = WrapLabel(theme, departs, role=Role.WARN)
        grid.add_widget(translate("Contradictions", "Brief"), warning)
    grid.add(translate("Contradictions", "Evidence"), words.evidence(finding.found, decision))
