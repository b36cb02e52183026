"""The first moment: the frame of the window, before what takes longer than Qt is imported."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ui.main_window.memory import WindowMemory
from ui.main_window.window import MainWindow
from ui.theme.fonts import TextStyle, system_font_scale
from ui.theme.theme import Theme, palette_for


@dataclass(frozen=True, slots=True)
class Frame:
    """A window that shows its frame.

    Attributes:
        window: to be furnished.
        memory: what it remembers.
    """

    window: MainWindow
    memory: WindowMemory


def open_frame(application: QApplication, data_folder: Path, resources: Path) -> Frame:
    """Show the frame of the main window where it was last, in its colours.

    Args:
        application: the one there is.
        data_folder: where its layout is kept.
        resources: what ships with the application.
    """
    memory = WindowMemory(data_folder)
    theme = Theme(resources, memory.scheme, parent=application)
    theme.set_font_scale(system_font_scale())
    # What the frame is made of looks the same without the style sheet, which comes later.
    application.setPalette(palette_for(theme.tokens))
    application.setFont(theme.fonts.font(TextStyle.BODY))
    window = MainWindow(theme)
    memory.restore(window)
    window.show()
    return Frame(window, memory)


def furnish(application: QApplication, frame: Frame) -> None:
    """Put the page for a new run into the frame: from now on the brief can be written."""
    from ui.ready.draft import stored_draft
    from ui.theme.style import Look

    window = frame.window
    Look(application, window.theme)
    window.add_ready_page()
    if draft := stored_draft(frame.memory.text("draft")):
        window.ready_page.show_draft(draft)
    window.ready_page.setFocus()


class FirstPaint(QObject):
    """Waits for a window to be painted.

    Attributes:
        over: it has been painted for the first time.
    """

    over = Signal()

    def __init__(self, window: QWidget) -> None:
        """Watch ``window``."""
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say so when the paint event has been handled."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.over.emit)
        return False
