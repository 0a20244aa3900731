"""A sentence read through the early stages: its times, places, noun groups with their meaning, and verb groups."""

from msgspec import field
from msgspec.structs import replace

from kztui.extract.calendars import Calendar
from kztui.extract.en.dates import find_times
from kztui.extract.en.groups import VerbGroup, find_groups, set_serials_apart, set_totals_apart
from kztui.extract.en.mentions import joined, read_mention
from kztui.extract.en.places import find_places
from kztui.extract.en.rows import read_rows
from kztui.extract.mention import Mention, PlaceMention, TimeMention
from kztui.extract.reading import Reading
from kztui.extract.sentence import Sentence


class Parsed(Reading, eq=False):
    """A reading with the verb groups of its sentence, and `said`, the words that it has anywhere."""

    verbs: list[VerbGroup] = field(default_factory=list)
    said: frozenset[str] = frozenset()

    def verb_at(self, index: int) -> VerbGroup | None:
        """Return the verb group that contains a token."""
        for verb in self.verbs:
            if verb.first <= index < verb.last:
                return verb
        return None


def _without_dateline(times: list[TimeMention], sentence: Sentence, known: Calendar) -> list[TimeMention]:
    """Return the times after the dateline; a full date in it is the day of publication, if none is known."""
    filed = [time for time in times if time.first < sentence.dateline]
    if known.published is None and filed and filed[0].span.prec == 1:
        known.published = filed[0].span.start
    for time in filed:
        sentence.tags[time.first : time.last] = "Z" * (time.last - time.first)
    return [time for time in times if time.first >= sentence.dateline]


def read_sentence(sentence: Sentence, known: Calendar, before: Reading | None = None) -> Parsed:
    """Return the reading of a sentence; `known` is the report's calendar, which learns the days that it names, `before`
    the sentence before.

    The tokens of times get the tag Z, so that they part noun groups.
    """
    times = find_times(sentence, known)
    if sentence.dateline:
        times = _without_dateline(times, sentence, known)
    for time in times:
        sentence.tags[time.first : time.last] = "Z" * (time.last - time.first)
    timed = {index for time in times for index in range(time.first, time.last)}
    places = [place for place in find_places(sentence) if place.first not in timed]
    set_totals_apart(sentence)
    set_serials_apart(sentence)
    groups = find_groups(sentence)
    mentions = joined([read_mention(sentence, group) for group in groups.nouns])
    read_rows(mentions, before)
    for mention in mentions:
        if mention.kind in ("name", "other") and any(p.first <= mention.head < p.last and _firm(p) for p in places):
            mention.kind = "place"
    places = [replace(place, relation="from") if _in_name(sentence, place, mentions) else place for place in places]
    return Parsed(sentence, times, places, mentions, before=before, verbs=groups.verbs, said=frozenset(sentence.words))


def _in_name(sentence: Sentence, place: PlaceMention, mentions: list[Mention]) -> bool:
    """Return whether a place stands in the name of an organisation ("the Islamic Movement of Uzbekistan")."""
    if not place.first or sentence.words[place.first - 1] != "of":
        return False
    return any(
        (m.organization and m.organization_span[0] < place.first < m.head)
        or (
            m.first < place.first <= m.last + 1
            and (m.kind == "organization" or m.organization_span[1] >= place.first - 1)
        )
        for m in mentions
    )


def _firm(place: PlaceMention) -> bool:
    """Return whether a name can only be a place's here: it is no person's name, or a preposition says so."""
    return place.relation != "people" and not any(candidate.personal_name for candidate in place.candidates)
