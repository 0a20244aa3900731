"""What a draft is about, and where that is after merging, splitting, moving and retracting."""

from collections.abc import Callable

from kztui.casebook import Casebook
from kztui.model.annotation import Annotation, Target

_ON_TARGET = ("tag", "fact", "correct")


def about_target(target: Target, kind: str = "") -> str:
    """Return a name for what is written about a target: a note, unless a `kind` is given."""
    words = target.evidence
    quoted = f"{words.report} {words.start} {words.end}" if words else ""
    return " ".join((*([kind] if kind else []), target.incident, target.fact, quoted))


def about_annotation(annotation: Annotation, kind: str) -> str:
    """Return a name for what is written about an annotation, whoever edits it meanwhile."""
    return f"{kind} {annotation.origin} {annotation.about}"


def place_now(casebook: Casebook, about: str) -> tuple[str, ...]:
    """Return where what is written about something belongs as things are now: what belongs together has one place.

    A fact is looked for where it went, and so are words in a report; what is gone leaves the incident that it was in.
    """
    words = about.split(" ")
    before = tuple(words[:1]) if words[0] in _ON_TARGET else ()
    match words[len(before) :]:
        case ["edit" | "reply" as kind, origin, on]:
            return _place_of_annotation(casebook, kind, origin, on)
        case [incident, fact, ""] if _is_there(casebook, incident):
            return *before, *_place_of_target(casebook, incident, fact)
        case [incident, fact, report, start, end] if _is_there(casebook, incident) and casebook.has_report(report):
            return *before, *_place_of_target(casebook, incident, fact, report, start, end)
        case others:
            return *before, *(casebook.incident(one).id if _is_there(casebook, one) else one for one in others)


def _place_of_annotation(casebook: Casebook, kind: str, origin: str, on: str) -> tuple[str, ...]:
    """Return the place of an annotation; when it is no longer in force, that of what it was on."""
    on_report = casebook.has_report(on)
    there = casebook.reports.annotations(on) if on_report else casebook.annotations(on)
    if any(one.origin == origin for one in there):
        return kind, origin
    return place_now(casebook, f"report {on} " if on_report else about_target(Target(on)))


def _place_of_target(casebook: Casebook, incident: str, fact: str, report: str = "", *where: str) -> tuple[str, ...]:
    home = casebook.incident(incident).id
    if fact:
        found = _home(casebook, home, lambda one: fact in {judged.fact.id for judged in casebook.facts(one)})
        return (found, fact) if found else (home,)
    if report:
        found = _home(casebook, home, lambda one: report in casebook.incident(one).reports)
        return (found, report, *where) if found else (home,)
    return (home,)


def _home(casebook: Casebook, incident: str, has: Callable[[str], bool]) -> str:
    """Return the first that `has` something of an incident and those to which facts of it went; empty for none."""
    waiting, seen = [incident], set[str]()
    while waiting:
        here = casebook.incident(waiting.pop(0)).id
        if has(here):
            return here
        seen.add(here)
        into = (one.into for one in casebook.annotations(here) if one.facts)
        waiting += [one for one in into if _is_there(casebook, one) and casebook.incident(one).id not in seen]
    return ""


def _is_there(casebook: Casebook, incident: str) -> bool:
    try:
        return bool(casebook.incident(incident))
    except KeyError:
        return False
