"""A program that writes notes is killed again and again: no file breaks, and no note that it said was saved is lost."""

import random
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from tinydb import TinyDB

from kztui.casebook import Casebook
from tests.files import notes_file, records_file

ID = "KZ-2016-0001"
KILLS = 40
WRITER = """
import sys
from pathlib import Path
from kztui.casebook import Casebook
from kztui.model.annotation import AnnotationKind, Target

from kztui.store.tinydb import storage  # imported before the clock of the test starts
import filelock

casebook = Casebook.open(Path(sys.argv[1]), author="ada")
casebook.annotations("")
print("ready", file=sys.stderr, flush=True)
while True:
    noted = casebook.annotate(AnnotationKind.NOTE, Target("KZ-2016-0001"), text="a note of some length " * 5)
    print(noted.id, flush=True)
"""


def _kill_at_a_random_moment(path: Path, chance: random.Random) -> list[str]:
    """Let a writer write and kill it; return the ids of the notes that it said were saved."""
    command = [sys.executable, "-c", WRITER, str(path)]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert writer.stderr
    assert writer.stderr.readline() == "ready\n"
    with suppress(subprocess.TimeoutExpired):
        writer.communicate(timeout=chance.uniform(0, 0.02))
    writer.kill()
    told, _ = writer.communicate()
    return told.split("\n")[:-1]


def test_a_killed_writer_breaks_nothing_and_loses_no_saved_note(casebook: Casebook) -> None:
    chance = random.Random(20161)
    before = records_file(casebook).read_bytes()
    acknowledged: list[str] = []
    amid = 0
    for _ in range(KILLS):
        acknowledged += _kill_at_a_random_moment(records_file(casebook), chance)
        amid += any(records_file(casebook).parent.glob(".*.tmp"))
        opened = Casebook.open(casebook.location)
        assert opened.problem == ""
        saved = {annotation.id for annotation in opened.annotations(ID)}
        assert saved.issuperset(acknowledged)
        if notes_file(opened).exists():
            assert {"annotations", "meta"} <= TinyDB(notes_file(opened)).tables()
    assert records_file(casebook).read_bytes() == before
    assert acknowledged
    print(f"{KILLS} kills, {len(acknowledged)} saved notes, {amid} kills amid a write")
