"""What tiles and tabs say about a worker."""

from collections.abc import Sequence

from models.contribution import Contribution
from ui.markdown.quotes import QuoteMark
from ui.workers.sketch import sketch_of
from ui.workers.status import Situation, WorkerStatus
from ui.workers.tabs import TabContent
from ui.workers.tile import TileContent
from ui.workers.wording import (
    chip_label,
    pace,
    place_in_line,
    seconds,
    spoken_name,
    translate,
    words_in,
)


def tile_of(
    status: WorkerStatus, marks: Sequence[QuoteMark], place: int, rows: tuple[int, ...]
) -> TileContent:
    """A worker's tile; ``place`` is the reader it is in, from 0, or -1; ``rows`` are theirs."""
    is_open = place >= 0
    reader = ""
    if is_open and rows == (2,):
        reader = (translate("Workers", "Left"), translate("Workers", "Right"))[place]
    elif is_open and rows == (1, 1):
        reader = (translate("Workers", "Above"), translate("Workers", "Below"))[place]
    line = _line(status)
    return TileContent(
        number=status.number,
        name=status.contribution.specialist,
        state=status.chip_state,
        line=line,
        sketch=sketch_of(status.contribution.text, marks),
        reader=reader,
        is_open=is_open,
        spoken=_spoken(status, marks, reader),
    )


def tab_of(status: WorkerStatus, marks: Sequence[QuoteMark]) -> TabContent:
    """A worker's tab."""
    return TabContent(
        number=status.number,
        name=status.contribution.specialist,
        state=status.chip_state,
        quotes=len(marks),
        spoken=_spoken(status, marks),
    )


def quotes_note(here: int, elsewhere: int) -> str:
    """Where quotes stand, for a reader whose neighbours are out of sight."""
    if not here and not elsewhere:
        return ""
    said = translate("Workers", "{here} quotes here, {elsewhere} on the other tabs")
    if here == 1:
        said = translate("Workers", "1 quote here, {elsewhere} on the other tabs")
    return said.format(here=here, elsewhere=elsewhere)


def _line(status: WorkerStatus) -> str:
    """State and how far it is: "Writing · about 22 tokens/s", "Done · 946 words"."""
    return " · ".join(part for part in (chip_label(status), _how_far(status)) if part)


def _how_far(status: WorkerStatus) -> str:
    span = status.elapsed.in_situation_s
    match status.situation:
        case Situation.QUEUED:
            return place_in_line(status)
        case Situation.LOADING | Situation.READING | Situation.NO_SLOT | Situation.THINKING:
            return seconds(span) if span is not None else ""
        case Situation.WRITING:
            return pace(status) or _words(status.contribution)
        case _:
            return _words(status.contribution)


def _words(one: Contribution) -> str:
    return words_in(one.text) if one.text else ""


def _spoken(status: WorkerStatus, marks: Sequence[QuoteMark], reader: str = "") -> str:
    parts = [spoken_name(status)]
    if marks:
        one, many = translate("Workers", "1 quote"), translate("Workers", "{count} quotes")
        parts.append(one if len(marks) == 1 else many.format(count=len(marks)))
    if reader:
        parts.append(reader)
    return ", ".join(parts)
