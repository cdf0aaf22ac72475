"""Amounts of an upper plan against the sum of the plans of all areas in it (珠海市 has three districts)."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from compare.model import Contradiction, Level, Plan, UpperLink
from compare.targets import find_contradictions, find_targets
from compare.text.gazetteer import areas_called, parts_of
from reports import wording
from tests.builders import plan_of

PARTS = ("香洲区", "斗门区", "金湾区")
CITY = "到2025年，新建公共充电桩1000个。"


def city(sentence: str, **fields: object) -> Plan:
    values = {"region": "珠海市", "level": Level.CITY, "year": 2021, "period": "2021-2025"}
    return plan_of(f"第一章 目标\n{sentence}", "珠海", **values | fields)


def parts(*sentences: str, **fields: object) -> list[Plan]:
    values = {"level": Level.DISTRICT, "year": 2021, "period": "2021-2025", "upper": (UpperLink("珠海"),)}
    return [
        plan_of(f"第一章 目标\n{sentence}", region, **values | {"region": region} | fields)
        for region, sentence in zip(PARTS, sentences, strict=False)
    ]


def found(*plans: Plan) -> tuple[Contradiction, ...]:
    return find_contradictions(plans, [target for plan in plans for target in find_targets(plan)])


def of(*figures: int) -> list[str]:
    return [f"到2025年，新建公共充电桩{figure}个。" for figure in figures]


def test_parts_that_fall_short_of_the_whole_are_told() -> None:
    plans = [city(CITY), *parts(*of(400, 300, 200))]
    (told,) = found(*plans)
    assert told.plans == ("珠海", *PARTS)
    by_id = {target.id: target for plan in plans for target in find_targets(plan)}
    assert [(by_id[each].plan, by_id[each].value) for each in told.targets] == [("珠海", "1000"), ("香洲区", "400")]
    sentence = wording.sentence(told.reason, "zh")
    assert "下一级3个地区的规划合计900个，少100个" in sentence and "{" not in sentence


def test_units_are_made_the_same() -> None:
    plans = parts(*(f"到2025年，地区生产总值达到{figure}。" for figure in ("2000亿元", "900亿元", "8000000万元")))
    (told,) = found(city("到2025年，地区生产总值达到5000亿元。"), *plans)
    assert told.reason.values[-2:] == ("3700亿元", "1300亿元")


def test_each_plan_may_tell_its_own_name_before_the_indicator() -> None:
    sentences = (
        f"到2025年，{place}治理水土流失面积达到{figure}平方公里。"
        for place, figure in zip(PARTS, (60, 90, 110), strict=True)
    )
    (told,) = found(city("到2025年，珠海市治理水土流失面积达到300平方公里。"), *parts(*sentences))
    assert told.reason.values[-2:] == ("260平方公里", "40平方公里")


@pytest.mark.parametrize(
    ("whole", "below"),
    [
        (CITY, of(400, 300, 300)),  # adds up
        (CITY, of(400, 300)),  # one district was not read
        (CITY, [*of(400, 300), "完善公共充电网络。"]),  # one district does not say
        (CITY, [*of(400, 300), "到2024年，新建公共充电桩200个。"]),  # another year
        (CITY, [*of(400, 300), "到2025年，公共充电桩达到200个。"]),  # a stock and no addition
        (CITY, [*of(400, 300), "到2025年，横琴新区新建公共充电桩200个。"]),  # a part of a district
        ("每年新建公共充电桩1000个，到2025年完成。", of(400, 300, 200)),  # another span
        ("到2025年，公共充电桩控制在1000个以内。", of(400, 300, 200)),  # a limit
        ("到2025年，森林覆盖率达到70%。", ["到2025年，森林覆盖率达到20%。"] * 3),  # shares do not add up
        ("到2025年，人均地区生产总值达到20万元。", ["到2025年，人均地区生产总值达到5万元。"] * 3),
        ("到2025年，最低工资标准达到2500元。", ["到2025年，最低工资标准达到800元。"] * 3),
        ("到2025年，人均预期寿命达到80岁。", ["到2025年，人均预期寿命达到20岁。"] * 3),
    ],
)
def test_no_false_alarms(whole: str, below: list[str]) -> None:
    assert found(city(whole), *parts(*below)) == ()


def test_only_plans_of_the_same_kind_and_period_that_answer_the_upper_one() -> None:
    figures = of(400, 300, 200)
    assert found(city(CITY, period="2021-2035"), *parts(*figures)) == ()
    assert found(city(CITY), *parts(*figures, upper=(UpperLink("珠海", "reference"),))) == ()
    assert found(city(CITY, region="朝阳区", level=Level.DISTRICT), *parts(*figures)) == ()


def test_the_most_favourable_plan_of_an_area_counts() -> None:
    plans = parts(*of(400, 300, 200))
    (more,) = parts(*of(500))
    assert found(city(CITY), *plans) != ()
    assert found(city(CITY), *plans, replace(more, id="香洲区2")) == ()


def test_what_lies_directly_in_an_area() -> None:
    (zhuhai,) = areas_called("珠海市")
    assert {area.name for area in parts_of(zhuhai)} == set(PARTS)
    (hubei,) = areas_called("湖北省")
    assert {"武汉市", "天门市", "神农架林区"} <= {area.name for area in parts_of(hubei)}
    (beijing,) = (area for area in areas_called("北京市") if area.level is Level.PROVINCE)
    assert "延庆区" in {area.name for area in parts_of(beijing)}
    (dongguan,) = areas_called("东莞市")
    assert parts_of(dongguan) == ()
