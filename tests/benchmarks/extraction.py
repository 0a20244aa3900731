"""How fast reports are read: ``python tests/benchmarks/extraction.py [SECONDS [LANGUAGE]]``.

Joins the bundled reports in a language (en) to texts of about 300 words and extracts from one after the other, on one
core, for so many seconds (10). Also prints how long a new process takes until the extractor is imported, and until it
has read the lexicons and answered a first sentence.
"""

import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import cycle

from measuring import machine, spread

from kztui.extract.engine import extract
from kztui.ingest.header import Header
from kztui.ingest.reading import read_report
from kztui.ingest.report import make_report
from kztui.model.report import Report
from kztui.text.bundled import bundled

WORDS = 300
RUNS = 10
IMPORT = "import kztui.extract.engine"
FIRST = """
from kztui.extract.engine import extract
from kztui.ingest.report import make_report
extract(make_report("Gunmen killed three police officers in Almaty on 18 July 2016."))
"""


def main(seconds: str = "10", language: str = "en") -> None:
    """Print the rate and the times of starting."""
    print(machine())
    reports = list(_joined(language))
    mean = sum(len(report.text.split()) for report in reports) / len(reports)
    extract(reports[0])
    done, started = 0, time.perf_counter()
    worked = time.process_time()
    for report in cycle(reports):
        extract(report)
        done += 1
        if time.perf_counter() - started > float(seconds):
            break
    elapsed, worked = time.perf_counter() - started, time.process_time() - worked
    print(f"{len(reports)} texts of {mean:.0f} words: {done / elapsed:.0f} a second, {done / worked:.0f} a CPU second")
    nothing = min(_run("pass") for _ in range(RUNS))
    print(f"Python itself: {nothing * 1000:.0f} ms, taken off below")
    for name, script in (("import", IMPORT), ("import and first sentence", FIRST)):
        print(f"{name}: {spread([_run(script) - nothing for _ in range(RUNS)])}")


def _joined(language: str) -> Iterator[Report]:
    """Yield texts of whole reports, each about `WORDS` long, with the date of their first one."""
    parts: list[Report] = []
    for path in sorted(bundled("reports").glob("*.txt")):
        report = read_report(path)
        if report.language != language:
            continue
        parts.append(report)
        if sum(len(part.text.split()) for part in parts) >= WORDS - WORDS // 6:
            yield _one(parts)
            parts = []


def _one(parts: list[Report]) -> Report:
    joined = make_report(
        "\n\n".join(part.text for part in parts), Header(published=parts[0].published, language=parts[0].language)
    )
    assert joined is not None
    return joined


def _run(script: str) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", script], check=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    main(*sys.argv[1:])
