"""Parallel Workers: several specialists work on one brief at the same time, on this machine.

Without a command it opens the window; with one it does the job on the command line, without Qt.
"""

import sys
from collections.abc import Sequence


def main(argv: Sequence[str]) -> int:
    """Start what ``argv``, the words after ``main.py``, ask for; returns the exit code."""
    if _asks_for_window(argv):
        return _open_window()
    from ui.headless import run_command_line
    from ui.headless.console import Console

    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr] # both are text files here
    return run_command_line(argv, Console(sys.stdin.buffer, sys.stdout, sys.stderr))


def _open_window() -> int:
    from PySide6.QtWidgets import QApplication

    from ui.window import MainWindow

    application = QApplication(sys.argv[:1])
    window = MainWindow()
    window.show()
    return application.exec()


def _asks_for_window(argv: Sequence[str]) -> bool:
    """Whether there is no command: nothing at all, or only where the data are."""
    words = list(argv)
    while words and words[0].startswith("--data-dir"):
        del words[: 1 if "=" in words[0] else 2]
    return not words


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
