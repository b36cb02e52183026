"""The run before the user: at work, or opened from disk."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from engine.backends.protocol import Backend
from engine.errors import EngineError
from engine.orchestrator import asking_again, asking_with, going_on, update_plan, write_again
from engine.preparation import RunRequest, prepare
from engine.rulings import rule_on, undo_ruling
from engine.seating import another_seat
from engine.session import Job, RunSession, open_session, resume_session
from engine.stores.form_store import FormStore
from engine.stores.report_card_store import ReportCardStore
from engine.stores.rule_store import RuleStore
from engine.stores.run_store import RunStore
from engine.texts import change_text
from models.brief import Brief
from models.contribution import TextChange
from models.ruling import Ruling
from models.run import Run
from models.settings import LlmSeat, Settings
from models.team import Team
from ui.controllers.sources import Sources
from ui.tasks import TaskSpawner

Opening = Callable[[], AbstractAsyncContextManager[Backend]]


class RunController(QObject):
    """Starts, stops and opens runs. One run at a time is at work; others can be read meanwhile.

    Attributes:
        shown: a newer state of the run before the user.
        work_began: the run of that id is at work now.
        work_ended: the work on a run has ended, in whatever way; carries its last state.
        ruled: the user decided something about a stored run; carries its last state.
        refused: something the user asked for cannot be done: what is wrong, and the remedy.
    """

    shown = Signal(object)
    work_began = Signal(str)
    work_ended = Signal(object)
    ruled = Signal(object)
    refused = Signal(str, str)

    def __init__(
        self,
        tasks: TaskSpawner,
        store: RunStore,
        rules: RuleStore,
        sources: Sources,
        forms: FormStore,
        cards: ReportCardStore | None = None,
    ) -> None:
        """Work with the runs of ``store``, and with what was decided and learned for later ones."""
        super().__init__()
        self._tasks = tasks
        self._store = store
        self._rules = rules
        self._sources = sources
        self._forms = forms
        self._cards = cards
        self._session: RunSession | None = None
        self._is_starting = False
        # One at a time has the journal of a stored run: rulings wait for each other and for work.
        self._ruling = asyncio.Lock()
        self._is_idle = asyncio.Event()
        self._is_idle.set()
        self._shown_id = ""
        self._will_show = False

    @property
    def working_id(self) -> str:
        """The id of the run at work; empty if none is."""
        return self._session.run.id if self._session else ""

    @property
    def is_busy(self) -> bool:
        """Whether a run is at work or about to be."""
        return self._is_starting or self._session is not None

    @property
    def working_run(self) -> Run | None:
        """The run at work."""
        return self._session.run if self._session else None

    def start(self, brief: Brief, team: Team, settings: Settings) -> None:
        """Start a run with Ollama."""
        self._begin(lambda: self._start(self._sources.ollama, brief, team, settings))

    def start_demo(self, team: Team) -> None:
        """Start the sample run, which needs no model."""
        brief = self._sources.demo_brief()
        self._begin(lambda: self._start(self._sources.demo, brief, team, Settings()))

    def stop(self, slot: str) -> None:
        """Stop one worker of the run at work."""
        if self._session is not None:
            self._session.stop(slot)

    def stop_all(self) -> None:
        """Stop the run at work; everything that has arrived is kept."""
        if self._session is not None:
            self._session.stop_all()

    def rerun(self, run: Run, *slots: str) -> None:
        """Let workers of ``run`` write again."""
        if self._session is not None and self._session.run.id == run.id:
            for slot in slots:
                self._session.rerun(slot)
        else:
            self._begin(lambda: self._go_on(run, asking_again(*slots)))

    def rerun_with(self, run: Run, slot: str, llm: str) -> None:
        """Let a worker of ``run`` write again with another model."""
        if self._session is not None and self._session.run.id == run.id:
            self._tasks.spawn(self._rerun_beside(run, slot, llm), name=f"{slot} with {llm}")
        else:
            self._begin(lambda: self._go_on_with(run, slot, llm))

    def retry(self, run: Run, *slots: str) -> None:
        """Let workers of ``run`` write again, and do all the rest if it came to no plan."""
        if run.plan is None and run.id != self.working_id:
            self._begin(lambda: self._go_on(run, going_on(*slots)))
        else:
            self.rerun(run, *slots)

    def write_again(self, run: Run) -> None:
        """Compare, decide and plan ``run`` anew from its texts as they are now."""
        self._begin(lambda: self._go_on(run, write_again))

    def update_plan(self, run: Run) -> None:
        """Write only what is out of date in the plan of ``run``."""
        self._begin(lambda: self._go_on(run, update_plan))

    def rule_on(self, run: Run, number: int, ruling: Ruling) -> None:
        """Rule on a contradiction of ``run``; a stored one needs no server for it."""
        self._tasks.spawn(
            self._decide(
                run,
                lambda session: session.rule_on(number, ruling),
                lambda now: rule_on(self._store, self._rules, run.id, number, ruling, now),
            ),
            name=f"rule on {number}",
        )

    def undo_ruling(self, run: Run, number: int) -> None:
        """Take the last ruling on a contradiction of ``run`` back."""
        self._tasks.spawn(
            self._decide(
                run,
                lambda session: session.undo_ruling(number),
                lambda now: undo_ruling(self._store, self._rules, run.id, number, now),
            ),
            name=f"undo ruling on {number}",
        )

    def change_text(self, run: Run, slot: str, change: TextChange) -> None:
        """Change whether a text of ``run`` counts; in a stored one that needs no server."""
        self._tasks.spawn(
            self._decide(
                run,
                lambda session: session.change_text(slot, change),
                lambda now: change_text(self._store, run.id, slot, change, now),
            ),
            name=f"{change} {slot}",
        )

    def open(self, run_id: str) -> None:
        """Show a run: the one at work as it goes on, any other as it is stored."""
        self._shown_id = run_id
        if run_id == self.working_id:
            self._show_soon()
        else:
            self._tasks.spawn(self._load(run_id), name=f"open {run_id}")

    def show_nothing(self) -> None:
        """Show no run, such as while a new brief is written."""
        self._shown_id = ""

    def _begin(self, work: Callable[[], Coroutine[None, None, None]]) -> None:
        if self.is_busy:
            self.refused.emit(
                self.tr("A run is already at work."), self.tr("Stop it, or wait until it ends.")
            )
            return
        self._is_starting = True
        self._is_idle.clear()
        self._tasks.spawn(self._guarded(work), name="run")

    async def _guarded(self, work: Callable[[], Coroutine[None, None, None]]) -> None:
        """Work whose problems for the user are said where the user looks; bugs go on."""
        try:
            async with self._ruling:
                pass  # a ruling that is being stored comes first
            await work()
        except EngineError as error:
            self.refused.emit(error.message, error.remedy)
        finally:
            self._is_starting = False
            self._session = None
            self._is_idle.set()

    async def _start(self, opening: Opening, brief: Brief, team: Team, settings: Settings) -> None:
        async with opening() as backend:
            earlier = await asyncio.to_thread(self._store.recent_calls)
            now = datetime.now().astimezone()
            request = RunRequest(brief, team, settings)
            started = await prepare(backend, request, now, earlier, self._rules, self._cards)
            async with open_session(
                self._store, backend, started, forms=self._forms.memory(), rules=self._rules
            ) as session:
                await self._follow(session)

    async def _go_on(self, run: Run, job: Job) -> None:
        opening = self._sources.demo if run.is_demo else self._sources.ollama
        now = datetime.now().astimezone()
        async with opening() as backend:
            # Without a server, texts that are done would be followed by versions that failed.
            await backend.version()
            async with resume_session(
                self._store,
                backend,
                run.id,
                job,
                now,
                forms=self._forms.memory(),
                rules=self._rules,
            ) as session:
                await self._follow(session)

    async def _go_on_with(self, run: Run, slot: str, llm: str) -> None:
        await self._go_on(run, asking_with(await self._seat(run, slot, llm)))

    async def _rerun_beside(self, run: Run, slot: str, llm: str) -> None:
        """Let a worker write with another model while the run is at work."""
        try:
            seat = await self._seat(run, slot, llm)
        except EngineError as error:
            self.refused.emit(error.message, error.remedy)
            return
        if self._session is not None and self._session.run.id == run.id:
            self._session.rerun(slot, seat)

    async def _seat(self, run: Run, slot: str, llm: str) -> LlmSeat:
        """Settle what a worker gets with another model. Raises: EngineError."""
        async with self._sources.ollama() as backend:
            return await another_seat(backend, run, slot, llm)

    async def _decide(
        self,
        run: Run,
        on_session: Callable[[RunSession], bool],
        on_stored: Callable[[datetime], Run],
    ) -> None:
        """Decide about the run at work through its session, and a stored one through the store."""
        try:
            session = self._session
            if session is not None and session.run.id == run.id:
                if on_session(session):
                    return  # its events bring it
                await self._is_idle.wait()  # its work has just ended
            async with self._ruling:
                after = await asyncio.to_thread(on_stored, datetime.now().astimezone())
        except EngineError as error:
            self.refused.emit(error.message, error.remedy)
            return
        if self._shown_id == run.id:
            self.shown.emit(after)
        self.ruled.emit(after)

    async def _follow(self, session: RunSession) -> None:
        self._session = session
        self._shown_id = session.run.id
        self.work_began.emit(session.run.id)
        try:
            async for _ in session:
                self._show_soon()
        finally:
            self._session = None
            self._is_starting = False
            if self._shown_id == session.run.id:
                self.shown.emit(session.run)
            self.work_ended.emit(session.run)

    def _show_soon(self) -> None:
        """Show the newest state once for all events that came together."""
        if not self._will_show:
            self._will_show = True
            asyncio.get_running_loop().call_soon(self._show)

    def _show(self) -> None:
        self._will_show = False
        if self._session is not None and self._session.run.id == self._shown_id:
            self.shown.emit(self._session.run)

    async def _load(self, run_id: str) -> None:
        try:
            stored = await asyncio.to_thread(self._store.load, run_id)
        except EngineError as error:
            self.refused.emit(error.message, error.remedy)
            return
        if self._shown_id == run_id:
            self.shown.emit(stored.run)
            if stored.problem:
                self.refused.emit(stored.problem, "")
