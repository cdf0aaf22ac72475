"""What the pieces of a name or definition say, and what of the dictionary they borrow."""

from __future__ import annotations

import pytest

from compare.coverage.phrases import PhraseKind, phrases_of
from compare.model import Theme
from compare.themes.load import general_themes
from tests.builders import FILLER, judge, plan_of


def pieces(name: str, definition: str, *dictionary: Theme) -> dict[str, PhraseKind]:
    return {phrase.written: phrase.kind for phrase in phrases_of(Theme("A", name, definition), dictionary)}


@pytest.mark.parametrize(
    ("definition", "empty"),
    [
        ("控制和减少氟化物排放", "控制"),
        ("重大动物疫病的预防和控制", "控制"),
        ("蜜蜂的规模养殖和产量", "产量"),
        ("茶园面积、种植与加工", "种植"),
        ("渔港资产运营和监管", "监管"),
        ("低空飞行器应用和相关产业", "相关产业"),
    ],
)
def test_what_is_done_or_counted_alone_is_no_piece(definition: str, empty: str) -> None:
    """人口控制 is not about 控制和减少二氧化碳排放."""
    assert empty not in pieces("某事", definition)


@pytest.mark.parametrize(
    ("definition", "core"), [("烤烟种植", "烤烟"), ("肉牛养殖", "肉牛"), ("橡胶加工", "橡胶"), ("水产品产量", "水产品")]
)
def test_what_is_grown_or_made_is_a_piece_by_itself(definition: str, core: str) -> None:
    assert pieces("某事", definition)[core] is PhraseKind.PART


def test_a_name_that_the_dictionary_writes_out_is_as_good_as_the_name() -> None:
    """夜间经济 says 夜经济 outright; what only begins and ends alike is no other spelling of it."""
    streets = Theme("G", "夜经济与文旅消费", "", ("夜间经济", "夜市", "夜经营户经济"))
    found = pieces("夜经济", "", streets)
    assert found["夜间经济"] is PhraseKind.ALIAS
    assert found["夜市"] is found["夜经营户经济"] is PhraseKind.KINDRED


def test_who_lends_a_wording_lends_what_it_does_not_mean() -> None:
    """养老 in 养老保险 is not about 养老服务; what a theme writes itself stays its own."""
    care = Theme("G", "养老服务", "", ("养老机构",), exclude=("养老保险",))
    assert pieces("养老服务", "居家和机构照料", care)["养老保险"] is PhraseKind.EXCLUDED
    assert pieces("养老服务", "养老保险扩面", care)["养老保险扩面"] is PhraseKind.PART
    assert pieces("养老服务", "养老保险扩面", care).get("养老保险") is not PhraseKind.EXCLUDED


def test_a_new_area_is_known_by_its_place() -> None:
    assert pieces("联动雄安新区", "")["雄安"] is PhraseKind.PART
    assert "滨海" not in pieces("联动滨海新区", "")


def test_the_core_of_an_aspect_borrows_as_the_aspect_does() -> None:
    """发展 after 信息产业 does not hide what the line names."""
    software = Theme("G", "信息产业", "", ("软件业", "电子信息"))
    assert pieces("数字经济", "信息产业发展", software)["软件业"] is PhraseKind.KINDRED
    assert "软件业" not in pieces("数字经济", "网络文化发展", software)


def test_what_is_left_of_a_part_counts_only_where_nobody_listed_the_wordings() -> None:
    """生物多样性 is not about 生物经济 where the theme file names what is."""
    line = "发展蓝藻经济和蓝藻工程"
    assert "蓝藻" in pieces("某事", line)
    listed = phrases_of(Theme("A", "某事", line, ("螺旋藻",)))
    assert "蓝藻" not in {phrase.written for phrase in listed}
    assert "蓝藻工程" in {phrase.written for phrase in listed}


@pytest.mark.parametrize(
    ("name", "never"),
    [("高等教育", "教育"), ("科学普及月", "科学普"), ("和谐邻里关系", "谐邻里关系"), ("参与跨境仲裁", "跨境仲裁")],
)
def test_signs_inside_a_word_part_no_members(name: str, never: str) -> None:
    assert never not in pieces(name, "")


def test_signs_between_members_part_them() -> None:
    found = pieces("陶瓷与茶叶及蚕桑", "湿地公园等保护地和古树")
    assert {"陶瓷", "茶叶", "蚕桑", "湿地公园", "古树"} <= set(found)


