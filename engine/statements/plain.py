"""Markdown inline text as plain words, for prompts and comparisons."""

import re
from functools import lru_cache

_QUOTE_PREFIX = re.compile(r"\n[ \t]*(?:>[ \t]?)+")
_LINK = re.compile(
    r"!?\[([^\]\[]*)\](?:\([^()\s]*(?:\([^()\s]*\))?(?:\s+[\"'][^\"']*[\"'])?\)|\[[^\]]*\])"
)
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^>\s]+)>")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->", re.DOTALL)
_STRONG = re.compile(r"\*\*|__(?=\S)|(?<=\S)__|~~")
_STAR = re.compile(r"(?<![\w*\\])\*(?=\S)|(?<=[^\s\\])\*(?!\w)")
_UNDERSCORE = re.compile(r"(?<![\w\\])_(?=\w)|(?<=[^\s\\])_(?!\w)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE = re.compile(r"`+")


@lru_cache(maxsize=4096)
def plain_text(markdown_inline: str) -> str:
    """The words as on the screen: no emphasis marks, links as their text, white space collapsed."""
    text = markdown_inline
    if "\n" in text:
        text = _QUOTE_PREFIX.sub("\n", text)
    if "](" in text or "][" in text:
        text = _LINK.sub(r"\1", text)
    if "<" in text:
        text = _TAG.sub(" ", _AUTOLINK.sub(r"\1", text))
    if any(mark in text for mark in "*_~"):
        text = _UNDERSCORE.sub("", _STAR.sub("", _STRONG.sub("", text)))
    if "`" in text:
        text = _CODE.sub("", text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return " ".join(text.split())
