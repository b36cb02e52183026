"""What only who watches a run knows: how long each worker has been as it is, and how fast."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from models.contribution import Contribution
from models.run import Run
from ui.workers.status import Elapsed, Situation, situation_of

_WINDOW_S = 5.0
"""The pace is that of the last few seconds."""

_LEAST_S = 1.0
"""A pace over less than this says nothing."""

_USUAL_CHARACTERS = 4.0
"""In a token, as long as no worker of the run has ended and told how many there really are."""


@dataclass(slots=True)
class _Watched:
    """What was seen of one worker."""

    version: int
    situation: Situation
    since_s: float | None
    arrived: deque[tuple[float, int]] = field(default_factory=deque)


class RunTimes:
    """Watches one run. Its record moves only when something happens; time does not stop between."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Nothing has been seen."""
        self._clock = clock
        self._run: Run | None = None
        self._is_live = False
        self._seen_at = 0.0
        self._workers: dict[str, _Watched] = {}

    def watch(self, run: Run, *, is_live: bool) -> None:
        """Take in the newest state."""
        is_another = self._run is None or self._run.id != run.id
        if is_another:
            self._workers.clear()
        if self._run is None or is_another or run.last_s != self._run.last_s:
            self._seen_at = self._clock()
        self._run, self._is_live = run, is_live
        for one in run.contributions:
            self._watch_worker(one, run.last_s)

    def elapsed(self, slot: str) -> Elapsed:
        """What is known about a worker right now."""
        watched = self._workers.get(slot)
        if watched is None or not self._is_live:
            return Elapsed()
        since_s = watched.since_s
        span_s = None if since_s is None else max(0.0, self._now_s - since_s)
        return Elapsed(span_s, self._tokens_per_s(watched))

    @property
    def _now_s(self) -> float:
        return self._run.last_s + self._clock() - self._seen_at if self._run else 0.0

    def _watch_worker(self, one: Contribution, now_s: float) -> None:
        situation = situation_of(one, is_live=self._is_live)
        watched = self._workers.get(one.slot)
        if watched is None or (watched.version, watched.situation) != (one.version, situation):
            since_s: float | None = now_s
            if watched is None:
                # Nobody saw it begin; only that a version waits since its start is known.
                since_s = one.since_s if situation.is_waiting else None
            watched = self._workers[one.slot] = _Watched(one.version, situation, since_s)
        if situation in (Situation.THINKING, Situation.WRITING):
            watched.arrived.append((now_s, len(one.text) + len(one.thinking)))
            while now_s - watched.arrived[0][0] > _WINDOW_S and len(watched.arrived) > 2:
                watched.arrived.popleft()

    def _tokens_per_s(self, watched: _Watched) -> float | None:
        if len(watched.arrived) < 2:
            return None
        (start_s, before), (_, after) = watched.arrived[0], watched.arrived[-1]
        span_s = self._now_s - start_s
        if span_s < _LEAST_S or after == before:
            return None
        return (after - before) / span_s / self._characters_per_token()

    def _characters_per_token(self) -> float:
        counted = [one for one in self._run.contributions if one.tokens.answer] if self._run else []
        tokens = sum(one.tokens.answer for one in counted)
        characters = sum(len(one.text) + len(one.thinking) for one in counted)
        return characters / tokens if tokens and characters else _USUAL_CHARACTERS
