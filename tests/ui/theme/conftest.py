"""What the tests of the look share."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.sheets import RESOURCES
from ui.theme.theme import Scheme, Theme


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(RESOURCES, Scheme.LIGHT)
