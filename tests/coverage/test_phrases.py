"""Phrases of a theme, what the general dictionary lends it, where they are found, and spelling variants."""

from __future__ import annotations

import pytest

from compare.coverage.finder import PhraseFinder
from compare.coverage.phrases import PhraseKind, phrases_of, typical_words
from compare.model import Cell, Comparison, Depth, Theme
from compare.text.folding import fold
from compare.themes.load import general_themes
from tests.builders import body_under_tasks, cell_of, judge, plan_of


def parts(name: str, definition: str = "", **fields: tuple[str, ...]) -> dict[str, PhraseKind]:
    return {phrase.written: phrase.kind for phrase in phrases_of(Theme("A", name, definition, **fields))}


def test_phrases_of_name_and_definition_only() -> None:
    found = parts("养老服务合作", "养老服务机构建设与跨区域合作")
    assert found["养老服务合作"] is PhraseKind.NAME
    assert found["养老服务机构建设"] is PhraseKind.PART
    assert not {"合作", "建设", "服务", "与", "机构"} & set(found)


def test_brackets_hold_aspects_that_any_theme_may_have() -> None:
    found = parts("广清一体化", "广州与清远两市一体化(基础设施、产业、生态、公共服务、营商环境)的总体战略")
    assert not {"基础设施", "产业", "生态", "公共服务", "营商环境", "广州"} & set(found)
    assert "三园一城" in parts("广清经济特别合作区", "广清经济特别合作区(“三园一城”等)这一平台")


@pytest.mark.parametrize("piece", ["这一平台", "的总体战略"])
def test_function_words_are_no_phrases(seeds_comparison: Comparison, piece: str) -> None:
    assert not [cell.theme for cell in seeds_comparison.coverage if piece in cell.phrases]


def test_no_phrase_ends_in_the_middle_of_a_word(seeds_comparison: Comparison) -> None:
    found = {phrase for cell in seeds_comparison.coverage for phrase in cell.phrases}
    assert not {phrase for phrase in found if phrase.endswith("的")} | ({"大湾"} & found)


def test_a_pattern_of_numbers_is_not_cut_up() -> None:
    assert set(parts("一核一带一区", "广东省“一核一带一区”区域发展格局")) <= {"一核一带一区", "区域发展格局"}


def test_a_line_of_business_is_also_called_without_its_last_word() -> None:
    assert {"电子信息", "新一代电子信息"} <= set(parts("电子信息产业", "新一代电子信息制造业"))
    assert "现代物流" in parts("现代物流枢纽", "现代物流业")
    assert "未来产" not in parts("未来产业")


def test_a_source_of_pollution_is_not_the_trade_it_comes_from() -> None:
    assert not {"农业", "工业"} & set(parts("污染防治", "工业源、农业源污染整治"))


def test_a_common_member_of_a_line_helps_and_is_not_enough() -> None:
    found = {p.written: p.suffices for p in phrases_of(Theme("A", "宠物经济", "宠物食品、医疗、用品"))}
    assert found["宠物食品"]
    assert not found["医疗"]


def test_a_name_that_no_dictionary_knows_is_looked_for_without_the_general_word_after_it() -> None:
    assert "引汉济渭" in parts("引汉济渭工程")
    assert "秦创原" in parts("秦创原平台")
    assert "广清" not in parts("广清平台")


SOUND = {"plan": 1.0, "filler": 1.0}


CARE = Theme("G", "养老服务", "", ("居家养老", "护理型床位", "甲市敬老院"))


def lent(name: str, definition: str = "", *dictionary: Theme, aliases: tuple[str, ...] = ()) -> dict[str, PhraseKind]:
    found = phrases_of(Theme("A", name, definition, aliases), dictionary)
    return {phrase.written: phrase.kind for phrase in found}


def test_a_kindred_theme_lends_its_wordings_and_typical_words() -> None:
    found = lent("养老服务合作", "", CARE)
    assert found["居家养老"] is PhraseKind.KINDRED
    assert found["老年人"] is PhraseKind.KINDRED


