"""What many new reports cost: ``python tests/benchmarks/many_reports.py [REPORTS [JOBS]]``.

So many made-up reports of 150 to 300 words, each with an incident, are read and extracted by processes as an import
does, and nothing more; then they are imported into an empty casebook. Wall time and processor time of all processes,
and the most memory that was theirs alone, together.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from random import Random
from threading import Event, Thread

from generate import PLACES, Generator
from measuring import machine

from kztui.casebook import Casebook
from kztui.casebook.intake.bringing import bring_in
from kztui.casebook.intake.pool import Pool, available
from kztui.casebook.intake.sources import entries

WHO = ("Gunmen", "Masked men", "Unknown attackers", "Armed robbers", "Two former convicts", "A group of armed men")
DID = (
    "attacked a police post in {}, killing {} officers and wounding {}",
    "opened fire at a market in {}; {} traders were killed and {} were wounded",
    "killed {1} guards of a depot in {0} and wounded {2} passers-by",
    "stormed a bank in {}. {} clerks were killed, {} customers were wounded",
)
SAID = ("the interior ministry said", "prosecutors said", "residents said", "the regional police said")
COUNTS = ("two", "three", "four", "five", "seven", "nine", "eleven", "12", "at least 15")


def make_reports(folder: Path, count: int, seed: int = 1) -> None:
    """Write reports as text files with a header."""
    random, generator = Random(seed), Generator(seed)
    for number in range(count):
        day = date(2005, 1, 1) + timedelta(days=random.randrange(7000))
        deed = random.choice(DID).format(random.choice(PLACES).name, random.choice(COUNTS), random.choice(COUNTS))
        told = f"{random.choice(WHO)} {deed} on {day.day} {day:%B %Y}, {random.choice(SAID)}."
        filling = [generator.paragraph() for _ in range(random.randint(3, 6))]
        text = "\n\n".join((told, *filling))
        head = f"Title: Report {number}\nPublisher: Steppe Courier\nPublished: {day + timedelta(days=1)}"
        (folder / f"{number:05}.txt").write_text(f"{head}\n\n{text}\n", encoding="utf-8")


def main(count: int = 5_000, jobs: int = 0) -> None:
    """Print the figures of both."""
    jobs = jobs or available()
    print(f"{count:,} reports, {jobs} processes on {machine()}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "reports"
        folder.mkdir()
        make_reports(folder, count)
        alone = _run("extract", folder, jobs)
        whole = _run("import", folder, jobs)
    print(f"imported in {whole / alone:.2f} times the time of extraction alone")


def _run(what: str, folder: Path, jobs: int) -> float:
    """Do it in a process of its own; print what it cost and return the seconds."""
    command = [sys.executable, __file__, f"--{what}", str(folder), str(jobs)]
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        over, most = Event(), [0]
        watching = Thread(target=_watch, args=(process.pid, over, most))
        watching.start()
        said = process.stdout.read().strip() if process.stdout else ""
        process.wait()
        took = time.perf_counter() - started
        over.set()
        watching.join()
    print(f"{what}: {took:.1f} s wall, {said}, {most[0] / 1000:.0f} MB of private memory", flush=True)
    return took


def _do(what: str, folder: Path, jobs: int) -> None:
    with Pool(jobs) as pool:
        parts = pool.prepare(list(entries(str(folder))))
        if what == "--extract":
            found = sum(len(part.drafts) for part in parts)
        else:
            with Casebook.open(folder.parent / "incidents.json", cache=folder.parent / "kztui") as casebook:
                bring_in(casebook, parts, lambda part, known: None)
                found = casebook.incident_count
    spent = [sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(f"{found:,} incidents, {sum(spent):.1f} CPU s ({spent[0]:.1f} of them in the main process)")


def _watch(pid: int, over: Event, most: list[int]) -> None:
    """Keep the most kilobytes that a process and its children had for themselves."""
    while not over.wait(0.2):
        most[0] = max(most[0], sum(map(_private, _family(pid))))


def _family(pid: int) -> list[int]:
    """Return a process and all that it has started."""
    found = [pid]
    for one in found:
        try:
            threads = os.listdir(f"/proc/{one}/task")  # noqa: PTH208 (Linux only)
            found += [int(child) for task in threads for child in _read(f"/proc/{one}/task/{task}/children").split()]
        except OSError:
            continue
    return found


def _private(pid: int) -> int:
    lines = (line.split() for line in _read(f"/proc/{pid}/smaps_rollup").splitlines())
    return sum(int(words[1]) for words in lines if words and words[0] in ("Private_Clean:", "Private_Dirty:"))


def _read(path: str) -> str:
    try:
        return Path(path).read_text()
    except OSError:
        return ""


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1].startswith("--"):
        _do(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
    else:
        main(*map(int, sys.argv[1:]))
