"""What is near a theme's name counts; a general part of it, or what is bound to another place, does not."""

from __future__ import annotations

import pytest

from compare.coverage.phrases import phrases_of
from compare.features.roles import roles_of
from compare.model import Comparison, Depth, Kind, Role, Theme
from compare.text import folded
from compare.themes.load import general_themes
from tests.builders import FILLER, body_under_tasks, cell_of, judge, plan_of, quotes


def depth(name: str, definition: str, sentence: str, *, dictionary: bool = False) -> int:
    plan = plan_of(FILLER + sentence)
    cells = judge([plan], [Theme("A", name, definition)], dictionary=general_themes() if dictionary else ())
    found = cells["A", "plan"].depth
    assert found is not None
    return int(found)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("知识产权", "每万人口发明专利拥有量达到2.1件。"), ("农村人居环境整治", "改造农村户厕3500座。")],
)
def test_what_the_dictionary_calls_it_inside_a_longer_word(name: str, sentence: str) -> None:
    assert depth(name, "", sentence, dictionary=True) >= Depth.STATED


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("巩固脱贫攻坚成果", "巩固拓展脱贫攻坚成果同乡村振兴有效衔接。"),
        ("巩固脱贫攻坚成果", "脱贫攻坚成果持续巩固，建立监测台账。"),
        ("承接北京非首都功能疏解", "抢抓北京非首都功能疏解机遇，引进企业。"),
        ("整治农村人居环境", "农村环境整治和人居改善同步开展。"),
        ("城市更新改造", "实施城市有机更新改造项目。"),
        ("教育、科技、人才一体推进", "教育科技人才一体推进改革。"),
        ("湿地生态修复", "完成湿地修复60公顷、森林生态修复30公顷。"),
        ("教育科技人才一体推进", "教育、科技、人才一体推进改革。"),
    ],
)
def test_words_of_a_name_apart_or_in_another_order_count(name: str, sentence: str) -> None:
    assert depth(name, "", sentence) >= Depth.STATED


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("水资源配置", "优化文化资源配置，开放场馆。"),
        ("文化旅游融合", "统计文化、体育、旅游、卫生等行业数据。"),
        ("黄河流域生态保护和高质量发展", "推动工业高质量发展，建设标准厂房。"),
        ("黄河流域生态保护和高质量发展", "加强长江流域生态保护。"),
        ("长三角一体化发展", "推进城乡供水一体化发展。"),
        ("雄安新区建设", "推进城市新区建设，完善路网。"),
    ],
)
def test_parts_that_tell_of_something_else_do_not(name: str, sentence: str) -> None:
    assert depth(name, "", sentence, dictionary=True) == Depth.ABSENT


@pytest.mark.parametrize(
    ("name", "sentence", "said"),
    [
        ("科技金融", "推进金融、科技信息等加快发展。", False),
        ("软件服务业", "引进软件信息、研发设计等生产性服务业。", False),
        ("高技能人才", "让更多高技能工匠、乡村振兴人才扎根。", False),
        ("药品安全监管", "严格食品、药品、特种设备等安全监管。", True),
        ("农业面源污染治理", "强化农业面源、固体废物等污染治理。", True),
        ("产业智能化转型", "推动产业高端化、智能化、绿色化转型。", True),
    ],
)
def test_words_in_several_items_of_a_list_count_where_the_items_share_them(
    name: str, sentence: str, said: bool
) -> None:
    plan = plan_of(FILLER + sentence)
    (cell,) = judge([plan], [Theme("A", name, "")]).values()
    assert any(passage.quote.strip() == sentence for passage in cell.evidence) is said


