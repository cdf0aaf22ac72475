"""Gaps of the seeds, and of two small plans one above the other."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import groupby

import pytest
from msgspec.structs import replace

from compare.gaps import find_gaps
from compare.model import (
    Cell,
    Comparison,
    Decision,
    Depth,
    GapGroup,
    Kind,
    Label,
    Plan,
    Role,
    Theme,
    ThemeSource,
)
from tests.builders import below, body_under_tasks, judge, plan_of
from tests.gaps.gap_builders import LOWER, THEMES, UPPER, answered, gaps_between, small

# The seeds


def test_every_gap_says_that_the_upper_plan_does_more(
    seeds_comparison: Comparison, seeds_cells: dict[tuple[str, str], Cell]
) -> None:
    themes = [gap for gap in seeds_comparison.gaps if gap.kind == "theme"]
    assert len(themes) > 20
    for gap in themes:
        assert gap.upper_depth is not None and gap.lower_depth is not None and gap.upper_depth > gap.lower_depth
        assert gap.upper_depth >= Depth.STATED
        assert gap.upper_depth is seeds_cells[gap.ref, gap.upper].depth
        assert gap.lower_depth is seeds_cells[gap.ref, gap.plan].depth


def test_no_gap_is_left_out(seeds_comparison: Comparison, seeds_cells: dict[tuple[str, str], Cell]) -> None:
    themes = [(gap.plan, gap.upper, theme) for gap in seeds_comparison.gaps for theme in gap.themes]
    found = set(themes)
    wanted = set()
    for plan in seeds_comparison.plans:
        for link in plan.upper:
            for theme in seeds_comparison.themes:
                above, under = seeds_cells[theme.id, link.id].depth, seeds_cells[theme.id, plan.id].depth
                if above is not None and under is not None and above >= Depth.STATED and under < above:
                    wanted.add((plan.id, link.id, theme.id))
    assert found == wanted
    assert len(themes) == len(found)


def test_a_clause_is_told_once_and_only_where_something_is_proved_to_be_missing(seeds_comparison: Comparison) -> None:
    by_id = {each.id: each for each in seeds_comparison.alignments}
    told = [ref for gap in seeds_comparison.gaps for ref in (gap.ref, *gap.repeats) if ref in by_id]
    assert len(set(told)) == len(told) > 40
    lacking = {each.id for each in by_id.values() if each.label in (Label.ABSENT, Label.PARTIAL)}
    assert set(told) <= lacking
    # Nothing is left out that no passage below comes near.
    for each in by_id.values():
        near = max((match.score for match in each.matches), default=0.0)
        if each.label is Label.ABSENT and near < 0.3 and each.clause.role in (Role.MEASURE, Role.TARGET):
            assert each.id in told


def test_one_upper_sentence_makes_one_gap(seeds_comparison: Comparison) -> None:
    sentences = [(gap.plan, gap.upper, gap.upper_quote.clause) for gap in seeds_comparison.gaps]
    assert len(set(sentences)) == len(sentences)
    assert any(len(gap.themes) > 1 for gap in seeds_comparison.gaps)


def test_quotations_stand_in_the_plans(seeds_comparison: Comparison, seeds_plans: dict[str, Plan]) -> None:
    for gap in seeds_comparison.gaps:
        quote = gap.upper_quote
        assert seeds_plans[gap.upper].text[quote.start : quote.end] == quote.quote
        assert gap.kind != "theme" or quote.depth is gap.upper_depth
        assert gap.nearest
        for passage in gap.nearest:
            assert seeds_plans[gap.plan].text[passage.start : passage.end] == passage.quote


def test_the_section_where_an_answer_fits_is_one_of_the_lower_plan(
    seeds_comparison: Comparison, seeds_plans: dict[str, Plan]
) -> None:
    known = {plan.id: {plan.path(number) for number in range(len(plan.sections))} for plan in seeds_plans.values()}
    assert any(gap.section for gap in seeds_comparison.gaps)
    for gap in seeds_comparison.gaps:
        assert gap.section == () or gap.section in known[gap.plan]


def test_gaps_of_lianzhou_are_for_its_next_revision(seeds_comparison: Comparison) -> None:
    # 连州 was issued in 2021, both plans above it in 2022: nobody can have missed what was not there.
    groups = {gap.group for gap in seeds_comparison.gaps if gap.plan == "lianzhou"}
    assert groups == {GapGroup.LATER, GapGroup.POSSIBLE}
    assert ("T06", "guangqing") in {(gap.ref, gap.upper) for gap in seeds_comparison.gaps if gap.plan == "lianzhou"}


def test_what_an_interpretation_leaves_out_is_unmentioned_not_absent(seeds_comparison: Comparison) -> None:
    gaps = [gap for gap in seeds_comparison.gaps if gap.plan in ("qingcheng", "qingyuan")]
    absent = {gap.group for gap in gaps if gap.lower_depth is Depth.ABSENT}
    assert absent == {GapGroup.UNMENTIONED}
    assert {gap.group for gap in gaps if gap.lower_depth is Depth.CITED} == {GapGroup.CITED}


def test_the_control_has_no_gaps(seeds_comparison: Comparison) -> None:
    assert not [gap for gap in seeds_comparison.gaps if "pingdingshan" in (gap.plan, gap.upper)]


def test_ranking(seeds_comparison: Comparison) -> None:
    order = list(GapGroup)
    for _, pair in groupby(seeds_comparison.gaps, key=lambda gap: (gap.plan, gap.upper)):
        gaps = list(pair)
        assert [order.index(gap.group) for gap in gaps] == sorted(order.index(gap.group) for gap in gaps)
        for _, group in groupby(gaps, key=lambda gap: gap.group):
            severities = [gap.severity for gap in group]
            assert severities == sorted(severities, reverse=True)
            assert all(0 < severity <= 1 for severity in severities)


def test_ids_are_unique_and_short(seeds_comparison: Comparison) -> None:
    ids = [gap.id for gap in seeds_comparison.gaps]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"g[0-9a-f]{12}", id_) for id_ in ids)


# Two small plans


def test_groups_of_two_small_plans() -> None:
    found = {gap.ref: (gap.group, int(gap.upper_depth), int(gap.lower_depth)) for gap in small()}
    assert found == {
        "T1": (GapGroup.ABSENT, 4, 0),
        "T4": (GapGroup.ABSENT, 3, 0),
        "T2": (GapGroup.WEAKER, 3, 2),
    }


@pytest.mark.parametrize(
    ("fields", "group"),
    [
        ({}, GapGroup.ABSENT),
        ({"kind": Kind.INTERPRETATION}, GapGroup.UNMENTIONED),
        ({"later": True}, GapGroup.LATER),
        ({"later": True, "kind": Kind.INTERPRETATION}, GapGroup.LATER),
    ],
)
def test_group_of_what_is_missing(fields: dict[str, object], group: GapGroup) -> None:
    assert next(gap.group for gap in small(**fields) if gap.ref == "T1") is group


def test_what_binds_less_weighs_less() -> None:
    def severity(**fields: object) -> float:
        return next(gap.severity for gap in small(**fields) if gap.ref == "T1")

    assert severity(kind=Kind.INTERPRETATION) < severity()
    assert severity(later=True) < severity()


def test_what_the_upper_plan_only_cites_is_no_gap() -> None:
    upper = plan_of("第一章 发展基础\n建成产业集群5个。\n第二章 任务\n完善公园绿地。", "upper")
    assert gaps_between(upper, below(plan_of(LOWER, "lower"), "upper")) == []


def test_of_a_plan_that_cannot_be_read_nothing_is_said() -> None:
    assert gaps_between(plan_of(UPPER, "upper"), below(plan_of(LOWER, "lower"), "upper"), readable=0.3) == []


def test_a_decision_outlives_another_theme_in_its_sentence() -> None:
    upper, lower = plan_of(UPPER, "upper"), below(plan_of(LOWER, "lower"), "upper")
    before = {gap.ref: gap for gap in gaps_between(upper, lower)}
    themes = (Theme("T0", "数据中心", ""), *THEMES)
    cells = judge([upper, lower], themes)
    waiver = {before["T4"].id: Decision("gap", before["T4"].id, "wrong", "县里没有")}
    after = {gap.ref: gap for gap in find_gaps(lower, [upper], themes, cells.values(), decisions=waiver)}
    assert after["T4"].id == before["T4"].id and after["T4"].waived == "县里没有"
    assert set(after["T4"].themes) == {"T0", "T4"} and "T0" not in after
    assert {ref: after[ref].id for ref in ("T1", "T2")} == {ref: before[ref].id for ref in ("T1", "T2")}


def test_an_id_outlives_a_clause_added_below() -> None:
    upper = plan_of(UPPER, "upper")
    ids: defaultdict[str, set[str]] = defaultdict(set)
    for text in (LOWER, LOWER + "\n组织体育赛事。"):
        for gap in gaps_between(upper, below(plan_of(text, "lower"), "upper")):
            ids[gap.ref].add(gap.id)
    assert all(len(found) == 1 for found in ids.values())


def test_the_fitting_section_is_where_the_lower_plan_speaks_of_the_theme() -> None:
    lower = "第一章 城市\n完善公园绿地。\n第二章 民生\n第一节 老人\n养老服务更加完善。\n第三章 其他\n整治河道。"
    found = gaps_between(plan_of(UPPER, "upper"), below(plan_of(lower, "lower"), "upper"))
    assert next(gap.section for gap in found if gap.ref == "T2") == ("第二章 民生", "第一节 老人")


@pytest.mark.parametrize(
    ("source", "score", "for_others", "group"),
    [
        ("dictionary", 0.5, 0.1, GapGroup.WEAKER),
        ("dictionary", 0.75, 0.1, GapGroup.POSSIBLE),
        ("dictionary", 0.5, 0.2, GapGroup.POSSIBLE),
        ("discovered", 0.5, 0.1, GapGroup.POSSIBLE),
    ],
)
def test_a_known_theme_that_the_plan_nowhere_names_is_lacking_though_a_sentence_beside_it_is_answered(
    source: ThemeSource, score: float, for_others: float, group: GapGroup
) -> None:
    theme = Theme("T1", "科技特派员", "", source=source)
    upper = plan_of(body_under_tasks("推行科技特派员制度，服务基层。", "科技特派员引进人才20名。"), "upper")
    lower = below(plan_of(body_under_tasks("引进高层次人才10名。", "整治河道，清理垃圾。"), "lower"), "upper")
    rows = [answered(upper, lower, words, Label.PARTIAL, "高层次人才") for words in ("服务基层", "人才20名")]
    rows = [replace(row, score=score, for_others=for_others) for row in rows]
    cells = judge([upper, lower], [theme]).values()
    (gap,) = [gap for gap in find_gaps(lower, [upper], [theme], cells, rows) if gap.kind == "theme"]
    assert gap.group is group
