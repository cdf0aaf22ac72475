"""Evidence, roles, figures and depth: on the seeds first, then sentence by sentence."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from compare import RunOptions, compare_plans
from compare.coverage.cells import READABLE_ENOUGH
from compare.coverage.depth import Said, taken_up
from compare.coverage.finder import PhraseFinder
from compare.coverage.phrases import PhraseKind, phrases_of, typical_words
from compare.execution import parallel
from compare.features.roles import roles_of
from compare.model import Cell, Comparison, Depth, Kind, Passage, Plan, Role, Theme
from compare.text.folding import fold
from compare.themes.load import general_themes
from tests.builders import FILLER, PLAN_IDS, SEEDS, body_under_tasks, cell_of, judge, plan_of, quotes

Cells = dict[tuple[str, str], Cell]

# The hard cells of the seeds


def test_qingcheng_names_the_integration_only_in_a_title(seeds_cells: Cells) -> None:
    cell = seeds_cells["T01", "qingcheng"]
    assert cell.depth is Depth.CITED
    assert {passage.reason.code for passage in cell.evidence} == {"document_title"}
    assert "广清一体化“十四五”规划" in cell.evidence[0].quote
    assert cell.reason.code == "cited"


def test_qingcheng_takes_the_bay_up_in_other_words(seeds_cells: Cells) -> None:
    cell = seeds_cells["T02", "qingcheng"]
    assert any("全面融入粤港澳大湾区产业链体系" in passage.quote for passage in cell.evidence)
    assert cell.explicit is False
    assert cell.depth is not None
    assert cell.depth >= Depth.STATED


@pytest.mark.parametrize("theme", ["T01", "T02", "T04", "T05", "T06", "T07", "T44"])
def test_the_control_gets_none_of_guangdongs_strategies(seeds_cells: Cells, theme: str) -> None:
    cell = seeds_cells[theme, "pingdingshan"]
    assert cell.depth is Depth.ABSENT
    assert cell.evidence == ()


def test_the_control_keeps_what_it_has(seeds_cells: Cells) -> None:
    for theme in ("T16", "T37", "T45"):  # 全域旅游, 营商环境, 乡村振兴 stand there word for word
        depth = seeds_cells[theme, "pingdingshan"].depth
        assert depth is not None
        assert depth >= Depth.STATED


def test_lianzhou_lacks_the_special_zone_and_the_absence_is_shown(
    seeds_cells: Cells, seeds_plans: dict[str, Plan]
) -> None:
    cell = seeds_cells["T06", "lianzhou"]
    assert cell.depth is Depth.ABSENT
    assert cell.explicit is None
    assert {"广清经济特别合作区", "三园一城", "广清产业园"} <= set(cell.phrases)
    assert not any(phrase in seeds_plans["lianzhou"].text for phrase in cell.phrases if len(phrase) > 4)
    assert len(cell.nearest) == 5
    assert "园" in cell.nearest[0].quote
    assert cell.reason.code == "absent"
    assert cell.reason.values[0] == str(len(cell.phrases))


def test_lianzhou_takes_the_integration_up_by_name(seeds_cells: Cells) -> None:
    cell = seeds_cells["T01", "lianzhou"]
    assert cell.explicit
    assert cell.depth is not None
    assert cell.depth >= Depth.ACTIONED
    sections = {heading for passage in cell.evidence for heading in passage.section}
    assert "第二节 全面深入对接“广清一体化”" in sections


def test_guangqing_names_its_platform(seeds_cells: Cells) -> None:
    assert seeds_cells["T06", "guangqing"].explicit
    assert any("三园一城" in passage.quote for passage in seeds_cells["T06", "guangqing"].evidence)


def test_a_basis_of_qingyuan_does_not_commit(seeds_cells: Cells, seeds_plans: dict[str, Plan]) -> None:
    basis = "《广东省人民政府关于印发国家城乡融合发展试验区广东广清接合片区实施方案》"
    assert basis in seeds_plans["qingyuan"].text
    for cell in seeds_cells.values():
        for passage in cell.evidence:
            if cell.plan == "qingyuan" and "二、主要编制依据" in passage.section:
                assert passage.role is Role.BASIS
                assert passage.depth is Depth.CITED


def test_past_achievements_of_lianzhou_do_not_commit(seeds_cells: Cells) -> None:
    past = [
        passage
        for cell in seeds_cells.values()
        for passage in cell.evidence
        if cell.plan == "lianzhou" and "第一节 发展基础" in passage.section
    ]
    assert past
    assert {passage.role for passage in past} == {Role.ACHIEVEMENT}
    assert {passage.depth for passage in past} == {Depth.CITED}


# What holds for every cell


def passages(comparison: Comparison) -> list[tuple[Cell, Passage]]:
    return [(cell, passage) for cell in comparison.coverage for passage in (*cell.evidence, *cell.nearest)]


def test_there_is_one_cell_for_every_theme_and_plan(seeds_comparison: Comparison) -> None:
    wanted = [(theme.id, plan) for theme in seeds_comparison.themes for plan in PLAN_IDS]
    assert [(cell.theme, cell.plan) for cell in seeds_comparison.coverage] == wanted


def test_every_quotation_stands_in_its_plan(seeds_comparison: Comparison, seeds_plans: dict[str, Plan]) -> None:
    found = passages(seeds_comparison)
    assert len(found) > 1000
    for cell, passage in found:
        assert seeds_plans[cell.plan].text[passage.start : passage.end] == passage.quote
        assert passage.quote.strip() == passage.quote != ""


def test_every_passage_lies_under_its_headings(seeds_comparison: Comparison, seeds_plans: dict[str, Plan]) -> None:
    for cell, passage in passages(seeds_comparison):
        at = 0
        for heading in passage.section:
            at = seeds_plans[cell.plan].text.index(heading, at)
            assert at < passage.start


def test_scores_lie_in_their_interval_and_evidence_goes_down(seeds_comparison: Comparison) -> None:
    for cell in seeds_comparison.coverage:
        for listed in (cell.evidence, cell.nearest):
            scores = [passage.score for passage in listed]
            assert all(0 <= score <= 1 for score in scores)
            assert len({passage.start for passage in listed}) == len(listed)
        assert [p.score for p in cell.nearest] == sorted((p.score for p in cell.nearest), reverse=True)
        scores = [passage.score for passage in cell.evidence]
        assert scores == sorted(scores, reverse=True), cell


def test_depth_goes_with_evidence(seeds_comparison: Comparison) -> None:
    for cell in seeds_comparison.coverage:
        assert cell.status == "judged"
        assert bool(cell.depth) == bool(cell.evidence)
        assert (cell.explicit is None) == (cell.depth is Depth.ABSENT)
        if cell.evidence:
            assert max(passage.depth for passage in cell.evidence) is cell.depth
        assert cell.phrases
        assert cell.nearest or cell.evidence
        assert not {p.start for p in cell.evidence} & {p.start for p in cell.nearest}


def test_quantified_cells_name_their_figure(seeds_comparison: Comparison) -> None:
    quantified = [cell for cell in seeds_comparison.coverage if cell.depth is Depth.QUANTIFIED]
    assert quantified
    for cell in quantified:
        assert cell.reason.code == "quantified"
        assert any(cell.reason.values[0] in passage.quote for passage in cell.evidence)


def test_an_absent_theme_is_written_nowhere(seeds_comparison: Comparison, seeds_plans: dict[str, Plan]) -> None:
    names = {theme.id: theme for theme in seeds_comparison.themes}
    for cell in seeds_comparison.coverage:
        if cell.depth is Depth.ABSENT:
            assert names[cell.theme].name not in seeds_plans[cell.plan].text


def test_mentions_are_counted(seeds_comparison: Comparison) -> None:
    rows = {(row.theme, row.plan): row for row in seeds_comparison.frequency}
    assert rows["T45", "lianzhou"].mentions >= 20
    assert rows["T06", "lianzhou"].mentions == 0
    for cell in seeds_comparison.coverage:
        row = rows[cell.theme, cell.plan]
        assert row.mentions == cell.mentions
        assert (row.per_10k_chars > 0) == (row.mentions > 0)


# Damaged text

THEME = Theme("A", "产业集群", "以集群方式组织产业")
TEXT = body_under_tasks("建设产业集群。", "完善公园绿地。")


@pytest.mark.parametrize(
    ("share", "status"), [(READABLE_ENOUGH - 0.01, "cannot_say"), (READABLE_ENOUGH, "judged"), (0.0, "cannot_say")]
)
@pytest.mark.parametrize("text", [TEXT, FILLER])
def test_a_badly_damaged_plan_is_never_said_to_lack_anything(text: str, share: float, status: str) -> None:
    cell = judge([plan_of(text), plan_of(FILLER, "filler")], [THEME], {"plan": share})["A", "plan"]
    assert cell.status == status
    assert (cell.depth is None) == (status == "cannot_say")
    assert (cell.reason.code == "cannot_say") == (status == "cannot_say")


# Roles


def role(sentence: str, heading: str = "第一章 改革开放", **fields: object) -> Role:
    plan = plan_of(f"{heading}\n{sentence}", **fields)
    return next(role for clause, role in zip(plan.clauses, roles_of(plan), strict=True) if clause.kind == "body")


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("根据《广东省国土空间规划》编制本规划。", Role.BASIS),
        ("贯彻落实《长江保护法》，推进禁渔。", Role.MEASURE),
        ("“十三五”期间，建成高速公路20公里。", Role.ACHIEVEMENT),
        ("五年来，荣获国家园林城市称号。", Role.ACHIEVEMENT),
        ("去年完成投资500亿元，增长8%。", Role.ACHIEVEMENT),
        ("各项工作取得显著成效。", Role.ACHIEVEMENT),
        ("成功创建国家卫生城市。", Role.ACHIEVEMENT),
        ("当前，县域发展面临不平衡不充分的问题。", Role.BACKGROUND),
        ("坚持生态优先、绿色发展。", Role.PRINCIPLE),
        ("高举中国特色社会主义伟大旗帜。", Role.PRINCIPLE),
        ("推进产业园区建设。", Role.MEASURE),
        ("我们将大力推进医院项目。", Role.MEASURE),
        ("到2025年，建成产业园3个。", Role.TARGET),
        ("力争建成产业园3个。", Role.TARGET),
        ("已建成学校5所，将继续新建学校3所。", Role.TARGET),
        ("增强发展活力。", Role.GOAL),
        ("人民生活水平不断提升。", Role.GOAL),
    ],
)
def test_role_by_wording(sentence: str, wanted: Role) -> None:
    assert role(sentence) is wanted


@pytest.mark.parametrize(
    ("sentence", "year", "period", "wanted"),
    [
        ("“十三五”期间，新建产业园5个，带动就业。", 2021, "2021-2025", Role.ACHIEVEMENT),
        ("“十四五”期间，新建产业园5个，带动就业。", 2026, "2026-2030", Role.ACHIEVEMENT),
        ("“十四五”期间，加快建设产业园5个，带动就业。", 2021, "2021-2025", Role.TARGET),
        ("“十四五”期间，新建产业园5个，带动就业。", 2021, "2021-2025", Role.TARGET),
        ("“十四五”时期，建设区域医疗中心和养老机构。", 2021, "2021-2025", Role.MEASURE),
        ("“十四五”时期，是开启新征程的关键时期。", 2021, "2021-2025", Role.BACKGROUND),
    ],
)
def test_which_period_is_past_depends_on_the_plan(sentence: str, year: int, period: str, wanted: Role) -> None:
    assert role(sentence, year=year, period=period) is wanted


@pytest.mark.parametrize(
    ("heading", "wanted"),
    [
        ("一、2023年工作回顾", Role.ACHIEVEMENT),
        ("一、2023年工作回顾和“十四五”发展成就", Role.ACHIEVEMENT),
        ("一、2023年主要工作和“十四五”发展成就", Role.ACHIEVEMENT),
        ("一、2023年工作总结和“十四五”发展成就", Role.ACHIEVEMENT),
        ("一、2023年工作", Role.ACHIEVEMENT),
        ("二、2024年工作", Role.TARGET),
        ("二、2024年主要工作建议", Role.TARGET),
        ("一、2023年工作总结", Role.ACHIEVEMENT),
        ("第一节 发展基础", Role.ACHIEVEMENT),
        ("二、2024年工作安排", Role.TARGET),
        ("二、2024年主要任务", Role.TARGET),
        ("二、2024年主要目标和重点任务", Role.TARGET),
        ("三、2024年主要工作", Role.TARGET),
        ("第三节 发展目标", Role.TARGET),
        ("第二章 编制依据", Role.BASIS),
        ("第二节 面临形势", Role.BACKGROUND),
        ("第二章 机遇挑战", Role.BACKGROUND),
        ("优化营商环境", Role.TARGET),
        ("第三节 优化创新发展环境", Role.TARGET),
        ("一、过去五年政府工作", Role.ACHIEVEMENT),
        ("（二）突出项目建设，夯实发展基础", Role.TARGET),
        ("第三章 夯实产业发展基础", Role.TARGET),
        ("（二）抢抓政策机遇，全力稳投资促消费", Role.TARGET),
        ("（五）加快构建全过程创新链", Role.TARGET),
        ("第一节 深化全过程人民民主实践", Role.TARGET),
        ("第一节 促进就业形势稳定", Role.TARGET),
    ],
)
def test_role_by_heading(heading: str, wanted: Role) -> None:
    assert role("新建学校5所，服务全县群众。", heading, kind=Kind.REPORT, year=2024) is wanted


REVIEW = """第一章 砥砺五载耕实景
“十四五”时期，全市经受住多重考验。
第一节 综合实力持续进位
新建学校5所，服务全市群众。
第二节 准确把握“十五五”阶段特征
外部环境深刻变化。
第二章 奋力一跳绘新篇
新建医院3所，服务全市群众。
第三章 办好人民满意的教育
“十四五”时期，教育事业稳步发展。
"""


def test_a_review_is_known_by_its_first_words_and_ends_where_the_coming_period_begins() -> None:
    plan = plan_of(REVIEW + FILLER * 5, year=2026, period="2026-2030")
    told = dict(zip(quotes(plan), roles_of(plan), strict=True))
    assert told["新建学校5所，服务全市群众。"] is Role.ACHIEVEMENT
    assert told["外部环境深刻变化。"] is Role.BACKGROUND
    assert told["新建医院3所，服务全市群众。"] is Role.TARGET


def test_a_review_is_known_without_a_year_of_issue() -> None:
    plan = plan_of(REVIEW + FILLER * 5, year=None, period="2026-2030")
    told = dict(zip(quotes(plan), roles_of(plan), strict=True))
    assert told["新建学校5所，服务全市群众。"] is Role.ACHIEVEMENT


def test_the_same_chapter_looks_ahead_in_the_plan_of_that_period() -> None:
    plan = plan_of(REVIEW + FILLER * 5, year=2021, period="2021-2025")
    told = dict(zip(quotes(plan), roles_of(plan), strict=True))
    assert told["新建学校5所，服务全市群众。"] is Role.TARGET


def test_far_into_a_plan_a_word_on_the_past_makes_no_review() -> None:
    text = FILLER * 5 + "第三章 教育\n“十三五”时期，教育稳步发展。\n新建学校5所，服务全市群众。"
    plan = plan_of(text, year=2021, period="2021-2025")
    assert roles_of(plan)[-1] is Role.TARGET


def test_the_innermost_heading_decides() -> None:
    text = "第一章 发展基础\n第一节 发展目标\n新建学校5所。\n第二节 发展现状\n新建医院3所。"
    plan = plan_of(text)
    assert [role for c, role in zip(plan.clauses, roles_of(plan), strict=True) if c.kind == "body"] == [
        Role.TARGET,
        Role.ACHIEVEMENT,
    ]


def test_title_lines_are_titles() -> None:
    plan = plan_of("甲县产业集群规划\n第一章 任务\n建设园区。")
    assert roles_of(plan)[0] is Role.TITLE


def test_a_report_looks_back_and_ahead() -> None:
    text = (
        "甲市政府工作报告\n一、2023年工作回顾\n新增产业集群2个，建成园区5个。\n"
        "二、2024年工作安排\n推进养老服务机构建设，新建敬老院3所。"
    )
    cells = judge(
        [plan_of(text, kind=Kind.REPORT), plan_of(FILLER, "filler")], [THEME, Theme("B", "养老服务", "养老机构建设")]
    )
    assert cells["A", "plan"].depth is Depth.CITED
    assert cells["B", "plan"].depth is Depth.QUANTIFIED


# Depth of one clause


@pytest.mark.parametrize(
    ("text", "word", "in_role", "about", "depth", "figure"),
    [
        ("建设产业集群。", "产业集群", Role.MEASURE, False, 3, None),
        ("产业集群更加壮大。", "产业集群", Role.MEASURE, False, 2, None),
        ("产业集群产值达到50亿元。", "产业集群", Role.TARGET, False, 4, "50亿元"),
        ("培育产业集群，产值达到50亿元。", "产业集群", Role.TARGET, False, 4, "50亿元"),
        ("培育产业集群，完善配套服务，新建公园5个。", "产业集群", Role.TARGET, False, 2, None),
        ("新建公园5个，培育产业集群。", "产业集群", Role.TARGET, False, 2, None),
        ("把握双区建设机遇，新建公园5个。", "双区建设", Role.TARGET, False, 2, None),
        ("借助广清一体化契机，建设产业园。", "广清一体化", Role.MEASURE, False, 2, None),
        ("建成产业集群5个。", "产业集群", Role.ACHIEVEMENT, False, 1, None),
        ("建成产业集群5个。", "产业集群", Role.BASIS, False, 1, None),
        ("建成产业集群5个。", "产业集群", Role.BACKGROUND, True, 1, None),
        ("推进义务教育资源共享。", "义务教育资源共享", Role.MEASURE, False, 2, None),
        ("引进企业10家。", "产业集群", Role.TARGET, True, 3, None),
        ("引进龙头企业。", "产业集群", Role.MEASURE, True, 3, None),
        ("坚持建设产业集群。", "产业集群", Role.PRINCIPLE, False, 2, None),
        ("建设产业集群5个。", "产业集群", Role.GOAL, False, 4, "5个"),
        # One of many items is not what the number in another part counts; in its own part it is.
        ("发展新材料、低空经济、生物医药，产业占比达到35%。", "低空经济", Role.TARGET, False, 2, None),
        ("培育新材料、低空经济、生物医药等千亿级产业。", "低空经济", Role.TARGET, False, 4, "千亿级"),
        ("发展低空经济，新增企业20家。", "低空经济", Role.TARGET, False, 4, "20家"),
        ("发展低空经济、生物医药，新增企业20家。", "低空经济", Role.TARGET, False, 2, None),
        # Whoever takes something as given may be named first.
        ("《规划》牢牢把握双区建设战略，建设产业园。", "双区建设", Role.MEASURE, False, 2, None),
        ("甲乙两市将全面落实双区建设部署要求，建设产业园。", "双区建设", Role.MEASURE, False, 2, None),
    ],
)
def test_taken_up(text: str, word: str, in_role: Role, about: bool, depth: int, figure: str | None) -> None:
    at = text.find(word)
    spans = ((at, at + len(word)),) if at >= 0 else ()
    taken = taken_up(text, Said(spans, spans, spans, True, about), role=in_role, is_body=True)
    assert taken.depth == depth
    assert (taken.figure and text[slice(*taken.figure)]) == figure


def test_a_heading_alone_does_not_commit() -> None:
    span = ((2, 6),)
    taken = taken_up("建设产业集群5个", Said(span, span, span, True, False), role=Role.TARGET, is_body=False)
    assert taken.depth is Depth.STATED


@pytest.mark.parametrize(
    ("text", "depth"),
    [
        (body_under_tasks("建设产业集群5个。"), 4),
        (body_under_tasks("建设产业集群示范园区。"), 3),
        (body_under_tasks("产业集群更加壮大。"), 2),
        ("第一章 发展基础\n建成产业集群5个。\n第二章 主要任务\n完善公园绿地。", 1),
        ("第一章 编制背景\n落实《产业集群规划》。\n第二章 主要任务\n完善公园绿地。", 1),
        ("甲县产业集群情况\n第一章 主要任务\n完善公园绿地。", 1),
        (body_under_tasks("完善公园绿地。"), 0),
        ("第一章 主要任务\n第一节 培育产业集群\n引进龙头企业10家。", 3),
        ("第一章 主要任务\n第一节 培育产业集群\n建设集群公共服务平台，培育集群企业10家。", 4),
    ],
)
def test_depth_of_a_small_plan(text: str, depth: int) -> None:
    assert cell_of(text, THEME).depth == depth


def test_a_document_title_among_the_tasks_is_only_cited() -> None:
    cell = cell_of(body_under_tasks("落实《产业集群发展规划》。", "完善公园绿地。"), Theme("A", "产业集群", ""))
    assert cell.evidence[0].reason.code == "document_title"
    assert cell.depth is Depth.CITED


# Phrases


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


# What the general dictionary lends

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


# Spelling variants


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


# The same each time


def test_two_runs_are_equal(seeds_comparison: Comparison, seeds_again: Comparison) -> None:
    assert seeds_again is not seeds_comparison
    assert seeds_again == seeds_comparison


def test_the_number_of_processes_changes_nothing(seeds_comparison: Comparison, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_WORTH_SPREADING", 0)
    assert compare_plans(SEEDS, options=RunOptions(jobs=2)) == seeds_comparison


def test_the_order_of_the_plans_changes_no_cell(seeds_comparison: Comparison) -> None:
    again = judge(tuple(reversed(seeds_comparison.plans)), seeds_comparison.themes[:8])
    known = {(cell.theme, cell.plan): cell for cell in seeds_comparison.coverage}
    assert again
    for key, cell in again.items():
        assert cell == without_commitment(known[key])


def without_commitment(cell: Cell) -> Cell:
    """What is found of a plan alone: whether others say the same is not."""
    bare = {name: tuple(replace(p, commitment=None) for p in getattr(cell, name)) for name in ("evidence", "nearest")}
    return replace(cell, **bare)
