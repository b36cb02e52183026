"""The stand-in behaves as OLLAMA.md says of the real server."""

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from tests.scripted_ollama import (
    Answer,
    InstalledLlm,
    Outcome,
    Pace,
    ScriptedOllama,
    smallest_json,
)

BIG = InstalledLlm("gemma3:12b", ("completion",), family="gemma3")
EMBEDDER = InstalledLlm("nomic-embed-text", ("embedding",), family="nomic-bert")


def call(text: str = "Plan a fair.", **fields: Any) -> dict[str, Any]:
    messages = [{"role": "user", "content": text}]
    return {"model": "qwen3:8b", "messages": messages, "options": {"num_ctx": 4096}} | fields


async def frames(server: ScriptedOllama, body: dict[str, Any]) -> list[dict[str, Any]]:
    async with httpx.AsyncClient(base_url=server.url, trust_env=False, timeout=10) as client:
        answer = await client.post("/api/chat", json=body)
    return [json.loads(line) for line in answer.text.splitlines()]


async def status_and_error(server: ScriptedOllama, body: dict[str, Any]) -> tuple[int, str]:
    async with httpx.AsyncClient(base_url=server.url, trust_env=False, timeout=10) as client:
        answer = await client.post("/api/chat", json=body)
    return answer.status_code, answer.json()["error"]


async def get(server: ScriptedOllama, path: str) -> Any:
    async with httpx.AsyncClient(base_url=server.url, trust_env=False, timeout=10) as client:
        return (await client.get(path)).json()


