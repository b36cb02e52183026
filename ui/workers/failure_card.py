"""Why a worker failed, what became of its text, and what can be done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.contribution import Contribution, TextChange
from models.failure import Failure, FailureKind
from ui.components.button_base import ButtonSize
from ui.components.buttons import LinkButton, SecondaryButton
from ui.components.icon_mark import IconMark
from ui.components.labels import WrapLabel
from ui.components.pane import FormCard
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role
from ui.workers.text_changes import change_words
from ui.workers.wording import kept_text, translate

_MARGINS_PX = (16, 10, 18, 12)


class FailureCard(QWidget):
    """Shows a `Failure`.

    Attributes:
        retry_requested: the user wants the worker to run again.
        use_requested: what had arrived is to count.
        llm_requested: the worker is to run again with the model of that name.
    """

    retry_requested = Signal()
    use_requested = Signal()
    llm_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Hidden as long as nothing failed."""
        super().__init__(parent)
        self._shown: tuple[Failure, bool] | None = None
        self._llms: tuple[str, ...] = ()
        self._llm_missing = ""
        self._llm = ""
        self._is_tight = False
        self._are_details_shown = False
        self._title = WrapLabel(theme, style=TextStyle.HEADING)
        self._text = WrapLabel(theme, role=Role.TEXT)
        self._detail = WrapLabel(theme, style=TextStyle.SMALL, role=Role.TEXT2)
        again = translate("Workers", "Retry")
        self.retry = SecondaryButton(theme, again, Icon.AGAIN, ButtonSize.COMPACT)
        self.retry.clicked.connect(self.retry_requested)
        self.use = SecondaryButton(
            theme, change_words(TextChange.USE_AS_IS), Icon.CHECK, ButtonSize.COMPACT
        )
        self.use.clicked.connect(self.use_requested)
        self.another = SecondaryButton(theme, "", None, ButtonSize.COMPACT)
        self.another.clicked.connect(lambda: self.llm_requested.emit(self._llm))
        self.details = LinkButton(theme, size=ButtonSize.COMPACT)
        self.details.clicked.connect(self._turn_details)
        column = QVBoxLayout(self)
        column.setContentsMargins(*_MARGINS_PX)
        column.addWidget(self._card(theme))
        self.hide()

    @property
    def said(self) -> str:
        """Everything it says now."""
        labels = (self._title, self._text, self._detail)
        return "\n".join(one.text() for one in labels if not one.isHidden())

    def show_failure(self, one: Contribution) -> None:
        """Show why ``one`` failed; hide if it did not."""
        failure = one.failure
        self.setVisible(failure is not None)
        self._llm_missing = one.llm if _is_llm_missing(failure) else ""
        self._offer_another()
        self.use.setVisible(one.possible_change is TextChange.USE_AS_IS)
        has_text = bool(one.text.strip())
        if failure is None or self._shown == (failure, has_text):
            return
        self._shown = (failure, has_text)
        self._title.setText(_title(failure))
        self._text.setText(" ".join(_sentences(failure, one)))
        self._detail.setText(failure.detail)
        self._show_details(False)

    def offer_llms(self, names: tuple[str, ...]) -> None:
        """Offer the first of these models where the worker's own is missing."""
        self._llms = names
        self._offer_another()

    def block_retry(self, reason: str) -> None:
        """Say why it cannot run again; an empty reason lets it."""
        self.retry.set_blocked(reason)
        self.another.set_blocked(reason)

    def _offer_another(self) -> None:
        there = (llm for llm in self._llms if llm != self._llm_missing)
        self._llm = next(there, "") if self._llm_missing else ""
        self.another.setText(translate("Workers", "Use {llm}").format(llm=self._llm))
        self.another.setVisible(bool(self._llm))

    def _card(self, theme: Theme) -> FormCard:
        card = FormCard(theme, Role.RAISED, Role.ERR_L)
        head = QHBoxLayout()
        head.setSpacing(8)
        icon = IconMark(theme, Icon.FAILED, Role.ERR)
        head.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        actions = QHBoxLayout()
        actions.setSpacing(8)
        actions.addWidget(self.retry)
        actions.addWidget(self.use)
        actions.addWidget(self.another)
        actions.addWidget(self.details)
        actions.addStretch()
        card.body.addLayout(head)
        card.body.addWidget(self._text)
        card.body.addLayout(actions)
        card.body.addWidget(self._detail)
        return card

    def full_height(self, width: int) -> int:
        """How high it is with all its sentences."""
        inner = width - _MARGINS_PX[0] - _MARGINS_PX[2] - 28
        labels = (self._title, self._text)
        lines = sum(one.heightForWidth(max(1, inner)) for one in labels)
        return lines + self.retry.sizeHint().height() + 64

    def set_tight(self, is_tight: bool) -> None:
        """Leave the sentences to a click, where text needs the room."""
        if is_tight != self._is_tight:
            self._is_tight = is_tight
            self._show_details(self._are_details_shown)

    def _turn_details(self) -> None:
        self._show_details(not self._are_details_shown)

    def _show_details(self, are_shown: bool) -> None:
        self._are_details_shown = are_shown
        has_detail = bool(self._detail.text())
        self._text.setVisible(are_shown or not self._is_tight)
        self._detail.setVisible(are_shown and has_detail)
        hide, show = translate("Workers", "Hide details"), translate("Workers", "Show details")
        self.details.setText(hide if are_shown else show)
        self.details.setVisible(has_detail or self._is_tight)


def _is_llm_missing(failure: Failure | None) -> bool:
    return failure is not None and failure.kind is FailureKind.LLM_MISSING


def _title(failure: Failure) -> str:
    """What is so; headings have no full stop."""
    return failure.message.rstrip(".")


def _sentences(failure: Failure, one: Contribution) -> tuple[str, ...]:
    return tuple(part for part in (kept_text(one), failure.remedy) if part)
