"""What help says of each pane: what it shows, what its signs mean, and searches to try."""

from typing import NamedTuple

from kztui.model.fact import Aspect
from kztui.present.wording import CONFLICT
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
    "One incident a row; the newest first unless you sort it. Enter reads it.",
    ("list", "lines"),
    (
        ("K  W  A", "killed, wounded, arrested: the best figure of the sources"),
        ("S", "independent sources; copies of one text count once"),
        (f"25{CONFLICT}", "sources contradict each other: ! shows who says what"),
        ("20+", "at least that many"),
        ("·", "no source states a number; 0 means that one says there were none"),
        ("5 Jun 16~", "the day is not exact"),
        ("gunmen ► depot", "who did what to whom; after it by what means, and why"),
        ('"Toll rises', "the title of a report, where its facts say too little"),
        (f"{NOTED}  {TAGGED}", "at the end of a row: has notes, has tags"),
        ("*  ✱", "marked by you, and marked under the cursor"),
    ),
    (
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
    "What the reports state of the incident, by field, each fact with its source and paragraph.",
    ("facts", "fields", "lines"),
    (
        *((one.glyph, "a number of people" if one is Aspect.COUNT else str(one)) for one in Aspect),
        ("✓  ✗  ✎", "confirmed, rejected, corrected by an analyst"),
        (CONFLICT, "the sources contradict each other"),
        ("×3", "three sources say so"),
        ("25 (20..26)", "the best figure, and the lowest and the highest that can be"),
        ("¶2", "the second paragraph of the report"),
        ("›", "states something in the paragraph under the source's cursor"),
        ("*", "marked by you, to split off or to move"),
    ),
)
_SOURCE = HelpPage(
    "Source",
    "The report, with the words that state facts underlined; the words of the fact under the cursor stand out.",
    ("source", "mark", "facts", "lines"),
    (
        ("¶2", "the second paragraph"),
        ("“  #", "in the margin: a note, or a tag, is on words that begin here"),
        ("2/5", "the second of five reports on this incident: [ and ] go on"),
    ),
)
_ANNOTATIONS = HelpPage(
    "Annotations",
    "Tags, then notes, verdicts and decisions, the newest first; replies stand under what they answer.",
    ("annotations", "lines"),
    (
        ("“  #  +", "a note, a tag, a fact added by hand"),
        ("✓  ✗  ✎", "a fact confirmed, rejected, corrected"),
        ("→", "a decision: merged, split off, moved"),
        ("↳", "a reply"),
    ),
)
_SEARCH = HelpPage(
    "Search line",
    "The list follows as you type. Names and words mix freely; tab accepts a completion.",
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
    "The places of the incidents found. The arrows go from place to place; enter finds only those of one.",
    ("map",),
    (
        ("·  •  ●", "one incident without dead; one or two; more"),
        ("○", "somewhere in a region or a country"),
    ),
)
_MERGE = HelpPage(
    "Merge",
    "Pairs of incidents that may be one, the likeliest first, with the reasons for it.",
    ("merge", "lines"),
    (("=", "both say the same"), (CONFLICT, "they differ")),
)
ALL = HelpPage("All keys", "Everything that can be done, by kind of work.", ())

PAGES = {
    "list": _LIST,
    "facts": _FACTS,
    "source": _SOURCE,
    "annotations": _ANNOTATIONS,
    "query": _SEARCH,
    "map": _MAP,
    "merge": _MERGE,
    "all": ALL,
}
"""The pages by the pane that they are on."""
