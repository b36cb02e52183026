"""Which addresses a reader may follow."""

import re

_WEB = re.compile(r"(?:https?://|mailto:)\S", re.IGNORECASE)
_MARK = re.compile(r"mark:(\d+)")


def is_web_address(address: str) -> bool:
    """Whether it leads to the web or a mailbox, never to a file or a script."""
    return _WEB.match(address) is not None


def mark_address(number: int) -> str:
    """The address behind a decision mark."""
    return f"mark:{number}"


def mark_number(address: str) -> int | None:
    """The number of the decision mark an address stands for."""
    match = _MARK.fullmatch(address)
    return int(match[1]) if match else None
