"""A verdict says no more than its items, on any two plans: made ones, and those of the public corpora."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from compare import RunOptions
from compare.align import Counterpart, align, asking, side_of
from compare.align.chances import Chances
from compare.align.counterparts import Bounds, within_bounds
from compare.align.features import Nearness
from compare.align.models import models
from compare.align.other_objects import other_member
from compare.align.queries import ask, batch_of, questions
from compare.align.rivals import rivals_in
from compare.align.shortfall import shortfall
from compare.align.signals import SidePair
from compare.align.verdict import ANSWERED, Judgement, judge
from compare.corpus import given_plans
from compare.features import Reading
from compare.model import BELIEVED, Alignment, Label, Reason, Verdict
from compare.pipeline.compare import compare_plans, read_plans
from compare.text import find_areas
from tests.builders import alignments, below, body_under_tasks, plan_of

TAKEN_UP = {Label.COVERED, Label.PARTIAL}
TASKS = (
    "推进教育、医疗、养老服务、托育服务等公共服务共享。",
    "深入实施提振消费专项行动，建设国际消费中心城市，支持老字号创新发展。",
    "培育壮大人工智能、生物制造等产业，建设未来产业先导区。",
    "完善饮用水水源保护区制度，严控入河排污口。",
    "规划期内不安排城际轨道交通延伸。",
    "推进城际轨道交通向连州延伸，建设连州城际站。",
    "养老护理员持证上岗率达到90%以上。",
    "养老护理员持证上岗率达到80%以上。",
    "过去五年，建成农村公路300公里。",
)


def check(rows: Iterable[Alignment]) -> None:
    """Hold each row to what verdicts promise."""
    for row in rows:
        items = [item.label for item in row.items]
        answered, absent = items.count(Label.COVERED), items.count(Label.ABSENT)
        assert (row.score >= 0.5) == (row.label in TAKEN_UP)
        if row.label in TAKEN_UP:
            assert row.matches[0].score >= BELIEVED
        if row.label is Label.COVERED and items:
            assert answered >= ANSWERED * len(items)
            assert 2 * absent < len(items)
        if row.label is Label.PARTIAL and items:
            assert absent < len(items)
            assert answered < len(items)
            if row.reason.code == "partial_missing":
                assert 0 < len(row.reason.values) < len(items)
                assert len(row.reason.values) <= (absent or len(items) - answered)
        if row.label in {Label.ABSENT, Label.NOT_APPLICABLE}:
            assert set(items) <= {row.label}
        if row.sure:
            assert row.label in {Label.COVERED, Label.NOT_APPLICABLE}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(TASKS), min_size=1), st.lists(st.sampled_from(TASKS), min_size=1))
def test_a_verdict_agrees_with_its_items(upper: list[str], lower: list[str]) -> None:
    above = plan_of(body_under_tasks(*upper), "upper", region="清远市")
    check(alignments([above, below(plan_of(body_under_tasks(*lower), "lower", region="连州市"), "upper")]))


def test_verdicts_on_public_plans_agree_with_their_items(corpora: Path) -> None:
    files = sorted((corpora / "work_reports").glob("2024_*.txt"))[::24]
    plans = read_plans(given_plans((files[0],), tuple(files[1:])))[0]
    for upper, lower in pairwise(plans):
        check(alignments([replace(upper, upper=()), below(lower, upper.id)]))


@pytest.mark.parametrize(
    ("upper", "lower", "told"),
    [
        ("每千名老年人拥有养老床位达到35张以上。", "每千名老年人拥有养老床位数达到20张以上。", ("35张", "20张")),
        ("人均预期寿命超过85岁。", "全县人均预期寿命超过83岁。", ("85岁", "83岁")),
        ("持证上岗率达到90%以上。", "持证上岗率达到95%以上。", None),
        ("新增就业10万人。", "新增就业1万人。", None),
        ("城镇调查失业率控制在5.5%以内。", "城镇调查失业率控制在5%以内。", None),
        ("居民消费价格涨幅3%左右。", "居民消费价格涨幅2%左右。", None),
        ("全年物价总水平上涨3%。", "物价总水平上涨2%。", None),
        ("地区生产总值年均增长6.5%。", "地区生产总值年均增长5%。", ("6.5%", "5%")),
        ("纺织服装产业增加值增长16%左右。", "规模工业增加值增长7%左右。", None),
        ("数字经济核心产业增加值占比达到12%。", "战略性新兴产业增加值占比达到10%。", None),
        ("工业投资增长20%。", "工业投资增长7%。", ("20%", "7%")),
        ("新兴产业增加值占工业增加值比重达到35%。", "工业增加值增长5.5%。", None),
        ("地区生产总值年均增长6%左右。", "地区生产总值年均增长6%。", None),
        ("森林覆盖率达到60%。", "城镇化率达到55%。", None),
        ("规上工业增加值增长7%。", "规模以上工业增加值增长6%-7%。", None),
        ("规上工业增加值增长6-7%。", "规上工业增加值增长6.5%。", None),
        ("规上工业增加值增长6%～7%。", "规上工业增加值增长4-5%。", ("6%", "5%")),
        ("到2030年，森林覆盖率达到60%。", "到2027年，森林覆盖率达到55%。", None),
        ("到2030年，森林覆盖率达到60%。", "2030年，森林覆盖率达到55%。", ("60%", "55%")),
        ("到2030年，森林覆盖率达到60%。", "森林覆盖率达到55%。", ("60%", "55%")),
        ("居民人均可支配收入达到5.2万元。", "居民人均可支配收入达到48000元。", ("5.2万元", "48000元")),
        ("居民人均可支配收入达到52000元。", "居民人均可支配收入达到5.2万元。", None),
        ("森林覆盖率达到百分之六十。", "森林覆盖率达到五成以上。", ("60%", "50%")),
        ("每个县引进1个50亿元项目。", "每个县引进1个20亿元项目。", None),
        ("平均每年增加财政收入3000万元。", "平均每年增加财政收入2000万元。", None),
        ("培育全球前2%顶尖科学家。", "培育全球前1%顶尖科学家。", None),
        ("实现学校课后服务全覆盖。", "学校课后服务覆盖率达到80%。", ("全覆盖", "80%")),
        ("实现学校课后服务全覆盖。", "学校课后服务覆盖率达到100%。", None),
        ("实现学校课后服务全覆盖。", "学校课后服务满意率达到90%。", None),
        ("平均每万人拥有公交车12标台。", "平均每万人拥有公交车9标台。", ("12标台", "9标台")),
        ("每个乡镇至少建成3家农村互助养老院。", "各乡镇至少建成1家农村互助养老院。", ("3家", "1家")),
        ("每村配备2名以上乡村医生。", "每个行政村配备1名乡村医生。", ("2名", "1名")),
        ("新建农村互助养老院30家。", "新建农村互助养老院3家。", None),
        ("对首次认定的企业给予一次性奖励50万元。", "对首次认定的企业给予一次性奖励5万元。", ("50万元", "5万元")),
        ("对新认定的“小巨人”企业奖励100万元。", "对新认定的“小巨人”企业奖励30万元。", ("100万元", "30万元")),
        ("对认定的省级以上众创空间给予50万元奖补。", "对认定的省级以上众创空间给予10万元奖补。", ("50万元", "10万元")),
        ("最低工资标准提高到2300元。", "最低工资标准提高到2000元。", ("2300元", "2000元")),
        ("人均公共图书馆藏书达到1.2册。", "人均公共图书馆藏书达到0.8册。", ("1.2册", "0.8册")),
        ("公共图书馆藏书达到120万册。", "公共图书馆藏书达到8万册。", None),
        ("发放稳岗补贴5000万元。", "发放稳岗补贴300万元。", None),
        ("给予补贴资金总额5000万元。", "给予补贴资金总额300万元。", None),
    ],
)
def test_a_share_or_an_amount_for_each_that_is_set_lower(upper: str, lower: str, told: tuple[str, str] | None) -> None:
    assert shortfall(upper, lower) == told


def test_what_one_passage_sets_in_full_is_not_lowered_by_last_year_s_figure_in_another() -> None:
    upper, past = "进出口总额增长3%左右。", "进出口总额增长0.3%。"
    assert shortfall(upper, past) == ("3%", "0.3%")
    assert shortfall(upper, past, "进出口总额增长3%左右。") is None


def test_an_item_whose_name_the_lower_plan_never_writes_is_not_answered() -> None:
    above = plan_of(
        body_under_tasks("实施“星火链企”培育计划，发展特色农业产业园，完善农产品冷链物流，培育农产品品牌。"),
        "upper",
        region="清远市",
    )
    lower = body_under_tasks("实施企业培育计划，发展特色农业产业园，完善农产品冷链物流体系，培育农产品品牌。")
    (row,) = alignments([above, below(plan_of(lower, "lower", region="连州市"), "upper")])
    labels = {item.quote: item.label for item in row.items}
    assert labels["实施“星火链企”培育计划"] is not Label.COVERED
    assert labels["完善农产品冷链物流"] is Label.COVERED


def test_passages_that_answer_a_clause_together_are_told_as_a_set() -> None:
    above = plan_of(body_under_tasks("建设农村公路，完善农产品冷链物流，改造老旧供水管网。"), "upper", region="清远市")
    lower = ("建设农村公路50公里。", "完善农产品冷链物流，建设冷库两座。", "改造老旧供水管网20公里。")
    (row,) = alignments([above, below(plan_of(body_under_tasks(*lower), "lower", region="连州市"), "upper")])
    assert (row.label, row.reason) == (Label.COVERED, Reason("covered_together", ("3", "3")))
    assert len({item.matches[0].clause for item in row.items}) == 3


def told_by(upper: str, lower: str, figures: tuple[Counterpart, ...]) -> Alignment:
    """The one row of an upper clause in a lower plan whose targets were paired."""
    above = side_of(Reading(plan_of(body_under_tasks(upper), "upper", region="江口市")))
    under = side_of(Reading(below(plan_of(body_under_tasks(*lower.split("|")), "lower", region="溪源县"), "upper")))
    (row,) = align(asking(above), under, 1.0, {1: figures})
    return row


AIMS = "经济增长6%左右，工业增加值增长7%，居民收入与经济增长同步。|修建乡村道路，改造老旧管网。"


@pytest.mark.parametrize(
    ("upper", "lower", "figure", "label", "items"),
    [
        ("单位生产总值碳排放降低4%左右。", "完成上级下达的降碳任务。|新建学校。", (1, None), Label.COVERED, []),
        ("居民消费价格涨幅3%左右。", AIMS, (None, None), Label.ABSENT, []),
        ("居民消费价格涨幅3%左右。", "居民消费价格涨幅平稳可控。|新建学校。", (None, None), Label.PARTIAL, []),
        ("城镇新增就业5万人。", "过去一年，城镇新增就业4万人。|修建学校。", (None, None), Label.PARTIAL, []),
        ("森林覆盖率达到40%。", "森林覆盖率达到35%。|新建学校。", (1, ("40%", "35%")), Label.PARTIAL, []),
    ],
)
def test_a_clause_agrees_with_what_is_said_of_its_target(
    upper: str, lower: str, figure: tuple[int | None, tuple[str, str] | None], label: Label, items: list[Label]
) -> None:
    row = told_by(upper, lower, (Counterpart(0, len(upper), "", *figure),))
    assert (row.label, [item.label for item in row.items]) == (label, items)
    check([row])
    if figure[0] is not None:
        assert row.matches[0].clause == figure[0]


def test_an_item_whose_figure_is_not_set_is_not_answered() -> None:
    upper = "城镇新增就业5万人以上，城镇调查失业率5.5%左右。"
    lower = "城镇新增就业2000人以上，农民工返乡创业500人。|新建学校。"
    first, second = Counterpart(0, 11, "5", 1), Counterpart(12, len(upper), "5.5", None)
    row = told_by(upper, lower, (first, second))
    assert [item.label for item in row.items] == [Label.COVERED, Label.ABSENT]
    assert row.label is Label.PARTIAL
    check([row])


def test_clauses_of_public_plans_agree_with_their_targets(corpora: Path) -> None:
    """Where a target is met or told in words its clause is not absent; where it is not set the clause is not covered."""
    upper, *lowers = sorted((corpora / "work_reports").glob("2026_*.txt"))[::7]
    found = compare_plans(given_plans((upper,), lowers), [], options=RunOptions(jobs=1))
    rows = {(row.upper, row.lower, row.clause.clause): row for row in found.alignments}
    clauses = {target.id: target.clause for target in found.targets}
    for pair in found.target_pairs:
        row = rows.get((pair.upper, pair.lower, clauses[pair.upper_target]))
        if row is None or row.items:
            continue
        if pair.verdict is Verdict.MEETS or pair.reason.code == "target_handed_down":
            assert row.label not in {Label.ABSENT, Label.NOT_APPLICABLE}, pair
        if pair.verdict in {Verdict.MISSING, Verdict.BELOW}:
            assert row.label is not Label.COVERED, pair


@pytest.mark.parametrize(
    ("upper", "label", "sure"),
    [
        ("提升桂林机场能级，推进柳州港扩建。", Label.NOT_APPLICABLE, True),
        ("大力建设现代化南宁都市圈。", Label.NOT_APPLICABLE, True),
        ("支持革命老区加快发展，加强边境地区建设，统筹推进边境贸易发展。", Label.NOT_APPLICABLE, False),
    ],
)
def test_what_is_of_other_places_in_every_part_is_surely_not_applicable(upper: str, label: Label, sure: bool) -> None:
    above = plan_of(body_under_tasks(upper), "upper", region="广西壮族自治区")
    under = below(plan_of(body_under_tasks("扩建乡镇卫生院。", "修复河堤。"), "lower", region="玉林市"), "upper")
    (row,) = alignments([above, under])
    assert (row.label, row.sure) == (label, sure)


def test_a_clause_nearly_taken_up_with_a_passage_near_is_so_in_part() -> None:
    """Chance and nearness as in labelled clauses of provinces left out: what is shown beside it is no proof of absence."""
    near, far = (judged_at(0.47, nearness) for nearness in (0.4, 0.2))
    assert (near.label, near.score, near.items) == (Label.PARTIAL, 0.5, ())
    assert far.label is Label.ABSENT
    assert judged_at(0.3, 0.4).label is Label.ABSENT


def judged_at(taken_up: float, nearness: float) -> Judgement:
    """What is said of a clause of one thing that is so likely taken up, its nearest passage so likely an answer."""
    above = side_of(Reading(plan_of(body_under_tasks("做强做大文化产业。"), "upper", region="江口市")))
    under = side_of(Reading(below(plan_of(body_under_tasks("建设文创园。"), "lower", region="溪源县"), "upper")))
    (clause,) = ask(above.reading, [1])
    questioned = questions([clause])
    batch = batch_of(questioned, [clause])
    nearness_of = Nearness(above, under)
    near, rivals = nearness_of.features([1]), rivals_in(nearness_of, np.array([1]))
    (found,) = SidePair(above, under, questioned, rivals).found(
        batch, near, np.full(near.shape[1:], nearness), models().item, models().topics
    )
    return judge(found, clause, under.reading, Chances(taken_up, 0.9, 0.1))


@pytest.mark.parametrize(
    ("upper", "lower", "answered"),
    [
        ("建成三级公路60公里、四级公路220公里。", "建成三级公路6公里。", [True, False]),
        ("建成三级公路60公里、四级公路220公里。", "建成三级公路6公里、四级公路20公里。", [True, True]),
        ("改造老旧小区245个，加装电梯300部，建设完整社区18个。", "完成老旧小区改造18个。", [True, False, False]),
        ("完成20个灌区节水改造项目、116个行政村生活污水治理任务。", "完成5个村生活污水治理。", [False, True]),
    ],
)
def test_an_amount_is_answered_only_where_what_it_is_of_is_named(upper: str, lower: str, answered: list[bool]) -> None:
    above = plan_of(body_under_tasks(upper), "upper", region="清远市")
    lines = (lower, "加快发展特色农业，建设菜心产业园。", "推进教育资源均衡配置。")
    (row,) = alignments([above, below(plan_of(body_under_tasks(*lines), "lower", region="连州市"), "upper")])
    assert [item.label is not Label.ABSENT for item in row.items] == answered
    assert row.label is (Label.COVERED if all(answered) else Label.PARTIAL)
    assert not (row.sure and row.label is not Label.COVERED)


@pytest.mark.parametrize(("own", "taken_up"), [("推动“数化连州”建设。", True), ("推进数据采集归档。", False)])
def test_a_brand_with_the_place_in_it_is_answered_by_the_same_brand_of_the_own_place(own: str, taken_up: bool) -> None:
    above = plan_of(body_under_tasks("健全编码规则，有序开展“数化清远”建设。"), "upper", region="清远市")
    lines = (own, "加快发展特色农业，建设菜心产业园。", "推进教育资源均衡配置。")
    (row,) = alignments([above, below(plan_of(body_under_tasks(*lines), "lower", region="连州市"), "upper")])
    assert (row.items[1].label is Label.COVERED) is taken_up
    assert (row.matches[0].quote == own) or not taken_up


@pytest.mark.parametrize(
    ("thing", "text", "own"),
    [
        ("林长制", "深入推行河长制", "林长制"),
        ("林长制", "推行河长制、林长制", ""),
        ("林长制", "推进国有林场改革", ""),
        ("数字政府", "推进数字乡村建设", "政府"),
        ("数字政府", "发展数字经济", ""),
    ],
)
def test_what_of_a_thing_is_its_own_beside_another_of_its_list(thing: str, text: str, own: str) -> None:
    things = ("河长制", "林长制") if thing.endswith("制") else ("数字政府", "数字乡村建设")
    assert other_member(things, things.index(thing), text) == own


@pytest.mark.parametrize(
    ("upper", "own"),
    [
        ("大力发展现代渔业产业。", "大力发展现代物流产业。"),
        ("深化医药卫生体制改革。", "深化投融资体制改革。"),
        ("健全残疾人关爱服务体系。", "健全农村留守儿童关爱服务体系。"),
        ("完善养老服务体系，新建养老院三所。", "完善托育服务体系，新建托育机构三所。"),
        ("加强农民工工伤保险。", "支持农民工返乡创业。"),
    ],
)
def test_the_same_said_of_another_object_takes_nothing_up(upper: str, own: str) -> None:
    rows = [held_against(upper, own), held_against(upper, upper)]
    assert [row.label for row in rows] == [Label.ABSENT, Label.COVERED]
    assert {item.label for item in rows[0].items} <= {Label.ABSENT}


FRAMES = (
    ("大力发展现代", "产业"),
    ("健全", "服务体系"),
    ("深化", "制度改革"),
    ("推进", "基地建设"),
    ("实施", "提升工程"),
)
OBJECTS = (
    "渔业",
    "物流",
    "养老",
    "医药",
    "住房公积金",
    "预算管理",
    "残疾人",
    "农村留守儿童",
    "集体产权",
    "校园安全",
    "茶叶",
    "光伏",
)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(FRAMES), st.permutations(OBJECTS))
def test_no_frame_takes_up_what_is_said_of_another_object(frame: tuple[str, str], objects: list[str]) -> None:
    asked, told = (f"{frame[0]}{each}{frame[1]}。" for each in objects[:2])
    assert held_against(asked, told).label is not Label.COVERED
    assert held_against(asked, asked).label is Label.COVERED


THINGS = (
    "实施老旧小区改造",
    "加装既有住宅电梯",
    "建设冷链物流骨干网",
    "推进林长制改革",
    "办好特殊教育",
    "建设城市大脑",
    "治理农业面源污染",
    "培育预制菜产业",
    "推广电子证照",
    "保护古树名木",
)


@settings(max_examples=40, deadline=None)
@given(st.permutations(THINGS))
def test_one_thing_of_three_is_never_sure_and_all_three_are_covered(things: list[str]) -> None:
    """Of 120 such clauses of twenty things 107 are told to be taken up in part, the others without being sure."""
    three = things[:3]
    asked = "，".join(three) + "。"
    assert not held_against(asked, three[0] + "。").sure
    assert held_against(asked, *(f"{each}。" for each in reversed(three))).label is Label.COVERED


@pytest.mark.parametrize(
    ("upper", "own"),
    [
        ("加快推进农村公路建设。", "加快推进乡村公路建设。"),
        ("深入推进安全生产治本攻坚三年行动。", "深入开展安全生产治本攻坚三年行动。"),
        ("扎实做好新时代双拥工作。", "扎实做好国防动员和双拥工作。"),
        ("打造7个千亿级特色产业集群。", "打造两个百亿级特色产业集群。"),
        ("加强和创新社会治理。", "加强基层社会治理。"),
        ("毫不懈怠抓好防汛抗旱。", "毫不放松抓好防汛抗旱。"),
        ("有序实施碳达峰山西行动。", "有序实施碳达峰阳泉行动。"),
        ("推进青年发展友好型广西建设。", "推进青年发展友好型城市建设。"),
        ("织密扎牢社会保障网。", "完善社会保障体系。"),
    ],
)
def test_kindred_words_verbs_manners_places_and_numbers_are_no_other_object(upper: str, own: str) -> None:
    assert held_against(upper, own).label in TAKEN_UP


def test_an_object_may_have_a_longer_name_than_what_is_said_of_it() -> None:
    row = held_against("积极培育新能源装备制造产业，打造产业集群。", "积极培育文化创意产业，打造产业集群。")
    assert row.label is not Label.COVERED
    assert not row.sure
    assert held_against("推进义务教育优质均衡发展。", "推进义务教育均衡发展。").label in TAKEN_UP


def test_a_clause_is_surely_covered_by_its_own_words() -> None:
    upper = "实施老旧小区改造，加装电梯，完善社区养老服务设施。"
    assert (held_against(upper, upper).label, held_against(upper, upper).sure) == (Label.COVERED, True)


def held_against(upper: str, *own: str) -> Alignment:
    """The row of an upper clause in a county's plan with sentences that may answer it and six that do not."""
    lines = (
        *own,
        "加快发展特色农业，建设菜心产业园。",
        "推进教育资源均衡配置。",
        "加强食品药品监管。",
        "完善公共文化设施。",
        "推进污水管网改造。",
        "做好稳就业工作。",
    )
    above = plan_of(body_under_tasks(upper), "upper", region="清远市")
    (row,) = alignments([above, below(plan_of(body_under_tasks(*lines), "lower", region="连州市"), "upper")])
    return row


