"""The exported pages in a real browser, opened from the disk: what a reader clicks and types does what it says."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from kztui.casebook import Casebook
from kztui.export.exporting import export_bytes
from kztui.export.format import Selection
from kztui.export.site import files
from kztui.text.bundled import bundled
from kztui.text.fold import fold

if TYPE_CHECKING:
    from selenium.webdriver import Chrome
    from selenium.webdriver.remote.webelement import WebElement

BUSY = "KZ-2016-0005"
"""An incident with many reports, whose facts overlap in them."""


NAMES = ["Құлсары", "Kul'sary", "QULSARY", "Өскемен", "Şymkent", "Жаңаөзен", "Ghijduvan", "Bagghan", "Dzhambul", "№5"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the bundled casebook."""
    folder = tmp_path_factory.mktemp("site")
    with Casebook.open(bundled("incidents.json"), cache=folder / "cache") as book:
        found = book.search("")
        for name, content in files(Selection(book, found.rows(0, found.count))):
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_bytes(content)
        (folder / "dossier.html").write_bytes(b"".join(export_bytes(book, "dossier", f"id:{BUSY}")))
    return folder


@pytest.fixture
def chrome(chromium: "Chrome") -> "Iterator[Chrome]":
    """The browser with a window of a laptop, and in the end without what the pages logged."""
    chromium.set_window_size(1280, 900)
    yield chromium
    logged = chromium.get_log("browser")  # type: ignore[no-untyped-call]
    assert [line for line in logged if line["level"] == "SEVERE"] == []


def click(chrome: "Chrome", link: "WebElement") -> None:
    """Click on the link of a fact, and wait until the page has followed it."""
    chrome.execute_script("arguments[0].scrollIntoView({block: 'center'})", link)
    link.click()
    WebDriverWait(chrome, 10).until(lambda _: link.get_attribute("aria-current") == "true")


def in_view(chrome: "Chrome", element: "WebElement") -> bool:
    """Whether an element is within the window."""
    script = "const b = arguments[0].getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight"
    return bool(chrome.execute_script(script, element))


def marked(chrome: "Chrome") -> list["WebElement"]:
    return chrome.find_elements(By.CSS_SELECTOR, "mark.here")


def quoted(link: "WebElement") -> str:
    """The words that the link of a fact says it leads to: they are between its first and last quotation mark."""
    title = str(link.get_attribute("title"))
    return title[1 : title.rindex("”")]


@pytest.mark.parametrize("page", [f"incidents/{BUSY}.html", "dossier.html"])
def test_a_click_on_a_fact_marks_its_words_and_brings_them_into_view(chrome: "Chrome", site: Path, page: str) -> None:
    chrome.get((site / page).as_uri())
    assert not marked(chrome)
    links = chrome.find_elements(By.CSS_SELECTOR, "a.cited")
    assert len(links) > 10
    for link in links:
        click(chrome, link)
        words = marked(chrome)
        assert " ".join("".join(str(one.get_property("textContent")) for one in words).split()) == quoted(link)
        assert in_view(chrome, words[0])
        colours = {one.value_of_css_property("background-color") for one in words}
        others = chrome.find_element(By.CSS_SELECTOR, "mark:not(.here)").value_of_css_property("background-color")
        assert len(colours) == 1
        assert others not in colours


def test_an_address_with_a_fact_opens_at_its_words(chrome: "Chrome", site: Path) -> None:
    page = (site / f"incidents/{BUSY}.html").as_uri()
    chrome.get(page)
    last = str(chrome.find_elements(By.CSS_SELECTOR, "a.cited")[-1].get_attribute("href"))
    chrome.get("about:blank")
    chrome.get(last)
    assert in_view(chrome, marked(chrome)[0])


@pytest.mark.parametrize("page", ["index.html", "time.html", "map.html", "sources.html", f"incidents/{BUSY}.html"])
def test_no_page_asks_anybody_for_anything(chrome: "Chrome", site: Path, page: str) -> None:
    chrome.get((site / page).as_uri())
    assert chrome.execute_script("return performance.getEntriesByType('resource').map((one) => one.name)") == []


def test_the_list_is_searched_filtered_and_sorted(chrome: "Chrome", site: Path) -> None:
    def shown(column: int) -> list[str]:
        rows = chrome.find_elements(By.CSS_SELECTOR, "tbody tr:not([hidden])")
        return [row.find_elements(By.TAG_NAME, "td")[column].text for row in rows]

    chrome.get((site / "index.html").as_uri())
    total = len(shown(0))
    chrome.find_element(By.ID, "words").send_keys("құлсары")
    assert shown(2) == ["Kulsary"]
    assert chrome.find_element(By.ID, "count").text == f"1 of {total} incidents"
    chrome.find_element(By.ID, "words").clear()
    chrome.find_element(By.ID, "year").send_keys("2016")
    assert {day[:4] for day in shown(0)} == {"2016"}
    for way in ("ascending", "descending"):
        head = chrome.find_element(By.CSS_SELECTOR, "th.n")
        head.find_element(By.TAG_NAME, "button").click()
        numbers = [int("".join(filter(str.isdigit, cell)) or -1) for cell in shown(3)]
        assert head.get_attribute("aria-sort") == way
        assert numbers == sorted(numbers, reverse=way == "descending")


@pytest.mark.parametrize("page", ["index.html", "map.html", "sources.html", f"incidents/{BUSY}.html"])
def test_a_narrow_window_has_nothing_beside_it(chrome: "Chrome", site: Path, page: str) -> None:
    metrics = {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": True}
    chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        chrome.get((site / page).as_uri())
        assert chrome.execute_script("return document.documentElement.scrollWidth") <= 360
    finally:
        chrome.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.mark.parametrize("name", NAMES)
def test_the_page_folds_a_name_as_the_program_does(chrome: "Chrome", site: Path, name: str) -> None:
    chrome.get((site / "index.html").as_uri())
    assert chrome.execute_script("return fold(arguments[0])", name) == fold(name)


def test_a_page_is_printed_dark_on_light_whatever_the_screen_is_like(chrome: "Chrome", site: Path) -> None:
    dark = {"features": [{"name": "prefers-color-scheme", "value": "dark"}]}
    colours = []
    try:
        for media in ("screen", "print"):
            chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, **dark})
            chrome.get((site / "dossier.html").as_uri())
            colours.append(chrome.execute_script("return getComputedStyle(document.body).color"))
    finally:
        chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
    assert colours == ["rgb(230, 232, 234)", "rgb(27, 29, 31)"]
