import json
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from models.team import Topic
from tests.ui.sheets import RESOURCES
from ui.theme.tokens import Role, Tokens, contrast, contrast_pairs

THEMES = RESOURCES / "theme"


@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_pair_that_meets_on_the_screen_has_enough_contrast(name: str) -> None:
    assert Tokens.load(THEMES, name).failing_pairs() == []


def test_the_two_themes_are_checked_186_times() -> None:
    assert 2 * len(contrast_pairs()) == 186


def test_contrast_is_that_of_wcag() -> None:
    black, white, grey = QColor("black"), QColor("white"), QColor("#767676")
    assert contrast(black, white) == pytest.approx(21)
    assert contrast(white, white) == pytest.approx(1)
    assert contrast(grey, white) == pytest.approx(4.54, abs=0.01)


def test_a_pale_colour_is_found() -> None:
    tokens = Tokens.load(THEMES, "light")
    pale = Tokens("pale", {**tokens.colors, Role.TEXT3: "#999999"})
    assert {pair.foreground for pair in pale.failing_pairs()} == {Role.TEXT3}


@pytest.mark.parametrize(("name", "is_dark"), [("light", False), ("dark", True)])
def test_a_theme_knows_whether_it_is_dark(name: str, is_dark: bool) -> None:
    assert Tokens.load(THEMES, name).is_dark is is_dark


@pytest.mark.parametrize("topic", Topic)
def test_every_topic_has_its_three_colours(topic: Topic) -> None:
    tokens = Tokens.load(THEMES, "light")
    roles = (Role.of_topic(topic), Role.quiet_quote(topic), Role.selected_quote(topic))
    assert len({tokens.colors[role] for role in roles}) == 3


def test_a_theme_that_lacks_a_colour_is_refused(tmp_path: Path) -> None:
    colors = json.loads((THEMES / "light.json").read_text(encoding="utf-8"))
    del colors["accent"]
    (tmp_path / "light.json").write_text(json.dumps(colors), encoding="utf-8")
    with pytest.raises(ValueError, match="lacks accent"):
        Tokens.load(tmp_path, "light")


def test_a_theme_with_an_unknown_colour_is_refused(tmp_path: Path) -> None:
    (tmp_path / "light.json").write_text('{"glitter": "#FFD700"}', encoding="utf-8")
    with pytest.raises(ValueError, match="glitter"):
        Tokens.load(tmp_path, "light")


def test_a_legible_system_accent_is_taken() -> None:
    tokens = Tokens.load(THEMES, "light").with_accent(QColor("#8A1C7C"))
    assert tokens[Role.ACCENT] == tokens[Role.ACCENT_FILL] == QColor("#8A1C7C")
    assert tokens.failing_pairs() == []


@pytest.mark.parametrize("accent", ["#FFD60A", "#8CC6FF"])
def test_an_illegible_system_accent_is_left_alone(accent: str) -> None:
    tokens = Tokens.load(THEMES, "light")
    assert tokens.with_accent(QColor(accent)) == tokens


@pytest.mark.parametrize("name", ["light", "dark"])
def test_high_contrast_has_full_lines_and_no_tints(name: str) -> None:
    tokens = Tokens.load(THEMES, name).in_high_contrast()
    assert tokens.is_high_contrast
    assert tokens[Role.LINE] == tokens[Role.LINE2] == tokens[Role.CTRL] == tokens[Role.TEXT]
    for role in (Role.WARN_T, Role.ERR_T, Role.WHEN_T, Role.WHEN_S, Role.ACCENT_TINT):
        assert tokens[role] == tokens[Role.SURFACE]
    assert tokens.failing_pairs() == []
