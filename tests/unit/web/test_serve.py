"""The screen in a browser: who is let in, what they may do, and that it works there as in a terminal."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from kztui.casebook import Casebook
from kztui.cli.program import kztui
from tests.tui.world import make_casebook
from tests.unit.web.browser import ENOUGH, Tab

if TYPE_CHECKING:
    from selenium.webdriver import Chrome


class Served:
    """A running ``kztui serve`` and its addresses by author; that of readers is under "to read"."""

    def __init__(self, home: Path, location: str, *options: str) -> None:
        folders = {name: str(home / name) for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kztui", "serve", location, "--port", "0", *options],
            env={**os.environ, **folders},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout
        self.addresses: dict[str, str] = {}
        for _ in range(1 + options.count("--author")):
            author, address = self.process.stdout.readline().strip().split("  ")
            self.addresses[author] = address

    def children(self) -> list[str]:
        """Return the programs that run for visitors."""
        found = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return found.split()

    def end(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(ENOUGH)


Serve = Callable[..., Served]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A casebook with three incidents, one of them told in hostile text."""
    path = tmp_path / "incidents.json"
    make_casebook(path).close()
    return path


@pytest.fixture
def serve(path: Path, tmp_path: Path) -> Iterator[Serve]:
    """Serves the casebook until the test ends."""
    running: list[Served] = []

    def start(*options: str, location: str = str(path)) -> Served:
        running.append(Served(tmp_path, location, *options))
        return running[-1]

    yield start
    for one in running:
        one.end()


@pytest.fixture
def opened(chromium: "Chrome") -> Iterator[Callable[[str], Tab]]:
    """Opens a tab, which is left when the test ends."""
    tabs: list[Tab] = []

    def open_tab(address: str) -> Tab:
        tabs.append(Tab(chromium, address))
        return tabs[-1]

    chromium.set_window_size(1280, 900)
    yield open_tab
    for tab in tabs:
        tab.close()


def ask(address: str, path: str, **headers: str) -> int:
    """Return the status that the server answers with."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc, timeout=ENOUGH)
    connection.request("GET", path, headers=headers)
    return connection.getresponse().status


UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


def test_nobody_gets_in_without_the_token_or_from_a_foreign_page(serve: Serve) -> None:
    served = serve()
    address = served.addresses["to read"]
    own, token = f"http://{urlsplit(address).netloc}", urlsplit(address).path.strip("/")
    wrong = token[:-1] + ("a" if token[-1] != "a" else "b")
    for path in ("/", "/ws", "/static/js/textual.js", f"/{wrong}/", f"/{wrong}/ws", f"/{wrong}/page/page.css", "//ws"):
        assert ask(address, path, **UPGRADE, Origin=own) == 404
    assert ask(address, f"/{token}/") == 200
    assert ask(address, f"/{token}/page/%2e%2e/server.py") in (403, 404)
    for origin in ("http://evil.example", "null", f"{own}.evil.example", f"{own[:-1]}0", ""):
        assert ask(address, f"/{token}/ws", **UPGRADE, Origin=origin) == 403
    assert ask(address, f"/{token}/ws", **UPGRADE) == 403
    assert served.children() == []
    assert ask(address, f"/{token}/ws", **UPGRADE, Origin=own) == 101


def test_an_author_works_in_the_browser_as_in_a_terminal(
    serve: Serve, opened: Callable[[str], Tab], path: Path
) -> None:
    served = serve("--write", "--author", "ada", "--author", "bo")
    address = served.addresses["ada"]
    tab = opened(address)
    tab.until("newest first")
    tab.press("/")  # no click before: the terminal has the keys
    tab.press("taraz")
    tab.until("1 of 3")
    tab.press(Keys.ENTER)
    tab.until("A bomb went off")
    tab.press("a")
    tab.until("Note: ")
    tab.press("кто это сказал?")
    tab.until("кто это сказал?")
    tab.press(Keys.ENTER)
    tab.until("Note saved.")
    tab.press("Y")
    tab.until("Copied")
    assert "Taraz" in tab.clipboard() or "bomb" in tab.clipboard()
    own = f"http://{urlsplit(address).netloc}/"
    assert all(one.startswith(own) for one in tab.requests())
    tab.reload()
    tab.until("кто это сказал?")
    with Casebook.open(path) as book:
        (row,) = book.search("taraz").rows(0, 9)
        assert [(one.author, one.text) for one in book.annotations(row.id)] == [("ada", "кто это сказал?")]


def test_a_reader_reads_hostile_text_and_cannot_write(serve: Serve, opened: Callable[[str], Tab], path: Path) -> None:
    before = path.read_bytes()
    tab = opened(serve().addresses["to read"])
    tab.until("newest first")
    tab.press("/", "fire", Keys.ENTER)
    tab.until("[@click=app.quit]press[/]")
    assert tab.script("return document.title") == "incidents.json · kztui"
    refusal = "You may read this casebook and not change it"
    for key in ("a", "x", "I"):
        tab.press(key)
        tab.until(refusal)
        tab.press(Keys.DOWN)
        tab.until_gone(refusal)
    assert path.read_bytes() == before


def test_the_program_of_a_visitor_ends_with_the_tab(serve: Serve, opened: Callable[[str], Tab]) -> None:
    served = serve("--visitors", "1")
    tab = opened(served.addresses["to read"])
    tab.until("newest first")
    assert len(served.children()) == 1
    assert ask(served.addresses["to read"], urlsplit(served.addresses["to read"]).path) == 503
    tab.close()
    WebDriverWait(tab.chrome, ENOUGH, 0.05).until(lambda _: not served.children())
    opened(served.addresses["to read"]).until("newest first")


def test_visits_end_with_the_server(serve: Serve, opened: Callable[[str], Tab]) -> None:
    served = serve()
    opened(served.addresses["to read"]).until("newest first")
    (child,) = served.children()
    served.end()
    assert not Path(f"/proc/{child}").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--write",), "--write needs an --author"),
        (("--author", "ada"), "an --author needs --write"),
        (("--public-url", "kz.example.org"), "begins with http:// or https://"),
        (("--public-url", "http://"), "and the name of a host"),
        (("--write", "--author", ""), "an --author needs a name"),
        (("--write", "--author", " "), "an --author needs a name"),
        (("--write", "--author", "\udcff"), "not text in UTF-8"),
        (("--host", "\udcff"), "not text in UTF-8"),
        (("--host", "ә" * 70), "not the name of a host"),
        (("--host", "ә..kz"), "not the name of a host"),
        (("--host", "a..b"), "choose another --host or --port"),
        (("--host", "203.0.113.1"), "cannot serve at 203.0.113.1"),
    ],
)
def test_what_cannot_be_served_is_one_line(path: Path, words: tuple[str, ...], says: str) -> None:
    done = CliRunner().invoke(kztui, ["serve", str(path), "--port", "0", *words])
    assert done.exit_code in (1, 2)
    assert says in re.sub(r"\s+", " ", done.output)


@pytest.mark.parametrize("port", ["99999", "65536", "-1"])
def test_a_port_that_cannot_be_is_refused(path: Path, port: str) -> None:
    done = CliRunner().invoke(kztui, ["serve", str(path), "--port", port])
    assert (done.exit_code, "0<=x<=65535" in done.output) == (2, True)
