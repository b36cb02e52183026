"""Whether an answer is the JSON that was asked for."""

import json
from typing import Any

_TYPES: dict[str, type] = {"object": dict, "array": list, "string": str, "boolean": bool}


def is_valid_json(answer: str, schema: dict[str, Any]) -> bool:
    """Whether an answer is one JSON document with the outer shape of its schema.

    What stands in its rows is for the finders to judge: they refuse single rows, each with a
    reason, and that is no broken JSON.
    """
    try:
        document = json.loads(answer)
    except (ValueError, RecursionError):
        return False
    return _fits(document, schema) and all(
        key in document and _fits(document[key], schema.get("properties", {}).get(key, {}))
        for key in schema.get("required", ())
    )


def _fits(value: object, schema: dict[str, Any]) -> bool:
    kind = schema.get("type")
    return isinstance(value, _TYPES[kind]) if isinstance(kind, str) and kind in _TYPES else True
