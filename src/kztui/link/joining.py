"""Joining: the incidents of new reports become facts of known incidents, or new incidents with suggestions."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec.structs import replace

from kztui.link.candidates import Candidates
from kztui.link.copies import figures_of, same_figures, same_numbers, same_wire
from kztui.link.episodes import parted
from kztui.link.known import KnownIncidents
from kztui.link.matching import Candidate, around, match, match_part
from kztui.link.weights import rules
from kztui.link.words import WordsOf
from kztui.model.fact import Fact
from kztui.model.incident import Incident, new_id
from kztui.model.linked import Linked, Part
from kztui.model.report import Report, Source
from kztui.model.suggestion import Relation, Suggestion

Drafts = Iterable[tuple[Report, Sequence[tuple[Fact, ...]]]]
"""Reports, each with its incidents as the facts of one incident each."""


NameIncident = Callable[[Sequence[Fact], Mapping[str, Source], Callable[[str], bool]], str]
"""Gives a new incident an id (`kztui.model.incident.new_id`)."""


def link(
    drafts: Drafts, known: KnownIncidents, is_taken: Callable[[str], bool], words: WordsOf, name: NameIncident = new_id
) -> Linked:
    """Return what becomes of new reports beside the incidents that are `known`; each report is known to the next.

    New incidents get ids by `name`, of which `is_taken` says that no other incident has or had them; `words` gives what
    comparing needs to know of a language.
    """
    candidates = Candidates(known, words)
    used, suggestions, parts, joins = set[str](), list[Suggestion](), list[Part](), list[Suggestion]()

    def is_used(identifier: str) -> bool:
        return identifier in used or is_taken(identifier)

    def add(report: Report, facts: Sequence[Fact]) -> str:
        incident = Incident(name(facts, {report.id: report.source}, is_used), tuple(facts))
        used.add(incident.id)
        candidates.add_incident(incident)
        return incident.id

    for report, told in drafts:
        report = _related(report, told, candidates)
        episodes = [parted(facts, report) for facts in told]
        matches = match([one.whole for one in episodes], report, candidates)
        candidates.add_report(report, told)
        for episode, found in zip(episodes, matches, strict=True):
            if found.joins:
                home = found.joins.incident
                candidates.join(home, episode.whole)
                joins.append(_joined(found.joins, report, episode.whole))
            else:
                home = add(report, episode.whole)
                for other in found.may_be:
                    candidates.suggest(home, other.incident)
                    suggestions.append(_suggestion(home, other, candidates))
            for facts in episode.parts:
                if part := match_part(facts, report, home, candidates):
                    candidates.join(part, facts)
                else:
                    part = add(report, facts)
                parts.append(Part(part, home, report.id))
    return Linked(
        candidates.reports, candidates.joined, candidates.incidents, tuple(suggestions), tuple(parts), tuple(joins)
    )


def _joined(to: Candidate, report: Report, facts: Sequence[Fact]) -> Suggestion:
    """Return the account of what was joined without asking."""
    ids, like = tuple(fact.id for fact in facts), to.likeness
    return Suggestion(to.incident, report.id, like.reasons, round(like.points, 2), Relation.JOINED, ids, rules())


def _suggestion(incident: str, other: Candidate, candidates: Candidates) -> Suggestion:
    """Return the suggestion that a new incident is the same as another one, or that one is a part of the other."""
    like = other.likeness
    if not like.is_part:
        return Suggestion(incident, other.incident, like.reasons, like.points)
    whole = any(profile.broad for profile in candidates.profiles(incident))
    part, of = (other.incident, incident) if whole else (incident, other.incident)
    return Suggestion(part, of, like.reasons, like.points, Relation.PART)


def _related(report: Report, told: Sequence[tuple[Fact, ...]], candidates: Candidates) -> Report:
    """Return the report with whose copy or revision it is.

    Nearly the same words with the same figures are a copy. With other figures they are a revision of what the same
    publisher or wire said before, and a voice of their own from anybody else.
    """
    around_it = {row.id for facts in told for row in around(candidates.profile(facts, report), candidates)}
    own = figures_of(fact for facts in told for fact in facts)
    near = candidates.near_texts(report, around_it)
    for other in near:
        alike = same_figures(own, candidates.figures(other.id, around_it))
        if alike and same_numbers(report, other, candidates.words(report.language)):
            return replace(report, copy_of=other.copy_of or other.id)
    revised = next((other for other in near if same_wire(report, other)), None)
    return replace(report, revises=revised.copy_of or revised.id) if revised else report
