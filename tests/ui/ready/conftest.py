"""The page, filled and on the screen."""

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.components.conftest import look, theme
from tests.ui.ready.builders import DRAFT, READY, TEAM, a_team_with
from ui.ready.page import ReadyPage
from ui.theme.style import Look
from ui.theme.theme import Theme

__all__ = ["look", "theme"]


@pytest.fixture
def empty_page(qtbot: QtBot, theme: Theme, look: Look) -> ReadyPage:
    """Nothing is known and nothing typed."""
    made = ReadyPage(theme)
    qtbot.addWidget(made)
    made.resize(1224, 822)
    with qtbot.waitActive(made):
        made.show()
    return made


@pytest.fixture
def page(empty_page: ReadyPage) -> ReadyPage:
    """All is there for a run."""
    empty_page.show_teams((TEAM, a_team_with("gemma3:12b")))
    empty_page.show_server(READY)
    empty_page.show_draft(DRAFT)
    return empty_page
