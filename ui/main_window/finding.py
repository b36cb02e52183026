"""Finds words in all panels and steps from place to place across them."""

from collections.abc import Sequence

from ui.markdown.view import MarkdownView


class Finding:
    """The search that is under way in several texts."""

    def __init__(self) -> None:
        """Nothing is searched for."""
        self._views: list[MarkdownView] = []
        self._counts: list[int] = []
        self._place = -1

    def start(self, text: str, views: Sequence[MarkdownView]) -> int:
        """Mark all places of ``text`` in ``views``; empty marks none. How many there are."""
        self._views = list(views)
        self._counts = [view.find_all(text) for view in self._views]
        self._place = -1
        return sum(self._counts)

    def step(self, step: int) -> None:
        """Go to the next (1) or the previous (-1) place, round and round through all texts."""
        total = sum(self._counts)
        if not total:
            return
        is_first = self._place < 0
        self._place = (0 if step > 0 else total - 1) if is_first else (self._place + step) % total
        rest = self._place
        for view, count in zip(self._views, self._counts, strict=True):
            if rest < count:
                view.find_next() if step > 0 else view.find_previous()
                return
            rest -= count
