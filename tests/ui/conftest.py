"""The tests of the window: asynchronous ones run on our loop, and none leaves anything behind."""

import asyncio
import gc
import threading
import weakref
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThread, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ui.event_loop import EventLoop

_LoopFactory = Callable[[], asyncio.AbstractEventLoop]
_loops: weakref.WeakSet[asyncio.AbstractEventLoop] = weakref.WeakSet()


def pytest_asyncio_loop_factories(
    config: pytest.Config, item: pytest.Item
) -> Mapping[str, _LoopFactory]:
    """Our loop for windows; for the command line, which knows no Qt, asyncio's."""
    if not _needs_qt(item):
        return {"asyncio": asyncio.new_event_loop}

    def make() -> asyncio.AbstractEventLoop:
        loop = EventLoop()
        _loops.add(loop)
        return loop

    return {"qt": make}


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Iterator[None]:
    """Fail a test that leaves tasks pending; those of its fixtures are theirs to end."""
    before = _pending_tasks()
    result = yield
    left = _pending_tasks() - before
    assert not left, f"tasks still pending: {left}"
    return result


@pytest.fixture(scope="session", autouse=True)
def set_aside_what_was_imported() -> Iterator[None]:
    """Spare every test the search through some hundred thousand old objects."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture(autouse=True)
def leave_nothing_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves windows, running timers or running threads."""
    if not _needs_qt(request.node):
        yield
        return
    request.getfixturevalue("qapp")
    before = {id(one): one for one in _left_over()}
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    # Only what is there at first sight is worth the search for what is garbage already.
    if any(id(one) not in before for one in _left_over()):
        gc.collect()
        left = [one for one in _left_over() if id(one) not in before]
        assert not left, f"left behind: {left}"


def _pending_tasks() -> set[asyncio.Task[Any]]:
    return {task for loop in _loops for task in asyncio.all_tasks(loop)}


def _needs_qt(item: pytest.Item) -> bool:
    return "headless" not in item.path.parts


def _left_over() -> list[object]:
    threads = [one for one in threading.enumerate() if one.name != "job"]
    windows: list[QWidget] = [one for one in QApplication.topLevelWidgets() if isValid(one)]
    # Asked of the type: the class of a dead weak proxy cannot be asked for.
    clocks = [one for one in gc.get_objects() if issubclass(type(one), (QTimer, QThread))]
    running: list[object] = [one for one in clocks if _is_running(one)]
    return [*threads, *windows, *running]


def _is_running(one: object) -> bool:
    if isinstance(one, QTimer):
        return isValid(one) and one.isActive()
    return isinstance(one, QThread) and isValid(one) and one.isRunning()
