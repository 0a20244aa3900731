"""What all tests share."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

settings.register_profile("kztui", deadline=None)  # a busy machine is no failure
settings.load_profile("kztui")


def pytest_report_header() -> str:
    """Say on which database server the tests of shared casebooks run; `pytest -v` shows it."""
    from tests.servers import which_server

    return which_server()


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Chrome]":
    """A headless Chromium, driven by selenium; a test that asks for it is skipped where there is none.

    It is the one of the system (Debian's packages chromium and chromium-driver): nothing is fetched for it. All tests
    of a process share it, so begin each with `get`.
    """
    found, driver = shutil.which("chromium") or shutil.which("chromium-browser"), shutil.which("chromedriver")
    if not (found and driver):
        pytest.skip("there is no Chromium here: apt-get install chromium chromium-driver")
    from selenium.webdriver import Chrome, ChromeOptions, ChromeService

    options = ChromeOptions()
    options.binary_location = found
    profile: Path = tmp_path_factory.mktemp("chromium")
    for switch in ("headless=new", "disable-gpu", "disable-dev-shm-usage", f"user-data-dir={profile}"):
        options.add_argument(f"--{switch}")
    if os.geteuid() == 0:  # Chromium's own sandbox refuses to work for root
        options.add_argument("--no-sandbox")
    browser = Chrome(options, ChromeService(driver))
    yield browser
    browser.quit()
