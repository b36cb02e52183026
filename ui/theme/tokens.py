"""Colours by what they are for, and the contrast that each pair of them must reach."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from PySide6.QtGui import QColor

from models.topic import Topic

TEXT_CONTRAST = 4.5
"""What WCAG 2.2 AA asks of text."""

SHAPE_CONTRAST = 3.0
"""What WCAG 2.2 AA asks of edges, rings and marks."""


class Role(StrEnum):
    """What a colour is for; the values are the keys of the theme files."""

    CHROME = "chrome"
    """Bars and lists."""
    SURFACE = "surface"
    """Behind text that is read."""
    RAISED = "raised"
    """The open card, and forms in the dock."""
    SUNKEN = "sunken"
    """Troughs, search fields, code."""
    HOVER = "hover"
    SELECT = "select"

    LINE = "line"
    """Hairlines between panes."""
    LINE2 = "line2"
    """Edges of buttons, whose label carries them."""
    CTRL = "ctrl"
    """Edges of inputs, boxes and radios."""

    TEXT = "text"
    TEXT2 = "text2"
    """Secondary text."""
    TEXT3 = "text3"
    """Labels, meta, disabled."""

    ACCENT = "accent"
    """Links, the focus ring, Writing."""
    ACCENT_FILL = "accent_fill"
    """The primary button."""
    ON_ACCENT = "on_accent"
    ACCENT_TINT = "accent_tint"
    """The chosen option."""

    OK = "ok"
    OK_T = "ok_t"
    WARN = "warn"
    WARN_T = "warn_t"
    WARN_L = "warn_l"
    ERR = "err"
    ERR_T = "err_t"
    ERR_L = "err_l"

    # A topic's base colour, its quiet quote and its selected quote.
    WHO = "who"
    WHO_T = "who_t"
    WHO_S = "who_s"
    HOW = "how"
    HOW_T = "how_t"
    HOW_S = "how_s"
    WHEN = "when"
    WHEN_T = "when_t"
    WHEN_S = "when_s"
    MUCH = "much"
    MUCH_T = "much_t"
    MUCH_S = "much_s"
    OWN = "own"
    OWN_T = "own_t"
    OWN_S = "own_s"
    BADGE_TEXT = "badge_text"
    """The number in a filled badge."""

    SCROLL = "scroll"
    LANE_Q = "lane_q"
    """Timeline: queued."""
    LANE_L = "lane_l"
    """Timeline: loading."""
    LANE_W = "lane_w"
    """Timeline: reading and writing."""

    @classmethod
    def of_topic(cls, topic: Topic) -> "Role":
        """A topic's colour for badges and lines."""
        return cls(topic.value)

    @classmethod
    def quiet_quote(cls, topic: Topic) -> "Role":
        """A topic's colour behind a quote."""
        return cls(f"{topic.value}_t")

    @classmethod
    def selected_quote(cls, topic: Topic) -> "Role":
        """A topic's colour behind a quote of the selected contradiction."""
        return cls(f"{topic.value}_s")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme.

    Attributes:
        name: "light" or "dark".
        colors: a colour such as "#1C1C1A" for each role.
        is_high_contrast: tints are off; a highlight is a 2 px line and a badge.
    """

    name: str
    colors: Mapping[Role, str]
    is_high_contrast: bool = False

    @classmethod
    def load(cls, folder: Path, name: str) -> "Tokens":
        """Read ``folder/name.json``.

        Raises:
            ValueError: if a role lacks a colour, or a colour has no known role.
        """
        stored: dict[str, str] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        colors = {Role(key): color for key, color in stored.items()}
        if missing := sorted(set(Role) - set(colors)):
            raise ValueError(f"the theme {name!r} lacks {', '.join(missing)}")
        return cls(name, MappingProxyType(colors))

    def __getitem__(self, role: Role) -> QColor:
        """A role's colour."""
        return QColor(self.colors[role])

    @property
    def is_dark(self) -> bool:
        """Whether text is lighter than what it stands on."""
        return _luminance(self[Role.TEXT]) > _luminance(self[Role.SURFACE])

    @property
    def button(self) -> Role:
        """What fills a secondary button: on dark panes it must rise from them, not sink in."""
        return Role.HOVER if self.is_dark else Role.SURFACE

    def contrast(self, one: Role, other: Role) -> float:
        """The contrast of two roles, from 1 to 21."""
        return contrast(self[one], self[other])

    def failing_pairs(self) -> "list[ContrastPair]":
        """Pairs that cannot be told apart well enough."""
        return [
            pair
            for pair in contrast_pairs()
            if self.contrast(pair.foreground, pair.background) < pair.needed
        ]

    def with_accent(self, accent: QColor) -> "Tokens":
        """These tokens with the system's accent, or unchanged if it would not be legible."""
        colors = dict(self.colors)
        colors[Role.ACCENT] = colors[Role.ACCENT_FILL] = accent.name()
        surface = self[Role.SURFACE]
        for role in (Role.ACCENT_TINT, Role.SELECT):
            colors[role] = _mix(surface, accent, 0.12).name()
        changed = replace(self, colors=MappingProxyType(colors))
        return self if changed.failing_pairs() else changed

    def in_high_contrast(self) -> "Tokens":
        """These tokens with full-strength lines and without tints."""
        colors = dict(self.colors)
        for role in (Role.LINE, Role.LINE2, Role.CTRL, Role.SCROLL):
            colors[role] = colors[Role.TEXT]
        for role in Role:
            if role.endswith(("_t", "_s", "_tint")):
                colors[role] = colors[Role.SURFACE]
        colors[Role.WARN_L], colors[Role.ERR_L] = colors[Role.WARN], colors[Role.ERR]
        return replace(self, colors=MappingProxyType(colors), is_high_contrast=True)