def test_what_is_told_to_have_been_looked_for_may_count_by_itself() -> None:
    """Typical words only help another phrase: a list with 就是 or 常住 proves nothing to a reader."""
    wanted = Theme("A", "生态补偿机制", "横向、多元化生态补偿")
    (cell,) = judge([plan_of(FILLER)], [wanted], dictionary=general_themes()).values()
    assert {"生态补偿", "生态产品价值"} <= set(cell.phrases)
    assert not {"就是", "银山", "用水"} & set(cell.phrases)


@pytest.mark.parametrize(
    ("theme", "sentence"),
    [
        ("妇女儿童与家庭", "新增家庭农场13个。"),
        ("海南自由贸易港建设", "积极复制推广自由贸易试验区改革试点经验。"),
        ("规划实施", "有序推进村庄规划实施，新建公园两处。"),
        ("质量强国与品牌建设", "推进“六个一”文化品牌建设。"),
        ("网络安全与数据安全", "依法打击电信网络诈骗。"),
        ("生物医药与健康产业", "建设中医药健康旅游基地。"),
    ],
)
def test_a_general_theme_is_known_by_the_wordings_that_it_lists(theme: str, sentence: str) -> None:
    """A common word of its name tells of anything."""
    known = next(other for other in general_themes() if other.name == theme)
    plan = plan_of("第三章 重点任务\n" + sentence)
    assert judge([plan], [known], dictionary=general_themes())[known.id, plan.id].depth == 0


@pytest.mark.parametrize(
    ("name", "never"),
    [
        ("碳达峰碳中和", "碳达峰碳中"),
        ("国企改革三年行动", "国企改革三年"),
        ("海洋渔业", "海洋渔"),
        ("现代农业", "现代农"),
    ],
)
def test_no_piece_of_a_name_is_half_a_word(name: str, never: str) -> None:
    """The list of what was looked for is shown as the proof of an absence."""
    assert never not in pieces(name, name)


def test_whoever_is_thanked_is_not_taken_up() -> None:
    known = next(other for other in general_themes() if other.name == "应急管理与应急救援")
    thanked = "在此，向驻地官兵和消防救援队伍表示衷心感谢！"
    for sentence, depth in ((thanked, 0), (thanked + "\n组建救援队伍。", 3)):
        plan = plan_of("第三章 重点任务\n" + sentence)
        assert judge([plan], [known], dictionary=general_themes())[known.id, plan.id].depth == depth


@pytest.mark.parametrize(
    "task",
    [
        "新建中型水库3座。（省水利厅、省文化和旅游厅、各市（州）人民政府负责）",
        "新建中型水库3座（责任单位：省文化和旅游厅）。",
        "新建中型水库3座。〔牵头单位：县文旅局；责任单位：县旅游公司，各乡镇人民政府〕",
    ],
)
def test_an_office_that_answers_for_a_task_is_no_evidence_of_its_field(task: str) -> None:
    known = next(other for other in general_themes() if other.name == "旅游业")
    for sentence, depth in ((task, 0), (task + "\n建设旅游景区（含省文化和旅游厅直属景区）。", 3)):
        plan = plan_of("第三章 重点任务\n" + sentence)
        assert judge([plan], [known], dictionary=general_themes())[known.id, plan.id].depth == depth


@pytest.mark.parametrize(
    ("name", "sentence", "there"),
    [
        ("河长制", "全面落实河湖长制，开展“清四乱”专项整治。", True),
        ("林长制", "深化林草长制改革，压实各级责任。", True),
        ("河长制", "推行林长制，压实田长责任。", False),
        ("首店经济", "引进区域首店、旗舰店50家。", True),
        ("首店经济", "我市首家书店开业。", False),
        ("绿电应用", "推进绿电直供园区。", True),
    ],
)
def test_chiefs_of_two_things_and_new_words_of_two_signs_are_the_names(name: str, sentence: str, there: bool) -> None:
    theme = Theme("A", name, name)
    plan = plan_of(f"第一章 主要任务\n{sentence}\n推进预算绩效管理。")
    cell = judge([plan, plan_of(FILLER, "filler")], [theme])["A", "plan"]
    assert (cell.depth > 0) is there


def test_two_initials_of_places_are_the_rest_of_a_name() -> None:
    for name in ("广清一体化", "沪苏合作"):
        assert {phrase.written for phrase in phrases_of(Theme("A", name, name))}.isdisjoint({"广清", "沪苏"})
