"""The base of every record."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """An immutable value. Unknown fields are an error: no typing slip passes silently."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def without_field(stored: object, name: str) -> object:
    """What was stored, without a field that there is no more; for a validator before all others."""
    if not isinstance(stored, dict):
        return stored
    return {key: value for key, value in stored.items() if key != name}


class EventOutOfPlace(ValueError):
    """An event does not fit what it is applied to: the journal is damaged, or a phase has a bug."""
