"""What settles some of the conflicts of the cases, and which value must be gone then."""

import json
from collections.abc import Mapping
from pathlib import Path

from engine.errors import InputError
from engine.stores.disk import read_regular_file

_MAX_FILE_BYTES = 1_000_000
HINTS_NAME = "resolution_hints.json"


def load_dropped(cases: Path) -> Mapping[tuple[str, str], str]:
    """The values that must not stand in a plan, by the ids of case and conflict.

    Args:
        cases: the folder of cases; the hints stand in it or beside it, or there are none.

    Raises:
        InputError: if there are hints that cannot be read.
    """
    path = next(
        (one for one in (cases / HINTS_NAME, cases.parent / HINTS_NAME) if one.is_file()), None
    )
    if path is None:
        return {}
    try:
        hints = json.loads(read_regular_file(path, _MAX_FILE_BYTES))
    except (OSError, ValueError, RecursionError) as error:
        raise InputError(f"{path} cannot be read: {error}.", "Correct it, or delete it.") from error
    return dict(_dropped(hints)) if isinstance(hints, dict) else {}


def _dropped(hints: Mapping[str, object]) -> list[tuple[tuple[str, str], str]]:
    found = []
    for name, hint in hints.items():
        case_id, slash, conflict_id = name.rpartition("/")
        value = hint.get("drop") if isinstance(hint, dict) else None
        if slash and isinstance(value, str) and value.strip():
            found.append(((case_id, conflict_id), value))
    return found
