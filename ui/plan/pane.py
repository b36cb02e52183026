"""The plan with its header, as the dock and the plan view show it."""

from PySide6.QtCore import QCoreApplication, QUrl, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.plan import Plan, SectionState
from models.run import Run
from ui.components.labels import WrapLabel
from ui.components.pane import Pane
from ui.components.state_chip import Chip, ChipState
from ui.plan import words
from ui.plan.coverage import NOTHING_STALE, staleness_of
from ui.plan.document import PlanDocument
from ui.plan.header import PlanHead, PlanHeader
from ui.plan.markdown import plan_markdown
from ui.plan.scrolled_line import ScrolledLine
from ui.plan.shown import ShownPlan, marks_of
from ui.plan.situation import Situation, situation_of
from ui.theme.theme import Theme
from ui.theme.tokens import Role

translate = QCoreApplication.translate


class PlanPane(Pane):
    """Header, the sentence about what changed, and the plan; or why there is none.

    Attributes:
        mark_activated: the number of the decision mark that was clicked or entered.
        write_again_requested: the plan should be written again.
        update_requested: only what is out of date should be written again.
        copied: the plan is in the clipboard.
        zoom_requested: steps of reading zoom.
        link_activated: the address of a link that was chosen.
    """

    mark_activated = Signal(int)
    write_again_requested = Signal()
    update_requested = Signal()
    copied = Signal()
    zoom_requested = Signal(int)
    link_activated = Signal(QUrl)

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, says_weave: bool = False
    ) -> None:
        """No run yet; ``says_weave`` tells below the header how far the plan is one document."""
        super().__init__(theme, Role.SURFACE, parent)
        self._says_weave = says_weave
        self._run: Run | None = None
        self._is_live = False
        self._earlier: int | None = None
        self.header = PlanHeader(theme)
        self.document = PlanDocument(theme)
        self._instead = WrapLabel(theme, "", role=Role.TEXT2)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.header)
        self._column.addWidget(ScrolledLine(theme, self.document))
        inset = QVBoxLayout()
        inset.setContentsMargins(20, 12, 20, 12)
        inset.addWidget(self._instead)
        inset.addStretch()
        self._empty = QWidget()
        self._empty.setLayout(inset)
        self._column.addWidget(self._empty, 1)
        self._column.addWidget(self.document, 1)
        self.header.copy_requested.connect(self.copy_plan)
        self.header.write_again_requested.connect(self.write_again_requested)
        self.header.update_requested.connect(self.update_requested)
        self.header.plan_chosen.connect(self._choose)
        self.document.mark_activated.connect(self.mark_activated)
        self.document.zoom_requested.connect(self.zoom_requested)
        self.document.link_activated.connect(self.link_activated)

    @property
    def shown_plan(self) -> Plan | None:
        """The plan that is shown, which may be an earlier one."""
        if self._run is None:
            return None
        if self._earlier is not None:
            return self._run.earlier_plans[self._earlier]
        return self._run.plan

    def show_run(self, run: Run, *, is_live: bool) -> None:
        """Show the plan of ``run`` as it is now."""
        before = self._run
        if before is not None and (
            before.id != run.id or len(run.earlier_plans) != len(before.earlier_plans)
        ):
            self._earlier = None  # a new plan is what one wants to see
        self._run, self._is_live = run, is_live
        self._show()

    def select(self, number: int | None) -> None:
        """Light the sentence of a decision."""
        self.document.select(number)

    def scroll_to_selected(self) -> None:
        """Bring the lit sentence into view."""
        self.document.scroll_to_selected()

    def copy_plan(self) -> None:
        """Put the plan's Markdown into the clipboard."""
        if (plan := self.shown_plan) is not None:
            QGuiApplication.clipboard().setText(plan_markdown(plan))
            self.copied.emit()

    def _choose(self, index: int | None) -> None:
        self._earlier = index
        self._show()

    def _show(self) -> None:
        run, plan = self._run, self.shown_plan
        if run is None:
            return
        head = head_of(run, self._earlier, is_live=self._is_live, says_weave=self._says_weave)
        self.header.show_head(head)
        self.document.setVisible(plan is not None)
        self._empty.setVisible(plan is None)
        if plan is None:
            self._instead.setText(no_plan_words(run, is_live=self._is_live))
            return
        is_newest = self._earlier is None
        is_written = is_newest and is_being_written(run, is_live=self._is_live)
        is_update = is_written and (situation_of(run, is_live=self._is_live) is Situation.UPDATING)
        self.document.show_plan(
            ShownPlan(
                plan=plan,
                staleness=staleness_of(run) if is_newest else NOTHING_STALE,
                marks=marks_of(run),
                is_live=is_written,
                before=run.earlier_plans[-1] if is_update and run.earlier_plans else None,
            )
        )


def is_being_written(run: Run, *, is_live: bool) -> bool:
    """Whether the newest plan is being written now."""
    working = (Situation.WORKING, Situation.UPDATING)
    is_working = situation_of(run, is_live=is_live) in working
    return is_working and run.plan is not None and not run.plan.is_complete


def head_of(run: Run, earlier: int | None, *, is_live: bool, says_weave: bool = False) -> PlanHead:
    """What the header says about the newest plan, or about an earlier one."""
    names = tuple(
        words.earlier_label(run, one, number) for number, one in enumerate(run.earlier_plans, 1)
    )
    if earlier is not None:
        chip = Chip(ChipState.OUT_OF_DATE, translate("Plan", "Earlier plan"))
        sentence = translate("Plan", "{name}. A newer one has replaced it.")
        return PlanHead(
            chip=chip,
            sentence=sentence.format(name=names[earlier]),
            can_copy=True,
            earlier=names,
            shown_earlier=earlier,
        )
    plan = run.plan
    if plan is None:
        return PlanHead(earlier=names)
    has_words = any(one.state is not SectionState.WRITING or one.markdown for one in plan.sections)
    if is_being_written(run, is_live=is_live):
        chip = Chip(ChipState.WRITING)
        is_update = situation_of(run, is_live=is_live) is Situation.UPDATING
        line = words.updating_line(plan) if is_update else words.progress_line(plan)
        return PlanHead(line, chip, "", False, has_words, names)
    is_working = situation_of(run, is_live=is_live) in (Situation.WORKING, Situation.UPDATING)
    if not plan.is_complete:
        chip = Chip(ChipState.STOPPED, translate("Plan", "Not finished"))
        sentence = words.unfinished_sentence(plan)
        left = len(staleness_of(run).sections)
        update = words.update_words(left) if not is_working and run.evidence else ""
        return PlanHead("", chip, sentence, not is_working, has_words, names, update=update)
    if staleness := staleness_of(run):
        sentence = words.stale_sentence(run, staleness)
        are_done = all(one.state.is_final for one in staleness.changed) or not is_live
        can_write = not is_working and are_done
        return PlanHead(
            chip=Chip(ChipState.OUT_OF_DATE),
            sentence=sentence,
            can_copy=has_words,
            earlier=names,
            update=words.update_words(len(staleness.sections)) if can_write else "",
            can_compare_again=can_write and bool(staleness.changed),
        )
    line = words.header_line(run, plan)
    weave = words.weave_line(plan) if says_weave else ""
    return PlanHead(line, None, weave, False, has_words, names)


def no_plan_words(run: Run, *, is_live: bool) -> str:
    """Why there is no plan."""
    if situation_of(run, is_live=is_live) is Situation.WORKING:
        return translate(
            "Plan", "The plan is written here, one section after the other, once all is decided."
        )
    return translate("Plan", "There is no plan: the run ended before one was written.")
