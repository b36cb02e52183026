"""Text that can be stored and sent, and that says anything."""

import unicodedata


def storable(text: str) -> str:
    """The text with U+FFFD for each half of a surrogate pair that stands alone.

    JSON may escape such a half; no encoding can write it.
    """
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def is_blank(text: str) -> bool:
    """Whether nothing of a text can be seen: it has only spaces, controls and zero-width signs."""
    return all(one.isspace() or unicodedata.category(one) in ("Cc", "Cf") for one in text)
