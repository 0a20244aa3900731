"""A shared casebook in figures: ``python tests/benchmarks/team.py [INCIDENTS]``.

A PostgreSQL server of its own runs on this machine, durable as installed. Measured are: loading a made-up casebook into
it, the first fill of a client (fetching and indexing), catching up with 1,000 changes, searching there and on a file,
a note of each of 8 clients, on the bundled casebook, against a bare INSERT and COMMIT of 8 clients, and how long
another's verdict takes to the screen. Times are of the clock, and of the processor where that says more.
"""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from generate import write_casebook
from measuring import database_of_its_own, machine, percentiles
from msgspec.structs import replace

from kztui.casebook import Casebook
from kztui.model.annotation import AnnotationKind, Target, Verdict, annotation
from kztui.model.rights import Rights
from kztui.store.base import Batch
from kztui.store.opening import open_store
from kztui.store.postgres.members import admit
from kztui.store.postgres.schema import create
from kztui.text.bundled import bundled
from tests.servers import new_database

CLIENTS, NOTES, VERDICTS, CHANGES = 8, 100, 60, 1_000
QUERIES = (
    "a",
    "ak",
    "akt",
    "killed:>=5",
    "police date:2012",
    "place:Alga",
    "armed clash",
    "wounded:>3 almaty",
    "пожар",
)

NOTE_CLIENT = """
import sys, time
from kztui.casebook import Casebook
from kztui.model.annotation import AnnotationKind, Target
book = Casebook.open(sys.argv[1])
book.prepare()
row = book.search("").rows(int(sys.argv[2]), int(sys.argv[2]) + 1)[0]
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[3])):
    begun = time.perf_counter()
    book.annotate(AnnotationKind.NOTE, Target(row.id), text=f"Compare with the court's count of May, {number}.")
    print(time.perf_counter() - begun)
"""
BARE_CLIENT = """
import sys, time, psycopg
connection = psycopg.connect(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[3])):
    begun = time.perf_counter()
    connection.execute("insert into bare (record) values (%s)", ("x" * 300,))
    connection.commit()
    print(time.perf_counter() - begun)
"""


def main(incidents: int = 100_000) -> None:
    """Print the figures."""
    print(machine(), f"load {os.getloadavg()[0]:.1f}", flush=True)
    with database_of_its_own("team") as (folder, server, database):
        _load(folder / "incidents.json", database, incidents)
        _follow(folder, database)
        _search(folder / "incidents.json", database)
        _write(folder, _bundled(new_database(server, "notes")))
        asyncio.run(_see(database))


@contextmanager
def _timed(what: str) -> Iterator[None]:
    begun, used = time.perf_counter(), _processor()
    yield
    took, processor = time.perf_counter() - begun, _processor() - used
    print(f"  {what:<44} {took:7.2f} s, {processor:.2f} s of the processor here", flush=True)


