"""What a person does on the page of the workbench, in a real browser; skipped where Debian's Chromium is missing."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from compare.web import Loopback
from tests.web import test_serve
from tests.web.serving import desk_at, serving

pytest.importorskip("selenium")

from selenium.webdriver.common.by import By

from tests import browsing
from tests.browsing import Page, errors_of, sized

pytestmark = browsing.needs_chromium
plans = test_serve.plans


@pytest.fixture
def server(plans: Path, tmp_path: Path) -> Iterator[Loopback]:
    with serving(desk_at(tmp_path / "home", plans)) as made:
        yield made


@pytest.fixture
def page(browser: Any, server: Loopback) -> Iterator[Page]:
    made = Page(browser, server.address)
    yield made
    assert errors_of(browser) == []


def decided(folder: Path) -> list[dict[str, Any]]:
    path = folder / "decisions.yaml"
    return [dict(row) for row in YAML(typ="safe").load(path)["decisions"]] if path.exists() else []


def test_the_passage_that_a_verdict_rests_on_is_chosen(page: Page, plans: Path) -> None:
    page.wait(lambda: page.shown("#review-card .match"))
    chosen = page.shown("#review-card .match")[-1]
    wording = chosen.find_element(By.TAG_NAME, "q").text
    assert not chosen.find_element(By.TAG_NAME, "input").is_selected()
    page.one("#review-card").send_keys("e" * (len(page.shown("#review-card .match"))))
    chosen.find_element(By.TAG_NAME, "input").click()
    # The keys hold while the choice has the focus.
    chosen.find_element(By.TAG_NAME, "input").send_keys("2")
    page.wait(lambda: decided(plans))
    (row,) = decided(plans)
    assert (row["kind"], row["answer"]) == ("verdict", "partial")
    assert row["evidence"] in wording


def test_any_clause_of_the_lower_plan_is_made_the_evidence_side_by_side(page: Page, plans: Path) -> None:
    page.run("document.getElementById('reading').scrollIntoView()")
    page.wait(lambda: page.shown("#reading .upper .line[role=button]"))
    page.run("document.querySelector('#reading .upper .line[role=button]').click()")
    wording = page.run(
        "const said = [...document.querySelectorAll('#reading .lower .said')].at(-1); said.click(); return said.textContent"
    )
    covered, _ = page.shown("#reading-found button:not(.copy)")
    covered.click()
    page.wait(lambda: decided(plans))
    (row,) = decided(plans)
    assert (row["kind"], row["answer"], row["evidence"]) == ("verdict", "covered", wording)
    page.wait(lambda: "已记下" in page.one("#reading-found").text)


def test_the_depth_of_a_cell_is_decided_where_its_evidence_stands(page: Page, plans: Path) -> None:
    page.one("#cell-T1-county").click()
    (button,) = page.run("return [...document.querySelectorAll('#panel .answers button[data-answer=\"2\"]')]")
    button.click()
    page.wait(lambda: button.get_attribute("aria-pressed") == "true")
    (row,) = decided(plans)
    assert {name: row[name] for name in ("kind", "theme", "plan", "answer")} == {
        "kind": "depth",
        "theme": "T1",
        "plan": "county",
        "answer": 2,
    }
    page.wait(lambda: page.shown("#review-recount"))
    page.one("#review-recount").click()
    page.wait(lambda: page.one("#cell-T1-county").find_element(By.XPATH, "..").get_attribute("class") == "d2")


COVERED = """
const bar = document.getElementById("bar").getBoundingClientRect();
const node = document.querySelector(arguments[0]);
node.scrollIntoView({behavior: "instant", block: "start"});
const top = node.getBoundingClientRect().top;
return top < document.getElementById("bar").getBoundingClientRect().bottom - 1;
"""


@pytest.mark.parametrize("width", [1366, 900, 390])
def test_what_is_scrolled_to_does_not_lie_below_the_bar(page: Page, width: int) -> None:
    with sized(page.browser, width):
        page.open("#cell-T1-county")
        page.wait(lambda: page.shown("#panel"))
        for part in ("#summary", "#matrix", "#gaps", "#clauses", "#method"):
            assert not page.run(COVERED, part), part
        head = page.run(
            "const box = document.querySelector('#matrix .scroll'); box.scrollIntoView({behavior: 'instant'});"
            "return box.getBoundingClientRect().bottom"
        )
        assert head <= 768


def test_what_is_filtered_is_saved_as_a_file_with_the_answers_in_it(page: Page, plans: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    page.browser.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(saved)})
    page.one("#filter").send_keys("养老")
    page.run(
        "const topic = document.querySelector('#gaps .topic:not([hidden])'); topic.parentNode.open = topic.open = true"
    )
    gap = page.wait(lambda: page.shown("#gaps .gap"))[0]
    gap.find_element(By.CSS_SELECTOR, "button[data-answer=todo]").click()
    page.wait(lambda: decided(plans))
    for format_, name in (("csv", "csv.zip"), ("decisions", "decisions.yaml")):
        page.wait(lambda: page.one("#export button[value=csv]").is_enabled())
        page.run("document.querySelector(`#export button[value=${arguments[0]}]`).click()", format_)
        page.wait(lambda name=name: (saved / name).is_file())
    with zipfile.ZipFile(saved / "csv.zip") as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("gaps.csv").decode("utf-8-sig"))))
    shown = page.run("return planalign.chosen().gaps")
    assert {row["缺项编号"] for row in rows} == set(shown) and 0 < len(rows) < 10
    assert "todo" in (saved / "decisions.yaml").read_text(encoding="utf-8")
