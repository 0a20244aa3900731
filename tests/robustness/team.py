"""A team writes while its server restarts and the network is cut: no note is lost, and none is there twice."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg

from kztui.casebook import Casebook
from kztui.model.rights import Rights
from kztui.store.postgres.members import admit
from kztui.store.postgres.schema import create
from kztui.text.bundled import bundled
from tests.cuttable import CuttableNetwork
from tests.robustness.work import Work
from tests.servers import new_database, running_server, socket_of

WRITERS, NOTES = 8, 500

WRITER = """
import sys, time
from kztui.casebook import Casebook
from kztui.model.annotation import AnnotationKind, Target

address, incident, author, notes = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
book = Casebook.open(address)
away = 0
for number in range(notes):
    print(book.annotate(AnnotationKind.NOTE, Target(incident), text=f"{author} {number}").text, flush=True)
    away += "to send" in book.standing
    while number % 10 == 0 and "away" in book.standing:  # else most would be written while away, which is quick
        time.sleep(0.05)
        book.refresh()
while book.standing != "analyst":
    time.sleep(0.1)
    book.refresh()
    book.prepare()
print("away", away)
"""


_FOUND = "select text from kztui.annotation where role like 'writer%'"


def attempt(work: Work) -> str:
    """Let writers write notes while the server and the network fail; look for what is missing."""
    notes = NOTES if work.seconds is None else 20
    with running_server(work.folder / "server") as server:
        database = new_database(server, "faults")
        incidents = _incidents(database)
        network = CuttableNetwork(socket_of(server))
        writers = [_writer(work.folder, database, network.port, number, incidents, notes) for number in range(WRITERS)]
        while not all(_lines(work.folder, number) for number in range(WRITERS)):  # none can begin without the server
            _pause(writers, 0.1)
        cuts = restarts = 0
        while any(one.poll() is None and _lines(work.folder, n) < notes for n, one in enumerate(writers)):
            _pause(writers, 0.3 + work.chance.random())
            if work.chance.random() < 0.25:
                server.stop()
                _pause(writers, 0.3)
                server.start()
                restarts += 1
            else:
                network.cut()
                _pause(writers, 0.3 * work.chance.random())
                network.mend()
                cuts += 1
        said, away = _said(work, writers)
        with psycopg.connect(database) as connection:
            found = [text for (text,) in connection.execute(_FOUND)]
        network.cut()
    if lost := said - set(found):
        work.defect("acknowledged notes were lost", f"{len(lost)} of {len(said)}")
    if len(found) != len(set(found)):
        work.defect("notes came twice", f"{len(found) - len(set(found))} of {len(said)}")
    kept = f"{len(said):,} notes acknowledged ({away:,} of them while away), {len(found):,} on the server"
    return f"{WRITERS} writers, {kept}; {restarts} restarts and {cuts} cuts"


def _incidents(database: str) -> list[str]:
    """Make a casebook of the bundled incidents; return the ids of one for each writer."""
    create(database)
    for number in range(WRITERS):
        admit(database, f"writer{number}", Rights.ANALYST)
    with Casebook.open(database) as book:
        book.take_in(Casebook.open(bundled("incidents.json")).batch())
        return [row.id for row in book.search().rows(0, WRITERS)]


def _writer(
    folder: Path, database: str, port: int, number: int, incidents: list[str], notes: int
) -> "subprocess.Popen[str]":
    name = f"writer{number}"
    own = {each: str(folder / name / each) for each in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")}
    address = f"postgresql://{name}@127.0.0.1:{port}/faults"
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, address, incidents[number], name, str(notes)],
        env={**os.environ, **own},
        stdout=_output(folder, number).open("w"),
        stderr=subprocess.PIPE,
        text=True,
    )


def _output(folder: Path, number: int) -> Path:
    return folder / f"writer{number}.said"


def _lines(folder: Path, number: int) -> int:
    """Return how many notes a writer was told are kept, so far."""
    return _output(folder, number).read_text().count("\n")


def _pause(writers: "list[subprocess.Popen[str]]", seconds: float) -> None:
    """Wait until some seconds are over, or all writers are done."""
    try:
        next(one for one in writers if one.poll() is None).wait(seconds)
    except (subprocess.TimeoutExpired, StopIteration):
        return


def _said(work: Work, writers: "list[subprocess.Popen[str]]") -> tuple[set[str], int]:
    """Return the notes that the writers were told are kept, and how many of them while the server was away."""
    said, away = set(), 0
    for number, one in enumerate(writers):
        _, errors = one.communicate()
        if one.returncode:
            work.defect(f"a writer failed: {errors.splitlines()[-1][:150]}", f"{WRITERS} writers")
        for line in _output(work.folder, number).read_text().splitlines():
            if line.startswith("away "):
                away += int(line[5:])
            else:
                said.add(line)
    return said, away
