"""The page of the first run: one card that says what is missing and what to do about it."""

from PySide6.QtCore import QLocale, Qt, QTime, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from models.llm import ServerStatus
from ui.components.buttons import LinkButton, PrimaryButton
from ui.components.icon_mark import IconMark
from ui.components.labels import WrapLabel
from ui.components.pane import FormCard, Hairline, Pane
from ui.first_run.copy_line import CopyLine
from ui.first_run.guide import Guide, guide_for
from ui.first_run.looked import LookedList
from ui.first_run.system import System, this_system
from ui.theme.fonts import TextStyle
from ui.theme.icons import Icon
from ui.theme.theme import Theme
from ui.theme.tokens import Role

_CARD_PX = 430
_PADDING_PX = 24


class FirstRunPage(Pane):
    """Says which of three things is missing. Never modal: a sample and a brief need no Ollama.

    Attributes:
        check_wanted: the user wants another look at the server.
        sample_wanted: the user wants to see a run that needs no model.
        ready_wanted: the user wants to write a brief meanwhile.
    """

    check_wanted = Signal()
    sample_wanted = Signal()
    ready_wanted = Signal()

    def __init__(
        self, theme: Theme, system: System | None = None, parent: QWidget | None = None
    ) -> None:
        """Advise for ``system``; for the one this runs on if none is given."""
        super().__init__(theme, Role.CHROME, parent)
        self.setAccessibleName(self.tr("Set up Ollama"))
        self._system = system or this_system()
        self._seen: tuple[ServerStatus, bool] | None = None
        self._icon = IconMark(theme, Icon.DOWNLOAD, size_px=24)
        self._title = WrapLabel(theme, style=TextStyle.TITLE)
        self._text = WrapLabel(theme, role=Role.TEXT2)
        self._advice = WrapLabel(theme, style=TextStyle.LABEL, role=Role.TEXT2)
        self._line = CopyLine(theme)
        self._note = WrapLabel(theme, style=TextStyle.SMALL, role=Role.TEXT2)
        self._looked = LookedList(theme)
        self._outcome = WrapLabel(theme, style=TextStyle.SMALL, role=Role.TEXT2)
        self._check = PrimaryButton(theme, self.tr("Check again"), Icon.AGAIN)
        self._check.clicked.connect(self._ask_to_check)
        self._build(theme)
        self.setFocusProxy(self._check)
        theme.changed.connect(self._resize)
        self._resize()

    def show_status(self, status: ServerStatus, ollama_is_installed: bool) -> None:
        """Show what a look at the server found; the same result again moves nothing."""
        if self._seen == (status, ollama_is_installed):
            now = QLocale().toString(QTime.currentTime(), QLocale.FormatType.ShortFormat)
            self._say(self.tr("Checked at {time}: nothing has changed.").format(time=now))
            return
        self._seen = (status, ollama_is_installed)
        guide = guide_for(status, is_installed=ollama_is_installed, system=self._system)
        self._show_guide(guide)
        self._outcome.setText("")
        self._announce(guide.title)

    def _show_guide(self, guide: Guide) -> None:
        is_good = guide.icon is Icon.CHECK_RING
        self._icon.show_icon(guide.icon, Role.OK if is_good else Role.TEXT2)
        self._title.setText(guide.title)
        self._text.setText(guide.text)
        self._advice.setText(guide.advice)
        self._line.show_line(guide.line)
        self._note.setText(guide.note)
        for widget, is_needed in (
            (self._advice, guide.advice),
            (self._line, guide.line),
            (self._note, guide.note),
        ):
            widget.setVisible(bool(is_needed))
        self._looked.show_places(guide.looked)

    def _ask_to_check(self) -> None:
        self._outcome.setText(self.tr("Checking…"))
        self.check_wanted.emit()

    def _say(self, sentence: str) -> None:
        self._outcome.setText(sentence)
        self._announce(sentence)

    def _announce(self, sentence: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def _build(self, theme: Theme) -> None:
        self._column = QWidget()
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, 24, 0, 24)
        column.setSpacing(2)
        column.addStretch()
        column.addWidget(WrapLabel(theme, self.tr("Welcome to Parallel Workers"), TextStyle.PAGE))
        column.addWidget(
            WrapLabel(
                theme,
                self.tr(
                    "A team of local models writes side by side, and shows you where it disagrees."
                ),
                role=Role.TEXT2,
            )
        )
        column.addSpacing(14)
        column.addWidget(self._card(theme))
        column.addStretch()
        inside = Pane(theme, Role.CHROME)
        row = QHBoxLayout(inside)
        row.setContentsMargins(16, 0, 16, 0)
        row.addStretch()
        row.addWidget(self._column)
        row.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scroll)

    def _card(self, theme: Theme) -> FormCard:
        card = FormCard(theme, Role.SURFACE, Role.LINE)
        padding = _PADDING_PX
        card.body.setContentsMargins(padding, padding, padding, 10)
        card.body.setSpacing(4)
        card.body.addWidget(self._icon)
        card.body.addSpacing(8)
        card.body.addWidget(self._title)
        card.body.addWidget(self._text)
        card.body.addSpacing(12)
        card.body.addWidget(self._advice)
        card.body.addWidget(self._line)
        card.body.addWidget(self._note)
        card.body.addSpacing(12)
        card.body.addWidget(self._looked)
        card.body.addSpacing(14)
        card.body.addWidget(Hairline(theme))
        card.body.addSpacing(6)
        card.body.addLayout(self._actions(theme))
        card.body.addWidget(self._outcome)
        return card

    def _actions(self, theme: Theme) -> QHBoxLayout:
        links = QVBoxLayout()
        links.setSpacing(2)
        for text, signal in (
            (self.tr("Look around with a sample run"), self.sample_wanted),
            (self.tr("Write the brief meanwhile"), self.ready_wanted),
        ):
            link = LinkButton(theme, text)
            link.clicked.connect(signal)
            links.addWidget(link, 0, Qt.AlignmentFlag.AlignLeading)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(links, 1)
        row.addWidget(self._check, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _resize(self) -> None:
        self._column.setFixedWidth(self._theme.fonts.px(_CARD_PX))
