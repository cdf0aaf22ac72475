"""By which year a figure is to be reached, and which figures are of the past."""

from __future__ import annotations

import pytest

from compare.model import Kind
from compare.targets import find_targets
from tests.builders import plan_of
from tests.targets.sentences import targets_of


def test_base_values() -> None:
    (target,) = targets_of("常住人口城镇化率由2020年的52.3%提高到2025年的58%。")
    assert (target.value, target.year, target.base_value, target.base_year) == ("58", 2025, "52.3", 2020)
    (target,) = targets_of("到2025年，护理型床位占比从62%升至75%以上。")  # of which year 62 % is, nobody says
    assert (target.value, target.year, target.base_value, target.base_year) == ("75", 2025, "62", None)
    first, second = targets_of("全省高速公路、铁路里程分别从7000公里、4000公里增加到9000公里、5000公里。")
    assert (first.value, first.base_value, second.value, second.base_value) == ("9000", "7000", "5000", "4000")


def test_years() -> None:
    text = """第一章 总体要求
第一节 发展目标
展望2035年，常住人口城镇化率达到70%。
今后五年要努力实现以下目标。
——经济更强。财政收入达到20亿元。
第二章 主要任务
到2022年，建成农村公路100公里；新增公交车20辆。
新建水厂2座。
“十四五”期间，培训农民5000人次。家庭医生签约率达到80%。新建书屋3间。"""
    plan = plan_of(text, year=2021, period="2021-2025")
    assert [(target.value, target.year) for target in find_targets(plan)] == [
        ("70", 2035),
        ("20", 2025),
        ("100", 2022),
        ("20", 2022),
        ("2", 2025),
        ("5000", 2025),
        ("80", 2025),
        ("3", 2025),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "“十五五”时期发展目标已经明确。这充分考虑了2035年基本实现现代化的需要。居民人均可支配收入年均增长5%左右。",
        "第十五个五年规划纲要提出主要指标。综合考虑实现2035年远景目标和现实条件，地区生产总值年均增长5%左右。",
    ],
)
def test_a_year_far_ahead_is_not_that_of_a_yearly_growth(sentence: str) -> None:
    found = targets_of(sentence, kind=Kind.REPORT, year=2026, period=None)
    assert [target.year for target in found if target.value == "5"] == [2030]


def test_the_year_of_a_part_is_not_that_of_what_follows() -> None:
    found = targets_of(
        "到2035年，耕地保有量不低于58万亩；扩展倍数控制在基于2020年城镇建设用地规模的1.3倍以内；",
        "用水总量不超过2亿立方米，其中2025年不超过1.6亿立方米；森林覆盖率不低于56%。",
        "至规划期末，湿地保护率提高到55%。",
        year=2022,
        period="2021-2035",
        kind=Kind.SPATIAL,
    )
    assert [(t.indicator, t.value, t.year) for t in found] == [
        ("耕地保有量", "58", 2035),
        ("扩展倍数", "1.3", 2035),
        ("用水总量", "2", 2035),
        ("用水总量", "1.6", 2025),
        ("森林覆盖率", "56", 2035),
        ("湿地保护率", "55", 2035),
    ]


def test_a_work_report_sets_the_tasks_of_its_year_and_reviews_none() -> None:
    text = """一、2025年工作回顾
城镇新增就业6万人，新建学校12所。
二、“十五五”时期目标任务和2026年工作安排
今年是“十五五”开局之年，地区生产总值增长5%左右。
到2030年，研发投入强度达到3%。"""
    plan = plan_of(text, kind=Kind.REPORT, year=2026)
    assert [(target.value, target.year) for target in find_targets(plan)] == [("5", 2026), ("3", 2030)]


def test_a_review_turns_to_the_aims_of_this_year_where_the_heading_between_is_lost() -> None:
    text = """一、2023年工作回顾
（一）坚持民生为本，群众获得感更充实
城镇新增就业6万人，新建学校12所。
综合考虑，今年全市经济社会发展主要预期目标是：生产总值增长7%左右，居民消费价格涨幅3%左右。
扎实做好民生工作，新增学位3000个。"""
    found = find_targets(plan_of(text, year=2024, kind=Kind.REPORT))
    assert [(target.value, target.year) for target in found] == [("7", 2024), ("3", 2024), ("3000", 2024)]
    past = text.replace("综合考虑，今年", "2023年")
    assert find_targets(plan_of(past, year=2024, kind=Kind.REPORT)) == ()


def test_the_five_years_of_a_term_are_not_the_year_of_the_report() -> None:
    text = """一、过去五年工作回顾
城镇新增就业6万人。
二、今后五年任务目标
未来五年，全县经济社会发展的目标是：地区生产总值年均增长7%左右，常住人口城镇化率达到55%。
三、2021年重点工作
一般公共预算收入增长6%。新建水厂2座。"""
    found = find_targets(plan_of(text, year=2021, kind=Kind.REPORT))
    assert [(target.value, target.year) for target in found] == [("7", 2025), ("55", 2025), ("6", 2021), ("2", 2021)]


def test_far_aims_and_years_of_effort_give_their_year_to_nothing_beside_them() -> None:
    text = """第一章 主要目标
展望2035年，常住人口城镇化率达到75%。每年城镇新增就业5000人。
通过3年努力，建成养老站200个。
体育锻炼人数比例达到42%。"""
    far = find_targets(plan_of(text.replace("主要目标", "展望"), year=2026, period="2026-2030"))
    assert [each.year for each in far][:3] == [2035, 2030, 2029]
    effort = find_targets(plan_of(text.replace("展望2035年，", ""), year=2026, period="2026-2030"))
    assert [each.year for each in effort] == [2030, 2030, 2029, 2030]


def test_an_earlier_period_that_something_is_compared_with_is_no_year_of_it() -> None:
    (grown,) = targets_of("五年内，普通高等学校毕业生比“十三五”期间增长70%。")
    assert (grown.indicator, grown.value, grown.year) == ("普通高等学校毕业生增长", "70", 2025)
    (raised,) = targets_of("固定资产交付使用率，由“十三五”期间的73.6%提高到75%。")
    assert (raised.indicator, raised.value, raised.base_value) == ("固定资产交付使用率", "75", "73.6")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("到2022年、2025年，全县森林覆盖率分别达到78.5%、79%以上。", [2022, 2025]),
        ("到2022年和2025年，森林覆盖率分别达到78%和79%，城镇化率分别达到55%、60%。", [2022, 2025, 2022, 2025]),
        ("2023年、2024年、2025年新建公共充电桩分别不少于200个、300个、500个。", [2023, 2024, 2025]),
        ("常住人口城镇化率2025年、2035年分别达到55%、65%。", [2025, 2035]),
        ("农村生活污水治理率提高到60%（2025年）、80%（2035年）。", [2025, 2035]),
        # a list of names, of more figures than years, of several units; a year in brackets that is over is where it starts
        ("到2022年、2025年，小学、初中入学率分别达到99.9%、98.5%。", [2025, 2025]),
        ("到2022年、2025年，电子产值、建材产值、食品产值分别达到20亿元、30亿元、50亿元。", [2025, 2025, 2025]),
        ("到2022年、2025年，粮食面积、产量分别稳定在30万亩、10万吨。", [2025, 2025]),
        ("水土保持率由85%（2020年）提高到89%（2025年），森林覆盖率达到78%。", [2025, 2025]),
    ],
)
def test_years_that_have_a_figure_each(sentence: str, expected: list[int]) -> None:
    found = targets_of(sentence)
    assert [target.year for target in found] == expected
    assert not any("年" in target.indicator for target in found)
