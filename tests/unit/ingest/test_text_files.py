"""Text files become reports: header, encoding, paragraphs, tails, and one clear line for what is no report."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.errors import IngestError
from kztui.ingest.header import split_header
from kztui.ingest.paragraphs import LONGEST, paragraphs
from kztui.ingest.reading import opened, read_report
from kztui.ingest.report import make_report
from kztui.model.report import Provenance, Report

HEADER = "Title: Fire at a depot\npublisher: The Steppe Courier\nPUBLISHED: 2016-03-09\nURL: https://x.test/a\n\n"
STORY = "A depot burned near Alga.\n\nNobody was hurt, the mayor said."
SENTENCE = "The mayor of the town said once more that nobody had been hurt in the fire at the depot. "


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "report.txt"


def _told(report: Report) -> list[tuple[str, str]]:
    return [(str(p.kind), report.text[p.start : p.end]) for p in report.paragraphs]


def test_a_header_tells_where_a_report_comes_from(file: Path) -> None:
    file.write_text(HEADER + STORY)
    report = read_report(file)
    assert (report.title, report.publisher, report.published) == (
        "Fire at a depot",
        "The Steppe Courier",
        date(2016, 3, 9),
    )
    assert (report.url, report.language, report.file_name) == ("https://x.test/a", "en", "report.txt")
    assert report.text == STORY
    assert [text for _, text in _told(report)] == STORY.split("\n\n")


def test_what_is_given_wins_over_the_header(file: Path) -> None:
    file.write_text(HEADER + STORY)
    report = read_report(file, publisher="Another", published=date(2017, 1, 2))
    assert (report.title, report.publisher, report.published) == ("Fire at a depot", "Another", date(2017, 1, 2))


def test_the_same_text_is_the_same_report_with_or_without_a_header(file: Path) -> None:
    file.write_text(HEADER + STORY)
    with_header = read_report(file)
    file.write_text(f"\n{STORY}\n\n")
    assert read_report(file).id == with_header.id


def test_a_text_whose_first_line_is_not_a_header_line_has_no_header(file: Path) -> None:
    file.write_text("A fire.\nTitle: none of it\n\nMore.")
    report = read_report(file)
    assert (report.title, report.text[:7]) == ("", "A fire.")


@pytest.mark.parametrize("name", ["Publİsher", "Publiſher"])
def test_a_name_in_letters_that_only_look_alike_ends_the_header(name: str) -> None:
    header, text = split_header(f"Title: A raid\n{name}: The Herald\n\nTwo guards died.")
    assert (header.title, header.publisher) == ("A raid", "")
    assert text.startswith(name)


def test_the_first_line_that_is_not_a_header_line_begins_the_text(file: Path) -> None:
    file.write_text("Title: A fire\nPublsher: B\n\nThe depot burned.")
    report = read_report(file)
    assert (report.title, report.publisher, report.text) == ("A fire", "", "Publsher: B\n\nThe depot burned.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_files_are_read_with_and_without_a_mark(file: Path, encoding: str) -> None:
    file.write_bytes(("Title: Пожар\r\n\r\nСклад сгорел.\r\n\r\nЖертв нет.").encode(encoding))
    report = read_report(file)
    assert (report.title, report.language) == ("Пожар", "ru")
    assert [text for _, text in _told(report)] == ["Склад сгорел.", "Жертв нет."]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The depot burned", "en"),
        ("Склад сгорел ночью на окраине города Құлсары", "ru"),
        ("Қойма өртеніп кетті, зардап шеккендер жоқ", "kk"),
    ],
)
def test_the_language_is_known_by_its_letters(text: str, language: str) -> None:
    report = make_report(text)
    assert report
    assert report.language == language


def test_a_report_is_safe_to_show(file: Path) -> None:
    file.write_text("Title: a\x1b[31m\n\nred \x1b[31m text")
    report = read_report(file)
    assert "\x1b" not in report.title + report.text
    assert report.text[4] == "␛"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "has no text"),
        (b" \n\t\n", "has no text"),
        (b"Title: only a header\n\n", "has no text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "it is a picture (PNG), which kztui cannot read"),
        (b"text\x00with nothing", "is a binary file"),
        (b"Published: 2016-02-30\n\nText.", "'2016-02-30' is not a date: write it as YYYY-MM-DD"),
        (b"Published: yesterday\n\nText.", "'yesterday' is not a date"),
        (b"Language: Klingon!\n\nText.", "'klingon!' is not a language"),
    ],
)
def test_what_is_no_report_is_one_clear_line(file: Path, content: bytes, says: str) -> None:
    file.write_bytes(content)
    with pytest.raises(IngestError) as caught:
        read_report(file)
    assert str(caught.value).startswith(str(file))
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_folder_are_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(IngestError, match="does not exist"):
        read_report(tmp_path / "none.txt")
    with pytest.raises(IngestError, match="is a folder"):
        read_report(tmp_path)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("(Reporting by Ann Bek; Editing by Jo Lee)", "byline"),
        ("Ann Bek is a freelance journalist based in Oral.", "byline"),
        ("Sign up for our weekly letter.", "boilerplate"),
        ("Latest From the region", "boilerplate"),
        ("Support The Courier: give a little", "boilerplate"),
        ("Подписывайтесь на наш канал", "boilerplate"),
        ("Ann Bek is a doctor at the town hospital.", "body"),
        ("Support for the mayor has fallen.", "body"),
    ],
)
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_a_tail_is_marked_and_stands_alone_after_one_line_break_too(line: str, kind: str, gap: str) -> None:
    report = make_report(STORY + gap + line)
    assert report
    if kind == "body" and gap == "\n":
        assert _told(report)[-1][1].endswith(f"\n{line}")
    else:
        assert _told(report)[-1] == (kind, line)


def test_a_line_inside_a_sentence_is_no_tail() -> None:
    text = "The mayor asked the men to\nSubscribe to the new rules."
    assert [p.end for p in paragraphs(text)] == [len(text)]


def test_a_long_block_is_cut_at_ends_of_sentences() -> None:
    text = (SENTENCE * 30).strip()
    cut = paragraphs(text)
    assert len(cut) > 2
    assert all(text[p.start : p.end].startswith("The mayor") and text[p.end - 1] == "." for p in cut)
    assert all(p.end - p.start <= LONGEST for p in cut)


def test_a_long_block_whose_breaks_were_lost_is_cut_where_they_were() -> None:
    parts = [(SENTENCE * count).strip() for count in (3, 2, 4, 3, 2)]
    assert [p.end - p.start for p in paragraphs("".join(parts))] == [len(part) for part in parts]


def test_a_long_block_of_a_line_a_paragraph_is_cut_at_the_lines() -> None:
    parts = [(SENTENCE * count).strip() for count in (3, 2, 4, 3, 2)]
    assert [p.end - p.start for p in paragraphs("\n".join(parts))] == [len(part) for part in parts]


@given(st.text(alphabet="aB. \n\t(é", max_size=3000))
def test_paragraphs_hold_every_character_that_is_not_white_space_once_and_in_order(text: str) -> None:
    parts = paragraphs(text)
    assert [p.number for p in parts] == list(range(1, len(parts) + 1))
    assert all(a.end <= b.start for a, b in pairwise(parts))
    joined = "".join(text[p.start : p.end] for p in parts)
    assert "".join(joined.split()) == "".join(text.split())


@pytest.mark.parametrize(
    "lines",
    [
        "Заголовок: Пожар в порту\nИздание: Курьер\nОпубликовано: 14 ноября 2018",
        "Заголовок: Пожар в порту\nИсточник: Курьер\nДата публикации: 14.11.2018",
        "Заглавие: Пожар в порту\nИздатель: Курьер\nДата: 14 ноября 2018 года",
        "Тақырып: Пожар в порту\nБасылым: Курьер\nЖарияланды: 2018-11-14",
    ],
)
def test_header_lines_can_be_in_russian_and_kazakh(lines: str) -> None:
    header, text = split_header(f"{lines}\n\nВ порту сгорел склад.\n")
    assert (header.title, header.publisher, header.published) == ("Пожар в порту", "Курьер", date(2018, 11, 14))
    assert text.strip() == "В порту сгорел склад."


@pytest.mark.parametrize(
    "line",
    [
        "Home | World | Politics | Sport",
        "Главная / Новости / Происшествия",
        "Главная » Новости » Атырау",
        "Skip to content",
        "Share Facebook Telegram WhatsApp",
        "Поделиться: ВКонтакте, Телеграм",
        "9 March 2016, 10:15",
        "6 ноября 2024, 15:18",
        "12.09.2018, 14:37 | Просмотров: 2315 | Комментарии (4)",
        "Published: 9 March 2016",
        "Updated 3 hours ago",
        "5 min read",
        "Photo: Reuters",
        "Police at the scene in Alga. Photo: Ann Bek",
        "Пожарные на месте. Фото: пресс-служба ДЧС",
        "We use cookies to improve your visit.",
        "Accept all",
        "Tags: police, Alga",
        "#Алга #пожар",
        "Реклама",
        "Live updates",
        "Related: Ten killed in storm on the coast",
        "See also: Guards of the port arrested",
        "По теме: Жетеро погибли при взрыве в шахте",
        "Нашли ошибку? Выделите её и нажмите Ctrl+Enter.",
    ],
)
def test_page_furniture_is_not_part_of_the_story(line: str) -> None:
    for text in (f"{line}\n\n{STORY}", f"{STORY}\n\n{line}", f"{line}\n{STORY}"):
        report = make_report(text)
        assert report
        assert ("boilerplate", line) in _told(report)
        assert "".join(text for kind, text in _told(report) if kind == "body") == "".join(STORY.split("\n\n"))


@pytest.mark.parametrize(
    "line",
    [
        "22:10 Hospitals now report nine wounded.",
        "Nine people died on 9 March 2016.",
        "Home and hospital were both searched | the police said nothing more about it and left the town.",
        "The photo shows nine men.",
        "Related attacks killed nine men.",
        "The company uses its own guards.",
    ],
)
def test_a_sentence_is_not_furniture(line: str) -> None:
    report = make_report(f"{STORY}\n\n{line}\n\nMore was not said.")
    assert report
    assert ("body", line) in _told(report)


@pytest.mark.parametrize(
    "heading", ["Read also", "Related stories:", "Most popular", "Читайте также:", "Похожие материалы"]
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_the_titles_of_other_stories_are_not_part_of_this_one(heading: str, gap: str) -> None:
    titles = ["Ten killed in storm on the coast", "Жетеро погибли при взрыве в шахте"]
    report = make_report(f"{STORY}\n\n{heading}{gap}{gap.join(titles)}\n\nThe mayor promised help.")
    assert report
    assert [text for kind, text in _told(report) if kind == "body"] == [
        *STORY.split("\n\n"),
        "The mayor promised help.",
    ]


@pytest.mark.parametrize("heading", ["Comments", "12 comments", "Comments (3)", "Комментарии (2)"])
def test_what_readers_comment_is_not_part_of_the_story(heading: str) -> None:
    report = make_report(f"{STORY}\n\n{heading}\n\nJohn: I heard that nine men were killed there!\n\nNo, it was seven.")
    assert report
    assert [text for kind, text in _told(report) if kind == "body"] == STORY.split("\n\n")


def test_the_first_lines_suggest_title_and_day(file: Path) -> None:
    file.write_text(f"Fire at a depot\n9 March 2016, 10:15\n\n{STORY}")
    report = read_report(file)
    assert isinstance(report.provenance, Provenance)
    assert (report.title, report.published) == ("Fire at a depot", date(2016, 3, 9))
    assert report.provenance.known_from["published"] == "first lines?"
    assert [text for kind, text in _told(report) if kind == "body"] == STORY.split("\n\n")


def test_a_big_file_that_is_cut_meanwhile_is_read_as_it_was(file: Path) -> None:
    content = STORY.encode() * 400_000
    file.write_bytes(content)
    with opened(file) as data:
        file.write_bytes(b"")
        assert data[-len(STORY) :] == STORY.encode()
        assert len(data) == len(content)
