import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget

from models.brief import Fact
from models.llm import ServerStatus
from tests.ui.ready.builders import DRAFT, NOBODY, READY
from tests.ui.ready.handling import (
    buttons,
    editor_of,
    run_button,
    settle,
)
from ui.components.button_base import LEAST_TARGET_PX, PaintedButton
from ui.components.labels import ElidedLabel, WrapLabel
from ui.ready.page import ReadyPage
from ui.theme.theme import Scheme, Theme


def test_everything_that_can_be_focused_has_a_name(page: ReadyPage) -> None:
    page.show_proposed_facts((Fact(subject="Price", value="EUR 9"),))
    page.show_server(NOBODY)
    settle()
    for one in page.findChildren(QWidget):
        if one.focusPolicy() is Qt.FocusPolicy.NoFocus or not one.isVisible():
            continue
        text = one.text() if isinstance(one, PaintedButton) else ""
        assert one.accessibleName() or text, one
        if isinstance(one, (PaintedButton, QLineEdit, QComboBox)):
            assert min(one.width(), one.height()) >= LEAST_TARGET_PX, one


@pytest.mark.parametrize("size", [(900, 522), (1024, 622), (1224, 822)])
@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("status", [READY, NOBODY])
def test_no_text_is_clipped(
    page: ReadyPage, theme: Theme, size: tuple[int, int], scale: float, status: ServerStatus
) -> None:
    theme.set_font_scale(scale)
    page.show_server(status)
    page.show_proposed_facts((Fact(subject="Launch budget", value="EUR 60,000"),))
    page.show_problem("notes.pdf is not plain text in UTF-8.", "Save it as plain text.")
    page.resize(*size)
    settle()
    assert page.size().toTuple() == size, "nothing makes the page larger than its window"
    for one in page.findChildren(QLabel):
        if one.isVisible():
            assert one.height() >= QFontMetrics(one.font()).height(), one.text()
            if isinstance(one, WrapLabel):
                assert one.height() >= one.heightForWidth(one.width()), one.text()
            elif not isinstance(one, ElidedLabel):
                assert one.width() >= one.sizeHint().width(), one.text()
            assert one.mapTo(page, QPoint(one.width(), 0)).x() <= page.width(), one.text()
    for button in page.findChildren(PaintedButton):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width(), button.text()
    run = run_button(page)
    assert page.rect().contains(run.mapTo(page, run.rect().bottomRight())), "Run is always there"


def test_a_long_brief_scrolls_in_its_field_and_the_facts_stay_in_sight(page: ReadyPage) -> None:
    editor = editor_of(page)
    page.show_draft(DRAFT.model_copy(update={"text": "A line of the brief.\n" * 200}))
    settle()
    assert editor.height() > 400
    add = buttons(page, "Add fact")[0]
    assert page.rect().contains(add.mapTo(page, add.rect().bottomRight()))


def test_all_lines_of_the_brief_have_the_height_of_the_design(
    page: ReadyPage, theme: Theme
) -> None:
    editor = editor_of(page)
    editor.append_text("One.\nTwo.")
    for scale in (1.0, 1.5):
        theme.set_font_scale(scale)
        block = editor.document().begin()
        while block.isValid():
            assert block.blockFormat().lineHeight() == round(25 * scale)
            block = block.next()


@pytest.mark.parametrize("scheme", [Scheme.DARK, Scheme.LIGHT])
def test_it_follows_the_theme(page: ReadyPage, theme: Theme, scheme: Scheme) -> None:
    theme.set_scheme(scheme)
    image = page.grab().toImage()
    left, right = image.pixelColor(2, 2).name(), image.pixelColor(page.width() - 3, 3).name()
    assert (left, right) == {
        "dark": ("#1b1b1d", "#222225"),
        "light": ("#ffffff", "#fbfaf9"),
    }[scheme.value]
