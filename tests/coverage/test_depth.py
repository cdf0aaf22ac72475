"""How deeply one clause takes a theme up, where its words stand among the parts and items of a sentence."""

from __future__ import annotations

import pytest

from compare.coverage.depth import Said, taken_up
from compare.model import Depth, Role


def depth(text: str, *words: str, about: bool = False) -> Depth:
    spans = tuple((text.index(word), text.index(word) + len(word)) for word in words)
    said = Said(spans, spans, spans, telling=bool(spans), about=about)
    return taken_up(text, said, role=Role.MEASURE, is_body=True).depth


MIXED = "坚持绿色发展理念，新建污水处理厂。"


def test_what_is_done_in_another_part_is_the_themes_only_where_the_clause_is_about_it() -> None:
    assert depth(MIXED, "绿色发展") is Depth.STATED
    assert depth(MIXED, "绿色发展", about=True) is Depth.ACTIONED
    assert depth(MIXED, "污水处理") is Depth.ACTIONED


def test_a_clause_that_is_near_by_its_wording_alone_is_taken_as_a_whole() -> None:
    assert depth(MIXED) is Depth.ACTIONED
    assert depth("牢固树立绿色发展理念。") is Depth.STATED


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # Each item stands for itself: what the next one builds says nothing of the one before, nor the other way.
        ("新建一批学校，持续完善制度、促进就业创业、建设标准厂房。", "就业创业", Depth.STATED),
        ("新建一批学校，持续完善制度、促进就业创业、建设标准厂房。", "标准厂房", Depth.ACTIONED),
        # What stands before the first mark is no item of its own: led by 通过, it is done by what the sentence says.
        ("发展县域经济力争在三年内见效、新建标准厂房，新增就业岗位。", "县域经济", Depth.ACTIONED),
    ],
)
def test_an_item_of_a_list_is_judged_by_itself(text: str, word: str, expected: Depth) -> None:
    assert depth(text, word) is expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("扎实抓好公共安全监管、食品药品安全、防灾减灾等工作。", "食品药品安全", Depth.STATED),
        ("统筹做好档案、食品药品安全监管、防灾减灾等工作。", "食品药品安全", Depth.ACTIONED),
        ("抓好食品药品安全监管。", "食品药品安全", Depth.ACTIONED),
        ("推进学校建设、食品药品安全、防灾减灾等项目。", "食品药品安全", Depth.ACTIONED),
    ],
)
def test_work_in_one_field_of_a_list_is_no_work_in_another(text: str, word: str, expected: Depth) -> None:
    assert depth(text, word) is expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # Neither a sign inside the theme's wording nor a figure of another part takes the figure away.
        ("制造业增长15%，软件和信息服务业收入突破5亿元。", "软件和信息服务", Depth.QUANTIFIED),
        ("培育20个宜居宜业和美乡村先导区。", "和美乡村", Depth.QUANTIFIED),
        ("制造业增长15%，专利和商标累计达到5万件。", "专利", Depth.QUANTIFIED),
        ("专利增长15%和商标达到5万件。", "商标", Depth.QUANTIFIED),
    ],
)
def test_a_figure_is_counted_in_its_own_part(text: str, word: str, expected: Depth) -> None:
    assert depth(text, word) is expected


def test_a_figure_after_a_list_counts_what_fills_it() -> None:
    text = "培养领军人才、青年专家人才、产业人才等1000人以上。"
    assert depth(text, "领军人才", "青年专家人才", "产业人才") is Depth.QUANTIFIED
    assert depth(text, "青年专家人才") is Depth.STATED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Each part takes up a word of those before, and none leads elsewhere.
        ("大力发展入境游，完善入境购物、退税等便利措施，新增退税门店20家。", Depth.QUANTIFIED),
        ("大力发展入境游，完善入境购物、退税等便利措施，新增公园20个。", Depth.STATED),
        ("大力发展入境游，推动入境购物升级，新增购物门店20家。", Depth.STATED),
        ("发布岗位20个，发展入境游，推动入境购物升级，新增购物门店20家。", Depth.STATED),
    ],
)
def test_what_a_clause_that_opens_with_the_theme_counts_further_on_is_the_themes(text: str, expected: Depth) -> None:
    assert depth(text, "入境游") is expected


