"""A real window, driven as a user does: by its buttons, keys and dialogs."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QWidget,
)

from engine.stores.run_store import RunStore
from main import main_window
from models.run import Run
from ui.controllers.sources import Sources
from ui.main_window.commands import Command
from ui.main_window.window import MainWindow
from ui.markdown.view import MarkdownView
from ui.tasks import TaskSpawner

RESOURCES = Path(__file__).resolve().parents[3] / "resources"
NOBODY = "http://127.0.0.1:9"
"""Where nothing listens."""

_LOOK_AGAIN_S = 0.005
_PATIENCE_S = 60.0

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NO_MODIFIER = Qt.KeyboardModifier.NoModifier


async def until(condition: Callable[[], object], what: str = "") -> None:
    """Let the loop run until a condition holds, looked at between its turns.

    Raises:
        AssertionError: it does not within ten seconds.
    """
    loop = asyncio.get_running_loop()
    deadline = loop.time() + _PATIENCE_S
    while not condition():
        assert loop.time() < deadline, f"it never came to that: {what or condition}"
        await _turn()


async def drawn() -> None:
    """Let Qt lay out and paint what has changed."""
    for _ in range(3):  # a layout may change another one
        await _turn()


def _is_listed() -> bool:
    """Whether the list of runs is up to date."""
    return not any(task.get_name() == "list runs" for task in asyncio.all_tasks())


async def _turn() -> None:
    loop = asyncio.get_running_loop()
    turn = loop.create_future()
    loop.call_later(_LOOK_AGAIN_S, turn.set_result, None)
    await turn


@dataclass
class Clock:
    """Seconds that pass when a test says so."""

    now_s: float = 100.0

    def __call__(self) -> float:
        """The time."""
        return self.now_s


@dataclass
class Desk:
    """The window, and what a user does with it.

    Attributes:
        window: the window.
        folder: its data folder.
        clock: what it measures the length of work with.
        problems: what its tasks failed with.
    """

    window: MainWindow
    folder: Path
    clock: Clock
    problems: list[BaseException] = field(default_factory=list)

    # What is on disk

    @property
    def store(self) -> RunStore:
        """The runs on disk."""
        return RunStore(self.folder / "runs")

    @property
    def stored_runs(self) -> list[Run]:
        """All runs on disk, the newest first."""
        return [self.store.load(one).run for one in self.store.run_ids()]

    # What is shown

    @property
    def run(self) -> Run:
        """The run that is shown."""
        assert self.window.is_showing_run
        run = self.window.run_page.run
        assert run is not None
        return run

    @property
    def is_working(self) -> bool:
        """Whether the run that is shown is said to be at work."""
        return not self.window.run_page.top_bar._stop.isHidden()

    def words(self, widget: QWidget | None = None) -> str:
        """Everything that can be read on a widget; on the window if none is given."""
        return "\n".join(_words_on(widget or self.window))

    def shows(self, words: str, widget: QWidget | None = None) -> bool:
        """Whether some words can be read."""
        return words in self.words(widget)

    def view(self, name: str) -> MarkdownView:
        """The text of a worker."""
        panel = next(one for one in self.window.run_page.grid.panels if one.header.name == name)
        assert panel.view is not None
        return panel.view

    @property
    def lit_in_plan(self) -> list[str]:
        """The sentences of the plan beside the workers that are lit."""
        return [
            pane.text.markdown[mark.start : mark.end]
            for pane in self.window.run_page.dock.plan.document.panes
            for mark in pane.text._quotes.marks
        ]

    # What the user does

    def action(self, command: Command) -> QAction:
        """An entry of the menus."""
        return self.window.commands[command]

    def choose(self, command: Command) -> None:
        """Choose an entry of the menus."""
        action = self.action(command)
        assert action.isEnabled(), f"{command} is not offered"
        action.trigger()

    def button(self, name: str, within: QWidget | None = None) -> QAbstractButton:
        """The button of that name that can be seen."""
        found = [one for one in buttons(within or self.window) if _name(one) == name]
        assert found, f"no button {name!r} in {[_name(one) for one in buttons(self.window)]}"
        return found[0]

    def click(self, name: str, within: QWidget | None = None) -> None:
        """Click the button of that name."""
        QTest.mouseClick(self.button(name, within), LEFT)

    def keys(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        """Press keys wherever the focus is."""
        QTest.keyClick(self.focused, key, modifiers)

    def write(self, text: str) -> None:
        """Type into whatever has the focus."""
        for line, words in enumerate(text.split("\n")):
            if line:
                self.keys(Qt.Key.Key_Return)
            QTest.keyClicks(self.focused, words)

    @property
    def focused(self) -> QWidget:
        """What has the keyboard."""
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the keyboard"
        return widget

    async def dialog(self, kind: type[QDialog] = QDialog) -> QDialog:
        """The dialog of that kind that is before the user, once it is."""
        await until(lambda: self.dialogs(kind), f"a {kind.__name__}")
        return self.dialogs(kind)[-1]

    def dialogs(self, kind: type[QDialog] = QDialog) -> list[QDialog]:
        """The dialogs that are open."""
        tops = QApplication.topLevelWidgets()
        return [one for one in tops if isinstance(one, kind) and one.isVisible()]

    async def choose_file(self, path: Path) -> None:
        """Type a path into the file dialog, and press Enter."""
        dialog = await self.dialog(QFileDialog)
        field = dialog.findChild(QLineEdit)
        assert field is not None
        field.setText(str(path))
        QTest.keyClick(field, Qt.Key.Key_Return)
        await self.until(lambda: not self.dialogs(), "the dialogs are closed")
        await self.to_front()

    async def to_front(self) -> None:
        """Make the window the active one, which is for the window manager where there is one."""
        self.window.activateWindow()
        await until(lambda: QApplication.activeWindow() is self.window, "the window is active")

    async def until(self, condition: Callable[[], object], what: str = "") -> None:
        """Let the loop run until a condition holds."""
        try:
            await until(condition, what)
        except AssertionError as error:
            said = self.words()
            raise AssertionError(f"{error}; {self.problems}; the window says:\n{said}") from None

    async def until_shown(self, words: str) -> None:
        """Let the loop run until some words can be read."""
        await self.until(lambda: self.shows(words), f"“{words}” is shown")

    async def until_ended(self) -> None:
        """Let the loop run until the run that is shown has ended."""
        await self.until(
            lambda: self.window.is_showing_run and not self.is_working, "the run has ended"
        )
        await self.until(_is_listed, "the runs are listed")
        self.window.run_page.grid.finish_drawing()

    async def sample_run(self) -> Run:
        """Run the sample to its end."""
        self.choose(Command.SAMPLE_RUN)
        await self.until(lambda: self.window.is_showing_run, "a run is shown")
        await self.until_ended()
        return self.run


def buttons(widget: QWidget) -> Iterator[QAbstractButton]:
    """The buttons that can be pressed now."""
    for one in widget.findChildren(QAbstractButton):
        if one.isVisible() and one.isEnabled():
            yield one


def press_source(view: MarkdownView, start: int, end: int) -> None:
    """Click into the middle of a range of the source of a text."""
    span = view.positions_of(start, end)[0]
    cursor = QTextCursor(view.document())
    cursor.setPosition((span.start + span.end) // 2)
    QTest.mouseClick(view.viewport(), LEFT, pos=_middle(view, cursor))


def _middle(view: MarkdownView, cursor: QTextCursor) -> QPoint:
    return view.cursorRect(cursor).center()


def _name(button: QAbstractButton) -> str:
    return button.accessibleName() or button.text()


def _words_on(widget: QWidget) -> Iterator[str]:
    for one in widget.findChildren(QWidget):
        if not one.isVisible():
            continue
        if isinstance(one, QMessageBox):
            yield from (one.text(), one.informativeText())
        elif isinstance(one, QLabel | QAbstractButton | QLineEdit):
            yield one.text()
        elif isinstance(one, MarkdownView):
            yield one.toPlainText()
        elif callable(text := getattr(one, "text", None)):
            yield str(text())


@asynccontextmanager
async def a_desk(
    folder: Path, host: str, monkeypatch: pytest.MonkeyPatch | None = None
) -> AsyncIterator[Desk]:
    """A window over a data folder, and a server that may be there or not."""
    problems: list[BaseException] = []
    tasks = TaskSpawner(problems.append)
    clock = Clock()
    sources = Sources(host=host, resources=RESOURCES, is_demo_instant=True)
    window = None
    try:
        async with main_window(tasks, folder, "0.1", sources, clock) as window:
            window.theme.set_motion_reduced(True)
            window.resize(1440, 900)
            desk = Desk(window, folder, clock, problems)
            await desk.to_front()
            yield desk
            await tasks.close()
    finally:
        await tasks.close()
        if window is not None:
            for dialog in window.findChildren(QDialog):
                dialog.close()
            window.may_close = True
            window.close()
            window.deleteLater()
            window.theme.deleteLater()
    assert problems == []
