"""What every event has."""

from pydantic import Field

from models.base import Record


class Event(Record):
    """Something that happened; ``at_s`` is the time since the run started, in seconds."""

    at_s: float = Field(default=0, ge=0)
