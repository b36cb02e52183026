"""Pictures of every screen: ``python -m tests.screenshots [FOLDER [NAME…]]``.

Each screen is shown in both themes and at three sizes. Runs are prefixes of the sample run's
journal, so what is pictured is what a user sees, at that moment.
"""

import asyncio
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.backends.demo import DemoBackend, DemoScript, Pace
from engine.preparation import RunRequest, prepare
from engine.resources import RESOURCES
from engine.session import open_session
from engine.stores.run_store import RunStore
from engine.stores.team_store import TeamStore
from models.contribution import Origin, Timings, Tokens
from models.events import (
    ContributionVersioned,
    RunEvent,
    SpecialistFailed,
    SpecialistFinished,
    TextAdded,
)
from models.failure import Failure, FailureKind
from models.llm import LlmInfo, ServerState, ServerStatus
from models.run import Run, replay
from models.settings import Settings
from models.summary import RunSummary
from tests.builders import a_heavy_run, a_run_with
from tests.ui.dock import verified
from ui.controllers.rules_controller import decision_of
from ui.main_window.export_dialog import ExportDialog
from ui.main_window.house_rules import HouseRulesDialog
from ui.main_window.top_bar import CONTRADICTIONS, PLAN, WORKERS
from ui.main_window.window import MainWindow
from ui.ready.draft import Draft
from ui.report_card.state import CardState
from ui.theme.style import Look
from ui.theme.theme import Scheme, Theme

SIZES = ((1440, 900), (1280, 800), (900, 600))
SCHEMES = (Scheme.LIGHT, Scheme.DARK)
NOW = datetime(2026, 11, 24, 10, 41, tzinfo=UTC)
HOST = "http://127.0.0.1:11434"
FAILED_SLOT = "metrics-designer"
RERUN_SLOT = "timeline-planner"

Scene = Callable[[MainWindow], None]


async def sample_events(folder: Path) -> list[RunEvent]:
    """All events of the sample run."""
    script = DemoScript.load(RESOURCES / "demo")
    team = TeamStore([RESOURCES / "teams"]).load("product-launch")
    backend = DemoBackend(script, Pace.instant())
    started = await prepare(backend, RunRequest(script.brief, team, Settings()), NOW)
    async with open_session(RunStore(folder), backend, started) as session:
        return [event async for event in session]


def while_writing(events: list[RunEvent]) -> Run:
    """Two workers have ended, two are writing."""
    run = replay(events[:1])
    halves = {"messaging-specialist": 1.0, "channel-strategist": 1.0, RERUN_SLOT: 0.5}
    whole = replay(events)
    for one in whole.contributions:
        share = halves.get(one.slot, 0.3)
        text = one.text[: int(len(one.text) * share)]
        run = run.after(TextAdded(slot=one.slot, text=text, at_s=12))
        if share == 1:
            run = run.after(
                SpecialistFinished(
                    slot=one.slot, timings_s=one.timings_s, tokens=one.tokens, at_s=20
                )
            )
    return run


def with_failure(events: list[RunEvent]) -> Run:
    """A worker has failed in the middle of a sentence."""
    failure = Failure(
        kind=FailureKind.CONNECTION_LOST,
        message="The connection to Ollama broke.",
        remedy="Check that Ollama is still running, then re-run this worker.",
    )
    run = while_writing(events)
    return run.after(SpecialistFailed(slot=FAILED_SLOT, failure=failure, at_s=21))


def with_rerun(events: list[RunEvent]) -> Run:
    """A worker was asked again after the plan."""
    run = replay(events)
    text = run.contribution(RERUN_SLOT).text.replace("21 September", "28 September")
    at_s = 900.0
    for event in (
        ContributionVersioned(slot=RERUN_SLOT, version=2, origin=Origin.LLM, at_s=at_s),
        TextAdded(slot=RERUN_SLOT, text=text, at_s=at_s + 5),
        SpecialistFinished(
            slot=RERUN_SLOT, timings_s=Timings(writing=18), tokens=Tokens(answer=900), at_s=at_s
        ),
    ):
        run = run.after(event)
    return run


