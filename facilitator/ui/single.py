"""One window a file: a second start asks the first to come to the front."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE = 1000  # ms


class FrontDoor(QObject):
    """Listens for second starts with the same file."""

    knocked = Signal()

    def __init__(self, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(_name(file))  # left behind by a crash; the file's lock is ours by now
        self._server.listen(_name(file))
        self._server.newConnection.connect(self._on_new_connection)

    def close(self) -> None:
        self._server.close()

    def _on_new_connection(self) -> None:
        connection = self._server.nextPendingConnection()
        connection.disconnected.connect(connection.deleteLater)
        self.knocked.emit()


def knock(file: Path) -> bool:
    """Asks the program that holds the file to show its window; False where none answers."""
    socket = QLocalSocket()
    socket.connectToServer(_name(file))
    answered = socket.waitForConnected(PATIENCE)
    socket.disconnectFromServer()
    return answered


def _name(file: Path) -> str:
    return "facilitator-" + hashlib.sha256(str(file.resolve()).encode()).hexdigest()[:24]
