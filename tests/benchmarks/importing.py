"""How fast documents come in: ``python tests/benchmarks/importing.py [PAGES]``.

Makes that many web pages (100 unless told) in the shapes of the tests, of about 80 kB each, imports them into a new
casebook with as many processes as there are processors, and prints the seconds, and how many heads are right.
"""

import sys
import tempfile
from pathlib import Path
from time import perf_counter

from measuring import machine

from kztui.casebook import Casebook
from kztui.casebook.intake.bringing import bring_in
from kztui.casebook.intake.pool import Pool, available
from kztui.casebook.intake.preparing import Prepared
from kztui.casebook.intake.sources import entries
from tests.unit.ingest.documents import PAGES, STORIES, Story

FILLING = "<div>" + "<p><a href='/l'>a link to another page</a></p>" * 400 + "</div>"
SCRIPT = "<script>" + "var a = 1;" * 5_000 + "</script>"


def make_pages(folder: Path, count: int) -> dict[str, Story]:
    """Write pages into a folder; return the story of each by the name of its file."""
    stories: dict[str, Story] = {}
    for number in range(count):
        story = STORIES[number % len(STORIES)]
        more = f"This was added to the archive as number {number} on the evening of that day."
        story = story._replace(paragraphs=(*story.paragraphs, more))
        page = PAGES[number % len(PAGES)](story).replace("windows-1251", "utf-8")
        path = folder / f"{number:05}.html"
        path.write_text(page.replace("</body>", FILLING + SCRIPT + "</body>"), encoding="utf-8")
        stories[str(path)] = story
    return stories


def main(count: int) -> None:
    """Print the figures."""
    print(machine())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "pages"
        folder.mkdir()
        stories = make_pages(folder, count)
        right = 0

        def hear(part: Prepared, known: bool) -> None:
            nonlocal right
            report, story = part.report, stories[part.name]
            wanted = (story.title, story.publisher, story.day)
            right += report is not None and (report.title, report.publisher, report.published) == wanted

        start = perf_counter()
        with Casebook.open(Path(name) / "incidents.json") as casebook, Pool() as pool:
            prepared = list(pool.prepare(list(entries(str(folder)))))
            read = perf_counter()
            outcome = bring_in(casebook, prepared, hear)
        done = perf_counter()
    print(f"{outcome.reports} pages, {available()} processes: read {read - start:.1f} s, added {done - read:.1f} s")
    print(f"title, publisher and day right: {right} of {count}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
