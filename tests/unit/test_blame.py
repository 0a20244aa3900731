"""Blame: who is behind each figure."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from kztui import AnnotationKind, Casebook, Target, Verdict
from kztui.cli.program import kztui
from kztui.model.fact import Field, fact_id, quote
from kztui.present.blame import Voice, blame
from kztui.present.dossier import read_dossier

ID = "KZ-2016-0001"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(kztui, [str(argument) for argument in arguments])


def killed(book: Casebook) -> list[Voice]:
    (behind,) = [one for one in blame(read_dossier(book, ID)) if one.field is Field.KILLED]
    return list(behind.voices)


def test_it_names_the_report_its_words_and_the_rule(casebook: Casebook) -> None:
    (voice,) = killed(casebook)
    assert (voice.value, voice.source) == ("2", "The Steppe Courier, 9 March 2016")
    assert (voice.quote, voice.maker, voice.judge) == ("¶1 “Two guards”", "read by test@1", "")


def test_it_names_who_corrected_a_value_and_who_added_one(casebook: Casebook) -> None:
    (fact,) = [one for one in casebook.incident(ID).facts if one.field is Field.KILLED]
    casebook.as_author("ben").annotate(
        AnnotationKind.VERDICT, Target(ID, fact.id), verdict=Verdict.CORRECTED, value=3, text="the clinic counts three"
    )
    report = casebook.report(fact.evidence.report)
    words = quote(report.text, report.id, 1, 0, 3)
    added = type(fact)(fact_id(Field.KILLED, words, 5), Field.KILLED, 5, words, origin="analyst")
    casebook.annotate(AnnotationKind.FACT, Target(ID, evidence=words), fact=added)
    corrected, marked = killed(casebook)
    assert (corrected.value, marked.value) == ("3", "5")
    assert corrected.judge.startswith("✎ corrected to 3: the clinic counts three by ben, ")
    assert marked.maker.startswith("marked by ada, ")


def test_what_was_rejected_is_told_and_does_not_count(path: Path, casebook: Casebook) -> None:
    (fact,) = [one for one in casebook.incident(ID).facts if one.field is Field.KILLED]
    casebook.annotate(AnnotationKind.VERDICT, Target(ID, fact.id), verdict=Verdict.REJECTED)
    casebook.close()
    told = [json.loads(line) for line in run("blame", ID, "--json", "--casebook", path).stdout.splitlines()]
    (dead,) = [one for one in told if one["field"] == "killed"]
    assert (dead["verdict"], dead["verdict_by"], dead["counts"]) == ("rejected", "ada", False)
    assert "there is no incident KZ-1999-0001" in run("blame", "KZ-1999-0001", "--casebook", path).stderr
    assert "✗ rejected by ada" in run("blame", ID, "--casebook", path).stdout
