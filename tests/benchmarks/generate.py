"""Made-up casebooks of any size for measurements: the same seed gives the same incidents.

An incident has three to nine facts (about 1.5 KB as JSON) and a report of three to eight paragraphs of 40 words, which
is the mean of the bundled reports; one report in seven is in Russian. Words are drawn with the frequencies of natural
language from some 20,000.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import IO

import msgspec

from kztui.model.fact import (
    DateSpan,
    EventType,
    Fact,
    Field,
    Hedge,
    Place,
    Qualifier,
    Side,
    Value,
    fact_id,
    quote,
)  # fmt: skip
from kztui.model.incident import Incident
from kztui.model.report import Paragraph, Report, report_id
from kztui.store.tinydb.schema import INCIDENTS, empty_tables

Story = tuple[Report, tuple[Fact, ...]]

TOWNS = """\
Aktobe,Aktobe,50.28,57.17
Alga,Aktobe,49.9,57.33
Khromtau,Aktobe,50.25,58.43
Kandyagash,Aktobe,49.47,57.42
Shubarkuduk,Aktobe,49.15,56.48
Atyrau,Atyrau,47.12,51.88
Kulsary,Atyrau,46.95,54.02
Makat,Atyrau,47.65,53.32
Almaty,Almaty,43.25,76.95
Tausamaly,Almaty,43.19,76.79
Kaskelen,Almaty,43.2,76.62
Talgar,Almaty,43.3,77.24
Taldykorgan,Zhetysu,45.01,78.37
Taraz,Zhambyl,42.9,71.37
Masanchi,Zhambyl,42.93,75.29
Shu,Zhambyl,43.6,73.76
Shymkent,Turkistan,42.32,69.59
Turkistan,Turkistan,43.3,68.27
Saryagash,Turkistan,41.46,69.17
Kyzylorda,Kyzylorda,44.85,65.5
Zhanaozen,Mangystau,43.34,52.86
Aktau,Mangystau,43.65,51.17
Beyneu,Mangystau,45.32,55.2
Karaganda,Karaganda,49.8,73.1
Temirtau,Karaganda,50.05,72.96
Balkhash,Karaganda,46.85,74.98
Zhezkazgan,Ulytau,47.79,67.71
Astana,Akmola,51.17,71.43
Kokshetau,Akmola,53.28,69.39
Pavlodar,Pavlodar,52.29,76.95
Ekibastuz,Pavlodar,51.72,75.32
Semey,Abai,50.41,80.23
Oskemen,East Kazakhstan,49.97,82.61
Ridder,East Kazakhstan,50.34,83.51
Kostanay,Kostanay,53.21,63.62
Rudny,Kostanay,52.96,63.12
Arkalyk,Kostanay,50.25,66.91
Petropavl,North Kazakhstan,54.87,69.15
Oral,West Kazakhstan,51.23,51.37
Aksay,West Kazakhstan,51.17,53.0
"""
PLACES = [
    Place(name, "KZ", region, float(north), float(east), 1)
    for name, region, north, east in (line.split(",") for line in TOWNS.splitlines())
]
PUBLISHERS = (
    "Steppe Courier", "Irtysh Herald", "Caspian Wire", "Seven Rivers Daily", "Altai Post", "Interior Ministry",
    "Turan News", "Silk Road Monitor",
)  # fmt: skip
WEAPONS = ("rifle", "bomb", "grenade", "knife", "petrol bomb", "pistol", "hunting rifle", "gas cylinder")
ACTORS = ("gunmen", "armed men", "a former convict", "members of a banned group", "a crowd", "unknown attackers")
VOICES = ("KNB", "the prosecutor", "police", "a witness", "the interior ministry", "doctors")
TARGETS = ("police post", "gun shop", "bank", "market", "military unit", "police patrol", "department store")
COMMON = (
    "the of and to in a said that on for was with by at from police were they had after as an who it is he but be "
    "officers city security forces men killed people their has been two one three not this which region attack "
    "authorities two others group shot when national state armed house found local official more about during "
    "interior ministry before wounded according would against time five later special operation car building last "
    "district detained committee night morning arrested suspects case officer members out into first being"
)
COMMON_RU = (
    "в и на по что с из не был были как он его к для о полиция сотрудники города области после человек двое убиты "
    "ранены сообщили задержаны нападение взрыв ночь утром дом спецоперация прокуратура раненых погибших оружие группа "
    "комитет министерство один три пять местные власти позже во время суд дело жители улица машина район"
)


class Generator:
    """Tells stories; the same `seed` tells the same ones."""

    def __init__(self, seed: int = 1) -> None:
        self.random = Random(seed)
        self.words = self._drawn(COMMON.split(), "bdfghklmnprstvwz", "aeiou", 12_000)
        self.words_ru = self._drawn(COMMON_RU.split(), "бвгджзклмнпрстх", "аеиоуы", 8_000)

    def story(self) -> Story:
        """Return a report and the facts of the one incident that it tells."""
        choice = self.random.choice
        russian = self.random.random() < 0.15
        place, kind = choice(PLACES), choice(list(EventType))
        day = date(2005, 1, 1) + timedelta(days=int(self.random.random() * 7000))
        killed = int(self.random.expovariate(0.5))
        stated: list[tuple[Field, Value, str, dict[str, object]]] = [
            (Field.TYPE, kind.value, kind.value, {}),
            (Field.PLACE, place, place.name, {}),
            (Field.DATE, DateSpan(day, day, 1), f"{day:%d.%m.%Y}", {}),
        ]
        if self.random.random() < 0.3:
            told: dict[str, object] = {"side": choice(list(Side)), "attributed_to": choice(VOICES)}
            stated.append((Field.KILLED, killed, f"{killed} killed", told))
        for field, pool in ((Field.WEAPON, WEAPONS), (Field.PERPETRATOR, ACTORS), (Field.TARGET, TARGETS)):
            if self.random.random() < 0.05:
                word = choice(pool)
                stated.append((field, word, word, {"hedge": choice((Hedge.NONE, Hedge.NONE, Hedge.SUSPECTED))}))
        for field in (Field.WOUNDED, Field.ARRESTED):
            if self.random.random() < 0.05:
                number = int(self.random.expovariate(0.25))
                qualifier = choice((Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.ABOUT))
                stated.append((field, number, f"{number} {field}", {"qualifier": qualifier}))
        return self._told(stated, day, russian)

    def _told(self, stated: list[tuple[Field, Value, str, dict[str, object]]], day: date, russian: bool) -> Story:
        paragraphs = [self.paragraph(russian) for _ in range(self.random.randint(3, 8))]
        for number, (_, _, words, _) in enumerate(stated):
            at = number % len(paragraphs)
            paragraphs[at] += f" {words.capitalize()} <{number}>{words}, {self.paragraph(russian, 6)}"
        text, spans = _without_marks("\n\n".join(paragraphs), [words for _, _, words, _ in stated])
        starts = list(accumulate((len(part) + 2 for part in text.split("\n\n")), initial=0))
        parts = tuple(
            Paragraph(number, start, start + len(part))
            for number, (start, part) in enumerate(zip(starts, text.split("\n\n"), strict=False), 1)
        )
        report = Report(
            report_id(text), text, parts, self.paragraph(russian, 7), self.random.choice(PUBLISHERS),
            day + timedelta(days=1), "", "ru" if russian else "en",
        )  # fmt: skip
        facts = []
        for (field, value, _, rest), (start, end) in zip(stated, spans, strict=True):
            evidence = quote(text, report.id, report.paragraph_at(start).number, start, end)
            facts.append(Fact(fact_id(field, evidence, value), field, value, evidence, origin="made@1", **rest))  # type: ignore[arg-type]
        return report, tuple(facts)

    def paragraph(self, russian: bool = False, length: int = 35) -> str:
        """Return a sentence of so many made-up words."""
        words, weights = self.words_ru if russian else self.words
        drawn = self.random.choices(words, cum_weights=weights, k=length)
        return " ".join(drawn).capitalize() + "."

    def _drawn(self, common: list[str], consonants: str, vowels: str, count: int) -> tuple[list[str], list[float]]:
        words = dict.fromkeys(common)
        while len(words) < count:
            syllables = self.random.randint(2, 4)
            words["".join(self.random.choice(consonants) + self.random.choice(vowels) for _ in range(syllables))] = None
        return list(words), list(accumulate(1 / (rank + 5) for rank in range(len(words))))


def _without_marks(text: str, quoted: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """Return `text` without the marks <0>, <1> ... and the code points of the words that followed each."""
    spans = {}
    for number in sorted(range(len(quoted)), key=lambda number: text.index(f"<{number}>")):
        mark = f"<{number}>"
        start = text.index(mark)
        text = text[:start] + text[start + len(mark) :]
        spans[number] = (start, start + len(quoted[number]))
    return text, [spans[number] for number in range(len(quoted))]


def incidents_of(count: int, seed: int = 1) -> tuple[list[Incident], dict[str, Report]]:
    """Return `count` incidents and their reports by id."""
    stories = list(_stories(count, seed))
    return [incident for _, incident in stories], {report.id: report for report, _ in stories}


def _stories(count: int, seed: int) -> Iterator[tuple[Report, Incident]]:
    """Yield reports, each with its incident."""
    generator = Generator(seed)
    last: dict[str, int] = {}
    for _ in range(count):
        report, facts = generator.story()
        year = next(str(fact.value.start)[:4] for fact in facts if isinstance(fact.value, DateSpan))
        last[year] = last.get(year, 0) + 1
        yield report, Incident(f"KZ-{year}-{last[year]:04d}", facts)


def write_casebook(path: Path, count: int, seed: int = 1) -> None:
    """Write a casebook of `count` incidents to `path`, piece by piece, so that a million fits into memory."""
    spare = path.with_suffix(".part")
    with path.open("w", encoding="ascii") as file, spare.open("w+", encoding="ascii") as incidents:
        meta = json.dumps(empty_tables(INCIDENTS)["meta"]["1"])
        file.write(f'{{\n"meta":{{\n"1":{meta}\n}},\n"reports":{{\n')
        for number, (report, incident) in enumerate(_stories(count, seed), 1):
            _line(file, number, report)
            _line(incidents, number, incident)
        file.write('\n},\n"incidents":{\n')
        incidents.seek(0)
        _copy(incidents, file)
        file.write('\n},\n"suggestions":{\n\n}\n}\n')
    spare.unlink()


def _line(file: IO[str], number: int, record: Report | Incident) -> None:
    encoded = msgspec.json.encode(record)
    text = encoded.decode() if encoded.isascii() else json.dumps(msgspec.json.decode(encoded), separators=(",", ":"))
    separator = ",\n" if number > 1 else ""
    file.write(f'{separator}"{number}":{text}')


def _copy(source: Iterable[str], target: IO[str]) -> None:
    for line in source:
        target.write(line)


if __name__ == "__main__":
    write_casebook(Path(sys.argv[2]), int(sys.argv[1]))
