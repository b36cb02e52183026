"""The contradictions in the dock: a header that counts them, and the list."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.components.labels import ElidedLabel
from ui.components.pane import Pane
from ui.contradictions.findings import Findings
from ui.contradictions.listing import ContradictionList, edge_px
from ui.contradictions.ruling.desk import RulingDesk
from ui.contradictions.words import count_line
from ui.plan.scrolled_line import ScrolledLine
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.theme.tokens import Role


class FoundPart(Pane):
    """Shows `Findings`."""

    def __init__(
        self, theme: Theme, desk: RulingDesk | None = None, parent: QWidget | None = None
    ) -> None:
        """Nothing found yet."""
        super().__init__(theme, Role.SURFACE, parent)
        self._title = ElidedLabel(theme, "", TextStyle.HEADING)
        self.counts = ElidedLabel(theme, "", TextStyle.SMALL, Role.TEXT2)
        self.list = ContradictionList(theme, desk)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(10)
        head.addWidget(self._title)
        head.addWidget(self.counts, 1)
        self._head = QWidget()
        self._head.setLayout(head)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(ScrolledLine(theme, self.list))
        column.addWidget(self.list, 1)

    def set_head_shown(self, is_shown: bool) -> None:
        """Leave the header out where a switch above says the same."""
        self._head.setVisible(is_shown)

    @property
    def content_height(self) -> int:
        """What it takes to show everything."""
        head = 0 if self._head.isHidden() else self._head.sizeHint().height() + 1
        return head + self.list.content_height

    def show_findings(self, findings: Findings) -> None:
        """Show what was found."""
        is_settled = findings.is_settled
        self._head.setContentsMargins(edge_px(findings), 9, 16, 9)
        self._title.setText(self.tr("Contradictions") if is_settled else self.tr("Found so far"))
        self.counts.setText(count_line(findings))
        self.list.show_findings(findings)