@pytest.mark.parametrize(
    ("upper", "own"),
    [
        ("实施老旧小区改造，加装电梯，完善社区养老服务设施。", "实施老旧小区改造。"),
        ("建设冷链物流骨干网，发展跨境电商，推进保税仓建设。", "建设冷链物流骨干网。"),
        ("发展银发经济、冰雪经济、低空经济。", "发展低空经济。"),
        ("推进林长制改革，建设国家储备林，发展林下经济。", "深化林长制改革。"),
        ("推进义务教育优质均衡，办好特殊教育。", "推进义务教育优质均衡发展。"),
        ("推进政务数据共享，建设城市大脑。", "推进政务数据共享。"),
        ("加强家庭医生签约，建设胸痛中心，开展癌症筛查。", "开展癌症早期筛查。"),
        ("培育链主企业，发展总部经济，建设中试基地。", "建设中试基地。"),
        ("推进内河航道整治，建设集疏运铁路，发展临港产业。", "推进内河航道整治。"),
    ],
)
def test_a_clause_of_which_one_thing_is_taken_up_is_so_in_part(upper: str, own: str) -> None:
    row = held_against(upper, own)
    assert (row.label, row.sure) == (Label.PARTIAL, False)
    assert [item.label for item in row.items].count(Label.COVERED) == 1


