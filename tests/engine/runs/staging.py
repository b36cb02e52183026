"""Whole runs through the real session, store and HTTP, against a scripted server."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from engine.backends.ollama import OllamaBackend
from engine.preparation import RunRequest, prepare
from engine.session import Job, RunSession, open_session, resume_session
from engine.stores.report_card_store import ReportCardStore
from engine.stores.rule_store import RuleStore
from engine.stores.run_store import RunStore
from models.brief import Brief
from models.comparison import CompareMode
from models.run import Run
from models.settings import Settings
from models.team import SectionSpec, Specialist, Synthesizer, Team, TeamTopic, Topic
from tests.builders import BRIEF
from tests.scripted_ollama import ScriptedOllama

NOW = datetime(2026, 11, 24, 10, 41, tzinfo=UTC)

MESSAGES = "Messaging Specialist"
CHANNELS = "Channel Strategist"
DATES = "Timeline Planner"

TEXTS = {
    MESSAGES: (
        "## Launch day\n\nThe launch e-mail goes live on 11 May 2027 at nine in the morning.\n\n"
        "## What I assume about the other specialists\n\n- Somebody writes the store listing.\n"
    ),
    CHANNELS: (
        "## Motion\n\nThe motion is product-led: nobody calls an account before it pays.\n\n"
        "| Channel | EUR |\n| :-- | --: |\n| Creators | 16,000 |\n| Search | 12,000 |\n"
    ),
    DATES: (
        "## Launch\n\n1. **Pilot.** Every account gets a demo call before its first invoice.\n"
        "2. **Launch.** The public launch is on 25 May 2027.\n"
    ),
}

TEAM = Team(
    team_id="launch",
    name="Launch team",
    topics=(
        TeamTopic(id="claims", group=Topic.WHO, meaning="what is promised"),
        TeamTopic(id="motion", group=Topic.HOW, meaning="how customers come"),
        TeamTopic(id="dates", group=Topic.WHEN, meaning="what happens when"),
    ),
    specialists=(
        Specialist(name=MESSAGES, topics=("claims",), prompt="Write the messages.", words=200),
        Specialist(name=CHANNELS, topics=("motion",), prompt="Plan the channels.", words=200),
        Specialist(name=DATES, topics=("dates",), prompt="Plan the dates.", words=200),
    ),
    synthesizer=Synthesizer(prompt="Write plainly.", words_per_section=100),
    sections=(
        SectionSpec(id="message", title="Message", topics=("claims",)),
        SectionSpec(id="channels", title="Channels", topics=("motion",)),
        SectionSpec(id="timeline", title="Timeline", topics=("dates",)),
    ),
)


QUICK = Settings(mode=CompareMode.QUICK)
"""Most rules do not depend on the finder, and one call is the easiest to script."""


@asynccontextmanager
async def a_session(
    server: ScriptedOllama,
    folder: Path,
    *,
    team: Team = TEAM,
    brief: Brief = BRIEF,
    settings: Settings | None = None,
    cards: ReportCardStore | None = None,
) -> AsyncIterator[RunSession]:
    """A run under way."""
    backend = OllamaBackend(server.url)
    try:
        request = RunRequest(brief, team, settings or QUICK)
        rules = RuleStore(folder / "rules")
        started = await prepare(backend, request, NOW, rules=rules, cards=cards)
        async with open_session(RunStore(folder), backend, started, rules=rules) as session:
            yield session
    finally:
        await backend.close()


async def a_finished_run(
    server: ScriptedOllama,
    folder: Path,
    *,
    team: Team = TEAM,
    brief: Brief = BRIEF,
    settings: Settings | None = None,
    cards: ReportCardStore | None = None,
) -> Run:
    """A run from start to end; what is on disk is what it returns."""
    async with a_session(
        server, folder, team=team, brief=brief, settings=settings, cards=cards
    ) as session:
        async for _ in session:
            pass
    stored = RunStore(folder).load(session.run.id)
    assert stored.run == session.run
    assert stored.problem == ""
    return session.run


async def resumed(server: ScriptedOllama, folder: Path, run_id: str, job: Job) -> Run:
    """A stored run after something more was done on it."""
    backend = OllamaBackend(server.url)
    store = RunStore(folder)
    later = NOW + timedelta(minutes=17)
    try:
        async with resume_session(store, backend, run_id, job, later) as session:
            async for _ in session:
                pass
    finally:
        await backend.close()
    assert store.load(run_id).run == session.run
    return session.run