def test_an_undertaking_that_is_carried_on_is_something_done() -> None:
    assert depth("深入推进“百企满园”行动。", "百企满园”行动") is Depth.ACTIONED
    assert depth("深入推进百企满园。", "百企满园") is Depth.STATED
    assert depth("提速渝昆高铁、长水机场改扩建。", "机场改扩建") is Depth.ACTIONED
    assert depth("推进制造业技术改造升级。", "技术改造") is Depth.ACTIONED


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("落实优化生育政策。", "生育政策", Depth.STATED),
        ("落实生育政策，发放托育补贴。", "生育政策", Depth.ACTIONED),
        ("制定优化生育政策实施方案。", "生育政策", Depth.ACTIONED),
        ("坚持以习近平新时代中国特色社会主义思想为指导，打造千亿级产业集群，建设物流园区。", "产业集群", Depth.STATED),
        ("打造千亿级产业集群，建设物流园区。", "产业集群", Depth.QUANTIFIED),
        ("打造大湾区战略腹地、融入大湾区是中央赋予我市的重大使命。", "大湾区", Depth.STATED),
    ],
)
def test_a_policy_that_is_only_applied_and_the_guiding_thought_are_no_measures(
    text: str, word: str, expected: Depth
) -> None:
    assert depth(text, word) is expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # What follows a list is done for none of its items by itself; a list inside a name is no list.
        ("支持行业探索碳排放核算、碳足迹认证评价，淘汰落后产能450项。", "碳足迹", Depth.STATED),
        ("开展“百村精品、千村示范”村庄建设，建设精品村100个。", "村庄建设", Depth.QUANTIFIED),
        ("推进城市更新，改造小区50个。", "城市更新", Depth.QUANTIFIED),
        ("支持科技专家、优秀青年、能工巧匠等1000人以上。", "优秀青年", Depth.STATED),
        ("支持优秀青年1000人以上。", "优秀青年", Depth.QUANTIFIED),
    ],
)
def test_a_figure_after_a_list_counts_none_of_its_items(text: str, word: str, expected: Depth) -> None:
    assert depth(text, word) is expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # What a clause that speaks of one theme alone comes to is a figure of that theme.
        ("推动甲联体扩面提质，确保小学覆盖率达85%以上。", "甲联体", Depth.QUANTIFIED),
        ("推进惠民殡葬改革，提升殡葬服务能力，到2030年，全市节地生态安葬率达到100%。", "殡葬", Depth.STATED),
        ("推进惠民殡葬改革，到2030年，全市节地生态安葬率达到100%。", "殡葬", Depth.QUANTIFIED),
        ("推进工厂数字化改造，覆盖面不低于75%。", "数字化改造", Depth.QUANTIFIED),
        ("推进城镇污水处理提质增效，城市污水集中收集率提高5个百分点以上。", "污水处理", Depth.QUANTIFIED),
        # Not where something else stands beside it, another figure comes first, or it is only wished for or given.
        ("完善临空经济园和医疗器械园，新入驻企业30户以上。", "临空经济", Depth.ACTIONED),
        ("新建水库3座，推动甲联体扩面提质，确保小学覆盖率达85%以上。", "甲联体", Depth.STATED),
        ("国家安全能力进一步加强，粮食综合生产能力达到百万吨。", "国家安全", Depth.STATED),
        ("抢抓大湾区建设机遇，全市进出口总额增长9%。", "大湾区", Depth.STATED),
    ],
)
def test_a_figure_is_what_the_parts_before_it_come_to(text: str, word: str, expected: Depth) -> None:
    assert depth(text, word) is expected


