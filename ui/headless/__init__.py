"""The command line: the whole job without a window, and without importing Qt."""

from ui.headless.console import Console
from ui.headless.entry import run_command_line

__all__ = ["Console", "run_command_line"]
