"""One window per person and data folder: a second start raises the first window.

What is needed to talk to the other window is imported where it is used, after the first paint.
"""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QThread, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_TIMEOUT_MS = 500
_TRIES, _PAUSE_MS = 10, 100


class SingleInstance(QObject):
    """Holds the data folder, or finds that a window holds it already and has that one raised.

    Attributes:
        is_first: whether this start may show a window.
        raised: somebody started the application again.
    """

    raised = Signal()

    def __init__(self, data_folder: Path, parent: QObject | None = None) -> None:
        """Decide who was first, by a file that the system frees when its owner is gone."""
        super().__init__(parent)
        self._folder = data_folder
        with suppress(OSError):  # Where nothing can be written, there is nothing to share either.
            data_folder.mkdir(parents=True, exist_ok=True)
        self._lock = QLockFile(str(data_folder / "window.lock"))
        self._lock.setStaleLockTime(0)  # However long a window is open, it is not stale.
        is_held = not self._lock.tryLock(0)
        is_held &= self._lock.error() is QLockFile.LockError.LockFailedError
        # A lock may be left from another machine; a window that can be raised is a proof.
        self._server: QLocalServer | None = None
        self.is_first = not (is_held and self._tell_first())

    def listen(self) -> None:
        """Hear later starts. The socket is a local one: nothing listens on the network."""
        from PySide6.QtNetwork import QLocalServer

        # One that crashed may have left its socket behind.
        QLocalServer.removeServer(self._name())
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._hear)
        self._server.listen(self._name())

    def close(self) -> None:
        """Stop listening, and let others be first."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _name(self) -> str:
        """What the socket is called."""
        import getpass
        import hashlib

        key = f"{getpass.getuser()} {self._folder.resolve()}"
        return f"parallel-workers-{hashlib.sha256(key.encode()).hexdigest()[:16]}"

    def _tell_first(self) -> bool:
        """Have the first window raised; it may be about to listen only now."""
        from PySide6.QtNetwork import QLocalSocket

        for _ in range(_TRIES):
            socket = QLocalSocket()
            socket.connectToServer(self._name())
            if socket.waitForConnected(_TIMEOUT_MS):
                socket.disconnectFromServer()
                return True
            QThread.msleep(_PAUSE_MS)
        return False

    def _hear(self) -> None:
        if self._server is not None and (socket := self._server.nextPendingConnection()):
            socket.close()
            socket.deleteLater()
            self.raised.emit()
