"""What is painted under the text besides quotes: list markers, code, lines, and decision marks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QTextDocument

from models.team import Topic
from ui.markdown.badges import QuoteStatus
from ui.markdown.formats import CODE_PADDING_PX, Formats
from ui.markdown.geometry import (
    block_rect,
    boxes_of,
    first_baseline,
    is_right_to_left,
    row_rect,
)
from ui.markdown.leaves import Kind, Leaf, Run, utf16_length
from ui.markdown.positions import Placed, Span

_CORNER_PX = 4
_MARKER_GAP_PX = 4


@dataclass(frozen=True, slots=True)
class PlanMark:
    """How the decision mark ``[R3]`` of contradiction 3 is shown; ``hint`` is its tooltip."""

    number: int
    topic: Topic
    status: QuoteStatus = QuoteStatus.DECIDED
    selected: bool = False
    hint: str = ""


class Decorations:
    """Paints under the text of a document."""

    def __init__(self, document: QTextDocument, formats: Formats) -> None:
        self._document = document
        self._formats = formats
        self._colours = formats.style.colours

    def paint(
        self,
        painter: QPainter,
        page: QRectF,
        placed: Sequence[Placed],
        visible: range,
        marks: Mapping[int, PlanMark],
    ) -> None:
        """Paint what belongs to the leaves in ``visible``, but for the ground.

        Args:
            painter: in document coordinates.
            page: the document without its margins left and right.
            placed: all leaves.
            visible: indices of the leaves that are to be seen.
            marks: how decision marks look; one that is missing looks neutral.
        """
        for index in visible:
            one = placed[index]
            if "q" in one.leaf.path:
                self._paint_bars(painter, page, one, placed[index - 1] if index else None)
            if one.leaf.markers:
                self._paint_markers(painter, page, one)
            if one.leaf.kind is Kind.RULE:
                self._paint_rule(painter, page, one)
            for start, runs in one.texts:
                self._paint_tags(painter, start, runs, marks)

    def _rect(self, one: Placed) -> QRectF:
        return block_rect(self._document, self._document.findBlock(one.starts[0]))

    def _inside(self, page: QRectF, one: Placed, path: str) -> QRectF:
        """The page without the indent of ``path``, on the side where the text begins."""
        indent = self._formats.indent(path)
        if is_right_to_left(self._document, one.starts[0]):
            return page.adjusted(0, 0, -indent, 0)
        return page.adjusted(indent, 0, 0, 0)

    def paint_ground(
        self, painter: QPainter, page: QRectF, placed: Sequence[Placed], visible: range
    ) -> None:
        """Paint what quotes lie on: a sunken box for each block of code, and lines below rows."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colours.sunken))
        box: QRectF | None = None
        for index in visible:
            leaf = placed[index].leaf
            if leaf.kind is Kind.ROW:
                self._paint_row(painter, placed[index])
            if leaf.kind not in (Kind.CODE, Kind.LABEL):
                continue
            inside = self._inside(page, placed[index], leaf.path)
            rect = self._rect(placed[index])
            rect.setLeft(inside.left())
            rect.setRight(inside.right())
            box = rect if box is None else box.united(rect)
            follower = placed[index + 1].leaf if index + 1 < len(placed) else None
            if follower is None or not _goes_on(leaf, follower) or index + 1 not in visible:
                box.adjust(0, -CODE_PADDING_PX, 0, CODE_PADDING_PX)
                painter.drawRoundedRect(box, _CORNER_PX, _CORNER_PX)
                box = None

    def _paint_bars(
        self, painter: QPainter, page: QRectF, one: Placed, before: Placed | None
    ) -> None:
        rect = self._rect(one)
        for depth, step in enumerate(one.leaf.path, 1):
            if step != "q":
                continue
            path = one.leaf.path
            top = rect.top()
            if before and before.leaf.path.startswith(path[:depth]):
                top = min(top, self._rect(before).bottom())
            inside = self._inside(page, one, path[: depth - 1])
            is_mirrored = is_right_to_left(self._document, one.starts[0])
            left = inside.right() - 2 if is_mirrored else inside.left()
            painter.fillRect(QRectF(left, top, 2, rect.bottom() - top), QColor(self._colours.line2))

    def _paint_markers(self, painter: QPainter, page: QRectF, one: Placed) -> None:
        font = self._formats.font()
        painter.setFont(font)
        painter.setPen(QColor(self._colours.text3))
        metrics = QFontMetricsF(font)
        baseline = first_baseline(self._document, one.starts[0])
        is_mirrored = is_right_to_left(self._document, one.starts[0])
        for marker in one.leaf.markers:
            outside = self._inside(page, one, one.leaf.path[: marker.depth])
            inside = self._inside(page, one, one.leaf.path[: marker.depth + 1])
            width = metrics.horizontalAdvance(marker.text)
            # A number too wide for its column grows into the margin, not into the text.
            if is_mirrored:
                left = max(outside.right() - width, inside.right() + _MARKER_GAP_PX)
            else:
                left = min(outside.left(), inside.left() - _MARKER_GAP_PX - width)
            painter.drawText(QPointF(left, baseline), marker.text)

    def _paint_row(self, painter: QPainter, one: Placed) -> None:
        if row := row_rect(self._document, one.starts[0]):
            colour = self._colours.line2 if one.leaf.is_first else self._colours.line
            line = QRectF(row.left(), round(row.bottom()) - 1, row.width(), 1)
            painter.fillRect(line, QColor(colour))

    def _paint_rule(self, painter: QPainter, page: QRectF, one: Placed) -> None:
        inside = self._inside(page, one, one.leaf.path)
        y = round(self._rect(one).center().y())
        painter.fillRect(QRectF(inside.left(), y, inside.width(), 1), QColor(self._colours.line2))

    def _paint_tags(
        self,
        painter: QPainter,
        position: int,
        runs: Sequence[Run],
        marks: Mapping[int, PlanMark],
    ) -> None:
        for run in runs:
            length = utf16_length(run.text)
            if run.mark:
                self._paint_tag(painter, Span(position, position + length), marks.get(run.mark))
            position += length

    def _paint_tag(self, painter: QPainter, span: Span, mark: PlanMark | None) -> None:
        edge, fill = self._colours.line2, self._colours.surface
        pen = QPen(QColor(edge), 1)
        if mark:
            colours = self._colours.topics[mark.topic]
            fill = colours.strong if mark.selected else colours.tint
            pen = QPen(QColor(colours.base), 2 if mark.selected else 1)
            if mark.status is QuoteStatus.OUT_OF_DATE:
                pen.setColor(QColor(self._colours.text3))
            if mark.status is not QuoteStatus.DECIDED:
                pen.setDashPattern([2, 1.6])
        for box in boxes_of(self._document, span):
            painter.setPen(pen)
            painter.setBrush(QColor(fill))
            rect = box.rect.adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(rect, _CORNER_PX, _CORNER_PX)


def _goes_on(leaf: Leaf, follower: Leaf) -> bool:
    """Whether ``follower`` stands in the same block of code."""
    return follower.kind is Kind.CODE and (leaf.kind is Kind.LABEL or not follower.is_first)
