"""Tasks of the window are kept, reported and ended."""

import asyncio
import gc

import pytest

from ui.tasks import TaskSpawner


@pytest.fixture
def problems() -> list[BaseException]:
    return []


async def _fail() -> None:
    raise LookupError("nothing there")


async def test_a_task_gives_its_result(problems: list[BaseException]) -> None:
    tasks = TaskSpawner(problems.append)
    assert await tasks.spawn(asyncio.sleep(0, "done")) == "done"
    assert problems == []


async def test_a_task_nobody_else_holds_is_not_collected(problems: list[BaseException]) -> None:
    tasks = TaskSpawner(problems.append)
    ended = asyncio.Event()

    async def wait_in_a_cycle() -> None:
        # Nothing but the task refers to the future, and the other way round.
        future = asyncio.get_running_loop().create_future()
        future.add_done_callback(lambda done: ended.set())
        asyncio.get_running_loop().call_later(0.005, lambda: gc.collect() and future.cancel())
        await future

    tasks.spawn(wait_in_a_cycle())
    await ended.wait()
    await tasks.close()


async def test_a_failure_is_reported_once_to_the_common_handler(
    problems: list[BaseException],
) -> None:
    tasks = TaskSpawner(problems.append)
    await asyncio.wait({tasks.spawn(_fail())})
    await tasks.close()
    assert [type(problem) for problem in problems] == [LookupError]


async def test_a_failure_may_have_a_handler_of_its_own(problems: list[BaseException]) -> None:
    own: list[BaseException] = []
    tasks = TaskSpawner(problems.append)
    await asyncio.wait({tasks.spawn(_fail(), on_problem=own.append)})
    assert (len(own), len(problems)) == (1, 0)


async def test_cancelling_is_no_failure(problems: list[BaseException]) -> None:
    tasks = TaskSpawner(problems.append)
    task = tasks.spawn(asyncio.Event().wait())
    task.cancel()
    await asyncio.wait({task})
    assert problems == []


async def test_closing_waits_for_cleaning_up(problems: list[BaseException]) -> None:
    tasks = TaskSpawner(problems.append)
    done: list[str] = []

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0.002)
            done.append("cleaned up")

    tasks.spawn(work())
    await asyncio.sleep(0)
    await tasks.close()
    assert done == ["cleaned up"]


async def test_a_failure_while_closing_is_reported(problems: list[BaseException]) -> None:
    tasks = TaskSpawner(problems.append)

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await _fail()

    tasks.spawn(work())
    await asyncio.sleep(0)
    await tasks.close()
    assert [type(problem) for problem in problems] == [LookupError]


async def test_closing_also_ends_what_is_spawned_while_cleaning_up(
    problems: list[BaseException],
) -> None:
    tasks = TaskSpawner(problems.append)
    begun: list[str] = []

    async def late() -> None:
        begun.append("late")

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            tasks.spawn(late())

    tasks.spawn(work())
    await asyncio.sleep(0)
    await tasks.close()
    assert begun == []


async def test_a_task_may_close_the_others(problems: list[BaseException]) -> None:
    tasks = TaskSpawner(problems.append)
    other = tasks.spawn(asyncio.Event().wait())
    await tasks.spawn(tasks.close())
    assert other.cancelled()