def test_every_part_before_a_result_speaks_of_the_theme() -> None:
    text = "推进惠民殡葬改革，提升生态安葬水平，到2030年，全市节地率达到100%。"
    assert depth(text, "殡葬", "安葬") is Depth.QUANTIFIED
    assert depth(text, "殡葬") is not Depth.QUANTIFIED


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("充分发挥陆海新通道节点优势，组织企业参展。", "陆海新通道", Depth.STATED),
        ("推进低空经济等新兴领域立法。", "低空经济", Depth.ACTIONED),
        ("做好拥军优属，争创全国双拥模范城。", "双拥", Depth.ACTIONED),
        ("巩固提升双拥创建成果。", "双拥", Depth.STATED),
        ("加快发展海洋产业，建设海洋强市。", "海洋强市", Depth.STATED),
        ("建设海洋强市，新建渔港2座。", "渔港", Depth.QUANTIFIED),
    ],
)
def test_what_is_given_and_what_is_made_law(text: str, word: str, expected: Depth) -> None:
    assert depth(text, word) is expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # What the parts before do, they do for it.
        ("开展涉重金属企业隐患排查，确保土壤环境安全。", "土壤环境安全", Depth.ACTIONED),
        ("新建立体停车楼，规范路边车位，有效缓解停车难。", "停车难", Depth.ACTIONED),
        ("实施县城电网改造工程，增强供电保障能力，守护万家灯火。", "供电保障", Depth.ACTIONED),
        ("开展实战演练，提升防灾减灾能力。", "防灾减灾", Depth.ACTIONED),
        # Not where nothing is done, one of the parts is a wish of its own, or it is a task beside others.
        ("树立底线思维，确保土壤环境安全。", "土壤环境安全", Depth.STATED),
        ("新建立体停车楼，发展数字经济，有效缓解停车难。", "停车难", Depth.STATED),
        ("申报自贸协同区，提升综保区发展能级，用好跨境电商平台。", "综保区", Depth.STATED),
        ("确保土壤环境安全，新建立体停车楼。", "土壤环境安全", Depth.STATED),
    ],
)
def test_what_deeds_serve_is_taken_up_by_them(text: str, word: str, expected: Depth) -> None:
    assert depth(text, word) is expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # What a clause opens with as its subject is what its last figure without a name of its own counts.
        ("装备制造抢占机器人等领域，向高端化转型，实现营收710亿元以上。", "装备制造", Depth.QUANTIFIED),
        ("装备制造、新材料向高端化转型，扩大市场，实现营收710亿元以上。", "装备制造", Depth.STATED),
        ("推进装备制造升级，向高端化转型，实现营收710亿元以上。", "装备制造", Depth.STATED),
        ("装备制造抢占机器人等领域，向高端化转型，新增上市公司3家。", "装备制造", Depth.STATED),
        ("强化重点企业土壤污染管控。", "土壤污染", Depth.ACTIONED),
    ],
)
def test_the_figure_of_a_clause_is_that_of_its_subject(text: str, word: str, expected: Depth) -> None:
    assert depth(text, word) is expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("壮大新能源、生物医药等新兴产业，推进高端电池材料等10个重大项目建设。", "新兴产业", Depth.ACTIONED),
        # One of the list is not what the next part carries out, nor does another matter carry out the whole.
        ("壮大新能源、生物医药等新兴产业，推进高端电池材料等10个重大项目建设。", "生物医药", Depth.STATED),
        ("壮大新能源、生物医药等新兴产业，推进轨道交通项目建设。", "新兴产业", Depth.STATED),
    ],
)
def test_what_a_list_closes_with_is_carried_out_by_the_next_part(text: str, word: str, expected: Depth) -> None:
    assert depth(text, word) is expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("积极承接产业转移，到位资金100亿元以上。", "承接产业转移", Depth.QUANTIFIED),
        ("深化苏陕协作，到位资金2亿元。", "苏陕协作", Depth.QUANTIFIED),
        ("大力发展会展经济，年交易额突破50亿元。", "会展经济", Depth.QUANTIFIED),
        ("积极承接产业转移，社会消费品零售额增长8%。", "承接产业转移", Depth.STATED),
        ("发展电商、会展等产业，强化招商引资，到位资金50亿元。", "会展", Depth.STATED),
    ],
)
def test_a_sum_that_came_of_the_part_before_is_its_figure(text: str, word: str, expected: Depth) -> None:
    assert depth(text, word) is expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("规划期内不布局通用机场。", "通用机场", Depth.CITED),
        ("城市轨道交通建设暂缓推进，新建公交场站2处。", "轨道交通", Depth.CITED),
        ("城市轨道交通建设暂缓推进，新建公交场站2处。", "公交场站", Depth.QUANTIFIED),
        ("严禁新增钢铁产能，淘汰落后设备。", "钢铁产能", Depth.STATED),
        ("不断建设通用机场配套设施。", "通用机场", Depth.ACTIONED),
    ],
)
def test_what_a_plan_will_not_do_is_only_named(text: str, word: str, expected: Depth) -> None:
    assert depth(text, word) is expected
