"""The test of a model, beside the picker that chooses it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.components.button_base import ButtonSize
from ui.components.buttons import LinkButton
from ui.components.labels import WrapLabel
from ui.components.progress import ShareBar
from ui.contradictions.words import capital
from ui.report_card.state import CardState, card_line, progress_line
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.theme.tokens import Role


class ReportCardLine(QWidget):
    """Shows a `CardState`; not there while no model is chosen.

    Attributes:
        test_wanted: the name of the model that should be tested.
        stop_wanted: the test under way should end.
    """

    test_wanted = Signal(str)
    stop_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """No model is chosen."""
        super().__init__(parent)
        self._state = CardState()
        self._said = WrapLabel(theme, "", TextStyle.SMALL, Role.TEXT2)
        self._bar = ShareBar(theme, self.tr("Test of the model"))
        self.test_button = LinkButton(theme, "", size=ButtonSize.COMPACT)
        self.test_button.clicked.connect(lambda: self.test_wanted.emit(self._state.llm))
        self.stop_button = LinkButton(theme, self.tr("Stop the test"), size=ButtonSize.COMPACT)
        self.stop_button.clicked.connect(self.stop_wanted)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self.test_button)
        buttons.addWidget(self.stop_button)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self._said)
        column.addWidget(self._bar)
        column.addLayout(buttons)
        column.setAlignment(buttons, Qt.AlignmentFlag.AlignLeading)
        self.show_state(CardState())

    def show_state(self, state: CardState, blocked: str = "") -> None:
        """Say what is known of a model; ``blocked`` says why it cannot be tested now."""
        self._state = state
        if state.is_testing:
            said = progress_line(state)
        elif state.card is not None:
            said = f"{capital(card_line(state.card))}."
        else:
            said = state.problem
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self._bar.setVisible(state.is_testing)
        self._bar.show_share(state.share)
        again = self.tr("Test again (3 minutes)")
        first = self.tr("Test this model (3 minutes)")
        self.test_button.setText(again if state.card is not None else first)
        self.test_button.setVisible(not state.is_testing)
        self.test_button.set_blocked(blocked)
        self.stop_button.setVisible(state.is_testing)
        self.setVisible(bool(state.llm))

    def test(self) -> None:
        """Test the model that is chosen, if it can be."""
        if self.test_button.isEnabled() and not self._state.is_testing and self._state.llm:
            self.test_wanted.emit(self._state.llm)
