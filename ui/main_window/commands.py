"""Every command of the window, with its words, keys and menu; the palette lists the same ones."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from ui.main_window.menus import menu_titles

translate = QCoreApplication.translate


class Command(StrEnum):
    """What the user can ask for."""

    NEW_RUN = "new_run"
    FIND_RUN = "find_run"
    EXPORT = "export"
    CLOSE = "close"
    QUIT = "quit"
    FIND = "find"
    FIND_NEXT = "find_next"
    FIND_PREVIOUS = "find_previous"
    COPY_PLAN = "copy_plan"
    SHOW_WORKERS = "show_workers"
    SHOW_CONTRADICTIONS = "show_contradictions"
    SHOW_PLAN = "show_plan"
    TOGGLE_RUNS = "toggle_runs"
    BRIEF = "brief"
    NEXT_PANEL = "next_panel"
    PREVIOUS_PANEL = "previous_panel"
    NEXT_REGION = "next_region"
    PREVIOUS_REGION = "previous_region"
    NEXT_CONTRADICTION = "next_contradiction"
    PREVIOUS_CONTRADICTION = "previous_contradiction"
    ZOOM_IN = "zoom_in"
    ZOOM_OUT = "zoom_out"
    ZOOM_RESET = "zoom_reset"
    SCHEME_SYSTEM = "scheme_system"
    SCHEME_LIGHT = "scheme_light"
    SCHEME_DARK = "scheme_dark"
    PALETTE = "palette"
    RUN = "run"
    RUN_AGAIN = "run_again"
    KEEP_A = "keep_a"
    KEEP_B = "keep_b"
    KEEP_C = "keep_c"
    OWN_WORDS = "own_words"
    LEAVE_OPEN = "leave_open"
    NOT_A_CONTRADICTION = "not_a_contradiction"
    SAVE_DECISION = "save_decision"
    UNDO_RULING = "undo_ruling"
    HOUSE_RULES = "house_rules"
    UPDATE_PLAN = "update_plan"
    SHOW_ALIGNMENT = "show_alignment"
    SHOW_COMPATIBLE = "show_compatible"
    STOP_WORKER = "stop_worker"
    STOP_ALL = "stop_all"
    RERUN_WORKER = "rerun_worker"
    USE_AS_IS = "use_as_is"
    LEAVE_OUT = "leave_out"
    TAKE_BACK_IN = "take_back_in"
    WRITE_AGAIN = "write_again"
    CHECK_SERVER = "check_server"
    TEST_MODEL = "test_model"
    STOP_TEST = "stop_test"
    SAMPLE_RUN = "sample_run"
    SHORTCUTS = "shortcuts"
    LOG_FOLDER = "log_folder"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class _Words:
    menu: str
    text: str
    keys: tuple[str | QKeySequence.StandardKey, ...] = ()
    role: QAction.MenuRole = QAction.MenuRole.NoRole
    begins_group: bool = False


def _words() -> dict[Command, _Words]:
    """The words in the language of the moment; keys are UI.md §8."""
    key = QKeySequence.StandardKey
    role = QAction.MenuRole

    def tr(text: str) -> str:
        return translate("Commands", text)

    file, edit, view, run, decide, help_ = menu_titles()
    return {
        Command.NEW_RUN: _Words(file, tr("&New run"), (key.New,)),
        Command.FIND_RUN: _Words(file, tr("&Open a run…"), (key.Open,)),
        Command.EXPORT: _Words(file, tr("&Export…"), ("Ctrl+E",), begins_group=True),
        Command.CLOSE: _Words(file, tr("&Close window"), (key.Close,), begins_group=True),
        Command.QUIT: _Words(file, tr("&Quit"), ("Ctrl+Q",), role.QuitRole),
        Command.COPY_PLAN: _Words(edit, tr("&Copy plan as Markdown")),
        Command.FIND: _Words(edit, tr("&Find in what is shown"), (key.Find,), begins_group=True),
        Command.FIND_NEXT: _Words(edit, tr("Find &next"), (key.FindNext,)),
        Command.FIND_PREVIOUS: _Words(edit, tr("Find &previous"), (key.FindPrevious,)),
        Command.SHOW_WORKERS: _Words(view, tr("&Workers"), ("Ctrl+1",)),
        Command.SHOW_CONTRADICTIONS: _Words(view, tr("&Contradictions"), ("Ctrl+2",)),
        Command.SHOW_PLAN: _Words(view, tr("&Plan"), ("Ctrl+3",)),
        Command.TOGGLE_RUNS: _Words(
            view, tr("Show or hide &runs"), ("Ctrl+\\",), begins_group=True
        ),
        Command.BRIEF: _Words(view, tr("Show or hide &brief"), ("Ctrl+L",)),
        Command.NEXT_PANEL: _Words(view, tr("Next p&anel"), ("Ctrl+Tab",), begins_group=True),
        Command.PREVIOUS_PANEL: _Words(view, tr("Pre&vious panel"), ("Ctrl+Shift+Tab",)),
        Command.NEXT_REGION: _Words(view, tr("Next re&gion"), ("F6",)),
        Command.PREVIOUS_REGION: _Words(view, tr("Previous reg&ion"), ("Shift+F6",)),
        Command.NEXT_CONTRADICTION: _Words(view, tr("Next contra&diction"), ("F8",)),
        Command.PREVIOUS_CONTRADICTION: _Words(view, tr("Previous contradictio&n"), ("Shift+F8",)),
        Command.ZOOM_IN: _Words(
            view, tr("Larger te&xt"), (key.ZoomIn, "Ctrl+="), begins_group=True
        ),
        Command.ZOOM_OUT: _Words(view, tr("S&maller text"), (key.ZoomOut,)),
        Command.ZOOM_RESET: _Words(view, tr("Usual text si&ze"), ("Ctrl+0",)),
        Command.SCHEME_SYSTEM: _Words(view, tr("Colours as the &system"), begins_group=True),
        Command.SCHEME_LIGHT: _Words(view, tr("&Light colours")),
        Command.SCHEME_DARK: _Words(view, tr("Dar&k colours")),
        Command.PALETTE: _Words(view, tr("All comm&ands…"), ("Ctrl+K",), begins_group=True),
        Command.SHOW_ALIGNMENT: _Words(view, tr("Do the parts fi&t?"), begins_group=True),
        Command.SHOW_COMPATIBLE: _Words(view, tr("What t&urned out compatible")),
        Command.RUN: _Words(run, tr("&Run"), ("Ctrl+Return", "Ctrl+Enter")),
        Command.RUN_AGAIN: _Words(run, tr("Run &again"), ("Ctrl+Shift+R",)),
        Command.STOP_WORKER: _Words(run, tr("&Stop worker"), ("Ctrl+.",), begins_group=True),
        Command.STOP_ALL: _Words(run, tr("Stop a&ll"), ("Ctrl+Shift+.",)),
        Command.RERUN_WORKER: _Words(run, tr("R&e-run worker"), ("Ctrl+R",)),
        Command.USE_AS_IS: _Words(run, tr("Use the worker's te&xt as is")),
        Command.LEAVE_OUT: _Words(run, tr("Lea&ve the worker out")),
        Command.TAKE_BACK_IN: _Words(run, tr("Take the worker &back in")),
        Command.UPDATE_PLAN: _Words(run, tr("&Update what is out of date"), begins_group=True),
        Command.WRITE_AGAIN: _Words(run, tr("&Write plan again")),
        Command.CHECK_SERVER: _Words(run, tr("&Check Ollama"), begins_group=True),
        Command.TEST_MODEL: _Words(run, tr("&Test this model (3 minutes)")),
        Command.STOP_TEST: _Words(run, tr("Stop t&he test")),
        Command.KEEP_A: _Words(decide, tr("Keep &A")),
        Command.KEEP_B: _Words(decide, tr("Keep &B")),
        Command.KEEP_C: _Words(decide, tr("Keep &C")),
        Command.OWN_WORDS: _Words(decide, tr("Decide in your own &words…")),
        Command.LEAVE_OPEN: _Words(decide, tr("Leave &open")),
        Command.NOT_A_CONTRADICTION: _Words(decide, tr("Not a contra&diction")),
        Command.SAVE_DECISION: _Words(decide, tr("&Save decision"), begins_group=True),
        Command.UNDO_RULING: _Words(decide, tr("&Undo ruling"), (key.Undo,)),
        Command.HOUSE_RULES: _Words(decide, tr("&House rules…"), begins_group=True),
        Command.SAMPLE_RUN: _Words(help_, tr("Look around with a sample r&un")),
        Command.SHORTCUTS: _Words(help_, tr("&Keyboard shortcuts"), (key.HelpContents, "Ctrl+/")),
        Command.LOG_FOLDER: _Words(help_, tr("Open &log folder"), begins_group=True),
        Command.ABOUT: _Words(help_, tr("&About Parallel Workers"), (), role.AboutRole),
    }


class Commands(QObject):
    """The actions of the window, in menus and with their keys."""

    def __init__(self, parent: QObject) -> None:
        """Make all actions; connect them with ``on``."""
        super().__init__(parent)
        self._words = _words()
        self._actions = {one: self._action(words) for one, words in self._words.items()}

    def __getitem__(self, command: Command) -> QAction:
        """The action of a command."""
        return self._actions[command]

    def on(self, command: Command, do: Callable[[], None]) -> None:
        """Call ``do`` whenever the command is asked for."""
        self._actions[command].triggered.connect(lambda _checked: do())

    def enable(self, command: Command, is_enabled: bool) -> None:
        """Offer a command or not."""
        self._actions[command].setEnabled(is_enabled)

    def fill(self, bar: QMenuBar) -> None:
        """Put all commands into the menus of that title."""
        menus = {menu.title(): menu for menu in bar.findChildren(QMenu)}
        for command, words in self._words.items():
            if words.begins_group:
                menus[words.menu].addSeparator()
            menus[words.menu].addAction(self._actions[command])

    def all(self) -> Iterator[tuple[Command, QAction]]:
        """Every command with its action, in the order of the menus."""
        yield from self._actions.items()

    def _action(self, words: _Words) -> QAction:
        action = QAction(words.text, self)
        action.setShortcuts([QKeySequence(one) for one in words.keys])
        action.setMenuRole(words.role)
        return action