@pytest.mark.parametrize(
    "sentence",
    [
        "脱贫人口人均纯收入提高。",
        "多方吸引外来消费。",
        "创新金融机构服务新模式。",
        "规范民办教育健康发展。",
        "建设生物多样性公园。",
    ],
)
def test_words_of_a_definition_are_not_looked_for_where_the_dictionary_lists_wordings(sentence: str) -> None:
    wanted = {"人口高质量发展", "利用外资", "新质生产力", "平台经济", "生物制造"}
    themes = [theme for theme in general_themes() if theme.name in wanted]
    assert all(cell.depth is Depth.ABSENT for cell in judge([plan_of(FILLER + sentence)], themes).values())


def test_a_discovered_name_is_not_found_by_a_common_word_of_it() -> None:
    themes = [
        Theme("D1", "“三微”改造工程", "", source="discovered"),
        Theme("D2", "“三个一批”企业集群", "", source="discovered"),
    ]
    plan = plan_of(FILLER + "改造老旧小区3个，促进集群式发展。")
    assert all(cell.depth is Depth.ABSENT for cell in judge([plan], themes).values())


def test_an_excluded_phrase_hides_words_that_stand_apart_too() -> None:
    theme = Theme("A", "城市更新改造", "", exclude=("城市微更新改造展",))
    assert cell_of(body_under_tasks("布置城市微更新改造展。"), theme).depth is Depth.ABSENT
    assert cell_of(body_under_tasks("布置城市微更新改造。"), theme).depth is not Depth.ABSENT


@pytest.mark.parametrize(
    "name", ["雄安新区", "京津冀协同发展", "长江经济带发展", "黄河流域生态保护", "民营经济", "低空经济"]
)
def test_words_of_other_places_and_ideas_are_not_lent(name: str) -> None:
    lent = {phrase.written for phrase in phrases_of(Theme("A", name, ""), general_themes())}
    assert not lent & {"g60", "虹桥", "披露", "高质量发展", "利用外资", "政务服务", "数据中心", "人均预期寿命"}


def test_a_national_strategy_is_a_theme_of_its_own() -> None:
    names = [theme.name for theme in general_themes()]
    for strategy in ("京津冀", "雄安", "长三角", "粤港澳大湾区", "长江经济带", "黄河流域", "成渝", "东北全面振兴"):
        assert sum(strategy in name for name in names) == 1, strategy


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("新增养老床位500张。", 4),
        ("新增养老床位、托育托位各500个。", 4),
        ("推进养老服务，新增500张床位。", 4),
        ("完善养老服务，粮食产量达到20万吨。", 3),
        ("建设养老服务、托育、家政等10个产业集群。", 3),
        ("纲要提出发展养老服务、托育等8个方面目标，建设家政等8方面任务。", 2),
        ("提出养老服务能力大幅提高的目标和28个主要指标，其中8个约束性指标。", 2),
        ("建设甲镇、乙镇等10个养老服务中心。", 4),
        ("改造道路5公里、完善养老服务设施。", 3),
        ("让我们携手推进养老服务，为美好生活而努力奋斗！", 2),
        ("招聘岗位25万个，完善养老服务管理，培训焊工2万人次。", 3),
        ("围绕养老服务目标，开展养老服务攻坚行动，建成站点10个。", 4),
    ],
)
def test_a_number_is_the_themes_own_where_it_counts_the_theme(sentence: str, expected: int) -> None:
    assert depth("养老服务", "养老床位", "第三章 重点任务\n" + sentence) == expected


@pytest.mark.parametrize(
    "heading",
    ["阔步迈上新征程", "踔厉奋发启新程", "奋楫扬帆再出发", "凝心聚力绘蓝图", "今年是实施“十四五”规划的关键一年。"],
)
def test_what_follows_a_line_in_a_review_that_turns_ahead_is_ahead(heading: str) -> None:
    text = "\n".join(
        [
            "2022年政府工作回顾",
            "过去一年，新建学校5所。",
            heading,
            "一是新型能源强县场景。建设能源网络。",
            "2023年主要工作",
            "建设产业园2个。",
        ]
    )
    plan = plan_of(text, kind=Kind.REPORT, year=2023)
    roles = dict(zip(quotes(plan), roles_of(plan), strict=True))
    assert roles["过去一年，新建学校5所。"] is Role.ACHIEVEMENT
    assert roles["建设能源网络。"] is Role.MEASURE


