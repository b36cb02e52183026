"""How long it takes to show what has just arrived, painting included.

A flush is what happens 12 to 15 times a second in every panel: some words are appended, and the
panel is painted. It must not cost more in a long text than in a short one.
"""

import statistics
import time
from collections.abc import Sequence
from itertools import cycle

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from models.team import Topic
from tests.ui.markdown.looks import LIGHT
from ui.markdown.quotes import QuoteMark
from ui.markdown.view import MarkdownView

NAME = "render"
GOAL = (
    "a flush, painting included, costs at most 1.3 times as much behind 200,000 characters as "
    "behind 2,000, and at most 1.5 times as much in an open code block or list of 16,000 "
    "characters as in a short one; Qt lays out a table as a whole, so there is no goal for tables"
)

_PROSE = (
    "## Order of spending\n\n"
    "We spend first on **studios** of two to five people, because each signup brings several "
    "seats; solo freelancers come second, *never* the other way round.\n\n"
    "- Template pages are written by `15 March 2027`\n"
    "- Creator contracts are signed by 31 March 2027\n\n"
)
_CODE = "total = add(first, second)  # a comment that explains nothing at all\n"
_ITEM = "- an item with **bold** words, and some more of them in one line\n"
_ROW = "| Search and template pages | 12,000 | until the end of June |\n"
_TABLE = "| Channel | EUR | Until |\n|---|--:|---|\n"

_SIZE = 366, 400
_CHUNK = 16
"""Characters in a flush: 300 tokens a second over 8 panels, 14 times a second."""
_FLUSHES = 240
_SHORT, _LONG = 400, 16_000


def figures() -> dict[str, float]:
    """Milliseconds for a flush, and how they compare."""
    _application()
    prose = _flushes({size: _repeated(_PROSE, size) for size in (2_000, 200_000)}, _PROSE)
    result = {f"behind {size:,} characters, ms": ms for size, ms in prose.items()}
    result["200,000 against 2,000"] = prose[200_000] / prose[2_000]
    for name, opening, line in (
        ("code", "```py\n", _CODE),
        ("list", "", _ITEM),
        ("table", _TABLE, _ROW),
    ):
        # Behind the same long text, so that as much is to be painted.
        texts = {
            size: _repeated(_PROSE, 4_000) + opening + _repeated(line, size)
            for size in (_SHORT, _LONG)
        }
        open_block = _flushes(texts, line)
        result[f"in a long open {name}, ms"] = open_block[_LONG]
        result[f"long {name} against short"] = open_block[_LONG] / open_block[_SHORT]
    result["painting 100 quotes more, ms"] = _quotes()
    return result


def run() -> tuple[dict[str, float], bool]:
    """Measure; the goal is met if all ratios are within it."""
    found = figures()
    lengths = found["200,000 against 2,000"] <= 1.3
    blocks = all(found[f"long {name} against short"] <= 1.5 for name in ("code", "list"))
    return found, lengths and blocks


def _flushes(texts: dict[int, str], more: str) -> dict[int, float]:
    """The median of a flush behind each text; they take turns, so that noise hits all alike."""
    views = {size: _view(text) for size, text in texts.items()}
    letters = {size: cycle(more) for size in texts}
    times: dict[int, list[float]] = {size: [] for size in texts}
    for _ in range(_FLUSHES):
        for size, view in views.items():
            chunk = "".join(next(letters[size]) for _ in range(_CHUNK))
            times[size].append(_timed(view, chunk))
    for view in views.values():
        view.close()
        view.deleteLater()
    return {size: _calm(one) for size, one in times.items()}


def _timed(view: MarkdownView, chunk: str) -> float:
    picture = QPixmap(view.viewport().size())
    start = time.perf_counter()
    view.append(chunk)
    view.viewport().render(picture)
    return 1000 * (time.perf_counter() - start)


def _quotes() -> float:
    """What 100 quotes add to painting one panel, of which a few are to be seen."""
    text = _repeated(_PROSE, 40_000)
    view = _view(text)
    picture = QPixmap(view.viewport().size())

    def paint() -> float:
        start = time.perf_counter()
        view.viewport().render(picture)
        return 1000 * (time.perf_counter() - start)

    without = [paint() for _ in range(_FLUSHES)]
    starts = range(0, len(text) - 60, len(text) // 100)[:100]
    view.show_quotes([QuoteMark(at, "A", at, at + 60, Topic.WHEN) for at in starts])
    paint()
    with_quotes = [paint() for _ in range(_FLUSHES)]
    view.close()
    view.deleteLater()
    return _calm(with_quotes) - _calm(without)


def _view(text: str) -> MarkdownView:
    view = MarkdownView(LIGHT)
    view.resize(*_SIZE)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    view.show()
    view.append(text)
    QApplication.processEvents()
    return view


def _calm(times: Sequence[float]) -> float:
    """The median, without the first ones, in which caches are filled."""
    return statistics.median(times[len(times) // 10 :])


def _repeated(text: str, length: int) -> str:
    return text * (length // len(text) + 1)


def _application() -> QApplication:
    application = QApplication.instance()
    return application if isinstance(application, QApplication) else QApplication([])
