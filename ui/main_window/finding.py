"""Finds words in the texts that are shown, and steps from place to place across them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from ui.main_window.find_bar import FindBar
from ui.markdown.view import MarkdownView

Texts = Callable[[], Sequence[MarkdownView] | None]


class Finding(QObject):
    """The search in the texts of a page; it follows what the page shows.

    Args:
        bar: where the words are typed.
        texts: what is shown and can be searched now; ``None`` where nothing can.
        reveal: brings a text into sight that is searched and behind another one.
        focus: gives the keyboard back to the page when what had it before is gone.
    """

    def __init__(
        self,
        bar: FindBar,
        texts: Texts,
        reveal: Callable[[MarkdownView], None],
        focus: Callable[[], None],
    ) -> None:
        """Nothing is searched for."""
        super().__init__(bar)
        self._bar = bar
        self._texts = texts
        self._reveal = reveal
        self._focus = focus
        self._views: Sequence[MarkdownView] = ()
        self._words = ""
        self._counts: list[int] = []
        self._revisions: list[int] = []
        self._place = -1
        self._before: QWidget | None = None
        bar.wanted.connect(self._start)
        bar.step_wanted.connect(self.step)
        bar.closed.connect(self._give_focus_back)

    def open(self) -> None:
        """Ask for words; closing the bar gives the keyboard back to what has it now."""
        focused = QApplication.focusWidget()
        if focused is None or not self._bar.isAncestorOf(focused):
            self._before = focused
        self._bar.open_bar()

    def follow(self) -> None:
        """Search what is shown now, if that is something else than before, or says more."""
        if self._bar.isHidden():
            return
        if self._texts_now() != self._views:
            self._start(self._bar.words)
        else:
            self._catch_up()

    def step(self, step: int) -> None:
        """Go to the next (1) or the previous (-1) place, round and round through all texts.

        Without words to find, they are asked for.
        """
        if self._bar.isHidden() or not self._bar.words:
            self.open()
            return
        self._catch_up()
        total = sum(self._counts)
        if not total:
            return
        is_first = self._place < 0
        self._place = (0 if step > 0 else -1) if is_first else self._place + step
        self._place %= total
        rest = self._place
        for view, count in zip(self._views, self._counts, strict=True):
            is_here = 0 <= rest < count
            if is_here:
                self._reveal(view)
            _show_hit(view, rest if is_here else None)
            rest -= count

    def _start(self, words: str) -> None:
        """Begin anew; ``words`` are those of the bar, or empty when it closes."""
        for view in self._views:
            if isValid(view):  # those of an earlier run are gone
                view.find_all("")
        self._words = words
        self._place = -1
        self._views = self._texts_now()
        self._counts = [0] * len(self._views)
        self._revisions = [-1] * len(self._views)
        self._catch_up()
        if not self._views:
            self._bar.show_count(0 if self._texts() is not None else None)

    def _catch_up(self) -> None:
        """Count again in texts that have grown since, or were written anew."""
        revisions = [view.document().revision() for view in self._views]
        if revisions != self._revisions:
            for at, view in enumerate(self._views):
                if revisions[at] != self._revisions[at]:
                    self._counts[at] = view.find_all(self._words)
            self._revisions = revisions
            self._bar.show_count(sum(self._counts))

    def _texts_now(self) -> tuple[MarkdownView, ...]:
        return tuple(self._texts() or ())

    def _give_focus_back(self) -> None:
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()
        else:
            self._focus()


def _show_hit(view: MarkdownView, index: int | None) -> None:
    place = view.show_hit(index)
    around = view.parentWidget()
    while place is not None and around is not None:
        if isinstance(around, QScrollArea) and (inside := around.widget()) is not None:
            at = view.viewport().mapTo(inside, place.center())
            around.ensureVisible(at.x(), at.y(), 0, around.viewport().height() // 4)
        around = around.parentWidget()