def scenes(events: list[RunEvent]) -> Iterator[tuple[str, Scene]]:
    """Every screen with its name."""
    whole, writing = replay(events), while_writing(events)
    broken, stale = with_failure(events), with_rerun(events)
    ready = ServerStatus(
        ServerState.READY,
        HOST,
        "0.33.0",
        (LlmInfo("qwen3:8b", size_bytes=5_200_000_000, parameter_size="8.2B"),),
        frozenset({"qwen3:8b"}),
        "qwen3:8b",
    )
    away = ServerStatus(
        ServerState.UNREACHABLE, HOST, message=f"Nobody answers at {HOST}.", remedy="Start Ollama."
    )
    bare = ServerStatus(ServerState.NO_LLM, HOST, "0.33.0", message="Ollama has no local model.")
    draft = Draft(text=whole.brief.text)

    def first_run(status: ServerStatus, *, is_installed: bool) -> Scene:
        def show(window: MainWindow) -> None:
            window.first_run_page.show_status(status, is_installed)
            window.show_page(window.first_run_page)

        return show

    def ready_page(window: MainWindow) -> None:
        window.ready_page.show_teams((whole.team,))
        window.ready_page.show_server(ready)
        window.ready_page.show_draft(draft)
        window.ready_page.show_proposed_facts(whole.brief.facts[:3])
        window.ready_page.show_report_card(CardState("qwen3:8b", verified.CARD))
        window.ready_page.show_outlook("Here pair by pair. 4 workers make 6 pairs.")
        window.show_page(window.ready_page)

    def showing(run: Run, view: str = WORKERS, number: int | None = None, **flags: bool) -> Scene:
        def show(window: MainWindow) -> None:
            window.sidebar.show_runs((RunSummary.of(run),), NOW)
            window.sidebar.select(run.id)
            window.show_run(run, is_working=flags.get("is_working", False))
            window.run_page.grid.finish_drawing()
            window.run_page.desk.set_decide(decision_of)
            window.run_page.show_view(view)
            window.run_page.select_contradiction(number)

        return show

    yield "01-not-installed", first_run(away, is_installed=False)
    yield "02-not-running", first_run(away, is_installed=True)
    yield "03-no-model", first_run(bare, is_installed=True)
    yield "04-ready", ready_page
    yield "05-running", showing(writing, is_working=True)
    yield "06-reconciled", showing(whole)
    yield "07-selected", showing(whole, number=1)
    yield "08-contradictions", showing(whole, CONTRADICTIONS, 1)
    yield "09-plan", showing(whole, PLAN)
    yield "10-failed", showing(broken)
    yield "11-partial", showing(a_run_with("failed"))
    yield "12-stopped", showing(a_run_with("stopped"))
    yield "13-out-of-date", showing(stale)
    yield "14-interrupted", showing(writing)
    yield "15-eight-workers", showing(a_heavy_run())
    yield from scenes_of_findings(showing)


def scenes_of_findings(showing: Callable[..., Scene]) -> Iterator[tuple[str, Scene]]:
    """What finding shows, rulings, and whether the parts fit."""

    def then(scene: Scene, do: Scene) -> Scene:
        def show(window: MainWindow) -> None:
            scene(window)
            do(window)

        return show

    def choosing(option: str) -> Scene:
        return lambda window: window.run_page.decide(option)

    def alignment(window: MainWindow) -> None:
        window.run_page.show_alignment()

    def compatible(window: MainWindow) -> None:
        window.run_page.show_compatible()

    whole = verified.verified(skips=True)
    alone = showing(whole, CONTRADICTIONS, 2)
    yield "20-finding", showing(verified.finding(), is_working=True)
    yield "21-checking", showing(verified.checking(), is_working=True)
    yield "22-verified", showing(whole, number=1)
    yield "23-ruling-in-dock", then(showing(whole, number=1), choosing("keep_1"))
    yield "24-ruling-alone", then(alone, choosing("keep_0"))
    yield "25-own-words", then(showing(whole, CONTRADICTIONS, 1), choosing("own_words"))
    yield "26-worth-a-look", showing(whole, CONTRADICTIONS, 3)
    yield "27-ruled", showing(verified.ruled(), number=1)
    yield "28-updating", showing(verified.updating(), is_working=True)
    yield "29-alignment", then(alone, alignment)
    yield "30-compatible", then(alone, compatible)
    yield "31-plan-woven", showing(whole, PLAN)
    yield "32-plan-breaks", showing(verified.with_unnumbered_violations(), PLAN)


def settle() -> None:
    """Let layouts that depend on each other come to rest, also on a busy machine."""
    for _round in range(5):
        QTest.qWait(20)


def take(folder: Path, wanted: tuple[str, ...] = ()) -> int:
    """Write pictures to ``folder``, of all screens or of those whose names begin so; how many."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    with tempfile.TemporaryDirectory() as data:
        events = asyncio.run(sample_events(Path(data)))
    folder.mkdir(parents=True, exist_ok=True)
    theme = Theme(RESOURCES, Scheme.LIGHT, parent=application)
    theme.set_motion_reduced(True)
    Look(application, theme)
    count = 0
    for name, show in scenes(events):
        if wanted and not name.startswith(wanted):
            continue
        window = MainWindow(theme)
        window.add_ready_page()
        window.add_surroundings()
        for size in SIZES:
            window.resize(*size)
            window.show()
            show(window)
            for scheme in SCHEMES:
                theme.set_scheme(scheme)
                settle()
                window.grab().save(str(folder / f"{name}-{size[0]}-{scheme.value}.png"))
                count += 1
        theme.set_scheme(Scheme.LIGHT)
        window.close()
        window.deleteLater()
    return count + take_dialogs(theme, folder)


def take_dialogs(theme: Theme, folder: Path) -> int:
    """The dialogs, in both themes."""
    window = MainWindow(theme)
    window.add_ready_page()
    window.add_surroundings()
    parts = ("facts", "plan", "decisions", "contradictions", "workers")
    rules = HouseRulesDialog(theme, {"launch": "Launch team"}, window)
    rules.show_rules(verified.HOUSE_RULES, verified.DISMISSALS)
    dialogs = {"16-export": ExportDialog(theme, parts, window), "34-house-rules": rules}
    for name, dialog in dialogs.items():
        for scheme in SCHEMES:
            theme.set_scheme(scheme)
            dialog.show()
            settle()
            dialog.grab().save(str(folder / f"{name}-{scheme.value}.png"))
        dialog.close()
    window.deleteLater()
    return len(dialogs) * len(SCHEMES)


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots")
    sys.stdout.write(f"{take(target, tuple(sys.argv[2:]))} pictures in {target}\n")
