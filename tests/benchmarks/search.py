"""What search costs: ``python tests/benchmarks/search.py N`` makes a casebook of N incidents,
builds its index and asks.

Times are milliseconds on the wall clock. A question is all that happens after a key: parsing, counting, ordering, and
fetching the rows of the first page.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from generate import write_casebook
from measuring import machine

from kztui.casebook import Casebook
from kztui.model.annotation import AnnotationKind, Target

ROUNDS = 30
QUERIES = {
    "everything, newest first": [""],
    "rare word": ["zikuwo ", "gufero ", "hilavo "],
    "common word": ["police ", "said ", "attack "],
    "two words": ["police attack ", "officers national "],
    "two words, one rare": ["police zikuwo "],
    "phrase": ['"security forces"', '"police attack"', '"of the"'],
    "prefix of 1 letter": ["a", "p", "k"],
    "prefix of 2 letters": ["ak", "po", "at"],
    "prefix of 3 letters": ["akt", "pol", "att"],
    "prefix of 5 letters": ["aktob", "polic", "attac"],
    "typed on: aktobe at": [f"aktobe {'attack'[:length]}" for length in range(1, 7)],
    "figures and dates": ["killed:>=5 date:2012", "killed:0 wounded.max:>20", "conflict:killed"],
    "type, place, actor": ["type:bombing ", "place:Құлсары ", "actor:KNB weapon:bomb "],
    "filter and word": ["killed:>=5 date:2010..2016 police "],
    "near": ["near:Atyrau<250km", "near:50.28,57.17<100km police "],
    "either or, but not": ["(police OR attack) -aktobe "],
    "sort by column": ["police sort:-killed", "sort:date", "sort:place", "police sort:-tag"],
    "sort by relevance": ["attack bomb sort:relevance"],
    "near spelling": ["aktove ", "polise "],
}


def percentiles(times: list[float]) -> str:
    """Return the 50th, 95th and 99th percentile of `times` in seconds, as milliseconds."""
    ranked = sorted(times)
    at = [ranked[min(len(ranked) - 1, int(len(ranked) * part))] * 1000 for part in (0.5, 0.95, 0.99)]
    return "  ".join(f"p{part} {value:8.2f}" for part, value in zip((50, 95, 99), at, strict=True))


def timed(action: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """Return how many seconds `action` took, each time."""
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        action()
        times.append(time.perf_counter() - started)
    return times


def megabytes(path: Path) -> float:
    """Return the size of a file or folder."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file()) / 1e6


def memory() -> str:
    """Return this process's memory in megabytes: all that is resident, and the part that is not mapped files."""
    try:
        lines = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
        resident, anonymous = (int(lines[name].split()[0]) / 1000 for name in ("VmRSS", "RssAnon"))
        return f"{resident:.0f} MB resident, {anonymous:.0f} MB without mapped files"
    except (OSError, KeyError):
        return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB at most"


def browse(path: Path, cache: Path) -> None:
    """Ask the casebook, whose index is there, everything; run in a process of its own."""
    started = time.perf_counter()
    book = Casebook.open(path, cache=cache)
    first = book.search()
    page = first.rows(0, 50)
    print(f"open and first page: {(time.perf_counter() - started) * 1000:.1f} ms ({first.count:,} incidents)")
    every: list[float] = []
    for name, queries in QUERIES.items():
        times = [spent for query in queries for spent in timed(lambda query=query: book.search(query))]  # type: ignore[misc]
        hits = "/".join(str(book.search(query).count) for query in queries)
        every += times
        print(f"{name:26} {percentiles(times)}   {hits}")
    print(f"{'all of these':26} {percentiles(every)}")
    deep = first.count // 2
    print(f"{'page at row 5,000':26} {percentiles(timed(lambda: first.rows(5000, 5050)))}")
    print(f"{'page in the middle':26} {percentiles(timed(lambda: first.rows(deep, deep + 50)))}")
    print(f"{'last page':26} {percentiles(timed(lambda: first.rows(first.count - 50, first.count)))}")
    print(f"{'row of an incident':26} {percentiles(timed(lambda: first.position(page[-1].id)))}")
    for query in ("", "police ", "killed:>=5 "):
        found = book.search(query)
        print(f"{f'facets of {query!r}':26} {percentiles(timed(found.facets))}")
    print(f"{'completion of place:k':26} {percentiles(timed(lambda: book.suggest('place:k', 7)))}")
    opened = timed(lambda: book.report(book.incident(page[9].id).reports[0]))
    print(f"{'incident and its report':26} {percentiles(opened)}")
    print(f"memory while browsing: {memory()}")
    ids = iter(row.id for row in page)
    notes = timed(lambda: book.annotate(AnnotationKind.NOTE, Target(next(ids)), text="counted twice"), 20)
    print(f"{'note: saved and found':26} {percentiles(notes)}")
    print(f"{'note: found again':26} {book.search('note:counted ').count} of 20")


def main(count: int) -> None:
    """Make a casebook and its index, ask, and remove all of it."""
    print(f"{count:,} incidents on {machine()}")
    with tempfile.TemporaryDirectory() as folder:
        path, cache = Path(folder) / "incidents.json", Path(folder) / "cache"
        write_casebook(path, count)
        print(f"casebook: {megabytes(path):,.0f} MB")
        started = time.perf_counter()
        seen: list[float] = []
        Casebook.open(path, cache=cache).prepare(lambda done, total: seen.append(time.perf_counter()) if done else None)
        spent = time.perf_counter() - started
        print(
            f"index: {spent:.1f} s, {count / spent:,.0f} incidents a second; first ones after {seen[0] - started:.1f} s"
        )
        (words,) = cache.glob("*/index-*/words")
        print(f"index: {megabytes(words):,.0f} MB, records beside it {megabytes(words.parent / 'records.db'):,.0f} MB")
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = used.ru_utime + used.ru_stime
        print(f"builder: {spent:.1f} s of processor time, {used.ru_maxrss / 1000:,.0f} MB at most", flush=True)
        subprocess.run([sys.executable, __file__, "browse", str(path), str(cache)], check=True)


if __name__ == "__main__":
    if sys.argv[1] == "browse":
        browse(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        main(int(sys.argv[1]))
