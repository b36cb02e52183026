"""What is checked and settled before a run: models, windows, lengths."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version

from engine.backends.protocol import Backend
from engine.pace import measured_tokens_per_s, words_share
from engine.resources import shipped_prompts
from engine.seating import seat_roles
from engine.statements import STATEMENT_CUTTER_VERSION
from engine.stores.report_card_store import ReportCardStore
from engine.stores.rule_store import RuleStore
from engine.stores.run_store import new_run_id
from models.brief import Brief
from models.call import Call
from models.events import RunStarted
from models.rules import StandingRules
from models.settings import SYNTHESIZER_ROLE, LlmSeat, Settings, Versions
from models.team import Team

DEMO_SOURCE = "Demo — scripted answers, no LLM"


@dataclass(frozen=True, slots=True)
class RunRequest:
    """What the user asks for.

    Attributes:
        brief: the task.
        team: who works on it.
        settings: how.
    """

    brief: Brief
    team: Team
    settings: Settings


def application_version() -> str:
    """The version of this application; "unknown" where it was not installed."""
    try:
        return version("parallel-workers")
    except PackageNotFoundError:
        return "unknown"


async def prepare(
    backend: Backend,
    request: RunRequest,
    now: datetime,
    earlier: Sequence[Call] = (),
    rules: RuleStore | None = None,
    cards: ReportCardStore | None = None,
) -> RunStarted:
    """Settle all that a run depends on; nothing of the brief is sent yet.

    Args:
        backend: who will answer.
        request: what the user asks for.
        now: wall-clock time with its zone.
        earlier: calls of earlier runs, for the speed measured in them.
        rules: what the user decided in earlier runs for later ones; nothing if ``None``.
        cards: what the user's tests of LLMs gave; nothing is known if ``None``.

    Raises:
        StoreError: if the rules of the team cannot be read.
        BackendError: if the server does not answer, or an LLM is missing or not to be used.
    """
    standing = rules.of(request.team.team_id) if rules else StandingRules()
    server = await backend.version()
    team, settings = request.team, request.settings
    seats = await seat_roles(backend, request.brief, team, settings.llm)
    remarks = []
    speed = measured_tokens_per_s(earlier, seats[0].llm)
    share = words_share(speed)
    if speed is not None and share < 1:
        seats = tuple(_shortened(seat, share) for seat in seats)
        remarks.append(
            f"{seats[0].llm} wrote about {speed:.0f} tokens a second in earlier runs here, so "
            f"answers are asked for at {share:.0%} of their usual length, and contradictions are "
            "looked for in quick mode."
        )
    return RunStarted(
        run_id=new_run_id(now),
        started_at=now,
        source=DEMO_SOURCE if backend.is_demo else f"Ollama {server} at {backend.host}",
        is_demo=backend.is_demo,
        brief=request.brief,
        team=team,
        settings=settings,
        seats=seats,
        house_rules=standing.house_rules,
        dismissals=standing.dismissals,
        report_card=cards.load(seats[-1].digest).card if cards else None,
        prompts=shipped_prompts(),
        remarks=tuple(remarks),
        versions=Versions(
            application=application_version(),
            statement_cutter=STATEMENT_CUTTER_VERSION,
            server=server,
        ),
    )


def _shortened(seat: LlmSeat, share: float) -> LlmSeat:
    if seat.role == SYNTHESIZER_ROLE:
        return seat
    return seat.model_copy(update={"words": max(50, round(seat.words * share))})
