"""The right column: team, model, how many at once, what was checked, and Run."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from models.comparison import CompareMode
from models.llm import ServerStatus
from models.team import Team
from ui.components.labels import ElidedLabel, WrapLabel
from ui.components.pane import Pane
from ui.components.picker import Picker
from ui.ready.check_list import CheckList
from ui.ready.checks import size_words
from ui.ready.draft import Draft
from ui.ready.finders import finder_line, finder_options
from ui.ready.run_footer import RunFooter
from ui.ready.team_list import TeamList, members_of
from ui.report_card.line import ReportCardLine
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role

_KEYS_FROM_PX = 400


class RunColumn(Pane):
    """Chooses how a brief is run.

    Attributes:
        changed: the user chose something else.
    """

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Nothing to choose from yet."""
        super().__init__(theme, Role.RAISED, parent)
        self._teams: tuple[Team, ...] = ()
        self._status: ServerStatus | None = None
        self._wanted_llm: str | None = None
        self._wanted_at_once: int | None = None
        self._wanted_team = ""
        self._wanted_mode = CompareMode.AUTO
        self._outlook = ""
        self._team = Picker(theme, self.tr("Team"), Icon.TEAM)
        self._llm = Picker(theme, self.tr("Model"))
        self._at_once = Picker(theme, self.tr("Workers at once"))
        self.report_card = ReportCardLine(theme)
        self._mode = Picker(theme, self.tr("How contradictions are looked for"))
        self._mode_line = WrapLabel(theme, "", TextStyle.SMALL, Role.TEXT2)
        self._members = TeamList(theme)
        self.checks = CheckList(theme)
        self.footer = RunFooter(theme)
        self._team.picked.connect(self._choose_team)
        self._llm.picked.connect(self._choose_llm)
        self._at_once.picked.connect(self._choose_at_once)
        self._mode.picked.connect(self._choose_mode)
        self._build(theme)
        self._refresh()

    @property
    def team(self) -> Team | None:
        """The team that is shown."""
        return next((one for one in self._teams if one.team_id == self._team.key), None)

    @property
    def team_id(self) -> str:
        """The team chosen, also while the teams are not known yet."""
        return self._wanted_team or (self.team.team_id if self.team else "")

    @property
    def llm(self) -> str | None:
        """The LLM chosen; ``None`` means automatic."""
        return self._wanted_llm

    @property
    def at_once(self) -> int | None:
        """How many workers at once; ``None`` means automatic."""
        return self._wanted_at_once

    @property
    def mode(self) -> CompareMode:
        """How contradictions are to be looked for."""
        return self._wanted_mode

    @property
    def default_llm(self) -> str:
        """The LLM that works for whoever names none; empty if it is not known."""
        return self._wanted_llm or (self._status.default if self._status else "")

    def show_outlook(self, outlook: str) -> None:
        """Say what the automatic way would be here, and why."""
        self._outlook = outlook
        self._refresh()

    @property
    def status(self) -> ServerStatus | None:
        """What the last look at the server found."""
        return self._status

    def show_teams(self, teams: tuple[Team, ...]) -> None:
        """Offer ``teams``; the one chosen stays chosen."""
        # What stands first is chosen without a word, and must not change with a longer list.
        self._wanted_team = self._wanted_team or self.team_id
        self._teams = teams
        self._refresh()

    def show_server(self, status: ServerStatus) -> None:
        """Offer the models that the server has."""
        self._status = status
        self._refresh()

    def show_choice(self, draft: Draft) -> None:
        """Choose as a draft says."""
        self._wanted_team, self._wanted_llm = draft.team_id, draft.llm
        self._wanted_at_once, self._wanted_mode = draft.at_once, draft.mode
        self._refresh()

    def resizeEvent(self, event: object) -> None:
        """Show the keys of Run where there is room."""
        room = self._theme.fonts.px(_KEYS_FROM_PX)
        self.footer.set_room_for_keys(self.width() >= room)

    def _choose_team(self) -> None:
        self._wanted_team = str(self._team.key)
        self._tell_changed()

    def _choose_llm(self) -> None:
        key = self._llm.key
        self._wanted_llm = key if isinstance(key, str) else None
        self._tell_changed()

    def _choose_at_once(self) -> None:
        key = self._at_once.key
        self._wanted_at_once = key if isinstance(key, int) else None
        self._tell_changed()

    def _choose_mode(self) -> None:
        key = self._mode.key
        self._wanted_mode = key if isinstance(key, CompareMode) else CompareMode.AUTO
        self._tell_changed()

    def _tell_changed(self) -> None:
        self._refresh()
        self.changed.emit()

    def _refresh(self) -> None:
        self._team.show_options(self._team_options(), self._wanted_team)
        self._team.setEnabled(bool(self._teams))
        self._llm.show_options(self._llm_options(), self._wanted_llm)
        workers = len(self.team.specialists) if self.team else 1
        # A larger number stays wanted for the next larger team.
        at_once = self._wanted_at_once and min(self._wanted_at_once, workers)
        self._at_once.show_options(self._at_once_options(workers), at_once)
        self._mode.show_options(finder_options(), self._wanted_mode)
        is_auto = self._wanted_mode is CompareMode.AUTO
        line = self._outlook if is_auto and self._outlook else finder_line(self._wanted_mode)
        self._mode_line.setText(line)
        self._mode.setAccessibleDescription(line)
        default = self.default_llm
        self._members.show_members(members_of(self.team, default) if self.team else ())

    def _team_options(self) -> list[tuple[object, str]]:
        return [(one.team_id, one.name) for one in self._teams]

    def _llm_options(self) -> list[tuple[object, str]]:
        status = self._status
        options: list[tuple[object, str]] = [(None, self._automatic())]
        llms = status.llms if status else ()
        for one in llms:
            in_memory = self.tr("in memory") if status and one.name in status.loaded else ""
            parts = (one.name, size_words(one.size_bytes), in_memory)
            options.append((one.name, " · ".join(part for part in parts if part)))
        # What the user chose is never changed in silence.
        if self._wanted_llm and all(one.name != self._wanted_llm for one in llms):
            said = self.tr("{name} · not found") if status else "{name}"
            options.append((self._wanted_llm, said.format(name=self._wanted_llm)))
        return options

    def _automatic(self) -> str:
        status = self._status
        if status is None or not status.default:
            return self.tr("Automatic")
        if status.default in status.loaded:
            return self.tr("Automatic: {name} (in memory)").format(name=status.default)
        return self.tr("Automatic: {name}").format(name=status.default)

    def _at_once_options(self, workers: int) -> list[tuple[object, str]]:
        numbers: list[tuple[object, str]] = [(one, str(one)) for one in range(1, workers + 1)]
        return [(None, self.tr("Automatic")), *numbers]

    def _build(self, theme: Theme) -> None:
        inside = Pane(theme, Role.RAISED)
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 25, 24, 16)
        column.setSpacing(0)
        title = ElidedLabel(theme, self.tr("Team"), TextStyle.TITLE)
        title.setBuddy(self._team)
        column.addWidget(title)
        column.addSpacing(6)
        column.addWidget(self._team)
        column.addSpacing(4)
        column.addWidget(self._members)
        column.addSpacing(12)
        column.addLayout(self._choices(theme))
        column.addSpacing(20)
        column.addWidget(self.checks)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addWidget(self.footer)

    def _choices(self, theme: Theme) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        pickers = (
            (self.tr("Model"), self._llm),
            (self.tr("Workers at once"), self._at_once),
            (self.tr("Contradictions"), self._mode),
        )
        below = {self._llm: self.report_card, self._mode: self._mode_line}
        for at, (text, picker) in enumerate(pickers):
            label = ElidedLabel(theme, text)
            label.setBuddy(picker)
            grid.addWidget(label, 2 * at, 0)
            grid.addWidget(picker, 2 * at, 1)
            if (line := below.get(picker)) is not None:
                grid.addWidget(line, 2 * at + 1, 1)
        return grid