def test_what_is_absent_or_partial_is_never_sure() -> None:
    """However unlikely it is: of such clauses readers find something in the lower plan too often."""
    above = plan_of(body_under_tasks("培育壮大先进装备产业集群，到2025年产值达到500亿元。"), "upper", region="清远市")
    lower = plan_of(body_under_tasks("大力发展乡村旅游，建设精品民宿20家。"), "lower", region="连州市")
    (row,) = alignments([above, below(lower, "upper")])
    assert (row.label, row.sure) == (Label.ABSENT, False)


def test_a_clause_is_not_surely_covered_whose_thing_the_lower_plan_does_not_write() -> None:
    assert not held_against("改造提升农村电网，建设充电设施。", "改造提升农村电网。").sure


def test_a_clause_of_one_thing_is_not_covered_by_its_frame_alone() -> None:
    """The rarest word of the clause stands nowhere in the lower plan, and the rest of it is said of something else."""
    for upper, own in (
        ("发展民宿经济。", "发展乡村集体经济。"),
        ("推进商贸流通体系建设。", "推进社会信用体系建设。"),
    ):
        assert held_against(upper, own).label is not Label.COVERED


def test_what_was_done_in_a_year_gone_by_takes_up_a_task_in_part() -> None:
    lines = ("2020年，完成农村生活污水治理村庄120个。", "到2025年，农村自来水普及率达到95%。", "发展特色农业。")
    above = plan_of(body_under_tasks("推进农村生活污水治理。"), "upper", region="清远市", year=2021)
    lower = plan_of(body_under_tasks(*lines), "lower", region="连州市", year=2021)
    (row,) = alignments([above, below(lower, "upper")])
    assert (row.label, row.reason.code) == (Label.PARTIAL, "partial_past")


