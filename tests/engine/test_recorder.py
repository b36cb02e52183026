"""Disk before eyes."""

import asyncio
import errno
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import StoreError
from engine.recorder import Recorder, joined
from engine.stores.journal import JOURNAL_NAME, Journal, read_journal
from models.events import (
    NoticeGiven,
    RunEvent,
    RunStarted,
    SectionTextAdded,
    TextAdded,
    ThinkingAdded,
)
from models.run import Run
from tests.builders import a_start, a_team

SLOT = "metrics-designer"
OTHER = "timeline-planner"


class FullDisk(Journal):
    """A journal on a disk that is full after the first event."""

    def append(self, events: Sequence[RunEvent]) -> None:  # type: ignore[override] # narrower on purpose
        if not any(isinstance(event, RunStarted) for event in events):
            raise OSError(errno.ENOSPC, "No space left on device")
        super().append(events)


def a_recorder(folder: Path, journal_type: type[Journal] = Journal) -> tuple[Recorder, Journal]:
    journal = journal_type.create(folder / JOURNAL_NAME)
    ticks = iter(range(1000))
    start = a_start(a_team())
    return Recorder.beginning(journal, start, lambda: float(next(ticks))), journal


async def test_what_is_shown_is_on_disk_already(tmp_path: Path) -> None:
    recorder, journal = a_recorder(tmp_path)
    for text in ("Weekly ", "accounts."):
        recorder.emit(TextAdded(slot=SLOT, text=text))
    recorder.emit(NoticeGiven(text="done"))
    pumping = asyncio.create_task(recorder.pump())
    shown = Run.begin(a_start(a_team()))
    async for event in recorder.events():
        if not isinstance(event, RunStarted):
            shown = shown.after(event)
        stored = read_journal(tmp_path / JOURNAL_NAME).run
        assert stored.contribution(SLOT).text.startswith(shown.contribution(SLOT).text)
        assert len(stored.notices) >= len(shown.notices)
        if isinstance(event, NoticeGiven):
            recorder.end()
    await pumping
    journal.close()
    assert shown.contribution(SLOT).text == "Weekly accounts."
    assert shown == recorder.run == read_journal(tmp_path / JOURNAL_NAME).run


async def test_text_alone_is_stored_within_a_tick_without_anything_else(tmp_path: Path) -> None:
    recorder, journal = a_recorder(tmp_path)
    pumping = asyncio.create_task(recorder.pump())
    events = recorder.events()
    assert isinstance(await anext(events), RunStarted)
    for word in ["Weekly", "accounts", "that", "send", "an", "invoice."]:
        recorder.emit(TextAdded(slot=SLOT, text=f"{word} "))
    event = await anext(events)
    assert event.model_copy(update={"at_s": 0}) == TextAdded(
        slot=SLOT, text="Weekly accounts that send an invoice. "
    )
    recorder.end()
    await pumping
    journal.close()


async def test_a_full_disk_ends_the_stream_with_a_sentence(tmp_path: Path) -> None:
    recorder, journal = a_recorder(tmp_path, FullDisk)
    pumping = asyncio.create_task(recorder.pump())
    events = recorder.events()
    assert isinstance(await anext(events), RunStarted)
    recorder.emit(NoticeGiven(text="does not fit"))
    assert [event async for event in events] == []
    journal.close()
    with pytest.raises(StoreError, match="No space left on device"):
        await pumping


_PIECES = st.lists(
    st.one_of(
        st.builds(TextAdded, slot=st.sampled_from([SLOT, OTHER]), text=st.text(max_size=3)),
        st.builds(ThinkingAdded, slot=st.sampled_from([SLOT, OTHER]), text=st.text(max_size=3)),
        st.builds(SectionTextAdded, section_id=st.just("goals"), text=st.text(max_size=3)),
        st.builds(NoticeGiven, text=st.text(max_size=3)),
    ),
    max_size=30,
)


@given(_PIECES)
def test_joining_pieces_loses_no_text_and_moves_no_event(events: list[RunEvent]) -> None:
    result = joined(events)
    assert _texts(result) == _texts(events)
    assert [one for one in result if isinstance(one, NoticeGiven)] == [
        one for one in events if isinstance(one, NoticeGiven)
    ]


@given(_PIECES)
def test_between_other_events_each_text_comes_in_one_piece(events: list[RunEvent]) -> None:
    only_writing = [one for one in events if not isinstance(one, ThinkingAdded)]
    seen: set[tuple[str, str]] = set()
    for event in joined(only_writing):
        if isinstance(event, NoticeGiven):
            seen.clear()
        else:
            place = (event.kind, getattr(event, "slot", ""))
            assert place not in seen
            seen.add(place)


def _texts(events: Sequence[RunEvent]) -> dict[tuple[str, str], list[str]]:
    """What each worker thought and wrote, as an alternation of kinds."""
    streams: dict[tuple[str, str], list[str]] = {}
    for event in events:
        match event:
            case TextAdded() | ThinkingAdded():
                pieces = streams.setdefault(("worker", event.slot), [])
                piece = event.kind + ":"
                if pieces and pieces[-1].startswith(piece):
                    pieces[-1] += event.text
                else:
                    pieces.append(piece + event.text)
            case SectionTextAdded():
                whole = streams.setdefault(("section", event.section_id), [""])
                whole[0] += event.text
            case _:
                pass
    return streams
