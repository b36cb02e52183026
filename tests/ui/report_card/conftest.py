"""What the tests of report cards share."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication

from tests.ui.sheets import RESOURCES
from ui.theme.style import Look
from ui.theme.theme import Scheme, Theme


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    theme = Theme(RESOURCES, Scheme.LIGHT)
    theme.set_motion_reduced(True)
    return theme


@pytest.fixture
def look(qapp: QApplication, theme: Theme) -> Iterator[Look]:
    """The application in the theme; other tests find it as it was."""
    yield Look(qapp, theme)
    qapp.setStyleSheet("")
    qapp.setStyle("Fusion")
    qapp.setPalette(QPalette())
    qapp.setFont(QFont())
