"""A page fetched from its address: only when the user names it, within limits, and never from a private network."""

import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from kztui.errors import IngestError

SECONDS = 20
"""How long fetching may take, redirects included."""

LARGEST = 10_000_000
"""Bytes of a document."""

_REDIRECTS = (301, 302, 303, 307, 308)
_MOST_REDIRECTS = 5
_PORTS = {"http": 80, "https": 443}
_CHUNK = 65_536
_HEADERS = {"User-Agent": "kztui", "Accept": "*/*", "Accept-Encoding": "identity"}
_IN_PATH, _IN_QUERY = "/%:@!$&'()*+,;=~", "/%:@!$&'()*+,;=~?"

Progress = Callable[[int], object]
"""Hears how many bytes have come."""


class Fetched(NamedTuple):
    """What was at an address; `url` is where redirects led."""

    url: str
    data: bytes


def is_address(text: str) -> bool:
    """Return whether the user names a page, not a file: also one that `fetch` refuses for its scheme."""
    return re.match(r"[a-z][a-z0-9+.-]*://", text, re.IGNORECASE) is not None


def fetch(
    url: str, *, allow_private: bool = False, seconds: float = SECONDS, progress: Progress = lambda count: None
) -> Fetched:
    """Return what is at an address. Raises IngestError.

    The address, and that of each redirect, must not lead to a private network, this machine included, unless
    `allow_private`: a page could point to what only this machine can reach. The connection goes to the very number that
    was checked, so that a name cannot lead elsewhere meanwhile.
    """
    deadline = time.monotonic() + seconds
    here = url
    for _ in range(_MOST_REDIRECTS + 1):
        try:
            found = _get(here, deadline, allow_private, progress)
        except TimeoutError as error:
            raise IngestError(f"{url}: no answer within {seconds:.0f} seconds") from error
        except (OSError, HTTPException, ValueError) as error:
            raise IngestError(
                f"{url}: cannot be fetched ({' '.join(str(error).split()) or type(error).__name__})"
            ) from error
        if isinstance(found, bytes):
            return Fetched(here, found)
        here = urljoin(here, found)
    raise IngestError(f"{url}: it redirects more than {_MOST_REDIRECTS} times")


def _get(url: str, deadline: float, allow_private: bool, progress: Progress) -> bytes | str:
    """Return the document at an address, or the address that it redirects to."""
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise IngestError(f"{url}: only http and https addresses are fetched")
    port = parts.port or _PORTS[parts.scheme]
    number = _checked_number(url, parts.hostname, port, allow_private)
    connection = _connect(parts.scheme, parts.hostname, number, port, deadline)
    try:
        path = quote(parts.path or "/", safe=_IN_PATH) + (
            f"?{quote(parts.query, safe=_IN_QUERY)}" if parts.query else ""
        )
        connection.request("GET", path, headers=_HEADERS)
        answer = connection.getresponse()
        if answer.status in _REDIRECTS and (to := answer.headers.get("Location")):
            return to
        if answer.status != 200:
            raise IngestError(f"{url}: the server answers {answer.status} {answer.reason}".rstrip())
        return _content(url, answer, connection, deadline, progress)
    finally:
        connection.close()


def _content(url: str, answer: HTTPResponse, connection: HTTPConnection, deadline: float, progress: Progress) -> bytes:
    content = bytearray()
    while True:
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        if connection.sock is not None:
            connection.sock.settimeout(left)
        chunk = answer.read1(_CHUNK)
        if not chunk:
            return bytes(content)
        content += chunk
        progress(len(content))
        if len(content) > LARGEST:
            raise IngestError(
                f"{url}: more than {LARGEST // 1_000_000} MB are not fetched: save it and import the file"
            )


def _checked_number(url: str, host: str, port: int, allow_private: bool) -> str:
    """Return the number (IP address) of a host; raise IngestError when one of its numbers is private."""
    numbers = [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for number in numbers:
        address = ipaddress.ip_address(number.partition("%")[0])
        mapped = getattr(address, "ipv4_mapped", None) or address
        if not mapped.is_global or mapped.is_multicast:
            if allow_private:
                continue
            raise IngestError(f"{url}: it leads to a private address ({number}): use --allow-private if that is meant")
    return numbers[0]


def _connect(scheme: str, host: str, number: str, port: int, deadline: float) -> HTTPConnection:
    """Return a connection to the checked number that speaks to the host of this name."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    connection = (
        HTTPSConnection(host, port, timeout=left) if scheme == "https" else HTTPConnection(host, port, timeout=left)
    )
    plain = socket.create_connection((number, port), timeout=left)
    try:
        context = ssl.create_default_context() if scheme == "https" else None
        connection.sock = context.wrap_socket(plain, server_hostname=host) if context else plain
    except BaseException:
        plain.close()
        raise
    return connection