def test_each_of_two_lower_figures_is_an_item_in_part() -> None:
    """Through targets, which were paired: the first of two lower figures stood as answered beside the other."""
    upper = "到2025年，每千人口执业医师数达到3人，每千名老年人拥有养老床位40张。"
    own = "到2025年，每千人口执业医师数达到2.5人，每千名老年人拥有养老床位35张。"
    above = plan_of(body_under_tasks(upper), "upper", region="清远市", year=2021)
    lower = plan_of(body_under_tasks(own, "发展特色农业。"), "lower", region="连州市", year=2021)
    (row,) = compare_plans([above, below(lower, "upper")], []).alignments
    assert (row.label, row.reason.code) == (Label.PARTIAL, "partial_lower")
    assert [item.label for item in row.items] == [Label.PARTIAL, Label.PARTIAL]


LABELS = st.sampled_from([Label.COVERED, Label.PARTIAL, Label.ABSENT])
THINGS = st.frozensets(st.integers(0, 3))


@given(THINGS, THINGS, st.lists(st.integers(0, 3), min_size=1, unique=True).map(sorted))
def test_what_is_left_of_a_clause_is_never_known_to_be_all_unanswered(
    unset: frozenset[int], partly: frozenset[int], left: list[int]
) -> None:
    bounds = Bounds(partly=partly, unset=unset).of(left)
    assert len(bounds.unset) < len(left)
    assert bounds.unset | bounds.partly >= {at for at, thing in enumerate(left) if thing in unset}


