"""Each writing command, killed at each system call that changes a file: all of the change is there, or none of it.

Linux only: the command runs under ptrace and is stopped at its system calls.
"""

import ctypes
import os
import platform
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from kztui.casebook import Casebook
from kztui.model.row import row_view
from tests.robustness.command import run
from tests.robustness.work import Work
from tests.robustness.world import NAME, another_report, ids, make_world, report_ids

CHANGES = {
    "x86_64": {1, 18, 20, 73, 74, 75, 76, 77, 82, 83, 85, 86, 87, 88, 90, 91, 258, 263, 264, 265, 266, 268, 285, 316},
    "aarch64": {32, 34, 35, 36, 37, 38, 45, 46, 47, 52, 53, 64, 66, 68, 82, 83, 276},
}
"""By machine, the numbers of write, pwrite64, writev, flock, fsync, fdatasync, truncate, ftruncate, rename, mkdir,
creat, link, unlink, symlink, chmod, fchmod, their kin with `at`, and fallocate (asm/unistd.h).
"""
OPENAT = {"x86_64": 257, "aarch64": 56}
FEW = 4
"""So many commands are tried where the time is bounded: to count the changes of all takes longer than a short run."""

TRACEME, SYSCALL, SETOPTIONS, GET_SYSCALL_INFO = 0, 24, 0x4200, 0x420E  # linux/ptrace.h
TRACESYSGOOD, EXITKILL = 1, 0x100000
INFO_BYTES, ENTRY = 88, 1


class Traced(NamedTuple):
    """How a traced command ended: how many changing calls it made or began, whether it was killed, what it said."""

    calls: int
    killed: bool
    said: str


def commands(casebook: Path, report: Path) -> list[tuple[str, ...]]:
    """Return the commands that write."""
    first, second, *_ = ids(casebook)
    told, other, *_ = report_ids(casebook)
    return [
        ("annotate", first, "--note", "killed?"),
        ("annotate", second, "--tag", "killed"),
        ("undo",),
        ("redo",),
        ("merge", second, first),
        ("split", first, "--paragraphs", "1"),
        ("refuse", first, second),
        ("import", str(report)),
        ("edit", told, "--title", "Another title"),
        ("set-aside", other),
        ("dismiss", second),
        ("fold",),
    ]


def attempt(work: Work) -> str:
    """Kill each command at each of its changes."""
    if not sys.platform.startswith("linux") or platform.machine() not in CHANGES:
        return "skipped: needs Linux on x86-64 or ARM64"
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    world, other = make_world(work.folder / "world"), _other(work.folder)
    merged, undone = (_merged(work.folder / name, other) for name in ("merged", "undone"))
    assert run("undo", "--casebook", str(undone / NAME)).code == 0
    report = another_report(work.folder)
    points = []
    after = {}
    merges = [(world, ("merge-casebooks", str(other))), (merged, ("undo",)), (undone, ("redo",))]
    tasks = [*((world, words) for words in commands(world / NAME, report)), *merges]
    for where, words in tasks if work.seconds is None else work.chance.sample(tasks, FEW):
        casebook = work.fresh(where) / NAME
        whole = traced(words, casebook, work.folder, 0)
        after[where, words] = state_of(casebook)
        points += [(where, words, number) for number in range(1, whole.calls + 1)]
    before = {where: state_of(where / NAME) for where in (world, merged, undone)}
    for where, words, number in work.sample(points):
        casebook = work.fresh(where) / NAME
        done = traced(words, casebook, work.folder, number)
        problem = _judge(casebook, done, before[where], after[where, words])
        if problem:
            work.defect(f"{problem}: {words[0]}", f"kztui {' '.join(words)} killed at change {number}", casebook.parent)
    return f"{work.count} kills at {len(points)} system calls"


def _other(folder: Path) -> Path:
    """Return a casebook of a colleague, with a report and a note on what it tells."""
    other = folder / "other.json"
    done = run("import", str(another_report(folder, 3)), "--casebook", str(other))
    assert done.code == 0, done
    done = run("annotate", ids(other)[0], "--note", "from elsewhere", "--casebook", str(other))
    assert done.code == 0, done
    return other


