"""The page on which a run is prepared and started."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.brief import Fact
from models.llm import ServerStatus
from models.settings import Settings
from models.team import Team
from ui.components.banner import Banner, Notice, Tone
from ui.components.buttons import IconButton
from ui.components.pane import Hairline, Pane
from ui.components.regions import Region
from ui.ready.brief_column import BriefColumn
from ui.ready.checks import Check, checks_for
from ui.ready.columns import run_column_px
from ui.ready.draft import Draft
from ui.ready.run_column import RunColumn
from ui.report_card.state import CardState
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role

_WIDE_FROM_PX = 1000
_WIDE_MARGIN_PX, _NARROW_MARGIN_PX = 40, 24


class ReadyPage(Pane):
    """Prepares a run. Nothing on it is ever a dead end: what blocks Run is said, with the way out.

    Attributes:
        run_wanted: a Brief, a Team and Settings to run with.
        draft_changed: something on the page changed that is worth keeping; see `draft`.
        facts_wanted: the text of a brief in which facts should be looked for.
        check_wanted: the user wants another look at the server.
        setup_wanted: the user wants to know how to set up Ollama.
        outlook_wanted: something changed that decides how contradictions would be looked for.
        test_wanted: the name of the model that should be tested.
        test_stop_wanted: the test of a model should end.
    """

    run_wanted = Signal(object, object, object)
    draft_changed = Signal()
    facts_wanted = Signal(str)
    check_wanted = Signal()
    setup_wanted = Signal()
    outlook_wanted = Signal()
    test_wanted = Signal(str)
    test_stop_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """An empty draft."""
        super().__init__(theme, Role.SURFACE, parent)
        self.setAccessibleName(self.tr("Prepare a run"))
        self._busy = ""
        self._card = CardState()
        self._refused: Draft | None = None
        self._left = BriefColumn(theme)
        self._right = RunColumn(theme)
        self._banner = Banner(theme, Notice(Tone.ERR, ""))
        self._banner.hide()
        close = IconButton(theme, Icon.CLOSE, self.tr("Close this message"))
        close.clicked.connect(self._close_banner)
        self._banner.add_action(close)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._left, 1)
        row.addWidget(Hairline(theme, Qt.Orientation.Vertical))
        row.addWidget(self._right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._banner)
        column.addLayout(row, 1)
        self.setFocusProxy(self._left.editor)
        self._connect()
        theme.changed.connect(self._arrange)
        self._check()

    @property
    def draft(self) -> Draft:
        """Everything the user typed and chose."""
        return Draft(
            text=self._left.text,
            facts=self._left.facts.facts,
            settled=self._left.facts.settled,
            team_id=self._right.team_id,
            llm=self._right.llm,
            at_once=self._right.at_once,
            mode=self._right.mode,
        )

    @property
    def regions(self) -> tuple[Region, ...]:
        """What F6 walks through."""
        return (Region(self._left, self._left.editor.setFocus), Region(self._right))

    @property
    def checks(self) -> tuple[Check, ...]:
        """What was checked before the run, and how it came out."""
        return self._right.checks.checks

    def show_draft(self, draft: Draft) -> None:
        """Replace everything by an earlier draft; an empty one begins anew."""
        self._right.show_choice(draft)
        self._left.show_brief(draft.text, draft.facts, draft.settled)
        self._check()

    def show_teams(self, teams: tuple[Team, ...]) -> None:
        """Offer teams."""
        self._right.show_teams(teams)
        self._check()

    def show_server(self, status: ServerStatus) -> None:
        """Offer the models of a server, or say what is wrong with it."""
        self._right.show_server(status)
        self._check()

    def show_proposed_facts(self, facts: tuple[Fact, ...]) -> None:
        """Propose facts found in the brief; the answer to `facts_wanted`."""
        self._left.show_proposed(facts)

    def show_busy(self, reason: str) -> None:
        """Say why no run can start now, in one sentence; an empty one ends that."""
        self._busy = reason.strip().removesuffix(".")
        self._check()
        self._show_card()

    @property
    def is_busy(self) -> bool:
        """Whether no run can start now, because something else is at work."""
        return bool(self._busy)

    def show_problem(self, message: str, remedy: str = "") -> None:
        """Say that something was refused, until the draft changes; an empty message ends that."""
        self._banner.show_notice(Notice(Tone.ERR, message, remedy))
        self._banner.setVisible(bool(message))
        self._refused = self.draft if message else None

    @property
    def team(self) -> Team | None:
        """The team that is chosen."""
        return self._right.team

    @property
    def default_llm(self) -> str:
        """The LLM that works for whoever names none; empty if it is not known."""
        return self._right.default_llm

    def show_report_card(self, state: CardState) -> None:
        """Say what is known of the model that is chosen."""
        self._card = state
        self._show_card()

    def test_model(self) -> None:
        """Test the model that is chosen."""
        self._right.report_card.test()

    def show_outlook(self, outlook: str) -> None:
        """Say how contradictions would be looked for; the answer to `outlook_wanted`."""
        self._right.show_outlook(outlook)

    def run(self) -> None:
        """Start the run, or say what is in the way."""
        blocking = self._blocking
        team = self._right.team
        if blocking is not None or team is None:
            if blocking is not None:
                self.show_problem(f"{blocking.title}.", blocking.remedy)
            return
        self.show_problem("")
        settings = Settings(at_once=self._right.at_once, llm=self._right.llm, mode=self._right.mode)
        self.run_wanted.emit(self.draft.brief, team, settings)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width between the columns."""
        super().resizeEvent(event)
        self._arrange()

    def _connect(self) -> None:
        self._left.changed.connect(self._take_in_change)
        self._left.facts_wanted.connect(self.facts_wanted)
        self._left.file_refused.connect(self.show_problem)
        self._right.changed.connect(self._take_in_change)
        self._right.checks.check_wanted.connect(self.check_wanted)
        self._right.checks.setup_wanted.connect(self.setup_wanted)
        self._right.footer.run_clicked.connect(self.run)
        self._right.report_card.test_wanted.connect(self.test_wanted)
        self._right.report_card.stop_wanted.connect(self.test_stop_wanted)

    def _show_card(self) -> None:
        blocked = f"{self._busy}. {self.tr('Wait until it ends.')}" if self._busy else ""
        self._right.report_card.show_state(self._card, blocked)

    def _take_in_change(self) -> None:
        # Qt tells of changes that are none.
        if self._refused is not None and self._refused != self.draft:
            self.show_problem("")
        self._check()
        self.draft_changed.emit()

    @property
    def _blocking(self) -> Check | None:
        return next((one for one in self.checks if one.blocks), None)

    def _check(self) -> None:
        self.outlook_wanted.emit()
        team = self._right.team
        found = checks_for(self.draft, team, self._right.status, self._busy)
        self._right.checks.show_checks(found)
        blocking = self._blocking
        if blocking is not None or team is None:
            if blocking is not None:
                self._right.footer.show_blocked(blocking)
            return
        workers = len(team.specialists)
        title = self.tr("1 worker, then the plan")
        if workers > 1:
            title = self.tr("{count} workers, then one plan").format(count=workers)
        self._right.footer.show_ready(title, self.tr("Everything stays on this computer"))

    def _close_banner(self) -> None:
        self._left.editor.setFocus()
        self.show_problem("")

    def _arrange(self) -> None:
        px = self._theme.fonts.px
        self._right.setFixedWidth(run_column_px(self.width(), self._theme.fonts))
        is_wide = self.width() >= px(_WIDE_FROM_PX)
        self._left.set_side_margin(_WIDE_MARGIN_PX if is_wide else _NARROW_MARGIN_PX)
