"""The base of every record."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """An immutable value. Unknown fields are an error: no typing slip passes silently."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class EventOutOfPlace(ValueError):
    """An event does not fit what it is applied to: the journal is damaged, or a phase has a bug."""