def _merged(folder: Path, other: Path) -> Path:
    """Return a folder with a casebook into which another one was merged: undo puts back what was there before."""
    world = make_world(folder)
    done = run("merge-casebooks", str(world / NAME), str(other))
    assert done.code == 0, done
    return world


def _judge(casebook: Path, done: Traced, before: object, after: object) -> str:
    state = state_of(casebook)
    if state not in (before, after):
        return "half of a change"
    if done.said and state != after:
        return "a change that was acknowledged is lost"
    checked = run("check", "--casebook", str(casebook))
    if checked.code:
        return f"check fails ({checked.defect or (checked.out or checked.err).splitlines()[0][:120]})"
    for words in (
        ("annotate", ids(casebook)[0], "--note", "and on"),
        ("import", str(another_report(casebook.parent, 9))),
    ):
        again = run(*words, "--casebook", str(casebook))
        if again.code:
            return f"the next change fails ({again.defect or again.err.strip()[-120:]})"
    if any(path.suffix == ".tmp" for path in casebook.parent.iterdir()):
        return "the next changes leave a temporary file"
    return ""


def state_of(casebook: Path) -> object:
    """Return what a casebook holds, apart from what is new with each run (ids and times of annotations)."""
    book = Casebook.open(casebook)
    results = book.search()
    rows = [row_view(row) for row in results.rows(0, results.count)]
    noted = [
        (one.kind, one.text, one.target.incident, one.target.fact, one.verdict, one.into, one.facts)
        for row in rows
        for one in book.annotations(row["id"])
    ]
    return book.problem, rows, noted


def traced(words: tuple[str, ...], casebook: Path, folder: Path, kill_at: int) -> Traced:
    """Run a command under ptrace and kill it at the beginning of its change number `kill_at`; 0 lets it end."""
    said = folder / "said"
    named = [str(casebook), *words[1:]] if words[0] == "merge-casebooks" else [*words[1:], "--casebook", str(casebook)]
    arguments = [sys.executable, "-m", "kztui", words[0], *named]
    trace = _libc().ptrace
    child = os.fork()
    if not child:
        _become(arguments, said, trace)
    os.waitpid(child, 0)
    trace(SETOPTIONS, child, 0, TRACESYSGOOD | EXITKILL)
    calls = passing = 0
    info = ctypes.create_string_buffer(INFO_BYTES)
    while True:
        trace(SYSCALL, child, 0, passing)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status) or os.WIFSIGNALED(status):
            return Traced(calls, os.WIFSIGNALED(status), said.read_text("utf-8", "replace"))
        passing = os.WSTOPSIG(status)
        if passing == signal.SIGTRAP | 0x80:
            passing = 0
            trace(GET_SYSCALL_INFO, child, INFO_BYTES, ctypes.addressof(info))
            if info.raw[0] == ENTRY and _changes(info.raw):
                calls += 1
                if calls == kill_at:
                    os.kill(child, signal.SIGKILL)


def _changes(info: bytes) -> bool:
    """Return whether the system call that is entered changes a file, or makes one."""
    number, *arguments = (int.from_bytes(info[at : at + 8], "little") for at in range(24, 24 + 8 * 4, 8))
    machine = platform.machine()
    return number in CHANGES[machine] or (number == OPENAT[machine] and bool(arguments[2] & os.O_CREAT))


def _become(arguments: list[str], said: Path, trace: Callable[..., int]) -> None:
    """Become the traced command, in the forked child."""
    output = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(output, 1)
    os.dup2(output, 2)
    trace(TRACEME, 0, 0, 0)
    os.execv(arguments[0], arguments)


def _libc() -> ctypes.CDLL:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.ptrace.argtypes = [ctypes.c_long] * 4
    libc.ptrace.restype = ctypes.c_long
    return libc
