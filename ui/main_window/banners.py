"""What is said on top of the pages until it is closed, or is not so any more."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme.theme import Theme

if TYPE_CHECKING:
    from ui.components.banner import Banner


class Banners(QWidget):
    """Banners below each other, one for each key. They are imported when the first one is shown."""

    def __init__(self, theme: Theme) -> None:
        """Say nothing."""
        super().__init__()
        self._theme = theme
        self._shown: dict[str, Banner] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_problem(self, message: str, remedy: str, key: str = "") -> None:
        """Say what cannot be done; without a key, it is kept apart by what it says."""
        from ui.components.banner import Banner, Notice, Tone

        banner = Banner(self._theme, Notice(Tone.WARN, message, remedy))
        self.show_banner(banner, key or message)

    def show_banner(self, banner: "Banner", key: str) -> None:
        """Show a banner, which can be closed, instead of the one that had its key before."""
        from ui.components.buttons import IconButton
        from ui.theme.icons import Icon

        text = QCoreApplication.translate("MainWindow", "Close this message")
        close = IconButton(self._theme, Icon.CLOSE, text)
        close.clicked.connect(lambda: self._close(banner))
        banner.add_action(close)
        self.withdraw(key)
        self._shown[key] = banner
        self._column.addWidget(banner)

    def withdraw(self, key: str) -> None:
        """Take away what is not so any more, if it is still shown."""
        if (banner := self._shown.get(key)) is not None:
            self._close(banner)

    def _close(self, banner: "Banner") -> None:
        self._shown = {key: one for key, one in self._shown.items() if one is not banner}
        banner.hide()
        banner.deleteLater()
