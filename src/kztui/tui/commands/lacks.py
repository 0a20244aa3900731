"""What commands lack when they do not apply, in words for the reader; an empty line when they do."""

from kztui.tui.browse.context import Context


def incident(on: Context) -> str:
    """An incident must be open, and be the one that the reader sees."""
    view = on.panes.area.view
    if view is not None and on.panes.focused is view and not view.current:
        return "No incident is under the cursor here: 1 goes to the list."
    if on.opener.alone:
        return "No incident is told in this report: i makes one."
    return "" if on.dossier or on.opener.coming else "Choose an incident first."


def incident_or_report(on: Context) -> str:
    """An incident must be open, or a report meant."""
    return "" if on.report_meant else incident(on)


def incidents(on: Context) -> str:
    """An incident must be open, or some marked."""
    return "" if on.marked else incident(on)


def fact(on: Context) -> str:
    """The reader must be at a fact."""
    if on.opener.alone:
        return "No incident is told in this report: i makes one."
    if on.words_marked and on.panes.focused is on.panes.source:
        return "This is about a fact: esc drops the marked words first."
    if on.panes.focused is on.panes.facts and on.panes.facts.report and not on.fact:
        return "This line is a report: j goes to its facts."
    return "" if on.fact else "This is about a fact: tab to the facts first."


def movable(on: Context) -> str:
    """Facts must be marked, or the reader be at one, or at the head of a report, which stands for its facts."""
    at_facts = on.panes.focused is on.panes.facts and (on.facts_marked or on.facts_headed)
    return "" if at_facts else fact(on)


def words(on: Context) -> str:
    """Words of a report must be marked."""
    if on.opener.alone:
        return "No incident is told in this report: i makes one, of marked words or of the sentence here."
    return "" if on.words_marked else "Mark the words first: m in the source."


def annotation(on: Context) -> str:
    """The reader must be at an annotation."""
    return "" if on.annotation else "This is about an annotation: tab to the annotations first."


def match(on: Context) -> str:
    """There must be words that were searched for, or something to find in the report."""
    if on.panes.source.finding:
        return ""
    results = on.panes.list.results
    return incident(on) or ("" if results and results.words else "Search for a word first: / starts a search.")


def reports(on: Context) -> str:
    """The incident must have several reports."""
    return incident(on) or ("" if on.dossier and on.dossier.reports[1:] else "This incident has one report.")