class Raw:
    """A client that sees the very bytes."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    @classmethod
    async def chat(cls, server: ScriptedOllama, body: dict[str, Any]) -> "Raw":
        host, _, port = server.url.removeprefix("http://").partition(":")
        raw = cls(*await asyncio.open_connection(host, int(port)))
        data = json.dumps(body).encode()
        head = f"POST /api/chat HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: {len(data)}"
        raw.writer.write(head.encode() + b"\r\n\r\n" + data)
        return raw

    def buffered(self) -> bytes:
        return bytes(self.reader._buffer)  # type: ignore[attr-defined]

    async def leave(self) -> None:
        self.writer.close()
        await self.writer.wait_closed()


@pytest.fixture
async def gate() -> asyncio.Event:
    return asyncio.Event()


@pytest.fixture
async def gated(gate: asyncio.Event) -> AsyncIterator[ScriptedOllama]:
    async with ScriptedOllama(lambda _: Answer("one two three", gate=gate)) as server:
        yield server


class TestAnswers:
    async def test_a_worker_gets_a_text_about_its_role(self) -> None:
        async with ScriptedOllama() as server:
            got = await frames(server, call("The brief.\nYou are the Budget Planner.\nWrite."))
        text = "".join(frame["message"]["content"] for frame in got)
        assert text.startswith("# Budget Planner\n")
        assert len(got) > 20

    async def test_a_call_with_a_schema_gets_the_smallest_json_for_it(self) -> None:
        schema = {"type": "object", "properties": {"a": {"type": "array"}}, "required": ["a"]}
        async with ScriptedOllama() as server:
            got = await frames(server, call(format=schema))
        assert json.loads("".join(f["message"]["content"] for f in got)) == {"a": []}

    async def test_other_calls_get_a_plan_section(self) -> None:
        async with ScriptedOllama() as server:
            assert len(await frames(server, call())) > 5

    async def test_thinking_comes_first_and_only_if_it_is_not_switched_off(self) -> None:
        async with ScriptedOllama(lambda _: Answer("yes", thinking="hm")) as server:
            on = await frames(server, call())
            off = await frames(server, call(think=False))
        assert [f["message"].get("thinking") for f in on] == ["hm", None, None]
        assert [f["message"].get("thinking") for f in off] == [None, None]

    async def test_num_predict_cuts_the_answer(self) -> None:
        async with ScriptedOllama(lambda _: Answer("one two three")) as server:
            got = await frames(server, call(options={"num_predict": 2}))
            assert server.chats[0].outcome is Outcome.CUT
        assert [f["message"]["content"] for f in got] == ["one", " two", ""]
        assert got[-1]["done_reason"] == "length"
        assert got[-1]["eval_count"] == 2

    async def test_without_shift_the_end_of_the_window_cuts_the_answer(self) -> None:
        async with ScriptedOllama(lambda _: Answer("a " * 50)) as server:
            got = await frames(server, call(options={"num_ctx": 20}, shift=False))
        assert got[-1]["done_reason"] == "length"
        assert got[-1]["prompt_eval_count"] + got[-1]["eval_count"] == 20

    async def test_metrics_are_nanoseconds_and_zeros_are_left_out(self) -> None:
        async with ScriptedOllama(lambda _: Answer(""), pace=Pace(load_s=0.01)) as server:
            final = (await frames(server, call()))[-1]
        assert final["done"] is True
        assert "eval_count" not in final
        assert "eval_duration" not in final
        assert final["load_duration"] >= 10_000_000
        assert final["total_duration"] >= final["load_duration"]


class TestSlots:
    async def test_calls_beyond_the_slots_wait_in_silence_and_in_order(
        self, gated: ScriptedOllama, gate: asyncio.Event
    ) -> None:
        clients = []
        for count in (1, 2, 3):
            clients.append(await Raw.chat(gated, call(str(count))))
            await gated.until(lambda count=count: len(gated.chats) == count)  # type: ignore[misc]
        await gated.until(lambda: gated.chats[0].slot_taken_s is not None)
        assert [seen.slot_taken_s is None for seen in gated.chats] == [False, True, True]
        gate.set()
        await gated.until(lambda: all(seen.ended_s is not None for seen in gated.chats))
        first, second, third = (seen.slot_taken_s or 0 for seen in gated.chats)
        assert first < second < third
        for client in clients:
            assert (await client.reader.read()).startswith(b"HTTP/1.1 200")
            await client.leave()

    async def test_nothing_is_sent_before_the_first_frame(
        self, gated: ScriptedOllama, gate: asyncio.Event
    ) -> None:
        client = await Raw.chat(gated, call())
        await gated.until(lambda: bool(gated.chats) and gated.chats[0].slot_taken_s is not None)
        assert client.buffered() == b""
        gate.set()
        assert b"one" in await client.reader.read()
        await client.leave()

    async def test_as_many_answer_at_once_as_there_are_slots(self, gate: asyncio.Event) -> None:
        script = lambda _: Answer("one two", gate=gate, gate_after=1)  # noqa: E731
        async with ScriptedOllama(script, num_parallel=2) as server:
            clients = [await Raw.chat(server, call()) for _ in range(3)]
            await server.until(lambda: len(server.chats) == 3)
            await server.until(lambda: sum(seen.tokens_sent for seen in server.chats) == 2)
            assert sorted(seen.tokens_sent for seen in server.chats) == [0, 1, 1]
            for client in clients:
                await client.leave()
            await server.until(lambda: all(seen.ended_s is not None for seen in server.chats))

    @pytest.mark.parametrize("leaver", [0, 1])
    async def test_who_leaves_makes_room_at_once(self, gated: ScriptedOllama, leaver: int) -> None:
        clients = []
        for count in (1, 2, 3):
            clients.append(await Raw.chat(gated, call(str(count))))
            await gated.until(lambda count=count: len(gated.chats) == count)  # type: ignore[misc]
        await gated.until(lambda: gated.chats[0].slot_taken_s is not None)
        await clients[leaver].leave()
        await gated.until(lambda: gated.chats[leaver].ended_s is not None)
        assert gated.chats[leaver].outcome is Outcome.LEFT
        if leaver == 0:
            await gated.until(lambda: gated.chats[1].slot_taken_s is not None)
        assert gated.chats[2].slot_taken_s is None
        for client in clients:
            await client.leave()

    async def test_the_wait_for_a_slot_is_in_the_total_only(
        self, gated: ScriptedOllama, gate: asyncio.Event
    ) -> None:
        async with asyncio.TaskGroup() as group:
            first = group.create_task(frames(gated, call()))
            await gated.until(lambda: len(gated.chats) == 1)
            second = group.create_task(frames(gated, call()))
            await gated.until(lambda: len(gated.chats) == 2)
            gate.set()
        waited = second.result()[-1]
        spans = ("load_duration", "prompt_eval_duration", "eval_duration")
        assert waited["total_duration"] > sum(waited.get(span, 0) for span in spans)
        assert first.result()[-1]["done_reason"] == "stop"


class TestPrefixReuse:
    async def test_only_new_tokens_are_read_but_all_are_counted(self) -> None:
        brief = "A long brief. " * 40
        async with ScriptedOllama() as server:
            first = (await frames(server, call(brief + "One.")))[-1]
            second = (await frames(server, call(brief + "Two.")))[-1]
            cached = [seen.cached_tokens for seen in server.chats]
        assert cached[0] == 0
        assert cached[1] > 100
        assert first["prompt_eval_count"] == second["prompt_eval_count"] > cached[1]

    async def test_each_slot_remembers_its_own_prompt(self) -> None:
        async with ScriptedOllama(num_parallel=2) as server:
            for letter in "abab":
                await frames(server, call(letter * 400))
            known = [seen.cached_tokens > 0 for seen in server.chats]
        assert known == [False, False, True, True]

    async def test_a_reload_forgets_everything(self) -> None:
        async with ScriptedOllama() as server:
            for num_ctx in (4096, 8192, 8192):
                await frames(server, call("a" * 400, options={"num_ctx": num_ctx}))
            assert [seen.cached_tokens > 0 for seen in server.chats] == [False, False, True]


class TestLoads:
    async def test_an_llm_is_listed_as_loaded_only_afterwards(self) -> None:
        async with ScriptedOllama() as server:
            assert await get(server, "/api/ps") == {"models": []}
            await frames(server, call())
            (row,) = (await get(server, "/api/ps"))["models"]
        assert (row["name"], row["context_length"]) == ("qwen3:8b", 4096)

    @pytest.mark.parametrize("change", [{"options": {"num_ctx": 2048}}, {"shift": False}])
    async def test_another_launch_option_reloads(self, change: dict[str, Any]) -> None:
        async with ScriptedOllama() as server:
            await frames(server, call())
            await frames(server, call(think=False, truncate=False))
            assert server.journal.reloads == 0
            await frames(server, call(**change))
            assert server.journal.reloads == 1
            assert server.journal.loads == ["qwen3:8b"] * 2

    async def test_windows_above_the_trained_one_are_equal(self) -> None:
        async with ScriptedOllama() as server:
            for num_ctx in (50_000, 60_000):
                await frames(server, call(options={"num_ctx": num_ctx}))
            assert server.journal.reloads == 0

    async def test_a_reload_waits_for_running_answers(
        self, gated: ScriptedOllama, gate: asyncio.Event
    ) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(frames(gated, call()))
            await gated.until(lambda: bool(gated.chats) and bool(gated.chats[0].slot_taken_s))
            group.create_task(frames(gated, call(shift=False)))
            await gated.until(lambda: gated.journal.reloads == 1)
            assert gated.chats[1].slot_taken_s is None
            gate.set()
        assert (gated.chats[1].slot_taken_s or 0) > (gated.chats[0].first_frame_s or 0)

    async def test_a_full_queue_of_loads_is_busy(self) -> None:
        async with ScriptedOllama(llms=(InstalledLlm(), BIG), max_queue=0) as server:
            status, error = await status_and_error(server, call())
        assert (status, error.startswith("server busy")) == (503, True)

    async def test_the_longest_idle_llm_makes_room(self) -> None:
        async with ScriptedOllama(llms=(InstalledLlm(), BIG), max_loaded=1) as server:
            await frames(server, call())
            await frames(server, call(model=BIG.name))
            (row,) = (await get(server, "/api/ps"))["models"]
        assert row["name"] == BIG.name

    async def test_an_empty_chat_loads(self) -> None:
        async with ScriptedOllama() as server:
            (frame,) = await frames(server, call(messages=[]))
            assert server.journal.loads == ["qwen3:8b"]
        assert (frame["done"], frame["done_reason"]) == (True, "load")


class TestRefusals:
    @pytest.mark.parametrize(
        ("fields", "status", "text"),
        [
            ({"model": "none"}, 404, "model 'none' not found"),
            ({"model": ""}, 400, "model is required"),
            ({"model": "gpt-oss:120b-cloud"}, 403, "ollama cloud is disabled"),
            ({"model": "gemma3:12b", "think": True}, 400, "does not support thinking"),
            ({"model": "nomic-embed-text"}, 400, "does not support chat"),
            ({"think": "loud"}, 400, "invalid think value"),
            ({"options": {"num_ctx": "4k"}}, 500, 'option "num_ctx" must be of type integer'),
            ({"format": "xml"}, 500, "invalid format"),
        ],
    )
    async def test_it_says_what_the_real_one_says(
        self, fields: dict[str, Any], status: int, text: str
    ) -> None:
        async with ScriptedOllama(llms=(InstalledLlm(), BIG, EMBEDDER)) as server:
            got, error = await status_and_error(server, call(**fields))
        assert got == status
        assert text in error

    async def test_a_prompt_beyond_the_window_gets_a_nested_error(self) -> None:
        async with ScriptedOllama() as server:
            body = call("x" * 4000, options={"num_ctx": 256}, truncate=False)
            status, error = await status_and_error(server, body)
        inner = json.loads(error)["error"]
        assert status == 400
        assert inner["type"] == "exceed_context_size_error"
        assert inner["n_prompt_tokens"] > inner["n_ctx"] == 256


class TestSmallestJson:
    @pytest.mark.parametrize(
        ("schema", "value"),
        [
            ({"type": "object", "properties": {"a": {"type": "string"}}}, {}),
            ({"enum": ["low", "high"]}, "low"),
            ({"const": 3}, 3),
            ({"type": "array", "items": {"type": "boolean"}, "minItems": 2}, [False, False]),
            ({"type": "integer", "minimum": 1}, 1),
            ({"type": "integer", "maximum": -2}, -2),
            ({"type": "number"}, 0),
            ({"type": ["null", "string"]}, None),
            ({"type": "string", "minLength": 2}, "xx"),
            ({"type": "string", "format": "date"}, "2026-01-01"),
            ({"type": "string", "pattern": "^[A-Z][0-9]{2,3}-?$"}, "A00"),
            ({"anyOf": [{"type": "null"}, {"type": "string"}]}, None),
            ({"$ref": "#/$defs/x", "$defs": {"x": {"type": "integer"}}}, 0),
            (
                {
                    "allOf": [
                        {"properties": {"a": {"type": "null"}}, "required": ["a"]},
                        {"properties": {"b": {"const": 1}}, "required": ["b"]},
                    ]
                },
                {"a": None, "b": 1},
            ),
        ],
    )
    def test_it_fits(self, schema: dict[str, Any], value: object) -> None:
        assert smallest_json(schema) == value


async def test_a_bug_in_a_script_is_raised_when_the_server_is_left() -> None:
    def script(_: dict[str, Any]) -> Answer:
        raise KeyError("oops")

    async def use() -> None:
        async with ScriptedOllama(script) as server:
            client = await Raw.chat(server, call())
            assert await client.reader.read() == b""
            await client.leave()

    with pytest.raises(KeyError, match="oops"):
        await use()


async def test_it_runs_as_a_program_until_it_is_told_to_stop() -> None:
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.scripted_ollama", "--slots", "2", "--llm", "tiny:1b"),
        stdout=asyncio.subprocess.PIPE,
    )
    assert program.stdout is not None
    url = (await program.stdout.readline()).decode().strip()
    async with httpx.AsyncClient(base_url=url, trust_env=False, timeout=10) as client:
        (row,) = (await client.get("/api/tags")).json()["models"]
    program.send_signal(signal.SIGTERM)
    assert await program.wait() == 0
    assert row["name"] == "tiny:1b"
