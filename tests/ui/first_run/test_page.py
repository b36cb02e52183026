from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from models.llm import LlmInfo, ServerState, ServerStatus
from ui.components.button_base import PaintedButton
from ui.components.labels import WrapLabel
from ui.first_run.copy_line import CopyLine
from ui.first_run.page import FirstRunPage
from ui.first_run.system import System
from ui.theme.style import Look
from ui.theme.theme import Theme

HOST = "http://127.0.0.1:11434"

NOBODY = ServerStatus(
    ServerState.UNREACHABLE,
    HOST,
    message=f"Nobody answers at {HOST}.",
    remedy="Start Ollama, or correct the host.",
)
SOMETHING_ELSE = ServerStatus(
    ServerState.UNREACHABLE,
    HOST,
    message=f"Something other than Ollama answers at {HOST}.",
    remedy="Correct the host, or stop that program and start Ollama.",
)
NO_LLM = ServerStatus(
    ServerState.NO_LLM, HOST, "0.33.0", message="Ollama has no local model that can chat."
)
READY = ServerStatus(ServerState.READY, HOST, "0.33.0", (LlmInfo("qwen3:8b"),), default="qwen3:8b")

Open = Callable[[System], FirstRunPage]


@pytest.fixture
def open_page(qtbot: QtBot, theme: Theme, look: Look) -> Open:
    def make(system: System) -> FirstRunPage:
        page = FirstRunPage(theme, system)
        qtbot.addWidget(page)
        page.resize(900, 600)
        with qtbot.waitActive(page):
            page.show()
        return page

    return make


@pytest.fixture
def page(open_page: Open) -> FirstRunPage:
    return open_page(System.LINUX)


def _shown(page: FirstRunPage) -> list[str]:
    QCoreApplication.sendPostedEvents()
    return [one.text() for one in page.findChildren(WrapLabel) if one.isVisible() and one.text()]


def _line(page: FirstRunPage) -> CopyLine:
    line = page.findChild(CopyLine)
    assert isinstance(line, CopyLine)
    return line


def _button(page: FirstRunPage, text: str) -> PaintedButton:
    found = [one for one in page.findChildren(PaintedButton) if one.text() == text]
    assert len(found) == 1
    return found[0]


