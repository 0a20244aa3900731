"""What help says of each pane: what it shows, what its signs mean, and searches to try."""

from typing import NamedTuple

from kztui.model.fact import EventType, Field
from kztui.model.precision import DatePrecision, PlacePrecision
from kztui.present.wording import ADDED, CONFLICT, DOUBT, ROSE, UNSTATED
from kztui.tui.columns import NOTED, TAGGED


class HelpPage(NamedTuple):
    """Help on one pane. `scopes` are those of its commands; `signs` and `searches` are each with a meaning."""

    name: str
    about: str
    scopes: tuple[str, ...]
    signs: tuple[tuple[str, str], ...] = ()
    searches: tuple[tuple[str, str], ...] = ()


_LIST = HelpPage(
    "List",
    "One incident a row; the newest first unless you sort it. Enter reads it, H lists those that you read last. From "
    "the first row, up goes to the heads of the columns, which say what they mean.",
    ("list", "lines"),
    (
        ("K  W  A", "killed, wounded, arrested: the best figure of the sources"),
        ("S", "independent sources; copies of one text count once"),
        (f"25{CONFLICT}", "sources contradict each other: ! shows who says what"),
        ("20+", "at least that many"),
        (f"4{ROSE}", "the number rose, or was lowered, report by report"),
        (f"9{DOUBT}", "open to doubt"),
        (UNSTATED, "no source states a number; 0 means that one says there were none"),
        ("5 Jun 16~", "the day is not exact"),
        ("gunmen ► depot", "who did what to whom; after it by what means, and why"),
        ('"Toll rises', "the title of a report, where its facts say too little"),
        (f"{NOTED}  {TAGGED}", "at the end of a row: has notes, has tags"),
        ("*  ✱", "marked by you, and marked under the cursor"),
    ),
    (
        ("2016-06-05", "that day"),
        ("2012-09", "that month"),
        ("aktobe -type:riot", "a word, without riots"),
        ("killed:>=5", "five dead or more"),
        ("conflict:killed", "tolls that contradict each other"),
        ("place:Atyrau", "at a place, in any spelling"),
        ("source:Reuters", "by who reports it"),
        ("tag:verify", "with a tag"),
        ("sort:-killed", "the most dead first"),
    ),
)
_FACTS = HelpPage(
    "Facts",
    "First a line for each figure, then each report with only what it adds. A verdict on a line is one on each of its "
    "facts; u undoes it. Enter goes to the words in the report, or opens what is folded.",
    ("facts", "fields", "lines"),
    (
        ("25 (20 to 26)", "the best figure, and the lowest and the highest that can be"),
        (f"S6  {CONFLICT}  {ROSE}  {DOUBT}", "six sources say so; they contradict each other; it rose; open to doubt"),
        ("p2", "the second paragraph of the report; 3:p2 of the third one, which copies this"),
        ("✓  ✗  ✎  " + ADDED, "confirmed, rejected, corrected, added by an analyst"),
        ("agree", "facts that say what the figures say: y confirms them all"),
        ("▸  ▾", "folded, unfolded: enter turns it"),
        ("›", "states something in the paragraph under the source's cursor"),
        ("*", "marked by you, to split off or to move"),
        ("perpetrators", "whose people a number counts: also security, civilians, victims (those attacked)"),
        ("part", "only some of the people; over a period: of many incidents, so it counts nowhere"),
        ("suspected", "how sure the report is: also reportedly, denied"),
    ),
)
_SOURCE = HelpPage(
    "Source",
    "The report, with the words that state facts underlined; the words of the fact under the cursor stand out. "
    "{ and } go from fact to fact; ctrl+f finds a piece of text, then n and N go through its places until esc.",
    ("source", "mark", "facts", "lines"),
    (
        ("2", "at the left: the second paragraph"),
        ('"  #', "beside it: a note, or a tag, is on words that begin here"),
        ("2 of 5 [ ]", "the second of five reports on this incident: [ and ] show the others"),
    ),
)
_ANNOTATIONS = HelpPage(
    "Annotations",
    "Tags, then notes, verdicts and decisions, the newest first; replies stand under what they answer.",
    ("annotations", "lines"),
    (
        (f'"  #  {ADDED}', "a note, a tag, a fact added by hand"),
        ("✓  ✗  ✎", "a fact confirmed, rejected, corrected"),
        ("→", "a decision: merged, split off, moved"),
        ("▸", "verdicts, added facts and decisions, folded: enter shows them"),
        ("↳", "a reply"),
    ),
)
_SEARCH = HelpPage(
    "Search line",
    "The list follows as you type. Names and words mix freely; tab accepts a completion, ctrl+y lists your latest "
    "searches.",
    ("query",),
    searches=(
        *_LIST.searches,
        ("2011..2013", "a range of years, months or days"),
        ("killed:2..9", "a range of numbers"),
        ('"house of culture"', "these words together"),
        ("weapon:bomb OR cause:gas", "one or the other; AND is not needed"),
        ("actor:Jund", "who did it, claims it or is blamed for it"),
    ),
)
_MAP = HelpPage(
    "Map",
    "The places of the incidents found. The arrows go from place to place; enter finds only those of one. Lines are "
    "borders of countries and water; regions have none here.",
    ("map",),
    (
        ("6 Aktobe", "six incidents there"),
        ("#", "ten or more"),
        ("+4", "four more places share the mark"),
        ("~", "somewhere in the region"),
        ("+ Kostanay", "a town without incidents, to find one's way"),
    ),
)
_MERGE = HelpPage(
    "Merge",
    "Pairs of incidents that may be one, the likeliest first, with the reasons for it.",
    ("merge", "lines"),
    (("=", "both say the same"), (CONFLICT, "they differ")),
)
_TIME = HelpPage(
    "Time",
    "What was found, by month, year or day: incidents, killed and wounded, each with a scale of its own, whose end the "
    "heading names. Enter finds only the incidents of a stretch.",
    ("time", "lines"),
    (("»", "the bar goes on beyond the scale"), ("2018", "among months: dated no more exactly than the year")),
)
_OVERVIEW = HelpPage(
    "Overview",
    "The whole casebook: what waits for somebody, how much is checked, the last imports, years and regions. Enter on a "
    "number opens its list.",
    ("lines",),
)
_LOG = HelpPage(
    "Log", "Who did what and when, the newest first. Enter goes to the incident that it was done to.", ("lines",),
    (("undone", "taken back since, and not in force"),),
)  # fmt: skip
_COUNTS = HelpPage(
    "Counts",
    "What was found, by the values of its fields. Space chooses a value: the list and all sums follow. Several values "
    "of one field are alternatives; those of different fields must all be met.",
    ("counts", "lines"),
    (
        ("*", "chosen: the search asks for it"),
        (
            "18%",
            "the share of all incidents, or of all killed; beside chosen values, of what is found without them",
        ),
        ("Day known to", "how exact the day is; Place known to: the place (UCDP's numbers in words)"),
    ),
)
ALL = HelpPage("All keys", "Everything that can be done, by kind of work.", ())

