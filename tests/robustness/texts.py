"""Texts and headers that nobody would write: all are answered, none with a traceback, and evidence is where it says."""

import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.robustness.command import run
from tests.robustness.mutations import respelled
from tests.robustness.work import Work
from tests.robustness.world import REPORTS

TIMES = 200_000
BATCH = 100

BUNDLED = Path(__file__).parents[2] / "data" / "reports"

PARTS: tuple[tuple[str, ...], ...] = (
    ("Three men", "At least 20 people", "No one", "Dozens of villagers", "A suicide bomber", "Police", "One",
     "Between 3 and 5 guards", "More than half of the prisoners", "Himself the mayor", "Up to 1,000 rioters",
     "Two of the five"),
    ("were killed", "was wounded", "opened fire", "died when a bomb exploded", "were arrested", "blew himself up",
     "killed two officers", "stormed a base, killing one and wounding", "had been burned to death", "were not hurt"),
    ("near the Uzbek border", "in Almaty", "on the Kazakh-Kyrgyz border", "in Oral", "between Aktobe and Atyrau",
     "in the south", "outside a mosque in Taraz Region", "abroad", "in the capital", ""),
    ("on Sunday", "yesterday", "in May", "on 31 February", "between 29 May and 3 June 2016", "last year", "in 0001",
     "on December 31, 9999", "overnight", "two days earlier", ""),
    (", the police said.", ", according to the KNB.", ".", "?", ", it was claimed, but the ministry denied it.", ""),
)  # fmt: skip
"""What sentences are put together from."""

DAYS = (None, "2016-06-06", "0001-01-01", "9999-12-31", "2012-02-29")

HEADERS = ("Title", "Publisher", "Published", "URL", "Language", "title", "Published ", "Author", "Subject")
VALUES = (
    "2016-03-09", "0001-01-01", "9999-12-31", "2016-02-30", "9 March 2016", "yesterday", "en", "ru", "xx", "", "-1",
    "1e9", "\x1b[31m", "https://x.test/", "x" * 3000, "March 6, 2024", "2016-03-09T10:15:00+06:00",
)  # fmt: skip


def attempt(work: Work) -> str:
    """Extract from odd texts, and read odd headers."""
    texts = [*(text for _, _, text in REPORTS), *(file.read_text("utf-8") for file in sorted(BUNDLED.glob("*.txt")))]
    headers = 0
    for _ in work.repeat(TIMES // BATCH):
        _try_texts(work, [_text(texts, work.chance) for _ in range(BATCH)])
        for _ in range(BATCH // 20):
            _try_header(work, _header(work.chance) + _text(texts, work.chance)[:300])
            headers += 1
    return f"{work.count * BATCH:,} texts and {headers:,} headers"


def _text(texts: Sequence[str], chance: random.Random) -> str:
    if chance.random() < 0.5:
        sentences = [" ".join(map(chance.choice, PARTS)) for _ in range(chance.randint(1, 4))]
        text = " ".join(sentences)
    else:
        text = chance.choice(texts)
        start = chance.randrange(len(text))
        text = text[start : start + chance.choice((200, 1000, 4000))]
    return respelled(text, chance) if chance.random() < 0.7 else text


def _try_texts(work: Work, texts: Sequence[str]) -> None:
    """Extract from several texts at once; when that fails, from each, to know which one it was."""
    lines = [{"id": str(at), "text": text, "published": work.chance.choice(DAYS)} for at, text in enumerate(texts)]
    done = run("extract", "--jsonl", stdin="\n".join(map(json.dumps, lines)))
    if done.defect and len(lines) > 1:
        for line in lines:
            alone = run("extract", "--jsonl", stdin=json.dumps(line))
            if alone.defect:
                work.defect(alone.defect, f"kztui extract --jsonl <<< {_shortest(line, alone.defect)}")
        return
    answers = {answer["id"]: answer for answer in map(json.loads, done.out.splitlines())}
    for number, line in enumerate(lines, 1):
        text = str(line["text"])
        if line["id"] not in answers:
            if f"line {number}: " not in done.err:
                work.defect("a text was not answered", json.dumps(line))
            continue
        for incident in answers[line["id"]]["incidents"]:
            for fact in incident["facts"]:
                evidence = fact["evidence"]
                if not 0 <= evidence["start"] < evidence["end"] <= len(text):
                    work.defect("evidence outside its text", json.dumps(line))


def _shortest(line: Mapping[str, object], defect: str) -> str:
    """Return the line with as little of its text as still shows the defect."""
    words = str(line["text"]).split(" ")
    size = len(words) // 2
    while size:
        start = 0
        while start < len(words):
            fewer = words[:start] + words[start + size :]
            if run("extract", "--jsonl", stdin=json.dumps({**line, "text": " ".join(fewer)})).defect == defect:
                words = fewer
            else:
                start += size
        size //= 2
    return json.dumps({**line, "text": " ".join(words)})


def _header(chance: random.Random) -> str:
    lines = [f"{chance.choice(HEADERS)}: {chance.choice(VALUES)}" for _ in range(chance.randint(1, 5))]
    return respelled("\n".join(lines) + "\n\n", chance)


def _try_header(work: Work, content: str) -> None:
    file = work.folder / "report.txt"
    file.write_bytes(content.encode("utf-8", "surrogatepass"))
    done = run("extract", str(file))
    if done.defect:
        work.defect(done.defect, f"kztui extract FILE, FILE has {content!r}")
