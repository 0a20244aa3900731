"""Every rule says in words what it reads."""

import ast
import re
from itertools import product
from pathlib import Path

import pytest

from kztui.extract import rules
from kztui.extract.engine import analyse, extract
from kztui.extract.omissions import left_out
from kztui.extract.reading import Construction
from kztui.extract.rules import describe
from kztui.extract.shared import kinds
from kztui.ingest.reading import read_report as read_file
from kztui.model.fact import Field
from kztui.text.bundled import bundled

from .samples import analysed, incidents, report

SOURCES = Path(rules.__file__).parent
KINDS = ("people", "organization", "weapon", "target", "event", "name", "number", "other")
RELATIONS = ("at", "near", "away", "from", "modifier", "named", "people", "dateline")
ROLES = (Field.PERPETRATOR, Field.CLAIMED_BY, Field.VICTIM, Field.TARGET, Field.WEAPON)
FILLINGS: dict[str, list[tuple[str, ...]]] = {
    "events": [*product(kinds(), Construction)],
    "places": [(relation,) for relation in RELATIONS],
    "dates": [("days",), ("from_last",)],
    "roles": [*product(ROLES, KINDS)],
    "accounts": [("claim",), ("doubt",), ("cause",), ("quoted",)],
}
"""What fills the parts of an origin that the sources leave open, by its family."""


def written_origins() -> set[str]:
    """Return the origins as the sources write them, with a star for each part that is filled in."""
    found = []
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8").replace("{RULE}", "dates"))):
            if isinstance(node, ast.JoinedStr):
                found.append("".join(str(v.value) if isinstance(v, ast.Constant) else "*" for v in node.values))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.append(node.value)
    return {origin for origin in found if re.fullmatch(r"[\w*-]+(\.[\w*-]+)+/\d+|left-out\.\w+", origin)}


def test_the_sources_write_origins() -> None:
    families = {origin.partition(".")[0] for origin in written_origins()}
    assert families == {"accounts", "events", "dates", "places", "roles", "sources", "left-out"}


@pytest.mark.parametrize("origin", sorted(written_origins()))
def test_every_origin_that_the_sources_write_is_described(origin: str) -> None:
    pattern = origin.replace("*", "{}")
    for filling in FILLINGS[origin.partition(".")[0]] if "*" in origin else [()]:
        assert describe(pattern.format(*filling))


def test_every_fact_of_the_bundled_reports_can_be_explained() -> None:
    for path in sorted((bundled("reports")).rglob("*.txt"))[::4]:
        read = read_file(path)
        assert all(describe(fact.origin) for facts in extract(read).drafts for fact in facts)
        analysis = analyse(read)
        assert all(describe(event.rule) for event in left_out(analysis)) if analysis else read.language != "en"


def test_what_is_described_names_the_list_that_was_read() -> None:
    (facts,) = incidents("Gunmen killed three guards in Taraz on Friday.")
    (killed,) = (fact for fact in facts if fact.field is Field.KILLED)
    assert "“kill”" in describe(killed.origin)


def test_an_unknown_rule_is_an_error() -> None:
    with pytest.raises(KeyError):
        describe("nothing.of.that/1")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The men planned to bomb a market in Taraz.", "left-out.unreal"),
        ("More than 50 people have been killed in such attacks since May 2011.", "left-out.aggregate"),
    ],
)
def test_what_became_no_incident_has_a_reason(text: str, rule: str) -> None:
    assert incidents(text) == []
    found = left_out(analysed(report(text)))
    assert found
    assert {event.rule for event in found} == {rule}
    assert all(text[event.start : event.end] for event in found)


def test_an_event_of_an_incident_is_not_left_out() -> None:
    assert left_out(analysed(report("Gunmen killed three guards in Taraz on Friday."))) == []
