"""What was recorded comes back as it came, without the server."""

import asyncio
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest

from engine.backends.ollama import OllamaBackend
from engine.backends.protocol import Backend, ChatRequest, Chunk, Message
from engine.backends.recording import RecordedAnswer, RecordedServer, RecordingBackend
from engine.backends.replay import ReplayBackend
from engine.errors import BackendError, LlmMissing, ServerFault
from engine.stores.answer_store import AnswerKeeper, AnswerStore, Asked
from models.call import CallPurpose, Phase
from models.evaluation import EvaluationMode
from tests.scripted_ollama import Answer, Script, ScriptedOllama, Status


def a_request(text: str = "Hello", **changes: Any) -> ChatRequest:
    return ChatRequest(
        **{
            "llm": "qwen3:8b",
            "messages": (Message("user", text),),
            "purpose": CallPurpose(phase=Phase.COMPARE),
            "num_ctx": 4096,
            "num_predict": 100,
            "temperature": 0.0,
            "seed": 7,
            **changes,
        }
    )


async def all_of(backend: Backend, request: ChatRequest) -> tuple[str, str, Chunk]:
    """Text, thinking and the last chunk."""
    async with aclosing(backend.stream_chat(request)) as stream:
        chunks = [chunk async for chunk in stream]
    return (
        "".join(one.text for one in chunks),
        "".join(one.thinking for one in chunks),
        chunks[-1],
    )


class Kept:
    """What a recording tells."""

    def __init__(self) -> None:
        self.answers: list[RecordedAnswer] = []
        self.server = RecordedServer()

    def note(self, _: ChatRequest, answer: RecordedAnswer) -> None:
        self.answers.append(answer)

    def note_server(self, server: RecordedServer) -> None:
        self.server = server

    def replay(self) -> ReplayBackend:
        return ReplayBackend(self.server, self.answers)


async def recorded(script: Script, *requests: ChatRequest) -> tuple[Kept, list[object]]:
    """What is kept of some calls, and what came of each."""
    kept, came = Kept(), list[object]()
    async with ScriptedOllama(script) as server:
        backend = RecordingBackend(OllamaBackend(server.url), kept.note, kept.note_server)
        await backend.version()
        await backend.installed_llms()
        await backend.loaded_llms()
        await backend.describe_llm("qwen3:8b")
        for request in requests:
            try:
                came.append(await all_of(backend, request))
            except BackendError as error:
                came.append(error)
        await backend.close()
    return kept, came


async def test_text_thinking_and_metrics_come_back() -> None:
    kept, (came,) = await recorded(
        lambda _: Answer("A plan.", thinking="Hm.", done_reason="length"), a_request(think=True)
    )
    assert isinstance(came, tuple)
    text, thinking, last = await all_of(kept.replay(), a_request(think=True))
    assert (text, thinking) == came[:2] == ("A plan.", "Hm.")
    assert last.final is not None
    assert last.final.is_cut
    assert last.final.metrics == came[2].final.metrics


async def test_a_failure_comes_back_as_the_same_failure() -> None:
    fault = Answer(fault=Status(500, {"error": "out of order"}))
    kept, (came,) = await recorded(lambda _: fault, a_request())
    assert isinstance(came, BackendError)
    with pytest.raises(type(came)) as caught:
        await all_of(kept.replay(), a_request())
    assert str(caught.value) == str(came)


async def test_the_same_request_twice_gets_its_answers_in_their_order() -> None:
    answers = iter(["One.", "Two."])
    kept, _ = await recorded(lambda _: Answer(next(answers)), a_request(), a_request())
    replay = kept.replay()
    assert [(await all_of(replay, a_request()))[0] for _ in range(2)] == ["One.", "Two."]


@pytest.mark.parametrize(
    "other",
    [
        a_request("Goodbye"),
        a_request(seed=8),
        a_request(temperature=0.5),
        a_request(think=None),
        a_request(schema={"type": "object"}),
        a_request(llm="other:1b"),
    ],
)
async def test_what_nobody_recorded_is_not_answered(other: ChatRequest) -> None:
    kept, _ = await recorded(lambda _: Answer("A plan."), a_request())
    replay = kept.replay()
    with pytest.raises(ServerFault, match="No answer to this call was recorded"):
        await all_of(replay, other)
    assert replay.unanswered == 1


async def test_the_server_comes_back_as_it_described_itself() -> None:
    kept, _ = await recorded(lambda _: Answer("A plan."))
    replay = kept.replay()
    assert await replay.version() == "0.33.0"
    assert [one.name for one in await replay.installed_llms()] == ["qwen3:8b"]
    assert await replay.loaded_llms() == frozenset()
    assert (await replay.describe_llm("qwen3:8b")).can_think
    with pytest.raises(LlmMissing):
        await replay.describe_llm("other:1b")


class TestOnDisk:
    async def kept_in(self, folder: Path) -> Kept:
        kept, _ = await recorded(lambda _: Answer("Ein Plan: 40 000 €."), a_request(), a_request())
        asked = Asked(cases="cases", mode=EvaluationMode.PAIR, llm="qwen3:8b", seeds=3)
        keeper = AnswerKeeper(AnswerStore(folder), asked)
        keeper.on_server(kept.server)
        for answer in kept.answers:
            keeper.on_answer(answer)
            keeper.flush()
        return kept

    async def test_everything_is_there_again(self, tmp_path: Path) -> None:
        kept = await self.kept_in(tmp_path / "one")
        store = AnswerStore(tmp_path / "one")
        assert store.answers() == tuple(kept.answers)
        assert store.server() == kept.server
        assert (store.asked().mode, store.asked().seeds) == (EvaluationMode.PAIR, 3)

    async def test_a_last_line_that_was_torn_costs_only_itself(self, tmp_path: Path) -> None:
        kept = await self.kept_in(tmp_path / "one")
        path = tmp_path / "one" / "answers.jsonl"
        path.write_bytes(path.read_bytes()[:-20])
        assert AnswerStore(tmp_path / "one").answers() == tuple(kept.answers[:1])

    def test_without_an_answer_there_is_no_folder(self, tmp_path: Path) -> None:
        asked = Asked(cases="cases", mode=EvaluationMode.QUICK)
        keeper = AnswerKeeper(AnswerStore(tmp_path / "one"), asked)
        keeper.on_server(RecordedServer(version="0.33.0"))
        keeper.flush()
        assert not (tmp_path / "one").exists()


async def test_answers_come_in_the_order_in_which_they_came() -> None:
    """Whatever order they are asked for in: what is asked next may depend on it."""
    requests = [a_request(name) for name in ("first", "second", "third")]
    kept = Kept()
    gates = {name: asyncio.Event() for name in ("first", "second", "third")}

    def script(call: dict[str, Any]) -> Answer:
        name = call["messages"][0]["content"]
        return Answer(name, gate=gates[name])

    async def ask(backend: Backend, request: ChatRequest, came: list[str]) -> None:
        came.append((await all_of(backend, request))[0])

    live: list[str] = []
    async with ScriptedOllama(script, num_parallel=3) as server:
        backend = RecordingBackend(OllamaBackend(server.url), kept.note)
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(ask(backend, one, live)) for one in requests]
            for name, task in [("third", tasks[2]), ("first", tasks[0]), ("second", tasks[1])]:
                gates[name].set()
                await asyncio.wait([task])
        await backend.close()
    replayed: list[str] = []
    replay = kept.replay()
    async with asyncio.TaskGroup() as group:
        for one in requests:
            group.create_task(ask(replay, one, replayed))
    assert replayed == live == ["third", "first", "second"]
