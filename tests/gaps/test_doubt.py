"""Why what nothing surely answers is no sure gap: general aims, what is kept above, what not every place has."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from compare.gaps.doubt import doubt_of, first_scarce, is_told_in_words
from compare.gaps.weight import is_sum
from compare.gaps.written import Tasks
from compare.model import Alignment, Item, Label, Level, Passage, Place, Plan, Reason, Role
from compare.targets import find_targets
from tests.builders import body_under_tasks, plan_of

NATION = replace(plan_of("", "upper"), level=Level.NATIONAL, region="")
PROVINCE = replace(plan_of("", "upper"), level=Level.PROVINCE, region="广东省")


def city(*tasks: str) -> Plan:
    return replace(plan_of(body_under_tasks(*tasks), "lower"), level=Level.CITY, region="清远市")


LOWER = city("整治河道，清理垃圾。")


def passage(quote: str, score: float = 0.1, section: tuple[str, ...] = ()) -> Passage:
    return Passage(quote, 0, len(quote), section, Place("line", 1), Role.MEASURE, score, Reason("near"))


def row(quote: str, best: float = 0.1, section: tuple[str, ...] = (), **more: Any) -> Alignment:
    near = (passage("整治河道，清理垃圾。", best),)
    code = Reason("clause_absent", (f"{best:.2f}",))
    clause = passage(quote, section=section)
    return replace(Alignment("a", "upper", "lower", "judged", clause, Label.ABSENT, 0.1, code, (), near), **more)


def code_of(asked: Alignment, upper: Plan = PROVINCE, lower: Plan = LOWER, lacks: tuple[str, ...] = ()) -> str:
    told = doubt_of(asked, lacks, upper, Tasks(lower))
    return told.code if told else ""


@pytest.mark.parametrize(
    ("quote", "code"),
    [
        ("实施积极应对人口老龄化国家战略。", "too_general"),
        ("坚持主动服务与依法监管共同发力，推动有效市场和有为政府更好结合。", "too_general"),
        ("广泛践行社会主义核心价值观。", "too_general"),
        ("只要信心不滑坡，办法总比困难多。", "too_general"),
        ("加强政策需求调研和落地执行监测，确保政策的适配性。", "too_general"),
        ("建立长期护理保险制度。", ""),
        ("实施返乡创业“七个一”行动。", ""),
        ("为重点人群免费开展结直肠癌筛查。", ""),
    ],
)
def test_an_aim_that_any_plan_serves_is_to_be_checked_and_an_arrangement_is_lacking(quote: str, code: str) -> None:
    assert code_of(row(quote)) == code


def test_how_the_government_works_is_each_government_s_own() -> None:
    task = "推广电子报表，减轻填报负担。"
    assert code_of(row(task, section=("三、任务", "加强政府自身建设"))) == "too_general"
    assert code_of(row(task, section=("三、任务", "深化数字改革"))) == ""


@pytest.mark.parametrize(
    ("quote", "upper", "code"),
    [
        ("加强外商投资服务保障，打造“投资中国”品牌。", NATION, "kept_above"),
        ("加强外商投资服务保障，打造“投资中国”品牌。", PROVINCE, ""),
        ("完善耕地占补平衡制度。", NATION, "kept_above"),
        ("健全数据基础制度，大力推动数据开发开放和流通使用，建设数据市场。", NATION, ""),
        ("落实和完善异地就医结算。", NATION, ""),
        ("承办联合国海洋城市大会。", PROVINCE, "kept_above"),
        ("支持韶关、湛江创建文明城市。", PROVINCE, "kept_above"),
    ],
)
def test_what_the_upper_level_does_itself_is_no_fault_below(quote: str, upper: Plan, code: str) -> None:
    assert code_of(row(quote), upper) == code


def test_what_not_every_place_has_is_lacking_only_where_the_plan_names_it() -> None:
    zones = row("深化综合保税区监管创新。")
    assert code_of(zones) == "not_everywhere"
    assert code_of(zones, lower=city("整治河道。", "申建综合保税区。")) != "not_everywhere"
    assert first_scarce("深化股权投资改革试点", LOWER) == "深化股权投资改革试点"
    assert first_scarce("新建养老机构", LOWER) == ""


@pytest.mark.parametrize(
    ("quote", "task", "doubted"),
    [
        ("推进技术改造，赋能传统产业焕新。", "实行千企技改行动，“一企一策”培育骨干企业。", True),
        ("推进技术改造，赋能传统产业焕新。", "举办传统节日活动，培育骨干企业。", False),
        ("推进技术改造，推动科研仪器共享，建设概念验证中心。", "实行千企技改行动。", False),
        ("引导企业建立首席质量官制度。", "实行千企技改行动。", False),
    ],
)
def test_what_a_task_speaks_of_in_other_words_is_to_be_checked(quote: str, task: str, doubted: bool) -> None:
    assert (code_of(row(quote), lower=city(task)) == "clause_absent") is doubted


def test_a_small_part_of_what_is_answered_is_to_be_checked() -> None:
    def part(*labels: Label) -> str:
        items = tuple(Item("互认检查检验结果", 0, 8, label, ()) for label in labels)
        code = Reason("partial_missing", ("推动检查检验结果互认",))
        asked = row("深化公立医院改革，推动检查检验结果互认。", items=items, reason=code)
        return code_of(asked, lacks=("推动检查检验结果互认",))

    assert part(Label.ABSENT, Label.COVERED, Label.COVERED) == "small_part"
    assert part(Label.ABSENT, Label.COVERED) == ""


def test_what_a_person_or_a_second_reader_found_is_not_doubted() -> None:
    asked = row("实施积极应对人口老龄化国家战略。")
    assert doubt_of(replace(asked, decided=True), (), PROVINCE, Tasks(LOWER)) is None
    assert doubt_of(replace(asked, judged_by="m"), (), PROVINCE, Tasks(LOWER)) is None


@pytest.mark.parametrize(("score", "doubted"), [(0.35, False), (0.36, True)])
def test_what_is_nearly_taken_up_is_left_open_and_a_kindred_passage_alone_leaves_nothing_open(
    score: float, doubted: bool
) -> None:
    asked = row("支持有条件的地方推广中小学春秋假。", 0.29, score=score)
    assert (doubt_of(asked, (), PROVINCE, Tasks(LOWER)) is not None) is doubted


@pytest.mark.parametrize("second", [0.5, 0.6])
def test_what_is_missing_beside_two_sure_answers_is_a_small_part(second: float) -> None:
    items = tuple(Item(words, 0, 8, Label.ABSENT, ()) for words in ("引导企业优化市场布局", "培育出口基地"))
    asked = row("引导企业优化市场布局，培育出口基地。", items=items, reason=Reason("partial_missing", ("x",)))
    asked = replace(asked, matches=(passage("加强海外仓建设。", 0.8), passage("稳定外贸。", second)))
    assert code_of(asked, lacks=("引导企业优化市场布局",)) == ("small_part" if second >= 0.6 else "")


def test_a_direction_that_is_taken_up_is_no_sure_gap() -> None:
    assert code_of(row("深化国资监管。", reason=Reason("partial_direction"))) == "partial_direction"


@pytest.mark.parametrize(("chance", "code"), [(0.15, ""), (0.16, "kept_above")])
def test_what_likely_concerns_others_is_to_be_checked(chance: float, code: str) -> None:
    assert code_of(row("建设国家一流生态岛。", for_others=chance)) == code


def test_what_opens_a_sentence_is_its_task_and_no_outcome_of_another() -> None:
    assert code_of(row("促进和规范公益慈善事业发展。")) == ""
    tail = row("健全快递网络，促进城乡更好融合。")
    assert code_of(tail, lacks=("促进城乡更好融合",)) == "too_general"


def test_where_something_comes_near_each_thing_that_a_clause_sets_it_may_be_answered() -> None:
    quote = "发放护理补贴，改造居家环境。"

    def thing(words: str, near: float) -> Item:
        return Item(words, 0, len(words), Label.ABSENT, (passage("整治河道，清理垃圾。", near),))

    things = thing("发放护理补贴", 0.31), thing("改造居家环境", 0.35)
    assert code_of(row(quote, items=things)) == "clause_absent"
    assert code_of(row(quote, items=(things[0], thing("改造居家环境", 0.1)))) == ""
    told = city("发放护理补贴。", "改造居家环境。")
    far = thing("发放护理补贴", 0.1), thing("改造居家环境", 0.1)
    assert code_of(row(quote, items=far), lower=told) == "clause_absent"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("主要污染物减排、单位地区生产总值能耗下降完成省下达任务。", True),
        ("推动单位地区生产总值能耗下降。", False),
        ("单位地区生产总值能耗降幅高于全省1个百分点。", True),
        ("推进城镇老旧小区改造36个。", False),
    ],
)
def test_an_indicator_may_be_set_in_words(said: str, told: bool) -> None:
    upper = replace(plan_of(body_under_tasks("单位地区生产总值能耗降低2.5%。"), "upper"), level=Level.PROVINCE)
    (target,) = find_targets(upper)
    assert is_told_in_words(target, Tasks(city(said))) is told


@pytest.mark.parametrize(
    ("part", "sums"),
    [("抓好3500多个项目", True), ("建设幸福院30个", True), ("普及率达到94%", False), ("推动检查检验结果互认", False)],
)
def test_how_much_the_whole_province_does_is_nothing_to_add(part: str, sums: bool) -> None:
    assert is_sum(part, PROVINCE, LOWER) is sums
    assert not is_sum(part, LOWER, LOWER)
