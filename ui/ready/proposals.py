"""Facts that stand in the brief and may be fixed with one key."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.brief import Fact
from ui.components.buttons import FlatButton
from ui.components.labels import ElidedLabel
from ui.components.pane import Hairline
from ui.ready.fact_rows import ProposalRow
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.theme.tokens import Role


def key_of(value: str) -> str:
    """What makes two values the same: the words, whatever their case and the spaces between."""
    return " ".join(value.split()).casefold()


class Proposals(QWidget):
    """Lists proposed facts; there is nothing to see while there are none.

    Attributes:
        kept: the user wants this fact to be fixed: a Fact.
        changed: the user decided about a proposal.
        left: the last proposal is gone, and with it the place of the keyboard.
    """

    kept = Signal(object)
    changed = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Nothing is proposed."""
        super().__init__(parent)
        self._theme = theme
        self._facts: tuple[Fact, ...] = ()
        self._known: set[str] = set()
        # A dict keeps the order in which the user decided.
        self._settled: dict[str, None] = {}
        self._rows: dict[Fact, ProposalRow] = {}
        header = QHBoxLayout()
        header.setSpacing(10)
        title = self.tr("Proposed from your brief")
        header.addWidget(ElidedLabel(theme, title, TextStyle.LABEL, Role.TEXT2))
        hint = self.tr("not fixed unless you keep them")
        header.addWidget(ElidedLabel(theme, hint, TextStyle.SMALL, Role.TEXT2), 1)
        self._keep_all = FlatButton(theme, self.tr("Keep all"))
        self._keep_all.clicked.connect(self._keep_every)
        header.addWidget(self._keep_all)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 10, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(header)
        self._column.addWidget(Hairline(theme))
        self._refresh()

    @property
    def settled(self) -> tuple[str, ...]:
        """Values that are not proposed again."""
        return tuple(self._settled)

    def start_over(self, settled: tuple[str, ...]) -> None:
        """Propose for another brief, of which the user has decided about ``settled``."""
        self._settled = dict.fromkeys(settled)
        self._facts = ()
        self._refresh()

    def show_facts(self, facts: tuple[Fact, ...]) -> None:
        """Propose ``facts``."""
        self._facts = facts
        self._refresh()

    def set_known(self, keys: set[str]) -> None:
        """Propose nothing that is a fixed fact already."""
        if keys != self._known:
            self._known = keys
            self._refresh()

    def settle(self, value: str) -> None:
        """Do not propose a value again."""
        self._settled[key_of(value)] = None
        self._refresh()

    def _refresh(self) -> None:
        """Add and take away rows; those that stay keep the keyboard."""
        wanted = [one for one in self._facts if self._is_wanted(one)]
        for fact in [one for one in self._rows if one not in wanted]:
            row = self._rows.pop(fact)
            row.hide()
            row.deleteLater()
        for place, fact in enumerate(wanted):
            if fact not in self._rows:
                self._rows[fact] = self._row(fact)
            below_header = place + 2
            if self._column.indexOf(self._rows[fact]) != below_header:
                self._column.insertWidget(below_header, self._rows[fact])
        self._rows = {fact: self._rows[fact] for fact in wanted}
        self._keep_all.setVisible(len(wanted) > 1)
        self.setVisible(bool(wanted))

    def _is_wanted(self, fact: Fact) -> bool:
        key = key_of(fact.value)
        return key not in self._settled and key not in self._known

    def _row(self, fact: Fact) -> ProposalRow:
        row = ProposalRow(self._theme, fact)
        row.keep_wanted.connect(lambda: self._keep(fact))
        row.refuse_wanted.connect(lambda: self._refuse(fact))
        return row

    def _keep(self, fact: Fact) -> None:
        self._move_on_from(fact)
        self.settle(fact.value)
        self.kept.emit(fact)

    def _refuse(self, fact: Fact) -> None:
        self._move_on_from(fact)
        self.settle(fact.value)
        self.changed.emit()

    def _keep_every(self) -> None:
        facts = tuple(self._rows)
        self.left.emit()
        for fact in facts:
            self.settle(fact.value)
            self.kept.emit(fact)

    def _move_on_from(self, fact: Fact) -> None:
        """Before a row goes, take the keyboard to the next one."""
        facts = list(self._rows)
        place = facts.index(fact)
        following = facts[place + 1 :] or facts[:place][-1:]
        if following:
            self._rows[following[0]].focus_keep()
        else:
            self.left.emit()
