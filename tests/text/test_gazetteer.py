"""The gazetteer: names, levels and what lies in what."""

from __future__ import annotations

import pytest

from compare.model import Level
from compare.text.gazetteer import Area, find_areas, is_place, regions, regions_in


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


@pytest.mark.parametrize(
    ("name", "code", "level"),
    [
        # made or renamed since 2020
        ("白杨市", "659012", Level.COUNTY),
        ("和安县", "653229", Level.COUNTY),
        ("和康县", "653228", Level.COUNTY),
        ("钱塘区", "330114", Level.DISTRICT),
        ("临平区", "330113", Level.DISTRICT),
        ("米林市", "540481", Level.COUNTY),
        ("错那市", "540581", Level.COUNTY),
        ("黔西市", "520581", Level.COUNTY),
        # dissolved or renamed, with plans that are still read
        ("江干区", "330104", Level.DISTRICT),
        ("渝北区", "500112", Level.DISTRICT),
        ("黔西县", "520522", Level.COUNTY),
        ("莱芜市", "3712", Level.CITY),
        # zones with plans of their own
        ("雄安新区", "13雄安新区", Level.CITY),
        ("两江新区", "500157", Level.DISTRICT),
        ("苏州工业园区", "3205苏州工业园区", Level.DISTRICT),
        ("新疆生产建设兵团", "6590", Level.PROVINCE),
    ],
)
def test_areas_of_today_and_yesterday(name: str, code: str, level: Level) -> None:
    assert [(area.name, area.code, area.level) for area in find_areas(name)] == [(name, code, level)]


def test_a_dissolved_area_goes_by_its_full_name_alone() -> None:
    assert find_areas("红星村四方大厦") == []
    assert not is_place("红星")


def test_a_short_name_of_an_area_of_today_goes_before_the_name_of_a_dissolved_one() -> None:
    assert [area.name for area in find_areas("东乡县国民经济和社会发展第十四个五年规划")] == ["东乡族自治县"]
    assert find_areas("江西省抚州市东乡县国民经济和社会发展规划")[-1].code == "361029"


def test_the_cities_of_the_corps_lie_in_it() -> None:
    corps, city = find_areas("新疆生产建设兵团石河子市")
    assert city.lies_in(corps)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("老城区、新城区和矿区改造", []),
        ("中心城区面积", []),
        ("晋城市城区", ["晋城市", "城区"]),
        ("洛阳市老城区", ["洛阳市", "老城区"]),
        ("恩施土家族苗族自治州、恩施", ["恩施土家族苗族自治州", "恩施土家族苗族自治州"]),
    ],
)
def test_names_that_are_words(text: str, names: list[str]) -> None:
    assert [area.name for area in find_areas(text)] == names


def test_a_region_holds_the_areas_it_consists_of_and_no_others() -> None:
    delta = regions()["长三角"]
    jiangsu, suzhou, qingyuan = (find_areas(name)[0] for name in ("江苏省", "苏州市", "清远市"))
    assert jiangsu.lies_in(delta) and suzhou.lies_in(delta)
    assert not qingyuan.lies_in(delta)
    assert not delta.lies_in(delta)


def test_every_row_of_the_tables_is_used_as_it_stands() -> None:
    for name, region in regions().items():
        assert region.name == name
        assert regions_in(f"推进{name}建设") == (name,)
        for part in region.parts:
            assert part.isdigit() and len(part) in (2, 4, 6)
            assert not any(part != other and part.startswith(other) for other in region.parts), (name, part)


def test_the_longest_name_of_a_region_is_meant_and_each_is_told_once() -> None:
    assert regions_in("推进川东北经济区和豫西南建设，川东北经济区加快振兴。") == ("川东北经济区", "豫西南")
    assert regions_in("推进乡村建设。") == ()


def test_a_county_does_not_lie_in_itself() -> None:
    area = Area("441882", "连州市", Level.COUNTY)
    assert not area.lies_in(area)
    assert area.lies_in(Area("", "全国", Level.NATIONAL))


def test_thousands_of_names_take_linear_time() -> None:
    assert len(find_areas("清远市清城区、鼓楼区、朝阳区" * 20_000)) == 80_000