def test_a_wording_of_the_dictionary_is_looked_for_where_it_stands_inside_a_line() -> None:
    insurance = Theme("G", "医疗保障", "", ("长期护理保险", "参保"))
    found = lent("长护险制度", "失能人员长期护理保险的参保", insurance)
    assert found["长期护理保险"] is PhraseKind.PART
    assert "参保" not in found  # a word alone is anybody's


def test_what_any_place_does_is_no_wording_of_a_region_whose_line_names_it() -> None:
    nature = Theme("G", "生态保护修复", "", ("生态保护", "长江大保护"))
    assert "生态保护" not in lent("长江经济带", "沿江各省共抓生态保护、推进长江大保护工作", nature)
    assert "生态保护" in lent("流域共治", "沿江各省共抓生态保护", nature)


def test_what_a_theme_writes_itself_stays_its_own() -> None:
    assert lent("养老服务合作", "居家养老与社区照护", CARE)["居家养老"] is PhraseKind.PART


def test_nothing_is_lent_where_a_person_has_listed_the_wordings() -> None:
    assert PhraseKind.KINDRED not in lent("养老服务合作", "", CARE, aliases=("敬老院",)).values()


def test_names_of_other_places_are_not_lent() -> None:
    help_ = Theme("G", "区域协作", "", ("粤港澳大湾区帮扶", "东西部协作"))
    found = lent("区域协作", "", help_)
    assert "粤港澳大湾区帮扶" not in found
    assert "东西部协作" in found


def test_a_theme_known_by_name_takes_nothing_from_the_broader_one_that_lists_it() -> None:
    broad = Theme("G1", "新兴产业", "", ("新材料", "先进材料", "半导体"))
    same = Theme("G2", "新材料", "", ("石墨烯",))
    known = lent("新材料产业", "新材料、先进材料", broad, same)
    assert "石墨烯" in known
    assert "半导体" not in known
    assert "半导体" in lent("新材料与高端装备", "新材料、先进材料", broad, same)


def test_one_of_several_that_a_theme_lists_takes_what_is_said_of_it_alone() -> None:
    energy = Theme("G", "可再生能源", "", ("核电", "核电装机", "风电", "清洁能源"))
    found = lent("核电建设", "核电站和核燃料", energy)
    assert "核电装机" in found
    assert "风电" not in found
    assert "风电" in lent("发展清洁能源", "", energy)  # another word for it


def test_one_kind_takes_what_is_said_of_it_alone() -> None:
    wide = Theme("G", "污染防治", "", ("大气污染", "土壤污染", "黑臭水体"))
    assert "土壤污染" in lent("土壤污染防治", "受污染耕地", wide)
    assert not {"大气污染", "黑臭水体"} & set(lent("土壤污染防治", "受污染耕地", wide))
    # A word of degree makes no kind, nor one that the wider theme does not tell apart.
    assert "黑臭水体" in lent("高水平污染防治", "", wide)
    assert "黑臭水体" in lent("城乡环境污染防治", "", wide)


def test_one_matter_of_a_theme_is_no_two_parts_of_it() -> None:
    streets = Theme("G", "城市治理", "", ("停车场", "停车秩序", "市容市貌"))
    assert "市容市貌" not in lent("停车设施建设", "公共停车场与停车秩序", streets)
    assert "市容市貌" in lent("街区整治", "公共停车场与市容市貌", streets)


def test_a_theme_of_the_dictionarys_own_name_has_its_wordings() -> None:
    grain = Theme("G", "粮食安全", "", ("粮食产量", "高标准农田"))
    assert lent("粮食安全", "储备与耕地", grain)["粮食产量"] is PhraseKind.ALIAS
    assert lent("粮食安全保障", "储备与耕地", grain)["粮食产量"] is PhraseKind.KINDRED
    theme = Theme("A", "粮食安全", "储备与耕地")
    plan = plan_of(body_under_tasks("全年粮食产量达到58万吨。"))
    assert judge([plan], [theme], dictionary=[grain])["A", "plan"].depth is Depth.QUANTIFIED


