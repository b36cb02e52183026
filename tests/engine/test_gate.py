"""The gate on our side."""

import asyncio

import pytest

from engine.gate import Gate, Priority


async def test_no_more_than_so_many_pass_at_once() -> None:
    gate, inside, most = Gate(2), 0, 0

    async def work() -> None:
        nonlocal inside, most
        async with gate.admit(Priority.WORKER):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0)
            inside -= 1

    await asyncio.gather(*(work() for _ in range(7)))
    assert most == 2


async def test_an_open_gate_holds_nobody_back() -> None:
    gate, held_back = Gate(None), []
    async with (
        gate.admit(Priority.WORKER),
        gate.admit(Priority.WORKER, lambda: held_back.append(1)),
    ):
        assert held_back == []


async def test_workers_go_before_early_synthesis_and_else_in_order() -> None:
    gate, order = Gate(1), []

    async def work(name: str, priority: Priority) -> None:
        async with gate.admit(priority):
            order.append(name)
            await asyncio.sleep(0)

    async with gate.admit(Priority.WORKER):
        tasks = [
            asyncio.create_task(work("pair", Priority.SYNTHESIS)),
            asyncio.create_task(work("first worker", Priority.WORKER)),
            asyncio.create_task(work("second worker", Priority.WORKER)),
        ]
        await asyncio.sleep(0)
    await asyncio.gather(*tasks)
    assert order == ["first worker", "second worker", "pair"]


async def test_only_one_that_must_wait_is_told_so() -> None:
    gate, told = Gate(1), []
    async with gate.admit(Priority.WORKER, lambda: told.append("first")):
        waiting = asyncio.create_task(_pass(gate, told))
        await asyncio.sleep(0)
        assert told == ["second"]
    await waiting


async def _pass(gate: Gate, told: list[str]) -> None:
    async with gate.admit(Priority.WORKER, lambda: told.append("second")):
        pass


@pytest.mark.parametrize("at_the_same_moment", [True, False])
async def test_a_cancelled_wait_loses_no_place(at_the_same_moment: bool) -> None:
    gate = Gate(1)
    told: list[str] = []
    async with gate.admit(Priority.WORKER):
        waiting = asyncio.create_task(_pass(gate, told))
        await asyncio.sleep(0)
        if not at_the_same_moment:
            waiting.cancel()
            await asyncio.gather(waiting, return_exceptions=True)
    if at_the_same_moment:  # The place was just handed to the one that is cancelled now.
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
    async with asyncio.timeout(5), gate.admit(Priority.WORKER, lambda: told.append("held")):
        pass
    assert "held" not in told


async def test_a_failure_inside_gives_the_place_back() -> None:
    gate = Gate(1)
    with pytest.raises(RuntimeError):
        async with gate.admit(Priority.WORKER):
            raise RuntimeError
    async with asyncio.timeout(5), gate.admit(Priority.WORKER):
        pass


async def test_synthesis_waits_until_every_worker_that_was_sent_has_been_heard() -> None:
    gate, order = Gate(None), []

    async def read() -> None:
        async with gate.admit(Priority.SYNTHESIS):
            order.append("pair")

    async with gate.admit(Priority.WORKER) as first, gate.admit(Priority.WORKER) as second:
        reading = asyncio.create_task(read())
        await asyncio.sleep(0)
        first.heard()
        first.heard()
        await asyncio.sleep(0)
        assert order == []
        second.heard()
        await asyncio.wait_for(reading, 5)
    assert order == ["pair"]


async def test_a_worker_that_leaves_without_a_word_holds_nobody_back() -> None:
    gate = Gate(None)
    with pytest.raises(RuntimeError):
        async with gate.admit(Priority.WORKER):
            raise RuntimeError
    async with asyncio.timeout(5), gate.admit(Priority.SYNTHESIS):
        pass


async def test_a_silent_worker_holds_synthesis_back_also_where_places_are_free() -> None:
    gate = Gate(3)
    told: list[str] = []
    async with gate.admit(Priority.WORKER) as worker:
        reading = asyncio.create_task(_read(gate, told))
        await asyncio.sleep(0)
        assert told == ["held"]
        worker.heard()
        await asyncio.wait_for(reading, 5)


async def _read(gate: Gate, told: list[str]) -> None:
    async with gate.admit(Priority.SYNTHESIS, lambda: told.append("held")):
        pass
