"""The fixed facts: those the user set, and those that are proposed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.brief import Fact
from ui.components.button_base import ButtonSize
from ui.components.buttons import FlatButton, LinkButton
from ui.components.labels import ElidedLabel
from ui.components.pane import Hairline
from ui.ready.draft import FactLine
from ui.ready.fact_rows import FactRow
from ui.ready.proposals import Proposals, key_of
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role


class FactsPanel(QWidget):
    """Edits the facts of a brief.

    Attributes:
        changed: a fact was typed, added, kept or removed.
    """

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """No facts."""
        super().__init__(parent)
        self._theme = theme
        self._rows: list[FactRow] = []
        self._removed: tuple[int, FactLine] | None = None
        self._add = FlatButton(theme, self.tr("Add fact"), Icon.ADD)
        self._add.clicked.connect(self.add_fact)
        self._rows_column = QVBoxLayout()
        self._rows_column.setSpacing(0)
        self._proposals = Proposals(theme)
        self._proposals.kept.connect(self._keep)
        self._proposals.changed.connect(self.changed)
        self._proposals.left.connect(self._add.setFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._header(theme))
        column.addSpacing(2)
        column.addWidget(Hairline(theme))
        self._nothing = self._empty_row(theme)
        column.addWidget(self._nothing)
        column.addLayout(self._rows_column)
        column.addWidget(self._undo_row(theme))
        column.addWidget(self._proposals)

    @property
    def facts(self) -> tuple[FactLine, ...]:
        """All that is typed, finished or not; rows without a letter are left out."""
        return tuple(row.line for row in self._rows if not row.line.is_empty)

    @property
    def settled(self) -> tuple[str, ...]:
        """Values of proposals that the user has decided about."""
        return self._proposals.settled

    def show_facts(self, facts: tuple[FactLine, ...], settled: tuple[str, ...]) -> None:
        """Replace all facts by those of another brief."""
        for row in list(self._rows):
            self._take_out(row)
        for fact in facts:
            self._put_in(len(self._rows), fact)
        self._set_removed(None)
        self._proposals.start_over(settled)
        self._tell_proposals()

    def show_proposed(self, facts: tuple[Fact, ...]) -> None:
        """Propose facts, except those that are there already or were refused."""
        self._proposals.show_facts(facts)

    def add_fact(self) -> None:
        """Add a row to be filled in."""
        blank = next((row for row in self._rows if row.line.is_empty), None)
        (blank or self._put_in(len(self._rows), FactLine())).focus_subject()

    def _header(self, theme: Theme) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(ElidedLabel(theme, self.tr("Fixed facts"), TextStyle.HEADING))
        hint = self.tr("they settle contradictions first")
        row.addWidget(ElidedLabel(theme, hint, TextStyle.SMALL, Role.TEXT2), 1)
        row.addWidget(self._add)
        return row

    def _empty_row(self, theme: Theme) -> QWidget:
        said = self.tr("None yet. Every worker gets them word for word, and none may change them.")
        row = QWidget()
        inside = QVBoxLayout(row)
        inside.setContentsMargins(0, 8, 0, 0)
        inside.addWidget(ElidedLabel(theme, said, TextStyle.SMALL, Role.TEXT2))
        return row

    def _undo_row(self, theme: Theme) -> QWidget:
        self._undo_line = QWidget()
        self._undo_line.hide()
        self._undo_text = ElidedLabel(theme, style=TextStyle.SMALL, role=Role.TEXT2)
        undo = LinkButton(theme, self.tr("Put it back"), size=ButtonSize.COMPACT)
        undo.clicked.connect(self._put_back)
        row = QHBoxLayout(self._undo_line)
        row.setContentsMargins(2, 4, 0, 0)
        row.addWidget(self._undo_text)
        row.addWidget(undo)
        row.addStretch()
        return self._undo_line

    def _put_in(self, place: int, line: FactLine) -> FactRow:
        row = FactRow(self._theme, line)
        row.edited.connect(self._tell_edited)
        row.remove_wanted.connect(lambda: self._remove(row))
        row.next_wanted.connect(lambda: self._go_on_from(row))
        self._rows.insert(place, row)
        self._rows_column.insertWidget(place, row)
        # At once, because only what is shown can be given the cursor.
        row.show()
        self._nothing.hide()
        return row

    def _take_out(self, row: FactRow) -> None:
        self._rows.remove(row)
        self._nothing.setVisible(not self._rows)
        row.hide()
        row.deleteLater()

    def _remove(self, row: FactRow) -> None:
        place, line = self._rows.index(row), row.line
        neighbours = self._rows[place + 1 :] or self._rows[:place][-1:]
        if neighbours:
            neighbours[0].focus_remove()
        else:
            self._add.setFocus()
        self._take_out(row)
        if not line.is_empty:
            self._set_removed((place, line))
            self._proposals.settle(line.value)
        self._tell_edited()

    def _put_back(self) -> None:
        if self._removed is None:
            return
        place, line = self._removed
        self._put_in(min(place, len(self._rows)), line).focus_value()
        self._set_removed(None)
        self._tell_edited()

    def _set_removed(self, removed: tuple[int, FactLine] | None) -> None:
        self._removed = removed
        self._undo_line.setVisible(removed is not None)
        if removed is not None:
            name = removed[1].subject.strip() or removed[1].value.strip()
            self._undo_text.setText(self.tr("“{name}” was removed.").format(name=name))

    def _keep(self, fact: Fact) -> None:
        line = FactLine(subject=fact.subject, value=fact.value)
        # A row begun and left empty is used first.
        blank = next((row for row in self._rows if row.line.is_empty), None)
        if blank is not None:
            self._take_out(blank)
        self._put_in(len(self._rows), line)
        self._tell_edited()

    def _go_on_from(self, row: FactRow) -> None:
        place = self._rows.index(row) + 1
        if place < len(self._rows):
            self._rows[place].focus_subject()
        elif not row.line.is_empty:
            self.add_fact()

    def _tell_edited(self) -> None:
        self._tell_proposals()
        self.changed.emit()

    def _tell_proposals(self) -> None:
        self._proposals.set_known({key_of(row.line.value) for row in self._rows})
