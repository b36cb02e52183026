"""Finding words in one text, for a search over all panels."""

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from ui.markdown.highlights import highlight
from ui.markdown.style import ReadingColours


class Finder:
    """Finds a text, letter case aside, and knows which hit is the current one."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._text = ""
        self._hits: list[QTextCursor] = []
        self._current = -1

    def find_all(self, text: str) -> int:
        """Find ``text`` everywhere; an empty one ends the search. Answers how often it is there."""
        self._text = text
        self._hits = []
        self._current = -1
        hit = self._document.find(text, 0) if text else QTextCursor()
        while not hit.isNull():
            self._hits.append(hit)
            hit = self._document.find(text, hit)
        return len(self._hits)

    def find_again(self) -> None:
        """Find the same places in the same words, which were written anew in another look."""
        current = self._current
        self.find_all(self._text)
        self._current = current

    def go_to(self, index: int | None) -> QTextCursor | None:
        """Make a hit the current one; ``None`` makes none."""
        self._current = -1 if index is None else index
        return None if index is None else self._hits[index]

    def selections(self, colours: ReadingColours) -> list[QTextEdit.ExtraSelection]:
        """The hits as Qt highlights them."""
        selections = []
        for index, hit in enumerate(self._hits):
            look = QTextCharFormat()
            is_current = index == self._current
            look.setBackground(QColor(colours.accent_fill if is_current else colours.select))
            if is_current:
                look.setForeground(QColor(colours.on_accent))
            selections.append(highlight(hit, look))
        return selections
