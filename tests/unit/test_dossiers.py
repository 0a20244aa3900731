"""Dossiers and the site: each value leads to the words that state it, and nothing in a text is taken for markup."""

import base64
import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterable
from datetime import date
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kztui import AnnotationKind, Casebook, Target
from kztui.errors import UserError
from kztui.export.account import account
from kztui.export.docx import write as docx
from kztui.export.format import Options, Selection
from kztui.export.html import write as html
from kztui.export.markdown import plain
from kztui.export.markdown import write as markdown
from kztui.export.page import STYLE
from kztui.export.site import files as site
from kztui.model.fact import Fact, Field, Place, Qualifier, Value, fact_id, quote
from kztui.model.report import Paragraph, Report, report_id

HOSTILE = "<script>alert(1)</script> & *stars* [link](x) \x1b[31m 5 killed in Oral </p>\n\nA quiet paragraph."
LATER = "Nine are now known to have died in Oral, a hospital said.\n\nThe road is closed."

Select = Callable[..., Selection]


def report(text: str, publisher: str, day: int, url: str = "") -> Report:
    cut = text.index("\n\n")
    parts = (Paragraph(1, 0, cut), Paragraph(2, cut + 2, len(text)))
    return Report(report_id(text), text, parts, f"Blast <b>{day}</b>", publisher, date(2016, 6, day), url)


def stated(of: Report, field: Field, words: str, value: Value, qualifier: Qualifier = Qualifier.NONE) -> Fact:
    start = of.text.index(words)
    evidence = quote(of.text, of.id, 1, start, start + len(words))
    return Fact(fact_id(field, evidence, value), field, value, evidence, qualifier)


@pytest.fixture
def select(path: Path) -> Select:
    """Selects all incidents of a casebook: one that two reports tell, in hostile words."""
    book = Casebook.open(path, author="ada")
    first, second = (
        report(HOSTILE, "Evil <i>Courier", 5, "javascript:alert(1)"),
        report(LATER, "Wire", 7, "https://w.test/1"),
    )
    oral = Place("Oral", "KZ", "West Kazakhstan Region", 51.23, 51.37)
    facts = (
        stated(first, Field.KILLED, "5", 5),
        stated(first, Field.PLACE, "Oral", oral),
        stated(second, Field.KILLED, "Nine", 9),
        stated(second, Field.PLACE, "Oral", oral),
    )
    book.add([(first, [facts[:2]]), (second, [facts[2:]])])
    ids = [row.id for row in book.search("", "id").rows(0, 9)]
    if len(ids) == 2:
        book.decisions.merge(ids[1], ids[0])
    book.annotate(AnnotationKind.NOTE, Target(ids[0]), text="call <ben> back")

    def selection(*, full_text: bool = False, notes: bool = False) -> Selection:
        found = book.search("")
        return Selection(book, found.rows(0, found.count), "", Options(full_text=full_text, notes=notes))

    return selection


