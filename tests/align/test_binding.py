"""Whom a clause binds, told before any lower plan is looked at."""

from __future__ import annotations

import pytest

from compare.align import asking, find_requirements, places_of, side_of
from compare.align.applicability import applicability
from compare.features import Reading
from compare.model import Label, Level
from compare.text import find_areas
from tests.builders import alignments, below, body_under_tasks, plan_of


@pytest.mark.parametrize(
    ("sentence", "binds"),
    [
        ("加快农村人居环境整治，建设和美乡村。", {"all"}),
        ("推动商签更多区域和双边贸易投资协定，积极参与全球治理。", {"upper_only"}),
        ("支持京津冀、长三角、粤港澳大湾区打造世界级城市群。", {"places"}),
    ],
)
def test_whom_a_clause_of_a_national_plan_binds(sentence: str, binds: set[str]) -> None:
    plan = plan_of(body_under_tasks(sentence), level=Level.NATIONAL, region="全国")
    required = find_requirements(asking(side_of(Reading(plan))))
    (found,) = [each for each in required if plan.clauses[each.clause].kind == "body"]
    assert found.binds in binds


@pytest.mark.parametrize(
    ("level", "region", "sentence", "all_of_them"),
    [
        (Level.NATIONAL, "全国", "继续实施适度宽松的货币政策，保持人民币汇率基本稳定。", False),
        (Level.NATIONAL, "全国", "加强适老化和无障碍改造。", True),
        (Level.PROVINCE, "江西省", "全面融入全国统一大市场建设，完善开放体制机制。", True),
        (Level.PROVINCE, "江西省", "严格落实“全国一张清单”管理模式。", True),
        (Level.PROVINCE, "山东省", "贯彻落实总体国家安全观，更好统筹发展和安全。", True),
        (Level.CITY, "南平市", "新建养老院三所，改善老人生活。", True),
        (Level.CITY, "南平市", "推动乡村文化服务中心全覆盖。", True),
    ],
)
def test_what_only_the_upper_level_can_do_is_told_by_the_clause(
    level: Level, region: str, sentence: str, all_of_them: bool
) -> None:
    plan = plan_of(body_under_tasks(sentence), level=level, region=region)
    (found,) = [
        each for each in find_requirements(asking(side_of(Reading(plan)))) if plan.clauses[each.clause].kind == "body"
    ]
    assert (found.binds == "all") is all_of_them


@pytest.mark.parametrize(
    ("sentence", "home", "elsewhere"),
    [
        ("持续推进“金芙蓉”跃升行动，推动上市公司发展。", "湖南省岳阳市", False),
        ("办好芙蓉区、天心区的老旧小区改造。", "湖南省岳阳市", True),
        ("打响“大同好粮”品牌。", "山西省长治市", True),
        ("加快皖北地区全面振兴。", "安徽省滁州市", False),
        ("加快皖北地区全面振兴。", "安徽省宣城市", True),
    ],
)
def test_a_place_inside_a_name_is_none_and_a_region_may_hold_some_counties(
    sentence: str, home: str, elsewhere: bool
) -> None:
    assert applicability(places_of(sentence), tuple(find_areas(home))[-1:]).elsewhere is elsewhere


def test_whether_a_clause_binds_does_not_hang_on_what_a_lower_plan_says() -> None:
    sentences = (
        "加强消费者权益保护。",
        "继续实施稳健的货币政策。",
        "开展第四次全国农业普查。",
        "建设甲岭至乙河高速公路二期。",
    )
    above = plan_of(body_under_tasks(*sentences), "upper", level=Level.PROVINCE, region="福建省")
    thin = below(plan_of(body_under_tasks("发展茶叶。"), "thin", region="南平市"), "upper")
    other = below(
        plan_of(body_under_tasks("建设港口，发展航运。", "培育新材料产业。"), "other", region="莆田市"), "upper"
    )
    rows = alignments([above, thin, other])
    told = [{(row.clause.quote, row.label) for row in rows if row.lower == plan.id} for plan in (thin, other)]
    assert told[0] == told[1]
    binds = {
        above.text[c.start : c.end]: r.binds
        for r in find_requirements(asking(side_of(Reading(above))))
        for c in [above.clauses[r.clause]]
    }
    assert all((label is Label.ABSENT) == (binds[quote] == "all") for quote, label in told[0])