def contrast(one: QColor, other: QColor) -> float:
    """The contrast of two colours as WCAG 2.2 defines it, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@dataclass(frozen=True, slots=True)
class ContrastPair:
    """Two roles that meet on the screen.

    Attributes:
        foreground: the text or the mark.
        background: what it stands on.
        needed: the contrast it must reach.
    """

    foreground: Role
    background: Role
    needed: float


def contrast_pairs() -> list[ContrastPair]:
    """Every pair that meets on the screen; 93 for each of the two themes."""
    panes = (Role.SURFACE, Role.CHROME, Role.RAISED, Role.SUNKEN)
    tints = (Role.WARN_T, Role.ERR_T, Role.OK_T, Role.ACCENT_TINT)
    states = ((Role.OK, Role.OK_T), (Role.WARN, Role.WARN_T), (Role.ERR, Role.ERR_T))
    texts = (Role.TEXT, Role.TEXT2, Role.TEXT3)
    words = [(text, pane) for text in texts for pane in (*panes, Role.HOVER, Role.SELECT)]
    words += [(text, tint) for text in texts[:2] for tint in tints]
    words += [(state, pane) for state, tint in states for pane in (*panes, tint)]
    words += [(Role.ACCENT, pane) for pane in (*panes, Role.ACCENT_TINT, Role.SELECT, Role.HOVER)]
    words.append((Role.ON_ACCENT, Role.ACCENT_FILL))
    for topic in Topic:
        words += _topic_pairs(topic)
    shapes = [(Role.ACCENT_FILL, Role.SURFACE), (Role.ACCENT, Role.SURFACE)]
    shapes += [(Role.ACCENT, Role.CHROME)]
    shapes += [(Role.CTRL, pane) for pane in panes[:3]]
    shapes += [(lane, Role.SURFACE) for lane in (Role.LANE_Q, Role.LANE_L, Role.LANE_W)]
    return [ContrastPair(one, other, TEXT_CONTRAST) for one, other in words] + [
        ContrastPair(one, other, SHAPE_CONTRAST) for one, other in shapes
    ]


def _topic_pairs(topic: Topic) -> list[tuple[Role, Role]]:
    base, quiet = Role.of_topic(topic), Role.quiet_quote(topic)
    selected = Role.selected_quote(topic)
    return [
        (base, Role.SURFACE),
        (base, Role.RAISED),
        (base, quiet),
        (base, selected),
        (Role.TEXT, quiet),
        (Role.TEXT, selected),
        (Role.BADGE_TEXT, base),
    ]


def _luminance(color: QColor) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (color.redF(), color.greenF(), color.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mix(base: QColor, added: QColor, share: float) -> QColor:
    parts = zip(
        (base.redF(), base.greenF(), base.blueF()),
        (added.redF(), added.greenF(), added.blueF()),
        strict=True,
    )
    return QColor.fromRgbF(*(low + (high - low) * share for low, high in parts))
