"""The rows that every format shows: how plans, gaps, levels and frequencies are counted and ordered."""

from __future__ import annotations

import dataclasses

import pytest
from msgspec.structs import replace

from compare.model import Comparison, GapGroup, Kind
from reports.view import builder as tables
from reports.view.labels import plan_labels


def test_pairs_count_what_the_upper_plan_sets_and_the_lower_takes_up(comparison: Comparison) -> None:
    built = tables.Tables(comparison)
    pairs = {(row.lower.plan.id, row.upper.plan.id): row for row in built.pairs}
    county = pairs["county", "city"]
    assert county.themes == (0, 1, 1, 1, 0)
    assert (county.upper_themes, county.taken_up) == (3, 1)
    assert county.topics == (1, 1, 1, 0, 0, 1, 0, 0, 1)
    assert built.labels(county) == (1, 1, 1, 0, 0)
    assert county.verdicts == (0, 1, 0, 0)
    assert pairs["+district", "city"].themes == (0, 0, 0, 0, 3)
    assert pairs["county", "region"].topics == (0, 0, 0, 0, 1, 0, 0, 1, 0)


def test_plans_stand_by_level_and_have_unique_labels(comparison: Comparison) -> None:
    twins = tuple(replace(plan, id=f"{plan.id}2") for plan in comparison.plans)
    both = dataclasses.replace(
        comparison,
        plans=comparison.plans + twins,
        coverage=comparison.coverage + tuple(replace(cell, plan=f"{cell.plan}2") for cell in comparison.coverage),
    )
    plans = tables.plan_rows(both)
    assert [row.plan.level for row in plans] == sorted((row.plan.level for row in plans), key=lambda level: level.rank)
    assert len({row.label for row in plans}) == len(plans) == 8


def test_plans_of_one_place_and_year_are_told_apart_by_kind_then_title(comparison: Comparison) -> None:
    first = replace(comparison.plans[1], year=2021)
    report = replace(first, id="a", kind=Kind.REPORT)
    waters = replace(first, id="b", kind=Kind.SPECIAL, title="某市水利发展规划")
    roads = replace(first, id="c", kind=Kind.SPECIAL, title="某市交通发展规划")
    twin = replace(roads, id="d")
    later = replace(first, id="e", year=2026)
    labels = plan_labels((first, report, waters, roads, twin, later))
    assert labels == {
        "city": "某市 2021 规划纲要",
        "a": "某市 2021 工作报告",
        "b": "某市水利发展规划",
        "c": "c",
        "d": "d",
        "e": "某市 2026",
    }


def test_gaps_are_ranked_within_their_group_and_numbered_through(comparison: Comparison) -> None:
    first = comparison.gaps[0]
    lesser = replace(first, id="g8", severity=0.1)
    elsewhere = replace(first, id="g7", upper="region")
    worse = replace(first, id="g9", ref="x", theme=None, topic="第一章", severity=0.99)
    blocks = tables.Tables(dataclasses.replace(comparison, gaps=(*comparison.gaps, lesser, worse, elsewhere))).gaps
    # The topic that has a target below that of above stands with all its gaps in the first group.
    shown = [GapGroup.BELOW, GapGroup.ABSENT, GapGroup.CITED, GapGroup.UNMENTIONED, None]
    assert [(block.upper.plan.id, block.group) for block in blocks] == [
        *(("city", group) for group in shown),
        ("region", GapGroup.ABSENT),
        ("region", GapGroup.POSSIBLE),
        ("region", GapGroup.LATER),
    ]
    assert [[row.gap.id for row in topic.rows] for topic in blocks[1].topics] == [["g9"], ["g0000000", "g8"]]
    # Each pair of plans is looked at by itself, and numbered from 1.
    assert [topic.number for block in blocks for topic in block.topics] == [1, 2, 3, 4, 5, 6, 1, 2, 3]


def test_a_topic_stands_where_its_gravest_gap_does(comparison: Comparison) -> None:
    theme = next(gap for gap in comparison.gaps if gap.group is GapGroup.WEAKER and gap.kind == "theme")
    clause = replace(theme, id="g8", kind="clause", ref="a9", group=GapGroup.ABSENT, severity=0.01)
    blocks = tables.Tables(dataclasses.replace(comparison, gaps=(theme, clause))).gaps
    assert [(block.group, [row.gap.id for row in block.rows]) for block in blocks] == [
        (GapGroup.ABSENT, [theme.id, "g8"])
    ]


def test_an_accepted_gap_is_no_fault_and_stands_apart(comparison: Comparison) -> None:
    built = tables.Tables(comparison)
    assert built.totals.faults == (3, 0, 1) and built.totals.waived == 1 and built.totals.stale == 1
    assert [row.gap.id for block in built.gaps if block.group is None for row in block.rows] == ["g0000006"]


def test_shares_of_a_level_add_up(comparison: Comparison) -> None:
    for row in tables.Tables(comparison).levels:
        assert sum(row.shares) == pytest.approx(1)


def test_top_frequency_states_the_rest(comparison: Comparison) -> None:
    every = tables.Tables(comparison).frequency
    top = tables.top_frequency(every, 1)
    assert (top.rest_themes, top.rest_mentions) == (3, sum(row.mentions for row in every[1:]))
