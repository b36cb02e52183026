"""Where in a section's Markdown the sentences with a decision mark stand."""

import re

_CLOSERS_AND_MARKS = r"[\"”’)*_]*(?:\s*\[R\d+\])*"
_END = re.compile(rf"[.!?…]{_CLOSERS_AND_MARKS}(?=\s|$)|[\u3002\uff01\uff1f]{_CLOSERS_AND_MARKS}")
_LINE_START = re.compile(r"\s*(?:[-*+]\s+|\d+[.)]\s+|#{1,6}\s+|>\s*)*")


def sentences_with_mark(markdown: str, number: int) -> list[tuple[int, int]]:
    """From where to where each sentence stands that is marked ``[R<number>]``.

    A mark belongs to the sentence before it, also behind the full stop.
    """
    found: list[tuple[int, int]] = []
    for mark in re.finditer(rf"\[R{number}\]", markdown):
        place = _sentence_at(markdown, mark.start(), mark.end())
        if place not in found:
            found.append(place)
    return found


def _sentence_at(markdown: str, start: int, end: int) -> tuple[int, int]:
    block_start = _block_start(markdown, start)
    block_end = _block_end(markdown, end)
    begin = block_start
    for stop in _END.finditer(markdown, block_start, block_end):
        if stop.end() >= end:
            return begin, stop.end()
        begin = stop.end() + len(markdown[stop.end() :]) - len(markdown[stop.end() :].lstrip())
    return begin, block_end


def _block_start(markdown: str, at: int) -> int:
    """The start of the words of a paragraph, a list item or a table row."""
    start = markdown.rfind("\n", 0, at) + 1
    while start > 0 and not _begins_block(markdown[start : _line_end(markdown, start)]):
        before = markdown.rfind("\n", 0, start - 1) + 1
        if not markdown[before : start - 1].strip():
            break
        start = before
    signs = _LINE_START.match(markdown, start)
    return min(at, signs.end()) if signs else start


def _block_end(markdown: str, at: int) -> int:
    end = _line_end(markdown, at)
    while end < len(markdown):
        following = markdown[end + 1 : _line_end(markdown, end + 1)]
        if not following.strip() or _begins_block(following):
            break
        end = _line_end(markdown, end + 1)
    return end


def _line_end(markdown: str, at: int) -> int:
    end = markdown.find("\n", at)
    return len(markdown) if end < 0 else end


def _begins_block(line: str) -> bool:
    return re.match(r"\s*(?:[-*+]\s|\d+[.)]\s|#{1,6}\s|>|\|)", line) is not None
