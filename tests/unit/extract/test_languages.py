"""Grammars: chosen by a report's language, added by packages, and blamed by name when they fail."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from kztui.cli.program import kztui
from kztui.extract.engine import ExtractionDefect, State, extract
from kztui.extract.languages import grammar
from kztui.ingest.header import Header
from kztui.ingest.report import make_report
from kztui.model.fact import Field
from kztui.model.report import Report
from kztui.plugins import plugins

GRAMMAR = '''
"""A language of one sentence: "N bum" says that N people were killed."""

from kztui.extract.accounts import Accounts
from kztui.extract.language import Wording
from kztui.extract.mention import Mention, Number
from kztui.extract.reading import Construction, Event, Reading
from kztui.extract.sentence import Sentence


class Grammar:
    language = "xx"

    def read(self, report, calendar):
        words = report.text.split()
        starts = [report.text.index(word) for word in words]
        ends = [start + len(word) for start, word in zip(starts, words)]
        sentence = Sentence(report.text, 1, 0, starts[0], ends[-1], [w.lower() for w in words], starts, ends, False)
        reading = Reading(sentence, weights=[1] * len(words))
        dead = Mention(sentence, 0, 1, 0, "number", number=Number(0, 1, int(words[0])), plural=True)
        event = Event(reading, "bomb", 1, 2, Construction.NOUN)
        reading.mentions = [dead]
        yield reading, [event, Event(reading, "die", 1, 2, Construction.NOUN, patients=[dead])]

    def accounts(self):
        return Accounts({}, frozenset(), frozenset())

    def wording(self):
        raise NotImplementedError


GRAMMAR = Grammar()
'''


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A package in the environment that adds a grammar for the language xx, and one for yy that cannot be imported."""
    metadata = tmp_path / "small_grammar-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: small-grammar\nVersion: 1.0\n")
    entries = "[kztui.languages]\nxx = small_grammar:GRAMMAR\nyy = no_such_module:GRAMMAR\n"
    (metadata / "entry_points.txt").write_text(entries)
    (tmp_path / "small_grammar.py").write_text(GRAMMAR)
    monkeypatch.syspath_prepend(tmp_path)
    plugins.cache_clear()
    grammar.cache_clear()
    yield
    plugins.cache_clear()
    grammar.cache_clear()


def report(text: str, language: str) -> Report:
    made = make_report(text, Header(language=language, title="The story"))
    assert made is not None
    return made


def test_a_language_without_a_grammar_is_not_read() -> None:
    assert extract(report("Three officers were killed.", "zz")).state is State.NOT_READ
    assert extract(report("It was a sunny day.", "en")).state is State.NOTHING_FOUND
    assert extract(report("Three officers were killed in Taraz.", "en")).state is State.READ


def test_a_package_adds_a_language(installed: None) -> None:
    found = extract(report("3 bum", "xx"))
    (facts,) = found.drafts
    assert {(fact.field, fact.value) for fact in facts} == {(Field.TYPE, "bombing"), (Field.KILLED, 3)}
    assert extract(report("Three officers were killed in Taraz.", "en")).state is State.READ


def test_a_grammar_that_fails_is_blamed_with_the_report(installed: None) -> None:
    with pytest.raises(ExtractionDefect, match=r"^The story: .* defect \(ValueError: "):
        extract(report("many bum", "xx"))


def lines(*languages: str) -> str:
    texts = {"xx": "many bum", "yy": "bum", "en": "Three officers were killed in Taraz."}
    return "".join(f'{{"id": "{lang}", "text": "{texts[lang]}", "lang": "{lang}"}}\n' for lang in languages)


def test_the_other_reports_are_read(installed: None) -> None:
    done = CliRunner().invoke(kztui, ["extract", "--jsonl"], input=lines("xx", "en", "yy"))
    (answer,) = done.stdout.splitlines()
    assert '"id":"en","state":"read"' in answer
    assert "Error: line 1: " in done.stderr
    assert "Error: line 3: package small-grammar: " in done.stderr
    assert done.exit_code == 1


def test_the_other_files_are_imported(installed: None, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text("Language: xx\n\nmany bum")
    (tmp_path / "good.txt").write_text("Three officers were killed in Taraz.")
    arguments = [str(tmp_path / "bad.txt"), str(tmp_path / "good.txt"), "--casebook", str(tmp_path / "book.json")]
    done = CliRunner().invoke(kztui, ["import", *arguments])
    assert done.exit_code == 1
    assert "1 report and 1 incident added" in done.stderr
    assert "bad.txt" in done.stderr
