"""Which rule decided: the rules in their order of precedence, with one of them marked."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.contradiction import Basis
from ui.components.painting import START, fill_rounded, mirrored, paint_icon, smooth_painter
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role

translate = QCoreApplication.translate

_PILL_PADDING_PX = 8
_ICON_PX = 14
_ICON_GAP_PX = 2
_ARROW_PX = 10
_GAP_PX = 3
_NARROW_GAP_PX = 9


@dataclass(frozen=True, slots=True)
class Ladder:
    """What a ladder shows.

    Attributes:
        basis: why the decision stands; "needs you" and "user" are both the last rung.
        has_house_rule: whether the team has house rules; without one there is no such rung.
    """

    basis: Basis
    has_house_rule: bool = False

    @property
    def rungs(self) -> tuple[Basis, ...]:
        """The rules from the strongest to the last."""
        house = (Basis.HOUSE_RULE,) if self._has_house_rung else ()
        rest = (Basis.HARD_LIMIT, Basis.ARITHMETIC, Basis.TOPIC_OWNER, Basis.USER)
        return (Basis.BRIEF, *house, *rest)

    @property
    def deciding(self) -> Basis:
        """The rung that is marked."""
        return Basis.USER if self.basis is Basis.NEEDS_YOU else self.basis

    @property
    def place(self) -> int:
        """The place of the deciding rung, from 1."""
        return self.rungs.index(self.deciding) + 1

    @property
    def _has_house_rung(self) -> bool:
        return self.has_house_rule or self.basis is Basis.HOUSE_RULE


def rule_name(basis: Basis) -> str:
    """What a rule is called."""
    return {
        Basis.BRIEF: translate("RuleLadder", "Brief"),
        Basis.HOUSE_RULE: translate("RuleLadder", "House rule"),
        Basis.HARD_LIMIT: translate("RuleLadder", "Hard limit"),
        Basis.ARITHMETIC: translate("RuleLadder", "Arithmetic"),
        Basis.TOPIC_OWNER: translate("RuleLadder", "Topic owner"),
        Basis.NEEDS_YOU: translate("RuleLadder", "You"),
        Basis.USER: translate("RuleLadder", "You"),
    }[basis]


class RuleLadder(QWidget):
    """Shows a `Ladder`; where it does not fit, the deciding rule and "rule 1 of 5"."""

    def __init__(self, theme: Theme, ladder: Ladder, parent: QWidget | None = None) -> None:
        """Show ``ladder``."""
        super().__init__(parent)
        self._theme = theme
        self._ladder = ladder
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.show_ladder(ladder)

    def show_ladder(self, ladder: Ladder) -> None:
        """Show another decision."""
        self._ladder = ladder
        if ladder.basis is Basis.NEEDS_YOU:
            spoken = self.tr("No rule decides, it needs you")
        else:
            spoken = self.tr("Decided by {rule}, {place}").format(
                rule=rule_name(ladder.deciding).lower(), place=self._place
            )
        self.setAccessibleName(spoken)
        order = ", ".join(rule_name(rung) for rung in ladder.rungs)
        self.setAccessibleDescription(self.tr("Order of the rules: {order}").format(order=order))
        self.updateGeometry()
        self.update()

    @property
    def is_narrow(self) -> bool:
        """Whether only the deciding rule is shown."""
        return self.width() < self._wide_px

    def sizeHint(self) -> QSize:
        """All rules on one line."""
        return QSize(self._wide_px, self._height_px)

    def minimumSizeHint(self) -> QSize:
        """The deciding rule and its place."""
        return QSize(self._pill_px + _NARROW_GAP_PX + self._px(self._place), self._height_px)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rules that fit."""
        painter = smooth_painter(self)
        painter.setFont(self.font())
        if self.is_narrow:
            left = self._paint_pill(painter, 0) + _NARROW_GAP_PX
            self._paint_words(painter, left, self._place)
            return
        left = 0
        for rung in self._ladder.rungs:
            if left:
                left = self._paint_arrow(painter, left + _GAP_PX) + _GAP_PX
            if rung is self._ladder.deciding:
                left = self._paint_pill(painter, left)
            else:
                left = self._paint_words(painter, left, rule_name(rung))

    def _paint_pill(self, painter: QPainter, left: int) -> int:
        theme, width = self._theme, self._pill_px
        pill = mirrored(self, QRect(left, 0, width, self.height()))
        radius = self.height() / 2
        fill, edge = theme.color(theme.tokens.button), theme.color(Role.TEXT2)
        fill_rounded(painter, pill, radius, fill, edge, 1.2)
        size = theme.fonts.px(_ICON_PX)
        is_open = self._ladder.basis is Basis.NEEDS_YOU
        icon = QRect(left + _PILL_PADDING_PX, (self.height() - size) // 2, size, size)
        glyph = Icon.QUESTION if is_open else Icon.CHECK
        paint_icon(painter, theme, glyph, Role.TEXT, mirrored(self, icon))
        painter.save()
        painter.setFont(theme.fonts.font(TextStyle.LABEL))
        painter.setPen(theme.color(Role.TEXT))
        start = icon.right() + 1 + _ICON_GAP_PX
        text = QRect(start, 0, left + width - start, self.height())
        painter.drawText(mirrored(self, text), START, rule_name(self._ladder.deciding))
        painter.restore()
        return left + width

    def _paint_words(self, painter: QPainter, left: int, words: str) -> int:
        width = self._px(words)
        painter.setPen(self._theme.color(Role.TEXT3))
        painter.drawText(mirrored(self, QRect(left, 0, width, self.height())), START, words)
        return left + width

    def _paint_arrow(self, painter: QPainter, left: int) -> int:
        size = self._theme.fonts.px(_ARROW_PX)
        rect = QRect(left, (self.height() - size) // 2, size, size)
        glyph = Icon.LEFT if self.isRightToLeft() else Icon.RIGHT
        paint_icon(painter, self._theme, glyph, Role.CTRL, mirrored(self, rect))
        return left + size

    def _restyle(self) -> None:
        self.setFont(self._theme.fonts.font(TextStyle.SMALL))
        self.updateGeometry()
        self.update()

    def _px(self, words: str) -> int:
        return self.fontMetrics().horizontalAdvance(words) + 1

    @property
    def _place(self) -> str:
        words = self.tr("rule {place} of {count}")
        return words.format(place=self._ladder.place, count=len(self._ladder.rungs))

    @property
    def _pill_px(self) -> int:
        bold = QFontMetrics(self._theme.fonts.font(TextStyle.LABEL))
        text = bold.horizontalAdvance(rule_name(self._ladder.deciding)) + 1
        icon = self._theme.fonts.px(_ICON_PX) + _ICON_GAP_PX
        return 2 * _PILL_PADDING_PX + icon + text

    @property
    def _wide_px(self) -> int:
        rungs = self._ladder.rungs
        words = sum(
            self._px(rule_name(rung)) for rung in rungs if rung is not self._ladder.deciding
        )
        arrow = self._theme.fonts.px(_ARROW_PX) + 2 * _GAP_PX
        return self._pill_px + words + (len(rungs) - 1) * arrow

    @property
    def _height_px(self) -> int:
        return max(self._theme.fonts.px(22), self.fontMetrics().height() + 6)