def test_a_review_ends_where_the_next_chapter_begins_however_its_parts_are_numbered() -> None:
    review = ["（一）经济向好。", "新增企业20户。", "（二）民生改善。", "新建学校5所。"]
    again = ["（一）安全稳固。", "整治隐患100处。"]
    ahead = ["2024年工作安排", "（一）扩大内需。", "新建商圈2个。"]
    plan = plan_of("\n".join(["2023年工作回顾", *review, *again, *ahead]), kind=Kind.REPORT, year=2024)
    roles = dict(zip(quotes(plan), roles_of(plan), strict=True))
    assert roles["整治隐患100处。"] is Role.ACHIEVEMENT
    assert roles["新建商圈2个。"] is Role.TARGET
    plan = plan_of(
        "\n".join(["一、2023年工作回顾", *review, "二、发展思路", "新建商圈2个。"]), kind=Kind.REPORT, year=2024
    )
    assert dict(zip(quotes(plan), roles_of(plan), strict=True))["新建商圈2个。"] is Role.TARGET


def test_the_chapters_of_a_year_of_aims_hold_its_tasks() -> None:
    text = "全力实现2024年高质量发展的奋斗目标\n一、着力推进产业立市\n壮大产业集群。\n推进产业园区建设，引进龙头企业。"
    plan = plan_of(text, kind=Kind.REPORT, year=2024)
    assert dict(zip(quotes(plan), roles_of(plan), strict=True))["推进产业园区建设，引进龙头企业。"] is Role.MEASURE


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("现在，我代表县人民政府，就养老服务向大会报告工作。", 1),
        ("今年，我们有养老服务试点建设的政策机遇，有项目落地的良好势头。", 1),
        ("只要我们万众一心建设养老服务体系，美好愿景就一定能够实现！", 2),
        ("大力发展养老服务，每季度召开一次机构恳谈会，培训护理员。", 3),
        ("大力发展养老服务，着力推进产业园区建设。", 2),
        ("推动养老服务改革创新，抓好风险补偿基金试点。", 3),
    ],
)
def test_a_clause_that_opens_with_a_theme_carries_it_out_and_opening_words_do_not(sentence: str, expected: int) -> None:
    assert depth("养老服务", "", "第三章 重点任务\n" + sentence) == expected


def test_a_name_without_what_it_says_is_no_spelling_of_it() -> None:
    assert depth("城乡居民增收", "", "城乡居民养老保险扩大覆盖。") == Depth.ABSENT
    assert depth("城乡居民增收", "", "城乡居民增效，培训农户。") != Depth.ABSENT


def test_mentions_are_counted_where_the_theme_is_believed_and_longer_phrases_once() -> None:
    theme = Theme("A", "养老服务", "", ("养老服务体系",))
    cell = cell_of(body_under_tasks("发展养老服务体系，养老服务体系和养老服务机构各建5家。"), theme)
    assert cell.mentions == 3
    assert cell_of(body_under_tasks("健全养老金制度。"), theme).mentions == 0


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("面向大湾区、长三角等重点区域驻点招商，引进项目20个。", 0),
        ("主攻大湾区、承接长三角、对接京津冀，加强产业链招商，引进项目20个。", 0),
        ("深度融入长三角、对接大湾区，加强招商推介，引进项目20个。", 3),
        ("开拓长三角客源市场，举办推介会3场。", 0),
        ("深度融入长三角，建设承接产业转移示范区。", 2),
    ],
)
def test_a_region_where_guests_are_looked_for_is_no_strategy(sentence: str, expected: int) -> None:
    assert depth("长三角一体化发展", "", "第三章 重点任务\n" + sentence) == expected


