"""The window. It opens and says what can be done already; the panels come with the next version."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QMainWindow

_TEXT = (
    "<h2>Parallel Workers</h2>"
    "<p>The window is still being built. The whole job already runs from the command line:</p>"
    '<p><code>make run ARGS="run --demo --out plan.pdf"</code></p>'
    '<p><code>make run ARGS="run brief.md --out plan.md"</code></p>'
)


class MainWindow(QMainWindow):
    """Says what can be done."""

    def __init__(self) -> None:
        """Build the window."""
        super().__init__()
        self.setWindowTitle("Parallel Workers")
        self.resize(900, 600)
        label = QLabel(QCoreApplication.translate("MainWindow", _TEXT))
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setMargin(24)
        self.setCentralWidget(label)