def test_a_verb_before_a_name_is_no_part_of_it() -> None:
    assert "拖欠企业账款" in parts("清理拖欠企业账款")
    assert "毒品犯罪" in parts("打击毒品犯罪")


def test_the_field_that_a_line_names_too_lends_its_wordings() -> None:
    work = Theme("G", "就业创业", "", ("就业优先", "稳就业", "失业率", "高校毕业生"))
    assert {"失业率", "高校毕业生"} <= set(lent("就业优先", "稳就业、技能培训", work))
    assert "失业率" not in lent("就业优先", "技能培训、学徒制", work)
    assert "失业率" not in lent("技工优先", "稳就业、技能培训", work)


def test_half_a_borrowed_word_in_one_passage_is_nothing() -> None:
    work = Theme("G", "就业创业", "", ("就业优先", "稳就业", "失业率", "高校毕业生"))
    theme = Theme("A", "就业优先", "稳就业、技能培训")
    one = body_under_tasks("服务好高校毕业生。", "新建水库一座。")
    more = body_under_tasks("服务好高校毕业生。", "把失业率控制在5%以内。")
    depths = [judge([plan_of(text)], [theme], dictionary=[work])["A", "plan"].depth for text in (one, more)]
    assert depths == [Depth.ABSENT, Depth.QUANTIFIED]


def test_a_wording_of_another_idea_that_begins_with_a_piece_is_not_meant() -> None:
    cars = Theme("G", "汽车产业", "", ("新能源汽车", "整车"))
    theme = Theme("A", "新型能源体系", "新能源、储能")
    plan = plan_of(body_under_tasks("新能源汽车产业规模达到4000亿元。"))
    assert judge([plan], [theme], dictionary=[cars])["A", "plan"].depth is Depth.ABSENT
    plan = plan_of(body_under_tasks("新能源装机达到400万千瓦。"))
    assert judge([plan], [theme], dictionary=[cars])["A", "plan"].depth is Depth.QUANTIFIED
    # Who knows the piece itself says more of it, and a list of wordings by a person is taken as it stands.
    zones = Theme("G", "自由贸易试验区", "", ("自贸试验区", "自贸试验区提升战略"))
    assert "自贸试验区提升战略" not in parts_beside("高水平开放", "自贸试验区、口岸", zones)
    assert "新能源汽车" in parts_beside("新型能源体系", "新能源、储能", cars)
    assert "新能源汽车" not in parts_beside("新型能源体系", "新能源、储能", cars, aliases=("新能源",))


def parts_beside(name: str, line: str, *others: Theme, aliases: tuple[str, ...] = ()) -> set[str]:
    found = phrases_of(Theme("A", name, line, aliases), others)
    return {phrase.written for phrase in found if phrase.kind is PhraseKind.EXCLUDED}


def test_a_rare_word_that_members_share_helps_and_is_not_enough() -> None:
    found = {p.written: p for p in phrases_of(Theme("A", "细颗粒物治理", "细颗粒物、可吸入颗粒物监测"))}
    assert not found["颗粒物"].suffices
    assert "产业" not in {p.written for p in phrases_of(Theme("A", "白酒产业", "啤酒产业、红酒产业"))}


def test_a_word_that_follows_the_same_sign_in_all_members_is_not_looked_for() -> None:
    cell = judged("抽水蓄能电站", "抽水蓄能电站的前期、核准、开工与建设", "积极推进储能电站项目。")
    assert cell.depth is Depth.ABSENT
    assert "电站" not in parts("抽水蓄能电站", "抽水蓄能电站的前期、核准、开工与建设")


