"""Both plans side by side: what a person reads, clicks and takes along into the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import reports
from compare.model import Comparison
from compare.readers import read_file
from reports.formats.html import page_data
from reports.view import Tables
from tests.builders import ROOT

pytest.importorskip("selenium")

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select

from tests import browsing
from tests.browsing import Page, errors_of, sized


def test_what_is_copied_for_every_quotation_is_found_in_its_file(seeds_comparison: Comparison) -> None:
    data = page_data(Tables(seeds_comparison), "zh")
    sources = {source.plan: source.file for source in seeds_comparison.sources}
    files = {plan[4]: read_file(ROOT / "seeds" / sources[plan[4]]).text for plan in data["plans"]}
    checked = 0
    for plan, _, _, _, at in data["passages"]:
        term = data["searches"][plan].get(at) or data["clauses"][plan][at][:20].strip()
        assert term in files[data["plans"][plan][4]], term
        assert 0 < len(term) <= 20
        checked += 1
    assert checked > 500


def test_every_clause_stands_in_the_text_once(seeds_comparison: Comparison) -> None:
    data = page_data(Tables(seeds_comparison), "zh")
    by_id = {plan.id: plan for plan in seeds_comparison.plans}
    for (_, _, _, _, id_), layout, clauses in zip(data["plans"], data["layout"], data["clauses"], strict=True):
        plan = by_id[id_]
        assert len(layout) == len(clauses) == len(plan.clauses)
        kinds = {"t": "title", "p": "body", ".": "body"}
        assert [kinds.get(sign, "heading") for sign in layout] == [clause.kind for clause in plan.clauses]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, seeds_comparison: Comparison) -> Path:
    out = tmp_path_factory.mktemp("reading")
    reports.write(seeds_comparison, out, ["html"], "zh")
    return out


@pytest.fixture
def page(browser: Any, folder: Path) -> Page:
    return Page(browser, folder / "report.html")


def inside(page: Page, selector: str) -> bool:
    """Whether a row is in view in its own column."""
    return bool(
        page.run(
            "const row = document.querySelector(arguments[0]), box = row.closest('.text').getBoundingClientRect();"
            "const own = row.getBoundingClientRect(); return own.bottom > box.top && own.top < box.bottom",
            selector,
        )
    )


@browsing.needs_chromium
def test_a_click_on_a_clause_brings_the_other_side_to_its_passages(page: Page) -> None:
    page.run("document.getElementById('reading').scrollIntoView()")
    page.wait(lambda: page.shown(".side.upper .line"))
    Select(page.one("#reading-pair")).select_by_visible_text("连州市 ← 清远市")
    covered = page.browser.find_elements(By.CSS_SELECTOR, ".side.upper .line:has(.edge.covered)")[-1]
    page.run("arguments[0].scrollIntoView()", covered)
    covered.click()
    page.wait(lambda: inside(page, ".side.lower .line.here"))
    first = page.one(".side.lower .line.here").get_attribute("data-at")
    assert "已落实" in page.one("#reading-found").text and "第 1 / " in page.one("#reading-found").text
    covered.click()
    page.wait(lambda: page.one(".side.lower .line.here").get_attribute("data-at") != first)
    # And back: the passage leads to the upper clauses that it answers.
    page.one(f".side.lower .line[data-at='{first}']").send_keys(Keys.ENTER)
    page.wait(lambda: inside(page, ".side.upper .line.here"))
    assert "回应上位" in page.one("#reading-found").text
    assert errors_of(page.browser) == []


@browsing.needs_chromium
def test_a_quotation_leads_to_its_place_in_the_text_and_back_again(page: Page) -> None:
    page.one("#matrix tbody tr td:last-child a").click()
    place = page.one("#panel .cited .note a")
    quote = page.one("#panel .cited q").text
    place.click()
    page.wait(lambda: inside(page, ".line.chosen"))
    assert page.one(".line.chosen .said").text in quote or quote in page.one(".line.chosen .said").text
    page.browser.back()
    page.wait(lambda: page.run("return location.hash").startswith("#cell-"))


@browsing.needs_chromium
def test_what_is_copied_for_the_search_box_is_the_file_s_own_writing(page: Page) -> None:
    page.run(
        "window.copied = []; Object.defineProperty(navigator, 'clipboard',"
        " {value: {writeText: async (text) => window.copied.push(text)}})"
    )
    page.run("document.getElementById('reading').scrollIntoView()")
    page.wait(lambda: page.shown(".side.upper .line"))
    Select(page.one("#reading-pair")).select_by_visible_text("清城区 ← 清远市")
    page.wait(lambda: page.shown(".side.lower .line[role=button]"))
    page.shown(".side.lower .line[role=button]")[0].click()
    page.one("#reading-found button.copy").click()
    (term,) = page.run("return window.copied")
    assert term in (ROOT / "seeds/qingcheng.txt").read_text(encoding="utf-8")


@browsing.needs_chromium
def test_both_sides_are_read_on_a_phone(page: Page) -> None:
    with sized(page.browser, 390, 844):
        page.open("#reading")
        page.wait(lambda: page.shown(".side.lower .line"))
        assert page.run("return document.documentElement.scrollWidth") <= 390


@browsing.needs_chromium
def test_a_gap_has_the_width_of_a_phone_for_its_text(page: Page) -> None:
    with sized(page.browser, 390, 844):
        page.open("#gaps")
        page.run("document.querySelectorAll('#gaps details').forEach((each) => { each.open = true; })")
        page.wait(lambda: page.shown("#gaps .gap dd"))
        wide = page.run(
            "return [...document.querySelectorAll('#gaps .gap dd')].filter((each) => each.offsetParent)"
            ".map((each) => [each.getBoundingClientRect().width, each.getBoundingClientRect().right])"
        )
        assert wide and all(width > 220 and right <= 390 for width, right in wide)


@browsing.needs_chromium
def test_what_both_sides_share_is_marked_from_three_signs_on_or_where_it_is_a_word_of_a_theme(page: Page) -> None:
    page.run("document.getElementById('clauses').scrollIntoView()")
    marked = set(page.run("return [...document.querySelectorAll('#clause-rows mark')].map((node) => node.textContent)"))
    words = set(page.run("return planalign.data.phrases.flatMap((each) => each.map((at) => planalign.data.texts[at]))"))
    assert any(len(run) > 2 for run in marked)
    assert {run for run in marked if len(run) < 3} <= words
