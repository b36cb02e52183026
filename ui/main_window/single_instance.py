"""One window per person and data folder: a second start raises the first window."""

import getpass
import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_TIMEOUT_MS = 500


class SingleInstance(QObject):
    """Listens for later starts, or finds that this one is later itself.

    Attributes:
        raised: somebody started the application again.
    """

    raised = Signal()

    def __init__(self, data_folder: Path, parent: QObject | None = None) -> None:
        """Decide who was first. The socket is a local one: nothing listens on the network."""
        super().__init__(parent)
        key = f"{getpass.getuser()} {data_folder.resolve()}"
        self._name = f"parallel-workers-{hashlib.sha256(key.encode()).hexdigest()[:16]}"
        self._server: QLocalServer | None = None
        self.is_first = not self._tell_first()
        if self.is_first:
            self._listen()

    def close(self) -> None:
        """Stop listening."""
        if self._server is not None:
            self._server.close()

    def _tell_first(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_TIMEOUT_MS):
            return False
        socket.disconnectFromServer()
        return True

    def _listen(self) -> None:
        # One that crashed may have left its socket behind.
        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._hear)
        self._server.listen(self._name)

    def _hear(self) -> None:
        if self._server is not None and (socket := self._server.nextPendingConnection()):
            socket.close()
            socket.deleteLater()
            self.raised.emit()
