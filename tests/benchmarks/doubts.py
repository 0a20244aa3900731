"""Whether facts in doubt are wrong more often than others: ``python tests/benchmarks/doubts.py [DOCS.jsonl SCORER]``.

Reads the bundled English reports and compares the figures of each incident found with what the report states, as
facts.py does; with documents and the scorer's folder, those of MUC-4 reports as muc4.py predicts them, where the
incident is one that the key has. Prints, by field, how many figures are in doubt, how many are wrong, how many of the
wrong ones are in doubt, and how often those in doubt and the others are wrong. A figure that the key or the report says
nothing about is left out.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import facts as bundled_facts
import muc4

from kztui.extract.engine import extract
from kztui.ingest.paragraphs import paragraphs
from kztui.ingest.reading import read_report
from kztui.model.fact import Field
from kztui.model.incident import Incident
from kztui.model.report import Report, report_id
from kztui.model.summary import summarize
from kztui.text.bundled import bundled

Judged = tuple[str, bool, bool]
"""A field, whether its figure is right, and whether it is in doubt."""


def main() -> None:
    """Print the table."""
    judged = _of_muc(*sys.argv[1:3]) if len(sys.argv) > 2 else _of_bundled()
    tally: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for field, right, doubtful in judged:
        for row in (tally[field], tally["all"]):
            for index, count in enumerate((True, doubtful, not right, doubtful and not right)):
                row[index] += count
    names = ("figures", "in doubt", "wrong", "of these in doubt", "wrong in doubt", "others")
    print(f"{'':9}{names[0]:>8}{names[1]:>10}{names[2]:>7}{names[3]:>19}{names[4]:>16}{names[5]:>8}")
    for field, (figures, unsure, wrong, both) in sorted(tally.items(), key=lambda item: item[0] == "all"):
        shares = unsure / figures, wrong / figures, both / max(1, wrong), both / max(1, unsure)
        others = (wrong - both) / max(1, figures - unsure)
        print(
            f"{field:9}{figures:>8}{shares[0]:>10.0%}{shares[1]:>7.0%}{shares[2]:>19.0%}{shares[3]:>16.0%}{others:>8.0%}"
        )


def _of_bundled() -> Iterator[Judged]:
    gold = json.loads(bundled("grouping.json").read_text(encoding="utf-8"))["files"]
    for name in gold:
        report = read_report(bundled("reports") / name)
        if report.language == "en":
            found = [bundled_facts._summary(facts, report) for facts in extract(report).drafts]
            for told, summary in bundled_facts._match(gold[name], found)[0]:
                for field in bundled_facts.FIELDS:
                    outcome = bundled_facts._judge(field, told, summary)
                    if outcome in ("right", "wrong", "invented"):
                        yield field, outcome == "right", field in summary.doubts


def _of_muc(documents: str, scorer: str) -> Iterator[Judged]:
    sys.path.append(scorer)
    score: Any = import_module("score")
    score.load_synonyms(str(Path(scorer) / "place_synonyms.json"))
    for line in Path(documents).read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        dateline = document.get("dateline") or {}
        filed = date.fromisoformat(dateline["date"]) if dateline.get("date") else None
        text = document["text"]
        report = Report(report_id(text), text, paragraphs(text), published=filed)
        drafts = [facts for facts in extract(report).drafts if muc4.relevant(facts, report.source)]
        predicted = [score.Pred(muc4.prediction(facts, report.source, dateline.get("place") or "")) for facts in drafts]
        keys = [score.GoldTemplate(template) for template in document["templates"]]
        for number, other in score.align(predicted, keys):
            summary = summarize(Incident("", drafts[number]), {report.id: report.source})
            for field, right in _right(score, predicted[number], keys[other], drafts[number]):
                yield field, right, field in summary.doubts


def _right(score: Any, found: Any, key: Any, facts: muc4.Facts) -> Iterator[tuple[str, bool]]:
    """Yield the fields of which the report states something and the key too, and whether they agree."""
    yield "type", found.type in key.types
    if key.dates and any(fact.field is Field.DATE for fact in facts):
        yield "date", score.date_ok(found, key.dates)
    if key.spec and any(fact.field is Field.PLACE for fact in facts):
        yield "place", bool(found.places) and found.places[0] in key.every
    for field in ("killed", "wounded"):
        number, spans = getattr(found, field), getattr(key, field)
        if number is not None and spans is not None:
            yield field, any(low <= number <= high for low, high in spans)


if __name__ == "__main__":
    main()