def _processor() -> float:
    """Return the seconds of the processor that this process and its children have used."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _load(path: Path, database: str, incidents: int) -> None:
    write_casebook(path, incidents)
    print(f"{incidents:,} incidents")
    batch = Casebook.open(path).batch()
    with _timed("loading them into the server"), Casebook.open(database) as book:
        book.take_in(batch)
    with psycopg.connect(database) as connection:
        row = connection.execute("select pg_total_relation_size('kztui.log'), count(*) from kztui.log").fetchone()
        assert row
        print(f"  the log there: {row[0] / 1e6:,.0f} MB, {row[1]:,} rows", flush=True)


def _follow(folder: Path, database: str) -> None:
    os.environ["XDG_CACHE_HOME"] = str(folder / "first")
    with Casebook.open(database) as book:
        with _timed("first fill: fetching"):
            book._store.fetch(lambda done, total: None)
        with _timed("first fill: indexing"):
            book.prepare()
        print(
            f"  the copy here: {sum(one.stat().st_size for one in (folder / 'first').rglob('log.db*')) / 1e6:,.0f} MB"
        )
    ids = [row.id for row in Casebook.open(database).search().rows(0, CHANGES)]
    os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
    store = open_store(database)
    made = [annotation(AnnotationKind.NOTE, Target(one), "postgres", text="Seen again in May.") for one in ids]
    counted = tuple(replace(one, count=number, writer="bench") for number, one in enumerate(made, 1))
    with store.transaction(store.version()) as transaction:
        transaction.append(Batch(annotations=counted))
    os.environ["XDG_CACHE_HOME"] = str(folder / "first")
    with _timed(f"catching up with {CHANGES:,} changes, at a start"):
        book = Casebook.open(database)
        book.prepare()
        assert len(book.annotations(ids[-1])) == 1


def _search(path: Path, database: str) -> None:
    with Casebook.open(path) as on_file, Casebook.open(database) as shared:
        times: dict[str, list[float]] = {"on a file": [], "shared": []}
        for book in (on_file, shared):
            book.prepare()
        for _ in range(40):  # in turns
            for name, book in (("on a file", on_file), ("shared", shared)):
                times[name] += _times(book)
        for name, found in times.items():
            print(f"  letter to rows, {name:<12} {percentiles(found)}", flush=True)


def _times(book: Casebook) -> list[float]:
    times = []
    for query in QUERIES:
        begun = time.perf_counter()
        book.search(query).rows(0, 50)
        times.append(time.perf_counter() - begun)
    return times


def _bundled(database: str) -> str:
    """Make a casebook of the bundled incidents; return the address."""
    create(database)
    with Casebook.open(database) as book:
        book.take_in(Casebook.open(bundled("incidents.json")).batch())
    return database


def _write(folder: Path, database: str) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("create table bare (seq bigserial primary key, record text)")
    for number in range(CLIENTS):
        admit(database, f"client{number}", Rights.ANALYST)
    bare = _clients(folder, BARE_CLIENT, lambda number: database)
    notes = _clients(folder, NOTE_CLIENT, lambda number: database.replace("postgres:@", f"client{number}@"))
    print(f"  {CLIENTS} clients, bare INSERT and COMMIT    {percentiles(bare)}")
    print(f"  {CLIENTS} clients, a note acknowledged       {percentiles(notes)}", flush=True)


def _clients(folder: Path, script: str, address: Callable[[int], str]) -> list[float]:
    running = [
        subprocess.Popen(
            [sys.executable, "-c", script, address(number), str(number), str(NOTES)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(CLIENTS)
    ]
    for one in running:
        assert one.stdout
        assert one.stdout.readline() == "ready\n"
    for one in running:
        assert one.stdin
        one.stdin.write("go\n")
        one.stdin.flush()
    return [float(line) for one in running for line in one.communicate()[0].splitlines()]


async def _see(database: str) -> None:
    """Measure from another's call to annotate until its verdict is in the facts of a screen."""
    from kztui.tui.app import KztuiApp
    from kztui.tui.screens.browse import BrowseScreen

    other = Casebook.open(database)
    app = KztuiApp(Casebook.open(database))
    times = []
    async with app.run_test(size=(120, 36)) as pilot:
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        while screen.dossier is None:
            await pilot.pause(0.05)
        incident = screen.dossier.incident
        for number in range(VERDICTS):
            fact, verdict = incident.facts[number % 2], (Verdict.CONFIRMED, Verdict.REJECTED)[number // 2 % 2]
            begun = time.perf_counter()
            given = await asyncio.to_thread(
                other.annotate, AnnotationKind.VERDICT, Target(incident.id, fact.id), verdict=verdict
            )
            while not (screen.dossier and (now := screen.dossier.verdicts.get(fact.id)) and now.id == given.id):
                await asyncio.sleep(0.005)
            times.append(time.perf_counter() - begun)
        app.exit()
    print(f"  another's verdict on the screen      {percentiles(times)}", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
