"""What stands in tooltips is text, whoever wrote it."""

import pytest
from PySide6.QtGui import QTextDocument

from ui.components.tool_tips import plain_tool_tip

HOSTILE = "<h1>11 May</h1> & <img src='/etc/x.png'>\nsecond line"


@pytest.mark.parametrize("text", [HOSTILE, "a < b", "A few words", "long " * 60])
def test_it_is_shown_letter_by_letter(text: str) -> None:
    shown = QTextDocument()
    shown.setHtml(plain_tool_tip(text))
    assert shown.toPlainText().replace("\u2028", "\n").strip() == text.strip()


def test_nothing_to_say_is_no_tooltip() -> None:
    assert plain_tool_tip("") == ""
