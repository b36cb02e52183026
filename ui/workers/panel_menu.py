"""Everything that can be done with one worker, in a menu."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from models.contradiction import Contradiction
from models.contribution import Contribution
from ui.components.state_chip import state_word
from ui.components.tool_tips import plain_tool_tip
from ui.markdown.quotes import QuoteMark
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.workers.status import WorkerStatus
from ui.workers.text_changes import change_offered, change_words
from ui.workers.wording import clock_time, translate, words_in

_QUOTE_CHARACTERS = 60


class PanelMenu(QMenu):
    """The menu of a panel. It is filled anew each time it opens.

    Attributes:
        stop_requested: end this worker.
        rerun_requested: let it write anew.
        llm_chosen: let it write anew with the model of that name.
        change_requested: make of its text what is offered.
        copy_requested: put its text on the clipboard.
        quote_chosen: the number of a contradiction.
        version_chosen: a version to be read.
    """

    stop_requested = Signal()
    rerun_requested = Signal()
    llm_chosen = Signal(str)
    change_requested = Signal()
    copy_requested = Signal()
    quote_chosen = Signal(int)
    version_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """An empty menu."""
        super().__init__(parent)
        self.stop = self._add(theme, Icon.STOP, translate("Workers", "Stop"))
        self.stop.triggered.connect(self.stop_requested)
        self.rerun = self._add(theme, Icon.AGAIN, translate("Workers", "Re-run"))
        self.rerun.triggered.connect(self.rerun_requested)
        self.llms = self.addMenu(translate("Workers", "Re-run with another model"))
        self.change = self.addAction("")
        self.change.triggered.connect(self.change_requested)
        self.copy = self._add(theme, Icon.COPY, translate("Workers", "Copy text as Markdown"))
        self.copy.triggered.connect(self.copy_requested)
        self.addSeparator()
        # Highlights exist in words too, for who cannot see them.
        self.quotes = self.addMenu(translate("Workers", "Quotes"))
        self.versions = self.addMenu(translate("Workers", "Versions"))

    def show_status(
        self,
        status: WorkerStatus,
        shown: Contribution,
        marks: Sequence[QuoteMark],
        contradictions: Sequence[Contradiction],
    ) -> None:
        """Offer what can be done now."""
        situation = status.situation
        self.stop.setEnabled(situation.is_busy)
        self.rerun.setEnabled(not situation.is_busy)
        change = change_offered(status)
        self.change.setVisible(change is not None)
        self.change.setText(change_words(change) if change is not None else "")
        self.copy.setEnabled(bool(status.contribution.text))
        self._fill_quotes(marks, contradictions, shown.text)
        self._fill_versions(status, shown.version)

    def show_llms(self, status: WorkerStatus, llms: Sequence[str]) -> None:
        """Offer other models; none while the worker is at work, and none in a sample run."""
        self.llms.clear()
        self.llms.setEnabled(True)
        is_offered = not status.situation.is_busy and not status.run.is_demo
        for llm in llms if is_offered else ():
            if llm != status.contribution.llm:
                action = self.llms.addAction(llm.replace("&", "&&"))
                action.setData(llm)
                action.triggered.connect(self._say_llm)
        self.llms.menuAction().setVisible(not self.llms.isEmpty())

    def block_rerun(self, reason: str) -> None:
        """Say why nothing can run again."""
        if reason:
            self.rerun.setEnabled(False)
            self.llms.setEnabled(False)
        self.rerun.setToolTip(plain_tool_tip(reason))
        self.setToolTipsVisible(bool(reason))

    def _add(self, theme: Theme, icon: Icon, text: str) -> QAction:
        action = self.addAction(text)
        theme.keep_icon(action, icon)
        return action

    def _fill_quotes(
        self,
        marks: Sequence[QuoteMark],
        contradictions: Sequence[Contradiction],
        text: str,
    ) -> None:
        self.quotes.clear()
        self.quotes.setEnabled(bool(marks))
        titles = {one.number: one.title for one in contradictions}
        for mark in marks:
            quote = " ".join(text[mark.start : mark.end].split())
            if len(quote) > _QUOTE_CHARACTERS:
                quote = quote[: _QUOTE_CHARACTERS - 1].rstrip() + "…"
            label = f"{mark.number} {mark.side}   {titles.get(mark.number, '')}: “{quote}”"
            action = self.quotes.addAction(label.replace("&", "&&"))
            action.setData(mark.number)
            action.triggered.connect(self._say_quote)

    def _fill_versions(self, status: WorkerStatus, shown: int) -> None:
        self.versions.clear()
        run, now = status.run, status.contribution
        versions = [one for one in run.earlier_versions if one.slot == now.slot]
        self.versions.setEnabled(bool(versions))
        for one in reversed([*versions, now]):
            said = translate("Workers", "Version {version}, {time}, {words}, {state}")
            label = said.format(
                version=one.version,
                time=clock_time(run, one),
                words=words_in(one.text),
                state=state_word(WorkerStatus(one, status.number, run).chip_state).lower(),
            )
            action = self.versions.addAction(label)
            action.setCheckable(True)
            action.setChecked(one.version == shown)
            action.setData(one.version)
            action.triggered.connect(self._say_version)

    def _say_llm(self) -> None:
        self.llm_chosen.emit(str(self._chosen()))

    def _say_quote(self) -> None:
        self.quote_chosen.emit(self._chosen())

    def _say_version(self) -> None:
        self.version_chosen.emit(self._chosen())

    def _chosen(self) -> object:
        action = self.sender()
        return action.data() if isinstance(action, QAction) else None
