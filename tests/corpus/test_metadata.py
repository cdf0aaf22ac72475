"""What a plan is where nobody said it: level, region, kind, year, period, title; a text of another place than its name."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from compare.corpus import Entry, Identity, identify
from compare.model import Kind, Level


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
        ("岷县当归产业发展实施方案", "（岷政发〔2023〕12号）\n一、总体要求\n正文。", 2023),
        ("岷县当归产业发展实施方案", "岷政规〔2023〕3号 GSDX-2023-00012\n一、总体要求\n正文。", 2023),
        ("岷县当归产业发展实施方案", "（2023年修订）\n一、总体要求\n正文。", 2023),
        ("岷县当归产业发展实施方案", "2023.5\n一、总体要求\n正文。", 2023),
        ("岷县当归产业发展实施方案", "为落实《甘肃省中药材条例》（2021年9月29日通过），制定本方案。", None),
        ("关于连州市2023年国民经济和社会发展计划执行情况与2024年国民经济和社会发展计划草案的报告", "", 2024),
        ("关于连州市2023年预算执行情况的报告", "", 2023),
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
        ("花垣县边城镇国民经济和社会发展第十四个五年规划", Level.TOWNSHIP, "边城镇"),
        ("连州市小城镇发展规划", Level.COUNTY, "连州市"),
        ("连州市新型城镇发展规划", Level.COUNTY, "连州市"),
        ("河北雄安新区总体规划", Level.CITY, "雄安新区"),
        ("上海市浦东新区“十四五”规划", Level.DISTRICT, "浦东新区"),
        ("合肥高新技术产业开发区“十四五”规划", Level.DISTRICT, "合肥高新技术产业开发区"),
        ("江苏省经济技术开发区高质量发展规划", Level.PROVINCE, "江苏省"),
        ("阿拉善盟“十四五”规划", Level.CITY, "阿拉善盟"),
        ("喀什地区“十四五”规划", Level.CITY, "喀什地区"),
        ("双江自治县国民经济和社会发展第十四个五年规划", Level.COUNTY, "双江拉祜族佤族布朗族傣族自治县"),
        ("湘西自治州“十四五”规划", Level.CITY, "湘西土家族苗族自治州"),
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
        # the assembly that hears a report, above or below its title
        ("政府工作报告\n——2024年1月9日在清远市第八届人民代表大会第四次会议上\n连州市建设园区。", Level.CITY, "清远市"),
        ("乐清市第十八届人民代表大会第四次会议文件（5）\n政府工作报告", Level.COUNTY, "乐清市"),
        ("2024年1月25日在清远市连州市第十六届人民代表大会第四次会议上\n政府工作报告", Level.COUNTY, "连州市"),
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


@pytest.mark.parametrize(
    "lines",
    [
        ("连州市养老服务体系建设", "“十四五”规划"),
        ("连州市", "养老服务体系建设", "“十四五”规划"),
        ("连 州 市 养 老 服 务 体 系 建 设", "“ 十 四 五 ” 规 划"),
        ("连州市民政局", "连州市养老服务体系", "建设“十四五”规划", "（送审稿）"),
    ],
)
def test_a_title_whose_subject_stands_on_the_line_above_is_one(lines: tuple[str, ...]) -> None:
    found = identify(Entry("x", Path("x.txt"), "x.txt"), "\n".join(lines), lines)
    assert (found.title, found.region) == ("连州市养老服务体系建设“十四五”规划", "连州市")


def test_an_office_above_a_title_without_a_subject_is_none() -> None:
    lines = ["连州市发展和改革局", "“十四五”规划"]
    assert identify(Entry("x", Path("x.txt"), "x.txt"), "", lines).title == "“十四五”规划"


def test_who_issued_a_plan_is_no_part_of_its_title() -> None:
    lines = ["清远市发展和改革局", "推动一体化规划"]
    assert identify(Entry("x", Path("x.txt"), "x.txt"), "", lines).title == "推动一体化规划"


@pytest.mark.parametrize(
    ("notice", "title"),
    [
        ("关于印发杭州市“十五五”规划纲要的通知", "杭州市“十五五”规划纲要"),
        ("清远市人民政府关于印发《清远市水利发展规划（2021—2025年）》的通知", "清远市水利发展规划（2021—2025年）"),
        ("关于做好规划编制工作的通知", "关于做好规划编制工作的通知"),
        ("《清远市养老服务“十四五”规划》", "清远市养老服务“十四五”规划"),
        ("关于《清远市养老服务规划纲要（征求意见稿）》公开征求意见的公告", "清远市养老服务规划纲要（征求意见稿）"),
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


@pytest.mark.parametrize(
    ("said", "region"),
    [
        ("四川省泸州市", "泸州市"),
        ("四川泸州", "泸州市"),
        ("广东省清远市连州市", "连州市"),
        ("湖南省湘西州", "湘西土家族苗族自治州"),
        ("江苏省南京市鼓楼区", "江苏省南京市鼓楼区"),  # several districts are called so
        ("吉林市", "吉林市"),
        ("泸州", "泸州"),
    ],
)
def test_a_region_said_with_what_holds_it_is_the_innermost(said: str, region: str) -> None:
    assert infer("", "推进产业集群建设。", "a.txt", region=said).region == region


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


def test_whoever_issues_a_plan_tells_its_area_where_nothing_else_does() -> None:
    text = """雄安发〔2021〕5号
中共河北雄安新区工作委员会
河北雄安新区管理委员会
关于印发《全面推进乡村振兴加快农业农村现代化的实施方案》的通知
新区各部门：
现将《全面推进乡村振兴加快农业农村现代化的实施方案》印发给你们。"""
    found = identify(Entry("plan", Path("plan.txt"), "plan.txt"), text, text.splitlines()[3:4])
    assert (found.region, found.level) == ("雄安新区", Level.CITY)


def test_a_township_that_calls_itself_an_economic_circle_has_an_outline() -> None:
    text = """“十四五”时期是腰堡镇加快发展的关键时期。科学合理地制定全镇经济和社会发展“十四五”规划，具有十分重要的意义。
把腰堡镇建设成经济高速发展、生态良性循环的区域中心城镇、产业带、经济圈。"""
    assert identify(Entry("plan", Path("腰堡镇.txt"), "腰堡镇.txt"), text, ()).kind is Kind.OUTLINE


@pytest.mark.parametrize(
    ("title", "around", "code"),
    [
        ("西湖区“十四五”规划纲要", "西湖区与南昌市东湖区、青云谱区相邻，服务南昌市。", "360103"),
        ("西湖区“十四五”规划纲要", "西湖区与杭州市拱墅区相邻，服务杭州市，学习南昌市。", "330106"),
        ("西湖区“十四五”规划纲要", "学习南昌市经验。", "330106"),
        ("杭州市西湖区“十四五”规划纲要", "对口合作南昌市、南昌市、南昌市、南昌市。", "330106"),
        ("朝阳区“十四五”规划纲要", "朝阳区是长春市中心城区，长春市支持朝阳区，与南关区、宽城区相邻。", "220104"),
    ],
)
def test_of_namesakes_the_one_around_which_the_text_speaks(title: str, around: str, code: str) -> None:
    area = infer(title, around).area
    assert area is not None
    assert area.code == code
