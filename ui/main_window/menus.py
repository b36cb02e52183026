"""The titles of the menus, which stand in the frame before there are commands."""

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication


class Menus(NamedTuple):
    """The titles from left to right."""

    file: str
    edit: str
    view: str
    run: str
    decide: str
    help: str


def menu_titles() -> Menus:
    """The titles in the language of the moment."""
    tr = QCoreApplication.translate
    return Menus(
        tr("Commands", "&File"),
        tr("Commands", "&Edit"),
        tr("Commands", "&View"),
        tr("Commands", "&Run"),
        tr("Commands", "&Decide"),
        tr("Commands", "&Help"),
    )
