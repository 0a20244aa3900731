"""Claims side by side, and merging, splitting and moving from the keyboard, each undone by one key."""

from datetime import date
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Static

from kztui import AnnotationKind, Target, Verdict
from kztui.casebook import Casebook
from kztui.model.annotation import judged
from kztui.model.fact import DateSpan, Fact, Field
from kztui.model.figures import CountFigure
from kztui.model.history import Step
from kztui.model.suggestion import Suggestion
from kztui.present.fact_lines import Kind
from kztui.present.wording import title_words
from kztui.tui.app import KztuiApp
from kztui.tui.chart import growth_line, growth_rows
from kztui.tui.dialogs.line_dialog import LineDialog
from kztui.tui.dialogs.who_says_what import ClaimsScreen, ClaimsView
from kztui.tui.widgets.bars import KeyBar, TopBar
from kztui.tui.widgets.fact_list import FactList
from kztui.tui.widgets.merge_view import MergeView
from scripts.make_casebook import import_numbered

from .conftest import settle
from .test_annotating import message
from .test_browse import lines_of
from .test_merge import with_a_likely_pair
from .world import AKTOBE, HARBOUR, LEDGER, day, fact, report


def ids(casebook: Casebook) -> list[str]:
    found = casebook.search()
    return sorted(row.id for row in found.rows(0, found.count))


ATTACK, BLAST, FIRE = "KZ-2016-0001", "KZ-2011-0001", "KZ-2012-0001"
TO_THE_WEAPON = ["down"] * 7
"""Keys from the first figure of the attack to that of its weapon, which is stated in the third paragraph."""


async def test_claims_tell_who_says_what_and_why_one_is_best(pilot: Pilot[None]) -> None:
    await pilot.press("exclamation_mark")
    await pilot.pause()
    lines = [line.strip() for line in lines_of(pilot.app.screen.query_one(ClaimsView)) if line.strip()]
    assert lines[:2] == ["25", "best is the latest statement of an authority: Ledger, 10 June 2016"]
    assert lines[2] == "security forces 12 or more"
    assert lines[3].startswith("20 ▇")
    assert lines[3].endswith("█ 25, 6-10 June 2016")
    assert lines[4].split() == ["at", "least", "20", "Harbour", "Wire,", "6", "June", "2016,", "p1"]
    assert any(line.startswith("25  says regional prosecutor") for line in lines)
    await pilot.press("exclamation_mark")
    await settle(pilot)
    assert not isinstance(pilot.app.screen, ClaimsScreen)


