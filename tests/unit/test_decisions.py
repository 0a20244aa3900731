"""Decisions rearrange facts, can be taken back in any order, and lose none."""

import random
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from kztui.errors import UserError
from kztui.model.annotation import Annotation, AnnotationKind, Target, Verdict, annotation
from kztui.model.decisions import Arrangement, Arranging, arrange, decision
from kztui.model.fact import Evidence, Fact, Field
from kztui.model.incident import Incident
from kztui.model.revision import Records, edited, in_force, redo, retraction, undo
from kztui.model.suggestion import Suggestion

MERGED, SPLIT, MOVED, REFUSED = (
    AnnotationKind.MERGED,
    AnnotationKind.SPLIT,
    AnnotationKind.MOVED,
    AnnotationKind.REFUSED,
)


def incident(name: str, *facts: str) -> Incident:
    return Incident(name, tuple(Fact(f, Field.CAUSE, f, Evidence("r-1", 1, 0, 1, "x")) for f in facts))


IMPORTED = {one.id: one for one in (incident("A", "a1", "a2", "a3"), incident("B", "b1", "b2"), incident("C", "c1"))}


def decide(kind: AnnotationKind, source: str, into: str, *facts: str) -> Annotation:
    return decision(kind, incident(source, *facts, "more"), into, "ada", facts=facts)


def arranged(*annotations: Annotation) -> Arrangement:
    return arrange(in_force(annotations), IMPORTED.get)


def facts(found: Arrangement, name: str) -> list[str]:
    return [fact.id for fact in found.incidents[name].facts]


def taken_back(one: Annotation) -> Annotation:
    return replace(one, retracted=datetime.now(UTC))


def test_a_merged_incident_gives_its_facts_and_its_id_leads_on() -> None:
    found = arranged(decide(MERGED, "B", "A"), decide(MERGED, "A", "C"))
    assert facts(found, "C") == ["c1", "a1", "a2", "a3", "b1", "b2"]
    assert (found.id_of("B"), found.id_of("A"), found.id_of("C")) == ("C", "C", "C")
    assert found.incidents.keys() == {"C"}


def test_incidents_that_are_one_are_found_under_both_ids_and_decisions_follow() -> None:
    decided = (decide(SPLIT, "B", "D", "b1"), decide(MERGED, "C", "B"))
    found = arrange(decided, IMPORTED.get, [("A", "B")])
    assert facts(found, "A") == ["a1", "a2", "a3", "b2", "c1"]
    assert facts(found, "D") == ["b1"]
    assert (found.id_of("B"), found.id_of("C")) == ("A", "A")


def test_taking_a_merge_back_restores_both() -> None:
    merged = decide(MERGED, "B", "A")
    assert arranged(taken_back(merged)).incidents == {}
    assert arranged(taken_back(merged)).id_of("B") == "B"


def test_facts_split_off_make_a_new_incident() -> None:
    found = arranged(decide(SPLIT, "A", "N", "a2", "a3"))
    assert (facts(found, "A"), facts(found, "N")) == (["a1"], ["a2", "a3"])


def test_a_split_after_a_merge_holds_when_the_merge_is_taken_back() -> None:
    merged, split = decide(MERGED, "B", "A"), decide(SPLIT, "A", "N", "a1", "b1")
    assert facts(arranged(merged, split), "N") == ["a1", "b1"]
    found = arranged(taken_back(merged), split)
    assert (facts(found, "A"), facts(found, "N")) == (["a2", "a3"], ["a1"])
    assert "B" not in found.incidents


def test_what_was_split_off_and_has_no_facts_leads_back() -> None:
    merged, split = decide(MERGED, "B", "A"), decide(SPLIT, "A", "N", "b1")
    found = arranged(taken_back(merged), split)
    assert found.id_of("N") == "A"
    assert "N" not in found.incidents


@pytest.mark.parametrize(("kind", "into"), [(SPLIT, "N"), (SPLIT, "A"), (MOVED, "A")])
def test_what_is_taken_out_of_an_incident_that_is_missing_makes_none(kind: AnnotationKind, into: str) -> None:
    found = arranged(decide(kind, "gone", into, "g1"))
    assert not found.incidents
    assert not found.redirects
    assert [one.kind for one in found.annotations["gone"]] == [kind]