@pytest.mark.parametrize(
    ("sentence", "region", "other"),
    [
        ("推进京津冀、长江三角洲、珠江三角洲地区区域经济一体化发展。", "广州市", False),
        ("推进京津冀、长江三角洲、珠江三角洲地区区域经济一体化发展。", "昆明市", True),
        ("在山西、陕西、贵州、云南建设大型坑口电站。", "昆明市", False),
        ("在山西、陕西、贵州、云南建设大型坑口电站。", "广州市", True),
        ("推动两岸关系和平发展。", "广州市", False),
        ("加大对西部地区的支持力度。", "昆明市", False),
    ],
)
def test_which_places_a_national_clause_speaks_to(sentence: str, region: str, other: bool) -> None:
    home = tuple(area for area in find_areas(region) if area.code)
    assert applicability(places_of(sentence), home, national=True).elsewhere is other


@pytest.mark.parametrize(
    ("sentence", "region", "national", "other"),
    [
        ("壮大海洋渔业，建设渔港经济区。", "山西省", True, True),
        ("壮大海洋渔业，建设渔港经济区。", "福建省", True, False),
        ("壮大海洋渔业，建设渔港经济区。", "龙岩市", False, True),
        ("推进沿边开放，提升边境城镇功能。", "湖北省", True, True),
        ("修复漓江岸线，清退网箱养殖。", "梧州市", False, True),
        ("推动闽东北协同发展，畅通赣江航道。", "宁德市", False, False),
        ("推动闽西南协同发展，畅通赣江航道。", "宁德市", False, True),
        ("川西北生态示范区提高生态保护水平，打造现代高原特色农牧业基地。", "泸州市", False, True),
        ("川西北生态示范区提高生态保护水平，打造现代高原特色农牧业基地。", "甘孜藏族自治州", False, False),
        ("支持成都都市圈加快同城化。", "德阳市", False, False),
        ("支持成都都市圈加快同城化。", "泸州市", False, True),
        ("推动成渝地区双城经济圈建设走深走实。", "攀枝花市", False, False),
        ("加快豫西南高效生态经济示范区建设。", "洛阳市", False, True),
        ("推动长江中游城市群加快发展。", "泸州市", True, True),
        ("推动长江中游城市群加快发展。", "岳阳市", True, False),
        ("加快补齐北方地区防洪排涝基础设施短板。", "泸州市", True, True),
        ("加快补齐北方地区防洪排涝基础设施短板。", "枣庄市", True, False),
        ("改造老旧管网，提升渔港避风能力。", "三明市", False, False),
        ("改造福州机场、老旧管网、乡村道路。", "三明市", False, False),
        ("改造福州机场、厦门地铁、乡村道路。", "三明市", False, True),
        ("支持福州做强都市圈，完善综合交通。", "三明市", False, True),
        ("启动建设皖北旅游环线。", "亳州市", False, False),
        ("启动建设皖北旅游环线。", "黄山市", False, True),
    ],
)
def test_a_clause_is_other_places_where_they_are_what_it_is_about(
    sentence: str, region: str, national: bool, other: bool
) -> None:
    home = tuple(area for area in find_areas(region) if area.code)
    assert applicability(places_of(sentence), home, national=national).elsewhere is other


def test_what_is_said_of_the_coast_binds_the_places_that_have_one() -> None:
    sentence = "壮大海洋渔业，建设渔港经济区。"
    for region, binds in (("福建省", "places"), ("宁德市", "all")):
        plan = plan_of(body_under_tasks(sentence), level=Level.PROVINCE, region=region)
        told = [
            each
            for each in find_requirements(asking(side_of(Reading(plan))))
            if plan.clauses[each.clause].kind == "body"
        ]
        assert [each.binds for each in told] == [binds]


def test_what_a_list_asks_of_another_place_is_none_of_the_items_of_a_plan() -> None:
    sentence = "改造福州长乐机场、农村供水管网、城镇老旧小区。"
    above = plan_of(body_under_tasks(sentence), "upper", level=Level.PROVINCE, region="福建省")
    lower = below(plan_of(body_under_tasks("改造农村供水管网120公里。"), "lower", region="三明市"), "upper")
    (row,) = [row for row in alignments([above, lower]) if row.clause.quote == sentence]
    assert row.label in (Label.PARTIAL, Label.COVERED, Label.ABSENT)
    assert [item.quote for item in row.items] == ["农村供水管网", "城镇老旧小区"]


def test_what_names_a_plans_own_place_among_others_is_asked_of_it() -> None:
    sentence = "加紧福州机场扩建、泉州机场迁建，争取三明、宁德机场纳入全国布局。"
    above = plan_of(body_under_tasks(sentence), "upper", level=Level.PROVINCE, region="福建省")
    plans = [
        below(plan_of(body_under_tasks("改造农村供水管网120公里。"), name, region=region), "upper")
        for name, region in (("one", "三明市"), ("two", "莆田市"))
    ]
    rows = {row.lower: row for row in alignments([above, *plans]) if row.clause.quote == sentence}
    assert [item.quote for item in rows["one"].items] == ["争取三明、宁德机场纳入全国布局"]
    assert rows["one"].label is Label.ABSENT and rows["two"].label is Label.NOT_APPLICABLE


