"""The lexicon: one file edited is all it takes, and a broken one is named in one line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.errors import LexiconError
from kztui.extract.en import LEXICON
from kztui.extract.en.inflection import inflected, singular
from kztui.extract.en.vocabulary import (
    EventWords,
    Sense,
    adjectives,
    events,
    explodes,
    nouns,
    verb_forms,
    verbs,
    word_set,
)
from kztui.extract.shared import EventKind, kinds, organizations
from kztui.extract.tables import SHARED, Lexicon, WordList
from kztui.text.fold import fold

BUNDLED = LEXICON.folder


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("gunmen", "gunman"), ("children", "child"), ("bodies", "body"), ("officers", "officer"), ("boxes", "box"),
        ("police", "police"), ("buses", "bus"), ("blasts", "blast"), ("churches", "church"), ("gas", "gas"),
    ],
)  # fmt: skip
def test_singular(plural: str, one: str) -> None:
    assert singular(plural) == one


@pytest.mark.parametrize(
    ("entry", "forms"),
    [
        ("attack", {"attack", "attacks", "attacking", "attacked"}),
        ("stab", {"stab", "stabs", "stabbing", "stabbed", "stabing", "stabed"}),
        ("die", {"die", "dies", "dying", "died"}),
        ("injure", {"injure", "injures", "injuring", "injured"}),
        ("bury", {"bury", "buries", "burying", "buried"}),
        ("destroy", {"destroy", "destroys", "destroying", "destroyed"}),
        ("torch", {"torch", "torches", "torching", "torched"}),
        ("throw=threw,thrown", {"throw", "throws", "throwing", "threw", "thrown"}),
        ("blow=blew,blown", {"blow", "blows", "blowing", "blew", "blown"}),
    ],
)
def test_forms_of_verbs(entry: str, forms: set[str]) -> None:
    assert set(inflected(entry)) == forms


@given(st.text(alphabet="abeinsyz", min_size=1, max_size=8))
def test_any_word_has_a_singular_and_forms(word: str) -> None:
    assert singular(word)
    assert inflected(word)[0] == word


def test_a_verb_leads_to_its_kind_of_event_and_a_phrase_comes_before_the_verb_alone() -> None:
    assert verbs()["killed"][0].event == "kill"
    follows = [len(trigger.follow) for trigger in verbs()["blew"]]
    assert follows == sorted(follows, reverse=True)
    assert ("himself", "up") in [trigger.follow for trigger in verbs()["blew"]]


def test_what_nouns_stand_for() -> None:
    assert nouns()["gunman"] == Sense("people", "perpetrator")
    assert nouns()["border guard"] == Sense("people", "security")
    assert nouns()["grenade"] == Sense("weapon", "")
    assert nouns()["police station"] == Sense("target", "")
    assert nouns()["explosion"] == Sense("event", "explode")
    assert adjectives()["dead"] == "die"


def test_which_weapons_explode() -> None:
    assert explodes(["two", "hand", "grenades"])
    assert not explodes(["hunting", "rifles"])


@pytest.mark.parametrize("name", ["National Security Committee", "КНБ", "knb"])
def test_an_organisation_is_known_by_each_of_its_names(name: str) -> None:
    assert organizations()[fold(name)].name == "KNB"
    assert organizations()[fold(name)].side == "security"


@pytest.mark.parametrize(
    "name", ["Arlan", "Arystan", "Sunkar", "National Guard", "Jund al-Khilafah", "Hizb ut-Tahrir", "Interior Ministry"]
)
def test_the_organisations_of_the_region_are_known(name: str) -> None:
    assert name in {organization.name for organization in organizations().values()}


def test_every_bundled_entry_has_its_shape() -> None:
    for name in ("attribution", "places"):
        assert all(entry.words for entry in LEXICON.entries(name, WordList).values())
    assert all(kind.type or kind.weak for kind in kinds().values())
    assert events().keys() <= kinds().keys()
    assert all(words.verbs or words.phrases or words.nouns for words in events().values())


def test_words_of_the_lexicon_are_in_lower_case_so_that_they_can_match() -> None:
    with_patterns = ("accounts", "clearing")
    files = [LEXICON.file(path.stem) for path in BUNDLED.glob("*.toml") if path.stem not in with_patterns]
    lists = [words for file in files for entry in file.values() for words in entry.values() if isinstance(words, list)]
    assert [word for words in lists for word in words if word != word.lower() or word != word.strip()] == []


def test_entries_that_nobody_wrote_are_missing() -> None:
    with pytest.raises(LexiconError, match=r"^people\.toml: \[titels\] is missing$"):
        word_set("people", "titels")
    with pytest.raises(LexiconError, match=r"^nowhere\.toml: no such file or directory$"):
        LEXICON.entry("nowhere", "x", WordList)
    assert "says" in verb_forms("attribution", "verbs")


def extracted(folder: Path, text: str) -> subprocess.CompletedProcess[str]:
    """Run ``kztui extract`` on a text with the lexicon files in `folder` before the bundled ones."""
    environment = {**os.environ, "KZTUI_LEXICON": str(folder)}
    return subprocess.run(
        [sys.executable, "-m", "kztui", "extract"], input=text, capture_output=True, text=True, env=environment
    )


def test_a_weapon_is_added_by_editing_one_file(tmp_path: Path) -> None:
    text = "Two gunmen attacked a bank in Almaty with harpoons on 3 May 2015."
    things = (BUNDLED / "things.toml").read_text("utf-8")
    (tmp_path / "things.toml").write_text(things.replace('nouns = ["bomb"', 'nouns = ["harpoon", "bomb"', 1), "utf-8")
    assert '"weapon"' not in extracted(BUNDLED, text).stdout
    assert '"harpoons"' in extracted(tmp_path, text).stdout


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        ("events", 'verbs = ["kill"', 'verb = ["kill"', "events.toml: [kill]: there is no key verb: the keys are "),
        ("kinds", 'type = "bombing"', 'type = "boming"', "kinds.toml: [bomb] type: 'boming' is none of its values"),
        ("kinds", 'type = "bombing"\n', "", "kinds.toml: [bomb]: type is missing: only weak kinds go without"),
        ("kinds", "[die]\nweak = true", '[die]\nweak = "yes"',
         "kinds.toml: [die] weak: true or false is needed, not a text"),
        ("events", "[kill]", "[kill", "events.toml: this is not TOML: "),
        ("people", "[civilian]", "[civillian]", "people.toml: [civilian] is missing"),
        ("people", '"gunman"', "7", "people.toml: [perpetrator] nouns number 1: a text is needed, not a whole number"),
        ("people", '"gunman"', '""', "people.toml: [perpetrator] nouns number 1: a word is empty"),
        ("organizations", 'side = "security"', 'side = "secrity"',
         "organizations.toml: [organization] number 1 side: 'secrity' is none of its values"),
        ("organizations", 'kind = "force"\n', "", "organizations.toml: [organization] number 1: kind is missing"),
        ("numbers", "seven = 7", 'seven = "7"', "numbers.toml: [words] seven: a whole number is needed, not a text"),
        ("numbers", "at_most =", "atmost =", "numbers.toml: [before]: 'atmost' is none of its values"),
        ("dates", "[weekdays]", "[week_days]", "dates.toml: [weekdays] is missing"),
        ("attribution", "[official]\nwords = [", "[official]\nwords = 3 # [", "attribution.toml: "),
    ],
)  # fmt: skip
def test_a_broken_file_is_one_line(tmp_path: Path, file: str, old: str, new: str, line: str) -> None:
    folder = BUNDLED if (BUNDLED / f"{file}.toml").exists() else SHARED.folder
    whole = (folder / f"{file}.toml").read_text("utf-8")
    assert old in whole
    (tmp_path / f"{file}.toml").write_text(whole.replace(old, new, 1), "utf-8")
    done = extracted(tmp_path, "Two policemen were killed in a blast in Taraz on Friday, police said.")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"Error: {line}")
    assert done.stderr.count("\n") == 1


def test_a_lexicon_folder_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    done = extracted(tmp_path / "none", "Two died.")
    assert (done.returncode, done.stderr) == (1, f"Error: KZTUI_LEXICON: there is no folder {tmp_path / 'none'}\n")


def test_a_file_that_is_not_text_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "events.toml").write_bytes(b"\xff\xfe[kill]")
    done = extracted(tmp_path, "Two died.")
    assert done.stderr.startswith("Error: events.toml: this is not TOML: ")


def test_a_lexicon_of_another_language_reads_its_own_files(tmp_path: Path) -> None:
    for language, word in (("xx", "uno"), ("yy", "due")):
        (tmp_path / language).mkdir()
        (tmp_path / language / "lists.toml").write_text(f'[one]\nwords = ["{word}"]', "utf-8")
    one, other = Lexicon("xx", tmp_path / "xx"), Lexicon("yy", tmp_path / "yy")
    assert [*one.words("lists", "one"), *other.words("lists", "one")] == ["uno", "due"]


def test_the_guide_speaks_of_every_file() -> None:
    guide = (BUNDLED / "README.md").read_text("utf-8")
    files = [*BUNDLED.glob("*.toml"), *SHARED.folder.glob("*.toml")]
    assert [path.name for path in files if path.name not in guide] == []
    keys = [*EventKind.__struct_fields__, *EventWords.__struct_fields__]
    assert [key for key in keys if f"\n{key} = " not in guide] == []
