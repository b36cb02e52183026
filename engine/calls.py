"""One way to call an LLM, for all phases: through the gate, within the window, on the record."""

import asyncio
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass, field, replace

from engine.backends.protocol import Backend, ChatRequest, FinalFrame
from engine.errors import BackendError, BadAnswer, ConnectionLost, EmptyAnswer, HostUnreachable
from engine.gate import Admission, Gate, Priority
from engine.windows import estimate_prompt_tokens, fitting_answer_tokens, window_notice
from models.call import Call, CallMetrics, CallOutcome
from models.contribution import Timings, Tokens
from models.events import CallFinished, NoticeGiven, RunEvent

_MAX_CHARS_PER_TOKEN = 200
"""No token is that long: a server that goes on beyond it does not keep to ``num_predict``."""

Emit = Callable[[RunEvent], None]


def _ignore(_: str) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True)
class Listener:
    """What a caller wants to hear while a call runs.

    Attributes:
        on_held_back: our gate has no free place.
        on_sent: the request is on its way.
        on_thinking: a piece of thinking arrived.
        on_text: a piece of the answer arrived.
    """

    on_held_back: Callable[[], None] = lambda: None
    on_sent: Callable[[], None] = lambda: None
    on_thinking: Callable[[str], None] = _ignore
    on_text: Callable[[str], None] = _ignore


@dataclass(slots=True)
class Progress:
    """What has arrived of one call; it outlives a failure, so that nothing is lost.

    All times are seconds since the run started; ``None`` until it happens.
    """

    asked_s: float
    let_in_s: float | None = None
    sent_s: float | None = None
    first_s: float | None = None
    first_text_s: float | None = None
    ended_s: float | None = None
    texts: list[str] = field(default_factory=list)
    has_thought: bool = False
    final: FinalFrame | None = None

    @property
    def text(self) -> str:
        """The answer so far."""
        return "".join(self.texts)

    @property
    def held_back_s(self) -> float:
        """How long our gate held the call back."""
        let_in_s = self.let_in_s if self.let_in_s is not None else self.ended_s
        return max(0.0, (let_in_s or self.asked_s) - self.asked_s)

    def timings(self) -> Timings:
        """Where the time went: exact if the final frame came, else as seen from here."""
        end = self.ended_s or self.asked_s
        first = self.first_s if self.first_s is not None else end
        first_text = self.first_text_s if self.first_text_s is not None else end
        if not self.has_thought:
            first_text = first
        seen_s = max(end - first, 0.0)
        thought_share = (first_text - first) / seen_s if seen_s else 0.0
        if self.final is None:
            return Timings(
                queued=max(0.0, first - self.asked_s),
                thinking=max(0.0, first_text - first),
                writing=max(0.0, end - first_text),
            )
        metrics = self.final.metrics
        return Timings(
            queued=self.held_back_s + metrics.slot_wait_s,
            loading=metrics.load_s,
            reading=metrics.prompt_s,
            thinking=metrics.answer_s * thought_share,
            writing=metrics.answer_s * (1 - thought_share),
        )

    def tokens(self) -> Tokens:
        """Tokens as the server counted them; zero without a final frame."""
        metrics = self.final.metrics if self.final else CallMetrics()
        return Tokens(prompt=metrics.prompt_tokens, answer=metrics.answer_tokens)


