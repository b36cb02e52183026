"""Every error ends in silence, in a sentence for the user, or in the one dialog for bugs."""

import asyncio
import gc
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from engine.errors import HostUnreachable
from ui.crash_dialog import CrashDialog
from ui.problems import ForTheUser, Problems
from ui.tasks import TaskSpawner

_SECRET = "Launch Ledgerling on 11 May"


class _Clock:
    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> _Clock:
    return _Clock()


@pytest.fixture
def problems(qapp: QApplication, clock: _Clock) -> Iterator[Problems]:
    problems = Problems("1.2.3", now=clock)
    with problems.catching_all():
        yield problems
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, CrashDialog | QMessageBox):
            widget.close()


def _dialogs() -> list[CrashDialog]:
    windows = QApplication.topLevelWidgets()
    return [one for one in windows if isinstance(one, CrashDialog) and one.isVisible()]


def _boxes() -> list[QMessageBox]:
    windows = QApplication.topLevelWidgets()
    return [one for one in windows if isinstance(one, QMessageBox) and one.isVisible()]


def _report(qtbot: QtBot) -> str:
    """The text of the one dialog, once it is there."""
    qtbot.waitUntil(lambda: len(_dialogs()) == 1)
    report = _dialogs()[0].findChild(QPlainTextEdit)
    assert report is not None
    return report.toPlainText()


def _settle(qtbot: QtBot) -> None:
    """Let everything that is queued arrive."""
    arrived: list[bool] = []
    sender = _Sender()
    sender.sent.connect(lambda: arrived.append(True))
    QApplication.postEvent(sender, QEvent(QEvent.Type.User))
    qtbot.waitUntil(lambda: bool(arrived))


class _Sender(QObject):
    sent = Signal()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.User:
            self.sent.emit()
        return super().event(event)


def _break(text: str = _SECRET) -> None:
    raise ValueError(f"cannot read {text}")


class TestCancelled:
    def test_is_silent(self, problems: Problems, qtbot: QtBot) -> None:
        problems.report(asyncio.CancelledError())
        problems.report(BaseExceptionGroup("both", [asyncio.CancelledError()]))
        _settle(qtbot)
        assert (_dialogs(), _boxes()) == ([], [])


class TestForTheUser:
    def test_engine_errors_have_the_shape(self) -> None:
        assert isinstance(HostUnreachable("Ollama does not answer.", "Start it."), ForTheUser)
        assert not isinstance(ValueError("no"), ForTheUser)

    def test_message_and_remedy_are_shown_once(self, problems: Problems, qtbot: QtBot) -> None:
        for _ in range(4):  # four workers, one host
            problems.report(HostUnreachable("Ollama does not answer.", "Start it."))
        _settle(qtbot)
        (box,) = _boxes()
        assert (box.text(), box.informativeText()) == ("Ollama does not answer.", "Start it.")
        assert _dialogs() == []

    def test_the_window_may_show_them_itself(self, problems: Problems, qtbot: QtBot) -> None:
        shown: list[str] = []
        problems.show_to_user = lambda error: shown.append(error.message)
        problems.report(ExceptionGroup("two", [HostUnreachable("One."), HostUnreachable("Two.")]))
        _settle(qtbot)
        assert shown == ["One.", "Two."]
        assert _boxes() == []

    def test_a_failing_display_does_not_go_round_in_circles(
        self, problems: Problems, qtbot: QtBot, caplog: pytest.LogCaptureFixture
    ) -> None:
        problems.show_to_user = lambda error: _break()
        problems.report(HostUnreachable("Ollama does not answer."))
        _settle(qtbot)
        assert "could not be shown: ValueError" in caplog.messages[-1]
        assert _dialogs() == []


