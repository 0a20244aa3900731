"""A server of the screen: textual-serve with a token in the address, a page of our own, and an end to each visit.

What is asked of it without a token gets no answer but that there is nothing. The websocket is for pages of this server
only: browsers say which page opens it, and a foreign page cannot pretend.
"""

import asyncio
import logging
import socket
from collections.abc import Sequence
from contextlib import suppress
from hmac import compare_digest
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp_jinja2
import jinja2
import textual_serve
from aiohttp import WSMsgType, web
from aiohttp.typedefs import Handler
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager
from textual_serve.server import Server

from kztui.errors import UserError
from kztui.web.guests import Guest

ENDING_SECONDS = 5.0
"""How long the program of a visitor may take to end before it is killed."""

LONGEST_MESSAGE = 1_000_000
"""Bytes: more than anybody types or pastes at once."""

_STATIC = Path(textual_serve.__file__).parent / "static"
_OWN = Path(__file__).parent / "page"
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
    " connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


class WebServer(Server):
    """Serves guests, at most so many visitors at once, on a port that is taken when it is made.

    Raises UserError when it cannot be.
    """

    def __init__(self, guests: Sequence[Guest], name: str, *, host: str, port: int, public: str, most: int) -> None:
        try:
            self._socket = socket.create_server((host, port))
        except (TypeError, UnicodeError) as error:  # what no name of a host can be
            raise UserError(f"cannot serve at {host}: that is not the name of a host: choose another --host") from error
        except OSError as error:
            raise UserError(
                f"cannot serve at {host}:{port}: {error.strerror}: choose another --host or --port"
            ) from error
        port = self._socket.getsockname()[1]
        super().__init__("", host, port, name, public.rstrip("/") or f"http://{host}:{port}")
        self._guests = guests
        self._most = most
        self._visits: set[Visit] = set()
        own = {urlsplit(self.public_url)._replace(path="", query="", fragment="").geturl()}
        self._origins = own if public else own | {f"http://{name}:{port}" for name in ("127.0.0.1", "localhost")}

    def address(self, guest: Guest) -> str:
        """Return the address that a guest opens."""
        return f"{self.public_url}/{guest.token}/"

    def run(self) -> None:
        """Serve until the process is told to end."""
        logging.getLogger("textual-serve").setLevel(logging.ERROR)
        web.run_app(self._make_app(), sock=self._socket, print=None, access_log=None)

    async def _make_app(self) -> web.Application:
        app = web.Application(middlewares=[self._guard])
        aiohttp_jinja2.setup(app, loader=jinja2.FileSystemLoader(_OWN), autoescape=True)
        app.add_routes([web.get("/{token}/", self.handle_index), web.get("/{token}/ws", self.handle_websocket)])
        for one in self._guests:
            app.add_routes([web.static(f"/{one.token}/static", _STATIC), web.static(f"/{one.token}/page", _OWN)])
        app.on_shutdown.append(self.on_shutdown)
        return app

    async def on_shutdown(self, app: web.Application) -> None:
        """End all visits."""
        await asyncio.gather(*(visit.stop() for visit in tuple(self._visits)))

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer nobody without a token."""
        if self._guest(request) is None:
            return web.Response(status=404, text="There is nothing here.\n", headers=_HEADERS)
        response = await handler(request)
        if not response.prepared:
            response.headers.update(_HEADERS)
        return response

    def _guest(self, request: web.Request) -> Guest | None:
        token = request.path.split("/")[1].encode()
        return next((one for one in self._guests if compare_digest(one.token.encode(), token)), None)

    async def handle_index(self, request: web.Request) -> web.StreamResponse:
        """Return the page, which opens the websocket; or that all places are taken."""
        if len(self._visits) >= self._most:
            context = {"name": self.title, "full": True}
            return aiohttp_jinja2.render_template("page.html", request, context, status=503)
        guest = self._guest(request)
        assert guest
        socket_url = self.address(guest).replace("http", "ws", 1) + "ws"
        if not self._public_is(request):
            socket_url = f"ws://{request.host}/{guest.token}/ws"
        return aiohttp_jinja2.render_template("page.html", request, {"name": self.title, "socket": socket_url})

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Run the program for a tab until it is closed."""
        if request.headers.get("Origin", "") not in self._origins:
            raise web.HTTPForbidden(text="This page may not open the screen.\n")
        if len(self._visits) >= self._most:
            raise web.HTTPServiceUnavailable(text="All places are taken.\n")
        guest = self._guest(request)
        assert guest
        channel = web.WebSocketResponse(heartbeat=15, max_msg_size=LONGEST_MESSAGE)
        with guest.state() as state:
            visit = Visit(guest, state, channel, self.download_manager)
            self._visits.add(visit)
            try:
                await channel.prepare(request)
                await visit.start(_cells(request, "width", 80), _cells(request, "height", 24))
                await _forward(channel, visit)
            finally:
                await asyncio.shield(visit.stop())
                self._visits.discard(visit)
                with suppress(ConnectionError):
                    await channel.close()
        return channel

    def _public_is(self, request: web.Request) -> bool:
        """Return whether a request came to the address that the server says it has."""
        return request.host == urlsplit(self.public_url).netloc or "X-Forwarded-Host" in request.headers


class Visit(AppService):
    """The program that runs for one tab."""

    def __init__(self, guest: Guest, state: Path, channel: web.WebSocketResponse, downloads: DownloadManager) -> None:

        async def close() -> None:
            await channel.close()

        super().__init__(
            "",
            write_bytes=channel.send_bytes,
            write_str=channel.send_str,
            close=close,
            download_manager=downloads,
        )
        self._guest = guest
        self._state = state

    async def _open_app_process(self, width: int = 80, height: int = 24) -> asyncio.subprocess.Process:
        environment = {**self._build_environment(width, height), "XDG_STATE_HOME": str(self._state)}
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            *self._guest.command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment
        )
        self._process, self._stdin = process, process.stdin
        return process

    async def stop(self) -> None:
        """End the program in order; kill it when it does not end."""
        with suppress(asyncio.TimeoutError, ConnectionError):
            await asyncio.wait_for(super().stop(), ENDING_SECONDS)
        process = self._process
        if process is not None and process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()


async def _forward(channel: web.WebSocketResponse, visit: Visit) -> None:
    """Hand on what a visitor types to the program; anything else that is sent ends the visit."""
    async for message in channel:
        if message.type is not WSMsgType.TEXT:
            return
        match message.json():
            case ["stdin", str(typed)]:
                await visit.send_bytes(typed.encode("utf-8", "replace"))
            case ["resize", {"width": int(width), "height": int(height)}]:
                await visit.set_terminal_size(width, height)
            case ["ping", data]:
                await channel.send_json(["pong", data])
            case ["blur"] | ["focus"]:
                pass
            case _:
                return


def _cells(request: web.Request, name: str, usual: int) -> int:
    value = request.query.get(name, "")
    return min(max(int(value), 1), 1_000) if value.isdecimal() else usual
