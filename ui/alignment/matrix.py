"""The matrix of activities: a table where there is room, else a block for each."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from models.alignment import Alignment, AlignmentCell, AlignmentRow, Aspect
from models.documents import StatementRef
from ui.alignment.words import aspect_name, missing_aspect
from ui.components.labels import ElidedLabel, WrapLabel
from ui.components.pane import Hairline, Pane
from ui.components.source_text import PADDING_PX, SourceText
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.theme.tokens import Role

translate = QCoreApplication.translate

TABLE_FROM_PX = 760
"""Where there is less room, seven or eight columns cannot be read."""

_ACTIVITY_STRETCH, _CELL_STRETCH = 5, 4


class Matrix(QWidget):
    """Shows the rows of an `Alignment`; empty cells that do not fit are tinted.

    Attributes:
        place_shown: the StatementRef of a sentence that the user wants to see in its panel.
    """

    place_shown = Signal(object)

    def __init__(self, theme: Theme, alignment: Alignment, *, is_table: bool) -> None:
        """``is_table`` puts the aspects beside each other, else below each other."""
        super().__init__()
        self._theme = theme
        self._missing = {
            (ref, missing_aspect(misfit.kind))
            for misfit in alignment.misalignments
            for ref in misfit.sources
        }
        if is_table:
            self._fill_table(alignment)
        else:
            self._fill_blocks(alignment)

    def _fill_table(self, alignment: Alignment) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(3)
        aspects = alignment.aspects
        titles = (translate("Alignment", "Activity"), *(aspect_name(one) for one in aspects))
        for column, title in enumerate(titles):
            grid.setColumnStretch(column, _CELL_STRETCH if column else _ACTIVITY_STRETCH)
            grid.setColumnMinimumWidth(column, 60)
            label = ElidedLabel(self._theme, title, TextStyle.LABEL, Role.TEXT2)
            grid.addWidget(_padded(label), 0, column)
        grid.addWidget(Hairline(self._theme), 1, 0, 1, len(titles))
        for at, row in enumerate(alignment.rows, 1):
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(self._activity(row), 2 * at, 0, top)
            for column, aspect in enumerate(aspects, 1):
                grid.addWidget(self._cell(row.cell(aspect), row, aspect), 2 * at, column, top)
            grid.addWidget(Hairline(self._theme), 2 * at + 1, 0, 1, len(titles))

    def _fill_blocks(self, alignment: Alignment) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for row in alignment.rows:
            column.addWidget(self._activity(row))
            grid = QGridLayout()
            grid.setContentsMargins(4, 0, 0, 6)
            grid.setHorizontalSpacing(8)
            grid.setVerticalSpacing(0)
            grid.setColumnMinimumWidth(0, self._theme.fonts.px(76))
            grid.setColumnStretch(1, 1)
            for at, aspect in enumerate(alignment.aspects):
                label = ElidedLabel(
                    self._theme, aspect_name(aspect), TextStyle.SMALL_STRONG, Role.TEXT3
                )
                label.setMinimumHeight(24)
                grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(self._cell(row.cell(aspect), row, aspect), at, 1)
            column.addLayout(grid)
            column.addWidget(Hairline(self._theme))

    def _activity(self, row: AlignmentRow) -> QWidget:
        if row.sources:
            return self._source(row.activity, row.sources[0], TextStyle.SMALL_STRONG)
        return _padded(WrapLabel(self._theme, row.activity, TextStyle.SMALL_STRONG))

    def _cell(self, cell: AlignmentCell | None, row: AlignmentRow, aspect: Aspect) -> QWidget:
        if cell is not None and cell.sources:
            return self._source(cell.says, cell.sources[0], TextStyle.SMALL)
        if cell is not None:
            return _padded(WrapLabel(self._theme, cell.says, TextStyle.SMALL))
        is_misfit = any((ref, aspect) in self._missing for ref in row.sources)
        empty = WrapLabel(self._theme, "—", TextStyle.SMALL, Role.WARN if is_misfit else Role.TEXT3)
        words = translate("Alignment", "{activity}: no text says anything about {aspect}")
        if is_misfit:
            words = translate("Alignment", "{activity}: does not fit, for lack of {aspect}")
        empty.setAccessibleName(
            words.format(activity=row.activity, aspect=aspect_name(aspect).lower())
        )
        return _padded(empty, Pane(self._theme, Role.WARN_T) if is_misfit else None)

    def _source(self, text: str, ref: StatementRef, style: TextStyle) -> SourceText:
        cell = SourceText(self._theme, text, show_words(ref), style, role=Role.TEXT)
        cell.clicked.connect(lambda: self.place_shown.emit(ref))
        return cell


def show_words(ref: StatementRef) -> str:
    """What pressing a source does."""
    if ref.document_id.startswith("specialist/"):
        return translate("Alignment", "Show in panel")
    return translate("Alignment", "Show in brief")


def _padded(label: QWidget, ground: QWidget | None = None) -> QWidget:
    """A text that stands where those stand that can be pressed, on ``ground``."""
    around = ground or QWidget()
    column = QVBoxLayout(around)
    column.setContentsMargins(PADDING_PX, PADDING_PX, PADDING_PX, PADDING_PX)
    column.addWidget(label)
    return around