class TestBugsComeFrom:
    def test_slots(self, problems: Problems, qtbot: QtBot) -> None:
        button = QPushButton()
        qtbot.addWidget(button)
        button.clicked.connect(lambda: _break())
        button.click()
        assert "ValueError" in _report(qtbot)

    def test_events(self, problems: Problems, qtbot: QtBot) -> None:
        class Broken(QWidget):
            def customEvent(self, event: QEvent) -> None:
                _break()

        widget = Broken()
        qtbot.addWidget(widget)
        QApplication.postEvent(widget, QEvent(QEvent.Type.User))
        assert "in customEvent" in _report(qtbot)

    async def test_tasks(self, problems: Problems, qtbot: QtBot) -> None:
        async def work() -> None:
            _break()

        tasks = TaskSpawner(problems.report)
        await asyncio.wait({tasks.spawn(work())})
        assert "in work" in _report(qtbot)

    def test_threads(self, problems: Problems, qtbot: QtBot) -> None:
        thread = threading.Thread(target=_break)
        thread.start()
        thread.join()
        assert "in _break" in _report(qtbot)

    def test_finalizers(self, problems: Problems, qtbot: QtBot) -> None:
        class Broken:
            def __del__(self) -> None:
                _break()

        Broken()
        gc.collect()
        assert "in __del__" in _report(qtbot)

    def test_one_failure_of_a_group(self, problems: Problems, qtbot: QtBot) -> None:
        problems.report(BaseExceptionGroup("", [asyncio.CancelledError(), ValueError("x")]))
        assert "ValueError" in _report(qtbot)

    def test_hooks_of_before_are_back_afterwards(self, qapp: QApplication) -> None:
        before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        with Problems("1").catching_all():
            pass
        assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before


class TestOneDialog:
    def test_counts_repeats(self, problems: Problems, qtbot: QtBot) -> None:
        for _ in range(3):
            problems.report(_caught())
        report = _report(qtbot)
        assert "(3 times)" in report
        assert report.count("raise ValueError") == 1
        assert "This happened 3 times." in [
            one.text() for one in _dialogs()[0].findChildren(QLabel)
        ]

    def test_collects_different_bugs(self, problems: Problems, qtbot: QtBot) -> None:
        problems.report(_caught())
        problems.report(KeyError(_SECRET))
        report = _report(qtbot)
        assert "ValueError" in report
        assert "KeyError" in report

    def test_stays_closed_for_a_while_for_a_bug_that_was_shown(
        self, problems: Problems, qtbot: QtBot, clock: _Clock
    ) -> None:
        problems.report(_caught())
        _report(qtbot)
        _dialogs()[0].close()
        problems.report(_caught())
        _settle(qtbot)
        assert _dialogs() == []
        clock.now_s += 11
        problems.report(_caught())
        assert "(3 times)" in _report(qtbot)

    def test_opens_at_once_for_another_bug(self, problems: Problems, qtbot: QtBot) -> None:
        problems.report(_caught())
        _report(qtbot)
        _dialogs()[0].close()
        problems.report(KeyError())
        assert "KeyError" in _report(qtbot)

    def test_survives_the_window_it_stood_over(self, problems: Problems, qtbot: QtBot) -> None:
        window = QWidget()
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        problems.report(_caught())
        _report(qtbot)
        assert _dialogs()[0].parent() is window
        window.close()
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        assert _dialogs() == []
        problems.report(KeyError())
        assert "KeyError" in _report(qtbot)

    def test_logs_a_flood_sparsely(
        self, problems: Problems, qtbot: QtBot, caplog: pytest.LogCaptureFixture
    ) -> None:
        for _ in range(1000):
            problems.report(_caught())
        assert len(caplog.messages) == 4
        _settle(qtbot)


class TestReport:
    def test_names_versions_and_places_but_no_texts(self, problems: Problems, qtbot: QtBot) -> None:
        problems.report(_caught())
        report = _report(qtbot)
        assert report.startswith("Parallel Workers 1.2.3\nPython 3.")
        assert "tests/ui/test_problems.py:" in report
        assert _SECRET not in report
        assert str(Path(__file__).parents[2]) not in report

    def test_is_copied_on_request(self, problems: Problems, qtbot: QtBot) -> None:
        problems.report(_caught())
        report = _report(qtbot)
        (copy,) = [
            one for one in _dialogs()[0].findChildren(QPushButton) if one.text() == "Copy report"
        ]
        copy.click()
        assert QGuiApplication.clipboard().text() == report


def _caught() -> BaseException:
    try:
        _break()
    except ValueError as error:
        return error
    raise AssertionError
