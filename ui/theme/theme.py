"""The current look, and where it comes from: the system, or the user's choice."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from weakref import WeakKeyDictionary

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from ui.theme.fonts import Fonts
from ui.theme.icons import Icon, Icons
from ui.theme.tokens import Role, Tokens

if TYPE_CHECKING:  # the first paint needs no icons
    from PySide6.QtGui import QIcon, QPixmap


class Scheme(StrEnum):
    """Which theme the user wants."""

    SYSTEM = "system"
    """Light or dark as the system is, also when that changes."""
    LIGHT = "light"
    DARK = "dark"


class HasIcon(Protocol):
    """A button or an action."""

    def setIcon(self, icon: "QIcon", /) -> None:
        """Show an icon."""


class Theme(QObject):
    """Colours, fonts and icons as they are now. Every component is given one.

    Attributes:
        changed: anything about the look is different now.
    """

    changed = Signal()

    def __init__(
        self, resources: Path, scheme: Scheme = Scheme.SYSTEM, parent: QObject | None = None
    ) -> None:
        """Read the themes in ``resources`` and follow the system from now on."""
        super().__init__(parent)
        self._themes = {
            name: Tokens.load(resources / "theme", name) for name in (Scheme.LIGHT, Scheme.DARK)
        }
        self._icons = Icons(resources / "icons")
        self._shown: WeakKeyDictionary[HasIcon, tuple[Icon, Role]] = WeakKeyDictionary()
        self._scheme = scheme
        self._fonts = Fonts()
        self._wants_high_contrast: bool | None = None
        self._is_motion_reduced = False
        hints = QGuiApplication.styleHints()
        self._ask_system_for(scheme)
        self._tokens = self._choose()
        hints.colorSchemeChanged.connect(self._refresh)
        hints.accessibility().contrastPreferenceChanged.connect(self._refresh)

    @property
    def tokens(self) -> Tokens:
        """The colours."""
        return self._tokens

    @property
    def fonts(self) -> Fonts:
        """The type scale."""
        return self._fonts

    @property
    def scheme(self) -> Scheme:
        """What the user chose."""
        return self._scheme

    @property
    def is_motion_reduced(self) -> bool:
        """Whether nothing may move."""
        return self._is_motion_reduced

    def set_scheme(self, scheme: Scheme) -> None:
        """Follow the system, or stay light or dark."""
        self._scheme = scheme
        self._ask_system_for(scheme)
        self._refresh()

    def set_high_contrast(self, wants: bool | None) -> None:
        """Full-strength lines and no tints; ``None`` follows the system."""
        self._wants_high_contrast = wants
        self._refresh()

    def set_font_scale(self, scale: float) -> None:
        """Make all text larger; 1 is the design's size."""
        self._fonts = Fonts(scale)
        self._redraw()

    def set_motion_reduced(self, is_reduced: bool) -> None:
        """Stand still instead of moving."""
        self._is_motion_reduced = is_reduced
        self.changed.emit()

    def color(self, role: Role) -> QColor:
        """A role's colour."""
        return self._tokens[role]

    def pixmap(self, icon: Icon, role: Role, size: int = 16, ratio: float = 1.0) -> "QPixmap":
        """An icon to be painted now."""
        return self._icons.pixmap(icon, self.color(role), size, ratio)

    def icon(self, icon: Icon, role: Role = Role.TEXT2) -> "QIcon":
        """An icon that keeps its colour; see `keep_icon` for one that follows the theme."""
        size = self._fonts.px(16)
        return self._icons.icon(icon, self.color(role), self.color(Role.TEXT3), size)

    def keep_icon(self, target: HasIcon, icon: Icon, role: Role = Role.TEXT2) -> None:
        """Give a button or an action an icon, now and after each change of the theme."""
        self._shown[target] = (icon, role)
        target.setIcon(self.icon(icon, role))

    def _ask_system_for(self, scheme: Scheme) -> None:
        """Have the title bar and the dialogs that the system draws follow."""
        hints = QGuiApplication.styleHints()
        if scheme is Scheme.SYSTEM:
            hints.unsetColorScheme()
        else:
            is_dark = scheme is Scheme.DARK
            hints.setColorScheme(Qt.ColorScheme.Dark if is_dark else Qt.ColorScheme.Light)

    def _refresh(self) -> None:
        tokens = self._choose()
        if tokens == self._tokens:
            return
        self._tokens = tokens
        self._redraw()

    def _redraw(self) -> None:
        self._icons.forget()
        for target, (icon, role) in list(self._shown.items()):
            if shiboken6.isValid(target):
                target.setIcon(self.icon(icon, role))
            else:
                del self._shown[target]
        self.changed.emit()

    def _choose(self) -> Tokens:
        hints = QGuiApplication.styleHints()
        name = self._scheme
        if name is Scheme.SYSTEM:
            name = Scheme.DARK if _is_system_dark() else Scheme.LIGHT
        tokens = self._themes[name].with_accent(_system_accent())
        wants = self._wants_high_contrast
        if wants is None:
            preference = hints.accessibility().contrastPreference()
            wants = preference is Qt.ContrastPreference.HighContrast
        return tokens.in_high_contrast() if wants else tokens


def _is_system_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


def _system_accent() -> QColor:
    """The accent the system has; unset palettes answer with it, ours would answer with ours."""
    ours = QGuiApplication.palette()
    QGuiApplication.setPalette(QPalette())
    accent = QGuiApplication.palette().color(QPalette.ColorRole.Accent)
    QGuiApplication.setPalette(ours)
    return accent


def palette_for(tokens: Tokens) -> QPalette:
    """The palette for everything that Qt or the system draws."""
    colors = QPalette.ColorRole
    roles = {
        colors.Window: Role.CHROME,
        colors.WindowText: Role.TEXT,
        colors.Base: Role.SURFACE,
        colors.AlternateBase: Role.RAISED,
        colors.Text: Role.TEXT,
        colors.PlaceholderText: Role.TEXT3,
        colors.Button: tokens.button,
        colors.ButtonText: Role.TEXT,
        colors.BrightText: Role.ON_ACCENT,
        colors.ToolTipBase: Role.RAISED,
        colors.ToolTipText: Role.TEXT,
        colors.Highlight: Role.ACCENT_FILL,
        colors.HighlightedText: Role.ON_ACCENT,
        colors.Accent: Role.ACCENT,
        colors.Link: Role.ACCENT,
        colors.LinkVisited: Role.ACCENT,
        colors.Light: Role.RAISED,
        colors.Midlight: Role.HOVER,
        colors.Mid: Role.LINE2,
        colors.Dark: Role.CTRL,
        colors.Shadow: Role.LINE,
    }
    palette = QPalette()
    for color_role, role in roles.items():
        palette.setColor(color_role, tokens[role])
    for color_role in (colors.WindowText, colors.Text, colors.ButtonText, colors.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, color_role, tokens[Role.TEXT3])
    for color_role in (colors.Base, colors.Button, colors.Highlight):
        palette.setColor(QPalette.ColorGroup.Disabled, color_role, tokens[Role.SUNKEN])
    return palette
