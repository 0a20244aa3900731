# ruff: noqa: E501  (pages have long lines)
"""Documents of every format, made from a few stories of our own in the shapes that sites, mails and programs give them."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from email.message import EmailMessage
from html import escape
from typing import NamedTuple

import msgspec


class Story(NamedTuple):
    """A story, and what is known of it."""

    title: str
    publisher: str
    day: date
    url: str
    language: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """The paragraphs with empty lines between them."""
        return "\n\n".join(self.paragraphs)


RAID = Story(
    "Two officers killed at checkpoint near Alga",
    "The Steppe Courier",
    date(2016, 3, 9),
    "https://courier.example/news/raid-near-alga",
    "en",
    (
        "Two police officers were killed on Monday when gunmen opened fire at a checkpoint near Alga, the interior "
        "ministry said in a statement on Wednesday.",
        "Three of the attackers were detained in the evening after a chase of some forty kilometres. A fourth man got "
        "away on foot and is being looked for in the villages along the river, according to the ministry.",
        "Residents told the Courier that the shooting had lasted for almost half an hour. The road to Aktobe was closed "
        "until noon on Tuesday, and buses had to take a detour of two hours.",
        "The ministry gave no reason for the attack. A spokesman for the regional police refused to say whether the men "
        "had been known to the authorities before.",
    ),
)
DEPOT = Story(
    "Depot fire leaves five wounded in Arys",
    "Caspian Observer",
    date(2019, 6, 25),
    "https://observer.example/2019/06/25/depot-fire",
    "en",
    (
        "Five soldiers were wounded on Monday when shells exploded at an ammunition depot on the edge of Arys, the "
        "defence ministry said.",
        "The town of some forty thousand people was evacuated within a few hours. Most of those who had left spent the "
        "night in schools and sports halls in Shymkent, where volunteers handed out blankets and food.",
        "A commission headed by a deputy prime minister is to find out how the fire began. Officials in the region had "
        "asked for the depot to be moved away from the town after an earlier accident, but nothing came of it.",
        "The railway through the town was closed to all trains until the evening, the railway company said.",
    ),
)
TRIAL = Story(
    "Court in Oral jails four men for plotting bomb attack",
    "Border Times",
    date(2013, 11, 6),
    "https://bordertimes.example/oral-court",
    "en",
    (
        "A court in Oral has sentenced four men to between six and nine years in prison for plotting to bomb a police "
        "station in the town, the prosecutor's office said on Wednesday.",
        "The men, all of them from villages in West Kazakhstan, had bought fertiliser and mobile telephones in the "
        "spring, the indictment says. They were arrested in May, before a bomb had been made.",
        "Lawyers for two of the accused said that they would appeal. The trial was closed to the public, and relatives "
        "waited for the verdict on the steps of the court house.",
    ),
)
SHOTS = Story(
    "В Актобе при нападении на пост погибли двое полицейских",
    "Степной вестник",
    date(2016, 3, 9),
    "https://vestnik.example/ru/news/post-aktobe",
    "ru",
    (
        "Двое полицейских погибли в понедельник при нападении на пост на окраине Актобе, сообщили в министерстве "
        "внутренних дел.",
        "Троих нападавших задержали вечером того же дня. Ещё один скрылся, его ищут в посёлках вдоль реки, уточнили в "
        "пресс-службе ведомства.",
        "Жители рассказали, что стрельба продолжалась почти полчаса. Дорогу на Алгу открыли только во вторник к "
        "полудню, автобусы шли в объезд.",
        "О причинах нападения в министерстве не говорят. В областном департаменте полиции отказались сообщить, состояли "
        "ли задержанные на учёте.",
    ),
)
FIRE = Story(
    "Склад сгорел в Кульсары, пострадали трое рабочих",
    "Прикаспийская неделя",
    date(2021, 8, 17),
    "https://nedelya.example/2021/08/17/sklad",
    "ru",
    (
        "Трое рабочих пострадали при пожаре на складе в Кульсары, сообщили во вторник в департаменте по чрезвычайным "
        "ситуациям Атырауской области.",
        "Огонь заметили около шести часов утра. К девяти часам пожар потушили, площадь возгорания составила четыреста "
        "квадратных метров. Пострадавших доставили в районную больницу.",
        "Причину пожара устанавливает комиссия. По словам владельца склада, в здании хранились краски и строительные "
        "материалы, проводку меняли два года назад.",
    ),
)
STORIES = (RAID, DEPOT, TRIAL, SHOTS, FIRE)
_RUSSIAN_MONTHS = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]


def russian_day(day: date) -> str:
    """Return a day as Russian pages write it: "9 марта 2016"."""
    return f"{day.day} {_RUSSIAN_MONTHS[day.month - 1]} {day.year}"


def english_day(day: date) -> str:
    """Return a day as English pages write it: "9 March 2016"."""
    return f"{day.day} {day:%B %Y}"


def shown_day(story: Story) -> str:
    return russian_day(story.day) if story.language == "ru" else english_day(story.day)


def _body(story: Story) -> str:
    return "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)


def modern_page(story: Story) -> str:
    """A page with JSON-LD, navigation, share bar, related stories, comments and a cookie line."""
    about = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": story.publisher},
            {
                "@type": "NewsArticle",
                "headline": story.title,
                "datePublished": f"{story.day}T10:15:00+06:00",
                "dateModified": "2023-01-02T10:15:00+06:00",
                "author": [{"@type": "Person", "name": "Ann Bek"}],
                "publisher": {"@type": "Organization", "name": story.publisher},
                "mainEntityOfPage": {"@type": "WebPage", "@id": story.url},
            },
        ],
    }
    return f"""<!DOCTYPE html>
