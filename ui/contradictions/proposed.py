"""What finders propose while they are still at work: quiet rows, without a number."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.candidate import Candidate
from ui.components.icon_mark import IconMark
from ui.components.labels import ElidedLabel
from ui.components.pane import Hairline
from ui.components.state_chip import StateChip
from ui.components.tool_tips import plain_tool_tip
from ui.contradictions import words
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role

_HEIGHT_PX = 32


class ProposedRow(QWidget):
    """A candidate: what it is about, and whether anybody has looked twice."""

    def __init__(self, theme: Theme, candidate: Candidate) -> None:
        """Show ``candidate``."""
        super().__init__()
        title = words.capital(candidate.title)
        chip = words.candidate_chip(candidate)
        icon = IconMark(theme, Icon.SEARCH, Role.TEXT3)
        row = QHBoxLayout(self)
        row.setContentsMargins(17, 0, 14, 0)
        row.setSpacing(11)
        row.addWidget(icon)
        row.addWidget(ElidedLabel(theme, title, TextStyle.SMALL, Role.TEXT2), 1)
        row.addWidget(StateChip(theme, chip))
        self.setMinimumHeight(theme.fonts.px(_HEIGHT_PX))
        quotes = "\n".join(
            f"{words.side_name(side.specialist)}: {words.quoted(side.quote)}"
            for side in candidate.sides
        )
        self.setToolTip(plain_tool_tip(quotes))
        self.setAccessibleName(f"{title}, {chip.label}")
        self.setAccessibleDescription(quotes)


class ProposedPart(QWidget):
    """All candidates of the moment; not there where there are none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """No candidates."""
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[Candidate, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def show_candidates(self, candidates: tuple[Candidate, ...]) -> None:
        """Show these, in the order in which they were found; known rows stay."""
        if candidates == self._shown:
            return
        for at, candidate in enumerate(candidates):
            known = self._shown[at] if at < len(self._shown) else None
            if known == candidate:
                continue
            self._remove(at)
            self._insert(at, candidate)
        for _at in range(len(candidates), len(self._shown)):
            self._remove(len(candidates))
        self._shown = candidates
        self.setVisible(bool(candidates))

    def _insert(self, at: int, candidate: Candidate) -> None:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(ProposedRow(self._theme, candidate))
        column.addWidget(Hairline(self._theme))
        self._column.insertWidget(at, holder)

    def _remove(self, at: int) -> None:
        item = self._column.takeAt(at)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
