"""Contradictions or plan, where the dock has no room for both."""

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.components.labels import ElidedLabel
from ui.components.pane import Hairline
from ui.components.switcher import Segment, SegmentedSwitcher
from ui.contradictions.findings import Findings
from ui.contradictions.words import needs_you_line
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.theme.tokens import Role


class DockTabs(QWidget):
    """The switch, and how many contradictions need the user.

    Attributes:
        chosen: the user chose the other part.
    """

    FOUND: ClassVar = "contradictions"
    PLAN: ClassVar = "plan"

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Hidden."""
        super().__init__(parent)
        segments = (
            Segment(self.FOUND, self.tr("Contradictions")),
            Segment(self.PLAN, self.tr("Plan")),
        )
        self._switcher = SegmentedSwitcher(theme, segments, self.tr("Shown in the dock"))
        self._switcher.chosen.connect(self.chosen)
        self._needs_you = ElidedLabel(theme, "", TextStyle.SMALL_STRONG, Role.WARN)
        row = QHBoxLayout()
        row.setContentsMargins(14, 8, 16, 8)
        row.addWidget(self._switcher)
        row.addStretch()
        row.addWidget(self._needs_you)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(Hairline(theme))
        self.hide()

    @property
    def current(self) -> str:
        """`FOUND` or `PLAN`."""
        return self._switcher.current

    def show_current(self, key: str) -> None:
        """Mark a part as the one shown, without emitting `chosen`."""
        self._switcher.show_current(key)

    def show_findings(self, findings: Findings) -> None:
        """Count."""
        count = len(findings.standing)
        label = self.tr("Contradictions {count}").format(count=count)
        self._switcher.show_label(self.FOUND, label if count else self.tr("Contradictions"))
        open_ones = sum(one.needs_you for one in findings.standing)
        self._needs_you.setText(needs_you_line(open_ones) if open_ones else "")
