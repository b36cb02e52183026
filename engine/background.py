"""Tasks in the background: waiting for them, and what went wrong in them."""

import asyncio


async def until_done(*tasks: asyncio.Task[None]) -> None:
    """Wait for tasks even if the wait is cancelled meanwhile; that comes out afterwards."""
    cancelled: asyncio.CancelledError | None = None
    while pending := [task for task in tasks if not task.done()]:
        try:
            await asyncio.wait(pending)
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is not None:
        raise cancelled


def raise_first_problem(*tasks: asyncio.Task[None]) -> None:
    """Raise what went wrong in the background; a stop is nothing wrong."""
    for task in tasks:
        if not task.cancelled() and (problem := task.exception()) is not None:
            raise problem
