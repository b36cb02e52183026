"""What finished workers commit to, while the others still write (mockup 02)."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from models.claim import Claim, Facet, Ledger
from ui.components.labels import ElidedLabel, WrapLabel
from ui.components.pane import Hairline
from ui.components.tool_tips import plain_tool_tip
from ui.plan.words import listed
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.theme.tokens import Role

translate = QCoreApplication.translate

_MOST_ROWS = 12
_LEAST_EACH = 3
_LABEL_PX = 92


def facet_name(facet: Facet) -> str:
    """What a commitment is about, in a word or two."""
    return {
        Facet.AUDIENCE: translate("Commitments", "Who"),
        Facet.POSITIONING: translate("Commitments", "Promise"),
        Facet.DEFINITION: translate("Commitments", "Meaning"),
        Facet.MOTION: translate("Commitments", "How"),
        Facet.SCOPE: translate("Commitments", "Scope"),
        Facet.RULE: translate("Commitments", "Rule"),
        Facet.DATE: translate("Commitments", "When"),
        Facet.SEQUENCE: translate("Commitments", "Order"),
        Facet.BUDGET: translate("Commitments", "Budget"),
        Facet.PRICE: translate("Commitments", "Price"),
        Facet.METRIC: translate("Commitments", "Target"),
        Facet.CAPACITY: translate("Commitments", "Capacity"),
        Facet.OWNER: translate("Commitments", "Owner"),
        Facet.ASSUMPTION: translate("Commitments", "Assumes"),
    }[facet]


class CommitmentsPart(QWidget):
    """The most binding commitments of each worker; not there where none are known."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """None known."""
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[tuple[Ledger, str], ...] = ()
        self._from = ElidedLabel(theme, "", TextStyle.SMALL, Role.TEXT2)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(ElidedLabel(theme, self.tr("Commitments so far"), TextStyle.HEADING))
        head.addWidget(self._from, 1)
        self._rows = QWidget()
        foot = WrapLabel(
            theme,
            self.tr("Kept as short facts so that contradictions can be found."),
            TextStyle.SMALL,
            Role.TEXT2,
        )
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 12, 16, 12)
        self._column.setSpacing(6)
        self._column.addLayout(head)
        self._column.addWidget(self._rows)
        self._column.addWidget(foot)
        self.hide()

    def show_ledgers(self, ledgers: tuple[tuple[Ledger, str], ...]) -> None:
        """Show commitments, each with its worker's name; an empty list takes the part away."""
        told = tuple(one for one in ledgers if one[0].claims)
        if told == self._shown:
            return
        self._shown = told
        self.setVisible(bool(told))
        if not told:
            return
        words = self.tr("from {names}")
        self._from.setText(words.format(names=listed([name for _, name in told])))
        self._column.removeWidget(self._rows)
        self._rows.hide()
        self._rows.deleteLater()
        self._rows = self._table(told)
        self._column.insertWidget(1, self._rows)

    def _table(self, told: tuple[tuple[Ledger, str], ...]) -> QWidget:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(5)
        grid.setColumnMinimumWidth(0, self._theme.fonts.px(_LABEL_PX))
        grid.setColumnStretch(1, 1)
        most = max(_LEAST_EACH, _MOST_ROWS // len(told))
        row = 0
        for ledger, name in told:
            if len(told) > 1:
                who = ElidedLabel(self._theme, name, TextStyle.SMALL_STRONG, Role.TEXT2)
                grid.addWidget(who, row, 0, 1, 2)
                row += 1
            for claim in ledger.claims[:most]:
                row = self._add(grid, row, claim)
            if more := len(ledger.claims) - most:
                row = self._add_more(grid, row, more)
        return table

    def _add(self, grid: QGridLayout, row: int, claim: Claim) -> int:
        label = ElidedLabel(
            self._theme, facet_name(claim.facet), TextStyle.SMALL_STRONG, Role.TEXT3
        )
        said = WrapLabel(self._theme, claim.says, TextStyle.SMALL)
        said.setToolTip(plain_tool_tip(claim.quote))
        grid.addWidget(Hairline(self._theme), row, 0, 1, 2)
        grid.addWidget(label, row + 1, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(said, row + 1, 1)
        return row + 2

    def _add_more(self, grid: QGridLayout, row: int, more: int) -> int:
        if more > 0:
            words = self.tr("and {count} more").format(count=more)
            grid.addWidget(ElidedLabel(self._theme, words, TextStyle.SMALL, Role.TEXT3), row, 1)
        return row + 1
