"""What an upper sentence weighs: what only its own plan can carry out, or divide, weighs least and never leads."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from compare.gaps import find_gaps
from compare.gaps.weight import LIGHT, weight_of, weight_of_target
from compare.model import Alignment, Label, Level, Passage, Reason, Role
from compare.targets import find_targets
from tests.builders import below, body_under_tasks, plan_of

OWN, AMOUNT = "深入实施“强市会”行动，加快产业集聚。", "全年完成土地置换60万亩。"
PROJECTS, TASK = "推进云湖智算中心等75个亿元以上项目建设。", "建立涉农贷款风险补偿机制。"
RATE = "技术合同成交额增长10%以上。"


@pytest.mark.parametrize(
    ("quote", "weight"),
    [
        (OWN, LIGHT),
        ("加快“卖茶向卖生活方式转变”，打造10家体验店。", LIGHT),
        (PROJECTS, LIGHT),
        (AMOUNT, LIGHT),
        ("粮食产量1.4万亿斤左右；", LIGHT),
        (TASK, 1.0),
        (RATE, 1.0),
        ("推进智慧口岸和国际贸易“单一窗口”建设。", 1.0),
        ("完善“141X”乡村规划体系，和美乡村覆盖率达60%以上。", 1.0),
        ("改造提升3000个行政村村道。", 1.0),
    ],
)
def test_what_a_lower_plan_cannot_write_of_itself_is_light(quote: str, weight: float) -> None:
    upper = replace(plan_of("", "upper"), level=Level.PROVINCE, region="云湖省")
    assert weight_of(quote, upper, replace(plan_of("", "lower"), region="清河县")) == weight


@pytest.mark.parametrize(("about", "weight"), [("规划体系", LIGHT), ("和美乡村", 1.0)])
def test_what_is_lacking_of_a_sentence_weighs_by_its_own_phrase(about: str, weight: float) -> None:
    quote = "完善“141X”规划体系，全域推进和美乡村建设，覆盖率达60%以上。"
    assert weight_of(quote, plan_of("", "upper"), plan_of("", "lower"), about) == weight


def test_an_amount_of_the_place_itself_is_its_own() -> None:
    upper, lower = (replace(plan_of("", name), region="清河县") for name in ("upper", "lower"))
    assert weight_of(AMOUNT, upper, lower) == 1.0


@pytest.mark.parametrize(("said", "weight"), [("粮食产量达到60万吨。", LIGHT), ("城镇化率达到65%。", 1.0)])
def test_a_missing_amount_is_lighter_than_a_missing_rate(said: str, weight: float) -> None:
    upper = replace(plan_of(body_under_tasks(f"到2025年，{said}"), "upper"), region="云湖省", level=Level.PROVINCE)
    (target,) = find_targets(upper)
    assert weight_of_target(target, upper, replace(plan_of("", "lower"), region="清河县")) == weight


def test_a_task_and_a_rate_stand_before_a_name_projects_and_an_amount() -> None:
    upper = plan_of(body_under_tasks(OWN, PROJECTS, AMOUNT, TASK, RATE), "upper", region="云湖省", level=Level.PROVINCE)
    lower = plan_of(body_under_tasks("整治河道，清理垃圾。"), "lower", region="清河县")
    said = [clause for clause in upper.clauses if clause.kind != "heading"]
    answers = [
        Alignment(
            f"a{at}",
            "upper",
            "lower",
            "judged",
            Passage(
                upper.text[each.start : each.end],
                each.start,
                each.end,
                upper.path(each.section),
                each.place,
                Role.MEASURE,
                1.0,
                Reason("near"),
                clause=at,
            ),
            Label.ABSENT,
            0.1,
            Reason("clause_absent"),
            (),
            (),
        )
        for at, each in enumerate(said)
    ]
    found = find_gaps(below(lower, "upper"), [upper], (), (), answers)
    quotes = [gap.upper_quote.quote for gap in found]
    assert {*quotes[:2]} == {TASK, RATE} and quotes[2:] and {*quotes[2:]} <= {OWN, PROJECTS, AMOUNT}