@pytest.mark.parametrize(
    ("region", "sentence", "expected"),
    [
        ("杭州市", "打造“书香杭州”，每年办读书节。", True),
        ("连州市", "深化平安连州、书香广东建设。", True),
        ("", "打造“书香杭州”，每年办读书节。", False),  # nobody knows whose plan it is
        ("连州市", "学习书香杭州的做法。", False),
        ("连州市", "组织书香进校园。", False),
    ],
)
def test_a_wording_of_the_whole_country_is_written_with_the_own_name(
    region: str, sentence: str, expected: bool
) -> None:
    theme = Theme("A", "全民阅读", "", aliases=("书香中国",))
    cell = judge([plan_of(FILLER + sentence, region=region)], [theme])["A", "plan"]
    assert (cell.depth != Depth.ABSENT) is expected


def test_a_theme_called_by_an_alias_whose_line_names_the_known_one_is_that_one() -> None:
    assert depth("对外贸易", "稳外贸", "进出口总额增长5%。", dictionary=True) >= 2
    assert depth("对外贸易", "稳外贸", "固定资产投资增长8%。", dictionary=True) == 0


def test_what_is_counted_stands_in_the_text_as_it_is_counted(seeds_comparison: Comparison) -> None:
    texts = {plan.id: folded(plan.text) for plan in seeds_comparison.plans}
    counted = [(cell.plan, wording) for cell in seeds_comparison.coverage for wording in cell.wordings]
    assert len(counted) > 100
    assert [(plan, wording) for plan, wording in counted if folded(wording) not in texts[plan]] == []
    theme = Theme("A", "巩固脱贫攻坚成果", "")
    cell = judge([plan_of(FILLER + "巩固拓展脱贫攻坚成果，建立台账。")], [theme])["A", "plan"]
    assert cell.wordings == ("巩固拓展脱贫攻坚成果",)


@pytest.mark.parametrize(
    ("alias", "sentence", "said"),
    [
        ("讲好中国故事", "讲好清远文旅故事，建设展示馆。", False),
        ("城市数字化转型", "实施制造业数字化转型行动。", False),
        ("突发环境事件", "提升突发公共事件处置能力，建设指挥平台。", False),
        ("突发环境事件", "提升突发性环境事件处置能力，建设指挥平台。", True),
        ("讲好中国故事", "讲好新时代中国故事，建设展示馆。", True),
    ],
)
def test_of_a_short_wording_that_is_listed_no_word_may_lack(alias: str, sentence: str, said: bool) -> None:
    theme = Theme("A", "某一主题", "", (alias,))
    cell = judge([plan_of(FILLER + sentence)], [theme])["A", "plan"]
    assert (cell.depth is not Depth.ABSENT) is said


@pytest.mark.parametrize(
    ("name", "definition", "sentence", "expected"),
    [
        ("“四房联动”专项行动", "支持收购存量商品房", "实施增资扩能专项行动，支持企业技术更新。", 0),
        ("“四房联动”专项行动", "支持收购存量商品房", "推进“四房联动”，收购存量商品房200套。", 3),
        ("辽河流域综合治理", "辽河水生态", "实施陆水河治理，修复水生态，新建截污管网12公里。", 0),
        ("辽河流域综合治理", "辽河水生态", "实施辽河治理，修复水生态，新建截污管网12公里。", 3),
        ("一老一小", "养老和托育服务", "新建公办托育园2所，新增托位360个。", 4),
        ("一老一小", "养老和托育服务", "发放生育津贴，新建学校2所。", 0),
    ],
)
def test_what_is_left_of_a_name_without_its_own_word_is_anybodys_and_each_half_of_a_line_counts(
    name: str, definition: str, sentence: str, expected: int
) -> None:
    found = depth(name, definition, "第三章 重点任务\n" + sentence, dictionary=True)
    assert found == 0 if expected == 0 else found >= expected
