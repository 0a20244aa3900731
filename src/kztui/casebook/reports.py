"""Reports as such: every one of them can be found, opened, annotated and mended, whatever was found in it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime

from msgspec import Struct
from msgspec.structs import replace

from kztui.casebook.deciding import apart, incident_of
from kztui.casebook.following import Consequences, Extract, consequences
from kztui.casebook.snapshot import Snapshot, State
from kztui.errors import DecisionError
from kztui.model.annotation import Annotation, AnnotationKind, Target, Verdict, annotation, new_id, one_act
from kztui.model.fact import Evidence
from kztui.model.report import Head, Report, ReportState
from kztui.model.revision import in_force, taken_back
from kztui.text.clean import clean

NOTHING_FOLLOWS = Consequences()


class ReportRow(Struct, frozen=True):
    """A report in a list: its head, its state, and the incidents that it tells of now; `reason` says why it was set
    aside.
    """

    report: Report
    state: ReportState
    incidents: tuple[str, ...] = ()
    reason: str = ""


class Reports:
    """The reports of a casebook. What is decided about them is saved durably when it returns, and undo takes it back.

    Decisions raise DecisionError when they make no sense and StoreError when they cannot be saved.
    """

    def __init__(self, snapshot: Snapshot, author: str) -> None:
        self._snapshot = snapshot
        self._author = author

    def rows(self, wanted: Callable[[ReportRow], bool] = lambda row: True) -> list[ReportRow]:
        """Return the reports that are `wanted`, the newest first; those without a day come last. Raises StoreError."""
        return sorted(filter(wanted, self.each()), key=newest, reverse=True)

    def each(self) -> Iterator[ReportRow]:
        """Yield all reports, in no order, without keeping them. Raises StoreError."""
        now = self._snapshot.now
        telling = self._telling(now)
        for report in self._snapshot.store.records().reports():
            yield _row(report.id, now, telling.get(report.id, ()))

    def row(self, report_id: str) -> ReportRow:
        """Return a report. Raises KeyError when there is none with this id, and StoreError."""
        now = self._snapshot.now
        now.library.report(report_id)
        return _row(report_id, now, self._telling(now).get(report_id, ()))

    def unread(self) -> list[str]:
        """Return the ids of the reports that were never read though there are rules for their languages now, without
        those of which an analyst has made an incident.

        `Casebook.renew` notes which of them it was given the differences of.
        """
        arranged, library = self._snapshot.now.arranging.now, self._snapshot.now.library
        unread = [one for one in library.unread if one not in arranged.read and one not in arranged.aside]
        if not unread:
            return []
        by_hand = {report for incident in arranged.incidents.values() for report in incident.reports}
        unread = [one for one in unread if one not in by_hand]
        from kztui.extract.languages import has_grammar  # imports what few casebooks need

        return [one for one in unread if has_grammar(library.report(one).language)]

    def counts(self) -> Mapping[ReportState, int]:
        """Return the number of reports in each state. Raises StoreError."""
        found = Counter(row.state for row in self.rows())
        return {state: found[state] for state in ReportState}

    def waiting(self) -> int:
        """Return the number of reports that wait for somebody to look at them: nothing was found in them, or they were
        not read. Raises StoreError.

        No report is read for it: the screen asks after each change.
        """
        now = self._snapshot.now
        aside = (one for one in now.arranging.now.aside if _is_there(one, now))
        return now.library.counts[1] - len({*self._telling(now), *aside})

    def is_set_aside(self, report_id: str) -> bool:
        """Return whether a report is set aside."""
        return report_id in self._snapshot.now.arranging.now.aside

    def annotations(self, report_id: str) -> tuple[Annotation, ...]:
        """Return the annotations in force on a report as a whole, and the decisions on it, oldest first."""
        return self._snapshot.now.annotations.get(report_id, ())

    def annotate(self, report_id: str, kind: AnnotationKind, text: str, evidence: Evidence | None = None) -> Annotation:
        """Add a note or a tag to a report as a whole, or to words of it."""
        words = clean(text)

        def made(now: State) -> list[Annotation]:
            report = _report(report_id, now)
            new = annotation(kind, Target("", evidence=evidence), self._author, text=words, report=report.id)
            found = (one for one in now.annotations.get(report.id, ()) if one.target.evidence == evidence)
            same = (one for one in found if (one.kind, one.text) == (kind, new.text))
            if kind is AnnotationKind.TAG and any(same):
                raise DecisionError(f"#{new.text} is there already")
            return [new]

        (saved,) = self._snapshot.annotate(made)
        return saved

    def mend(self, report_id: str, head: Head, following: Consequences = NOTHING_FOLLOWS) -> Annotation:
        """Mend the head of a report; what is not set in `head` stays. Facts are corrected with it, in one act, as
        `following` (`consequences`) says.
        """

        def decided(now: State) -> tuple[Annotation, ...]:
            report = _report(report_id, now)
            author = report.origin.author
            if all(value == getattr(report, field, author) for field, value in head.values.items()):
                raise DecisionError("nothing is to be mended: say what is right")
            mended = self._decision(AnnotationKind.MENDED, report.id, self._quoting(now, report.id), head=head)
            return one_act([mended, *self._follow(following, now)])

        return self._snapshot.annotate(decided)[0]

    def consequences(self, report_id: str, head: Head, extract: Extract) -> Consequences:
        """Return which facts would be others if the head of a report were mended: those that rest on its day, say.

        Facts that somebody has judged, corrected, noted, split off or moved stay. Raises KeyError when there is no
        such report, and StoreError.
        """
        now = self._snapshot.now
        report = now.library.report(report_id)
        quoting = self._telling(now, imported=True).get(report_id, ())
        incidents = [one for one in map(now.library.imported, quoting) if one]
        decided = in_force(self._snapshot.store.notebook().annotations)
        settled = frozenset(fact for one in decided for fact in (one.target.fact, *one.facts))
        return consequences(report, report.mended(head), incidents, settled, extract)

    def _follow(self, following: Consequences, now: State) -> Iterator[Annotation]:
        """Yield the records that correct, add and reject facts, and make new incidents."""
        for one in following.changes:
            incident = now.arranging.now.id_of(one.incident)
            if one.before is None and one.after is not None:
                yield annotation(
                    AnnotationKind.FACT, Target(incident, evidence=one.after.evidence), self._author, fact=one.after
                )
            elif one.before is not None:
                verdict = Verdict.CORRECTED if one.after else Verdict.REJECTED
                yield annotation(
                    AnnotationKind.VERDICT,
                    Target(incident, one.before.id),
                    self._author,
                    verdict=verdict,
                    value=one.after.value if one.after else None,
                    text="the report's head was mended",
                )
        for facts in following.new:
            yield from incident_of(facts, now, self._author)

    def set_aside(self, reports: Iterable[str], reason: str = "") -> tuple[Annotation, ...]:
        """Set reports aside in one act: what they tell counts no longer, until they are restored."""
        chosen, words = tuple(dict.fromkeys(reports)), clean(reason).strip()

        def decided(now: State) -> list[Annotation]:
            aside = now.arranging.now.aside
            found = [_report(one, now).id for one in chosen]
            if there := [one for one in found if one in aside]:
                raise DecisionError(f"{there[0]} is set aside already")
            kind, telling = AnnotationKind.SET_ASIDE, self._telling(now, imported=True)
            return [*one_act([self._decision(kind, one, telling.get(one, ()), words) for one in found])]

        return self._snapshot.annotate(decided)

    def note_import(
        self, reports: Sequence[str], incidents: Sequence[str], *, joining: bool = True
    ) -> tuple[Annotation, ...]:
        """Note that reports, which tell of `incidents`, were imported at once: so undo takes all of them back.

        Without `joining`, what they tell of incidents that were there becomes incidents of their own, in the same act.
        Returns the decisions that make these.
        """
        when = datetime.now(UTC)
        made = Annotation(
            new_id(),
            AnnotationKind.IMPORTED,
            Target(""),
            self._author,
            when,
            reports=tuple(reports),
            incidents=tuple(dict.fromkeys(incidents)),
        )

        def noted(now: State) -> tuple[Annotation, ...]:
            record = replace(made, after=_last_imports(now.arranging.records.all))
            return one_act([record, *(() if joining else apart(reports, incidents, now, self._author))])

        return self._snapshot.annotate(noted)[1:]

    def restore(self, reports: Iterable[str]) -> tuple[Annotation, ...]:
        """Bring reports back that were set aside, by whomever, in one act."""
        chosen = tuple(dict.fromkeys(reports))

        def decided(now: State) -> list[Annotation]:
            aside = now.arranging.now.aside
            found = [_report(one, now).id for one in chosen]
            if there := [one for one in found if one not in aside]:
                raise DecisionError(f"{there[0]} is not set aside")
            return [*one_act([self._restored(aside[one], one) for one in found])]

        return self._snapshot.annotate(decided)

    def _restored(self, before: Annotation, report: str) -> Annotation:
        """Return the record that brings back a report: of an import that was undone it is one of many."""
        if before.kind is AnnotationKind.SET_ASIDE:
            return taken_back(before, self._author)
        return self._decision(AnnotationKind.RESTORED, report, before.incidents)

    def _decision(
        self, kind: AnnotationKind, report: str, incidents: Sequence[str], text: str = "", head: Head | None = None
    ) -> Annotation:
        now = datetime.now(UTC)
        return Annotation(
            new_id(), kind, Target(""), self._author, now, text, report=report, head=head, incidents=tuple(incidents)
        )

    def _quoting(self, now: State, report_id: str) -> tuple[str, ...]:
        return self._telling(now, imported=True).get(report_id, ())

    def _telling(self, now: State, *, imported: bool = False) -> dict[str, tuple[str, ...]]:
        """Return the incidents whose facts quote each report: as they are now, or by the ids under which they were
        `imported` or made.
        """
        arranged = now.arranging.now
        others = {} if imported else {**arranged.incidents, **arranged.redirects}
        told = {
            report: dict.fromkeys(one for one in incidents if one not in others)
            for report, incidents in self._quoted(now).items()
        }
        for incident in arranged.incidents.values():
            for report in incident.reports:
                told.setdefault(report, {})[incident.id] = None
        return {report: tuple(incidents) for report, incidents in told.items() if incidents}

    def _quoted(self, now: State) -> Mapping[str, Sequence[str]]:
        """Return the ids of the imported incidents that quote each report. All incidents are read for it, once."""
        with self._snapshot.quoting:
            if self._snapshot.quoted[0] != now.library.version:
                source, found = self._snapshot.store.records(), dict[str, list[str]]()
                for one in source.incidents(range(source.total), []):
                    for report in one.incident.reports:
                        found.setdefault(report, []).append(one.incident.id)
                self._snapshot.quoted = (source.version, found)
            return self._snapshot.quoted[1]


def newest(row: ReportRow) -> tuple[date, str]:
    """Return what orders reports by their days of publication; those without a day come first."""
    return row.report.published or date.min, row.report.id


def _row(report_id: str, now: State, incidents: Sequence[str]) -> ReportRow:
    report = now.library.report(report_id)
    aside = now.arranging.now.aside.get(report_id)
    if aside:
        return ReportRow(report, ReportState.SET_ASIDE, (), aside.text)
    if incidents:
        return ReportRow(report, ReportState.READ, tuple(incidents))
    from kztui.extract.languages import has_grammar  # imports what only a look at the reports needs

    unread = report.unread and report_id not in now.arranging.now.read
    known = has_grammar(report.language) and not unread
    return ReportRow(report, ReportState.NOTHING_FOUND if known else ReportState.NOT_READ)


def _report(report_id: str, now: State) -> Report:
    try:
        return now.library.report(report_id)
    except KeyError:
        raise DecisionError(f"there is no report {report_id}: see kztui reports") from None


def _is_there(report_id: str, now: State) -> bool:
    try:
        return bool(_report(report_id, now))
    except DecisionError:
        return False


def _last_imports(records: Iterable[Annotation]) -> tuple[str, ...]:
    """Return the ids of the imports after which nothing was imported: one, or several in a merged casebook."""
    last: dict[str, None] = {}
    for one in records:
        if one.kind is AnnotationKind.IMPORTED:
            for earlier in one.after or ():
                last.pop(earlier, None)
            last[one.id] = None
    return tuple(last)