PAGES = {
    "list": _LIST,
    "facts": _FACTS,
    "source": _SOURCE,
    "annotations": _ANNOTATIONS,
    "query": _SEARCH,
    "time": _TIME,
    "map": _MAP,
    "merge": _MERGE,
    "overview": _OVERVIEW,
    "log": _LOG,
    "counts": _COUNTS,
    "all": ALL,
}
"""The pages by the pane that they are on."""


def on_field(field: Field) -> tuple[tuple[str, str], ...]:
    """Return what a field is, what it is compared with, and its values where they are fixed."""
    lines = [(field.label, f"{field.meaning}; a search: {field.value}:{field.example}")]
    if field is Field.TYPE:
        lines += [(kind, f"ACLED: {kind.acled[0]}, {kind.acled[1]}") for kind in EventType]
    elif field is Field.DATE:
        words = "; ".join(f"{one.value} {one.words}" for one in DatePrecision if one)
        lines.append(("how exact", f"UCDP's date_prec: {words}"))
        lines.append(('"Friday"', "a weekday is counted from the day on which the report was published"))
    elif field is Field.PLACE:
        lines.append(
            ("how exact", f"UCDP's where_prec: {'; '.join(f'{one.value} {one.words}' for one in PlacePrecision)}")
        )
    elif field is Field.KILLED:
        lines.append(("best", "UCDP's best, low and high; ACLED's fatalities are the lowest (export)"))
    elif field.counted:
        lines.append(("best", "by the same rules as the killed; UCDP and ACLED count only the dead"))
    return tuple(lines)
