"""The gazetteer: names, levels and what lies in what."""

from __future__ import annotations

import pytest

from compare.model import Level
from compare.places import find_areas, is_place


@pytest.mark.parametrize(
    ("name", "full", "level"),
    [
        ("连州市", "连州市", Level.COUNTY),
        ("连州", "连州市", Level.COUNTY),
        ("清城区", "清城区", Level.DISTRICT),
        ("清远", "清远市", Level.CITY),
        ("平顶山市", "平顶山市", Level.CITY),
        ("佛冈", "佛冈县", Level.COUNTY),
        ("广东", "广东省", Level.PROVINCE),
        ("北京", "北京市", Level.PROVINCE),
        ("西藏", "西藏自治区", Level.PROVINCE),
        ("内蒙古", "内蒙古自治区", Level.PROVINCE),
        ("新疆", "新疆维吾尔自治区", Level.PROVINCE),
        ("香港", "香港特别行政区", Level.PROVINCE),
        ("锡林郭勒", "锡林郭勒盟", Level.CITY),
        ("黔东南", "黔东南苗族侗族自治州", Level.CITY),
        ("恩施", "恩施土家族苗族自治州", Level.CITY),
        ("浦东新区", "浦东新区", Level.DISTRICT),
        ("全国", "全国", Level.NATIONAL),
        ("中华人民共和国", "全国", Level.NATIONAL),
        ("凉山", "凉山彝族自治州", Level.CITY),
        ("甘孜", "甘孜藏族自治州", Level.CITY),
        ("阿坝", "阿坝藏族羌族自治州", Level.CITY),
        ("大理", "大理白族自治州", Level.CITY),
    ],
)
def test_one_area(name: str, full: str, level: Level) -> None:
    assert [(area.name, area.level) for area in find_areas(name)] == [(full, level)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("清远市清城区产业发展规划", ["清远市", "清城区"]),
        ("广东省清远市连州市", ["广东省", "清远市", "连州市"]),
        ("广州、清远两市共同编制", ["广州市", "清远市"]),
        ("吉林市政府工作报告", ["吉林市"]),
        ("高质量发展与改革开放", []),
        ("", []),
    ],
)
def test_areas_in_reading_order(text: str, names: list[str]) -> None:
    assert [area.name for area in find_areas(text)] == names


@pytest.mark.parametrize(
    ("text", "outer"),
    [
        ("福建省福州市鼓楼区", "3501"),
        ("江苏省南京市鼓楼区", "3201"),
        ("吉林省长春市朝阳区", "2201"),
        ("北京市朝阳区", "11"),
    ],
)
def test_a_name_that_many_bear_is_the_one_in_the_area_before_it(text: str, outer: str) -> None:
    assert find_areas(text)[-1].code.startswith(outer)
    assert find_areas(text)[-1].level is Level.DISTRICT


def test_codes_tell_what_lies_in_what() -> None:
    province, city, county = find_areas("广东省清远市连州市")
    assert city.code.startswith(province.code)
    assert county.code.startswith(city.code)
    assert not county.code.startswith(find_areas("平顶山市")[0].code)


def test_the_whole_prefecture_is_no_county() -> None:
    assert find_areas("全州各族人民团结奋斗") == []


@pytest.mark.parametrize(
    ("word", "place"), [("清远", True), ("清远市", True), ("产业", False), ("赵", False), ("", False)]
)
def test_is_place(word: str, place: bool) -> None:
    assert is_place(word) is place