def test_annotations_go_with_their_facts() -> None:
    verdict = annotation(AnnotationKind.VERDICT, Target("B", "b1"), "ada", verdict=Verdict.CONFIRMED)
    note = annotation(AnnotationKind.NOTE, Target("B"), "ada", text="see the map")
    added = Fact("b9", Field.CAUSE, "gas", Evidence("r-1", 1, 2, 3, "y"))
    new = annotation(AnnotationKind.FACT, Target("B", evidence=added.evidence), "ada", fact=added)
    found = arranged(verdict, note, new, decide(MERGED, "B", "A"), decide(MOVED, "A", "C", "b1", "b9"))
    assert [one.id for one in found.annotations["C"]] == [verdict.id, new.id]
    assert note in found.annotations["A"]
    assert facts(found, "C") == ["c1", "b1", "b9"]


def test_facts_imported_later_follow() -> None:
    grown = {**IMPORTED, "B": incident("B", "b1", "b2", "b3")}
    found = arrange([decide(MERGED, "B", "A")], grown.get)
    assert facts(found, "A")[-1] == "b3"


def test_decisions_on_what_is_gone_do_nothing() -> None:
    found = arranged(decide(MOVED, "A", "Z", "a1"), decide(MERGED, "A", "A2"), decide(MERGED, "Q", "A"))
    assert not found.redirects.keys() & IMPORTED.keys()
    assert all(found.incidents[name] == IMPORTED[name] for name in found.incidents)


@pytest.mark.parametrize(
    ("kind", "into", "wanted", "words"),
    [
        (MERGED, "A", (), "cannot merge an incident into itself"),
        (MOVED, "B", ("b1",), "incident A has no fact b1"),
        (SPLIT, "N", (), "name the facts"),
        (SPLIT, "N", ("a1", "a2", "a3"), "those are all of its facts"),
    ],
)
def test_a_decision_that_makes_no_sense_says_so(
    kind: AnnotationKind, into: str, wanted: tuple[str, ...], words: str
) -> None:
    with pytest.raises(UserError, match=words):
        decision(kind, IMPORTED["A"], into, "ada", facts=wanted)


def test_suggestions_wait_until_they_are_taken_or_refused() -> None:
    made = [Suggestion("B", "A", ("near",), 5.0), Suggestion("C", "A", (), 6.0), Suggestion("C", "B", (), 4.0)]
    assert [one.pair for one in arranged().pending(made)] == [{"C", "A"}, {"A", "B"}, {"B", "C"}]
    refused = arranged(decide(REFUSED, "C", "A"))
    assert [one.pair for one in refused.pending(made)] == [{"A", "B"}, {"B", "C"}]
    merged = arranged(decide(MERGED, "B", "A"))
    assert [(one.incident, one.like) for one in merged.pending(made)] == [("C", "A")]
    assert not arranged(decide(REFUSED, "C", "A"), decide(MERGED, "B", "A")).pending(made)


NAMES = st.sampled_from(["A", "B", "C", "N1", "N2"])
FACTS = st.lists(st.sampled_from(["a1", "a2", "a3", "b1", "b2", "c1"]), unique=True, max_size=3)


@given(
    st.lists(
        st.tuples(st.sampled_from([MERGED, SPLIT, MOVED]), NAMES, NAMES, FACTS, st.booleans()).filter(
            lambda t: t[1] != t[2] and (t[0] is not SPLIT or t[2].startswith("N"))
        ),
        max_size=8,
    )
)
@settings(max_examples=200)
def test_no_fact_is_ever_lost_or_doubled(
    steps: list[tuple[AnnotationKind, str, str, list[str], bool]],
) -> None:
    decisions = []
    for kind, source, into, wanted, kept in steps:
        made = Annotation("a", kind, Target(source), "ada", datetime.now(UTC), into=into, facts=tuple(wanted))
        decisions.append(made if kept else taken_back(made))
    found = arranged(*decisions)
    now = {**IMPORTED, **found.incidents}
    there = [fact.id for name, one in now.items() if name not in found.redirects for fact in one.facts]
    assert sorted(there) == ["a1", "a2", "a3", "b1", "b2", "c1"]
    assert all(found.id_of(name) in now for name in found.redirects if name in IMPORTED)


_STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ("merge", "split", "move", "refuse", "note", "verdict", "fact", "edit", "retract", "undo", "redo")
        ),
        st.sampled_from("ABCN"),
        st.sampled_from("ABCN"),
        st.sampled_from(("a1", "a2", "a3", "b1", "b2", "c1")),
    ),
    max_size=12,
)


def _record(step: tuple[str, str, str, str], records: Records) -> Annotation | None:
    """What an analyst writes in one step; nothing when it makes no sense."""
    kind, one, other, fact = step
    latest = next(reversed(list(records.in_force())), None)
    if kind in ("merge", "split", "move", "refuse"):
        return None if one == other else decide(_DECISIONS[kind], one, other, fact)
    if kind == "fact":
        added = Fact(f"f-{one}{fact}", Field.CAUSE, fact, Evidence("r-1", 1, 0, 1, "x"))
        return annotation(AnnotationKind.FACT, Target(one, evidence=added.evidence), "ada", fact=added)
    if kind in ("note", "verdict"):
        made = AnnotationKind.NOTE if kind == "note" else AnnotationKind.VERDICT
        own = fact if fact.startswith(one.lower()) else ""  # a fact that the incident has or had
        if own or kind == "note":
            return annotation(made, Target(one, own), "ada", text="x", verdict=Verdict.REJECTED)
        return None
    if kind == "edit":
        return edited(latest, "y", "ada") if latest and latest.kind is AnnotationKind.NOTE else None
    if kind == "retract":
        return retraction(latest, "ada") if latest else None
    found = records.to_undo("ada") if kind == "undo" else records.to_redo("ada")
    return (undo if kind == "undo" else redo)(found, "ada") if found else None


_DECISIONS = {"merge": MERGED, "split": SPLIT, "move": MOVED, "refuse": REFUSED}


_SAME = st.sets(st.sampled_from([("A", "B"), ("A", "C"), ("B", "C")]), max_size=2)


@given(_STEPS, _SAME, _SAME)
@settings(max_examples=300, deadline=None)
def test_an_arrangement_that_is_kept_up_is_the_one_that_is_made_at_once(
    steps: list[tuple[str, str, str, str]], before: set[tuple[str, str]], after: set[tuple[str, str]]
) -> None:
    arranging = Arranging(Records(), IMPORTED.get, before)
    for number, step in enumerate(steps, 1):
        if number == len(steps) // 2:
            arranging.have_one(after)
        if made := _record(step, arranging.records):
            arranging.add([replace(made, count=number)])
    arranging.have_one(after)
    whole = arrange(arranging.records.in_force(), IMPORTED.get, after)
    assert arranging.now.annotations == whole.annotations
    assert arranging.now.redirects == whole.redirects
    assert {name: set(facts(arranging.now, name)) for name in arranging.now.incidents} == {
        name: set(facts(whole, name)) for name in whole.incidents
    }


@given(_STEPS, st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_records_may_come_in_any_order_and_more_than_once(
    steps: list[tuple[str, str, str, str]], chance: random.Random
) -> None:
    in_order, made = Records(), []
    for number, step in enumerate(steps, 1):
        if one := _record(step, in_order):
            made.append(replace(one, count=number, writer="w"))
            in_order.add(made[-1])
    shuffled = [*made, *made]
    chance.shuffle(shuffled)
    arranging = Arranging(Records(), IMPORTED.get)
    for one in shuffled:
        arranging.add([one])
    assert arranging.records.all == in_order.all
    assert list(arranging.records.in_force()) == list(in_order.in_force())
    assert arranging.now.annotations == arrange(in_order.in_force(), IMPORTED.get).annotations