<html lang="{story.language}"><head><meta charset="utf-8"><title>{escape(story.title)} | {escape(story.publisher)}</title>
<script type="application/ld+json">{json.dumps(about)}</script></head>
<body><div class="cookie-banner"><p>We use cookies to improve your visit. <a href="/c">Accept all</a></p></div>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<main><article><h1>{escape(story.title)}</h1><div class="byline">By Ann Bek</div>
<div class="share"><a href="#f">Facebook</a> <a href="#t">Telegram</a></div>
{_body(story)}
<aside class="related"><h3>Read also</h3><ul><li><a href="/a">Ten killed in storm on the coast</a></li></ul></aside></article>
<section class="comments"><h2>Comments</h2><div class="comment"><p>Somebody: seven people were killed there!</p></div></section></main>
<footer><p>© {story.day.year} {escape(story.publisher)}. All rights reserved.</p></footer></body></html>"""


def plain_page(story: Story) -> str:
    """A page that says its day in a time element and its site in a meta element only."""
    return f"""<!doctype html><html lang="{story.language}"><head><meta charset="utf-8">
<title>{escape(story.title)}</title><meta property="og:site_name" content="{escape(story.publisher)}">
<meta property="og:title" content="{escape(story.title)}"><link rel="canonical" href="{story.url}"></head>
<body><div id="menu"><a href="/">Home</a> | <a href="/news">News</a> | <a href="/about">About us</a></div>
<div class="content"><h1>{escape(story.title)}</h1>
<time datetime="{story.day}T08:00:00Z">{shown_day(story)}</time>
{_body(story)}</div>
<div class="sidebar"><h4>Most read</h4><p><a href="/1">Nine die in mine</a></p><p><a href="/2">Bread dearer again</a></p></div>
</body></html>"""


def old_page(story: Story) -> str:
    """A page of tables, as sites were made long ago; its day stands in words beside the story."""
    cells = f"<b>{escape(story.title)}</b><br><i>{shown_day(story)}</i>{_body(story)}"
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251">
<title>{escape(story.title)}</title><meta name="application-name" content="{escape(story.publisher)}"></head>
<body><table width="900"><tr><td width="150"><a href="/">Home</a><br><a href="/arch">Archive</a></td>
<td><div class="article"><h1>{escape(story.title)}</h1>{cells}</div></td></tr></table></body></html>"""


def blog_page(story: Story) -> str:
    """A page as a blog program writes it: meta elements for social networks, an entry, a form for comments."""
    return f"""<!DOCTYPE html><html lang="{story.language}"><head><meta charset="UTF-8">
<title>{escape(story.title)} – {escape(story.publisher)}</title>
<meta property="og:type" content="article"><meta property="og:title" content="{escape(story.title)}">
<meta property="og:url" content="{story.url}"><meta property="og:site_name" content="{escape(story.publisher)}">
<meta property="article:published_time" content="{story.day}T06:30:00+00:00">
<meta property="article:modified_time" content="2022-05-05T06:30:00+00:00"></head>
<body class="single-post"><header class="site-header"><a href="/">{escape(story.publisher)}</a></header>
<article class="post"><header class="entry-header"><h1 class="entry-title">{escape(story.title)}</h1></header>
<div class="entry-content">{_body(story)}</div><footer class="entry-footer">Tags: <a href="/t">news</a></footer></article>
<div id="respond"><h3>Leave a Reply</h3><form><textarea></textarea><button>Post comment</button></form></div></body></html>"""


