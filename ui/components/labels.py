"""Labels: one line that is shortened with dots, and text that wraps."""

import math

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QHelpEvent,
    QPaintEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QToolTip, QWidget

from ui.components.painting import START, smooth_painter
from ui.components.tool_tips import plain_tool_tip
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.theme.tokens import Role


class _ThemedLabel(QLabel):
    """A plain-text label in a style and a colour of the theme."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        style: TextStyle = TextStyle.BODY,
        role: Role = Role.TEXT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        # Texts come from models and files, and must not be taken for HTML.
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._theme = theme
        self._text_style = style
        self._role = role
        self.setText(text)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_role(self, role: Role) -> None:
        """Write in another colour."""
        self._role = role
        self.update()

    @property
    def _line_px(self) -> int:
        """The line height of the design, or what the font needs if that is more."""
        return max(self._theme.fonts.line_px(self._text_style), self.fontMetrics().height())

    def _restyle(self) -> None:
        is_tabular = self._text_style is TextStyle.META
        self.setFont(self._theme.fonts.font(self._text_style, is_tabular=is_tabular))
        self.updateGeometry()
        self.update()


class ElidedLabel(_ThemedLabel):
    """One line. What does not fit becomes dots; the tooltip and screen readers have it all."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        style: TextStyle = TextStyle.BODY,
        role: Role = Role.TEXT,
        parent: QWidget | None = None,
    ) -> None:
        """Show ``text``."""
        super().__init__(theme, text, style, role, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The whole text on one line."""
        return QSize(self._width_of(self.text()), self._line_px)

    def minimumSizeHint(self) -> QSize:
        """A few letters."""
        few = self._width_of("mmm…")
        return QSize(min(few, self.sizeHint().width()), self._line_px)

    @property
    def is_elided(self) -> bool:
        """Whether only a part is shown."""
        return self._width_of(self.text()) > self.width()

    def event(self, event: QEvent) -> bool:
        """Offer the whole text, but only where a part of it is hidden."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            if not self.is_elided:
                event.ignore()
                return False
            QToolTip.showText(event.globalPos(), plain_tool_tip(self.text()), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much as fits."""
        painter = smooth_painter(self)
        role = self._role if self.isEnabled() else Role.TEXT3
        painter.setPen(self._theme.color(role))
        mode = Qt.TextElideMode.ElideRight
        shown = self.fontMetrics().elidedText(self.text(), mode, self.width())
        painter.drawText(self.rect(), START, shown)

    def _width_of(self, text: str) -> int:
        # Advances are fractions, and eliding is exact: a rounded-off px would cost a word.
        return math.ceil(QFontMetricsF(self.font()).horizontalAdvance(text)) + 1


class WrapLabel(_ThemedLabel):
    """Text in lines of the design's height; it is always as high as its width makes it.

    A QLabel that wraps is given the height of another width in nested layouts, and is clipped.
    """

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        style: TextStyle = TextStyle.BODY,
        role: Role = Role.TEXT,
        parent: QWidget | None = None,
    ) -> None:
        """Show ``text``."""
        super().__init__(theme, text, style, role, parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """It has."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines."""
        return self._laid_out(width).lineCount() * self._line_px

    def sizeHint(self) -> QSize:
        """On one line, up to a comfortable width; as high as the width it has."""
        width = min(self.fontMetrics().horizontalAdvance(self.text()) + 1, self._comfortable_px)
        return QSize(width, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """A narrow column; lines are as many as the current width needs."""
        width = min(self.sizeHint().width(), self._comfortable_px // 4)
        return QSize(width, self._line_px)

    def resizeEvent(self, event: object) -> None:
        """Claim the height of the new width."""
        self._claim_height()

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self._claim_height()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines."""
        painter = smooth_painter(self)
        painter.setPen(self._theme.color(self._role if self.isEnabled() else Role.TEXT3))
        self._laid_out(self.width()).draw(painter, QPointF(0, 0))

    def _restyle(self) -> None:
        super()._restyle()
        self._claim_height()

    def _claim_height(self) -> None:
        self.setMinimumHeight(self.heightForWidth(max(1, self.width())))

    @property
    def _comfortable_px(self) -> int:
        return self._theme.fonts.px(480)

    def _laid_out(self, width: int) -> QTextLayout:
        # Line breaks of the text are those of QTextLayout: the separator instead of \n.
        layout = QTextLayout(self.text().replace("\n", "\u2028"), self.font())
        start = Qt.AlignmentFlag.AlignLeft
        option = QTextOption(QStyle.visualAlignment(self.layoutDirection(), start))
        option.setTextDirection(self.layoutDirection())
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, top + (self._line_px - line.height()) / 2))
            top += self._line_px
        layout.endLayout()
        return layout


class ZoomedLabel(WrapLabel):
    """Text that is zoomed with the texts of workers and plan."""

    _zoom_percent = 100

    def set_zoom(self, percent: int) -> None:
        """Write larger, or smaller."""
        self._zoom_percent = percent
        self._restyle()

    @property
    def _line_px(self) -> int:
        line_px = self._theme.fonts.line_px(self._text_style) * self._zoom_percent / 100
        return max(round(line_px), self.fontMetrics().height())

    def _restyle(self) -> None:
        super()._restyle()
        font = self.font()
        font.setPixelSize(round(font.pixelSize() * self._zoom_percent / 100))
        self.setFont(font)
        self._claim_height()


def zoom_labels(within: QWidget, percent: int) -> None:
    """Zoom every `ZoomedLabel` in a part of a page."""
    for label in within.findChildren(ZoomedLabel):
        label.set_zoom(percent)
