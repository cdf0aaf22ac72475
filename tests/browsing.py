"""Pages as a person uses them, in a real browser; skipped where Debian's Chromium is missing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("selenium")

from selenium import webdriver
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")

needs_chromium = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="chromium and chromedriver are not installed")


# What Chromium begins for a person who browses, and no page needs.
_UNUSED = ("extensions", "background-networking", "component-update", "default-apps", "sync")


@contextmanager
def chromium() -> Iterator[Any]:
    """Chromium without a window, 1400 x 1000."""
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1400,1000"):
        options.add_argument(argument)
    for part in _UNUSED:
        options.add_argument(f"--disable-{part}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(str(DRIVER)))
    try:
        yield driver
    finally:
        driver.quit()


@contextmanager
def sized(browser: Any, width: int, height: int = 768, **media: str) -> Iterator[None]:
    """A window of a size, with features of the medium such as ``prefers_color_scheme="dark"``."""
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
    features = [{"name": name.replace("_", "-"), "value": value} for name, value in media.items()]
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    try:
        yield
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def errors_of(browser: Any) -> list[Any]:
    """What the console tells of since it was last asked."""
    return [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"]


def wait(browser: Any, condition: Any) -> Any:
    """What a condition gives as soon as it is something; half a minute at most, looked at twenty times a second."""
    # What is drawn anew meanwhile is looked for again.
    again = (NoSuchElementException, StaleElementReferenceException)
    return WebDriverWait(browser, 30, 0.05, ignored_exceptions=again).until(lambda _: condition())


class Page:
    """The page with the words of a user."""

    def __init__(self, browser: Any, address: Path | str) -> None:
        self.browser = browser
        self.address = address if isinstance(address, str) else address.as_uri()
        # The page of the test before still asks its server, which is gone: what that gave is none of this page.
        browser.get("about:blank")
        errors_of(browser)
        browser.get(self.address)

    def open(self, link: str = "") -> None:
        self.browser.get("about:blank")
        self.browser.get(self.address + link)

    def wait(self, condition: Any) -> Any:
        return wait(self.browser, condition)

    def run(self, script: str, *values: Any) -> Any:
        return self.browser.execute_script(script, *values)

    def one(self, selector: str) -> Any:
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def shown(self, selector: str) -> list[Any]:
        return [node for node in self.browser.find_elements(By.CSS_SELECTOR, selector) if node.is_displayed()]

    def texts(self, selector: str) -> list[str]:
        return [node.text for node in self.shown(selector)]
