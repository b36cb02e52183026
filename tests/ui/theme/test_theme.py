import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.sheets import RESOURCES
from ui.theme.fonts import Fonts, TextStyle
from ui.theme.icons import Icon
from ui.theme.style import sheet_for
from ui.theme.theme import Scheme, Theme, palette_for
from ui.theme.tokens import Role, Tokens


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_palette_has_the_colours_of_the_theme(name: str) -> None:
    tokens = Tokens.load(RESOURCES / "theme", name)
    palette = palette_for(tokens)
    roles = QPalette.ColorRole
    assert palette.color(roles.Window) == tokens[Role.CHROME]
    assert palette.color(roles.Base) == tokens[Role.SURFACE]
    assert palette.color(roles.Text) == tokens[Role.TEXT]
    assert palette.color(roles.Accent) == tokens[Role.ACCENT]
    assert palette.color(roles.Highlight) == tokens[Role.ACCENT_FILL]
    assert palette.color(QPalette.ColorGroup.Disabled, roles.Text) == tokens[Role.TEXT3]


def test_choosing_dark_changes_the_colours_once(qtbot: QtBot, theme: Theme) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.set_scheme(Scheme.DARK)
    assert theme.tokens.is_dark
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_scheme(Scheme.DARK)


def test_an_unchanged_system_changes_nothing(qtbot: QtBot, theme: Theme) -> None:
    theme.set_scheme(Scheme.SYSTEM)
    with qtbot.assertNotEmitted(theme.changed):
        QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Unknown)
    assert not theme.tokens.is_dark


def test_the_theme_follows_the_system_while_it_is_asked_to(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The offscreen platform has no scheme of its own, so only its answer is put in place.
    hints = QGuiApplication.styleHints()
    monkeypatch.setattr("ui.theme.theme._is_system_dark", lambda: True)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert not theme.tokens.is_dark, "light was chosen"
    theme.set_scheme(Scheme.SYSTEM)
    assert theme.tokens.is_dark
    monkeypatch.setattr("ui.theme.theme._is_system_dark", lambda: False)
    with qtbot.waitSignal(theme.changed):
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert not theme.tokens.is_dark


def test_high_contrast_can_be_asked_for_and_left_to_the_system(theme: Theme) -> None:
    theme.set_high_contrast(True)
    assert theme.tokens.is_high_contrast
    theme.set_high_contrast(None)
    assert not theme.tokens.is_high_contrast


def test_asking_for_the_system_accent_leaves_the_palette_as_it_was(qapp: QApplication) -> None:
    before = QGuiApplication.palette()
    Theme(RESOURCES)
    assert QGuiApplication.palette() == before


def test_icons_follow_the_theme(theme: Theme) -> None:
    action = QAction()
    theme.keep_icon(action, Icon.STOP, Role.TEXT)

    def middle() -> str:
        return action.icon().pixmap(16, 16).toImage().pixelColor(8, 8).name()

    assert middle() == theme.color(Role.TEXT).name()
    theme.set_scheme(Scheme.DARK)
    assert middle() == theme.color(Role.TEXT).name() == "#e9e7e3"


def test_icons_whose_button_is_gone_are_forgotten(theme: Theme) -> None:
    action = QAction()
    theme.keep_icon(action, Icon.STOP)
    action.deleteLater()
    del action
    theme.set_scheme(Scheme.DARK)
    assert theme.tokens.is_dark


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0, 3.0])
def test_icons_are_as_sharp_as_the_screen(theme: Theme, ratio: float) -> None:
    pixmap = theme.pixmap(Icon.CHECK, Role.OK, 16, ratio)
    assert pixmap.width() == 16 * ratio
    assert pixmap.deviceIndependentSize().width() == 16
    assert theme.pixmap(Icon.CHECK, Role.OK, 16, ratio) is pixmap


@pytest.mark.parametrize("icon", Icon)
def test_every_icon_shows_something(theme: Theme, icon: Icon) -> None:
    image = theme.pixmap(icon, Role.TEXT).toImage()
    shown = [
        image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height())
    ]
    assert max(shown) > 128


def test_every_icon_file_has_a_name() -> None:
    files = {path.stem for path in (RESOURCES / "icons").glob("*.svg")}
    assert files == {icon.value for icon in Icon}


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("style", TextStyle)
def test_fonts_have_the_size_of_the_scale(
    qapp: QApplication, style: TextStyle, scale: float
) -> None:
    font = Fonts(scale).font(style)
    assert font.pixelSize() == round(style.size_px * scale)
    assert font.weight() == style.weight


def test_fixed_width_text_has_no_ligatures(qapp: QApplication) -> None:
    font = Fonts().mono(TextStyle.SMALL)
    assert all(font.featureValue(tag) == 0 for tag in font.featureTags())
    assert len(font.featureTags()) == 2


def test_the_style_sheet_sets_no_font_and_leaves_no_placeholder() -> None:
    sheet = sheet_for(Tokens.load(RESOURCES / "theme", "dark"), Fonts())
    assert "font" not in sheet
    assert "$" not in sheet
