"""How a run came out, where that is less than a whole plan from everybody; a banner says it."""

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.contribution import Contribution, ContributionState
from models.plan import Plan
from models.run import Run
from ui.components.banner import Banner, Notice, Tone
from ui.components.button_base import ButtonSize
from ui.components.buttons import SecondaryButton
from ui.plan.coverage import coverage_of
from ui.plan.situation import Situation, situation_of
from ui.plan.words import coverage_reason, coverage_title
from ui.theme.icons import Icon
from ui.theme.theme import Theme

translate = QCoreApplication.translate


class Remedy(Enum):
    """What can be done about an outcome."""

    NONE = auto()
    RETRY_FAILED = auto()
    RETRY_STOPPED = auto()
    CONTINUE = auto()
    """Have the workers write that have no whole text."""
    WRITE_PLAN = auto()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the banner says, and offers."""

    notice: Notice
    remedy: Remedy = Remedy.NONE


def outcome_of(run: Run, *, is_live: bool) -> Outcome | None:
    """What must be said of a run; ``None`` where everybody's text is in a whole plan."""
    situation = situation_of(run, is_live=is_live)
    match situation:
        case Situation.WORKING:
            is_being_written = run.plan is not None and not run.plan.is_complete
            return _partial(run, run.plan, is_live) if run.plan and is_being_written else None
        case Situation.READY | Situation.UPDATING:
            return _partial(run, run.plan, is_live) if run.plan else None
        case Situation.FAILED:
            message = run.failure.message if run.failure else ""
            remedy = run.failure.remedy if run.failure else ""
            return Outcome(Notice(Tone.ERR, message, remedy), _way_on(run, is_live))
        case Situation.STOPPED:
            title = translate("Outcome", "Stopped by you")
            return Outcome(Notice(Tone.WARN, title, _kept(run)), _way_on(run, is_live))
        case Situation.INTERRUPTED:
            title = translate("Outcome", "This run stopped when the app closed")
            return Outcome(Notice(Tone.WARN, title, _complete(run)), _way_on(run, is_live))


def remedy_words(remedy: Remedy, count: int) -> str:
    """What a button says that does it for ``count`` workers."""
    if remedy is Remedy.CONTINUE and count > 1:
        return translate("Outcome", "Continue the other {count}").format(count=count)
    return {
        Remedy.NONE: "",
        Remedy.RETRY_FAILED: translate("Outcome", "Retry failed"),
        Remedy.RETRY_STOPPED: translate("Outcome", "Retry stopped"),
        Remedy.CONTINUE: translate("Outcome", "Continue the other one"),
        Remedy.WRITE_PLAN: translate("Outcome", "Write plan"),
    }[remedy]


def short_remedy_words(remedy: Remedy, count: int) -> str:
    """The same where there is little room."""
    if remedy is Remedy.CONTINUE:
        return translate("Outcome", "Continue")
    return remedy_words(remedy, count)


def _partial(run: Run, plan: Plan, is_live: bool) -> Outcome | None:
    title = coverage_title(run, plan)
    if not title:
        return None
    missing = coverage_of(run, plan).missing
    states = {one.state for one in missing if not one.is_evidence and not one.muted}
    remedy = Remedy.NONE
    if ContributionState.FAILED in states:
        remedy = Remedy.RETRY_FAILED
    elif ContributionState.STOPPED in states or (states and not is_live):
        remedy = Remedy.RETRY_STOPPED
    return Outcome(Notice(Tone.WARN, title, coverage_reason(run, plan)), remedy)


def _way_on(run: Run, is_live: bool) -> Remedy:
    unfinished = unfinished_in(run)
    if is_live and any(not one.state.is_final for one in unfinished):
        return Remedy.NONE  # somebody is being asked again right now
    if not unfinished:
        return Remedy.WRITE_PLAN if run.evidence else Remedy.NONE
    if all(one.state is ContributionState.FAILED for one in unfinished):
        return Remedy.RETRY_FAILED
    return Remedy.CONTINUE if run.evidence else Remedy.RETRY_STOPPED


def unfinished_in(run: Run) -> tuple[Contribution, ...]:
    """Workers without a whole text that nobody has left out."""
    return tuple(one for one in run.missing if not one.muted)


def _complete(run: Run) -> str:
    done, asked = len(run.evidence), len(run.contributions)
    words = translate("Outcome", "{done} of {asked} workers are complete.")
    return words.format(done=done, asked=asked)


def _kept(run: Run) -> str:
    return f"{_complete(run)} {translate('Outcome', 'What had arrived is kept.')}"


class OutcomeBanner(QWidget):
    """Shows an `Outcome`; not there where there is none.

    Attributes:
        retry_requested: every worker without a usable text should write again.
        write_requested: the plan should be written.
    """

    retry_requested = Signal()
    write_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Not there."""
        super().__init__(parent)
        self._shown: tuple[Outcome | None, int] = (None, 0)
        self._banner = Banner(theme, Notice(Tone.WARN, ""))
        self.button = SecondaryButton(theme, "", Icon.AGAIN, ButtonSize.COMPACT)
        self.button.clicked.connect(self._ask)
        self._banner.add_action(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._banner)
        self.hide()

    def show_run(self, run: Run, *, is_live: bool) -> None:
        """Say how the run came out."""
        outcome, count = outcome_of(run, is_live=is_live), len(unfinished_in(run))
        if (outcome, count) == self._shown:
            return
        self._shown = (outcome, count)
        self.setVisible(outcome is not None)
        if outcome is None:
            return
        self._banner.show_notice(outcome.notice)
        self.button.setVisible(outcome.remedy is not Remedy.NONE)
        self._label()
        is_again = outcome.remedy is not Remedy.WRITE_PLAN
        self.button.set_icon(Icon.AGAIN if is_again else Icon.DOCUMENT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much on the button as there is room for."""
        super().resizeEvent(event)
        self._label()

    def _label(self) -> None:
        outcome, count = self._shown
        if outcome is None:
            return
        words = remedy_words(outcome.remedy, count)
        self.button.setText(words)
        if self._banner.minimumSizeHint().width() > self.width():
            self.button.setText(short_remedy_words(outcome.remedy, count))
        self.button.setAccessibleName(words)

    def minimumSizeHint(self) -> QSize:
        """With as little on the button as possible."""
        return QSize(0, super().minimumSizeHint().height())

    def _ask(self) -> None:
        outcome = self._shown[0]
        if outcome is not None and outcome.remedy is Remedy.WRITE_PLAN:
            self.write_requested.emit()
        else:
            self.retry_requested.emit()
