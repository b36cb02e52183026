"""Do the parts fit? What does not, what nobody answers, and the matrix it was seen in."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from models.alignment import Alignment, BriefGap, Misalignment
from models.documents import StatementRef
from models.run import Run
from ui.alignment import words
from ui.alignment.matrix import TABLE_FROM_PX, Matrix, show_words
from ui.components.button_base import ButtonSize
from ui.components.buttons import LinkButton
from ui.components.icon_mark import IconMark
from ui.components.labels import WrapLabel
from ui.components.pane import Hairline, Pane
from ui.contradictions.words import quoted
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role


class AlignmentPage(QScrollArea):
    """Shows an `Alignment`.

    Attributes:
        place_shown: the StatementRef of a sentence that the user wants to see in its panel.
    """

    place_shown = Signal(object)

    def __init__(self, theme: Theme, alignment: Alignment, run: Run) -> None:
        """Show ``alignment``, whose sentences stand in the texts of ``run``."""
        super().__init__()
        self._theme = theme
        self._alignment = alignment
        self._names = {f"specialist/{one.slot}": one.specialist for one in run.contributions}
        self._is_table: bool | None = None
        self._matrix = QWidget()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Do the parts fit?"))
        ground = Pane(theme, Role.SURFACE)
        self._column = QVBoxLayout(ground)
        self._column.setContentsMargins(24, 16, 24, 24)
        self._column.setSpacing(6)
        self._fill()
        self.setWidget(ground)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the matrix as a table where there is room for one."""
        super().resizeEvent(event)
        self._show_matrix(event.size().width() >= self._theme.fonts.px(TABLE_FROM_PX))

    def _fill(self) -> None:
        alignment, theme = self._alignment, self._theme
        self._heading(self.tr("Do the parts fit?"), TextStyle.TITLE)
        said = words.summary_line(alignment)
        for line in (f"{said}.", words.drawn_by_line(alignment), *alignment.notes):
            if line:
                self._column.addWidget(WrapLabel(theme, line, TextStyle.SMALL, Role.TEXT2))
        if alignment.misalignments:
            self._heading(self.tr("What does not fit"))
            for misfit in alignment.misalignments:
                self._column.addWidget(self._misfit(misfit))
        if alignment.gaps:
            self._heading(self.tr("Asked in the brief, answered by nobody"))
            for gap in alignment.gaps:
                self._column.addWidget(self._gap(gap))
        self._heading(self.tr("Activities"))
        if not alignment.rows:
            none = self.tr("No text plans an activity that could be listed.")
            self._column.addWidget(WrapLabel(theme, none, role=Role.TEXT2))
        self._column.addWidget(self._matrix)
        self._column.addStretch()

    def _heading(self, text: str, style: TextStyle = TextStyle.HEADING) -> None:
        if style is TextStyle.HEADING:
            self._column.addSpacing(10)
        self._column.addWidget(WrapLabel(self._theme, text, style))

    def _misfit(self, misfit: Misalignment) -> QWidget:
        return self._entry(words.kind_name(misfit.kind), misfit.text, "", misfit.sources)

    def _gap(self, gap: BriefGap) -> QWidget:
        return self._entry("", gap.text, quoted(gap.quote), (gap.ref,))

    def _entry(
        self, title: str, text: str, quote: str, sources: tuple[StatementRef, ...]
    ) -> QWidget:
        entry = QWidget()
        lines = QVBoxLayout()
        lines.setSpacing(1)
        for words_, style, role in (
            (title, TextStyle.SMALL_STRONG, Role.TEXT),
            (text, TextStyle.BODY, Role.TEXT),
            (quote, TextStyle.SMALL, Role.TEXT2),
        ):
            if words_:
                lines.addWidget(WrapLabel(self._theme, words_, style, role))
        for ref in sources:
            lines.addWidget(self._link(ref), 0, Qt.AlignmentFlag.AlignLeading)
        icon = IconMark(self._theme, Icon.WARNING, Role.WARN)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(icon)
        row.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
        row.addLayout(lines, 1)
        column = QVBoxLayout(entry)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(Hairline(self._theme))
        return entry

    def _link(self, ref: StatementRef) -> LinkButton:
        name = self._names.get(ref.document_id, "")
        label = f"{show_words(ref)}: {name}" if name else show_words(ref)
        link = LinkButton(self._theme, label, Icon.OPEN, ButtonSize.COMPACT)
        link.clicked.connect(lambda: self.place_shown.emit(ref))
        return link

    def _show_matrix(self, is_table: bool) -> None:
        if is_table == self._is_table:
            return
        self._is_table = is_table
        matrix = Matrix(self._theme, self._alignment, is_table=is_table)
        matrix.place_shown.connect(self.place_shown)
        self._column.replaceWidget(self._matrix, matrix)
        self._matrix.hide()
        self._matrix.deleteLater()
        self._matrix = matrix
