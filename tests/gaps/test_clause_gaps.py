"""Gaps of clauses: what is lacking, where it is gathered, and what lower figures make of it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from compare.features import roles_of
from compare.gaps import find_gaps, find_origins
from compare.gaps.topics import MOST, REST, ROWS
from compare.model import (
    Alignment,
    Depth,
    Gap,
    GapGroup,
    Item,
    Kind,
    Label,
    Level,
    Passage,
    Reason,
    Role,
    Table,
    TargetPair,
    Theme,
    Verdict,
)
from reports.wording import suggestion
from tests.builders import alignments, below, body_under_tasks, judge, plan_of
from tests.gaps.gap_builders import (
    LOWER,
    THEMES,
    UPPER,
    answered,
    clause_gaps,
    gaps_between,
    passage_of,
    target_of,
)


def test_a_clause_that_is_not_answered_is_a_gap_and_one_that_is_covered_none() -> None:
    upper, lower = plan_of(UPPER, "upper"), below(plan_of(LOWER, "lower"), "upper")
    labels = zip(("产业集群", "养老服务", "医疗协作", "数据中心"), Label, strict=True)
    found = clause_gaps(upper, lower, *(answered(upper, lower, words, label, "公园") for words, label in labels))
    assert {gap.upper_quote.quote for gap in found} == {"推进养老服务机构建设。", "医疗协作更加紧密。"}
    severities = {gap.upper_quote.quote[:4]: gap.severity for gap in found}
    assert severities["医疗协作"] > severities["推进养老"]
    assert all(gap.section == ("第一章 主要任务",) for gap in found)


def test_a_clause_is_no_graver_than_what_is_lacking_of_its_theme() -> None:
    upper, lower = plan_of(UPPER, "upper"), below(plan_of(LOWER, "lower"), "upper")
    words = ("产业集群", "医疗协作", "公园绿地")
    found = clause_gaps(upper, lower, *(answered(upper, lower, each, Label.ABSENT, "公园") for each in words))
    # The lower plan says nothing of clusters, which is told with their theme, and much of medical work; of parks no theme tells anything.
    assert {gap.upper_quote.quote[:4]: gap.group for gap in found} == {
        "医疗协作": GapGroup.WEAKER,
        "完善公园": GapGroup.ABSENT,
    }


def lent(role: Role, said: str = "关心企业职工成长。") -> Gap:
    """The gap of a theme that is absent, where a passage of some role is nearest to another clause of the theme."""
    upper = plan_of(UPPER.replace("集群5个", "集群5个，培养职工") + "\n组织产业集群培训。", "upper")
    lower = below(plan_of(body_under_tasks("整治河道。", said), "lower"), "upper")
    near = replace(passage_of(lower, said[:6], role), score=0.36)
    other = replace(answered(upper, lower, "集群培训", Label.ABSENT), matches=(near,))
    row = answered(upper, lower, "产业集群5个", Label.ABSENT)
    found = find_gaps(lower, [upper], THEMES, judge([upper, lower], THEMES).values(), [row, other])
    return next(gap for gap in found if gap.ref == "T1")


def test_what_is_nearest_to_a_clause_is_near_to_its_theme() -> None:
    gap = lent(Role.MEASURE)
    assert gap.lower_depth is Depth.ABSENT and gap.nearest[0].quote == "关心企业职工成长。"
    assert (gap.section, gap.fit) == (("第一章 主要任务",), "near")
    assert "全文没有写" not in suggestion(gap, "某市", "zh") and "最接近的段落在第3行" in suggestion(gap, "某市", "zh")


@pytest.mark.parametrize("said", ["推进公安工作现代化，建设更高水平的平安。", "2021年7月28日在某县人民代表大会上"])
def test_what_shares_no_word_of_the_matter_is_not_near(said: str) -> None:
    gap = lent(Role.MEASURE, said)
    assert gap.lower_depth is Depth.ABSENT and gap.nearest and not gap.is_near
    assert "全文没有写" in suggestion(gap, "某市", "zh")


def test_past_work_that_is_near_to_a_clause_is_not_lent_to_its_theme() -> None:
    gap = lent(Role.ACHIEVEMENT)
    assert not [each for each in gap.nearest if each.score == 0.36]
    assert "全文没有写" in suggestion(gap, "某市", "zh")


def test_a_clause_of_a_theme_with_measures_of_its_own_weighs_half() -> None:
    upper = plan_of(UPPER, "upper")

    def severity(text: str) -> float:
        lower = below(plan_of(text, "lower"), "upper")
        return clause_gaps(upper, lower, answered(upper, lower, "养老服务", Label.ABSENT))[0].severity

    assert severity(LOWER.replace("养老服务更加完善", "新建养老服务机构")) == severity(LOWER) / 2


def test_a_clause_of_no_theme_is_gathered_under_its_heading() -> None:
    upper, lower = plan_of(UPPER, "upper"), below(plan_of(LOWER, "lower"), "upper")
    (gap,) = clause_gaps(upper, lower, answered(upper, lower, "公园绿地", Label.ABSENT))
    assert (gap.theme, gap.topic) == (None, "第一章 主要任务")
    assert (gap.section, gap.fit) == (("第一章 主要任务",), "heading")


@pytest.mark.parametrize(
    ("over", "asked", "place"),
    [
        ("促进就业", "加大各类政策对就业的支持力度。", "（二）持续改善民生"),
        ("保障和改善民生", "全面实施个人养老金制度。", "（二）持续改善民生"),
        ("提振消费", "鼓励职工带薪错峰休假，促进假日消费。", "（一）着力扩大内需"),
        ("主要任务", "完善人才分类评价机制。", "（三）强化创新驱动"),
        ("主要任务", "推进生物多样性保护。", "（四）推动绿色发展"),
    ],
)
def test_an_answer_fits_where_kindred_matter_is_treated(over: str, asked: str, place: str) -> None:
    upper = plan_of(f"第一章 {over}\n{asked}", "upper")
    lower = """第一章 工作回顾
