"""The smallest value that fits a JSON schema, as far as Ollama's grammars go (OLLAMA.md §4)."""

import math
import re
from typing import Any

_FORMATS = {
    "date": "2026-01-01",
    "time": "00:00:00Z",
    "date-time": "2026-01-01T00:00:00Z",
    "uuid": "00000000-0000-4000-8000-000000000000",
}


def smallest_json(schema: dict[str, Any]) -> Any:
    """Make the smallest value that fits a schema: required fields only, shortest texts and lists.

    Raises:
        ValueError: the schema uses something this does not know.
    """
    return _value(schema, schema)


def _value(schema: dict[str, Any], root: dict[str, Any]) -> Any:
    if "$ref" in schema:
        return _value(_target(schema["$ref"], root), root)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    for union in ("anyOf", "oneOf"):
        if union in schema:
            return _value(schema[union][0], root)
    if "allOf" in schema:
        return _value(_merged(schema, root), root)
    return _of_type(schema, root)


def _target(ref: str, root: dict[str, Any]) -> dict[str, Any]:
    if not ref.startswith("#"):
        raise ValueError(f"remote $ref {ref!r}")
    node = root
    for step in ref.lstrip("#/").split("/") if ref != "#" else ():
        node = node[step]
    return node


def _merged(schema: dict[str, Any], root: dict[str, Any]) -> dict[str, Any]:
    merged: dict[str, Any] = {k: v for k, v in schema.items() if k != "allOf"}
    for part in schema["allOf"]:
        whole = _target(part["$ref"], root) if "$ref" in part else part
        properties = {**merged.get("properties", {}), **whole.get("properties", {})}
        required = [*merged.get("required", ()), *whole.get("required", ())]
        merged = {**merged, **whole, "properties": properties, "required": required}
    return merged


def _of_type(schema: dict[str, Any], root: dict[str, Any]) -> Any:
    kind = schema.get("type", "object")
    match kind[0] if isinstance(kind, list) else kind:
        case "object":
            properties = schema.get("properties", {})
            return {
                key: _value(properties.get(key, {}), root) for key in schema.get("required", ())
            }
        case "array":
            return [_value(schema.get("items", {}), root)] * schema.get("minItems", 0)
        case "string":
            return _text(schema)
        case "integer":
            return _integer(schema)
        case "number":
            return max(0, schema.get("minimum", 0))
        case "boolean":
            return False
        case "null":
            return None
    raise ValueError(f"unknown type {kind!r}")


def _integer(schema: dict[str, Any]) -> int:
    low = schema.get("minimum", schema.get("exclusiveMinimum", -1) + 1)
    smallest: float = min(max(0, low), schema.get("maximum", math.inf))
    return math.ceil(smallest)


def _text(schema: dict[str, Any]) -> str:
    if "format" in schema and schema["format"] in _FORMATS:
        return _FORMATS[schema["format"]]
    if "pattern" in schema:
        return _matching(schema["pattern"])
    return "x" * int(schema.get("minLength", 0))


_PIECE = re.compile(
    r"(?P<atom>\\.|\[\^?(?:\\.|[^\]])+\]|[^\\\[(){}|])(?:\{(?P<low>\d+)[^}]*\}|(?P<mark>[*+?]))?"
)


def _matching(pattern: str) -> str:
    """The shortest text for a plain pattern: characters and classes in a row, no groups."""
    text = ""
    for piece in _PIECE.finditer(pattern.removeprefix("^").removesuffix("$")):
        low = int(piece["low"] or (0 if piece["mark"] in ("*", "?") else 1))
        text += low * next(c for c in "aA0 -_." + piece["atom"] if re.fullmatch(piece["atom"], c))
    if not re.search(pattern, text):
        raise ValueError(f"no text found for the pattern {pattern!r}")
    return text
