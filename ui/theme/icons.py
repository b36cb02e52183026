"""Our own icons, drawn in any colour and at any resolution."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

_RATIOS = (1.0, 1.25, 1.5, 2.0, 3.0)
"""Device pixel ratios a QIcon is drawn for; it scales the next larger one for those between."""


class Icon(StrEnum):
    """The icons; the values are the names of their files."""

    ADD = "add"
    AGAIN = "again"
    BRIEF = "brief"
    CHECK = "check"
    CHECK_RING = "check-ring"
    CLOCK = "clock"
    CLOSE = "close"
    COMPARE = "compare"
    COPY = "copy"
    DOCUMENT = "document"
    DOWN = "down"
    DOWNLOAD = "download"
    EXPORT = "export"
    FAILED = "failed"
    GRIP = "grip"
    INFO = "info"
    LEFT = "left"
    LINK = "link"
    LOADING = "loading"
    LOCK = "lock"
    MODEL = "model"
    MORE = "more"
    OPEN = "open"
    PIN = "pin"
    PLAY = "play"
    POWER = "power"
    QUESTION = "question"
    READING = "reading"
    RIGHT = "right"
    RULE = "rule"
    SEARCH = "search"
    SETTINGS = "settings"
    SHIELD = "shield"
    SIDEBAR = "sidebar"
    SKIP = "skip"
    STALE = "stale"
    STOP = "stop"
    STOPPED = "stopped"
    TEAM = "team"
    TERMINAL = "terminal"
    THINKING = "thinking"
    TIMELINE = "timeline"
    UP = "up"
    WARNING = "warning"
    WORKERS = "workers"
    WRITING = "writing"


class Icons:
    """Draws the icons of a folder and remembers what it drew."""

    def __init__(self, folder: Path) -> None:
        """Nothing is read before it is needed."""
        self._folder = folder
        self._sources: dict[Icon, str] = {}
        self._pixmaps: dict[tuple[Icon, str, int, float], QPixmap] = {}

    def pixmap(self, icon: Icon, color: QColor, size: int = 16, ratio: float = 1.0) -> QPixmap:
        """An icon, ``size`` px high, for a screen with ``ratio`` device pixels per px."""
        key = (icon, color.name(), size, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._draw(*key)
        return self._pixmaps[key]

    def icon(self, icon: Icon, color: QColor, disabled: QColor, size: int = 16) -> "QIcon":
        """An icon for menus and other widgets of Qt."""
        from PySide6.QtGui import QIcon  # The first paint needs no icons.

        made = QIcon()
        for ratio in _RATIOS:
            made.addPixmap(self.pixmap(icon, color, size, ratio), QIcon.Mode.Normal)
            made.addPixmap(self.pixmap(icon, disabled, size, ratio), QIcon.Mode.Disabled)
        return made

    def forget(self) -> None:
        """Drop what was drawn: other colours are wanted from now on."""
        self._pixmaps.clear()

    def _draw(self, icon: Icon, color: str, size: int, ratio: float) -> QPixmap:
        from PySide6.QtSvg import QSvgRenderer

        pixels = round(size * ratio)
        pixmap = QPixmap(pixels, pixels)
        pixmap.fill(Qt.GlobalColor.transparent)
        svg = self._source(icon).replace("currentColor", color)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, pixels, pixels))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _source(self, icon: Icon) -> str:
        if icon not in self._sources:
            path = self._folder / f"{icon.value}.svg"
            self._sources[icon] = path.read_text(encoding="utf-8")
        return self._sources[icon]