def test_a_member_that_leaves_out_the_themes_word_helps_and_is_not_enough() -> None:
    found = {p.written: p.suffices for p in phrases_of(Theme("A", "刺梨产业", "刺梨基地管护、加工企业、刺梨产品"))}
    assert found["刺梨基地管护"]
    assert not found["加工企业"]
    found = {p.written: p.suffices for p in phrases_of(Theme("A", "龙头带动", "加工企业、合作社"))}
    assert found["加工企业"]
    found = {p.written: p.suffices for p in phrases_of(Theme("A", "数字中国", "数据要素、数字经济、数字政府"))}
    assert found["数据要素"]  # an aspect of its own


def test_what_a_theme_is_a_kind_of_is_not_lent() -> None:
    chemistry = Theme("G", "石化与原材料", "", ("化工产业", "磷化工产业基地", "精细化工"))
    found = lent("磷化工产业", "磷矿开采", chemistry)
    assert "磷化工产业基地" in found
    assert not {"化工产业", "精细化工"} & set(found)


def test_a_chain_is_also_called_by_what_it_makes() -> None:
    assert "茶叶" in parts("茶叶全产业链", "茶企、茶品牌")
    assert "新能源汽车" in parts("新能源汽车产业链")
    assert "强化" not in parts("强化产业链")


def judged(name: str, line: str, sentence: str) -> Cell:
    """A theme by name and line in a plan of one sentence, beside the general dictionary."""
    return judge([plan_of(body_under_tasks(sentence))], [Theme("A", name, line)], dictionary=general_themes())[
        "A", "plan"
    ]


def test_one_part_that_holds_two_wordings_is_no_two_parts_known() -> None:
    tourism = Theme("G", "旅游业", "", ("旅游", "住宿"))
    assert "旅游" not in lent("平急两用设施", "急时可转换的旅游住宿仓储设施", tourism)
    assert "旅游" in lent("平急两用设施", "旅游景点、游客住宿", tourism)


def test_a_platform_of_its_own_name_takes_nothing_from_its_field() -> None:
    towns = Theme("G", "城乡一体融合", "", ("城乡融合", "县城建设"))
    assert "县城建设" in lent("城乡融合", "推进城乡融合发展", towns)
    assert "县城建设" not in lent("城乡融合发展试验区", "国家城乡融合发展试验区", towns)


def test_typical_words_belong_to_themes_of_the_dictionary() -> None:
    names = {theme.name for theme in general_themes()}
    assert set(typical_words()) <= names
    for name, words in typical_words().items():
        assert len({word for word, _ in words}) == len(words)
        assert all(0.3 <= share <= 1 and len(word) >= 2 for word, share in words), name
    assert dict(typical_words()["招商引资"])["签约"] >= 0.4


@pytest.mark.parametrize(
    ("sentences", "depth"),
    [
        (["建设护理型床位示范点。"], Depth.STATED),
        (["建设护理型床位示范点。", "新建居家养老服务中心。"], Depth.ACTIONED),
        (["建设养老服务中心。"], Depth.ACTIONED),
    ],
)
def test_one_borrowed_phrase_in_a_plan_shows_a_direction_at_most(sentences: list[str], depth: Depth) -> None:
    theme = Theme("A", "养老服务合作", "")
    cells = judge([plan_of(body_under_tasks(*sentences))], [theme], dictionary=[CARE])
    assert cells["A", "plan"].depth is depth


def test_explicit_is_what_the_theme_writes_and_not_what_it_borrows() -> None:
    theme = Theme("A", "养老服务合作", "敬老院建设")
    texts = ["建设敬老院。", "建设护理型床位示范点。"]
    cells = [judge([plan_of(body_under_tasks(text))], [theme], dictionary=[CARE])["A", "plan"] for text in texts]
    assert [cell.explicit for cell in cells] == [True, False]


def test_phrases_come_once_the_heaviest_first() -> None:
    found = phrases_of(Theme("A", "产业集群", "产业集群、产业集聚", ("产业集聚", "集群化"), ("城市集群",)))
    assert len({phrase.text for phrase in found}) == len(found)
    assert [phrase.weight for phrase in found] == sorted((phrase.weight for phrase in found), reverse=True)
    assert all(0 <= phrase.weight <= 1 for phrase in found)
    assert found[0].kind is PhraseKind.NAME
    assert found[-1].kind is PhraseKind.EXCLUDED