async def test_no_claim_is_cut_for_the_name_of_its_source(app: KztuiApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("exclamation_mark")
        await pilot.pause()
        lines = [" ".join(line.split()) for line in lines_of(app.screen.query_one(ClaimsView))]
        at = lines.index("12 security, a part, says prosecutor")
        assert lines[at + 1] == "Harbour Wire, 6 June 2016, p2"
        assert "at least 20 Harbour Wire, 6 June 2016, p1" in lines


async def test_claims_are_about_the_field_of_the_fact(pilot: Pilot[None]) -> None:
    await pilot.press("enter", *TO_THE_WEAPON, "exclamation_mark")
    await pilot.pause()
    view = pilot.app.screen.query_one(ClaimsView)
    assert str(view.border_title).startswith("Weapon")
    await pilot.press("escape")
    await settle(pilot)


async def test_a_paragraph_is_split_off_and_undone(pilot: Pilot[None], casebook: Casebook) -> None:
    await pilot.press("enter", *TO_THE_WEAPON, "d")
    browse = await settle(pilot)
    (new,) = set(ids(casebook)) - {BLAST, FIRE, ATTACK}
    assert message(browse) == f"3 facts of paragraph 3 split off as {new}.  u undoes it."
    await pilot.press("u")
    browse = await settle(pilot)
    assert message(browse) == f"Undone on {ATTACK}: facts split off as {new}"
    assert ids(casebook) == [BLAST, FIRE, ATTACK]


async def test_marked_facts_are_split_off_and_moved(pilot: Pilot[None], casebook: Casebook) -> None:
    before = len(casebook.incident(FIRE).facts)
    await pilot.press("enter", "space", "space", "d")
    browse = await settle(pilot)
    (new,) = set(ids(casebook)) - {BLAST, FIRE, ATTACK}
    assert message(browse) == f"2 facts split off as {new}.  u undoes it."
    assert [str(fact.field) for fact in casebook.incident(new).facts] == ["type", "date"]
    await pilot.press("space", "space", "D", *FIRE.lower(), "enter")
    browse = await settle(pilot)
    assert message(browse) == "Move saved.  u undoes it."
    assert len(casebook.incident(FIRE).facts) == before + 2
    await pilot.press("space", "escape", "d")
    browse = await settle(pilot)
    assert "of paragraph" in message(browse)


async def test_a_line_of_several_facts_is_split_off_only_when_it_is_marked(
    pilot: Pilot[None], casebook: Casebook
) -> None:
    await pilot.press("enter")
    browse = await settle(pilot)
    facts = browse.query_one(FactList)
    while facts.line is None or facts.line.kind is not Kind.AGREE or not facts.line.facts[1:]:
        await pilot.press("down")
    count = len(facts.line.facts)
    await pilot.press("d")
    browse = await settle(pilot)
    assert message(browse) == f"Not split: this line stands for {count} facts. enter shows each, space marks all."
    assert ids(casebook) == [BLAST, FIRE, ATTACK]
    await pilot.press("space", "d")
    browse = await settle(pilot)
    assert message(browse).startswith(f"{count} facts split off as KZ-")


async def to_the_head_of(pilot: Pilot[None], publisher: str) -> FactList:
    """Go to the line of a report in the facts of the incident that is open."""
    facts = (await settle(pilot)).query_one(FactList)
    while not (facts.line and facts.line.kind is Kind.SOURCE and facts.report and facts.report.publisher == publisher):
        await pilot.press("down")
    return facts


async def test_a_report_is_split_off_at_its_head_and_undone(pilot: Pilot[None], casebook: Casebook) -> None:
    await pilot.press("enter")
    facts = await to_the_head_of(pilot, "Ledger")
    assert facts.report
    browse = await settle(pilot)
    assert "d split off" in str(browse.query_one(KeyBar).render())
    told = {fact.id for fact in casebook.incident(ATTACK).facts if fact.evidence.report == facts.report.id}
    await pilot.press("d")
    browse = await settle(pilot)
    (new,) = set(ids(casebook)) - {BLAST, FIRE, ATTACK}
    assert message(browse) == f"5 facts of Ledger, 10 June 2016 split off as {new}.  u undoes it."
    assert {fact.id for fact in casebook.incident(new).facts} == told
    assert not told & {fact.id for fact in casebook.incident(ATTACK).facts}
    await pilot.press("u")
    await settle(pilot)
    assert ids(casebook) == [BLAST, FIRE, ATTACK]
    assert told < {fact.id for fact in casebook.incident(ATTACK).facts}


async def test_the_only_report_cannot_be_split_off(pilot: Pilot[None], casebook: Casebook) -> None:
    await pilot.press("down", "enter")
    await to_the_head_of(pilot, "Степь")
    await pilot.press("d")
    assert message(await settle(pilot)).startswith("Not split: ")
    assert ids(casebook) == [BLAST, FIRE, ATTACK]


async def test_a_report_is_moved_at_its_head(pilot: Pilot[None], casebook: Casebook) -> None:
    before = len(casebook.incident(FIRE).facts)
    await pilot.press("enter")
    await to_the_head_of(pilot, "Ledger")
    await pilot.press("D")
    await settle(pilot)
    dialog = pilot.app.screen
    assert isinstance(dialog, LineDialog)
    assert str(dialog.query_one("#dialog").border_title) == "Move 5 facts of Ledger, 10 June 2016 to"
    await pilot.press(*FIRE.lower(), "enter")
    assert message(await settle(pilot)) == "Move saved.  u undoes it."
    assert len(casebook.incident(FIRE).facts) == before + 5


async def test_a_copy_is_split_off_with_the_report_that_it_repeats(tmp_path: Path) -> None:
    original = report(HARBOUR, publisher="Harbour Wire", published=date(2016, 6, 6))
    repeated = report(f"{HARBOUR}\n\nMore follows.", publisher="Paper", published=date(2016, 6, 6))
    later = report(LEDGER, publisher="Ledger", published=date(2016, 6, 10))
    told = [
        (
            fact(one, Field.TYPE, "attack", "armed attack"),
            fact(one, Field.DATE, when, day(2016, 6, 5)),
            fact(one, Field.PLACE, "Aktobe", AKTOBE),
            fact(one, Field.ARRESTED, "Six", 6),
        )
        for one, when in ((original, "on Sunday"), (repeated, "on Sunday"), (later, "5 June"))
    ]
    import_numbered(
        tmp_path / "i.json", [(one, [facts]) for one, facts in zip((original, repeated, later), told, strict=True)]
    )
    casebook = Casebook.open(tmp_path / "i.json", author="tester")
    assert casebook.report(repeated.id).copy_of == original.id
    assert ids(casebook) == [ATTACK]
    async with KztuiApp(casebook).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await to_the_head_of(pilot, "Harbour Wire")
        await pilot.press("d")
        said = message(await settle(pilot))
        assert said.startswith("8 facts of Harbour Wire, 6 June 2016 split off as ")
    assert {one.evidence.report for one in casebook.incident(ATTACK).facts} == {later.id}


async def test_a_verdict_is_about_a_fact_and_not_about_a_report(pilot: Pilot[None], casebook: Casebook) -> None:
    await pilot.press("enter")
    await to_the_head_of(pilot, "Ledger")
    await pilot.press("y")
    assert message(await settle(pilot)) == "This line is a report: j goes to its facts."
    assert casebook.annotations(ATTACK) == ()


async def test_decisions_are_as_left_after_each_restart(casebook: Casebook) -> None:
    third, fourth = with_a_likely_pair(casebook), with_a_likely_pair(casebook, "arrest", 8)

    async def session(*keys: str) -> tuple[str, list[str], int]:
        """Start the program, press keys, leave; return what it said last, the incidents and how many pairs wait."""
        async with KztuiApp(Casebook.open(casebook.location, author="tester"), look_every=3600).run_test() as pilot:
            await settle(pilot)
            for key in keys:
                await pilot.press(key)
                said = message(await settle(pilot))
        now = Casebook.open(casebook.location, author="tester")
        return said, ids(now), len(now.decisions.suggestions())

    kept = sorted([BLAST, FIRE, ATTACK, fourth])
    before = sorted([*kept, third])
    assert ids(casebook) == before
    assert await session("5", "y") == (f"{third} is now part of {ATTACK}.  u undoes it.", kept, 1)
    assert await session("5", "x") == (f"{fourth} and {ATTACK} are two incidents.  u undoes it.", kept, 0)
    said, *left = await session("down", "enter", "end", "space", "d")
    split = said.partition(" split off as ")[2].partition(".")[0]
    assert left == [sorted([*kept, split]), 0]
    assert (await session("u"))[1:] == (kept, 0)
    assert (await session("u"))[1:] == (kept, 1)
    assert (await session("u"))[1:] == (before, 2)


async def test_a_fact_is_moved(pilot: Pilot[None], casebook: Casebook) -> None:
    await pilot.press("enter", *TO_THE_WEAPON, "D", *FIRE.lower(), "enter")
    browse = await settle(pilot)
    assert message(browse) == "Move saved.  u undoes it."
    assert "hunting rifles" in [fact.value for fact in casebook.incident(FIRE).facts]
    await pilot.press("u")
    await settle(pilot)
    assert "hunting rifles" not in [fact.value for fact in casebook.incident(FIRE).facts]


async def test_an_incident_is_merged_and_undone(pilot: Pilot[None], casebook: Casebook) -> None:
    await pilot.press("M", *FIRE, "enter")
    browse = await settle(pilot)
    assert message(browse) == "Merge saved.  u undoes it."
    assert ids(casebook) == [BLAST, FIRE]
    assert browse.dossier
    assert browse.dossier.incident.id == FIRE
    await pilot.press("u")
    await settle(pilot)
    assert ids(casebook) == [BLAST, FIRE, ATTACK]


async def test_what_makes_no_sense_is_said_and_the_text_stays(pilot: Pilot[None], casebook: Casebook) -> None:
    await pilot.press("M", *ATTACK, "enter")
    await pilot.pause()
    await settle(pilot)
    dialog = pilot.app.screen
    assert isinstance(dialog, LineDialog)
    assert dialog.text == ATTACK
    assert "cannot merge an incident into itself" in str(dialog.query_one("#dialog-message", Static).render())
    await pilot.press("escape")
    await settle(pilot)
    assert ids(casebook) == [BLAST, FIRE, ATTACK]


def known(day: int, best: int) -> Step:
    return Step(date(2016, 6, day), CountFigure(best, best, best))


def test_a_growth_line_rises_on_the_day_of_each_change() -> None:
    assert growth_line([known(1, 0), known(6, 7), known(11, 14)], 11) == "▁▁▁▁▁▅▅▅▅▅█"
    assert growth_line([known(1, 5)], 11) == ""
    assert growth_line([known(1, 0), known(2, 0)], 2) == "▁▁"


def test_days_that_leave_the_chart_no_room_stand_under_it() -> None:
    grown = [known(1, 10), known(11, 25)]
    wide, narrow = (
        ["".join(part.text for part in row.left).strip() for row in growth_rows(grown, width, 4)] for width in (60, 26)
    )
    assert wide == [f"10 {growth_line(grown, 32)} 25, 1-11 June 2016"]
    assert narrow == [f"10 {growth_line(grown, 16)} 25", "1-11 June 2016"]


async def two_verdicts(casebook: Casebook) -> Fact:
    """Ann confirms and Ben rejects the dead of the attack, each in a copy; the casebook takes in both."""
    (fact,) = [one for one in casebook.incident(ATTACK).facts if one.value == 20]
    copies = [Casebook.open(Path(casebook.location).with_name(f"{name}.json"), author=name) for name in ("ann", "ben")]
    for copy, said in zip(copies, (Verdict.CONFIRMED, Verdict.REJECTED), strict=True):
        copy.take_in(casebook.batch())
        copy.annotate(AnnotationKind.VERDICT, Target(ATTACK, fact.id), verdict=said, text=f"{copy.author} knows")
    for copy in copies:
        casebook.take_in(copy.batch())
    return fact


async def test_what_two_people_decided_differently_is_settled_by_one_key(
    pilot: Pilot[None], casebook: Casebook
) -> None:
    fact = await two_verdicts(casebook)
    await pilot.press("5")
    browse = await settle(pilot)
    browse.context.reread()
    browse = await settle(pilot)
    assert browse.query_one(TopBar).waiting == 1
    lines = [line.strip() for line in lines_of(browse.query_one(MergeView)) if line.strip()]
    assert lines[:3] == [f"{ATTACK} killed at least 20", title_words(casebook.summary(ATTACK)), "← ann ✓, ben ✗ →"]
    assert [line.split("  (")[0] for line in lines[3:5]] == ["confirmed: ann knows", "rejected: ben knows"]
    await pilot.press("y")
    await settle(pilot)
    assert len(casebook.decisions.conflicts()) == 1
    await pilot.press("shift+right")
    browse = await settle(pilot)
    assert message(browse) == "Decided: ben ✗. Both stay in the log"
    assert casebook.decisions.conflicts() == []
    assert fact.id not in [one.id for one in judged(casebook.incident(ATTACK).facts, casebook.annotations(ATTACK))]
    await pilot.press("u")
    browse = await settle(pilot)
    assert browse.query_one(TopBar).waiting == 1
    await pilot.press("shift+left")
    browse = await settle(pilot)
    assert message(browse) == "Decided: ann ✓. Both stay in the log"


async def test_a_merge_that_somebody_else_refused_names_both_incidents(pilot: Pilot[None], casebook: Casebook) -> None:
    before = casebook.batch()
    for name in ("ann", "ben"):
        copy = Casebook.open(Path(casebook.location).with_name(f"{name}.json"), author=name)
        copy.take_in(before)
        if name == "ann":
            copy.decisions.merge(BLAST, FIRE)
        else:
            copy.decisions.refuse(Suggestion(BLAST, FIRE))
        casebook.take_in(copy.batch())
    await pilot.press("5")
    lines = [line.strip() for line in lines_of((await settle(pilot)).query_one(MergeView)) if line.strip()]
    assert lines[0] == f"{BLAST} and {FIRE}"
    assert lines[2] == "← ann: one incident, ben: two incidents →"
    await pilot.press("shift+right")
    await settle(pilot)
    assert ids(casebook) == sorted([ATTACK, BLAST, FIRE])


async def test_an_incident_leaves_its_episode_and_comes_back(casebook: Casebook) -> None:
    casebook.decisions.part(ATTACK, BLAST)
    async with KztuiApp(casebook, look_every=3600).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("O")
        browse = await settle(pilot)
        assert message(browse) == f"{ATTACK} is no part of {BLAST}.  u undoes it."
        assert casebook.search("is:part").count == 0
        await pilot.press("u")
        await settle(pilot)
        assert casebook.summary(ATTACK).part_of == BLAST


async def test_what_may_be_a_part_of_an_episode_becomes_one(casebook: Casebook) -> None:
    span = DateSpan(date(2018, 5, 1), date(2018, 5, 6), 2)
    days = report("Riots went on in Aktobe from 1 to 6 May 2018.", publisher="Fifth", published=date(2018, 5, 7))
    one = report("A riot broke out in Aktobe on 3 May 2018.", publisher="Sixth", published=date(2018, 5, 4))
    told = (
        (days, "Riots", (fact(days, Field.DATE, "1 to 6 May 2018", span), fact(days, Field.PLACE, "Aktobe", AKTOBE))),
        (one, "riot", (fact(one, Field.DATE, "3 May 2018", day(2018, 5, 3)), fact(one, Field.PLACE, "Aktobe", AKTOBE))),
    )
    casebook.add([(each, [(fact(each, Field.TYPE, words, "riot"), *facts)]) for each, words, facts in told])
    (pair,) = casebook.decisions.suggestions()
    async with KztuiApp(casebook, look_every=3600).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("5")
        browse = await settle(pilot)
        assert any("perhaps a part of the second" in line for line in lines_of(browse.query_one(MergeView)))
        await pilot.press("y")
        await settle(pilot)
        assert casebook.summary(pair.incident).part_of == pair.like
        assert casebook.incident(pair.like).reports == (days.id,)


async def test_an_incident_becomes_a_part_of_an_episode_and_is_taken_out_by_the_same_key(
    pilot: Pilot[None], casebook: Casebook
) -> None:
    await pilot.press("O", *BLAST, "enter")
    browse = await settle(pilot)
    assert message(browse) == f"{ATTACK} is a part of an episode: sums count both once.  u undoes it."
    assert casebook.summary(ATTACK).part_of == BLAST
    await pilot.press("O")
    browse = await settle(pilot)
    assert message(browse) == f"{ATTACK} is no part of {BLAST}.  u undoes it."


async def test_marked_incidents_become_parts_of_one_and_one_key_takes_it_back(
    pilot: Pilot[None], casebook: Casebook
) -> None:
    await pilot.press("space", "down", "space", "down", "space", "O", "enter")
    browse = await settle(pilot)
    assert message(browse) == f"3 marked incidents are now one episode, {BLAST}: sums count it once.  u undoes it."
    assert [casebook.summary(one).part_of for one in (ATTACK, FIRE, BLAST)] == [BLAST, BLAST, ""]
    await pilot.press("u")
    await settle(pilot)
    assert [casebook.summary(one).part_of for one in (ATTACK, FIRE)] == ["", ""]
