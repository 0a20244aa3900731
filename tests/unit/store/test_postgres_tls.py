"""A shared casebook over TLS, with a server that is installed: that of the wheel has none."""

import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest

from kztui.casebook import Casebook
from kztui.errors import StoreError
from kztui.model.annotation import AnnotationKind, Target
from kztui.model.fact import Fact
from kztui.model.report import Report
from kztui.store.postgres import connection
from kztui.store.postgres.schema import create
from tests.cuttable import CuttableNetwork

MakeReport = Callable[..., Report]
MakeFacts = Callable[[Report], tuple[Fact, ...]]

pytestmark = pytest.mark.skipif(
    not (shutil.which("pg_ctl") and shutil.which("openssl")), reason="needs pg_ctl and openssl, as Debian has them"
)


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """The port of a server at localhost that takes connections over TLS only."""
    with TemporaryDirectory(prefix="kztui-tls-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        _certify(folder, "server")
        (folder / "hba.conf").write_text("hostssl all all 127.0.0.1/32 trust\n")
        if os.getuid() == 0:  # the server refuses to run as root
            for path in (folder, *folder.iterdir()):
                shutil.chown(path, "postgres", "postgres")
        free = _free_port()
        settings = {
            "ssl": "on",
            "ssl_cert_file": folder / "server.crt",
            "ssl_key_file": folder / "server.key",
            "hba_file": folder / "hba.conf",
            "listen_addresses": "127.0.0.1",
            "port": free,
            "unix_socket_directories": "",
            "fsync": "off",
        }
        data, options = str(folder / "data"), " ".join(f"-c {key}='{value}'" for key, value in settings.items())
        _run(["initdb", "-U", "postgres", "-A", "trust", "--no-sync", "-D", data], folder)
        _run(["pg_ctl", "-D", data, "-l", str(folder / "log"), "-w", "-o", options, "start"], folder)
        yield free
        _run(["pg_ctl", "-D", data, "-m", "immediate", "stop"], folder)


def _run(command: Sequence[str], folder: Path) -> None:
    user = "postgres" if os.getuid() == 0 else None
    subprocess.run(command, user=user, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _certify(folder: Path, name: str) -> Path:
    """Make a certificate of localhost that nobody else has signed."""
    certificate, key = folder / f"{name}.crt", folder / f"{name}.key"
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    named = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    command = [*made, *named, "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    key.chmod(0o600)
    return certificate


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@pytest.fixture
def certificate(port: int) -> str:
    """Where the certificate of the server is, as one would have been given it."""
    with psycopg.connect(f"postgresql://postgres@127.0.0.1:{port}/postgres?sslmode=require") as asking:
        row = asking.execute("show ssl_cert_file").fetchone()
        asking.commit()
        asking.autocommit = True
        asking.execute("drop database if exists kz")
        asking.execute("create database kz")
    assert row
    return str(row[0])


def test_a_server_is_verified_and_another_certificate_is_a_line(
    port: int, certificate: str, tmp_path: Path, make_report: MakeReport, make_facts: MakeFacts
) -> None:
    address = f"postgresql://postgres@localhost:{port}/kz?sslmode=verify-full&sslrootcert="
    create(address + certificate)
    report = make_report()
    with Casebook.open(address + certificate) as book:
        book.add([(report, [make_facts(report)])])
        assert book.incident_count == 1
    with psycopg.connect(address + certificate) as asking:
        assert asking.execute("select ssl from pg_stat_ssl where pid = pg_backend_pid()").fetchone() == (True,)
    with Casebook.open(address + str(_certify(tmp_path, "other"))) as book, pytest.raises(StoreError) as refused:
        book.prepare()
    assert "certificate verify failed" in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


def test_a_cut_connection_is_a_line_and_what_was_written_is_sent_once(
    port: int,
    certificate: str,
    monkeypatch: pytest.MonkeyPatch,
    make_report: MakeReport,
    make_facts: MakeFacts,
) -> None:
    monkeypatch.setattr(connection, "RETRY_SECONDS", 0.0)
    network = CuttableNetwork(("127.0.0.1", port))
    address = f"postgresql://postgres@localhost:{network.port}/kz?sslmode=verify-full&sslrootcert={certificate}"
    create(address)
    report = make_report()
    with Casebook.open(address) as book:
        book.add([(report, [make_facts(report)])])
        (row,) = book.search().rows(0, 9)
        network.cut()
        book.annotate(AnnotationKind.NOTE, Target(row.id), text="from the train")
        assert book.standing == "away, 1 to send"
        assert len(book.prepare().splitlines()) <= 1
        network.mend()
        book.refresh()
        assert book.standing == ""
    network.cut()
    with psycopg.connect(f"postgresql://postgres@127.0.0.1:{port}/kz?sslmode=require") as asking:
        assert asking.execute("select text from kztui.annotation").fetchall() == [("from the train",)]
