"""The list of contradictions in the dock: rows, at most one open card, and folds."""

from itertools import pairwise

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from models.comparison import CompareLevel
from ui.alignment.words import alignment_link
from ui.components.banner import Banner, Notice, Tone
from ui.components.button_base import ButtonSize
from ui.components.buttons import LinkButton
from ui.components.labels import WrapLabel
from ui.components.pane import Pane
from ui.components.source_text import SourceText
from ui.contradictions import checked, words
from ui.contradictions.commitments import CommitmentsPart
from ui.contradictions.findings import Finding, Findings
from ui.contradictions.fold import Fold
from ui.contradictions.item import ContradictionItem
from ui.contradictions.proposed import ProposedPart
from ui.contradictions.row import ListRow
from ui.contradictions.ruling.desk import RulingDesk
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.theme.tokens import Role


def edge_px(findings: Findings) -> int:
    """Left of words; while the steps of a run stand above, where theirs begin."""
    return 16 if findings.is_settled else 20


class ContradictionList(QScrollArea):
    """Shows `Findings`.

    Up and Down move between rows, Enter opens and closes a card, Esc closes it.

    Attributes:
        selected: the number of the contradiction the user opened; ``None`` when closed.
        shown: the user wants to see a side in its panel; says the slot or "brief", and the number.
        ruled: the number, and the Ruling that the user saved.
        undo_wanted: the number of the contradiction whose last ruling should be taken back.
        alone_wanted: the number of the contradiction that the user wants to see alone.
        compatible_wanted: the user wants to see what turned out to fit.
        alignment_wanted: the user wants to see whether the parts fit.
    """

    selected = Signal(object)
    shown = Signal(str, int)
    ruled = Signal(int, object)
    undo_wanted = Signal(int)
    alone_wanted = Signal(int)
    compatible_wanted = Signal()
    alignment_wanted = Signal()

    def __init__(
        self, theme: Theme, desk: RulingDesk | None = None, parent: QWidget | None = None
    ) -> None:
        """Nothing found yet."""
        super().__init__(parent)
        self._theme = theme
        self._desk = desk or RulingDesk()
        self._findings: Findings | None = None
        self._items: dict[int, ContradictionItem] = {}
        self._open: int | None = None
        self._expectation = ""
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Contradictions"))
        self._ground = self._contents(theme)
        self.setWidget(self._ground)
        self.show_findings(Findings(is_settled=False))

    def _contents(self, theme: Theme) -> QWidget:
        pane = Pane(theme, Role.SURFACE)
        self._code_only = Banner(theme, Notice(Tone.WARN, ""))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._worth, self._minor = Fold(theme), Fold(theme)
        self._dismissed, self._withdrawn = Fold(theme), Fold(theme)
        self._folds = (self._worth, self._minor, self._dismissed, self._withdrawn)
        self._proposed = ProposedPart(theme)
        self._commitments = CommitmentsPart(theme)
        self._footnote = WrapLabel(theme, "", TextStyle.SMALL, Role.TEXT2)
        self._compatible = LinkButton(theme, "", size=ButtonSize.COMPACT)
        self._compatible.clicked.connect(self.compatible_wanted)
        self._alignment = SourceText(theme, "", "", padding_px=0)
        self._alignment.clicked.connect(self.alignment_wanted)
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._code_only)
        column.addLayout(self._rows)
        for part in (self._proposed, *self._folds):
            column.addWidget(part)
        self._footer = QWidget()
        footer = QVBoxLayout(self._footer)
        footer.setContentsMargins(0, 0, 0, 0)
        footer.setSpacing(2)
        footer.addWidget(self._footnote)
        footer.addWidget(self._compatible, 0, Qt.AlignmentFlag.AlignLeading)
        footer.addWidget(self._alignment)
        column.addWidget(self._footer)
        column.addWidget(self._commitments)
        column.addStretch()
        return pane

    @property
    def open_number(self) -> int | None:
        """The contradiction whose card is open."""
        return self._open

    def item(self, number: int) -> ContradictionItem:
        """Row and card of a contradiction."""
        return self._items[number]

    @property
    def contents(self) -> QWidget:
        """What is scrolled."""
        return self._ground

    @property
    def content_height(self) -> int:
        """What it takes to show everything."""
        layout = self._ground.layout()
        if layout is not None and layout.hasHeightForWidth():
            return layout.heightForWidth(self.viewport().width())
        return self._ground.sizeHint().height()

    def minimumSizeHint(self) -> QSize:
        """A row; everything else can be scrolled to."""
        return QSize(self._ground.minimumSizeHint().width(), self._theme.fonts.px(24))

    def focus_first(self) -> None:
        """Focus the first contradiction that needs the user, or else the first of all."""
        shown = self._findings.main if self._findings else ()
        first = next((one for one in shown if one.needs_you), next(iter(shown), None))
        if first is not None:
            self._items[first.number].row.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_findings(self, findings: Findings) -> None:
        """Show what was found."""
        if findings == self._findings:
            return
        self._findings = findings
        self._remove_all_but({one.number for one in findings.all})
        for layout, members in self._groups(findings):
            for index, finding in enumerate(members):
                self._place(layout, index, finding)
        for fold, count, line in (
            (self._worth, len(findings.worth_a_look), words.worth_line),
            (self._minor, len(findings.minor), words.minor_line),
            (self._dismissed, len(findings.dismissed), words.dismissed_line),
            (self._withdrawn, len(findings.withdrawn), words.withdrawn_line),
        ):
            fold.show_words(line(count), is_there=count > 0)
        self._proposed.show_candidates(findings.proposed)
        self._commitments.show_ledgers(findings.commitments)
        self._say_what_was_compared(findings)
        self._order_tabs()

    def show_expectation(self, expectation: str) -> None:
        """Say beside "None found" what the model found when it was tested."""
        self._expectation = expectation
        if self._findings is not None:
            self._say_what_was_compared(self._findings)

    def select(self, number: int | None) -> None:
        """Open that card and no other, without emitting `selected`."""
        if number == self._open:
            return
        if self._open in self._items and self._open is not None:
            self._items[self._open].set_open(False)
        self._open = number if number in self._items else None
        if self._open is None:
            return
        item = self._items[self._open]
        for fold in self._folds:
            if fold.inside.indexOf(item) >= 0:
                fold.row.setChecked(True)
        item.set_open(True)
        self._order_tabs()
        # The card has its place only after the layout has run.
        QTimer.singleShot(0, item, lambda: self._bring_into_view(item))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between rows; close the card."""
        match event.key():
            case Qt.Key.Key_Up:
                self._move(-1)
            case Qt.Key.Key_Down:
                self._move(1)
            case Qt.Key.Key_Escape if self._open is not None:
                number = self._open
                self.select(None)
                self._items[number].row.setFocus(Qt.FocusReason.OtherFocusReason)
                self.selected.emit(None)
            case _:
                super().keyPressEvent(event)

    def _place(self, layout: QBoxLayout, index: int, finding: Finding) -> None:
        item = self._items.get(finding.number)
        if item is None:
            item = ContradictionItem(self._theme, finding, self._desk)
            item.toggled.connect(self._toggle)
            item.shown.connect(self.shown)
            item.ruled.connect(self.ruled)
            item.undo_wanted.connect(self.undo_wanted)
            item.alone_wanted.connect(self.alone_wanted)
            item.grown.connect(self._show_grown)
            self._items[finding.number] = item
        item.show_finding(finding)
        if layout.indexOf(item) != index:
            for other in (self._rows, *(fold.inside for fold in self._folds)):
                other.removeWidget(item)
            layout.insertWidget(index, item)

    def _remove_all_but(self, numbers: set[int]) -> None:
        for number in set(self._items) - numbers:
            if number == self._open:
                self._open = None
            item = self._items.pop(number)
            item.hide()
            item.deleteLater()

    def _order_tabs(self) -> None:
        """Tab goes as one reads: rows were made in another order, and cards after them."""
        findings = self._findings or Findings()
        stops: list[QWidget] = []
        folds = (None, *self._folds)
        for fold, (_layout, members) in zip(folds, self._groups(findings), strict=True):
            stops += [fold.row] if fold is not None else []
            stops += [stop for one in members for stop in self._items[one.number].tab_stops]
        stops += [self._compatible, self._alignment]
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)

    def _groups(self, findings: Findings) -> tuple[tuple[QBoxLayout, tuple[Finding, ...]], ...]:
        """The rows in the order in which they are read, each group with where it stands."""
        return (
            (self._rows, findings.main),
            (self._worth.inside, findings.worth_a_look),
            (self._minor.inside, findings.minor),
            (self._dismissed.inside, findings.dismissed),
            (self._withdrawn.inside, findings.withdrawn),
        )

    def _say_what_was_compared(self, findings: Findings) -> None:
        comparison = findings.comparison
        is_code_only = comparison is not None and comparison.level is CompareLevel.CODE_ONLY
        self._code_only.setVisible(is_code_only)
        if is_code_only:
            title = self.tr("Compared by code only")
            self._code_only.show_notice(Notice(Tone.WARN, title, checked.code_only_line()))
        said = ""
        if comparison is not None:
            shown = len(findings.standing) + len(findings.worth_a_look)
            said = checked.compared_line(comparison, shown)
            if not shown:
                said = checked.none_found_line(findings, self._expectation)
        elif findings.is_settled and not findings.all:
            said = words.not_compared_line(len(findings.proposed))
        elif not findings.all and not findings.proposed:
            said = self.tr(
                "Contradictions stand here as soon as they are found: both sentences word for "
                "word, and what settles them."
            )
        if is_code_only and findings.standing:
            said = ""
        self._footnote.setText(said)
        compatible = checked.compatible_link(len(findings.dropped)) if findings.is_settled else ""
        self._compatible.setText(compatible)
        self._compatible.setVisible(bool(compatible))
        self._alignment.show_text(alignment_link(findings.alignment))
        self._alignment.setVisible(findings.alignment is not None)
        has_links = bool(compatible) or findings.alignment is not None
        self._footer.setVisible(bool(said) or has_links)
        self._footer.setContentsMargins(edge_px(findings), 8, 16, 10)

    def _toggle(self, number: int, is_open: bool) -> None:
        self.select(number if is_open else None)
        self.selected.emit(self._open)

    def _move(self, step: int) -> None:
        rows = [row for row in self._ground.findChildren(ListRow) if row.isVisible()]
        rows.sort(key=lambda row: row.mapTo(self._ground, row.rect().topLeft()).y())
        focused = next((at for at, row in enumerate(rows) if self._has_focus(row)), None)
        if not rows:
            return
        at = 0 if focused is None else max(0, min(len(rows) - 1, focused + step))
        rows[at].setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(rows[at], 0, 4)

    @staticmethod
    def _has_focus(row: ListRow) -> bool:
        """Whether the focus is on a row or inside of its card."""
        parent = row.parentWidget()
        if isinstance(parent, ContradictionItem):
            return row.hasFocus() or parent.isAncestorOf(row.window().focusWidget() or row.window())
        return row.hasFocus()

    def _show_grown(self, button: QWidget) -> None:
        # It has its place only after the layout has run.
        QTimer.singleShot(0, button, lambda: self.ensureWidgetVisible(button, 0, 12))

    def _bring_into_view(self, item: ContradictionItem) -> None:
        top = item.mapTo(self._ground, item.rect().topLeft()).y()
        bar, view = self.verticalScrollBar(), self.viewport().height()
        if top < bar.value() or item.height() > view:
            bar.setValue(top)
        elif top + item.height() > bar.value() + view:
            bar.setValue(top + item.height() - view)