@given(st.lists(LABELS, min_size=3, max_size=3), THINGS, THINGS)
def test_what_figures_leave_open_of_a_clause_that_is_taken_up_agrees_with_its_items(
    items: list[Label], unset: frozenset[int], partly: frozenset[int]
) -> None:
    reading = Reading(plan_of(body_under_tasks("新建水库3座，改造泵站5座，整治河道8条。"), "upper"))
    (asked,) = ask(reading, [1])
    told = Label.COVERED if items.count(Label.COVERED) >= ANSWERED * 3 else Label.PARTIAL
    bounds = Bounds(partly=partly, unset=unset)
    label, kept, reason = within_bounds(asked, (told, items, Reason("partial_loose")), bounds, ANSWERED)
    assert label is Label.PARTIAL or kept.count(Label.COVERED) >= ANSWERED * len(kept)
    assert set(kept) != {Label.ABSENT} and len(kept) == len(items)
    assert not any(kept[at] is Label.COVERED for at in (unset | partly) if at < len(kept))
    assert reason.code != "partial_missing" or 0 < len(reason.values) < len(kept)


def test_verdicts_on_reports_of_cities_below_their_provinces_agree_with_their_items(
    corpora: Path, tmp_path: Path
) -> None:
    """Places, targets and amounts as they are: what of 山东 is left for 济宁, which has no coast, once ended the run."""
    rows, codes = ["plans:"], {}
    for file in sorted((corpora / "work_reports").glob("2025_*.txt")):
        province = next(area for area in find_areas(file.stem[5:]) if len(area.code) == 2)
        codes[province.code] = (file, province.name)
    cities = [
        (file, area)
        for file in sorted((corpora / "work_reports").glob("2024_*.txt"))
        for area in find_areas(file.stem[5:])[:1]
        if len(area.code) == 4 and area.code[:2] in codes
    ]
    for number, (file, city) in enumerate(cities[23::24]):
        above, province = codes[city.code[:2]]
        shutil.copy(above, tmp_path / f"u{number}.txt")
        shutil.copy(file, tmp_path / f"l{number}.txt")
        rows.append(f"  - {{id: u{number}, file: u{number}.txt, level: province, region: {province}}}")
        rows.append(f"  - {{id: l{number}, file: l{number}.txt, level: city, region: {city.name}, upper: [u{number}]}}")
    (tmp_path / "plans.yaml").write_text("\n".join(rows), encoding="utf-8")
    found = compare_plans(tmp_path, [], options=RunOptions(jobs=1)).alignments
    assert len(found) > 100 * len(cities[23::24]) > 0
    check(found)
