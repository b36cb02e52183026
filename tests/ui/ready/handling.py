"""Finds and presses what a user would."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from ui.components.button_base import PaintedButton
from ui.components.buttons import PrimaryButton
from ui.components.picker import Picker
from ui.ready.brief_editor import BriefEditor
from ui.ready.page import ReadyPage


def settle() -> None:
    for _round in range(3):
        QCoreApplication.sendPostedEvents()


def shown_texts(page: QWidget) -> list[str]:
    settle()
    return [one.text() for one in page.findChildren(QLabel) if one.isVisible() and one.text()]


def press(page: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    """Press a key, as the window gets it."""
    QTest.keyClick(page.window().windowHandle(), key, modifier or Qt.KeyboardModifier.NoModifier)


def type_words(page: QWidget, text: str) -> None:
    """Type into whatever has the keyboard."""
    focused = page.window().focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


def editor_of(page: ReadyPage) -> BriefEditor:
    found = page.findChild(BriefEditor)
    assert isinstance(found, BriefEditor)
    return found


def run_button(page: ReadyPage) -> PrimaryButton:
    found = page.findChildren(PrimaryButton)
    assert len(found) == 1, "one accent button per screen"
    return found[0]


def buttons(page: QWidget, name: str) -> list[PaintedButton]:
    """Visible buttons by label or name."""
    settle()
    return [
        one
        for one in page.findChildren(PaintedButton)
        if one.isVisible() and name in (one.text(), one.accessibleName())
    ]


def picker(page: ReadyPage, name: str) -> Picker:
    found = [one for one in page.findChildren(Picker) if one.accessibleName() == name]
    assert len(found) == 1
    return found[0]


def options(box: QComboBox) -> list[str]:
    return [box.itemText(index) for index in range(box.count())]


def pick(page: ReadyPage, name: str, label: str) -> None:
    """Choose from a combo box, as the user does."""
    box = picker(page, name)
    index = options(box).index(label)
    box.setCurrentIndex(index)
    box.activated.emit(index)
