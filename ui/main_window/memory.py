"""What the window remembers from one start to the next."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Scheme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QSplitter


class WindowMemory:
    """Geometry, layout, theme, zoom and the unsent draft, in a plain file in the data folder.

    Args:
        folder: where the file is.
    """

    def __init__(self, folder: Path) -> None:
        """Read what there is; a damaged file counts as empty."""
        self._settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)

    def restore(self, window: QWidget) -> None:
        """Give a window its last place and size."""
        geometry = self._settings.value("window/geometry")
        if isinstance(geometry, QByteArray):
            window.restoreGeometry(geometry)

    def restore_splitters(self, splitters: "dict[str, QSplitter]") -> None:
        """Give splitters their last sizes."""
        for name, splitter in splitters.items():
            state = self._settings.value(f"splitters/{name}")
            if isinstance(state, QByteArray):
                splitter.restoreState(state)

    def keep(self, window: QWidget) -> None:
        """Remember the place and size of a window."""
        self._settings.setValue("window/geometry", window.saveGeometry())
        self._settings.sync()

    def keep_splitters(self, splitters: "dict[str, QSplitter]") -> None:
        """Remember the sizes of splitters."""
        for name, splitter in splitters.items():
            self._settings.setValue(f"splitters/{name}", splitter.saveState())
        self._settings.sync()

    def text(self, key: str, default: str = "") -> str:
        """A remembered text."""
        value = self._settings.value(key, default)
        return value if isinstance(value, str) else default

    def set_text(self, key: str, value: str) -> None:
        """Remember a text."""
        self._settings.setValue(key, value)

    @property
    def scheme(self) -> Scheme:
        """Which theme the user wants."""
        value = self.text("theme/scheme", Scheme.SYSTEM.value)
        return Scheme(value) if value in {one.value for one in Scheme} else Scheme.SYSTEM

    @property
    def zoom_percent(self) -> int:
        """The size of reading text, in percent."""
        value = self.text("reading/zoom_percent", "100")
        return min(200, max(80, int(value))) if value.isdecimal() else 100
