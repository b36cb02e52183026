"""The workers of a session: who can be stopped, and who can be asked again."""

import asyncio
from collections.abc import Callable, Coroutine

from models.contribution import Contribution

Work = Callable[[str, int], Coroutine[None, None, None]]
"""Lets the worker in a slot write a version of its text."""

Taker = Callable[[Contribution], None]
"""Takes a text that the user has changed."""


class Crew:
    """Workers of one task group; made by ``Workforce.crew``."""

    def __init__(
        self,
        group: asyncio.TaskGroup,
        work: Work,
        on_started: Callable[[str, asyncio.Task[None]], None],
        on_ended: Callable[[], None],
        take: Taker | None,
    ) -> None:
        """Nobody works yet."""
        self.take = take
        self._group = group
        self._work = work
        self._on_started = on_started
        self._on_ended = on_ended
        self._busy = 0

    def start(self, slot: str, version: int) -> None:
        """Let the worker in ``slot`` write ``version``."""
        self._on_started(slot, self.join(self._work(slot, version), f"{slot} {version}"))

    def join(self, work: Coroutine[None, None, None], name: str) -> asyncio.Task[None]:
        """Let other work go on beside the workers; the crew lasts until it has ended too."""
        task = self._group.create_task(work, name=name)
        self._busy += 1
        task.add_done_callback(lambda _: self._ended())
        return task

    def _ended(self) -> None:
        self._busy -= 1
        if not self._busy:
            self._on_ended()


class Workforce:
    """Stops one worker and leaves the others alone; lets one write again while the session lasts.

    Args:
        versions: the newest version of each slot's text.
    """

    def __init__(self, versions: dict[str, int]) -> None:
        """Nobody works yet."""
        self._versions = dict(versions)
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._stopped: set[str] = set()
        self._crews: list[Crew] = []

    def stop(self, slot: str) -> bool:
        """Stop the worker in ``slot``; says whether it was at work."""
        task = self._tasks.get(slot)
        if task is None:
            return False
        self._stopped.add(slot)
        # Not at once: a task cancelled before its first step could not say that it was stopped.
        asyncio.get_running_loop().call_soon(task.cancel)
        return True

    def was_stopped(self, slot: str) -> bool:
        """Whether ``stop`` ended the worker's last work, rather than a stop of the whole run."""
        return slot in self._stopped

    def crew(self, group: asyncio.TaskGroup, work: Work, take: Taker | None = None) -> Crew:
        """Workers of a task group; until all of them have ended, re-runs and changes join them."""
        crew = Crew(group, work, self._begin, lambda: self._crews.remove(crew), take)
        self._crews.append(crew)
        return crew

    def rerun(self, slot: str) -> bool:
        """Let the worker in ``slot`` write again; says whether that could be started."""
        if slot in self._tasks or slot not in self._versions or not self._crews:
            return False
        self._crews[-1].start(slot, self._versions[slot] + 1)
        self._versions[slot] += 1
        return True

    def is_at_work(self, slot: str) -> bool:
        """Whether the worker in ``slot`` writes, or is about to."""
        return slot in self._tasks

    def hand_over(self, contribution: Contribution) -> None:
        """Give a text that the user has changed to the crews that can still use it."""
        self._versions[contribution.slot] = contribution.version
        for crew in self._crews:
            if crew.take is not None:
                crew.take(contribution)

    def _begin(self, slot: str, task: asyncio.Task[None]) -> None:
        self._tasks[slot] = task
        self._stopped.discard(slot)
        task.add_done_callback(lambda _: self._tasks.pop(slot, None))