class Page(HTMLParser):
    """Reads a page: its ids, the places that links lead to, its marked words, its text, and what runs in it."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.scripts: list[str] = []
        self.words = ""
        self.tags: list[str] = []
        self.policy = ""
        self._open = ""
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        known = dict(attributes)
        self.tags.append(tag)
        self._open = tag
        self.ids += [known["id"] or ""] if "id" in known else []
        self.links += [known["href"] or ""] if "href" in known else []
        if known.get("http-equiv") == "Content-Security-Policy":
            self.policy = known.get("content") or ""

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open in ("script", "style"):
            self.scripts.append(data)
        self.words += data


def test_an_account_says_who_says_what_and_how_the_toll_rose(select: Select) -> None:
    (dossier,) = select().dossiers()
    told = account(dossier)
    killed = next(one for one in told.statements if one.field is Field.KILLED)
    assert [(said.words, [c.where for c in said.citations]) for said in killed.said] == [
        ("5", ["Evil <i>Courier, 5 June 2016, ¶1"]),
        ("9", ["Wire, 7 June 2016, ¶1"]),
    ]
    assert [(step.day.day, step.figure.best) for step in killed.steps] == [(5, 5), (7, 9)]
    assert [[p.number for p in passages] for passages in told.passages.values()] == [[1], [1]]
    whole = account(dossier, full_text=True)
    assert [[p.number for p in passages] for passages in whole.passages.values()] == [[1, 2], [1, 2]]


def test_each_value_leads_to_its_marked_words(select: Select) -> None:
    page = Page(b"".join(html(select())))
    within = [link[1:] for link in page.links if link.startswith("#")]
    assert len(within) > 4
    assert set(within) <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_a_page_runs_and_asks_for_nothing_of_a_text(select: Select) -> None:
    for name, content in [("dossier.html", b"".join(html(select()))), *site(select())]:
        page = Page(content)
        assert not {"b", "i"} & set(page.tags), name
        assert page.tags.count("script") == (name not in {"time.html", "map.html", "sources.html"})
        assert not [link for link in page.links if re.match(r"(?!https?:|[#.\w/-]+$)", link)], name
        assert "javascript" not in " ".join(page.links)
        assert "default-src 'none'" in page.policy
        for code in page.scripts:
            digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in page.policy
    assert "<script>alert(1)</script>" in Page(b"".join(html(select()))).words


def test_the_pages_of_the_site_lead_to_each_other(select: Select) -> None:
    pages = {name: Page(content) for name, content in site(select())}
    for name, page in pages.items():
        folder = Path(name).parent
        for link in page.links:
            if not link.startswith(("#", "https:")):
                target = (folder / link).as_posix()
                parts: list[str] = []
                for part in target.split("/"):
                    parts = parts[:-1] if part == ".." else [*parts, part]
                assert "/".join(parts) in pages, f"{name}: {link}"
    assert {"index.html", "time.html", "map.html", "sources.html"} < pages.keys()


@pytest.mark.parametrize("notes", [False, True])
def test_notes_and_their_authors_go_out_only_when_asked_for(select: Select, notes: bool) -> None:
    written = [b"".join(write(select(notes=notes))).decode("utf-8", "replace") for write in (markdown, html)]
    written.append(" ".join(content.decode() for _, content in site(select(notes=notes))))
    written.append(document(select(notes=notes)))
    for text in written:
        assert ("call" in unescape(text)) is notes
        assert ("ada" in unescape(text).split()) is notes or ("(ada," in unescape(text)) is notes


def test_markdown_has_a_footnote_for_each_reference(select: Select) -> None:
    text = b"".join(markdown(select())).decode()
    assert set(re.findall(r"\[\^([^\]]+)\](?!:)", text)) == set(re.findall(r"^\[\^([^\]]+)\]:", text, re.MULTILINE))
    assert "- **killed**: 9" in text
    assert "    - known on 5 June 2016: 5" in text
    assert r"\<script\>" in text
    assert "A quiet paragraph" not in text
    assert "A quiet paragraph" in b"".join(markdown(select(full_text=True))).decode()


@pytest.mark.parametrize(
    "words", ["# head", "1. one", "- item", "a *b* _c_", "`code`", "[x](y)", "> said", "a | b", "<br>"]
)
def test_words_are_only_words_in_markdown(words: str) -> None:
    assert re.sub(r"\\(.)", r"\1", plain(words)) == words
    assert not re.search(r"(?<!\\)[*_`\[<>|#]", plain(words))
    assert not re.match(r"\s*(-|\d+\.)\s", plain(words))


def document(selection: Selection) -> str:
    """Return all words of a Word document, and check that its parts are sound and refer to what is there."""
    with zipfile.ZipFile(io.BytesIO(b"".join(docx(selection)))) as archive:
        parts = {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}
    for name in ("document", "endnotes"):
        links = {one.get("Id"): one for one in parts[f"word/_rels/{name}.xml.rels"]}
        used = {value for one in parts[f"word/{name}.xml"].iter() for key, value in one.items() if key.endswith("}id")}
        assert {one for one in used if one.startswith("link")} == {one for one in links if str(one).startswith("link")}
        for one in links.values():
            inside, target = one.get("TargetMode") != "External", str(one.get("Target"))
            assert f"word/{target}" in parts if inside else target.startswith("https://")
    return " ".join("".join(parts[name].itertext()) for name in ("word/document.xml", "word/endnotes.xml"))


def test_a_word_document_has_end_notes(select: Select) -> None:
    words = document(select())
    assert "“Nine” Wire, 7 June 2016, ¶1 https://w.test/1" in words
    assert "Killed9 (5 to 9)" in words
    assert "<script>alert(1)</script>" in words


@pytest.mark.parametrize("write", [html, markdown, docx])
def test_a_dossier_of_more_than_anybody_reads_is_refused(
    select: Select, monkeypatch: pytest.MonkeyPatch, write: Callable[[Selection], Iterable[bytes]]
) -> None:
    monkeypatch.setattr("kztui.export.account.MOST", 0)
    with pytest.raises(UserError, match="1 incidents are too many for a dossier: narrow the search"):
        b"".join(write(select()))


def _light(colour: str) -> float:
    """The relative luminance of #rgb or #rrggbb (WCAG 2.2, "relative luminance")."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1])
@pytest.mark.parametrize("front", ["ink", "dim", "link", "dead"])
@pytest.mark.parametrize("behind", ["paper", "card"])
def test_words_stand_out_from_the_page_in_light_and_dark(scheme: int, front: str, behind: str) -> None:
    colours = dict(re.findall(r"--(\w+): (#\w+)", re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)[scheme]))
    pairs = [(front, behind), *(("ink", mark) for mark in ("mark", "here"))]
    for one, other in pairs:
        lighter, darker = sorted((_light(colours[one]), _light(colours[other])), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5, (one, other)
