"""One side of a contradiction: its sentence, who wrote it, and the way to its panel."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.contradiction import BRIEF_SIDE, Side
from models.team import Topic
from ui.components.buttons import IconButton
from ui.components.labels import ElidedLabel, WrapLabel
from ui.components.painting import CONTROL_RADIUS, fill_rounded, smooth_painter
from ui.contradictions.findings import place_of
from ui.contradictions.words import quoted, side_name
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role


class QuoteBox(QWidget):
    """A side's verbatim sentence in its topic's tint.

    Attributes:
        shown: the user wants to see the sentence in its panel; says the slot, or "brief".
    """

    shown = Signal(str)

    def __init__(
        self, theme: Theme, letter: str, side: Side, topic: Topic, parent: QWidget | None = None
    ) -> None:
        """Show ``side``, called ``letter``."""
        super().__init__(parent)
        self._theme = theme
        self._topic = topic
        self._side = side
        name = side_name(side.specialist)
        mark = ElidedLabel(theme, letter, TextStyle.LABEL, Role.of_topic(topic))
        quote = WrapLabel(theme, quoted(side.quote))
        who = ElidedLabel(theme, name, TextStyle.META_STRONG, Role.TEXT2)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(quote)
        words.addWidget(who)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 5, 8, 6)
        row.setSpacing(10)
        row.addWidget(mark)
        row.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self._button(theme, letter, name))
        self.setAccessibleName(
            self.tr("Side {letter}, {name}: {quote}").format(
                letter=letter, name=name, quote=side.quote.strip()
            )
        )
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tint; without tints, an edge."""
        color, topic = self._theme.color, self._topic
        edge = Role.of_topic(topic) if self._theme.tokens.is_high_contrast else None
        fill_rounded(
            smooth_painter(self),
            self.rect(),
            CONTROL_RADIUS,
            color(Role.quiet_quote(topic)),
            color(edge) if edge else None,
        )

    def _button(self, theme: Theme, letter: str, name: str) -> IconButton:
        is_brief = place_of(self._side) == BRIEF_SIDE
        words = self.tr("Show in brief") if is_brief else self.tr("Show in panel")
        button = IconButton(theme, Icon.OPEN, words)
        button.setAccessibleName(f"{words}: {letter}, {name}")
        button.clicked.connect(lambda: self.shown.emit(place_of(self._side)))
        return button
