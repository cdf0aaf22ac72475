"""Formula told from commitment: what plans share word for word, and what names a place, project, owner, amount or date."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.features.boilerplate import Commitments, Shingles, formulas_of, shares_of
from compare.features.sharing import Sharing
from compare.model import Commitment, Level, Plan
from compare.text.folding import folded
from tests.builders import below, clause_with, plan_of
from tests.result_tables import Tables

SHARED = "深化放管服改革，全面推行高效办成一件事，持续打造市场化法治化国际化一流营商环境。"
NEARLY = "深化放管服改革，全面推行高效办成一件事，打造市场化法治化国际化一流营商环境。"
ONE = f"第一章 任务\n{SHARED}\n完善公园绿地系统，让推窗见绿成为市民身边的日常风景。\n"
TWO = f"第一章 任务\n{NEARLY}\n推进档案馆库房维修，更新借阅设备，方便查阅利用者。\n"


def of(plan: Plan, words: str, *others: Plan) -> Commitment:
    sharing = Sharing(None)
    for each in (plan, *others):
        sharing.add(each)
    uppers = [Shingles(each.text).distinct() for each in others if each.id in {link.id for link in plan.upper}]
    formulas = formulas_of(plan, Shingles(plan.text), [sharing.shared()[plan.level.rank], *uppers])
    return Commitments(plan, formulas).of(plan.clauses.index(clause_with(plan, words)))


def city(text: str, id_: str, **fields: object) -> Plan:
    return plan_of(text, id_, **({"level": Level.CITY, "region": f"{id_}市"} | fields))


def test_what_siblings_share_nearly_word_for_word_is_formula() -> None:
    one, two = city(ONE, "甲"), city(TWO, "乙")
    assert of(one, "营商环境", two) is of(two, "营商环境", one) is Commitment.FORMULA
    assert of(one, "推窗见绿", two) is of(two, "档案馆", one) is Commitment.GENERAL


def test_a_plan_alone_has_no_formula() -> None:
    assert of(city(ONE, "甲"), "营商环境") is Commitment.GENERAL


def test_several_plans_of_one_region_and_copies_of_one_text_are_no_siblings() -> None:
    one = city(ONE, "甲")
    assert of(one, "营商环境", city(TWO, "乙", region="甲市")) is Commitment.GENERAL
    assert of(one, "营商环境", city(ONE, "乙")) is Commitment.GENERAL


def test_plans_of_other_levels_count_only_if_they_are_above() -> None:
    upper = city(ONE, "甲")
    county = plan_of(TWO, "县", level=Level.COUNTY, region="丙县")
    assert of(county, "营商环境", upper) is Commitment.GENERAL
    assert of(below(county, "甲"), "营商环境", upper) is Commitment.FORMULA
    # What is copied below does not make a formula of it above.
    assert of(upper, "营商环境", below(county, "甲")) is Commitment.GENERAL


def test_short_clauses_that_everybody_writes_are_no_copies() -> None:
    text = "第一章 任务\n推进乡村全面振兴。\n"
    assert of(city(text + "甲。", "甲"), "振兴", city(text + "乙。", "乙")) is Commitment.GENERAL


@pytest.mark.parametrize(
    "sentence",
    [
        "在东陂镇建设标准厂房，完善配套。",
        "支持英德红茶做强品牌，扩大种植。",
        "新建敬老院3所，改造老旧小区。",
        "到年底前完成全部整改任务。",
        "由市住房城乡建设局牵头推进。",
        "实施“一河两岸”工程，提升风貌。",
        "推进韶关至清远高速前期工作。",
        "产值达到五十亿元以上。",
        "2025年实现全覆盖。",
    ],
)
def test_a_place_a_project_an_owner_an_amount_or_a_date_is_local(sentence: str) -> None:
    plan = plan_of(f"第一章 任务\n{sentence}\n", region="清远市", level=Level.CITY)
    assert of(plan, sentence) is Commitment.LOCAL


@pytest.mark.parametrize(
    "sentence",
    [
        "推进重点镇建设，培育特色小镇。",
        "推进乡村振兴，建设美丽乡村，引导人才返乡创业。",
        "各乡镇要完善街道管理，加强城中村治理。",
        "支持韶关经验在更大范围推广。",
        "加快5G网络建设，落实“十四五”各项部署。",
        "打造一流营商环境，激发活力。",
    ],
)
def test_what_any_plan_could_say_is_general(sentence: str) -> None:
    plan = plan_of(f"第一章 任务\n{sentence}\n", region="清远市", level=Level.CITY)
    assert of(plan, sentence) is Commitment.GENERAL


def test_the_seeds_tell_local_from_general(seeds_report: Tables) -> None:
    told = {
        (row["plan"], row["clause"]): row["commitment"]
        for row in seeds_report["evidence"]
        if row["found"] == "evidence"
    }
    assert set(told.values()) == {"local", "general"}
    assert sum(plan == "lianzhou" and found == "local" for (plan, _), found in told.items()) > 40


@given(
    st.text(st.sampled_from("建设广清一体化，。 Ａb㎡\n"), max_size=80),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=80),
    st.data(),
)
def test_shares_of_runs_are_those_of_a_slow_reference(text: str, more: str, data: st.DataObject) -> None:
    def slow(value: str) -> list[str]:
        plain = re.sub(r"[^\u4e00-\u9fffa-z0-9]", "", folded(value))
        return [plain[at : at + 6] for at in range(len(plain) - 5)]

    other = text[::2] + more + text[10:40]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    runs = Shingles(text)
    first, last = runs.spans(np.array([(start, end)]))
    expected = slow(text[start:end])
    assert max(0, last[0] - first[0] - 5) == len(expected)
    found = shares_of(runs.within(np.unique(Shingles(other).hashes)), first, last)
    assert found == pytest.approx(sum(run in slow(other) for run in expected) / max(1, len(expected)))
