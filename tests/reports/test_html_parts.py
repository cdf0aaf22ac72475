"""Search, flow, targets of one plan, and the matrix under the keys: what a person finds and how it adds up."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import reports
from compare.model import Comparison

pytest.importorskip("selenium")

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select

from tests import browsing
from tests.browsing import Page, errors_of

pytestmark = browsing.needs_chromium


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, seeds_comparison: Comparison) -> Path:
    out = tmp_path_factory.mktemp("parts")
    reports.write(seeds_comparison, out, ["html"], "zh")
    return out


@pytest.fixture
def page(browser: object, folder: Path) -> Page:
    return Page(browser, folder / "report.html")


def test_several_words_are_found_in_one_sentence_of_any_plan(page: Page, seeds_comparison: Comparison) -> None:
    page.one("#search-text").send_keys("产业 集群")
    expected = {
        (plan.id, number)
        for plan in seeds_comparison.plans
        for number, each in enumerate(plan.clauses)
        if "产业" in (text := plan.text[each.start : each.end]) and "集群" in text
    }
    page.wait(lambda: page.one("#search-shown").text.startswith(f"{len(expected)}句"))
    links = page.run("return [...document.querySelectorAll('.hit a')].map((node) => '#' + node.href.split('#')[1])")
    assert {f"#text-{plan}-{number}" for plan, number in expected} == set(links)
    assert set(page.texts(".hit mark")) == {"产业", "集群"}
    # The filters narrow it, the address keeps it, and what is not there is said.
    Select(page.one("#lower")).select_by_visible_text("清城区")
    Select(page.one("#upper")).select_by_visible_text("清远市")
    assert {node.text for node in page.shown(".hit b")} <= {"清城区", "清远市"}
    page.browser.refresh()
    assert page.one("#search-text").get_attribute("value") == "产业 集群" and page.shown(".hit")
    page.one("#search-text").send_keys(" 没有这个词")
    assert page.one("#search-rows .empty").text


def test_every_figure_of_the_flow_is_the_number_of_rows_behind_it(page: Page) -> None:
    whole = 0
    for number in range(len(page.browser.find_elements(By.CSS_SELECTOR, ".band-name"))):
        button = page.browser.find_elements(By.CSS_SELECTOR, ".band-name")[number]
        told = int(re.findall(r"\d+", button.text)[0])
        page.run("arguments[0].click()", button)
        for more in page.browser.find_elements(By.CSS_SELECTOR, "#flow-rows > button"):
            page.run("arguments[0].click()", more)
        assert page.run("return document.querySelectorAll('#flow-rows a').length") == told
        assert page.one("#flow-rows h3").text.endswith(f"{told}处")
        whole += told
    steps = page.run(
        "return planalign.data.chain.reduce((sum, [, set, its]) => sum + its.length + (planalign.data.plans[set][3].length ? 1 : 0), 0)"
    )
    assert whole == steps > 100
    # A band leads to the evidence of its cells, and follows the filters.
    page.run("document.querySelector('#flow-rows a').click()")
    assert page.shown("#panel")
    Select(page.one("#lower")).select_by_visible_text("连州市")
    Select(page.one("#upper")).select_by_visible_text("清远市")
    assert [node.text for node in page.shown("#flow h3")] == ["市级 → 县级"]
    assert errors_of(page.browser) == []


def test_the_targets_of_a_plan_stand_by_themselves(page: Page, seeds_comparison: Comparison) -> None:
    page.run("document.getElementById('targets-plan').scrollIntoView()")
    Select(page.one("#targets-plan")).select_by_index(3)
    label = Select(page.one("#targets-plan")).first_selected_option.text
    rows = page.shown("#plan-targets tr")
    assert label == f"连州市 ({len(rows)})"
    assert len(rows) == sum(target.plan == "lianzhou" for target in seeds_comparison.targets)


def test_the_matrix_is_one_stop_and_keys_reach_its_ends(page: Page) -> None:
    assert page.run("return document.querySelectorAll('#matrix td a[tabindex=\"0\"]').length") == 1
    page.one("#matrix td a").send_keys(Keys.END)
    focused = page.browser.switch_to.active_element
    assert focused.get_attribute("id") == "cell-T01-lianzhou"
    assert focused.get_attribute("aria-label") == "T01 广清一体化 × 连州市: 3 落实"
    focused.send_keys(Keys.CONTROL, Keys.END)
    assert page.browser.switch_to.active_element.get_attribute("id").endswith("-lianzhou")
    assert page.browser.switch_to.active_element == page.browser.find_elements(By.CSS_SELECTOR, "#matrix td a")[-1]
    page.browser.switch_to.active_element.send_keys(Keys.HOME)
    assert page.browser.switch_to.active_element.get_attribute("id").endswith("-guangqing")
    page.browser.switch_to.active_element.send_keys(Keys.CONTROL, Keys.HOME)
    assert page.browser.switch_to.active_element.get_attribute("id") == "cell-T01-guangqing"
    # The stop stays where a filter leaves it in sight.
    Select(page.one("#lower")).select_by_visible_text("连州市")
    Select(page.one("#upper")).select_by_visible_text("清远市")
    assert page.one("#matrix td a[tabindex='0']").get_attribute("id") == "cell-T01-qingyuan"
