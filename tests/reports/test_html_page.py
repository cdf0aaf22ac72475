"""report.html as a person uses it, in a real browser; skipped where Debian's Chromium is missing."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import reports
from compare.cli.serve import watch
from compare.web import Loopback
from tests import sample
from tests.builders import write_plans
from tests.web import test_serve as test_serve
from tests.web.serving import desk_at, serving

pytest.importorskip("selenium")

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select

from tests import browsing
from tests.browsing import Page

pytestmark = browsing.needs_chromium


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("page")
    for lang in ("zh", "en"):
        reports.write(sample.comparison(), out / lang, ["html"], lang)  # type: ignore[arg-type]
    return out


@pytest.fixture
def page(browser: Any, folder: Path) -> Page:
    return Page(browser, folder / "zh/report.html")


def themes(page: Page) -> list[str]:
    return [node.get_attribute("data-theme") for node in page.shown("#matrix tbody tr")]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_goes_wrong_and_nothing_leaves_the_page(browser: Any, folder: Path, lang: str) -> None:
    browser.get_log("performance")
    page = Page(browser, folder / lang / "report.html")
    page.one("#matrix td a").click()
    asked = {
        message["params"]["request"]["url"]
        for entry in browser.get_log("performance")
        if (message := json.loads(entry["message"])["message"])["method"] == "Network.requestWillBeSent"
    }
    assert {url.split(":")[0] for url in asked} <= {"file", "about"}
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []


def test_script_in_a_plan_is_shown_as_text(page: Page) -> None:
    page.open("#cell-T1-city")
    assert "培育<script>alert(1)</script>先进装备产业集群。" in page.one("#panel").text
    assert page.browser.find_elements(By.CSS_SELECTOR, "#panel script, #clause-rows script") == []


def test_a_click_on_a_cell_opens_its_quotation_and_escape_closes(page: Page) -> None:
    page.one("#cell-T1-county").click()
    panel = page.one("#panel")
    assert panel.is_displayed()
    assert "根据《产业集群规划》，编制本规划。" in panel.text and "第一章 发展基础，第2行" in panel.text
    page.browser.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert not panel.is_displayed()


def test_a_quotation_stands_between_its_neighbours_and_says_that_it_decides(page: Page) -> None:
    page.one("#cell-T2-county").click()
    assert [node.text for node in page.shown("#panel blockquote:first-of-type .around")] == ["做好供水工作。"]
    assert "深度据此判定" in page.one("#panel blockquote .note b").text
    page.open("#cell-T3-county")
    before, after = page.texts("#panel blockquote .around")
    assert before.startswith("发展|表格|产业") and after == "两地医院开展协作。"
    assert "深度据此判定" not in page.one("#panel").text


def test_enter_goes_into_the_panel_and_escape_back_to_the_cell(page: Page) -> None:
    cell = page.one("#cell-T1-city")
    cell.send_keys(Keys.ENTER)
    assert page.browser.switch_to.active_element == cell
    cell.send_keys(Keys.ENTER)
    assert page.browser.switch_to.active_element == page.one("#panel")
    page.one("#panel").send_keys(Keys.ESCAPE)
    assert page.browser.switch_to.active_element == cell


def test_an_absent_cell_opens_the_proof_of_absence(page: Page) -> None:
    page.one("#cell-T3-county").click()
    assert "检索词语" in page.one("#panel").text and "做好供水工作。" in page.one("#panel").text


def test_arrow_keys_walk_over_the_cells(page: Page) -> None:
    page.one("#cell-T1-region").click()
    for key in (Keys.ARROW_DOWN, Keys.ARROW_RIGHT):
        page.browser.switch_to.active_element.send_keys(key)
    assert page.browser.switch_to.active_element.get_attribute("id") == "cell-T2-city"
    assert "2000个" in page.one("#panel").text


def test_filters_of_the_matrix_reach_the_gaps(page: Page) -> None:
    everything = themes(page)
    page.one("#filter").send_keys("充电")
    assert themes(page) == ["T2"] != everything
    (topic,) = page.shown("#gaps .topic")  # of the group that stands first, which is open
    assert "充电" in topic.text
    assert "1 / 4" in page.one("#shown").text and "充电" in page.one("#matrix .in-force").text
    page.one("#filter").clear()
    page.one("#filter").send_keys(" ")
    assert themes(page) == everything
    page.one("#only-gaps").click()
    assert themes(page) == everything


def test_gap_groups_open_to_topics_and_topics_to_quotations(page: Page) -> None:
    block = page.one("#gaps details.block:nth-of-type(1)")
    assert block.get_attribute("data-group") == "below" and not page.shown("#gaps .gap")
    topic = block.find_element(By.CSS_SELECTOR, "details.topic")
    note = topic.find_element(By.CSS_SELECTOR, "summary .note")
    assert note.is_displayed() and "上位" in note.text
    topic.find_element(By.TAG_NAME, "summary").click()
    page.wait(lambda: page.shown("#gaps .gap"))
    assert not note.is_displayed()  # the gaps below say it themselves
    shown = page.texts("#gaps .gap")
    assert len(shown) == 2 and "建成充电桩2000个" in shown[0] and "指标" in shown[1]


def clauses(page: Page) -> list[str]:
    return [node.get_attribute("id").removeprefix("clause-") for node in page.shown("#clause-rows .clause")]


def test_clauses_are_chosen_by_pair_verdict_and_words(page: Page) -> None:
    pair = Select(page.one("#pair"))
    pair.select_by_visible_text("某县 ← 某市")
    assert clauses(page) == ["a1", "a2", "a3"]
    page.one("input.label[value=covered]").click()
    assert clauses(page) == ["a2", "a3"]
    page.one("#find-clause").send_keys("知识产权")
    assert clauses(page) == ["a3"]
    assert "1 / 3" in page.one("#shown-clauses").text and "知识产权" in page.one("#shown-clauses").text


def test_a_clause_shows_its_items(page: Page) -> None:
    page.open("#clause-a2")
    assert [node.get_attribute("id") for node in page.shown(".clause.open")] == ["clause-a2"]
    assert page.texts("#clause-a2 li .tag") == ["部分落实", "未落实"]


def test_a_gap_leads_to_its_clause(page: Page) -> None:
    page.open("#gap-g0000004")
    page.one("#gaps a[href$='#clause-a3']").click()
    assert [node.get_attribute("id") for node in page.shown(".clause.open")] == ["clause-a3"]


def test_targets_are_chosen_by_verdict(page: Page) -> None:
    assert len(page.shown("#target-rows tbody tr")) == 2
    page.one("input.verdict[value=missing]").click()
    assert [node.get_attribute("data-verdict") for node in page.shown("#target-rows tbody tr")] == ["below"]


def test_targets_are_sorted_by_the_head_that_is_clicked(page: Page) -> None:
    def verdicts() -> list[str | None]:
        return [node.get_attribute("data-verdict") for node in page.shown("#target-rows tbody tr")]

    head = page.shown("#target-rows .sort")[2]
    head.click()
    # 3个 stands before 2000个: figures are sorted by their size, not by their first digit.
    assert verdicts() == ["missing", "below"]
    head.click()
    assert verdicts() == ["below", "missing"]


def test_a_gap_has_an_address_that_opens_it(page: Page) -> None:
    page.open("#gap-g0000002")
    assert [node.get_attribute("id") for node in page.shown(".gap.open")] == ["gap-g0000002"]
    assert "建成充电桩2000个" in page.one("#gap-g0000002").text


def test_a_hidden_gap_is_shown_when_its_address_is_followed(page: Page) -> None:
    page.one("#filter").send_keys("医疗")
    page.browser.execute_script("location.hash = '#gap-g0000002'")
    page.wait(lambda: page.shown("#gap-g0000002"))
    assert page.one("#filter").get_attribute("value") == ""


def columns(page: Page) -> list[str]:
    return [text.split("\n")[0] for text in page.texts("#matrix .plans th")[1:]]


def test_level_and_plans_choose_columns_and_gaps(page: Page) -> None:
    assert columns(page) == ["两市一体化规划解读", "某市", "某区", "某县"]
    Select(page.one("#upper")).select_by_visible_text("某市")
    assert columns(page) == ["某市", "某区", "某县"]
    assert "某市" in page.one("#gaps .in-force").text
    assert [node.get_attribute("data-group") for node in page.shown("#gaps .block")] == [
        "below",
        "absent",
        "cited",
        "unmentioned",
        "waived",
    ]
    Select(page.one("#lower")).select_by_visible_text("某县")
    assert columns(page) == ["某市", "某县"]
    page.one("button[type=reset]").click()
    page.wait(lambda: len(columns(page)) == 4)
    Select(page.one("#level")).select_by_visible_text("县级")
    assert columns(page) == ["某县"]
    assert [node.text for node in page.shown("#matrix .levels th")] == ["县级"]


def test_a_group_of_gaps_chooses_themes_and_topics(page: Page) -> None:
    Select(page.one("#group")).select_by_visible_text("仅提及")
    assert themes(page) == ["T1"]
    assert [node.get_attribute("data-group") for node in page.shown("#gaps .block")] == ["cited"]


def test_a_pair_in_the_summary_leads_to_its_gaps_and_clauses(page: Page) -> None:
    link = page.one("#summary a[data-lower]")
    link.click()
    assert Select(page.one("#lower")).first_selected_option.text == link.text == "某区"
    assert [option.text for option in Select(page.one("#pair")).options] == [f"{link.text} ← 某市"]


def test_a_figure_of_the_summary_leads_to_its_gaps_and_they_say_what_is_lacking(page: Page) -> None:
    page.one("#summary a[data-group=cited]").click()
    assert Select(page.one("#group")).first_selected_option.text == "仅提及"
    (topic,) = page.shown("#gaps .block[open] .topic")
    assert "对照某市：上位 3 落实 → 本规划 1 提及" in topic.text
    page.one("#summary .top a").send_keys(Keys.ENTER)
    assert page.shown("#gaps .gap.open")


def test_the_first_lines_lead_to_the_contradictions(page: Page) -> None:
    page.one(".ways a[href='#contradictions']").click()
    top = page.browser.execute_script("return document.querySelector('#contradictions').getBoundingClientRect().top")
    assert 0 <= top < 400


def test_a_quotation_is_copied_with_its_source(page: Page) -> None:
    page.browser.execute_script(
        "window.copied = []; Object.defineProperty(navigator, 'clipboard', {value: {writeText: async (text) => window.copied.push(text)}})"
    )
    page.one("#cell-T1-city").click()
    page.one("#panel button.copy").click()
    assert page.browser.execute_script("return window.copied") == [
        "“培育<script>alert(1)</script>先进装备产业集群。”（某市纲要，第一章 产业，第2行）"
    ]
    assert page.one("#panel button.copy").text == "已复制"


def test_all_is_printed_and_the_filters_with_it(page: Page) -> None:
    page.one("#filter").send_keys("充电")
    page.browser.execute_script("window.dispatchEvent(new Event('beforeprint'))")
    assert len(page.shown("#gaps .gap")) == 2
    page.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert "充电" in page.one("#gaps .in-force").text
        # What was chosen is a theme: its evidence is printed, and no clauses of whatever pair stands in the list.
        assert [node.text for node in page.shown("#printed h4")] == ["T2 =HYPERLINK(充电设施)"]
        assert len(page.shown("#printed .cited")) == len(page.shown("#printed .printed-cell")) > 0
        assert not page.shown("#clauses")
        assert not page.shown("#gaps button, #filters select, #filters input")
    finally:
        page.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_a_pair_is_printed_with_its_clauses(page: Page) -> None:
    Select(page.one("#lower")).select_by_visible_text("某区")
    page.browser.execute_script("window.dispatchEvent(new Event('beforeprint'))")
    page.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert page.shown("#clauses .clause") and page.shown("#printed .cited")
    finally:
        page.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    page.browser.execute_script("window.dispatchEvent(new Event('afterprint'))")
    assert not page.browser.execute_script("return document.querySelectorAll('#printed *').length")


def test_without_a_filter_the_page_is_printed_as_it_stands(page: Page) -> None:
    page.browser.execute_script("window.dispatchEvent(new Event('beforeprint'))")
    assert not page.shown("#gaps .gap")
    page.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert page.shown("#gaps .as-printed")
    finally:
        page.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_the_page_prints(page: Page) -> None:
    made = page.browser.execute_cdp_cmd("Page.printToPDF", {"printBackground": True})
    assert base64.b64decode(made["data"]).startswith(b"%PDF")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Loopback]:
    folder = write_plans(tmp_path / "plans", city=test_serve.CITY, county=test_serve.COUNTY)
    (folder / "themes.yaml").write_text(test_serve.THEMES, encoding="utf-8")
    (folder / "plans.yaml").write_text(test_serve.MANIFEST, encoding="utf-8")
    over = threading.Event()
    with serving(desk_at(tmp_path / "home", folder)) as server:
        threading.Thread(target=watch, args=(server.desk, over, 0.2), daemon=True).start()
        yield server
        over.set()


def test_a_draft_is_checked_and_outlives_a_new_result(browser: Any, served: Loopback, tmp_path: Path) -> None:
    browser.get_log("browser")
    browser.get(served.address)
    wait = partial(browsing.wait, browser)
    browser.find_element(By.ID, "draft-text").send_keys(test_serve.DRAFT)
    browser.find_element(By.ID, "draft-judge").click()
    wait(lambda: "量化" in browser.find_element(By.ID, "draft-answer").text)
    answer = browser.find_element(By.ID, "draft-answer")
    assert "培育壮大先进装备产业集群" in answer.text and "T1 产业集群" in answer.text
    lacking = browser.find_element(By.CSS_SELECTOR, "#draft-answer > details")
    lacking.find_element(By.TAG_NAME, "summary").click()
    wait(lambda: "养老服务" in lacking.text)
    test_serve.change(tmp_path / "plans/county.txt", test_serve.COUNTY + "健全养老服务体系，新建养老院3所。\n")
    wait(lambda: browser.find_element(By.ID, "draft").get_attribute("data-version") == "2")
    wait(lambda: "量化" in browser.find_element(By.ID, "draft-answer").text)
    assert browser.find_element(By.ID, "draft-text").get_attribute("value") == test_serve.DRAFT
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []


def test_the_queue_is_answered_with_keys_and_taken_back(browser: Any, served: Loopback, tmp_path: Path) -> None:
    browser.get_log("browser")
    browser.get(served.address)
    wait = partial(browsing.wait, browser)
    left = browser.find_element(By.ID, "review-left")
    card = browser.find_element(By.ID, "review-card")
    wait(lambda: "已核定 0" in left.text)
    number = int(left.text.split()[1])
    first = card.find_element(By.TAG_NAME, "q").text
    assert number > 1 and len(card.find_elements(By.CSS_SELECTOR, ".sides > div")) == 2
    browser.execute_script("arguments[0].focus()", card)
    browser.switch_to.active_element.send_keys("3")
    wait(lambda: "已核定 1" in left.text)
    assert "answer: absent" in (tmp_path / "plans/decisions.yaml").read_text(encoding="utf-8")
    assert card.find_element(By.TAG_NAME, "q").text != first
    browser.refresh()
    wait(lambda: "已核定 1" in browser.find_element(By.ID, "review-left").text)
    browser.execute_script("document.getElementById('review-card').focus()")
    browser.switch_to.active_element.send_keys("z")
    wait(lambda: "已核定 0" in browser.find_element(By.ID, "review-left").text)
    assert not (tmp_path / "plans/decisions.yaml").exists()
    # Keys that are typed into a field are no answers.
    browser.find_element(By.ID, "review-reason").send_keys("1234b z")
    assert "已核定 0" in browser.find_element(By.ID, "review-left").text
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []


def test_a_gap_is_accepted_where_it_stands(browser: Any, served: Loopback, tmp_path: Path) -> None:
    browser.get(served.address)
    assert served.desk.session is not None
    gap = served.desk.session.result.comparison.gaps[0].id
    browser.execute_script(f"location.hash = '#gap-{gap}'")
    wait = partial(browsing.wait, browser)
    button = wait(lambda: browser.find_element(By.CSS_SELECTOR, f"#gap-{gap} .answers button"))
    button.click()
    wait(lambda: button.get_attribute("aria-pressed") == "true")
    assert f"id: {gap}, answer: waived" in (tmp_path / "plans/decisions.yaml").read_text(encoding="utf-8")


def test_filters_stand_in_the_address_and_are_gone_back_to(page: Page) -> None:
    Select(page.one("#lower")).select_by_visible_text("某县")
    Select(page.one("#group")).select_by_visible_text("仅提及")
    chosen = page.browser.current_url
    assert themes(page) == ["T1"]
    page.browser.back()
    page.wait(lambda: page.one("#group").get_attribute("value") == "")
    assert Select(page.one("#lower")).first_selected_option.text == "某县"
    page.browser.forward()
    page.wait(lambda: themes(page) == ["T1"])
    page.browser.get("about:blank")
    page.browser.get(chosen)
    assert themes(page) == ["T1"] and columns(page) == ["两市一体化规划解读", "某市", "某县"]


def test_a_cell_is_opened_under_the_filters_of_its_address(page: Page) -> None:
    Select(page.one("#lower")).select_by_visible_text("某县")
    page.one("#cell-T1-county").click()
    link = page.browser.current_url
    page.browser.get("about:blank")
    page.browser.get(link)
    assert "根据《产业集群规划》" in page.one("#panel").text
    assert columns(page) == ["两市一体化规划解读", "某市", "某县"]


def test_several_words_are_searched_for_in_clauses_and_quotations(page: Page) -> None:
    Select(page.one("#pair")).select_by_visible_text("某县 ← 某市")
    whole = clauses(page)
    page.one("#find-clause").send_keys("知识产权 ")
    assert clauses(page) == ["a3"] != whole
    page.one("#find-clause").send_keys("没有这个词")
    assert clauses(page) == [] and "没有符合" in page.one("#clause-rows .empty").text


def test_what_fits_nothing_says_so(page: Page) -> None:
    assert not page.shown(".empty")
    page.one("#filter").send_keys("没有这个主题")
    assert [node.get_attribute("id") for node in page.shown(".empty")] == ["matrix-empty", "gaps-empty", "flow-empty"]


def test_the_page_has_a_way_past_its_head(page: Page) -> None:
    page.one("body").send_keys(Keys.TAB)
    assert page.browser.switch_to.active_element.get_attribute("class") == "skip"
    page.browser.switch_to.active_element.send_keys(Keys.ENTER)
    assert page.browser.switch_to.active_element.get_attribute("id") == "main"
    assert len(page.browser.find_elements(By.TAG_NAME, "main")) == 1


def test_a_draft_is_judged_as_it_is_typed_kept_and_held_against_the_last(browser: Any, served: Loopback) -> None:
    browser.get(served.address)
    wait = partial(browsing.wait, browser)
    text = browser.find_element(By.ID, "draft-text")
    text.send_keys("大力发展乡村旅游")
    wait(lambda: "体现主题1个" in browser.find_element(By.ID, "draft-answer").text)
    text.send_keys("，健全养老服务体系，新建养老院3所。")
    wait(lambda: "体现主题 +1" in browser.find_element(By.ID, "draft-answer").text)
    browser.refresh()
    written = "大力发展乡村旅游，健全养老服务体系，新建养老院3所。"
    assert browser.find_element(By.ID, "draft-text").get_attribute("value") == written
    wait(lambda: "体现主题2个" in browser.find_element(By.ID, "draft-answer").text)
    browser.find_element(By.ID, "draft-text").send_keys(Keys.CONTROL, "a", Keys.NULL, Keys.DELETE)
    wait(lambda: browser.find_element(By.ID, "draft-answer").text == "")
    assert "先写一句" in browser.find_element(By.ID, "draft-status").text
