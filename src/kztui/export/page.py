"""Pages of HTML that ask nobody for anything: their style and script are in them, and nothing else is allowed."""

import base64
import hashlib
from collections.abc import Iterable, Iterator
from html import escape
from itertools import pairwise
from pathlib import Path

from kztui.export.account import Account, Citation, Passage, Said, Statement
from kztui.export.address import web_address
from kztui.export.drawing import toll, world_map
from kztui.model.fact import COUNTED
from kztui.model.report import Report
from kztui.present.map import spots
from kztui.present.wording import source_words

STYLE = Path(__file__).with_name("style.css").read_text(encoding="utf-8").strip()
WORDS_SCRIPT = Path(__file__).with_name("words.js").read_text(encoding="utf-8").strip()
"""For pages with accounts of incidents: marks the words of the fact that was clicked."""


def page(title: str, body: str, script: str = "") -> bytes:
    """Return a whole page; `script` is JavaScript that only this page runs."""
    policy = f"default-src 'none'; style-src '{_digest(STYLE)}'; base-uri 'none'; form-action 'none'"
    if script:
        policy += f"; script-src '{_digest(script)}'"
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style></head>\n"
        f'<body><a class="skip" href="#main">To the text</a>\n{body}\n'
        f"{f'<script>{script}</script>' if script else ''}</body></html>\n"
    ).encode()


def incident(told: Account) -> str:
    """Return the account of an incident: its facts, and beside them the words of the reports that state them."""
    facts = "\n".join(_statement(told, statement) for statement in told.statements)
    sources = "\n".join(_source(told, report) for report in told.dossier.reports)
    where = spots([told.dossier.summary])
    drawn = f"<figure>{world_map(where)}</figure>" if where else ""
    remarks = "".join(f"<li>{escape(remark)}</li>" for remark in told.remarks)
    return (
        f'<section class="incident" id="{escape(told.id)}"><h1>{escape(told.title)}</h1>'
        f'<p class="dim">{escape(told.line)}</p>\n'
        f"{_key_figures(told)}"
        f'<div class="beside"><div class="facts"><h2>Facts</h2>{facts}'
        f"{f'<h2>Notes</h2><ul>{remarks}</ul>' if remarks else ''}{drawn}</div>\n"
        f"<div><h2>Sources</h2>{sources}</div></div></section>"
    )


def _key_figures(told: Account) -> str:
    """Return the numbers of people in short: what a reader asks for first."""
    counted = [one for one in told.statements if one.field in COUNTED]
    listed = "".join(
        f'<li><span class="label">{escape(one.field.label.capitalize())}</span> <strong>{escape(one.figure)}</strong>'
        f"{' <span class=sign>the reports contradict each other</span>' if one.disputed else ''}</li>"
        for one in counted
    )
    return f'<ul class="key">{listed}</ul>' if listed else ""


def anchor(told: Account, fact: str) -> str:
    """Return the name of the marked words of a fact within a page, escaped."""
    return escape(f"{told.id}-{fact}")


def _statement(told: Account, statement: Statement) -> str:
    said = "".join(
        f'<li>{escape(one.words)} <span class="by">{_references(told, one)}</span></li>' for one in statement.said
    )
    label, note = escape(statement.field.label), f' <span class="dim">({escape(statement.note)})</span>'
    figure = f" <strong>{escape(statement.figure)}</strong>" if statement.figure else ""
    drawn = f"<figure>{toll(statement.field.label, statement.steps)}</figure>" if statement.steps else ""
    head = f'<h3><span class="label">{label.capitalize()}</span>{figure}{note if statement.note else ""}</h3>'
    return f'{head}<ul class="said">{said}</ul>{drawn}'


def _references(told: Account, said: Said) -> str:
    return " ".join(_reference(told, citation) for citation in said.citations)


def _reference(told: Account, citation: Citation) -> str:
    words = f"“{citation.quote}”, {citation.where}"
    address = anchor(told, citation.fact)
    return f'<a class="cited" href="#{address}" title="{escape(words)}">{escape(citation.where)}</a>'


def _source(told: Account, report: Report) -> str:
    passages = "\n".join(_passage(told, passage) for passage in told.passages[report.id])
    title = f"<h3>{link(report.title, report.url)}</h3>" if report.title else ""
    where = escape(source_words(report.source)) if report.title else link(source_words(report.source), report.url)
    return f'<article>{title}<p class="dim">{where}</p>{passages}</article>'


def link(words: str, url: str) -> str:
    """Return words that lead to an address when it is one of the web; its server is not told where from."""
    if address := web_address(url):
        return f'<a href="{escape(address)}" rel="noreferrer noopener nofollow">{escape(words)}</a>'
    return escape(words)


def _passage(told: Account, passage: Passage) -> str:
    number = f'<span class="number" aria-label="Paragraph {passage.number}">¶{passage.number}</span>'
    return f'<p class="passage">{number} {"".join(_marked(told, passage))}</p>'


def _marked(told: Account, passage: Passage) -> Iterator[str]:
    """Yield the text of a passage with its marks; those that overlap are parted where one begins or ends."""
    edges = sorted({0, len(passage.text), *(edge for mark in passage.marks for edge in mark[:2])})
    for start, end in pairwise(edges):
        text = escape(passage.text[start:end])
        inside = [fact for first, last, fact in passage.marks if first <= start and end <= last]
        opened = [fact for first, _, fact in passage.marks if first == start]
        names = "".join(f'<span id="{anchor(told, fact)}"></span>' for fact in opened[1:])
        name = f' id="{anchor(told, opened[0])}"' if opened else ""
        facts = " ".join(anchor(told, fact) for fact in inside)
        yield f'{names}<mark{name} data-facts="{facts}">{text}</mark>' if inside else text


def together(parts: Iterable[str]) -> str:
    """Return the main part of a page."""
    return f'<main id="main">{"".join(parts)}</main>'


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
