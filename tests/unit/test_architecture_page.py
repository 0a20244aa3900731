"""docs/architecture.md names every package, every module at the top, and every entry point; and none that is gone."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "src" / "kztui"
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PICTURE = PAGE.split("```")[1]


def pictured() -> set[str]:
    """Return the folders and top modules that the picture of the parts shows, as paths below src/kztui."""
    found: set[str] = set()
    above: list[str] = []
    for line in PICTURE.strip().splitlines()[1:]:
        indent, name = re.match(r"( +)(\S+)", line).groups()  # type: ignore[union-attr]
        above = [*above[: len(indent) // 2 - 1], name.rstrip("/")]
        found.add("/".join(above))
    return found


def test_the_picture_shows_the_packages_that_there_are() -> None:
    folders = {path.parent.relative_to(SOURCES).as_posix() for path in SOURCES.rglob("*") if path.is_file()}
    folders = {folder for folder in folders if "__pycache__" not in folder and folder != "."}
    folders = {
        folder for folder in folders if not re.fullmatch(r"extract/../lexicon", folder)
    }  # shown with its grammar
    modules = {path.name for path in SOURCES.glob("*.py")} - {"__main__.py"}
    assert (
        pictured()
        == {folder for folder in folders if not folder.endswith("/lexicon") or folder.count("/") == 1} | modules
    )


def test_every_entry_point_is_named() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    rows = re.findall(r"^\| `(kztui\.\w+)` \| (.*) \|$", PAGE, re.MULTILINE)
    named = {group: re.findall(r"`([^`]+)`", names) for group, names in rows}
    assert named == {group: sorted(names) for group, names in project["entry-points"].items()}


def test_the_files_that_the_page_names_exist() -> None:
    text = PAGE.replace(PICTURE, "")
    paths = re.findall(r"`((?:\w+/)+(?:\w+\.(?:py|toml|md))?)`", text)
    assert paths
    for path in paths:
        known = [(place / path).exists() for place in (SOURCES, ROOT)]
        assert any(known) or "xx/" in path, path


def test_the_links_lead_somewhere() -> None:
    for page in (ROOT / "docs" / "architecture.md", ROOT / "CONTRIBUTING.md", ROOT / "README.md"):
        for link in re.findall(r"\]\((?!https?://)([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"
