"""Characters that no output format can carry, and the two forms in which text is shown."""

import re

REPLACEMENT = "\ufffd"

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNSHOWABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, those that turn the direction of writing, and lone surrogates."""
_NOT_PLAIN_IN_JSON = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """The text with one kind of line end, and U+FFFD for what steers a terminal or cannot be shown.

    Signs that turn the direction of writing could make a line read as another one. Renderers split
    at form feeds, U+0085 or U+2028 as well; a line end that they see and we do not would let text
    begin a block of its own.
    """
    return _UNSHOWABLE.sub(REPLACEMENT, _LINE_ENDS.sub("\n", text))


def printable_json(text: str) -> str:
    """The same JSON with escapes for what steers a terminal; it stands in strings only."""
    return _NOT_PLAIN_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def one_line(text: str) -> str:
    """The text on one line, with single spaces."""
    return " ".join(printable(text).split())


def shortened(text: str, limit: int) -> str:
    """The text on one line, at most ``limit`` characters long."""
    line = one_line(text)
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def without_surrogates(text: str) -> str:
    """The text as UTF-8 can carry it."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
