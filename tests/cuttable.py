"""A network that can be cut: it carries connections to a PostgreSQL server, until a test cuts them."""

import socket
from contextlib import suppress
from threading import Lock, Thread


class CuttableNetwork:
    """Forwards connections from a port of this machine to a server: its socket at a path, or its host and port."""

    def __init__(self, server: str | tuple[str, int]) -> None:
        self._server = server
        self._lock = Lock()
        self._open: list[socket.socket] = []
        self._cut_after = b""
        self._deaf = False
        self._listener: socket.socket | None = None
        self.port = 0
        self.mend()

    def cut(self) -> None:
        """Cut all connections, and let none through until `mend`."""
        with self._lock:
            listener, self._listener = self._listener, None
            open_now, self._open = self._open, []
        for one in [listener, *open_now]:
            if one is not None:
                _close(one)

    def cut_after(self, words: bytes) -> None:
        """Cut everything as soon as a client has sent these words: the server gets them, and its answer is lost."""
        self._cut_after = words

    def mend(self) -> None:
        """Let connections through, at the same port as before."""
        listener = socket.create_server(("127.0.0.1", self.port))
        self.port = listener.getsockname()[1]
        self._listener, self._cut_after, self._deaf = listener, b"", False
        Thread(target=self._accept, args=(listener,), daemon=True).start()

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                client, _ = listener.accept()
                server = socket.socket(socket.AF_UNIX if isinstance(self._server, str) else socket.AF_INET)
                try:
                    server.connect(self._server)
                except OSError:  # it is not running
                    _close(client)
                    continue
                with self._lock:
                    self._open += [client, server]
                Thread(target=self._carry, args=(client, server, True), daemon=True).start()
                Thread(target=self._carry, args=(server, client, False), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket, from_client: bool) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                cuts = from_client and self._cut_after and self._cut_after in data
                if cuts:
                    self._deaf = True  # before the server has them: no answer may come through
                if from_client or not self._deaf:
                    target.sendall(data)
                if cuts:
                    self.cut()
        _close(source)
        _close(target)


def _close(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
