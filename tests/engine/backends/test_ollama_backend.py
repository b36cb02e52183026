"""The Ollama backend against a server that behaves like the real one, over real connections."""

import asyncio
import gc
import json
import socket
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import aclosing
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.backends.ollama import OllamaBackend
from engine.backends.ollama.error_map import Target
from engine.backends.ollama.wire import MAX_LINE_BYTES, AnswerReader
from engine.backends.protocol import Backend, ChatRequest, Chunk, Message
from engine.errors import (
    BackendError,
    BadAnswer,
    BadRequest,
    ConnectionLost,
    HostRefused,
    HostUnreachable,
    IncompleteAnswer,
    LlmMissing,
    LlmRefused,
    PromptTooLong,
    ServerBusy,
    ServerFault,
)
from models.call import CallMetrics, CallPurpose, Phase
from models.llm import LlmInfo
from tests.scripted_ollama import (
    Answer,
    CloseWithoutDone,
    Drop,
    ErrorLine,
    Fault,
    Hang,
    InstalledLlm,
    Outcome,
    RawBody,
    Remote,
    Reset,
    ScriptedOllama,
    Status,
)

REQUEST = ChatRequest(
    llm="qwen3:8b",
    messages=(Message("system", "Be brief."), Message("user", "Plan a fair.")),
    purpose=CallPurpose(phase=Phase.CONSULT),
    num_ctx=4096,
    num_predict=500,
    temperature=0.2,
    seed=7,
)
FINAL = b'{"message":{"content":""},"done":true,"done_reason":"stop"}\n'

Connect = Callable[[ScriptedOllama], OllamaBackend]


@pytest.fixture
async def connect() -> AsyncIterator[Connect]:
    backends: list[OllamaBackend] = []

    def backend_for(server: ScriptedOllama) -> OllamaBackend:
        backends.append(OllamaBackend(server.url))
        return backends[-1]

    yield backend_for
    for backend in backends:
        await backend.close()


async def chunks(backend: Backend, request: ChatRequest = REQUEST) -> list[Chunk]:
    async with aclosing(backend.stream_chat(request)) as stream:
        return [chunk async for chunk in stream]


async def text_before(
    error: type[BackendError], backend: Backend, request: ChatRequest = REQUEST
) -> tuple[str, BackendError]:
    """What arrives before a stream fails as it should."""
    texts: list[str] = []

    async def read() -> None:
        async for chunk in backend.stream_chat(request):
            texts.append(chunk.text)

    with pytest.raises(error) as failure:
        await read()
    return "".join(texts), failure.value


async def failure_of(call: Coroutine[Any, Any, object]) -> BackendError:
    with pytest.raises(BackendError) as failure:
        await call
    return failure.value


def answering(answer: Answer) -> ScriptedOllama:
    return ScriptedOllama(lambda _: answer)


def failing(fault: Fault) -> ScriptedOllama:
    return answering(Answer("one two three four", fault=fault))


class TestAnAnswer:
    async def test_arrives_piece_by_piece_and_ends_with_metrics(self, connect: Connect) -> None:
        async with answering(Answer("one two three")) as server:
            *pieces, last = await chunks(connect(server))
        assert [piece.text for piece in pieces] == ["one", " two", " three"]
        assert last.final is not None
        assert not last.final.is_cut
        assert last.final.metrics.answer_tokens == 3
        assert last.final.metrics.total_s > 0
        assert last.final.sent_bytes == int(server.chats[0].headers["content-length"])
        assert last.final.received_bytes > 400

    async def test_shows_thinking_apart(self, connect: Connect) -> None:
        async with answering(Answer("yes", thinking="hm well")) as server:
            got = await chunks(connect(server), replace(REQUEST, think=True))
        assert [(c.thinking, c.text) for c in got] == [
            ("hm", ""),
            (" well", ""),
            ("", "yes"),
            ("", ""),
        ]

    async def test_keeps_the_text_of_the_final_frame(self, connect: Connect) -> None:
        async with answering(Answer("one", final_text=" end")) as server:
            last = (await chunks(connect(server)))[-1]
        assert last.text == " end"
        assert last.final is not None

    async def test_cut_by_its_length_limit_says_so(self, connect: Connect) -> None:
        async with answering(Answer("one two three")) as server:
            last = (await chunks(connect(server), replace(REQUEST, num_predict=1)))[-1]
        assert last.final is not None
        assert last.final.is_cut

    async def test_that_is_empty_is_no_failure_here(self, connect: Connect) -> None:
        async with answering(Answer("")) as server:
            (last,) = await chunks(connect(server))
        assert last.final is not None

    async def test_survives_characters_torn_apart_by_the_network(self, connect: Connect) -> None:
        line = json.dumps({"message": {"content": "Größe 计划 🎉"}}, ensure_ascii=False) + "\n"
        data = line.encode() + FINAL
        torn = tuple(data[at : at + 1] for at in range(len(data)))
        async with failing(RawBody(torn)) as server:
            assert (await chunks(connect(server)))[0].text == "Größe 计划 🎉"

    async def test_many_at_once_each_have_a_connection(self, connect: Connect) -> None:
        gate = asyncio.Event()
        answer = Answer("one", gate=gate, gate_after=1)
        async with ScriptedOllama(lambda _: answer, num_parallel=64) as server:
            backend = connect(server)
            async with asyncio.TaskGroup() as group:
                for _ in range(64):
                    group.create_task(chunks(backend))
                await server.until(lambda: sum(seen.tokens_sent for seen in server.chats) == 64)
                gate.set()


