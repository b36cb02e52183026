"""The command line: the whole job without a window, and without importing Qt."""

from ui.headless.entry import run_command_line

__all__ = ["run_command_line"]
