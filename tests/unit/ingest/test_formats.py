"""Each format is recognised by its content and read: text, title, publisher, day, address."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kztui.errors import IngestError
from kztui.ingest.reading import Document, Part, read_document
from kztui.model.report import ParagraphKind, Provenance, Report
from tests.files import zip_marked
from tests.unit.ingest import documents
from tests.unit.ingest.documents import DEPOT, FIRE, PAGES, RAID, SHOTS, STORIES, TRIAL, Story

Made = tuple[str, bytes, Story]


def read(data: bytes, name: str = "document") -> list[Part]:
    """Return the parts of a document."""
    return list(read_document(Document(data, name, Path(name))))


def only(data: bytes, name: str = "document") -> tuple[str, Report]:
    """Return the kind that a document was read as, and its one report."""
    (part,) = read(data, name)
    assert part.report, part.problem
    return part.kind, part.report


def forty() -> Iterator[Made]:
    """The forty documents that the figures below are about."""
    for story in STORIES:
        for page in PAGES:
            encoding = "cp1251" if page is documents.old_page else "utf-8"
            yield "html", page(story).encode(encoding), story
    yield "mhtml", documents.mhtml(RAID), RAID
    yield "mhtml", documents.mhtml(SHOTS), SHOTS
    yield "eml", documents.mail(DEPOT), DEPOT
    yield "eml", documents.mail(FIRE, html=True), FIRE
    yield "rss", documents.rss(TRIAL), TRIAL
    yield "rss", documents.atom(SHOTS), SHOTS
    yield "docx", documents.docx(RAID), RAID
    yield "docx", documents.docx(FIRE), FIRE
    yield "txt", documents.text(SHOTS, "koi8-r"), SHOTS
    yield "txt", documents.text(FIRE, "cp1251"), FIRE
    yield "txt", documents.text(TRIAL, "utf-16"), TRIAL
    yield "csv", documents.csv(DEPOT).encode(), DEPOT
    yield "csv", documents.csv(SHOTS, delimiter=";").encode("cp1251"), SHOTS
    yield "jsonl", documents.json_lines(FIRE), FIRE
    yield "warc", documents.warc(RAID), RAID


def words(text: str) -> Counter[str]:
    """Return the words of a text."""
    return Counter(text.split())


def overlap(found: str, right: str) -> float:
    """Return the F1 of the words that were found."""
    common = (words(found) & words(right)).total()
    return 2 * common / (words(found).total() + words(right).total())


def body(report: Report) -> str:
    """Return the paragraphs of a report that tell its story."""
    kept = (one for one in report.paragraphs if one.kind is not ParagraphKind.BOILERPLATE)
    return "\n\n".join(report.text[one.start : one.end] for one in kept)


def test_the_head_of_forty_documents_is_right_and_so_is_their_text() -> None:
    made = list(forty())
    assert len(made) == 40
    wrong, overlaps = [], []
    for number, (kind, data, story) in enumerate(made):
        found, report = only(data)
        assert found == kind, number
        head = (report.title, report.publisher, report.published)
        if head != (story.title, story.publisher, story.day):
            wrong.append((number, kind, head))
        overlaps.append(overlap(body(report), story.text))
    assert not wrong
    assert sum(overlaps) / len(overlaps) >= 0.95, overlaps


@pytest.mark.parametrize(
    ("shown", "day"),
    [
        ("9 марта 2016", date(2016, 3, 9)),
        ("Опубликовано: 9 марта 2016, 10:15", date(2016, 3, 9)),
        ("2016 жылғы 9 наурыз", date(2016, 3, 9)),
        ("1 января 2016", date(2016, 1, 1)),
        ("© 2016", None),
    ],
)
def test_a_day_in_words_beside_the_headline_is_found_and_a_year_is_no_day(shown: str, day: date | None) -> None:
    page = documents.old_page(SHOTS._replace(paragraphs=(*SHOTS.paragraphs, "© 2016 Степной вестник")))
    _, report = only(page.replace(documents.shown_day(SHOTS), shown).replace("windows-1251", "utf-8").encode())
    assert report.published == day


@pytest.mark.parametrize("name", ["page", "page.txt", "page.pdf"])
def test_the_content_says_what_a_document_is_whatever_its_name(name: str) -> None:
    assert only(documents.modern_page(RAID).encode(), name)[0] == "html"
    assert only(documents.mail(RAID), name)[0] == "eml"
    assert only(documents.json_lines(RAID), name)[0] == "jsonl"
    assert only(documents.csv(RAID).encode(), name)[0] == "csv"
    assert only(documents.text(RAID), name)[0] == "txt"


def test_a_kind_that_is_asked_for_is_taken() -> None:
    (part,) = read_document(Document(documents.json_lines(RAID), "x", kind="txt"))
    assert part.report
    assert part.report.text.startswith('{"text":')


def test_each_value_of_a_head_keeps_where_it_is_from() -> None:
    _, report = only(documents.plain_page(DEPOT).encode(), "saved-2020-01-01.html")
    assert isinstance(report.provenance, Provenance)
    known = report.provenance.known_from
    assert (known["title"], known["publisher"], known["published"]) == ("meta", "meta", "page?")
    assert report.provenance.format == "html"
    assert len(report.provenance.sha256) == 64
    assert report.provenance.path == "saved-2020-01-01.html"


def test_the_day_comes_from_the_file_name_when_nothing_else_says_it() -> None:
    _, report = only(RAID.text.encode(), "2016-03-10-alga.txt")
    assert isinstance(report.provenance, Provenance)
    assert (str(report.published), report.provenance.known_from["published"]) == ("2016-03-10", "file name?")


def test_a_page_keeps_its_hour_author_and_addresses() -> None:
    _, report = only(documents.modern_page(RAID).encode())
    assert isinstance(report.provenance, Provenance)
    about = report.provenance
    assert (about.hour, about.author, about.canonical, report.url) == ("10:15+06:00", "Ann Bek", RAID.url, RAID.url)
    _, report = only(documents.single_file_page(RAID).encode())
    assert isinstance(report.provenance, Provenance)
    assert (report.url, report.provenance.canonical) == (f"{RAID.url}?utm=1", RAID.url)
    assert report.provenance.retrieved == "Tue Mar 15 2022 10:00:00 GMT+0600"


def test_what_is_around_a_story_does_not_come_in() -> None:
    for page in PAGES:
        _, report = only(page(RAID).encode("cp1251" if page is documents.old_page else "utf-8"))
        for furniture in ("cookies", "Facebook", "storm", "Somebody", "rights reserved", "Nine die", "Post comment"):
            assert furniture not in body(report)
    _, report = only(documents.rss(RAID))
    assert "alert" not in report.text


def test_a_title_that_the_text_repeats_is_one_title() -> None:
    for data in (documents.docx(RAID, header=False), documents.odt(RAID), documents.printed_pdf(RAID)):
        _, report = only(data)
        assert report.title == RAID.title
        first = report.paragraphs[0]
        assert (report.text[first.start : first.end], first.kind) == (RAID.title, ParagraphKind.BOILERPLATE)
        assert RAID.title not in body(report)


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (documents.mailbox, "mbox"),
        (documents.rss, "rss"),
        (documents.atom, "rss"),
        (documents.warc, "warc"),
        (documents.wacz, "wacz"),
        (documents.json_lines, "jsonl"),
        (lambda *stories: documents.csv(*stories).encode(), "csv"),
    ],
)
def test_a_document_can_hold_many_reports(make: Callable[..., bytes], kind: str) -> None:
    parts = read(make(RAID, DEPOT, TRIAL))
    assert [part.kind for part in parts] == [kind] * 3
    reports = [part.report for part in parts if part.report]
    assert [report.title for report in reports] == [RAID.title, DEPOT.title, TRIAL.title]
    assert [report.published for report in reports] == [RAID.day, DEPOT.day, TRIAL.day]
    assert all(overlap(body(report), story.text) > 0.99 for report, story in zip(reports, STORIES, strict=False))


def test_a_spreadsheet_is_read_like_a_table() -> None:
    rows = [["Title", "Text", "Date", "Media"], [RAID.title, RAID.text, "09.03.2016", RAID.publisher]]
    kind, report = only(documents.xlsx(rows))
    assert (kind, report.title, report.publisher, report.published) == ("xlsx", RAID.title, RAID.publisher, RAID.day)
    assert report.text == RAID.text


def test_the_lines_of_a_printed_page_are_joined_again_and_what_the_browser_prints_is_known() -> None:
    kind, report = only(documents.printed_pdf(RAID))
    assert isinstance(report.provenance, Provenance)
    assert (kind, report.title, report.url) == ("pdf", RAID.title, RAID.url)
    assert report.provenance.retrieved == "2016-03-12T10:15"
    assert body(report).split("\n\n")[1:] == list(RAID.paragraphs)


def test_a_word_that_a_line_end_divides_in_a_pdf_is_one_word() -> None:
    lines = [(60, 700, 11, "Two guards were killed in the am-"), (60, 686, 11, "munition depot near Alga.")]
    _, report = only(documents.pdf(lines, {}))
    assert report.text == "Two guards were killed in the ammunition depot near Alga."


def test_rich_text_is_read() -> None:
    kind, report = only(rb"{\rtf1\ansi Two guards were killed near Alga.\par Nobody was arrested.}")
    assert (kind, report.text) == ("rtf", "Two guards were killed near Alga.\n\nNobody was arrested.")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "it is a picture (PNG), which kztui cannot read"),
        (documents.zipped({"a.txt": "x"}), "it is a zip archive, which kztui cannot read"),
        (documents.pdf([], {}), "it is a picture of text: no text can be read in it"),
        (b"%PDF-1.4\nnothing more", "it is broken"),
        (documents.pdf([], {}, locked=True), "it is encrypted: save it without its password"),
        (b"<html><body><p>" + b"A word. " * 1_400_000, "a web page of more than 10 MB is not read"),
        (b"From a@b Wed Mar  9 10:15:00 2016\nFrom: a@b.c\nSubject: Empty\n\n", "Empty: the mail has no text"),
        (documents.zipped({"word/document.xml": "<w:document"}), "it is broken"),
        (documents.docx(RAID)[:-40], "zip archive"),
        (zip_marked(documents.docx(RAID), method=1), "packed or encrypted in a way that cannot be read: save it anew"),
        (zip_marked(documents.docx(RAID), flags=1 << 5), "packed or encrypted in a way that cannot be read"),
        (zip_marked(documents.docx(RAID), flags=1), "it is encrypted: save it without its password"),
        (documents.nested_mail(1_500), "it is nested too deeply to be read"),
        (b"PK\x03\x04 no more than that", "it is a zip archive, which kztui cannot read"),
        (
            documents.zipped({"word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
            "it defines entities of its own, as only attacks do",
        ),
        (b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]><rss><channel/></rss>', "entities of its own"),
        (b'<rss version="2.0"><channel><title>A</title></channel></rss>', "the feed has no items"),
        (b"<html><body></body></html>", "no story was found on the page"),
        (b"a,b,c\n1,2,3\n4,5,6\n", "no column holds a text (the columns are a, b, c): name one by --map text=COLUMN"),
        (b'{"id": 1}\n', "no column holds a text (the columns are id)"),
        (b"From: a@b.c\nTo: d@e.f\nSubject: x\n\n", "the mail has no text"),
        (b'{"meta": {}, "reports": {}, "incidents": {}}', "it is a part of a casebook: open it, or take it into yours"),
    ],
    ids=range(22),
)
def test_what_cannot_be_read_is_refused_in_one_line(data: bytes, says: str) -> None:
    try:
        problems = [part.problem for part in read(data)]
    except IngestError as error:
        problems = [str(error)]
    assert says in problems[0]
    assert "\n" not in problems[0]


def test_a_bad_part_does_not_keep_the_others_from_being_read() -> None:
    lines = documents.json_lines(RAID) + b'\n{"text": \n[]\n' + documents.json_lines(DEPOT)
    parts = read(lines)
    assert [part.report.title if part.report else "" for part in parts] == [RAID.title, "", "", DEPOT.title]
    assert [part.problem.partition(":")[0] for part in parts[1:3]] == ["line 2", "line 3"]


def test_a_document_that_unpacks_to_more_than_is_sane_is_refused() -> None:
    bomb = documents.zipped({"word/document.xml": "<x>" + "0" * 60_000_000})
    with pytest.raises(IngestError, match="unpacks to more than 50 MB"):
        read(bomb)


WHOLE = (
    documents.modern_page(RAID).encode(),
    documents.mhtml(RAID),
    documents.mail(DEPOT),
    documents.mailbox(RAID, DEPOT),
    documents.rss(RAID),
    documents.docx(RAID),
    documents.odt(RAID),
    documents.csv(RAID).encode(),
    documents.json_lines(RAID),
    documents.warc(RAID),
    documents.printed_pdf(RAID),
    documents.xlsx([["Title", "Text"], ["a", "b"]]),
    rb"{\rtf1\ansi Two guards.\par Nobody.}",
)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(WHOLE),
    st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 300), st.binary(max_size=20)), min_size=1, max_size=6),
)
@example(documents.mail(DEPOT).replace(b'charset="utf-8"', b'charset="utf\0"'), [(0, 0, b"")])
@example(b"%PDF-1.4" + documents.pdf([], {})[8:].replace(b"/Pages", b"/Pagez"), [(0, 0, b"")])
@example(b"<html><!--", [(0, 0, b"")])
def test_a_damaged_document_is_refused_or_read_and_nothing_else(
    whole: bytes, changes: list[tuple[int, int, bytes]]
) -> None:
    data = whole
    for place, length, instead in changes:
        data = data[:place] + instead + data[place + length :]
    with suppress(IngestError):
        read(data)
