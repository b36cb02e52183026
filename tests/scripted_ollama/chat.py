"""``POST /api/chat``: from the checks to the final frame."""

import asyncio
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from time import perf_counter, perf_counter_ns
from typing import Any

from tests.scripted_ollama import faults
from tests.scripted_ollama.answers import (
    Answer,
    InstalledLlm,
    Pace,
    Script,
    prompt_of,
    tokens_in,
)
from tests.scripted_ollama.http import Reply
from tests.scripted_ollama.journal import Journal, Outcome, Seen
from tests.scripted_ollama.runners import QueueFull, Scheduler, Slot

DEFAULT_NUM_CTX = 4096
_INTEGER_OPTIONS = ("num_ctx", "num_predict", "seed")
_THINK_WORDS = ("low", "medium", "high", "max")


class Refused(Exception):
    """The call gets an HTTP error."""

    def __init__(
        self, status: int, body: bytes | dict[str, Any], headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(status)
        self.status = status
        self.body = body
        self.headers = headers or {}


@dataclass(frozen=True, slots=True)
class Plan:
    """What a checked call asks for."""

    llm: InstalledLlm
    prompt: str
    num_ctx: int
    num_predict: int
    shift: bool

    @property
    def prompt_tokens(self) -> int:
        return tokens_in(self.prompt)

    @property
    def max_tokens(self) -> int:
        """The length limit: ``num_predict``, and without shifting the rest of the window."""
        limit = self.num_predict if self.num_predict > 0 else 10 * self.num_ctx
        return limit if self.shift else min(limit, self.num_ctx - self.prompt_tokens)


def plan_of(call: dict[str, Any], llm: InstalledLlm) -> Plan:
    """Check a call as the server does (OLLAMA.md §1.2)."""
    think = call.get("think")
    if isinstance(think, str) and think not in _THINK_WORDS:
        raise Refused(400, {"error": f'invalid think value: "{think}"'})
    if think and not llm.can("thinking"):
        raise Refused(400, {"error": f'"{llm.name}" does not support thinking'})
    if not llm.can("completion"):
        raise Refused(400, {"error": f'"{llm.name}" does not support chat'})
    options = call.get("options") or {}
    for name in _INTEGER_OPTIONS:
        if not isinstance(options.get(name, 0), int | float):
            raise Refused(500, {"error": f'option "{name}" must be of type integer'})
    if not isinstance(call.get("format", {}), dict) and call["format"] not in ("json", "", None):
        text = f'invalid format: {call["format"]!r}; expected "json" or a valid JSON Schema object'
        raise Refused(500, {"error": text})
    return Plan(
        llm=llm,
        prompt=prompt_of(call),
        num_ctx=min(int(options.get("num_ctx", DEFAULT_NUM_CTX)), llm.context_length),
        num_predict=int(options.get("num_predict", -1)),
        shift=call.get("shift", True) is not False,
    )


@dataclass(slots=True)
class Chat:
    """One call on its way through the server."""

    plan: Plan
    seen: Seen
    reply: Reply
    journal: Journal
    pace: Pace

    async def run(self, script: Script, scheduler: Scheduler) -> None:
        """Wait, read, answer."""
        arrived = perf_counter_ns()
        plan = self.plan
        answer = script(self.seen.json) if self.seen.json["messages"] else None
        if answer is not None and isinstance(answer.fault, faults.Status):
            fault = answer.fault
            raise Refused(fault.status, fault.body, fault.headers)
        try:
            async with scheduler.runner(plan.llm.name, (plan.num_ctx, plan.shift)) as runner:
                loaded = perf_counter_ns()
                if answer is None:
                    await self._only_loaded()
                    return
                async with runner.slot(plan.prompt) as (slot, cached):
                    self._note_turn(cached)
                    await self._answer(answer, slot, arrived, loaded - arrived)
        except QueueFull:
            text = "server busy, please try again.  maximum pending requests exceeded"
            raise Refused(503, {"error": text}) from None

    async def _only_loaded(self) -> None:
        """An empty chat loads or unloads; the process itself is kept here in both cases."""
        reason = "unload" if self.seen.json.get("keep_alive") == 0 else "load"
        await self.reply.frame(self._frame({"content": ""}) | {"done": True, "done_reason": reason})
        await self.reply.end()
        self.seen.outcome = Outcome.COMPLETE

    def _note_turn(self, cached: int) -> None:
        self.seen.slot_taken_s = self.journal.now_s()
        self.seen.prompt_tokens = self.plan.prompt_tokens
        self.seen.cached_tokens = cached
        self.journal.changed()

    async def _answer(self, answer: Answer, slot: Slot, arrived: int, load_ns: int) -> None:
        plan, seen = self.plan, self.seen
        if plan.prompt_tokens >= plan.num_ctx:
            raise Refused(400, {"error": _too_long(plan)})
        began = perf_counter_ns()
        slot.text = plan.prompt[: slot.common(plan.prompt)]
        await asyncio.sleep(
            (plan.prompt_tokens - seen.cached_tokens) / self.pace.prompt_tokens_per_s
        )
        slot.text = plan.prompt
        read = perf_counter_ns()
        if answer.first_token_s:
            await asyncio.sleep(answer.first_token_s)
        frames = self._frames_for(answer)
        sent = frames[: plan.max_tokens]
        if not await self._send(answer, sent, slot):
            return
        done = perf_counter_ns()
        reason = answer.done_reason or ("length" if len(sent) < len(frames) else "stop")
        final = {
            "done": True,
            "done_reason": reason,
            "total_duration": done - arrived,
            "load_duration": load_ns,
            "prompt_eval_count": plan.prompt_tokens,
            "prompt_eval_duration": read - began,
            "eval_count": len(sent),
            "eval_duration": done - read if sent else 0,
        }
        message = {"content": answer.final_text}
        await self.reply.frame(
            self._frame(message) | {key: value for key, value in final.items() if value != 0}
        )
        self._note_first_frame()
        await self.reply.end()
        seen.outcome = Outcome.CUT if reason == "length" else Outcome.COMPLETE

    def _frames_for(self, answer: Answer) -> tuple[dict[str, str], ...]:
        """Without thinking where it is switched off; left out means on (OLLAMA.md §1.3)."""
        frames = answer.frames()
        if self.seen.json.get("think") is False:
            frames = tuple(frame for frame in frames if "thinking" not in frame)
        return frames

    async def _send(self, answer: Answer, frames: tuple[dict[str, str], ...], slot: Slot) -> bool:
        """Send the tokens; false if a fault has ended the answer."""
        fault = answer.fault
        breaks_at = None
        if fault is not None and not isinstance(fault, faults.Status | faults.Remote):
            breaks_at = min(fault.after, len(frames))
        began = perf_counter()
        for index, message in enumerate((*frames, None)):
            if answer.gate is not None and index >= answer.gate_after:
                await answer.gate.wait()
            if index == breaks_at:
                await self._break(fault)
                return False
            if message is None:
                break
            due = began + (index + 1) / self.pace.tokens_per_s
            # Even without a delay others get their turn, as they would between real tokens.
            await asyncio.sleep(max(0.0, due - perf_counter()))
            frame = self._frame(message)
            if isinstance(fault, faults.Remote) and index >= fault.after:
                frame |= {"remote_host": fault.host, "remote_model": self.plan.llm.name}
            await self.reply.frame(frame)
            slot.text += message["content"]
            self.seen.tokens_sent += 1
            self._note_first_frame()
        return True

    async def _break(self, fault: faults.Fault | None) -> None:
        self.seen.outcome = Outcome.FAILED
        match fault:
            case faults.ErrorLine(error=error) if not self.reply.has_begun:
                raise Refused(500, {"error": error})
            case faults.ErrorLine(error=error):
                await self.reply.frame({"error": error})
                await self.reply.end()
            case faults.CloseWithoutDone():
                await self.reply.end()
            case faults.Reset():
                self.reply.reset()
            case faults.RawBody(data=data, content_type=content_type):
                for piece in (data,) if isinstance(data, bytes) else data:
                    await self.reply.raw(piece, content_type)
                    # A pause, so that the pieces leave as they are.
                    await asyncio.sleep(0)
                await self.reply.end()
            case faults.Hang():
                self.seen.outcome = Outcome.OPEN
                self.journal.changed()
                await asyncio.Event().wait()
            case _:  # Drop: the connection is closed without more ado
                pass

    def _note_first_frame(self) -> None:
        if self.seen.first_frame_s is None:
            self.seen.first_frame_s = self.journal.now_s()
        self.journal.changed()

    def _frame(self, message: dict[str, str]) -> dict[str, Any]:
        return {
            "model": self.seen.json["model"],
            "created_at": datetime.now(UTC).isoformat().replace("+00:00", "Z"),
            "message": {"role": "assistant", **message},
            "done": False,
        }


def _too_long(plan: Plan) -> str:
    """llama-server's error, which the Ollama server passes on as a string."""
    text = (
        f"request ({plan.prompt_tokens} tokens) exceeds the available context size "
        f"({plan.num_ctx} tokens), try increasing it"
    )
    error = {
        "code": 400,
        "message": text,
        "type": "exceed_context_size_error",
        "n_prompt_tokens": plan.prompt_tokens,
        "n_ctx": plan.num_ctx,
    }
    return json.dumps({"error": error})
