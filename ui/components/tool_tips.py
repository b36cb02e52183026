"""Tooltips whose words may come from models, files or users."""

_SHORT = 80
"""So many letters need no second line, which Qt gives to markup alone."""


def plain_tool_tip(text: str) -> str:
    """``text`` as a tooltip that Qt does not take for HTML, and wraps.

    Qt guesses from the words whether they are HTML, and then loads the pictures that it names.
    """
    if len(text) <= _SHORT and not any(sign in text for sign in "<&\n"):
        return text
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
    return f"<p>{escaped}</p>"
