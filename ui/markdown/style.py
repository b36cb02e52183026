"""How reading text looks: fonts, measures and colours, as one value."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from models.team import Topic

ZOOM_PERCENT = (80, 200)
"""The least and the most reading zoom."""


class TopicShape(StrEnum):
    """The shape of a badge, so that no topic is told by colour alone."""

    CIRCLE = "circle"
    DIAMOND = "diamond"
    SQUARE = "square"
    HEXAGON = "hexagon"
    PENTAGON = "pentagon"


SHAPES = {
    Topic.WHO: TopicShape.CIRCLE,
    Topic.HOW: TopicShape.DIAMOND,
    Topic.WHEN: TopicShape.SQUARE,
    Topic.MUCH: TopicShape.HEXAGON,
    Topic.OWN: TopicShape.PENTAGON,
}


@dataclass(frozen=True, slots=True)
class TopicColours:
    """The colours of a topic: of its badge and line, of a quiet and of a selected quote."""

    base: str
    tint: str
    strong: str


@dataclass(frozen=True, slots=True)
class BadgeColours:
    """The colours a badge is painted in.

    Attributes:
        base: edge and number, or the fill.
        on_base: the number on the fill.
        out_of_date: edge and number when out of date.
    """

    base: str
    on_base: str
    out_of_date: str


@dataclass(frozen=True, slots=True)
class ReadingColours:
    """The colours of reading text; each is named as in the table of colour tokens."""

    surface: str
    sunken: str
    line: str
    line2: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_fill: str
    on_accent: str
    select: str
    badge_text: str
    topics: Mapping[Topic, TopicColours]

    @classmethod
    def from_tokens(cls, tokens: Mapping[str, str]) -> "ReadingColours":
        """Take what is needed out of a table of colour tokens."""
        names = [name for name in cls.__dataclass_fields__ if name != "topics"]
        topics = {
            topic: TopicColours(tokens[topic], tokens[f"{topic}_t"], tokens[f"{topic}_s"])
            for topic in Topic
        }
        return cls(**{name: tokens[name] for name in names}, topics=topics)

    def badge(self, topic: Topic) -> BadgeColours:
        """The colours of a badge."""
        return BadgeColours(self.topics[topic].base, self.badge_text, self.text3)


@dataclass(frozen=True, slots=True)
class ReadingStyle:
    """How reading text looks. Sizes are pixels at 100 % zoom.

    Attributes:
        colours: light or dark.
        families: of the text, in order of preference; empty for the system's font.
        mono_families: of code; exact text stays exact, so ligatures are off.
        text_px: size of the text.
        line_px: height of a line of text.
        gutter_px: the margin where lines begin; badges stand in it.
        margin_px: the margin where lines end.
        zoom_percent: of text, not of margins.
        is_still: whether motion is reduced: jump instead of scrolling.
        is_high_contrast: whether quotes are lines only, without tints.
    """

    colours: ReadingColours
    families: tuple[str, ...] = ()
    mono_families: tuple[str, ...] = ("JetBrains Mono", "DejaVu Sans Mono", "monospace")
    text_px: int = 13
    line_px: int = 20
    gutter_px: int = 44
    margin_px: int = 18
    zoom_percent: int = 100
    is_still: bool = False
    is_high_contrast: bool = False

    def zoomed(self, percent: int) -> "ReadingStyle":
        """The same at another zoom, within the limits."""
        least, most = ZOOM_PERCENT
        return replace(self, zoom_percent=max(least, min(most, percent)))

    def px(self, size: float) -> int:
        """A size in pixels at this zoom."""
        return round(size * self.zoom_percent / 100)
