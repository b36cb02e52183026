"""The plan's sections as they stand at any moment."""

from collections.abc import Iterable

from engine.calls import Emit
from models.events import RunEvent, SectionWritten
from models.plan import PlanSection


class Standing:
    """Listens to events on their way: a section stands as soon as it is written.

    Args:
        sections: those that stand already.
        emit: takes events further.
    """

    def __init__(self, sections: Iterable[PlanSection], emit: Emit) -> None:
        """Begin with ``sections``."""
        self._by_id = {one.id: one for one in sections}
        self._emit = emit

    @property
    def sections(self) -> tuple[PlanSection, ...]:
        """All sections, in the order they began with."""
        return tuple(self._by_id.values())

    def emit(self, event: RunEvent) -> None:
        """Hand an event on, and note the section it brings."""
        self._emit(event)
        if isinstance(event, SectionWritten):
            self._by_id[event.section.id] = event.section
