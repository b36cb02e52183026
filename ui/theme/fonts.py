"""The type scale: the system's font in the sizes of the design."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QGuiApplication


class TextStyle(Enum):
    """Size and line height in px at 100 %, and weight."""

    PAGE = (22, 30, QFont.Weight.DemiBold)
    """The heading of the first run."""
    TITLE = (18, 26, QFont.Weight.DemiBold)
    """A screen's title, and the plan's."""
    BRIEF = (15, 25, QFont.Weight.Normal)
    READING = (14, 22, QFont.Weight.Normal)
    """The plan, and texts in focus."""
    BODY = (13, 20, QFont.Weight.Normal)
    """Panel text and controls."""
    CONTROL = (13, 20, QFont.Weight.Medium)
    """Labels of buttons and rows."""
    HEADING = (13, 20, QFont.Weight.DemiBold)
    """Names and headings."""
    SMALL = (12, 16, QFont.Weight.Normal)
    """Secondary sentences."""
    SMALL_STRONG = (12, 16, QFont.Weight.Medium)
    """Chips."""
    LABEL = (12, 16, QFont.Weight.DemiBold)
    """Labels of groups."""
    META = (11, 14, QFont.Weight.Normal)
    """Counts and models; never sentences."""
    META_STRONG = (11, 14, QFont.Weight.DemiBold)
    """Numbers in badges, key caps."""

    @property
    def size_px(self) -> int:
        """The height of the font."""
        return self.value[0]

    @property
    def line_px(self) -> int:
        """From one line to the next."""
        return self.value[1]

    @property
    def weight(self) -> QFont.Weight:
        """How bold it is."""
        return self.value[2]


@dataclass(frozen=True, slots=True)
class Fonts:
    """Makes the fonts of the scale.

    Attributes:
        scale: 1 at the system's usual font size, 2 where the user doubled it.
    """

    scale: float = 1.0

    def font(self, style: TextStyle, *, is_tabular: bool = False) -> QFont:
        """The system's font in a style; tabular figures are all of one width."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        font.setWeight(style.weight)
        self._finish(font, style)
        if is_tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def mono(self, style: TextStyle) -> QFont:
        """The system's fixed-width font. Without ligatures, so that exact text looks exact."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        for feature in ("calt", "liga"):
            font.setFeature(QFont.Tag(feature), 0)
        self._finish(font, style)
        return font

    def line_px(self, style: TextStyle) -> int:
        """From one line to the next."""
        return self.px(style.line_px)

    def px(self, length: float) -> int:
        """A length that grows with the text."""
        return round(length * self.scale)

    def _finish(self, font: QFont, style: TextStyle) -> None:
        font.setPixelSize(self.px(style.size_px))
        # Hinting pulls letters to whole pixels, which spaces small text unevenly.
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)


_USUAL_PX = {"cocoa": 13.0, "windows": 12.0}
_USUAL_PX_ELSEWHERE = 44 / 3
"""GNOME's 11 pt at 96 dpi."""


def system_font_scale() -> float:
    """How much larger than usual the user set the system's font; never below 1."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    usual = _USUAL_PX.get(QGuiApplication.platformName(), _USUAL_PX_ELSEWHERE)
    return max(1.0, QFontInfo(system).pixelSize() / usual)
