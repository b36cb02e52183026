"""Which workers can be seen where not all have room."""

from collections.abc import Sequence


class Readers:
    """Places in which workers are read; the focused one is where the next worker opens."""

    def __init__(self) -> None:
        """No place yet."""
        self._shown: list[str] = []
        self._pinned: set[str] = set()
        self._focused = 0

    @property
    def shown(self) -> tuple[str, ...]:
        """The slots that can be seen, from the first place to the last."""
        return tuple(self._shown)

    @property
    def current(self) -> str:
        """The slot in the focused place; empty if there is none."""
        return self._shown[self._focused] if self._shown else ""

    def fit(self, slots: Sequence[str], places: int) -> None:
        """Fill so many places; who was read stays to be read, the focused one above all."""
        current = self.current
        kept = [slot for slot in self._shown if slot in slots]
        if len(kept) > places and current in kept:
            kept = [current, *(slot for slot in kept if slot != current)]
        shown = [*kept, *(slot for slot in slots if slot not in kept)][:places]
        # Where all have room, they stand in team order.
        self._shown = list(slots) if places >= len(slots) else shown
        self._focused = self._shown.index(current) if current in self._shown else 0
        self._pinned &= set(slots)

    def open(self, slot: str, *, in_other: bool = False) -> None:
        """Show a worker in the focused place, or in the other one, and focus it."""
        if slot not in self._shown and self._shown:
            self._shown[self._place(in_other)] = slot
        self.focus(slot)

    def focus(self, slot: str) -> None:
        """Make the place of a worker the focused one."""
        if slot in self._shown:
            self._focused = self._shown.index(slot)

    def open_all(self, slots: Sequence[str]) -> None:
        """Show as many of these workers as have room, and leave in place who is shown already."""
        wanted = [slot for slot in slots if slot in self._shown]
        for slot in slots:
            if slot in wanted or len(wanted) >= len(self._shown):
                continue
            free = next(place for place, one in enumerate(self._shown) if one not in wanted)
            self._shown[free] = slot
            wanted.append(slot)

    def pin(self, slot: str, *, is_pinned: bool) -> None:
        """Keep a worker in its place, or not."""
        if is_pinned:
            self._pinned.add(slot)
        else:
            self._pinned.discard(slot)

    def is_pinned(self, slot: str) -> bool:
        """Whether a worker is kept in its place."""
        return slot in self._pinned

    def _place(self, in_other: bool) -> int:
        other = (self._focused + 1) % len(self._shown)
        if in_other:
            return other
        is_kept = self._shown[self._focused] in self._pinned
        return other if is_kept and self._shown[other] not in self._pinned else self._focused
