"""JSON schemas of rows, and what follows from them: whether a row fits, how long an answer can be.

Plain on purpose: enums, no patterns, short bounded strings, rows instead of objects keyed by id,
and keys whose alphabetical order is the order wanted, because some servers emit them that way
(CONTRADICTIONS.md §5).
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

_CHARS_PER_TOKEN = 3
"""Fewer than English has; Chinese has about one, but says the same in far fewer characters."""

_SIGNS_TOKENS = 4
"""Quotes, colon and comma around a value."""


def text_up_to(max_chars: int) -> dict[str, Any]:
    """A short text."""
    return {"type": "string", "maxLength": max_chars}


def one_of(values: Sequence[str]) -> dict[str, Any]:
    """One of these words."""
    return {"type": "string", "enum": list(values)}


def array_of(item: Mapping[str, Any], least: int, most: int) -> dict[str, Any]:
    """A list with bounds."""
    return {"type": "array", "items": dict(item), "minItems": least, "maxItems": most}


def rows_schema(
    rows_key: str, row: Mapping[str, Any], most: int, *, least: int = 0
) -> dict[str, Any]:
    """An object with one list of rows; all keys of a row are required.

    Args:
        rows_key: the name of the list.
        row: schema by key, in alphabetical order.
        most: at most so many rows.
        least: at least so many.
    """
    item = {"type": "object", "properties": dict(row), "required": list(row)}
    rows: dict[str, Any] = {"type": "array", "items": item, "maxItems": most}
    if least:
        rows["minItems"] = least
    return {"type": "object", "properties": {rows_key: rows}, "required": [rows_key]}


def row_schema_of(schema: Mapping[str, Any], rows_key: str) -> Mapping[str, Any]:
    """The schema of one row."""
    row: Mapping[str, Any] = schema["properties"][rows_key]["items"]
    return row


def misfit_of(row: object, schema: Mapping[str, Any]) -> str:
    """Why a row is not what was asked for, without quoting it; empty if it is.

    Texts that are too long fit all the same: whoever reads them takes their beginning.
    """
    if not isinstance(row, Mapping):
        return "not a row"
    for key in schema["required"]:
        if key not in row:
            return f'without "{key}"'
        if not _fits(row[key], schema["properties"][key]):
            return f'"{key}" is not one of the choices'
    return ""


def _fits(value: object, schema: Mapping[str, Any]) -> bool:
    if schema["type"] == "array":
        least = schema.get("minItems", 0)
        is_long_enough = isinstance(value, list) and len(value) >= least
        return is_long_enough and all(_fits(one, schema["items"]) for one in _list(value))
    if schema["type"] == "object":
        return not misfit_of(value, schema)
    if not isinstance(value, str):
        return False
    choices = schema.get("enum")
    return choices is None or bare(value) in {bare(one) for one in choices}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def bare(word: str) -> str:
    """A choice without the brackets and capitals that some LLMs put around ids."""
    return word.strip().strip("[]").casefold()


def worst_case_tokens(schema: Mapping[str, Any]) -> int:
    """About how many tokens the longest answer has that follows a schema."""
    match schema.get("type"):
        case "object":
            inner = sum(
                math.ceil(len(key) / _CHARS_PER_TOKEN) + worst_case_tokens(value)
                for key, value in schema["properties"].items()
            )
            return _SIGNS_TOKENS + inner
        case "array":
            return _SIGNS_TOKENS + int(schema["maxItems"]) * worst_case_tokens(schema["items"])
        case _:
            longest = max(map(len, schema.get("enum", ())), default=0) or schema.get("maxLength", 0)
            return _SIGNS_TOKENS + math.ceil(longest / _CHARS_PER_TOKEN)