def single_file_page(story: Story) -> str:
    """A page that SingleFile has saved, with its comment at the top."""
    comment = f"<!--\n Page saved with SingleFile \n url: {story.url}?utm=1 \n saved date: Tue Mar 15 2022 10:00:00 GMT+0600\n-->"
    return plain_page(story).replace("<head>", f"<head>{comment}", 1)


PAGES: tuple[Callable[[Story], str], ...] = (modern_page, plain_page, old_page, blog_page, single_file_page)


def mhtml(story: Story) -> bytes:
    """A page that a browser has saved as one file."""
    page = EmailMessage()
    page.set_content(modern_page(story), subtype="html", cte="quoted-printable")
    page["Content-Location"] = story.url
    whole = EmailMessage()
    whole["From"] = "<Saved by Blink>"
    whole["Snapshot-Content-Location"] = story.url
    whole["Subject"] = story.title
    whole["Date"] = "Tue, 15 Mar 2022 10:00:00 +0600"
    whole["MIME-Version"] = "1.0"
    whole.make_related()
    whole.attach(page)
    return whole.as_bytes()


def mail(story: Story, *, html: bool = False) -> bytes:
    """A mail of a news service."""
    message = EmailMessage()
    message["From"] = f"{story.publisher} <news@courier.example>"
    message["To"] = "desk@example.org"
    message["Subject"] = f"Fwd: {story.title}"
    message["Date"] = f"{story.day:%a}, {story.day.day} {story.day:%b %Y} 10:15:00 +0600"
    message["Message-ID"] = "<1@courier.example>"
    if html:
        message.set_content(
            f"<html><head><style>p {{}}</style></head><body>{_body(story)}</body></html>", subtype="html"
        )
    else:
        message.set_content(story.text)
        message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="map.png")
    return message.as_bytes()


def mailbox(*stories: Story) -> bytes:
    """A mailbox of mails."""
    mails = (b"From news@courier.example Wed Mar  9 10:15:00 2016\n" + mail(story) for story in stories)
    return b"\n\n".join(one.rstrip(b"\n") for one in mails) + b"\n"


def rss(*stories: Story) -> bytes:
    """A feed of one publisher."""
    items = "".join(
        f"<item><title>{escape(story.title)}</title><link>{story.url}</link>"
        f"<pubDate>{story.day:%a}, {story.day.day:02} {story.day:%b %Y} 04:15:00 GMT</pubDate>"
        f"<description>{escape(_body(story) + '<script>alert(1)</script>')}</description></item>"
        for story in stories
    )
    first = stories[0]
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>{escape(first.publisher)}</title>'
        f"<link>https://courier.example</link><language>{first.language}</language>{items}</channel></rss>"
    ).encode()


def atom(*stories: Story) -> bytes:
    """The same as an Atom feed."""
    items = "".join(
        f'<entry><title>{escape(story.title)}</title><link href="{story.url}"/><id>{story.url}</id>'
        f"<published>{story.day}T04:15:00Z</published><updated>2022-01-01T00:00:00Z</updated>"
        f'<content type="html">{escape(_body(story))}</content></entry>'
        for story in stories
    )
    return (
        f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>{escape(stories[0].publisher)}</title>'
        f"<id>x</id><updated>2022-01-01T00:00:00Z</updated>{items}</feed>"
    ).encode()


def docx(story: Story, *, header: bool = True) -> bytes:
    """A Word document whose first paragraphs are header lines, or which starts with its title."""
    lines = [f"Publisher: {story.publisher}", f"Published: {shown_day(story)}"] if header else []
    lines = [f"Title: {story.title}", *lines] if header else [story.title]
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{escape(one)}</w:t></w:r></w:p>" for one in (*lines, *story.paragraphs))
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>',
        }
    )