class Caller:
    """Makes calls and leaves a record of each.

    Args:
        backend: who answers.
        gate: how many calls may be under way.
        emit: where events go.
        seconds: seconds since the run started.
        digests: digest of each LLM's weights, for the record.
    """

    def __init__(
        self,
        backend: Backend,
        gate: Gate,
        emit: Emit,
        seconds: Callable[[], float],
        digests: dict[str, str],
    ) -> None:
        """Make calls to ``backend``."""
        self._backend = backend
        self._gate = gate
        self._emit = emit
        self._seconds = seconds
        self._digests = dict(digests)

    def note_digest(self, llm: str, digest: str) -> None:
        """Note the digest of one more LLM, for the record."""
        self._digests[llm] = digest

    def fits(self, request: ChatRequest) -> bool:
        """Whether prompt and full answer fit the window."""
        estimated = estimate_prompt_tokens(request.messages)
        try:
            return (
                fitting_answer_tokens(estimated, request.num_predict, request.num_ctx)
                == request.num_predict
            )
        except BackendError:
            return False

    async def ask(
        self, request: ChatRequest, priority: Priority, listener: Listener | None = None
    ) -> Progress:
        """Make one call; see ``ask_into``."""
        progress = Progress(asked_s=self._seconds())
        await self.ask_into(progress, request, priority, listener or Listener())
        return progress

    async def ask_into(
        self, progress: Progress, request: ChatRequest, priority: Priority, listener: Listener
    ) -> None:
        """Make one call and collect what arrives in ``progress``, also before a failure.

        A fault of the connection before the first word is tried once more: nothing had been
        answered yet. An answer that went wrong is never asked for again blindly.

        Raises:
            BackendError: as ``Backend.stream_chat``; PromptTooLong before anything is sent;
                EmptyAnswer.
        """
        estimated = estimate_prompt_tokens(request.messages)
        num_predict = fitting_answer_tokens(estimated, request.num_predict, request.num_ctx)
        fitting = replace(request, num_predict=num_predict)
        try:
            async with self._gate.admit(priority, listener.on_held_back) as admission:
                progress.let_in_s = self._seconds()
                await self._stream_or_again(progress, fitting, estimated, listener, admission)
        finally:
            progress.ended_s = self._seconds()
        if not progress.text.strip():
            raise EmptyAnswer(
                f"{request.llm} sent an answer without any text.",
                "Re-run it, or use another model.",
            )

    async def _stream_or_again(
        self,
        progress: Progress,
        request: ChatRequest,
        estimated: int,
        listener: Listener,
        admission: Admission,
    ) -> None:
        try:
            await self._stream(progress, request, estimated, listener, admission)
        except (ConnectionLost, HostUnreachable):
            if progress.first_s is not None:
                raise
            attempt = request.purpose.attempt + 1
            purpose = request.purpose.model_copy(update={"attempt": attempt})
            again = replace(request, purpose=purpose)
            await self._stream(progress, again, estimated, listener, admission)

    async def _stream(
        self,
        progress: Progress,
        request: ChatRequest,
        estimated: int,
        listener: Listener,
        admission: Admission,
    ) -> None:
        outcome, received_chars = CallOutcome.FAILED, 0
        progress.sent_s = self._seconds()
        listener.on_sent()
        try:
            async with aclosing(self._backend.stream_chat(request)) as chunks:
                async for chunk in chunks:
                    admission.heard()
                    if chunk.thinking or chunk.text:
                        self._note_arrival(progress, has_text=bool(chunk.text))
                    if chunk.thinking:
                        progress.has_thought = True
                        listener.on_thinking(chunk.thinking)
                    received_chars += len(chunk.text) + len(chunk.thinking)
                    if received_chars > request.num_predict * _MAX_CHARS_PER_TOKEN:
                        raise BadAnswer(
                            f"{request.llm} wrote far more than its limit of "
                            f"{request.num_predict:,} tokens, so it was stopped.",
                            "Re-run it, or use another model.",
                        )
                    if chunk.text:
                        progress.texts.append(chunk.text)
                        listener.on_text(chunk.text)
                    if chunk.final is not None:
                        progress.final = chunk.final
            outcome = (
                CallOutcome.CUT
                if progress.final and progress.final.is_cut
                else CallOutcome.COMPLETE
            )
        except asyncio.CancelledError:
            outcome = CallOutcome.STOPPED
            raise
        finally:
            progress.ended_s = self._seconds()
            self._record(progress, request, estimated, outcome)

    def _note_arrival(self, progress: Progress, *, has_text: bool) -> None:
        if progress.first_s is None:
            progress.first_s = self._seconds()
        if has_text and progress.first_text_s is None:
            progress.first_text_s = self._seconds()

    def _record(
        self, progress: Progress, request: ChatRequest, estimated: int, outcome: CallOutcome
    ) -> None:
        final = progress.final
        metrics = final.metrics if final else CallMetrics()
        call = Call(
            purpose=request.purpose,
            llm=request.llm,
            digest=self._digests.get(request.llm, ""),
            host=self._backend.host,
            outcome=outcome,
            metrics=metrics,
            held_back_s=progress.held_back_s,
            started_s=progress.sent_s or 0,
            ended_s=progress.ended_s or 0,
            estimated_prompt_tokens=estimated,
            num_ctx=request.num_ctx,
            num_predict=request.num_predict,
            sent_bytes=final.sent_bytes if final else 0,
            received_bytes=final.received_bytes if final else 0,
        )
        self._emit(CallFinished(call=call))
        if notice := window_notice(request.llm, estimated, metrics, request.num_ctx):
            self._emit(NoticeGiven(text=notice))
