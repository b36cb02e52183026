"""Reads rows out of what an LLM answered: data that may be broken, fenced, or cut in the middle."""

import json
import re
from typing import Any

from engine.unicode import storable

MAX_TEXT_CHARS = 300
"""Longer texts were not asked for; their beginning is taken."""

_ROW_BEGIN = re.compile(r"[\s,]*\{")


class UnreadableAnswer(ValueError):
    """The answer as a whole is not what was asked for; the message says why, without quoting it."""


def read_rows(
    answer: str, rows_key: str, *, is_cut: bool = False, may_be_one: bool = False
) -> list[Any]:
    """The rows of an answer; of one that was cut, the complete ones. Rows may be anything.

    Args:
        answer: what the LLM wrote.
        rows_key: the name of the list.
        is_cut: whether it reached its length limit.
        may_be_one: whether a single row without the list around it counts as well.

    Raises:
        UnreadableAnswer: if it is something else, or cut within its first row.
    """
    try:
        whole = json.loads(without_fence(answer))
    except (ValueError, RecursionError) as error:
        if is_cut:
            return _complete_rows(answer)
        raise UnreadableAnswer("it is not valid JSON") from error
    rows = whole.get(rows_key) if isinstance(whole, dict) else whole
    if rows is None and may_be_one:
        return [whole]
    if not isinstance(rows, list):
        raise UnreadableAnswer("it is not the list that was asked for")
    return rows


def _complete_rows(answer: str) -> list[Any]:
    """The rows of an answer that were complete before it was cut. Raises: UnreadableAnswer."""
    decoder = json.JSONDecoder()
    rows: list[Any] = []
    position = answer.find("[") + 1
    while position and (begin := _ROW_BEGIN.match(answer, position)):
        try:
            row, position = decoder.raw_decode(answer, begin.end() - 1)
        except (ValueError, RecursionError):
            break
        rows.append(row)
    if not rows:
        raise UnreadableAnswer("it was cut at its length limit")
    return rows


def without_fence(answer: str) -> str:
    """The answer without the code fence that some LLMs put around JSON."""
    fenced = re.fullmatch(r"\s*```\w*\s*\n(.*?)\n?\s*```\s*", answer, re.DOTALL)
    return fenced[1] if fenced else answer


def text_of(value: object) -> str:
    """A short single line that can be stored; anything but text counts as empty."""
    return storable(" ".join(value.split())[:MAX_TEXT_CHARS]) if isinstance(value, str) else ""
