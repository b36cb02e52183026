"""The one dialog for bugs: says so, and gives a report to copy."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

_SIZE = QSize(640, 420)


class CrashDialog(QDialog):
    """Shows a report that the user may copy; nothing is ever sent."""

    def __init__(self, log_folder: Path | None, parent: QWidget | None = None) -> None:
        """Offer ``log_folder`` to look at; without one the button says why it is off."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_tr("Something failed"))
        self.resize(_SIZE)
        self._log_folder = log_folder

        self._happened = _label("")
        self._report = QPlainTextEdit()
        self._report.setReadOnly(True)
        self._report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._report.setTabChangesFocus(True)
        self._report.setAccessibleName(_tr("Report"))

        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(
            _label(
                _tr(
                    "There is a mistake in Parallel Workers, and what it was doing did not finish. "
                    "Your runs are on disk. You can go on; start again if something looks wrong."
                )
            )
        )
        layout.addWidget(self._happened)
        layout.addWidget(self._report, 1)
        layout.addWidget(
            _label(
                _tr(
                    "The report names places in the program, and no prompts or answers. "
                    "It stays on this machine unless you send it to somebody."
                )
            )
        )
        layout.addWidget(self._buttons())
        self._close.setDefault(True)
        self._close.setFocus()

    def show_report(self, report: str, times: int) -> None:
        """Show ``report``, which now covers ``times`` failures."""
        self._report.setPlainText(report)
        self._happened.setText(
            QCoreApplication.translate("CrashDialog", "This happened %n times.", None, times)
        )
        self._happened.setVisible(times > 1)

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        action = QDialogButtonBox.ButtonRole.ActionRole
        self._copy = buttons.addButton(_tr("Copy report"), action)
        self._copy.clicked.connect(self._copy_report)
        folder = buttons.addButton(_tr("Open log folder"), action)
        folder.clicked.connect(self._open_folder)
        if self._log_folder is None:
            folder.setEnabled(False)
            folder.setToolTip(_tr("No log is kept, because its folder cannot be written to."))
        self._close = buttons.addButton(_tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        return buttons

    def _copy_report(self) -> None:
        QGuiApplication.clipboard().setText(self._report.toPlainText())
        self._copy.setText(_tr("Copied"))

    def _open_folder(self) -> None:
        if self._log_folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(self._log_folder))


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    return label


def _tr(text: str) -> str:
    return QCoreApplication.translate("CrashDialog", text)
