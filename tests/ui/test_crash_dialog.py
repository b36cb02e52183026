"""The dialog for bugs can be read, copied, closed, and leads to the log."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from ui.crash_dialog import CrashDialog


class _Opener(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.opened: list[QUrl] = []

    @Slot(QUrl)
    def open_url(self, url: QUrl) -> None:
        self.opened.append(url)


@pytest.fixture
def opener() -> Iterator[_Opener]:
    opener = _Opener()
    # The stub asks for bytes, which PySide6 refuses.
    QDesktopServices.setUrlHandler("file", opener, "open_url")  # type: ignore[arg-type]
    yield opener
    QDesktopServices.unsetUrlHandler("file")


def _open(dialog: CrashDialog, qtbot: QtBot) -> CrashDialog:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show_report("a report", 1)
    dialog.open()
    return dialog


@pytest.fixture
def dialog(qtbot: QtBot) -> CrashDialog:
    return _open(CrashDialog(None), qtbot)


def _button(dialog: CrashDialog, text: str) -> QPushButton:
    (button,) = [one for one in dialog.findChildren(QPushButton) if one.text() == text]
    return button


def test_it_shows_the_report_read_only(dialog: CrashDialog) -> None:
    report = dialog.findChild(QPlainTextEdit)
    assert report is not None
    assert report.toPlainText() == "a report"
    assert report.isReadOnly()
    assert report.accessibleName() == "Report"


def test_it_says_how_often_only_when_it_was_more_than_once(dialog: CrashDialog) -> None:
    (label,) = [one for one in dialog.findChildren(QLabel) if "happened" in one.text()]
    assert not label.isVisible()
    dialog.show_report("a report", 4)
    assert label.isVisible()
    assert label.text() == "This happened 4 times."


def test_the_log_folder_is_opened_on_request(qtbot: QtBot, opener: _Opener, tmp_path: Path) -> None:
    dialog = _open(CrashDialog(tmp_path), qtbot)
    _button(dialog, "Open log folder").click()
    assert [Path(url.toLocalFile()) for url in opener.opened] == [tmp_path]


def test_without_a_log_the_button_says_why_it_is_off(dialog: CrashDialog) -> None:
    button = _button(dialog, "Open log folder")
    assert not button.isEnabled()
    assert "cannot be written" in button.toolTip()


def test_close_and_escape_close_it(dialog: CrashDialog) -> None:
    _button(dialog, "Close").click()
    assert not dialog.isVisible()
    dialog.open()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_close_is_the_default_and_has_the_focus(dialog: CrashDialog) -> None:
    assert _button(dialog, "Close").isDefault()
    assert dialog.focusWidget() is _button(dialog, "Close")
