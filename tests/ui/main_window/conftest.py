"""What the tests of the whole window share."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication

from tests.ui.main_window.staging import NOBODY, Desk, a_desk

OpenDesk = Callable[..., AbstractAsyncContextManager[Desk]]


@pytest.fixture(autouse=True)
def undressed(qapp: QApplication) -> Iterator[None]:
    """Other tests find the application as it was."""
    qapp.setApplicationDisplayName("Parallel Workers")
    quits = qapp.quitOnLastWindowClosed()
    qapp.setQuitOnLastWindowClosed(False)
    yield
    qapp.setQuitOnLastWindowClosed(quits)
    qapp.setApplicationDisplayName("")
    qapp.setStyleSheet("")
    qapp.setStyle("Fusion")
    qapp.setPalette(QPalette())
    qapp.setFont(QFont())


@pytest.fixture
def open_desk(tmp_path: Path, undressed: None) -> OpenDesk:
    """Opens the window over the test's data folder, with a server or without."""
    return lambda host=NOBODY: a_desk(tmp_path / "data", host)


@pytest.fixture
async def desk(open_desk: OpenDesk) -> AsyncIterator[Desk]:
    """The window where there is no Ollama, only the sample run, which answers at once."""
    async with open_desk() as desk:
        yield desk
