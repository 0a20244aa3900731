"""Pages are fetched within limits and from public addresses only; the server of the tests is on the loopback."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from kztui.errors import IngestError
from kztui.ingest.fetching import LARGEST, fetch, is_address


class Pages(BaseHTTPRequestHandler):
    """Answers as the paths say."""

    def do_GET(self) -> None:
        """Answer."""
        if self.path == "/page?a=б".encode().decode("latin-1") or self.path.startswith("/page"):
            self._answer(200, b"<html>a page</html>")
        elif self.path == "/moved":
            self._answer(302, b"", location="/page")
        elif self.path == "/round":
            self._answer(301, b"", location="/round")
        elif self.path == "/inside":
            self._answer(302, b"", location="http://127.0.0.1:1/secret")
        elif self.path == "/file":
            self._answer(302, b"", location="file:///etc/passwd")
        elif self.path == "/big":
            self._answer(200, b"x" * (LARGEST + 1))
        else:
            self._answer(404, b"")

    def _answer(self, status: int, content: bytes, location: str = "") -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as running:
        Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


@contextmanager
def silent() -> Iterator[str]:
    """Give the address of a server that takes a connection and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"


def test_a_page_is_fetched_and_a_redirect_followed(server: str) -> None:
    heard: list[int] = []
    found = fetch(f"{server}/moved", allow_private=True, progress=heard.append)
    assert found == (f"{server}/page", b"<html>a page</html>")
    assert heard[-1] == len(found.data)
    assert fetch(f"{server}/page/пожар?q=склад 1", allow_private=True).data == found.data


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "169.254.169.254", "10.1.2.3"]
)
def test_a_private_address_is_refused(host: str) -> None:
    with pytest.raises(IngestError, match=r"private address|cannot be fetched") as caught:
        fetch(f"http://{host}:9/")
    assert "\n" not in str(caught.value)


def test_a_redirect_to_a_private_address_is_refused(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # the first address counts as public, as if a site on the internet pointed to this machine
    import kztui.ingest.fetching as fetching

    real = fetching._checked_number

    def checked(url: str, host: str, port: int, allow_private: bool) -> str:
        return real(url, host, port, allow_private or url.startswith(server))

    monkeypatch.setattr(fetching, "_checked_number", checked)
    assert fetch(f"{server}/page").data
    with pytest.raises(IngestError, match=r"http://127.0.0.1:1/secret: it leads to a private address \(127.0.0.1\)"):
        fetch(f"{server}/inside")


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/round", "it redirects more than 5 times"),
        ("/file", "only http and https addresses are fetched"),
        ("/big", "more than 10 MB are not fetched"),
        ("/none", "the server answers 404 Not Found"),
    ],
)
def test_what_cannot_be_fetched_is_one_line(server: str, path: str, says: str) -> None:
    with pytest.raises(IngestError, match=says):
        fetch(f"{server}{path}", allow_private=True)


def test_a_server_that_never_answers_is_left() -> None:
    with silent() as address, pytest.raises(IngestError, match="no answer within 0 seconds"):
        fetch(address, allow_private=True, seconds=0.2)


@pytest.mark.parametrize(
    "url", ["http://", "http://a b/", "http://x:99999/", "http://xn--a/", f"http://{'a' * 70}.test/"]
)
def test_a_broken_address_is_one_line(url: str) -> None:
    with pytest.raises(IngestError) as caught:
        fetch(url, seconds=2)
    assert str(caught.value).startswith(url)


def test_an_address_is_told_from_a_file() -> None:
    assert is_address("HTTPS://x.test/a")
    assert is_address("ftp://x.test/a")  # to be refused as an address, and not as a file
    assert not is_address("http-notes.txt")
    assert not is_address("notes/a:b.txt")