def _press(widget: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(widget.window().windowHandle(), key)


@pytest.mark.parametrize(
    ("system", "line", "advice"),
    [
        (
            System.LINUX,
            "curl -fsSL https://ollama.com/install.sh | sh",
            "Linux: copy this line into a terminal.",
        ),
        (
            System.MACOS,
            "https://ollama.com/download",
            "macOS: download the installer from ollama.com.",
        ),
        (
            System.WINDOWS,
            "https://ollama.com/download",
            "Windows: download the installer from ollama.com.",
        ),
    ],
)
def test_without_ollama_it_says_how_to_install_it_here(
    open_page: Open, system: System, line: str, advice: str
) -> None:
    page = open_page(system)
    page.show_status(NOBODY, False)
    assert "Ollama is not installed" in _shown(page)
    assert advice in _shown(page)
    assert _line(page).line == line
    assert {"ollama in PATH", "127.0.0.1:11434", "no answer from Ollama"} <= set(_shown(page))


@pytest.mark.parametrize("system", System)
def test_with_ollama_silent_it_says_how_to_start_it(open_page: Open, system: System) -> None:
    page = open_page(system)
    page.show_status(NOBODY, True)
    assert "Ollama is installed, but does not answer" in _shown(page)
    assert f"Nobody answers at {HOST}. Start Ollama, or correct the host." in _shown(page)
    assert _line(page).line == "ollama serve"


def test_it_says_so_if_something_else_answers(page: FirstRunPage) -> None:
    page.show_status(SOMETHING_ELSE, True)
    assert any("Something other than Ollama answers" in one for one in _shown(page))
    page.show_status(SOMETHING_ELSE, False)
    assert any("Something other than Ollama answers" in one for one in _shown(page))


def test_without_a_model_it_says_how_to_get_one(page: FirstRunPage) -> None:
    page.show_status(NO_LLM, True)
    assert "Ollama is running, but has no model to use" in _shown(page)
    assert _line(page).line == "ollama pull qwen3:8b"
    assert any("size and its licence" in one for one in _shown(page))
    assert "Ollama 0.33.0 answers" in _shown(page)


def test_once_all_is_there_it_names_the_models(page: FirstRunPage) -> None:
    page.show_status(READY, True)
    assert {"Ollama is ready", "Models that can be used: qwen3:8b."} <= set(_shown(page))
    assert not _line(page).isVisible()


def test_the_line_is_copied_as_it_stands(page: FirstRunPage) -> None:
    page.show_status(NOBODY, False)
    _line(page).findChildren(PaintedButton)[0].click()
    assert QGuiApplication.clipboard().text() == "curl -fsSL https://ollama.com/install.sh | sh"


def test_it_is_used_by_keyboard_alone(qtbot: QtBot, page: FirstRunPage) -> None:
    page.show_status(NOBODY, True)
    page.setFocus()
    assert _button(page, "Check again").hasFocus()
    with qtbot.waitSignal(page.check_wanted):
        _press(page, Qt.Key.Key_Space)
    for text, signal in (
        ("Write the brief meanwhile", page.ready_wanted),
        ("Look around with a sample run", page.sample_wanted),
    ):
        _button(page, text).setFocus()
        with qtbot.waitSignal(signal):
            _press(page, Qt.Key.Key_Space)


def test_the_same_result_again_moves_nothing_and_is_said(page: FirstRunPage, theme: Theme) -> None:
    theme.set_font_scale(1.5)
    page.show_status(NOBODY, True)
    QCoreApplication.sendPostedEvents()
    area = page.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    area.verticalScrollBar().setValue(20)
    before = _shown(page)
    link = _button(page, "Write the brief meanwhile")
    link.setFocus()
    scrolled = area.verticalScrollBar().value()
    _button(page, "Check again").click()
    assert "Checking…" in _shown(page)
    page.show_status(NOBODY, True)
    said = [one for one in _shown(page) if one not in before]
    assert len(said) == 1
    assert said[0].startswith("Checked at ")
    assert said[0].endswith(": nothing has changed.")
    assert link.hasFocus()
    assert area.verticalScrollBar().value() == scrolled


def test_another_result_takes_the_old_sentence_away(page: FirstRunPage) -> None:
    page.show_status(NOBODY, True)
    page.show_status(NOBODY, True)
    page.show_status(NO_LLM, True)
    assert not any(one.startswith("Checked at ") for one in _shown(page))


@pytest.mark.parametrize("status", [NOBODY, SOMETHING_ELSE, NO_LLM, READY])
@pytest.mark.parametrize("size", [(900, 600), (1024, 700), (1440, 900)])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_no_text_is_clipped(
    page: FirstRunPage, theme: Theme, status: ServerStatus, size: tuple[int, int], scale: float
) -> None:
    theme.set_font_scale(scale)
    page.show_status(status, False)
    page.resize(*size)
    for _round in range(3):
        QCoreApplication.sendPostedEvents()
    for one in page.findChildren(WrapLabel):
        if one.isVisible():
            assert one.height() >= one.heightForWidth(one.width()), one.text()
            assert one.mapTo(page, one.rect().topRight()).x() < page.width(), one.text()
    for button in page.findChildren(PaintedButton):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width(), button.text()


def test_everything_has_a_name(page: FirstRunPage) -> None:
    page.show_status(NOBODY, False)
    for one in page.findChildren(QWidget):
        if one.focusPolicy() is not Qt.FocusPolicy.NoFocus and one.isVisible():
            text = one.text() if isinstance(one, PaintedButton) else ""
            assert one.accessibleName() or text, one