就业和养老保障取得新成效，消费、人才和生态保护工作扎实推进。
第二章 工作安排
（一）着力扩大内需
开展以旧换新，办好购物节，培育商贸街区。扩大有效投资，抓好重大项目建设。
（二）持续改善民生
做好高校毕业生和农民工就业服务。扩大社会保险覆盖，提高低保标准。新建养老机构3家。
（三）强化创新驱动
建设重点实验室，支持企业研发攻关。引进高层次人才，办好职业院校。
（四）推动绿色发展
打好污染防治攻坚战。修复湿地，开展国土绿化，保护森林资源。"""
    read = below(plan_of(lower, "lower"), "upper")
    read = replace(read, roles=tuple(roles_of(read)))
    (gap,) = clause_gaps(upper, read, answered(upper, read, asked, Label.ABSENT))
    assert (gap.section[-1], bool(gap.fit)) == (place, True)


def test_the_byname_of_a_province_shows_no_chapter() -> None:
    """天府银龄行动, of the old, was sent to 天府粮仓, which grows grain, in three of eight cities of 四川."""
    upper = plan_of("第一章 强化“一老一小”服务\n实施新时代“天府银龄行动”。", "upper")
    lower = """第一章 工作安排
（一）打造更高水平“天府粮仓”示范区
建设高标准农田，推广良种，稳定粮食产量。实施“天府良机”行动。
（二）提升“一老一小”服务
新建养老机构3家，发展居家养老，建设托育园。
（三）强化创新驱动
建设重点实验室，支持企业研发攻关。引进高层次人才。"""
    read = below(plan_of(lower, "lower"), "upper")
    read = replace(read, roles=tuple(roles_of(read)))
    (gap,) = clause_gaps(upper, read, answered(upper, read, "实施新时代", Label.ABSENT))
    assert gap.section[-1:] != ("（一）打造更高水平“天府粮仓”示范区",)


def test_an_answer_fits_where_what_stands_beside_it_above_is_answered() -> None:
    asked = "推行巡回审批。"
    upper = plan_of(f"第一章 主要任务\n开展法治宣传教育。\n{asked}\n规范行政执法行为。\n新建公园绿地。", "upper")
    text = "第一章 城市更新\n新建公园绿地。\n第二章 乡村振兴\n种好水稻。\n第三章 自身建设\n开展法治宣传教育，规范行政执法行为。"
    lower = below(plan_of(text, "lower"), "upper")
    lower = replace(lower, roles=tuple(roles_of(lower)))

    def row(words: str, answer: str) -> Alignment:
        match = replace(passage_of(lower, answer, Role.MEASURE), score=0.9)
        return replace(answered(upper, lower, words, Label.COVERED), matches=(match,))

    def place(*rows: Alignment) -> str:
        (gap,) = clause_gaps(upper, lower, answered(upper, lower, asked, Label.ABSENT), *rows)
        return gap.section[-1]

    assert place(row("法治宣传", "法治宣传"), row("行政执法", "行政执法")) == "第三章 自身建设"
    assert place(row("法治宣传", "公园绿地"), row("行政执法", "公园绿地")) == "第一章 城市更新"


def test_a_few_headings_that_are_left_are_no_chapters() -> None:
    upper = plan_of("第一章 生态\n强化受污染农用地土壤污染溯源整治。", "upper")
    tasks = "\n".join(f"建设{name}，完善{name}服务。" for name in ("公园", "学校", "医院", "水厂", "园区", "公路"))
    text = f"一是应对风险挑战的现实所需。加强风险防范。二是顺应发展趋势的必然要求。推动绿色转型，整治污染。\n{tasks}"
    lower = below(plan_of(text, "lower"), "upper")
    lower = replace(lower, roles=tuple(roles_of(lower)))
    (gap,) = clause_gaps(upper, lower, answered(upper, lower, "土壤污染", Label.ABSENT))
    assert (gap.section, gap.fit) == ((), None)


def test_an_answer_fits_under_a_heading_like_the_upper_one() -> None:
    upper = plan_of("第一章 湿地公园保护\n建设城市绿心。", "upper")
    lower = below(plan_of("第一章 产业\n修建厂房。\n第二章 公园和湿地\n清理垃圾。", "lower"), "upper")
    lower = replace(lower, roles=tuple(roles_of(lower)))
    (gap,) = clause_gaps(upper, lower, answered(upper, lower, "城市绿心", Label.ABSENT))
    assert (gap.section, gap.fit) == (("第二章 公园和湿地",), "heading")
    past = replace(lower, roles=(Role.ACHIEVEMENT,) * len(lower.roles))
    (gap,) = clause_gaps(upper, past, answered(upper, past, "城市绿心", Label.ABSENT))
    assert (gap.section, gap.fit) == ((), None)


def test_a_clause_above_all_headings_is_gathered_under_the_title() -> None:
    upper = plan_of("建设公园绿地。\n第一章 主要任务\n推进养老服务机构建设。", "upper", title="某市规划纲要")
    lower = below(plan_of(LOWER, "lower"), "upper")
    (gap,) = clause_gaps(upper, lower, answered(upper, lower, "公园绿地", Label.ABSENT))
    assert gap.topic == "某市规划纲要"


def test_a_clause_in_part_of_which_nothing_is_said_to_be_missing_is_no_gap() -> None:
    upper, lower = plan_of(UPPER, "upper"), below(plan_of(LOWER, "lower"), "upper")
    partial = answered(upper, lower, "养老服务", Label.PARTIAL, "公园")
    assert clause_gaps(upper, lower, partial)
    assert not clause_gaps(upper, lower, replace(partial, reason=Reason("partial_loose")))


def test_deep_headings_are_gathered_under_their_chapter() -> None:
    upper = plan_of(
        "第一篇 总述\n第一章 产业\n第一节 园区\n建设公园绿地。\n第二节 企业\n修建湿地步道。\n第二章 其他\n举办龙舟比赛。",
        "upper",
    )
    lower = below(plan_of(LOWER, "lower"), "upper")
    asked = (answered(upper, lower, words, Label.ABSENT) for words in ("公园绿地", "湿地步道", "龙舟比赛"))
    assert [gap.topic for gap in clause_gaps(upper, lower, *asked) if gap.theme is None] == [
        "第一章 产业",
        "第一章 产业",
        "第一篇 总述",  # alone in its chapter
    ]


def test_clauses_of_a_plan_of_very_many_chapters_are_gathered_under_its_parts() -> None:
    names = "一二三四五六七八九"
    chapters = "\n".join(f"第{ten}十{one}章 章名\n发展事业{ten}{one}。" for ten in names[1:6] for one in names)
    upper = plan_of(f"第一篇 总述\n{chapters}\n第九十章 园区\n建设公园绿地。\n修建湿地步道。", "upper")
    lower = below(plan_of(LOWER, "lower"), "upper")
    asked = (answered(upper, lower, words, Label.ABSENT) for words in ("公园绿地", "湿地步道"))
    assert {gap.topic for gap in clause_gaps(upper, lower, *asked)} == {"第一篇 总述"}


def test_one_or_two_clauses_of_a_theme_are_listed_under_their_chapter() -> None:
    more = "\n推进养老服务机构改造。\n推进养老服务机构的人员培训，发放津贴。\n"
    upper = plan_of(UPPER + more, "upper")
    lower = below(plan_of(LOWER.replace("养老服务更加完善", "新建养老服务机构5家"), "lower"), "upper")
    care = ("推进养老服务机构建设", "养老服务机构改造", "人员培训")

    def topics(*words: str) -> list[str]:
        return [
            gap.topic for gap in clause_gaps(upper, lower, *(answered(upper, lower, w, Label.ABSENT) for w in words))
        ]

    assert topics(*care) == ["养老服务"] * 3
    assert topics(*care[:2]) == ["第一章 主要任务"] * 2


def test_the_report_of_one_year_need_not_hold_what_is_set_for_several() -> None:
    text = UPPER + "\n到2025年，养老服务床位达到500张。"
    lower = below(plan_of(LOWER.replace("养老服务更加完善", "新建养老服务机构"), "lower", kind=Kind.REPORT), "upper")

    def told(kind: Kind) -> dict[str, GapGroup]:
        upper = plan_of(text, "upper", kind=kind)
        absent = (answered(upper, lower, words, Label.ABSENT) for words in ("数据中心", "产业集群"))
        rows = (*absent, answered(upper, lower, "公园绿地", Label.PARTIAL))
        cells = tuple(judge([upper, lower], THEMES).values())
        return {gap.ref: gap.group for gap in find_gaps(lower, [upper], THEMES, cells, rows)}

    of_several, of_one = told(Kind.OUTLINE), told(Kind.REPORT)
    assert set(of_several.values()) == {GapGroup.OTHER_YEARS}
    # The number for 2025 and what is done in part this year are no gaps of the year; what is not done at all is.
    assert "T2" in of_one and "T2" not in of_several
    assert len(of_one) == len(of_several) + 2
    assert GapGroup.OTHER_YEARS not in of_one.values()


def test_a_project_found_in_the_upper_plan_that_is_another_place_s_is_no_gap() -> None:
    upper = plan_of(
        body_under_tasks("支持英德市创建茶旅示范区。", "支持发展茶旅融合示范区。"), "upper", region="清远市"
    )
    lower = below(plan_of(LOWER, "lower", region="连州市"), "upper")

    def gaps(name: str) -> list[str]:
        return [gap.topic for gap in gaps_between(upper, lower, (Theme("D1", name, "", source="discovered"),))]

    assert gaps("英德市创建茶旅示范区") == []
    assert gaps("茶旅融合示范区") == ["茶旅融合示范区"]


def test_rows_of_tables_are_told_of_as_targets_alone() -> None:
    upper = plan_of(UPPER, "upper")
    lower = below(plan_of(LOWER, "lower"), "upper")
    absent = answered(upper, lower, "公园绿地", Label.ABSENT)
    start = absent.clause.start
    table = Table(start, absent.clause.end, "", (), (((start, absent.clause.end),),))
    assert not clause_gaps(replace(upper, tables=(table,)), lower, absent)


def test_clauses_that_say_the_same_make_one_gap() -> None:
    upper = plan_of(UPPER + "\n第二章 保障\n推进养老服务机构的建设。", "upper")
    lower = below(plan_of(LOWER, "lower"), "upper")
    twice = [
        answered(upper, lower, words, Label.ABSENT) for words in ("推进养老服务机构建设", "推进养老服务机构的建设")
    ]
    (gap,) = clause_gaps(upper, lower, *twice)
    assert {gap.ref, *gap.repeats} == {each.id for each in twice}
    assert len(clause_gaps(upper, lower, twice[0], answered(upper, lower, "公园绿地", Label.ABSENT))) == 2


def test_a_lost_clause_tells_where_it_comes_from() -> None:
    top = plan_of(body_under_tasks("全省推进养老服务机构建设。"), "top")
    upper = below(plan_of(UPPER, "upper"), "top")
    lower = below(plan_of(LOWER, "lower"), "upper")
    rows = (
        answered(top, upper, "全省", Label.COVERED, "养老服务", "公园绿地"),
        answered(upper, lower, "养老服务", Label.ABSENT),
        answered(upper, lower, "公园绿地", Label.ABSENT),
    )
    cells = judge([upper, lower], THEMES).values()
    found = find_gaps(lower, [upper], THEMES, cells, rows[1:], origins=find_origins(rows))
    assert {gap.upper_quote.quote: gap.origins for gap in found if gap.kind == "clause"} == {
        "推进养老服务机构建设。": ("top",),
        "完善公园绿地。": (),
    }


@pytest.mark.parametrize(
    ("set_below", "group"),
    [
        ("组织实施重大项目120个，先进制造业类项目占比达55%。", GapGroup.BELOW),
        ("组织实施重大项目120个，先进制造业类项目占比达60%。", None),
        ("2027年组织实施重大项目120个，先进制造业类项目占比达55%。", None),
    ],
)
def test_a_clause_whose_number_is_set_lower_stands_first(set_below: str, group: GapGroup | None) -> None:
    said = "到2030年实施重大项目300个，先进制造业项目占比达到58%。", "建设市级儿童医院和妇女健康服务中心。"
    upper = plan_of(body_under_tasks(*said), "upper", region="清河市")
    lower = below(plan_of(body_under_tasks(set_below, "整治河道，清理垃圾。"), "lower", region="临水县"), "upper")
    found = find_gaps(lower, [upper], (), (), alignments([upper, lower]))
    assert {gap.group for gap in found if "儿童医院" in gap.upper_quote.quote} == {GapGroup.ABSENT}
    lowered = [gap for gap in found if "重大项目" in gap.upper_quote.quote]
    assert [gap.group for gap in lowered if gap.group is GapGroup.BELOW] == ([group] if group else [])
    if group:
        assert found[0] is lowered[0] and lowered[0].severity == max(gap.severity for gap in found)
        assert "上位规划定为58%，本规划只定到55%。" in suggestion(lowered[0], "清河市", "zh")


@pytest.mark.parametrize(("level", "group"), [(Level.NATIONAL, None), (Level.PROVINCE, GapGroup.BELOW)])
def test_a_clause_below_a_mean_of_the_country_is_no_gap(level: Level, group: GapGroup | None) -> None:
    upper = replace(plan_of(body_under_tasks("建设健康设施，人均预期寿命达到80岁。"), "upper"), level=level)
    lower = plan_of(body_under_tasks("建设健康设施，人均预期寿命达到78岁。"), "lower")
    lower = below(replace(lower, level=Level.CITY), "upper")
    answer = replace(
        answered(upper, lower, "健康设施", Label.PARTIAL, "健康设施"), reason=Reason("partial_lower", ("80岁", "78岁"))
    )
    assert [gap.group for gap in find_gaps(lower, [upper], (), (), [answer])] == ([group] if group else [])


@pytest.mark.parametrize(
    ("verdict", "code", "group"),
    [
        (Verdict.BELOW, "target_below", GapGroup.BELOW),
        (Verdict.BELOW, "target_below_mean", None),
        (Verdict.NOT_COMPARABLE, "target_other_year", GapGroup.POSSIBLE),
    ],
)
def test_the_targets_say_whether_the_figure_of_a_clause_is_lower(
    verdict: Verdict, code: str, group: GapGroup | None
) -> None:
    upper = plan_of(body_under_tasks("推进农机示范，农业机械化率达到57%。"), "upper")
    lower = below(plan_of(body_under_tasks("推进农机示范，农业机械化率达到53%。"), "lower"), "upper")
    answer = answered(upper, lower, "农机示范", Label.PARTIAL, "农机示范")
    answer = replace(answer, clause=replace(answer.clause, clause=2), reason=Reason("partial_lower", ("57%", "53%")))
    above = replace(target_of(upper, "农机示范"), value="57", unit="%", clause=2)
    pair = TargetPair("p", "upper", "lower", "农业机械化率", above.id, None, verdict, Reason(code))
    found = find_gaps(lower, [upper], (), (), [answer], (above,), (pair,))
    assert [gap.group for gap in found] == ([group] if group else [])


@pytest.mark.parametrize("nearest", ["建设美丽海湾", "近岸整治率达155%"], ids=["no figure", "a longer figure"])
def test_the_passage_with_the_lower_figure_is_quoted_first(nearest: str) -> None:
    upper = plan_of(body_under_tasks("加强海域治理，水质优良比例达到86%。"), "upper")
    lower = plan_of(body_under_tasks(f"加强海域治理，{nearest}。", "到2030年水质优良比例达55%。"), "lower")
    answer = answered(upper, lower, "海域治理", Label.PARTIAL, nearest, "比例达55%")
    answer = replace(answer, reason=Reason("partial_lower", ("86%", "55%")))
    (gap,) = find_gaps(below(lower, "upper"), [upper], (), (), [answer])
    assert [passage.quote for passage in gap.nearest][0] == "到2030年水质优良比例达55%。"


def test_what_the_plan_may_say_in_other_words_is_to_be_checked_and_no_fault() -> None:
    upper = plan_of(body_under_tasks("鼓励支持各类创业。", "建立健全殡葬服务制度。"), "upper")
    lower = below(plan_of(body_under_tasks("办好创业孵化基地。", "整治河道。"), "lower"), "upper")
    rows = [answered(upper, lower, words, Label.ABSENT, "河道") for words in ("创业", "殡葬")]
    faint = {"reason": Reason("clause_absent", ("0.1",)), "score": 0.1}
    rows = [replace(row, matches=_faint(row, 0.1), **faint) for row in rows]
    groups = {gap.upper_quote.quote: (gap.group, gap.topic) for gap in clause_gaps(upper, lower, *rows)}
    assert groups["鼓励支持各类创业。"] == (GapGroup.POSSIBLE, "待核对")
    assert groups["建立健全殡葬服务制度。"] == (GapGroup.ABSENT, "第一章 主要任务")
    near = [replace(row, matches=_faint(row, 0.47), score=0.47) for row in rows]
    assert {gap.group for gap in clause_gaps(upper, lower, *near)} == {GapGroup.POSSIBLE}
    decided = [replace(row, decided=True) for row in near]
    assert {gap.group for gap in clause_gaps(upper, lower, *decided)} == {GapGroup.ABSENT}


@pytest.mark.parametrize(("first", "told"), [(0.44, ()), (0.1, ("深化“校园餐”专项整治",))])
def test_of_an_absent_clause_that_loses_what_it_opens_with_the_whole_is_told(
    first: float, told: tuple[str, ...]
) -> None:
    quote = "深化“校园餐”专项整治，对“口中夺食”的行为零容忍。"
    upper = plan_of(body_under_tasks(quote), "upper")
    lower = below(plan_of(body_under_tasks("整治河道。", "改造电网。"), "lower"), "upper")
    row = answered(upper, lower, "校园餐", Label.ABSENT, "河道")
    start = row.clause.start
    parts = ((0, 11, first), (12, 24, 0.5 - first))
    items = tuple(
        Item(quote[at:end], start + at, start + end, Label.ABSENT, _faint(row, score)) for at, end, score in parts
    )
    row = replace(row, items=items, matches=_faint(row, 0.1), score=0.1, reason=Reason("clause_absent", ("0.10",)))
    (gap,) = clause_gaps(upper, lower, row)
    assert gap.lacks == told


def _faint(row: Alignment, score: float) -> tuple[Passage, ...]:
    return tuple(replace(match, score=score) for match in row.matches)


def test_why_the_figures_are_as_they_are_is_asked_of_nobody() -> None:
    upper = plan_of(body_under_tasks("确定这些目标，兼顾了需要与可能。", "推进殡葬改革。"), "upper")
    lower = below(plan_of(body_under_tasks("整治河道。"), "lower"), "upper")
    rows = [answered(upper, lower, words, Label.ABSENT, "河道") for words in ("兼顾", "殡葬")]
    assert [gap.upper_quote.quote for gap in clause_gaps(upper, lower, *rows)] == ["推进殡葬改革。"]


BUILDINGS = """
桥梁 水库 码头 学校 医院 公园 剧场 书店 粮仓 画廊 隧道 车站 泵站 电厂 冷库 市场 苗圃 花圃 菜窖 茶园 果园 博物馆
体育场 凉亭 幼儿园 图书馆 实验室 变电站 污水厂 加油站 报刊亭 停车场 消防站 观景台 游客中心 会展中心 档案中心 急救中心 殡仪馆 屠宰场 气象站 鱼塘 马场 菜场
矿井 堤防 路灯 厕所 驿站
"""


def test_more_gaps_than_a_reader_takes_in_are_gathered_the_lightest_last() -> None:
    names = BUILDINGS.split()
    lines = (f"第{at}章 {name}\n修建{name}。" for at, name in enumerate(names, 1))
    upper = plan_of("\n".join(lines), "upper")
    lower = below(plan_of(body_under_tasks("整治河道。"), "lower"), "upper")
    found = clause_gaps(upper, lower, *(answered(upper, lower, f"修建{name}", Label.ABSENT, "河道") for name in names))
    assert len(found) == len(names) and len({gap.topic for gap in found}) <= MOST
    assert [gap.topic for gap in found[ROWS:]] == [REST] * (len(names) - ROWS)


def test_of_a_plan_that_only_looks_back_nothing_is_called_missing() -> None:
    upper = plan_of(UPPER, "upper")
    lower = below(plan_of("第一章 工作回顾\n建成公园三座。\n河道整治完成。", "lower"), "upper")
    past = replace(lower, roles=(Role.GOAL, Role.ACHIEVEMENT, Role.ACHIEVEMENT))
    rows = [answered(upper, past, "公园绿地", Label.ABSENT, "河道")]
    assert {gap.group for gap in clause_gaps(upper, past, *rows)} == {GapGroup.POSSIBLE}
    known = replace(past, roles=(Role.GOAL, Role.MEASURE, Role.ACHIEVEMENT))
    assert {gap.group for gap in clause_gaps(upper, known, *rows)} == {GapGroup.ABSENT}


@pytest.mark.parametrize(("ahead", "group"), [(0.53, GapGroup.POSSIBLE), (0.22, GapGroup.WEAKER)])
def test_past_work_alone_is_no_sure_gap_beside_a_likely_answer_ahead(ahead: float, group: GapGroup) -> None:
    upper = plan_of(UPPER, "upper")
    lower = below(plan_of(body_under_tasks("公园绿地更加完善。", "加强园林养护。"), "lower"), "upper")
    past = replace(passage_of(lower, "公园绿地", Role.ACHIEVEMENT), score=0.85)
    near = replace(passage_of(lower, "园林养护", Role.MEASURE), score=ahead)
    row = replace(
        answered(upper, lower, "公园绿地", Label.PARTIAL), matches=(past, near), reason=Reason("partial_past")
    )
    (gap,) = clause_gaps(upper, lower, row)
    assert gap.group is group


def test_a_lower_number_of_another_indicator_is_to_be_checked() -> None:
    upper = plan_of(body_under_tasks("纺织服装产业增加值增长16%左右。"), "upper", level=Level.PROVINCE)

    def group(task: str) -> GapGroup:
        lower = below(plan_of(body_under_tasks(task), "lower", level=Level.CITY), "upper")
        row = answered(upper, lower, "纺织服装", Label.PARTIAL, task)
        row = replace(row, reason=Reason("partial_lower", ("16%", "8%")))
        (gap,) = [gap for gap in clause_gaps(upper, lower, row) if gap.reason.code == "partial_lower"]
        return gap.group

    assert group("规上工业增加值增长8%左右。") is GapGroup.POSSIBLE
    assert group("纺织服装产业增加值增长8%左右。") is GapGroup.BELOW
