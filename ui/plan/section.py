"""One section of the plan: its heading and state, its text, and what is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, Qt, QUrl, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.plan import PlanSection, SectionState, Violation
from ui.components.state_chip import Chip, ChipState, StateChip
from ui.markdown.decorations import PlanMark
from ui.markdown.quotes import QuoteMark
from ui.plan.rests_on import Pointed, pointed_in
from ui.plan.section_text import EDGE_PX, MARGIN_PX, SectionHeading, SectionText
from ui.plan.sentences import sentences_with_mark
from ui.plan.violation_note import ViolationNote
from ui.theme.theme import Theme
from ui.theme.tokens import Role

translate = QCoreApplication.translate

_DASH_X_PX = 7


@dataclass(frozen=True, slots=True)
class ShownSection:
    """What a section shows.

    Attributes:
        section: heading and text.
        is_stale: whether it rests on texts that have changed.
        violations: decisions that it does not fully reflect.
        before: what it said before it was written anew.
    """

    section: PlanSection
    is_stale: bool = False
    violations: tuple[Violation, ...] = ()
    before: str = ""

    @property
    def is_old(self) -> bool:
        """Whether the text before is shown, because no word has taken its place yet."""
        is_empty = self.section.state is SectionState.WRITING and not self.section.markdown
        return is_empty and bool(self.before)

    @property
    def markdown(self) -> str:
        """The words that are shown."""
        return self.before if self.is_old else self.section.markdown


class SectionPane(QWidget):
    """Shows a `ShownSection`.

    Attributes:
        mark_activated: the number of the decision mark, or of the violation, that was chosen.
        zoom_requested: steps of reading zoom.
        link_activated: the address of a link that was chosen.
        pointed: the sentence that the mouse is over, as a Pointed, or ``None``.
        chosen: the sentence that the caret was put into, as a Pointed, or ``None``.
    """

    pointed = Signal(object)
    chosen = Signal(object)
    mark_activated = Signal(int)
    zoom_requested = Signal(int)
    link_activated = Signal(QUrl)

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        """Nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self._shown: ShownSection | None = None
        self._marks: tuple[PlanMark, ...] = ()
        self._known = ""
        self._heading = SectionHeading(theme, title)
        self._chip = StateChip(theme, Chip(ChipState.WAITING))
        self.text = SectionText(theme, title)
        self._violations = QVBoxLayout()
        self._violations.setContentsMargins(EDGE_PX - MARGIN_PX, 0, EDGE_PX, 8)
        self._violations.setSpacing(6)
        top = QHBoxLayout()
        top.setContentsMargins(EDGE_PX - MARGIN_PX, 0, EDGE_PX, 0)
        top.setSpacing(10)
        top.addWidget(self._heading, 1)
        top.addWidget(self._chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN_PX, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.text)
        column.addLayout(self._violations)
        self.text.mark_activated.connect(self.mark_activated)
        self.text.zoom_requested.connect(self.zoom_requested)
        self.text.link_activated.connect(self.link_activated)
        self.text.pointed.connect(self._point)
        self.text.caret_moved.connect(self._choose)
        theme.changed.connect(self.update)

    def show_section(
        self, shown: ShownSection, marks: tuple[PlanMark, ...], *, is_live: bool
    ) -> None:
        """Show the section as it is now."""
        before = self._shown
        is_same = (
            before is not None and before.section is shown.section and before.before == shown.before
        )
        if not is_same:
            self._show_text(shown)
        if not is_same or marks != self._marks:
            self._marks = marks
            self.text.show_marks(marks)
            self.text.show_quotes(_lit(shown.markdown, marks))
        if self._shown is None or self._shown.violations != shown.violations:
            self._show_violations(shown.violations)
        self._shown = shown
        chip = chip_of(shown, is_live=is_live)
        self._chip.setVisible(chip is not None)
        if chip is not None:
            self._chip.show_chip(chip)
        self._heading.setText(shown.section.title)
        state = f", {self._chip.text()}" if chip is not None else ""
        self.text.setAccessibleName(f"{shown.section.title}{state}")
        self.update()

    def set_zoom(self, percent: int) -> None:
        """Zoom heading and text."""
        self._heading.set_zoom(percent)
        self.text.zoom(percent)

    def light(self, pointed: Pointed | None) -> None:
        """Light a sentence, or none."""
        source = pointed.source if pointed is not None else None
        self.text.light(source.start if source else 0, source.end if source else 0)

    def _point(self, at: int) -> None:
        self.pointed.emit(self._sentence_at(at))

    def _choose(self, at: int) -> None:
        self.chosen.emit(self._sentence_at(at))

    def _sentence_at(self, at: int) -> Pointed | None:
        if self._shown is None or at < 0:
            return None
        section = self._shown.section
        return pointed_in(section.markdown, section.provenance, at)

    def extent_of_mark(self, number: int) -> tuple[float, float] | None:
        """How far down in this pane the first sentence with a mark begins and ends."""
        markdown = self._shown.markdown if self._shown else ""
        places = sentences_with_mark(markdown, number)
        extent = self.text.extent_of(*places[0]) if places else None
        return (self.text.y() + extent[0], self.text.y() + extent[1]) if extent else None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dashed line of a stale section."""
        if self._shown is None or not self._shown.is_stale:
            return
        painter = QPainter(self)
        pen = QPen(self._theme.color(Role.WARN), 2)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        x = self.width() - _DASH_X_PX if self.isRightToLeft() else _DASH_X_PX
        bottom = self.text.geometry().bottom() - 14
        painter.drawLine(QPointF(x, 2), QPointF(x, max(bottom, 2)))

    def _show_text(self, shown: ShownSection) -> None:
        known, markdown, section = self._known, shown.markdown, shown.section
        was_old = self._shown is not None and self._shown.is_old
        self._known = markdown
        self.text.show_old(is_old=shown.is_old)
        # What is below a section that is written anew stays where it is meanwhile.
        is_anew = section.state is SectionState.WRITING and (known or self.minimumHeight())
        self.setMinimumHeight(max(self.minimumHeight(), self.height()) if is_anew else 0)
        if shown.is_old or section.state is not SectionState.WRITING:
            if known == markdown and known:
                self.text.finish()
            else:
                self.text.show_markdown(markdown)
        elif markdown.startswith(known) and not was_old:
            if len(markdown) > len(known):
                self.text.append(markdown[len(known) :])
        else:
            self.text.clear()
            self.text.append(markdown)
        self.text.setVisible(bool(markdown))

    def _show_violations(self, violations: Sequence[Violation]) -> None:
        while (item := self._violations.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for violation in violations:
            note = ViolationNote(self._theme, violation)
            note.activated.connect(self.mark_activated)
            self._violations.addWidget(note)


def chip_of(shown: ShownSection, *, is_live: bool) -> Chip | None:
    """Where a section is; one that is written and holds has no chip."""
    match shown.section.state:
        case SectionState.MISSING:
            return Chip(ChipState.FAILED, translate("Plan", "Missing"))
        case SectionState.WRITING if not is_live:
            return Chip(ChipState.STOPPED, translate("Plan", "Not finished"))
        case SectionState.WRITING if shown.section.markdown:
            return Chip(ChipState.WRITING)
        case SectionState.WRITING:
            return Chip(ChipState.WAITING)
        case _:
            return Chip(ChipState.OUT_OF_DATE) if shown.is_stale else None


def _lit(markdown: str, marks: Sequence[PlanMark]) -> list[QuoteMark]:
    """The sentences of the selected decision."""
    return [
        QuoteMark(one.number, "", start, end, one.topic)
        for one in marks
        if one.selected
        for start, end in sentences_with_mark(markdown, one.number)
    ]