class TestWhatIsSent:
    async def test_is_the_prompt_with_the_same_options_each_time(self, connect: Connect) -> None:
        async with ScriptedOllama() as server:
            await chunks(connect(server))
            assert server.chats[0].json == {
                "model": "qwen3:8b",
                "messages": [
                    {"role": "system", "content": "Be brief."},
                    {"role": "user", "content": "Plan a fair."},
                ],
                "stream": True,
                "truncate": False,
                "think": False,
                "options": {"num_ctx": 4096, "num_predict": 500, "temperature": 0.2, "seed": 7},
            }

    async def test_leaves_thinking_out_if_asked_to(self, connect: Connect) -> None:
        async with ScriptedOllama() as server:
            await chunks(connect(server), replace(REQUEST, think=None))
            assert "think" not in server.chats[0].json

    async def test_carries_the_schema_in_its_order(self, connect: Connect) -> None:
        schema = {"type": "object", "properties": {"b": {"type": "null"}, "a": {"type": "null"}}}
        async with ScriptedOllama() as server:
            await chunks(connect(server), replace(REQUEST, schema=schema))
            assert list(server.chats[0].json["format"]["properties"]) == ["b", "a"]

    async def test_is_nothing_before_the_first_step(self, connect: Connect) -> None:
        async with ScriptedOllama() as server:
            stream = connect(server).stream_chat(REQUEST)
            await stream.aclose()
            assert server.journal.seen == []

    async def test_survives_half_a_surrogate_pair(self, connect: Connect) -> None:
        async with ScriptedOllama() as server:
            odd = replace(REQUEST, messages=(Message("user", "odd \ud83d text"),))
            assert await chunks(connect(server), odd)

    async def test_never_holds_the_key_of_an_account(
        self, connect: Connect, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("OLLAMA_API_KEY", "a-key")
        async with ScriptedOllama() as server:
            await chunks(connect(server))
            await connect(server).version()
            for seen in server.journal.seen:
                assert "authorization" not in seen.headers
                assert "a-key" not in str(seen)

    async def test_never_goes_through_a_proxy(
        self, connect: Connect, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async with ScriptedOllama() as proxy, ScriptedOllama() as server:
            for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
                monkeypatch.setenv(name, proxy.url)
            monkeypatch.setenv("no_proxy", "")
            await chunks(connect(server))
            assert len(server.chats) == 1
            assert proxy.journal.seen == []

    async def test_never_follows_a_redirect(self, connect: Connect) -> None:
        async with ScriptedOllama() as other:
            to_other = Status(307, headers={"Location": f"{other.url}/api/chat"})
            async with failing(to_other) as server:
                await text_before(HostRefused, connect(server))
            assert other.journal.seen == []

    @pytest.mark.parametrize(
        "name", ["gpt-oss:120b-cloud", "qwen3:cloud", "x:My-Cloud", "x: cloud "]
    )
    async def test_is_nothing_where_the_name_means_the_cloud(
        self, connect: Connect, name: str
    ) -> None:
        async with ScriptedOllama() as server:
            backend = connect(server)
            _, error = await text_before(LlmRefused, backend, replace(REQUEST, llm=name))
            assert isinstance(await failure_of(backend.describe_llm(name)), LlmRefused)
            assert server.journal.seen == []
        assert "local model" in error.remedy


class TestAFailingServer:
    @pytest.mark.parametrize(
        ("fault", "error", "before"),
        [
            (ErrorLine(), ServerFault, "one two"),
            (ErrorLine({"error": {"message": "out of memory"}}), BackendError, "one two"),
            (ErrorLine(after=0), ServerFault, ""),
            (CloseWithoutDone(), IncompleteAnswer, "one two"),
            (CloseWithoutDone(after=0), IncompleteAnswer, ""),
            (Reset(), ConnectionLost, "one two"),
            (Reset(after=0), ConnectionLost, ""),
            (Drop(), ConnectionLost, "one two"),
            (Drop(after=0), ConnectionLost, ""),
            (RawBody(b'{"message":{"cont', after=2), BadAnswer, "one two"),
            (RawBody(b'["no", "object"]\n', after=1), BadAnswer, "one"),
            (RawBody(b"[" * 100_000 + b"\n"), BadAnswer, ""),
            (RawBody(b'{"message":{"content":"\xff"}}\n'), BadAnswer, ""),
            (RawBody(b'{"message":{"content":5}}\n'), BadAnswer, ""),
            (RawBody(b'{"message":"text"}\n'), BadAnswer, ""),
            (RawBody(b"1" * 5000 + b"\n"), BadAnswer, ""),
            (RawBody(b"<html><body>Hello</body></html>", "text/html"), BadAnswer, ""),
            (RawBody(b'{"done":true,"done_reason":"load"}\n'), BadAnswer, ""),
            (RawBody(b'{"done":true,"done_reason":"unload"}\n'), BadAnswer, ""),
            (Remote(after=1), LlmRefused, "one"),
            (Remote(), LlmRefused, ""),
            (Status(503, {"error": "server busy, please try again."}), ServerBusy, ""),
            (Status(404, {"error": "model 'qwen3:8b' not found"}), LlmMissing, ""),
            (Status(400, {"error": '"x" does not support thinking'}), BadRequest, ""),
            (Status(500, b"<html>"), ServerFault, ""),
            (Status(302), HostRefused, ""),
            (Status(206), BadAnswer, ""),
        ],
        ids=repr,
    )
    async def test_becomes_one_of_our_errors_and_what_had_arrived_stands(
        self, connect: Connect, fault: Fault, error: type[BackendError], before: str
    ) -> None:
        async with failing(fault) as server:
            text, failure = await text_before(error, connect(server))
        assert text == before
        assert failure.message
        assert failure.remedy

    async def test_that_hides_a_cloud_llm_is_left_at_once(self, connect: Connect) -> None:
        async with failing(Remote("https://ollama.com:443")) as server:
            _, failure = await text_before(LlmRefused, connect(server))
            await server.until(lambda: server.chats[0].ended_s is not None)
        assert "ollama.com" in failure.message

    async def test_whose_line_never_ends_is_cut_off(self, connect: Connect) -> None:
        endless = (b"x" * 1_000_000,) * 12
        async with failing(RawBody(endless)) as server:
            _, failure = await text_before(BadAnswer, connect(server))
        assert f"{MAX_LINE_BYTES:,}" in failure.message

    async def test_with_a_window_too_small_tells_both_numbers(self, connect: Connect) -> None:
        async with ScriptedOllama() as server:
            long = replace(REQUEST, messages=(Message("user", "x" * 4000),), num_ctx=256)
            _, failure = await text_before(PromptTooLong, connect(server), long)
            needs = server.chats[0].prompt_tokens
        assert f"{needs:,} tokens" in failure.message
        assert "256" in failure.message

    async def test_that_is_not_there_is_unreachable(self) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))  # bound, but nobody listens
            backend = OllamaBackend(f"127.0.0.1:{taken.getsockname()[1]}")
            _, failure = await text_before(HostUnreachable, backend)
            assert isinstance(await failure_of(backend.version()), HostUnreachable)
            await backend.close()
        assert "Start Ollama" in failure.remedy

    async def test_does_not_spoil_the_next_call(self, connect: Connect) -> None:
        answers = iter((Answer("one two three", fault=Reset()), Answer("fine")))
        async with ScriptedOllama(lambda _: next(answers)) as server:
            backend = connect(server)
            await text_before(ConnectionLost, backend)
            assert (await chunks(backend))[0].text == "fine"


