"""PySide6 6.12.0 drops a reference to None or True with each call, until Python aborts."""

import sys

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot


class _Sender(QObject):
    sent = Signal(int)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None and True are immortal from 3.12 on")
def test_references_to_none_and_true_do_not_drift(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    sender = _Sender()
    sender.sent.connect(lambda number: None)
    before = (sys.getrefcount(None), sys.getrefcount(True))
    for number in range(500):
        label.setText(str(number))
        sender.sent.emit(number)
    after = (sys.getrefcount(None), sys.getrefcount(True))
    assert [abs(now - then) < 100 for now, then in zip(after, before, strict=True)] == [True, True]
