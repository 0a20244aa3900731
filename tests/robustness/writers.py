"""Many writers at once: no note that was said to be saved is lost, none comes twice, and no id is given twice."""

import subprocess
import sys
from pathlib import Path

from kztui.casebook import Casebook
from tests.robustness.command import run
from tests.robustness.work import Work
from tests.robustness.world import NAME, another_report, ids, make_world

WRITERS, NOTES = 8, 500

WRITER = """
import random, sys
from pathlib import Path
from kztui.casebook import Casebook
from kztui.model.annotation import AnnotationKind, Target

casebook, incident, author, notes = Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
chance = random.Random(author)
book = Casebook.open(casebook, author=author)
for number in range(notes):
    added = book.annotate(AnnotationKind.NOTE, Target(incident), text=f"{author} {number}")
    print("+", added.text, flush=True)
    if chance.random() < 0.1:
        for one in book.undo():
            print("-", one.text, flush=True)
"""


def attempt(work: Work) -> str:
    """Let writers write notes, others import and split, all at once; look for what is missing."""
    world = make_world(work.folder / "world")
    notes = rounds = 0
    for _ in work.repeat(1 if work.seconds is None else 10**6):
        notes += _notes(work, work.fresh(world) / NAME, NOTES if work.seconds is None else 20)
        _identities(work, work.fresh(world) / NAME)
        rounds += 1
    return f"{rounds} rounds of {WRITERS} writers, {notes:,} notes"


def _notes(work: Work, casebook: Path, notes: int) -> int:
    first = ids(casebook)[0]
    commands = [
        [sys.executable, "-c", WRITER, str(casebook), first, f"writer-{number}", str(notes)]
        for number in range(WRITERS)
    ]
    outputs, errors = _all(commands)
    for error in errors:
        work.defect(f"a writer failed: {error.splitlines()[-1][:150]}", f"{WRITERS} writers of {notes} notes")
    said = [line for output in outputs for line in output.splitlines()]
    kept = {line[2:] for line in said if line[0] == "+"} - {line[2:] for line in said if line[0] == "-"}
    found = [one.text for one in Casebook.open(casebook).annotations(first) if one.text.startswith("writer-")]
    if lost := kept - set(found):
        work.defect("acknowledged notes were lost", f"{len(lost)} of {len(kept)}")
    if len(found) != len(set(found)) or set(found) - kept:
        work.defect("notes came twice, or came back", f"{len(found)} found, {len(kept)} written")
    return len(kept)


def _identities(work: Work, casebook: Path) -> None:
    """Import and split at once: each makes one incident with an id of its own."""
    before = ids(casebook)
    kztui = [sys.executable, "-m", "kztui"]
    commands = [
        [*kztui, "import", str(another_report(work.folder, number)), "--casebook", str(casebook)] for number in range(4)
    ]
    splittable = [one for one in before if len(Casebook.open(casebook).incident(one).facts) > 4][:4]
    commands += [
        [*kztui, "split", one, "--facts", _last_fact(casebook, one), "--casebook", str(casebook)] for one in splittable
    ]
    _, errors = _all(commands)
    for error in errors:
        work.defect(f"a writer failed: {error.splitlines()[-1][:150]}", "imports and splits at once")
    after = ids(casebook)
    if len(after) != len(before) + len(commands) - len(errors) or len(after) != len(set(after)):
        work.defect("imports and splits at once lose or share incidents", f"{before} and {len(commands)} more: {after}")
    checked = run("check", "--casebook", str(casebook))
    if checked.code:
        work.defect("check fails after imports and splits at once", checked.out[:300])


def _last_fact(casebook: Path, incident: str) -> str:
    return Casebook.open(casebook).incident(incident).facts[-1].id


def _all(commands: list[list[str]]) -> tuple[list[str], list[str]]:
    """Run commands at once; return what each wrote to stdout, and what those that failed wrote to stderr."""
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for command in commands
    ]
    outputs, errors = [], []
    for one in running:
        out, err = one.communicate()
        outputs.append(out)
        if one.returncode:
            errors.append(err or f"exit code {one.returncode}")
    return outputs, errors