class TestStopping:
    async def test_before_the_headers_frees_the_slot(self, connect: Connect) -> None:
        async with failing(Hang()) as server:
            task = asyncio.create_task(chunks(connect(server)))
            await server.until(lambda: bool(server.chats) and bool(server.chats[0].slot_taken_s))
            task.cancel()
            await server.until(lambda: server.chats[0].ended_s is not None)
            assert server.chats[0].outcome is Outcome.LEFT
            assert server.chats[0].first_frame_s is None
        with pytest.raises(asyncio.CancelledError):
            await task

    async def test_in_the_queue_leaves_the_others_alone(self, connect: Connect) -> None:
        gate = asyncio.Event()
        async with answering(Answer("one two", gate=gate)) as server:
            backend = connect(server)
            first = asyncio.create_task(chunks(backend))
            await server.until(lambda: len(server.chats) == 1)
            second = asyncio.create_task(chunks(backend))
            await server.until(lambda: len(server.chats) == 2)
            second.cancel()
            await server.until(lambda: server.chats[1].disconnected_s is not None)
            assert server.chats[1].slot_taken_s is None
            gate.set()
            assert len(await first) == 3
        assert second.cancelled()

    async def test_while_it_answers_frees_the_slot_for_the_next(self, connect: Connect) -> None:
        gates = [asyncio.Event(), asyncio.Event()]
        gates[1].set()
        answers = iter(Answer("one two three", gate=gate, gate_after=2) for gate in gates)
        async with ScriptedOllama(lambda _: next(answers)) as server:
            backend = connect(server)
            async with aclosing(backend.stream_chat(REQUEST)) as stream:
                assert (await anext(stream)).text == "one"
                assert (await anext(stream)).text == " two"
                waiting = asyncio.create_task(chunks(backend))
                await server.until(lambda: len(server.chats) == 2)
                assert server.chats[1].slot_taken_s is None
            assert len(await waiting) == 4
            assert server.chats[0].outcome is Outcome.LEFT
            assert server.chats[0].tokens_sent == 2

    async def test_by_cancelling_while_it_answers_likewise(self, connect: Connect) -> None:
        async with failing(Hang(after=2)) as server:
            task = asyncio.create_task(chunks(connect(server)))
            await server.until(lambda: bool(server.chats) and server.chats[0].tokens_sent == 2)
            task.cancel()
            await server.until(lambda: server.chats[0].disconnected_s is not None)
            assert server.chats[0].outcome is Outcome.LEFT
        with pytest.raises(asyncio.CancelledError):
            await task

    async def test_leaves_no_loose_ends_where_the_loop_does_not_look_after_generators(
        self, connect: Connect, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        complaints: list[object] = []
        monkeypatch.setattr(sys, "unraisablehook", complaints.append)
        hooks = sys.get_asyncgen_hooks()
        sys.set_asyncgen_hooks(None, None)  # as under qasync
        try:
            async with failing(Hang(after=2)) as server, ScriptedOllama() as other:
                await chunks(connect(other))
                async with aclosing(connect(server).stream_chat(REQUEST)) as stream:
                    await anext(stream)
            async with failing(RawBody(b"no frame\n" * 2)) as server:
                await text_before(BadAnswer, connect(server))
            gc.collect()
        finally:
            sys.set_asyncgen_hooks(*hooks)
        assert complaints == []


class TestLists:
    async def test_installed_llms_come_with_what_the_server_says(self, connect: Connect) -> None:
        llms = (
            InstalledLlm(),
            InstalledLlm("nomic-embed-text:latest", ("embedding",)),
            InstalledLlm("stub:20b", ("completion",), remote_host="https://ollama.com:443"),
            InstalledLlm("old:1b", None),
        )
        async with ScriptedOllama(llms=llms) as server:
            got = await connect(server).installed_llms()
        assert got[0] == LlmInfo(
            name="qwen3:8b",
            digest="500a1f067a9f",
            size_bytes=5_200_000_000,
            parameter_size="8.2B",
            context_length=40_960,
            can_chat=True,
            can_think=True,
        )
        assert [llm.can_chat for llm in got] == [True, False, True, True]
        assert [llm.can_think for llm in got] == [True, False, False, False]
        assert [llm.is_cloud for llm in got] == [False, False, True, False]

    async def test_damaged_rows_do_not_hide_the_others(self, connect: Connect) -> None:
        rows = [
            None,
            7,
            {},
            {"name": 5},
            {"name": "bare:1b"},
            {"model": "unnamed:1b", "size": -1, "details": [], "capabilities": "many"},
            {"name": "odd:1b", "size": "big", "details": {"parameter_size": 8}, "digest": None},
        ]
        documents = {"/api/tags": json.dumps({"models": rows}).encode()}
        async with ScriptedOllama(documents=documents) as server:
            got = await connect(server).installed_llms()
        assert got == (LlmInfo("bare:1b"), LlmInfo("unnamed:1b"), LlmInfo("odd:1b"))

    @pytest.mark.parametrize("data", [b'{"models":5}', b"[]", b"<html>", b""])
    async def test_what_is_no_list_is_a_bad_answer(self, connect: Connect, data: bytes) -> None:
        documents = {"/api/tags": data, "/api/ps": data}
        async with ScriptedOllama(documents=documents) as server:
            backend = connect(server)
            assert isinstance(await failure_of(backend.installed_llms()), BadAnswer)
            assert isinstance(await failure_of(backend.loaded_llms()), BadAnswer)

    async def test_an_empty_server_has_no_llms(self, connect: Connect) -> None:
        async with ScriptedOllama(documents={"/api/tags": b'{"models":null}'}) as server:
            assert await connect(server).installed_llms() == ()

    async def test_a_description_knows_the_trained_window(self, connect: Connect) -> None:
        async with ScriptedOllama() as server:
            got = await connect(server).describe_llm("qwen3:8b")
        assert (got.name, got.context_length, got.can_think) == ("qwen3:8b", 40_960, True)

    async def test_a_missing_llm_can_be_pulled(self, connect: Connect) -> None:
        async with ScriptedOllama() as server:
            failure = await failure_of(connect(server).describe_llm("phi4:14b"))
        assert isinstance(failure, LlmMissing)
        assert "ollama pull phi4:14b" in failure.remedy

    async def test_loaded_llms_are_those_in_memory(self, connect: Connect) -> None:
        async with ScriptedOllama() as server:
            backend = connect(server)
            assert await backend.loaded_llms() == frozenset()
            await chunks(backend)
            assert await backend.loaded_llms() == {"qwen3:8b"}

    async def test_the_version_is_what_the_server_calls_itself(self, connect: Connect) -> None:
        async with ScriptedOllama(version="0.99.1") as server:
            assert await connect(server).version() == "0.99.1"

    @pytest.mark.parametrize(
        "data", [b"<html>", b"[]", b'"0.33"', b"{}", b'{"version":33}', b'{"version":""}']
    )
    async def test_what_has_no_version_is_something_else(
        self, connect: Connect, data: bytes
    ) -> None:
        async with ScriptedOllama(documents={"/api/version": data}) as server:
            failure = await failure_of(connect(server).version())
        assert isinstance(failure, HostUnreachable)
        assert "Something other than Ollama" in failure.message


TARGET = Target("http://127.0.0.1:11434", "qwen3:8b")
ANSWER = (
    '{"message":{"role":"assistant","content":"Größe "},"done":false}\n\n'
    '{"message":{"content":"计","thinking":"🎉"},"done":false}\r\n'
    '{"message":{"content":"\\ud83d\\ude00 \\ud83d"},"done":false}\n'
    '{"done":true,"done_reason":"length","eval_count":3,"eval_duration":2000000000,'
    '"message":{"content":"!"}}\nnever read\n'
).encode()


def read_in(pieces: list[bytes]) -> list[Chunk]:
    reader = AnswerReader(TARGET, 10)
    got = [chunk for piece in pieces for chunk in reader.feed(piece)]
    return [*got, *reader.end()]


@given(st.lists(st.integers(0, len(ANSWER)), max_size=30))
def test_however_the_network_cuts_an_answer_the_chunks_are_the_same(cuts: list[int]) -> None:
    ends = [0, *sorted(cuts), len(ANSWER)]
    pieces = [ANSWER[start:end] for start, end in pairwise(ends)]
    got = read_in(pieces)
    assert got == read_in([ANSWER])
    assert "".join(chunk.text for chunk in got) == "Größe 计😀 \ufffd!"


def test_a_final_frame_needs_no_line_end() -> None:
    assert read_in([FINAL.rstrip()])[-1].final is not None


NONSENSE = st.one_of(
    st.none(), st.booleans(), st.text(), st.floats(), st.integers(), st.lists(st.integers())
)


@given(
    total=NONSENSE,
    prompt=NONSENSE,
    count=NONSENSE,
    reason=NONSENSE.filter(lambda value: value not in ("load", "unload")),
)
def test_nonsense_in_metrics_counts_as_nothing(
    total: object, prompt: object, count: object, reason: object
) -> None:
    frame = {
        "done": True,
        "done_reason": reason,
        "total_duration": total,
        "prompt_eval_duration": prompt,
        "eval_count": count,
    }
    (last,) = read_in([json.dumps(frame).encode()])
    assert last.final is not None


@pytest.mark.parametrize("value", [-1, 10**400, 1e300, True, "5", None, [], 2**53 + 1])
def test_values_no_server_measures_are_zero(value: object) -> None:
    frame = {"done": True, "eval_count": value, "total_duration": value}
    (last,) = read_in([json.dumps(frame).encode()])
    assert last.final is not None
    assert last.final.metrics == CallMetrics()


@given(st.binary())
def test_no_bytes_raise_anything_but_our_errors(data: bytes) -> None:
    try:
        read_in([data])
    except BackendError:
        return
