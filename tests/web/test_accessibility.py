"""axe-core finds nothing to say of any page, in light and dark, at a desk and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from compare.web import Loopback
from reports import write
from tests import sample
from tests.web import test_serve
from tests.web.serving import desk_at, serving

pytest.importorskip("selenium")
pytest.importorskip("axe_core_python")

from tests import browsing
from tests.browsing import Page, sized

pytestmark = browsing.needs_chromium
plans = test_serve.plans

AXE = files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
SECONDS = 120
LOOKS = [(1366, "light"), (1366, "dark"), (390, "light"), (390, "dark")]
# Dark, a page differs in its colours alone, whatever its language.
SHOWN = [(width, scheme, lang) for width, scheme in LOOKS for lang in ("zh", "en") if (scheme, lang) != ("dark", "en")]
OPENED = """
const change = (id, value) => {
  const node = document.getElementById(id);
  if (!node) return;
  node.value = value;
  node.dispatchEvent(new Event("input", {bubbles: true}));
};
for (const selector of ["#matrix td a", ".band-name"]) document.querySelector(selector)?.click();
change("search-text", "产业");
for (const node of document.querySelectorAll("#gaps details")) node.open = true;
document.getElementById("reading")?.scrollIntoView();
"""


def faults(browser: Any, scheme: str) -> list[str]:
    """What axe-core finds, a rule and an element a line; of a dark page, in its colours."""
    rules = "runOnly: ['color-contrast', 'link-in-text-block'], " if scheme == "dark" else ""
    browser.set_script_timeout(SECONDS)
    browser.execute_script("scrollTo(0, 0)")
    browser.execute_script(AXE)
    found = browser.execute_async_script(
        "const done = arguments[arguments.length - 1];"
        f"axe.run(document, {{{rules}resultTypes: ['violations']}}).then(done)"
    )
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found["violations"] for node in rule["nodes"]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("axe")
    for lang in ("zh", "en"):
        write(sample.comparison(), out / lang, ["html"], lang)  # type: ignore[arg-type]
    return out


@pytest.mark.parametrize(("width", "scheme", "lang"), SHOWN)
def test_the_report_can_be_used_by_everybody(browser: Any, folder: Path, width: int, scheme: str, lang: str) -> None:
    with sized(browser, width, prefers_color_scheme=scheme):
        page = Page(browser, folder / lang / "report.html")
        page.run(OPENED)
        page.wait(lambda: page.run("return document.querySelectorAll('.line').length > 0"))
        assert faults(browser, scheme) == []


@pytest.fixture
def server(plans: Path, tmp_path: Path) -> Iterator[Loopback]:
    with serving(desk_at(tmp_path / "home", plans)) as made:
        yield made


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_workbench_can_be_used_by_everybody(browser: Any, server: Loopback, width: int, scheme: str) -> None:
    with sized(browser, width, prefers_color_scheme=scheme):
        page = Page(browser, server.address)
        page.wait(lambda: page.shown("#review-card .sides"))
        page.run(OPENED)
        assert faults(browser, scheme) == []
        page = Page(browser, server.address + "start")
        page.wait(lambda: page.shown("main"))
        assert faults(browser, scheme) == []
