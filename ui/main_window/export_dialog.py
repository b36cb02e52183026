"""Asks what to export; where to is asked by the system's own file dialog."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.components.buttons import PrimaryButton, SecondaryButton
from ui.components.labels import WrapLabel
from ui.theme.fonts import TextStyle
from ui.theme.theme import Theme
from ui.theme.tokens import Role

FORMATS = (("pdf", "PDF"), ("md", "Markdown"), ("json", "JSON"))


class ExportDialog(QDialog):
    """Chooses a format and the parts.

    Attributes:
        wanted: the format's ending, and the ids of the parts.
    """

    wanted = Signal(str, object)

    def __init__(self, theme: Theme, part_ids: Sequence[str], parent: QWidget) -> None:
        """Offer all formats and parts."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        names = {
            "facts": self.tr("Title, brief and facts of the run"),
            "plan": self.tr("Plan"),
            "decisions": self.tr("Table of decisions"),
            "contradictions": self.tr("Contradictions with both sentences"),
            "alignment": self.tr("Whether the parts fit"),
            "workers": self.tr("Each worker's full text"),
        }
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(8)
        layout.addWidget(WrapLabel(theme, self.tr("Format"), style=TextStyle.HEADING))
        layout.addLayout(self._format_row(theme))
        layout.addSpacing(8)
        layout.addWidget(WrapLabel(theme, self.tr("Parts"), style=TextStyle.HEADING))
        self._parts = {one: QCheckBox(names[one]) for one in part_ids}
        for box in self._parts.values():
            box.setChecked(True)
            box.toggled.connect(self._refresh)
            layout.addWidget(box)
        self._note = WrapLabel(theme, style=TextStyle.SMALL, role=Role.TEXT2)
        layout.addWidget(self._note)
        layout.addSpacing(8)
        layout.addLayout(self._button_row(theme))
        self._refresh()
        self._formats.button(0).setFocus()

    @property
    def _format(self) -> str:
        return FORMATS[self._formats.checkedId()][0]

    def _format_row(self, theme: Theme) -> QHBoxLayout:
        row = QHBoxLayout()
        self._formats = QButtonGroup(self)
        for index, (_, name) in enumerate(FORMATS):
            button = SecondaryButton(theme, name)
            button.setCheckable(True)
            button.setChecked(index == 0)
            button.setAutoDefault(False)  # Enter goes on, whatever has the focus.
            self._formats.addButton(button, index)
            row.addWidget(button)
        self._formats.idToggled.connect(lambda _id, _checked: self._refresh())
        row.addStretch()
        return row

    def _button_row(self, theme: Theme) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch()
        cancel = SecondaryButton(theme, self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self._save = PrimaryButton(theme, self.tr("Choose file…"))
        self._save.setDefault(True)
        self._save.clicked.connect(self._choose)
        row.addWidget(cancel)
        row.addWidget(self._save)
        return row

    def _refresh(self) -> None:
        is_record = self._format == "json"
        for box in self._parts.values():
            box.setEnabled(not is_record)
        some = any(box.isChecked() for box in self._parts.values())
        self._save.setEnabled(is_record or some)
        self._note.setText(self.tr("JSON always holds the whole run.") if is_record else "")

    def _choose(self) -> None:
        chosen = tuple(one for one, box in self._parts.items() if box.isChecked())
        wanted = self._format
        self.accept()
        self.wanted.emit(wanted, chosen)
