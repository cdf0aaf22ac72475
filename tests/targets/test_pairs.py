"""Targets of an upper plan beside those of a lower one: pairs and their verdicts."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from compare.model import Kind, Level, Plan, TargetPair, UpperLink, Verdict
from compare.structure.tables import find_tables
from compare.targets import find_targets, pair_targets
from compare.targets.same_indicator import key_of
from reports import wording
from tests.builders import body_under_tasks, plan_of
from tests.targets.table_layouts import laid_out


def pairs_of(upper: str, lower: str, **fields: Any) -> tuple[TargetPair, ...]:
    """The pairs of an upper and a lower plan of one sentence each."""
    above = plan_of(body_under_tasks(upper), "upper", year=2021, period="2021-2025", level=Level.CITY, region="清远市")
    below = plan_of(body_under_tasks(lower), "lower", year=2021, period="2021-2025", region="连州市", **fields)
    below = replace(below, upper=(UpperLink("upper"),))
    plans = (above, below)
    return pair_targets(plans, [target for plan in plans for target in find_targets(plan)])


def pair(upper: str, lower: str, **fields: Any) -> list[tuple[str, Verdict, str]]:
    """Indicator, verdict and sentence of each pair of an upper and a lower plan of one sentence each."""
    found = pairs_of(upper, lower, **fields)
    return [(each.indicator, each.verdict, wording.sentence(each.reason, "zh")) for each in found]


@pytest.mark.parametrize(
    ("upper", "lower", "verdict"),
    [
        ("到2025年，人均预期寿命达到79岁。", "到2025年，居民人均期望寿命达到80岁。", Verdict.MEETS),
        ("地区生产总值年均增长5%以上。", "地区生产总值增长5.5%以上。", Verdict.MEETS),
        ("农村居民人均住宅建筑面积增加到22平方米。", "农村居民人均住宅建筑面积增加到25平方米。", Verdict.MEETS),
        ("到2025年，森林覆盖率达到70%以上。", "到2025年，森林覆盖率达65%。", Verdict.BELOW),
        ("护理型床位占比不低于60%。", "护理型床位占养老床位总数的比例达到58%。", Verdict.BELOW),
        ("到2025年，婴儿死亡率控制在5‰以内。", "到2025年，婴儿死亡率降到0.6%。", Verdict.BELOW),
        ("到2025年，城镇调查失业率控制在5.5%以内。", "到2025年，城镇调查失业率控制在5%以内。", Verdict.MEETS),
        ("到2025年，居民消费价格涨幅控制在3%以内。", "到2025年，居民消费价格涨幅控制在2.5%以内。", Verdict.MEETS),
        ("到2025年，居民消费价格涨幅控制在3%以内。", "到2025年，CPI涨幅控制在3.5%以内。", Verdict.BELOW),
        ("到2025年，居民消费价格涨幅3%左右。", "到2025年，消费价格涨幅2%左右。", Verdict.MEETS),
        ("到2025年，居民消费价格涨幅控制在3%左右。", "到2025年，居民消费价格指数控制在2%左右。", Verdict.MEETS),
        ("到2025年，物价总水平涨幅3%左右。", "到2025年，居民消费价格上涨2%左右。", Verdict.MEETS),
        ("“十四五”期间单位GDP能耗下降14%。", "“十四五”期间单位GDP能耗下降13%。", Verdict.BELOW),
        ("到2025年，研发经费投入强度达到3%。", "到2025年，R&D经费占GDP比重达到3.2%。", Verdict.MEETS),
        ("到2025年，农村户用卫生厕所普及率达到85%。", "到2025年，农村卫生户厕普及率达到80%。", Verdict.BELOW),
        ("到2025年，卫生厕所普及率达到85%。", "户用卫生厕所普及率提高到百分之九十。", Verdict.MEETS),
        ("到2025年，农村生活污水治理率达到60%。", "推进农村生活污水治理。", Verdict.MISSING),
        ("“十四五”期间城镇新增就业10万人。", "“十四五”期间城镇新增就业1.5万人。", Verdict.NOT_COMPARABLE),
        ("到2025年，耕地保有量达到400万亩。", "耕地保有量完成上级下达任务。", Verdict.NOT_COMPARABLE),
        ("到2025年，森林覆盖率达到70%。", "到2035年，森林覆盖率达到72%。", Verdict.NOT_COMPARABLE),
        (
            "到2025年，城镇开发边界扩展倍数控制在1.3倍以内。",
            "到2025年，城镇开发边界扩展倍数不高于1.35。",
            Verdict.BELOW,
        ),
        ("企业开办时间压缩至1个工作日以内。", "企业开办时间压缩至3个工作日以内。", Verdict.BELOW),
        ("城镇调查失业率控制在5.5%以内。", "城镇新增就业11万人，调查失业率控制在5%以内。", Verdict.MEETS),
        # what is shortened to a time is done in it at most; what is to fall is the better the lower
        ("不动产登记时限压缩到3个工作日。", "不动产登记时限压缩到5个工作日。", Verdict.BELOW),
        ("不动产登记时限压缩到3个工作日。", "不动产登记时限压缩到1个工作日。", Verdict.MEETS),
        ("万元工业增加值用水量降至20立方米以下。", "万元工业增加值用水量降至25立方米。", Verdict.BELOW),
        ("万元工业增加值用水量降至20立方米以下。", "万元工业增加值用水量控制在18立方米。", Verdict.MEETS),
        # an index on the year before tells a change
        ("居民消费价格涨幅控制在3%左右。", "居民消费价格指数控制在103左右。", Verdict.MEETS),
        ("居民消费价格涨幅控制在2%左右。", "居民消费价格总指数控制在103%以内。", Verdict.BELOW),
        ("居民消费价格指数控制在102以内。", "居民消费价格涨幅控制在2%以内。", Verdict.MEETS),
        ("项目审批时间压缩至15个工作日以内。", "项目审批时间控制在10个工作日以内。", Verdict.MEETS),
        # a fall that the name of the indicator tells
        ("单位GDP建设用地使用面积下降率不低于40%。", "单位GDP建设用地使用面积下降率不低于35%。", Verdict.BELOW),
        ("到2025年，社区家庭医生重点人群签约率达到80%。", "到2025年，家庭医生重点人群签约率达到75%。", Verdict.BELOW),
    ],
)
def test_verdicts(upper: str, lower: str, verdict: Verdict) -> None:
    (found,) = pair(upper, lower)
    assert found[1] is verdict
    assert found[0] in found[2] and "{" not in found[2]


@pytest.mark.parametrize(
    ("upper", "lower", "code"),
    [
        # handed down with a group, or told without the change that the upper plan sets
        ("单位地区生产总值能耗降低2.5%左右。", "节能减排降碳控制在省下达目标内。", "target_handed_down"),
        ("单位地区生产总值能耗降低2.5%左右。", "能耗强度达到省定目标。", "target_handed_down"),
        ("单位生产总值二氧化碳排放降低3%。", "完成省下达我县碳排放双控和主要污染物减排目标。", "target_handed_down"),
        ("粮食产量达到10万吨。", "粮食产量只增不减。", "target_handed_down"),
        # set beside what others reach, by so many points
        ("地区生产总值增长5%左右。", "地区生产总值增速高于全省0.5个百分点左右。", "target_handed_down"),
        ("固定资产投资增长5%。", "固定资产投资增速快于全国1个百分点以上。", "target_handed_down"),
        ("规模以上工业增加值增长6%。", "规上工业增加值增速高于全省平均水平2个百分点。", "target_handed_down"),
        ("社会消费品零售总额增长6%。", "社会消费品零售总额增速高于全省平均水平。", "target_handed_down"),
        # done as the level above says, whatever the name stands beside
        ("单位地区生产总值能耗降低2.5%左右。", "全面完成节能减排降碳和环境质量改善约束性指标。", "target_handed_down"),
        ("单位地区生产总值能耗降低2.5%左右。", "主要目标是：完成省定节能减排目标任务。", "target_handed_down"),
        ("单位地区生产总值能耗降低2.5%左右。", "主要目标是：完成年度节能减排目标。", "target_handed_down"),
        ("单位地区生产总值能耗降低2.5%左右。", "单位地区生产总值能耗在省控范围内。", "target_handed_down"),
        (
            "居民消费价格涨幅3%左右。",
            "主要目标是：节能减排降碳、居民消费价格等指标控制在合理范围内。",
            "target_handed_down",
        ),
        ("粮食产量达到10万吨。", "主要目标是：节能减排、环境质量、粮食安全等完成省定目标。", "target_handed_down"),
        # another measure of the same matter
        ("城镇调查失业率控制在5.5%以内。", "城镇登记失业率控制在省定目标以内。", "target_kindred"),
        ("粮食产量达到10万吨。", "粮食播种面积稳定在30万亩以上。", "target_kindred"),
        ("城镇调查失业率控制在5.5%以内。", "城镇登记失业率控制在4%以内。", "target_kindred"),
        ("研发经费投入年均增长7%以上。", "全社会研发经费支出相当于地区生产总值比例超过3%。", "target_kindred"),
        ("一般公共预算收入增长5%。", "地方财政收入增长4%。", "target_kindred"),
        ("社会消费品零售总额年均增长5%。", "社会消费品零售总额达到1450亿元。", "target_kindred"),
        ("地方财政收入增长5%。", "地方财政一般预算收入增长6%。", "target_kindred"),
        # neither of the two
        ("单位地区生产总值能耗降低2.5%左右。", "完成省下达的主要污染物减排任务。", "target_missing"),
        ("城镇调查失业率控制在5.5%以内。", "城镇新增就业1000人。", "target_missing"),
    ],
)
def test_an_aim_in_words_or_of_another_measure_is_not_missing(upper: str, lower: str, code: str) -> None:
    assert code in [each.reason.code for each in pairs_of(f"到2025年，{upper}", f"到2025年，{lower}")]


@pytest.mark.parametrize(
    ("upper", "lower", "code"),
    [
        ("到2025年，森林覆盖率达到24%。", "到2025年，森林覆盖率达到13%。", "target_below_mean"),
        ("到2025年，林草覆盖率达到57%。", "到2025年，林草覆盖率达到50%。", "target_below_mean"),
        ("到2025年，常住人口城镇化率达到65%。", "到2025年，常住人口城镇化率达到58%。", "target_below_mean"),
        ("到2025年，研发经费投入强度达到3%。", "到2025年，R&D经费占GDP比重达到2%。", "target_below_mean"),
        ("到2025年，研究与开发经费占GDP比重达到3%。", "到2025年，研发经费投入强度达到2%。", "target_below_mean"),
        ("到2025年，高等教育毛入学率达到60%。", "到2025年，高等教育毛入学率达到52%。", "target_below_mean"),
        ("到2025年，人均预期寿命达到79岁。", "到2025年，人均预期寿命达到77岁。", "target_below_mean"),
        (
            "到2025年，数字经济核心产业增加值占GDP比重达到10%。",
            "到2025年，数字经济核心产业增加值占GDP比重达到6%。",
            "target_below_mean",
        ),
        ("到2025年，人均预期寿命达到79岁。", "到2025年，人均预期寿命达到80岁。", "target_meets"),
        ("各省加大投入，到2025年，研发经费投入强度均达到3%。", "到2025年，研发经费投入强度达到2%。", "target_below"),
        ("到2025年，农村自来水普及率达到88%。", "到2025年，农村自来水普及率达到80%。", "target_below"),
        ("到2025年，基本养老保险参保率达到95%。", "到2025年，基本养老保险参保率达到92%。", "target_below"),
        (
            "到2025年，人均城镇建设用地面积控制在100平方米以内。",
            "到2025年，人均城镇建设用地面积控制在120平方米以内。",
            "target_below",
        ),
    ],
)
def test_a_mean_of_the_country_is_compared_and_no_fault_of_a_place_below_it(upper: str, lower: str, code: str) -> None:
    years: Any = {"year": 2021, "period": "2021-2025"}
    above = plan_of(body_under_tasks(upper), "upper", level=Level.NATIONAL, region="", **years)
    place = plan_of(body_under_tasks(lower), "lower", level=Level.PROVINCE, region="青海省", **years)
    assert [each[1:] for each in paired(above, place)] == [("meets" if code == "target_meets" else "below", code)]
    # A province's figure is set for its cities, whatever it is of.
    province = replace(above, level=Level.PROVINCE, region="青海省")
    city = replace(place, level=Level.CITY, region="西宁市")
    assert [each[2] for each in paired(province, city)] == [code.removesuffix("_mean")]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("森林覆盖率\t%\t23\t24\t约束性", "target_below_mean"),
        ("劳动年龄人口平均受教育年限\t年\t10.8\t11.3\t约束性", "target_below"),
        ("劳动年龄人口平均受教育年限\t年\t10.8\t11.3\t预期性", "target_below_mean"),
    ],
)
def test_what_binds_is_to_be_reached_by_each_place_unless_climate_sets_it(row: str, code: str) -> None:
    text = body_under_tasks(f"专栏1 主要指标\n指标\t单位\t2020年\t2025年\t属性\n{row}\n")
    above = plan_of(text, "upper", year=2021, period="2021-2025", level=Level.NATIONAL)
    above = replace(above, tables=find_tables(text))
    sentences = "到2025年，森林覆盖率达到13%。", "到2025年，劳动年龄人口平均受教育年限达到10.5年。"
    place = plan_of(body_under_tasks(*sentences), "lower", year=2021, period="2021-2025", level=Level.PROVINCE)
    assert [each[1:] for each in paired(above, place)] == [("below", code)]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("到2025年，英德市农村生活污水治理率达到60%。", "推进污水治理。"),  # another place's
        ("新建南部园区标准厂房5座。", "推进厂房建设。"),  # projects
        ("到2025年，港口货物吞吐量达到5000万吨。", "推进物流发展。"),  # no business of every place
        ("到2035年，农村生活污水治理率达到95%。", "推进污水治理。"),  # beyond the lower plan
    ],
)
def test_what_is_not_for_the_lower_plan_to_set_is_not_missing(upper: str, lower: str) -> None:
    assert pair(upper, lower) == []


TABLE = """专栏1 主要指标
指标\t单位\t2020年\t2025年\t属性
森林覆盖率\t%\t68\t70\t约束性
新材料产业营业收入\t亿元\t200\t300\t预期性
英德市森林蓄积量\t万立方米\t90\t100\t预期性
"""


def paired(upper: Plan, lower: Plan) -> list[tuple[str, str, str]]:
    """Indicator, verdict and reason of each pair."""
    plans = (upper, replace(lower, upper=(UpperLink(upper.id),)))
    pairs = pair_targets(plans, [target for plan in plans for target in find_targets(plan)])
    return [(each.indicator, str(each.verdict), each.reason.code) for each in pairs]


def test_every_row_of_a_table_has_an_answer_but_that_of_another_place() -> None:
    text = body_under_tasks(TABLE)
    above = plan_of(text, "upper", year=2021, period="2021-2025", level=Level.CITY, region="清远市")
    above = replace(above, tables=find_tables(text))
    below = plan_of(
        body_under_tasks("推进绿化。"), "lower", year=2021, period="2021-2025", region="连州市", level=Level.COUNTY
    )
    expected = [
        ("森林覆盖率", "missing", "target_missing"),
        ("新材料产业营业收入", "not_comparable", "target_not_common"),
    ]
    assert paired(above, below) == expected
    report = plan_of(body_under_tasks("推进绿化。"), "lower", year=2023, period=None, region="连州市", kind=Kind.REPORT)
    assert [code for _, _, code in paired(above, report)] == ["target_not_due", "target_not_due"]


ROW_IN_WORDS = """专栏1 主要指标
指标
单位
2025年目标
属性
1. 单位地区生产总值二氧化碳排放降低
%
完成经省
审核衔接后确定的目标
约束性
2. 森林覆盖率
%
75
约束性
"""


def test_what_a_row_says_in_words_is_told_without_its_other_cells() -> None:
    text = body_under_tasks("提出发展目标。") + "\n" + ROW_IN_WORDS
    above = plan_of(text, "upper", year=2021, period="2021-2025", level=Level.CITY, region="清远市")
    above = replace(above, tables=find_tables(text))
    below = plan_of(body_under_tasks("推进绿化。"), "lower", year=2021, period="2021-2025", region="连州市")
    below = replace(below, upper=(UpperLink("upper"),))
    pairs = pair_targets((above, below), [target for plan in (above, below) for target in find_targets(plan)])
    told = {each.indicator: each.reason.values[1] for each in pairs}
    assert told == {
        "单位地区生产总值二氧化碳排放降低": "完成经省审核衔接后确定的目标（2025年）",
        "森林覆盖率": "75%（2025年）",
    }


def test_every_row_of_a_table_of_any_layout_has_an_answer() -> None:
    for seed in range(30):
        laid = laid_out(seed)
        text = body_under_tasks("\n".join("\t".join(cell.text if cell else "" for cell in row) for row in laid.grid))
        above = plan_of(text, "upper", year=2026, period="2026-2030", level=Level.CITY, region="清远市")
        above = replace(above, tables=find_tables(text))
        below = plan_of(
            body_under_tasks("常住人口城镇化率达到60%，推进绿化。"),
            "lower",
            year=2026,
            period="2026-2030",
            region="连州市",
        )
        below = replace(below, upper=(UpperLink("upper"),))
        rows = find_targets(above)
        pairs = pair_targets((above, below), [*rows, *find_targets(below)])
        answered = {
            (key_of(each.indicator), each.year) for each in rows if each.id in {pair.upper_target for pair in pairs}
        }
        assert answered == {(key_of(each.indicator), each.year) for each in rows}, seed


@pytest.mark.parametrize(
    ("yearly", "this_year", "verdict"),
    [
        ("地区生产总值年均增长5%。", "今年地区生产总值增长6%。", "meets"),
        ("每年城镇新增就业2万人。", "今年城镇新增就业1.5万人。", "below"),
        ("每年培训农民2000人。", "今年培训农民2500名。", "meets"),
        # one year may lie below a mean of several
        ("地区生产总值年均增长5%。", "今年地区生产总值增长4%。", "not_comparable"),
    ],
)
def test_what_a_plan_sets_for_each_year_meets_the_report_of_one(yearly: str, this_year: str, verdict: str) -> None:
    outline = plan_of(body_under_tasks(yearly), "outline", year=2021, period="2021-2025", region="连州市")
    report = plan_of(body_under_tasks(this_year), "report", year=2023, region="连州市", kind=Kind.REPORT)
    assert [each[1] for each in paired(outline, report)] == [verdict]


@pytest.mark.parametrize(
    ("upper", "lower", "verdict"),
    [
        ("五年累计培训农民5万人次。", "每年培训农民1万人次。", "meets"),
        ("五年累计培训农民5万人次。", "每年培训农民8000人次。", "below"),
        ("每年培训农民1万人次。", "累计培训农民4万人次。", "below"),
        ("每年培训农民1万人次。", "每年培训农民1万人次。", "meets"),
    ],
)
def test_a_sum_of_all_years_is_held_against_what_each_year_makes(upper: str, lower: str, verdict: str) -> None:
    plans = [
        plan_of(body_under_tasks(told), name, year=2021, period="2021-2025", region="连州市", kind=Kind.OUTLINE)
        for name, told in (("outline", upper), ("special", lower))
    ]
    assert [each[1] for each in paired(*plans)] == [verdict]


def test_the_report_of_the_last_year_is_not_held_to_the_sum_of_five() -> None:
    outline = plan_of(
        body_under_tasks("五年累计新增城镇就业10万人。"), "outline", year=2021, period="2021-2025", region="连州市"
    )
    report = plan_of(body_under_tasks("新增城镇就业2.2万人。"), "report", year=2025, region="连州市", kind=Kind.REPORT)
    assert [each[1] for each in paired(outline, report)] == ["not_comparable"]


def test_more_roads_in_an_area_are_better() -> None:
    above = plan_of(
        body_under_tasks("公路网密度达到165公里/百平方公里。"), "above", year=2021, period="2021-2025", region="清远市"
    )
    below = plan_of(
        body_under_tasks("公路网密度达到170公里/百平方公里。"), "below", year=2021, period="2021-2025", region="连州市"
    )
    assert [each[1] for each in paired(above, below)] == ["meets"]


@pytest.mark.parametrize(
    ("upper", "lower", "verdict"),
    [
        ("每千名老年人拥有护理员数达到6名以上。", "每千名老年人拥有护理员数达到4名以上。", "below"),
        ("生产安全事故死亡人数比2020年下降20%。", "生产安全事故死亡人数比2020年下降10%。", "below"),
        ("公务用车运行费用下降10%。", "公务用车运行费用下降12%。", "meets"),
        # of such rates less is better, whatever tells it
        ("儿童青少年总体近视率达到48%。", "儿童青少年总体近视率达到52%。", "below"),
        ("森林火灾受害率为0.8‰。", "森林火灾受害率为0.7‰。", "meets"),
    ],
)
def test_which_way_an_indicator_is_better(upper: str, lower: str, verdict: str) -> None:
    above = plan_of(body_under_tasks(f"到2025年，{upper}"), "above", year=2021, level=Level.CITY, region="清远市")
    below = plan_of(body_under_tasks(f"到2025年，{lower}"), "below", year=2021, region="连州市")
    assert [each[1] for each in paired(above, below)] == [verdict]


def test_a_ceiling_of_one_year_binds_no_other() -> None:
    upper = plan_of(body_under_tasks("到2025年，城镇登记失业率控制在4.5%以内。"), "upper", year=2021, region="连州市")
    lower = plan_of(body_under_tasks("到2023年，城镇登记失业率控制在4%以内。"), "lower", year=2021, region="连州市")
    assert [each[1:] for each in paired(upper, lower)] == [("not_comparable", "target_other_year")]


@pytest.mark.parametrize(
    ("upper", "lower", "verdict"),
    [
        (
            "到2025年，城镇建设用地规模控制在12.5平方千米以内。",
            "到2025年，城镇建设用地规模控制在1300公顷以内。",
            Verdict.BELOW,
        ),
        ("到2025年，耕地保有量不低于28.4万亩。", "到2025年，耕地保有量不低于190平方公里。", Verdict.MEETS),
    ],
)
def test_areas_of_land_compare_in_any_unit(upper: str, lower: str, verdict: Verdict) -> None:
    above = plan_of(body_under_tasks(upper), "above", year=2021, region="连州市")
    below = plan_of(body_under_tasks(lower), "below", year=2021, region="连州市")
    assert [each[1] for each in paired(above, below)] == [verdict]


def test_amounts_of_one_place_compare() -> None:
    outline = plan_of(body_under_tasks("到2025年，规上工业增加值达到50亿元。"), "outline", year=2021, region="连州市")
    special = plan_of(body_under_tasks("到2025年，规上工业增加值达到45亿元。"), "special", year=2021, region="连州市")
    assert [each[1:] for each in paired(outline, special)] == [("below", "target_below")]


@pytest.mark.parametrize(
    ("title", "kind", "lacking"),
    [
        ("甲市养老服务发展专项规划", Kind.SPECIAL, {"养老机构护理型床位占比"}),
        ("甲市国土绿化规划", Kind.SPECIAL, {"森林覆盖率"}),
        ("甲市某某发展规划", Kind.SPECIAL, {"养老机构护理型床位占比", "森林覆盖率"}),
        ("甲市规划纲要", Kind.OUTLINE, {"养老机构护理型床位占比", "森林覆盖率"}),
    ],
)
def test_a_plan_for_one_field_lacks_no_indicator_of_another(title: str, kind: Kind, lacking: set[str]) -> None:
    aims = "到2030年，养老机构护理型床位占比达到75%。", "到2030年，森林覆盖率达到60%。"
    years: Any = {"year": 2026, "period": "2026-2030"}
    above = plan_of(body_under_tasks(*aims), "upper", region="甲市", **years)
    field = plan_of(body_under_tasks("推进服务网络建设。"), "lower", title=title, kind=kind, region="甲市", **years)
    assert {indicator for indicator, _, code in paired(above, field) if code == "target_missing"} == lacking
