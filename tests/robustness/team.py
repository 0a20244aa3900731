"""A team writes while its server restarts, the network is cut and their programs are killed: no note that was
acknowledged is lost, and none is there twice.
"""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
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

address, incident, name, notes = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
book = Casebook.open(address)
for number in range(notes):
    text = book.annotate(AnnotationKind.NOTE, Target(incident), text=f"{name} {number}").text
    print(text, "away" if "to send" in book.standing else "sent", sep=": ", flush=True)
    while number % 10 == 0 and "away" in book.standing:  # else most would be written while away, which is quick
        time.sleep(0.05)
        book.refresh()
while book.standing != "analyst":
    time.sleep(0.1)
    book.refresh()
    book.prepare()
"""

PAUSE = 0.15
"""Seconds between two faults at least; at most three times as many."""

_FOUND = "select text from kztui.annotation where role like 'writer%'"


def attempt(work: Work) -> str:
    """Let writers write notes while faults happen; look for what is missing."""
    notes = NOTES if work.seconds is None else 20
    with running_server() as server:
        database = new_database(server, "faults")
        incidents = _incidents(database)
        network = CuttableNetwork(socket_of(server))
        writers = [_Writer(work.folder, network.port, number, incidents[number], notes) for number in range(WRITERS)]
        while not all(one.said for one in writers):  # none can begin without the server
            _pause(writers, 0.1)
        faults = Counter[str]()
        while any(one.is_writing for one in writers):
            _pause(writers, PAUSE * (1 + 2 * work.chance.random()))
            fault = work.chance.choices(("cuts", "restarts", "kills"), (6, 2, 1))[0]
            faults[fault] += 1
            if fault == "kills":
                work.chance.choice(writers).kill()
            elif fault == "restarts":
                server.stop()
                _pause(writers, 2 * PAUSE)
                server.start()
            else:
                network.cut()
                _pause(writers, 2 * PAUSE * work.chance.random())
                network.mend()
        for one in writers:
            if failed := one.end():
                work.defect(f"a writer failed: {failed}", f"{WRITERS} writers")
        with psycopg.connect(database) as connection:
            found = [text for (text,) in connection.execute(_FOUND)]
        network.cut()
    said = {text: how for one in writers for text, how in one.said}
    if lost := said.keys() - set(found):
        work.defect("acknowledged notes were lost", f"{len(lost)} of {len(said)}: {min(lost)}")
    if len(found) != len(set(found)):
        work.defect("notes came twice", f"{len(found) - len(set(found))} of {len(said)}")
    away = list(said.values()).count("away")
    kept = f"{len(said):,} notes acknowledged ({away:,} of them while away), {len(said) - len(lost):,} on the server"
    return f"{WRITERS} writers, {kept}; {', '.join(f'{count} {fault}' for fault, count in sorted(faults.items()))}"


class _Writer:
    """The program of one analyst who writes `notes` notes; killed, it is started again for the remaining ones."""

    def __init__(self, folder: Path, port: int, number: int, incident: str, notes: int) -> None:
        self._name, self._incident, self._notes = f"writer{number}", incident, notes
        self._address = f"postgresql://{self._name}@127.0.0.1:{port}/faults"
        self._output = folder / f"{self._name}.said"
        folders = {each: str(folder / self._name / each) for each in ("XDG_CACHE_HOME", "XDG_STATE_HOME")}
        self._environment = {**os.environ, **folders}
        self._starts = 0
        self.process = self._started(notes)

    @property
    def said(self) -> list[tuple[str, str]]:
        """The notes that it was told are kept, each with whether it was sent at once."""
        lines = (line.partition(": ") for line in self._output.read_text().splitlines())
        return [(text, how) for text, _, how in lines if how in ("away", "sent")]  # others were cut off by a kill

    @property
    def is_writing(self) -> bool:
        """Whether it runs and has not written all."""
        return self.process.poll() is None and len(self.said) < self._notes

    def kill(self) -> None:
        """Kill it in the middle of whatever it does, and start it again, unless it is done."""
        if self.is_writing:
            self.process.kill()
            self.process.communicate()
            with self._output.open("a") as output:
                output.write("\n")
            self.process = self._started(self._notes - len(self.said))

    def end(self) -> str:
        """Wait until it has sent all; return why it failed, if it did. What it left unsent is sent by another start."""
        _, errors = self.process.communicate()
        if not self.process.returncode:
            return ""
        self.process = self._started(0)
        self.process.communicate()
        return errors.strip().splitlines()[-1][:150]

    def _started(self, notes: int) -> "subprocess.Popen[str]":
        self._starts += 1
        words = (self._address, self._incident, f"{self._name}/{self._starts}", str(notes))
        with self._output.open("a") as output:
            return subprocess.Popen(
                [sys.executable, "-c", WRITER, *words],
                env=self._environment,
                stdout=output,
                stderr=subprocess.PIPE,
                text=True,
            )


def _incidents(database: str) -> list[str]:
    """Make a casebook of the bundled incidents; return the ids of one for each writer."""
    create(database)
    for number in range(WRITERS):
        admit(database, f"writer{number}", Rights.ANALYST)
    with Casebook.open(database) as book:
        book.take_in(Casebook.open(bundled("incidents.json")).batch())
        return [row.id for row in book.search().rows(0, WRITERS)]


def _pause(writers: Sequence[_Writer], seconds: float) -> None:
    """Wait until some seconds are over, or all writers are done."""
    try:
        next(one.process for one in writers if one.process.poll() is None).wait(seconds)
    except (subprocess.TimeoutExpired, StopIteration):
        return
