"""Noun groups and verb groups."""

from itertools import pairwise

import pytest

from kztui.extract.en.groups import VerbGroup, find_groups

from .samples import sentence


def noun_groups(text: str) -> list[str]:
    one = sentence(text)
    return [one.exact(group.first, group.last) for group in find_groups(one).nouns]


def verb_groups(text: str) -> list[tuple[str, VerbGroup]]:
    one = sentence(text)
    return [(one.exact(group.first, group.last), group) for group in find_groups(one).verbs]


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Two masked gunmen killed three border guards.", ["Two masked gunmen", "three border guards"]),
        ("A blast left three dead and ten others wounded.", ["A blast", "three", "ten others"]),
        ("The judge's two young sons survived.", ["The judge's two young sons"]),
        ("Between four and six people drowned.", ["four and six people"]),
        ("More than a dozen people drowned.", ["a dozen people"]),
        ("Some one hundred and five men fled.", ["Some one hundred and five men"]),
        ("Police and the army arrived.", ["Police", "the army"]),
    ],
)
def test_noun_groups(text: str, groups: list[str]) -> None:
    assert noun_groups(text)[: len(groups)] == groups
    assert noun_groups(text.upper())[: len(groups)] == [group.upper() for group in groups]


@pytest.mark.parametrize(
    ("text", "words", "flags"),
    [
        ("Gunmen killed a guard.", "killed", {"bare"}),
        ("A guard was killed.", "was killed", {"passive"}),
        ("A guard has been killed.", "has been killed", {"passive"}),
        ("A guard was not killed.", "was not killed", {"passive", "negated"}),
        ("The gunmen will kill a guard.", "will kill", {"modal"}),
        ("The gunmen wanted to kill a guard.", "to kill", {"modal"}),
        ("The guard might have been killed.", "might have been killed", {"passive", "modal"}),
        ("The gunmen did not kill a guard.", "did not kill", {"negated"}),
        ("The gunmen had killed a guard.", "had killed", set()),
        ("The guard was shot dead there.", "was shot dead", {"passive"}),
    ],
)
def test_verb_groups(text: str, words: str, flags: set[str]) -> None:
    for written in (text, text.upper()):
        found = {group_words.lower(): group for group_words, group in verb_groups(written)}
        group = found[words]
        assert {flag for flag in ("passive", "negated", "modal", "bare") if getattr(group, flag)} == flags


def test_groups_are_in_order_and_do_not_overlap() -> None:
    one = sentence("The two men who had attacked a bank in Taraz were later found dead near the old mill.")
    found = find_groups(one)
    spans = [(noun.first, noun.last) for noun in found.nouns] + [(verb.first, verb.last) for verb in found.verbs]
    assert all(end <= start for (_, end), (start, _) in pairwise(sorted(spans)))
    assert [group.first for group in found.nouns] == sorted(group.first for group in found.nouns)
