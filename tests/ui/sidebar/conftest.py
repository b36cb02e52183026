"""The application in the theme, as the tests of the components have it."""

from tests.ui.components.conftest import look, theme

__all__ = ["look", "theme"]
