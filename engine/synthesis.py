"""What is made of the workers' texts: loaded when the first of them is there."""

from engine.context import RunContext
from engine.phases.compare import Compared, compare
from engine.phases.decide import decide
from engine.phases.plan import write_plan
from models.contradiction import Contradiction
from models.contribution import Contribution
from models.events import RunFailed
from models.failure import Failure, FailureKind

__all__ = ["compare", "conclude"]


async def conclude(
    context: RunContext,
    contributions: tuple[Contribution, ...],
    compared: Compared | None,
    earlier: tuple[Contradiction, ...] = (),
) -> None:
    """Decide and plan by what comparing gave.

    Args:
        context: the run.
        contributions: all of them, whatever became of them.
        compared: ``None`` if there is no evidence, and so nothing to plan with.
        earlier: contradictions of an earlier plan, which keep their numbers.
    """
    if compared is None:
        context.emit(RunFailed(failure=_nobody_answered(contributions)))
        return
    contradictions = decide(context, compared, earlier)
    await write_plan(
        context,
        contributions,
        compared.numbered,
        contradictions,
        mode=compared.comparison.mode,
    )


def _nobody_answered(contributions: tuple[Contribution, ...]) -> Failure:
    first = next((one.failure for one in contributions if one.failure), None)
    return Failure(
        kind=first.kind if first else FailureKind.EMPTY_ANSWER,
        message=f"None of the {len(contributions)} specialists gave an answer to plan with."
        + (f" The first reason: {first.message}" if first else ""),
        remedy=first.remedy if first else "Run again and let at least one specialist finish.",
        detail=first.detail if first else "",
    )