def hits(text: str, *themes: Theme) -> dict[str, list[str]]:
    return {
        theme: [text[hit.start : hit.end] for hit in found]
        for theme, found in PhraseFinder(themes).find(fold(text)).items()
    }


def test_the_longest_phrase_wins_within_a_theme() -> None:
    theme = Theme("A", "新能源", "", ("新能源汽车", "汽车"))
    assert hits("发展新能源汽车和新能源。", theme) == {"A": ["新能源汽车", "新能源"]}


def test_excluded_phrases_hide_hits_of_their_theme_alone() -> None:
    first, second = Theme("A", "印度", "", (), ("印度尼西亚",)), Theme("B", "尼西亚", "")
    assert hits("与印度尼西亚、印度合作。", first, second) == {"A": ["印度"], "B": ["尼西亚"]}


def test_what_stands_only_in_an_excluded_phrase_is_absent() -> None:
    theme = Theme("A", "印度", "", (), ("印度尼西亚",))
    cell = cell_of(body_under_tasks("与印度尼西亚合作建设园区。"), theme)
    assert cell.depth is Depth.ABSENT
    assert cell.mentions == 0


def test_an_excluded_phrase_is_not_found_again_as_a_variant() -> None:
    theme = Theme("A", "汽车制造", "", ("新能源汽车",), ("推广新能源汽车",))
    cell = cell_of(body_under_tasks("推广新能源汽车，新增公交车100辆。"), theme)
    assert "variant" not in {passage.reason.code for passage in cell.evidence}


@pytest.mark.parametrize(
    "text",
    [
        "推进“广 清 一 体 化”。",
        "推进广清一体化。",
        "推进广清“一体化”。",
        "推进广清\u200b一体化。",
        "推进广清　一体化。",
    ],
)
def test_folding_bridges_blanks_and_quotation_marks(text: str) -> None:
    found = hits(text, Theme("A", "广清一体化", ""))
    assert list(found) == ["A"]


def test_folding_bridges_width_and_case_but_no_line_end() -> None:
    theme = Theme("A", "5G网络", "")
    assert hits("建设５ｇ网络。", theme) == {"A": ["５ｇ网络"]}
    assert hits("建设5G\n网络。", theme) == {}


@pytest.mark.parametrize(
    ("name", "text", "near"),
    [
        ("广清一体化", "推进广清一体，建设产业园区。", True),
        ("先进装备制造", "发展先进装备智造业，建设产业园区。", True),
        ("一核一带一区", "构建一核两带一区空间结构。", False),
        ("一核一带一区", "构建“一核一轴一区”空间结构。", False),
        ("广清一体化", "推动城乡一体化发展。", False),
        ("产业集群", "发展产业集会，建设公园。", False),
    ],
)
def test_near_spelling(name: str, text: str, near: bool) -> None:
    cell = cell_of(body_under_tasks(text), Theme("A", name, ""))
    assert ("variant" in {passage.reason.code for passage in cell.evidence}) == near


def test_a_variant_counts_where_no_alias_is_given() -> None:
    cell = cell_of(body_under_tasks("推进广清一体，建设产业园区。"), Theme("A", "广清一体化", ""))
    assert cell.depth is not None
    assert cell.depth >= Depth.STATED
    assert cell.explicit
    assert cell.evidence[0].reason.code == "variant"


def test_a_variant_is_shown_as_it_is_written() -> None:
    cell = cell_of(body_under_tasks("加快广清一体发展。"), Theme("A", "广清一体化", ""))
    assert cell.evidence[0].reason.values == ("广清一体化", "广清一体")


def test_another_number_is_another_thing() -> None:
    theme = Theme("A", "一核一带一区", "广东省区域发展格局")
    assert cell_of(body_under_tasks("构建一核两带一区空间结构。"), theme).explicit is not True
