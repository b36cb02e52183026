"""Parallel Workers: several specialists work on one brief at the same time, on this machine.

Without a command it opens the window; with one it does the job on the command line, without Qt.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from ui.headless import Console, run_command_line


def main(argv: Sequence[str]) -> int:
    """Do what ``argv``, the words after ``main.py``, ask for; returns the exit code."""
    return run_command_line(argv, Console.of_process(), _open_window)


def _open_window(_data_folder: Path) -> int:
    """Show the window until it is closed."""
    # Imported here because the command line must do without Qt.
    from PySide6.QtWidgets import QApplication

    from ui.window import MainWindow

    application = QApplication(sys.argv[:1])
    window = MainWindow()
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