def odt(story: Story) -> bytes:
    """An OpenDocument text."""
    office, text = "urn:oasis:names:tc:opendocument:xmlns:office:1.0", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    body = "".join(f"<text:p>{escape(one)}</text:p>" for one in story.paragraphs)
    content = (
        f'<o:document xmlns:o="{office}" xmlns:text="{text}"><text:h>{escape(story.title)}</text:h>{body}</o:document>'
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def wacz(*stories: Story) -> bytes:
    """A crawl of pages as one zip archive."""
    return zipped({"datapackage.json": "{}", "archive/data.warc.gz": warc(*stories)})


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip archive of parts."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return archive.getvalue()


def csv(*stories: Story, delimiter: str = ",") -> str:
    """A table of reports."""
    head = delimiter.join(("Headline", "Source", "Date", "Link", "Text"))
    rows = (
        delimiter.join(f'"{cell}"' for cell in (one.title, one.publisher, shown_day(one), one.url, one.text))
        for one in stories
    )
    return "\r\n".join((head, *rows))


def xlsx(rows: list[list[str]]) -> bytes:
    """A workbook with one sheet of these cells."""
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row) + "</row>"
        for row in rows
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="rId1" '
            f'Type="{related}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{related}"><sheets>'
            '<sheet name="Reports" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="rId1" '
            f'Type="{related}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
        }
    )


def warc(*stories: Story) -> bytes:
    """A crawl of pages, packed."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for story in stories:
        http = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        page = io.BytesIO(plain_page(story).encode())
        writer.write_record(writer.create_warc_record(story.url, "response", payload=page, http_headers=http))
    return out.getvalue()


def json_lines(*stories: Story) -> bytes:
    """A line a report."""
    lines = (
        {"text": one.text, "title": one.title, "publisher": one.publisher, "published": str(one.day), "url": one.url}
        for one in stories
    )
    return b"\n".join(msgspec.json.encode(line) for line in lines)


def text(story: Story, encoding: str = "utf-8") -> bytes:
    """A text file with header lines."""
    head = f"Title: {story.title}\nPublisher: {story.publisher}\nPublished: {shown_day(story)}\nURL: {story.url}\n\n"
    return (head + story.text).encode(encoding)


def printed_pdf(story: Story) -> bytes:
    """A PDF as a browser prints a page: the day and title above, the address and page number below."""
    lines = list(_wrapped(story))
    above, below = f"3/12/16, 10:15 AM {story.title}", f"{story.url} 1/1"
    return pdf([(40, 20, 8, below), (40, 780, 8, above), *lines], {"Title": story.title})


def _wrapped(story: Story) -> Iterator[tuple[int, int, int, str]]:
    yield 60, 740, 18, story.title
    height = 710
    for paragraph in (f"{story.publisher}", *story.paragraphs):
        line = ""
        for word in paragraph.split():
            if len(line) + len(word) > 80:
                yield 60, height, 11, line
                height, line = height - 14, ""
            line = f"{line} {word}".strip()
        yield 60, height, 11, line
        height -= 26


def pdf(lines: list[tuple[int, int, int, str]], info: dict[str, str], *, locked: bool = False) -> bytes:
    """Return a PDF of one page with lines of Latin text, each (left, bottom, size, words); `locked` needs a password."""
    shown = "".join(
        f"BT /F1 {size} Tf {left} {bottom} Td ({_literal(words)}) Tj ET\n" for left, bottom, size, words in lines
    )
    about = "".join(f"/{key} ({_literal(value)}) " for key, value in info.items())
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< {about}>>",
    ]
    lock = ""
    if locked:
        keys = f"/O <{'4e' * 32}> /U <{'7a' * 32}>"
        objects.append(f"<< /Filter /Standard /V 1 /R 2 /P -4 {keys} >>")
        lock = f"/Encrypt {len(objects)} 0 R /ID [<{'00' * 16}> <{'00' * 16}>] "
    out, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info 6 0 R {lock}>>\nstartxref\n{start}\n%%EOF"
    return out.encode("latin-1")


def _literal(words: str) -> str:
    return words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def nested_mail(depth: int) -> bytes:
    """Return a mail of so many parts, each within the one before it."""
    parts = (f'Content-Type: multipart/mixed; boundary="b{one}"\n\n--b{one}\n' for one in range(depth))
    head = "From: a@b.c\nSubject: Deep\nMIME-Version: 1.0\n"
    return (head + "".join(parts) + "Content-Type: text/plain\n\nTwo guards were killed in Alga.\n").encode()