def test_a_region_that_a_plan_never_names_is_not_answered_by_what_it_does_with_another() -> None:
    sentence = "全面对接融入粤港澳大湾区产业发展，主动对接京津冀、长江经济带、海南自贸港发展。"
    above = plan_of(body_under_tasks(sentence), "upper", level=Level.PROVINCE, region="广西壮族自治区")
    told = (
        "主动对接粤港澳大湾区产业新布局，积极承接大湾区产业梯度转移。",
        "深化与粤港澳大湾区重点领域合作，积极融入大湾区产业链、创新链、供应链。",
    )
    lower = below(plan_of(body_under_tasks(*told), "lower", level=Level.CITY, region="梧州市"), "upper")
    (row,) = [row for row in alignments([above, lower]) if row.clause.quote.startswith("全面对接")]
    answered = [item.quote for item in row.items if item.label is Label.COVERED]
    assert answered == ["全面对接融入粤港澳大湾区产业发展"] and row.label is Label.PARTIAL


def test_a_province_that_works_with_others_speaks_of_its_own() -> None:
    home = tuple(area for area in find_areas("苏州市") if area.code)
    assert not applicability(places_of("加强与粤港澳大湾区、上海的对接合作。"), home).elsewhere


@pytest.mark.parametrize(
    ("region", "city", "sentence"),
    [
        ("广西壮族自治区", "桂林市", "加快长征国家文化公园建设。"),
        ("贵州省", "毕节市", "推进长征国家文化公园贵州重点建设区建设。"),
        ("河北省", "秦皇岛市", "建设长城国家文化公园。"),
        ("江苏省", "淮安市", "高标准建设大运河国家文化公园。"),
        ("河南省", "开封市", "打造黄河文化带。"),
        ("湖北省", "宜昌市", "推进长江国家文化公园建设。"),
        ("山西省", "大同市", "推进长城、黄河国家文化公园建设。"),
    ],
)
def test_what_runs_through_many_places_is_built_by_each(region: str, city: str, sentence: str) -> None:
    upper = plan_of(body_under_tasks(sentence), "upper", level=Level.PROVINCE, region=region)
    lower = plan_of(body_under_tasks("发展食品工业。", "改善医疗条件。"), "lower", level=Level.CITY, region=city)
    (row,) = alignments([upper, below(lower, "upper")])
    assert row.label is Label.ABSENT


@pytest.mark.parametrize(
    ("sentence", "city"), [("建设长城国家文化公园。", "广州市"), ("推进长征国家文化公园建设。", "苏州市")]
)
def test_what_runs_elsewhere_is_not_asked(sentence: str, city: str) -> None:
    upper = plan_of(body_under_tasks(sentence), "upper", level=Level.NATIONAL)
    lower = plan_of(body_under_tasks("发展食品工业。", "改善医疗条件。"), "lower", level=Level.CITY, region=city)
    (row,) = alignments([upper, below(lower, "upper")])
    assert row.label is Label.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("落实全国统一大市场建设指引和新版市场准入负面清单，坚决破除地方保护和市场分割。", Label.ABSENT),
        ("全面落实全国统一大市场建设法规政策，整治“内卷式”竞争。", Label.ABSENT),
        ("严格落实“全国一张清单”管理模式，建立完善重大政策措施公平竞争审查工作机制。", Label.ABSENT),
        ("落实国家奖助学金扩面提标政策。", Label.ABSENT),
        ("落实降低全社会物流成本专项行动，推进国家物流枢纽建设。", Label.ABSENT),
        ("落实省以下财政体制改革。", Label.NOT_APPLICABLE),
        ("落实自由贸易协定谈判成果，积极参与国际规则制定。", Label.NOT_APPLICABLE),
    ],
)
def test_what_carries_out_what_was_set_above_is_asked_of_all(sentence: str, label: Label) -> None:
    upper = plan_of(body_under_tasks(sentence), "upper", level=Level.PROVINCE, region="黑龙江省")
    lower = plan_of(body_under_tasks("发展食品工业。", "改善医疗条件。"), "lower", level=Level.CITY, region="牡丹江市")
    (row,) = alignments([upper, below(lower, "upper")])
    assert row.label is label
