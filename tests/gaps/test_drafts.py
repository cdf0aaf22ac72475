"""Drafts: the upper sentence put for the lower plan's place and level."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from compare.gaps import draft_of, draft_of_target
from compare.model import UNDRAFTED, Comparison, GapGroup, Kind, Level, Place, Target
from reports.view import Tables
from reports.wording import advice, suggestion
from tests.builders import plan_of

CITY = plan_of("第一章 任务\n建设公园。", "city", region="清远市", level=Level.CITY)
COUNTY = plan_of("第一章 任务\n建设公园。", "county", region="连州市", level=Level.COUNTY)
PROVINCE = plan_of("第一章 任务\n建设公园。", "province", region="广东省", level=Level.PROVINCE)


@pytest.mark.parametrize(
    ("quote", "lacks", "draft"),
    [
        ("打造清远品牌，全市新建公园5个。", (), "打造连州品牌，全市新建公园【 】个。"),
        ("支持英德市、阳山县发展茶叶，推广清远鸡。", (), "支持【 】发展茶叶，推广连州鸡。"),
        ("对接广州和深圳，引进企业。", (), ""),
        ("做好连州市水库除险加固。", (), ""),
        ("一是推进“1530模式”，组建3+3+X团队。", (), "推进“1530模式”，组建3+3+X团队。"),
        ("完善公园，清理河道，修缮步道。", ("清理河道",), "清理河道。"),
        ("民间投资是活力之源，要大力放宽准入。", ("大力放宽准入",), "大力放宽准入。"),
        ("到2025年，城镇化率达到60%以上。", (), "到2025年，城镇化率达到【 】%以上。"),
        ("由市政府统筹，市直部门参与。", (), "由市政府统筹，市直部门参与。"),
        ("为全市0—14岁儿童筛查5万人次。", (), "为全市0—14岁儿童筛查【 】万人次。"),
        (
            "为6—24个月龄婴幼儿发放营养包，为6个月至3岁儿童建档。",
            (),
            "为6—24个月龄婴幼儿发放营养包，为6个月至3岁儿童建档。",
        ),
        ("优惠政策延长到2027年，建设15分钟生活圈。", (), "优惠政策延长到2027年，建设15分钟生活圈。"),
        ("为60周岁以上老人体检，为3至6岁儿童建档。", (), "为60周岁以上老人体检，为3至6岁儿童建档。"),
        ("受教育年限提高到11.7年，预期寿命达到80岁。", (), "受教育年限提高到【 】年，预期寿命达到【 】岁。"),
        ("到2030年，推动第4批5项通办事项落地。", (), "到2030年，推动第4批【 】项通办事项落地。"),
        ("收入增长5—6%，新增30～40个泊位。", (), "收入增长【 】%，新增【 】个泊位。"),
        ("每县培育1-3个主导产业，税收增长5%—6%。", (), "每县培育【 】个主导产业，税收增长【 】%。"),
        ("占比分别提高15、8个百分点，进入全省前3位。", (), "占比分别提高【 】、【 】个百分点，进入全省前3位。"),
    ],
)
def test_the_upper_sentence_is_put_for_the_lower_place(quote: str, lacks: tuple[str, ...], draft: str) -> None:
    assert draft_of(quote, lacks, CITY, COUNTY) == (draft if draft != quote else "")


def test_a_verb_that_is_the_name_of_an_area_elsewhere_stays() -> None:
    jiangxi = plan_of("第一章 任务\n建设公园。", "jiangxi", region="江西省", level=Level.PROVINCE)
    yichun = plan_of("第一章 任务\n建设公园。", "yichun", region="宜春市", level=Level.CITY)
    assert draft_of("新建改建农村公路1500公里。", (), jiangxi, yichun) == "新建改建农村公路【 】公里。"
    assert draft_of("支持新建区发展航空产业。", (), jiangxi, yichun) == "支持【 】发展航空产业。"


@pytest.mark.parametrize(
    ("quote", "draft"),
    [
        ("实施《广东省优化营商环境条例》，打造广东品牌。", "实施《广东省优化营商环境条例》，打造清远品牌。"),
        ("对照《广东省养老服务规划》新建床位5张。", "对照《广东省养老服务规划》新建床位【 】张。"),
        ("编制《广东省养老服务规划》。", "编制《清远市养老服务规划》。"),
    ],
)
def test_a_document_that_is_there_keeps_its_title(quote: str, draft: str) -> None:
    assert draft_of(quote, (), PROVINCE, CITY) == draft


def test_words_for_the_whole_area_and_its_offices_follow_the_level() -> None:
    assert draft_of("在全省推广，由省政府督办。", (), PROVINCE, CITY) == "在全市推广，由市政府督办。"
    assert draft_of("完成全省120所学校治理，提升全省水平，我省先行。", (), PROVINCE, CITY) == (
        "完成全市【 】所学校治理，提升全市水平，我市先行。"
    )
    for whole in ("健全省级制度。", "保障安全省心出行。", "提高全省域协同能力。"):
        assert draft_of(whole, (), PROVINCE, CITY) == ""
    for whole in ("健全国家标准，全民健身。", "落实《全国统一大市场建设指引》。", "健全市场规则。"):
        assert draft_of(whole, (), PROVINCE, CITY) == ""


def test_what_only_the_nation_has_is_left_out_and_its_product_is_that_of_the_area() -> None:
    said = "建立碳足迹管理体系，扩大全国碳市场行业覆盖范围。"
    assert draft_of(said, (), NATION, CITY) == "建立碳足迹管理体系。"
    assert draft_of(said, (), PROVINCE, CITY) == ""
    assert draft_of("单位国内生产总值能耗降低2.5%。", (), NATION, CITY) == "单位地区生产总值能耗降低【 】%。"


def test_figures_that_a_name_is_made_of_stay() -> None:
    said = "落实“两个70%”激励政策，新建公园5个。"
    assert draft_of(said, (), PROVINCE, CITY) == "落实“两个70%”激励政策，新建公园【 】个。"


HUBEI = plan_of("第一章 任务\n建设公园。", "hubei", region="湖北省", level=Level.PROVINCE)
HUANGSHI = plan_of("第一章 任务\n建设公园。", "huangshi", region="黄石市", level=Level.CITY)
NATION = plan_of("第一章 任务\n建设公园。", "nation", region="全国", level=Level.NATIONAL)


@pytest.mark.parametrize(
    ("quote", "draft"),
    [
        ("充分发挥湖北作为陆海空三个丝绸之路交汇点的综合优势，推进高水平开放。", "推进高水平开放。"),
        ("打造引领湖北、支撑中部的重要增长极。", UNDRAFTED),
        ("推进武汉、襄阳、宜昌“金三角”协同发展，做强产业集群。", "做强产业集群。"),
        ("我们要更大力度汇聚高层次人才，助推湖北发展。", "汇聚高层次人才。"),
    ],
)
def test_what_is_the_upper_area_s_own_is_not_drafted(quote: str, draft: str) -> None:
    assert draft_of(quote, (), HUBEI, HUANGSHI) == draft


@pytest.mark.parametrize(
    ("quote", "draft"),
    [
        ("深化我国宗教中国化湖北实践。", UNDRAFTED),
        ("推进国家数据要素综合试验区建设。", UNDRAFTED),
        ("支持武汉大学、华中科技大学等5家全国重点实验室建设。", UNDRAFTED),
        ("加快“电动湖北”建设，持续擦亮“最美湖北人”品牌，弘扬文化。", "弘扬文化。"),
        ("建设文化强省、旅游强省，保护遗产。", "保护遗产。"),
        ("培育襄阳碳纤维、黄石电池等集群，做强园区。", "做强园区。"),
        ("推进“健康湖北”行动。", "推进“健康黄石”行动。"),
        ("为随迁子女100%提供学位，建设24小时书房9个。", "为随迁子女100%提供学位，建设24小时书房【 】个。"),
    ],
)
def test_what_the_upper_area_was_granted_chose_or_is_known_for_is_not_drafted(quote: str, draft: str) -> None:
    assert draft_of(quote, (), HUBEI, HUANGSHI) == draft


def test_a_sum_of_the_country_and_a_river_elsewhere_are_not_drafted() -> None:
    tianjin = plan_of("第一章 任务\n建设公园。", "tianjin", region="天津市", level=Level.PROVINCE)
    said = "加强保护，实施好长江十年禁渔，粮食产量达到1.4万亿斤，失业率控制在5%以内。"
    assert draft_of(said, (), NATION, tianjin) == "加强保护，失业率控制在【 】%以内。"
    assert "长江十年禁渔" in draft_of(said, (), NATION, HUBEI)


def test_a_province_whose_name_ends_like_a_rank_is_named_in_short() -> None:
    guizhou = plan_of("第一章 任务\n建设公园。", "guizhou", region="贵州省", level=Level.PROVINCE)
    tongren = plan_of("第一章 任务\n建设公园。", "tongren", region="铜仁市", level=Level.CITY)
    assert draft_of("建设健康贵州。", (), guizhou, tongren) == "建设健康铜仁。"


def test_what_each_place_has_its_own_of_is_called_after_the_lower_one() -> None:
    assert draft_of("加快建设健康中国和体育强国。", (), NATION, HUBEI) == "加快建设健康湖北和体育强省。"
    assert draft_of("传承中国式现代化经验，实施“人才强国”战略。", (), NATION, HUBEI) == ""


@pytest.mark.parametrize(
    ("quote", "draft"),
    [
        ("建设年轻人友好省份，强化职称评定。", "建设年轻人友好市，强化职称评定。"),
        ("打造全国算力示范省。", "打造全国算力示范市。"),
        ("推进生态省建设。", "推进生态市建设。"),
        ("加强与周边省份合作。", ""),
        ("深化整省推进试点。", ""),
    ],
)
def test_a_place_of_a_rank_is_put_for_the_rank_of_the_lower_one(quote: str, draft: str) -> None:
    assert draft_of(quote, (), PROVINCE, CITY) == draft


@pytest.mark.parametrize(
    ("operator", "value", "unit", "indicator", "draft"),
    [
        (">=", "65", "%", "森林覆盖率", "到2025年，森林覆盖率不低于【 】%。"),
        ("<=", "30", "亿立方米", "用水总量", "到2025年，用水总量控制在【 】亿立方米以内。"),
        ("+", "120", "万人", "城镇新增就业人数", "到2025年，城镇新增就业人数【 】万人。"),
        ("+", "30", "个", "省级示范园区", "到2025年，省级示范园区新增【 】个。"),
        ("=", "2", "%", "居民消费价格涨幅", "到2025年，居民消费价格涨幅控制在【 】%以内。"),
        ("=", "13.5", "%", "单位GDP能耗降低", "到2025年，单位GDP能耗降低【 】%。"),
    ],
)
def test_a_target_is_drafted_with_its_figure_left_open(
    operator: str, value: str, unit: str, indicator: str, draft: str
) -> None:
    where = ("x", 0, 1, (), Place("line", 1))
    target = Target("t", "city", indicator, operator, value, unit, None, "", 2025, None, *where)  # type: ignore[arg-type]
    assert draft_of_target(target) == draft


def test_a_report_sets_a_target_of_its_own_year_for_that_year() -> None:
    where = ("x", 0, 1, (), Place("line", 1))
    target = Target("t", "city", "城镇新增就业人数", "+", "8.9", "万人", None, "", 2021, None, *where)
    lower = plan_of("第一章 任务\n建设公园。", "lower", year=2021, kind=Kind.REPORT)
    assert draft_of_target(target, lower) == "2021年，城镇新增就业人数【 】万人。"
    assert draft_of_target(replace(target, year=2025), lower) == "到2025年，城镇新增就业人数【 】万人。"


def test_a_row_of_a_table_that_sets_no_figure_is_drafted_as_a_sentence() -> None:
    row = "2\t用水总量（亿立方米）\t约束性\t市域\t4.12\t≤5.10\t依据上级下达任务确定"
    where = (row, 0, len(row), (), Place("line", 1))
    target = Target("t", "city", "用水总量", "=", "", "亿立方米", None, "", 2035, None, *where)
    assert draft_of_target(target) == "到2035年，用水总量依据上级下达任务确定。"


def test_advice_is_never_one_template_many_times(seeds_comparison: Comparison) -> None:
    blocks = Tables(seeds_comparison).gaps
    rows = [row for block in blocks for row in block.rows if row.gap.plan in ("lianzhou", "qingyuan")]
    told = [advice(row, "zh") for row in rows]
    assert len(set(told)) == len(told) > 30
    assert all("草拟，须核改" in each or "不宜照抄" in each for each in told)
    # In report.json the draft stands in a column of its own, and why there is none here.
    alone = [suggestion(row.gap, row.upper.label, "zh") for row in rows]
    assert not any("草拟" in each for each in alone)
    assert [each for each in alone if "不宜照抄" in each] == [each for each in told if "不宜照抄" in each]
    later = [suggestion(gap, gap.upper, "zh") for gap in seeds_comparison.gaps if gap.group is GapGroup.LATER]
    assert later and all("修编时" in each for each in later)
