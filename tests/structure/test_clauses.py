"""Clauses: what ends one, what does not, and that nothing of the text is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from compare.model import Plan
from compare.structure.clauses import LONGEST
from compare.structure.outline import find_outline
from tests.builders import PLAN_IDS, at_most, body_under_tasks, clause_with, plan_of, quotes
from tests.structure.test_outline import TEXTS


@pytest.mark.parametrize("plan", PLAN_IDS)
def test_clauses_of_the_seeds_are_sound(seeds_plans: dict[str, Plan], plan: str) -> None:
    assert_sound(seeds_plans[plan])


def assert_sound(plan: Plan) -> None:
    reach = 0
    for clause in plan.clauses:
        quote = plan.text[clause.start : clause.end]
        assert reach <= clause.start < clause.end <= len(plan.text)
        assert quote == quote.strip() != ""
        assert clause.kind in ("title", "heading", "body")
        assert clause.section is None or 0 <= clause.section < len(plan.sections)
        reach = clause.end
    covered = {at for clause in plan.clauses for at in range(clause.start, clause.end)}
    wanted = {
        at
        for block in find_outline(plan.text).blocks
        if block.kind in ("title", "heading", "body")
        for at in range(block.start, block.end)
        if not plan.text[at].isspace()
    }
    assert wanted <= covered


def test_almost_all_of_lianzhou_lies_in_clauses(seeds_plans: dict[str, Plan]) -> None:
    plan = seeds_plans["lianzhou"]
    held = sum(clause.end - clause.start for clause in plan.clauses)
    assert held > 0.99 * sum(not char.isspace() for char in plan.text)


def test_heading_clauses_are_the_sections(seeds_plans: dict[str, Plan]) -> None:
    for plan in seeds_plans.values():
        headings = [(c.start, c.end, c.section) for c in plan.clauses if c.kind == "heading"]
        assert headings == [(s.start, s.end, number) for number, s in enumerate(plan.sections)]


def test_places_of_the_seeds_are_lines_of_the_file(seeds_plans: dict[str, Plan]) -> None:
    from tests.builders import SEEDS

    plan = seeds_plans["lianzhou"]
    lines = (SEEDS / "lianzhou.txt").read_text(encoding="utf-8").splitlines()
    for words in ("富硒水稻", "第十三章", "完善规划实施监督机制"):
        clause = next(c for c in plan.clauses if words in plan.text[c.start : c.end])
        assert clause.place.unit == "line"
        assert words in lines[clause.place.number - 1].replace(" ", "")


def test_a_long_clause_of_lianzhou_ends_at_its_semicolon(seeds_plans: dict[str, Plan]) -> None:
    found = quotes(seeds_plans["lianzhou"])
    assert "人均地区生产总值40720元,年均增长4.4%;" in found
    assert "城乡居民人均可支配收入达23299元,年均增长9.4%;" in found


def test_the_semicolons_of_the_innovations_of_qingcheng(seeds_plans: dict[str, Plan]) -> None:
    assert "二要强化育才引智机制;" in quotes(seeds_plans["qingcheng"])


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("推进改革；扩大开放。", ["推进改革；", "扩大开放。"]),
        ("推进改革;扩大开放.", ["推进改革;", "扩大开放."]),
        ("他说：“要抓紧。”大家照办。", ["他说：“要抓紧。”", "大家照办。"]),
        ("他说：“要抓紧！”大家照办。", ["他说：“要抓紧！”", "大家照办。"]),
        ("抓住机遇？！……开放。", ["抓住机遇？！", "……开放。"]),
        ("建设园区（含孵化器；加速器。等）三处。完善。", ["建设园区（含孵化器；加速器。等）三处。", "完善。"]),
        ("建设园区(含孵化器;加速器)三处。完善。", ["建设园区(含孵化器;加速器)三处。", "完善。"]),
        ("落实《甲；乙。丙》要求。完善。", ["落实《甲；乙。丙》要求。", "完善。"]),
        ("（完成全部任务。）另行安排。", ["（完成全部任务。）另行安排。"]),
        ("未闭合（甲；乙。丙。", ["未闭合（甲；", "乙。", "丙。"]),
        ("未闭合《甲；乙。丙。", ["未闭合《甲；", "乙。", "丙。"]),
        ("没有句号的一段", ["没有句号的一段"]),
        # who answers for a task, in brackets behind its stop, is neither of it nor of the next one
        (
            "总投资3.1亿元。〔牵头单位：县交通运输局；责任单位：县发改局，各乡镇人民政府〕2.推进产业路建设。",
            ["总投资3.1亿元。", "〔牵头单位：县交通运输局；责任单位：县发改局，各乡镇人民政府〕", "2.推进产业路建设。"],
        ),
        (
            "公益金比例不低于55%。（民政部按职责分工负责）（时限：2025年）各地区要纳入规划。",
            ["公益金比例不低于55%。", "（民政部按职责分工负责）", "（时限：2025年）", "各地区要纳入规划。"],
        ),
        ("建设桥梁。（一）由市水利局负责建设水库。", ["建设桥梁。", "（一）由市水利局负责建设水库。"]),
        ("增长4.9%。比重为26.3:30.9:42.8。", ["增长4.9%。", "比重为26.3:30.9:42.8。"]),
    ],
)
def test_what_ends_a_clause(paragraph: str, expected: list[str]) -> None:
    # A sentence before it keeps the first from being read as a run-in heading.
    first = "为此，全县上下要统一思想，采取下列各项有力有效的办法，一件一件抓好，一年一年坚持。"
    assert quotes(plan_of(body_under_tasks(first + paragraph)))[2:] == expected


def test_clauses_stay_within_their_lines() -> None:
    text = body_under_tasks("推进（改革", "开放）发展。", "扩大《开放", "合作》。")
    assert all("\n" not in quote for quote in quotes(plan_of(text)))


def test_a_run_in_heading_is_part_of_the_path_of_what_follows() -> None:
    plan = plan_of(body_under_tasks("做优生态农业。种植富硒稻；加工大米。", "做强工业。建设园区。"))
    assert plan.path(clause_with(plan, "种植富硒稻").section) == ("第一章 主要任务", "做优生态农业")
    assert plan.path(clause_with(plan, "加工大米").section) == ("第一章 主要任务", "做优生态农业")


def test_contents_and_boilerplate_give_no_clause() -> None:
    text = "某县规划纲要\n目录\n第一章 任务……………3\n2021年4月\n前言\n第一章 任务\n建设公园。"
    assert quotes(plan_of(text)) == ["某县规划纲要", "第一章 任务", "建设公园。"]


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_text_gives_sound_clauses(text: str) -> None:
    assert_sound(plan_of(text))


@pytest.mark.parametrize("unit", ["甲；", "（甲。", "《甲》", "“甲。”", "甲（乙；丙）。", "甲。\n"])
def test_hostile_text_is_borne(unit: str) -> None:
    with at_most(3):
        plan_of("第一章 甲\n" + unit * (100_000 // len(unit)))


def test_what_goes_on_without_a_stop_is_cut_and_nothing_of_it_is_lost() -> None:
    plan = plan_of(body_under_tasks("推进产业集群建设" * 2000 + "。", "完善养老服务设施。"))
    assert_sound(plan)
    assert max(len(quote) for quote in quotes(plan)) <= LONGEST
    assert clause_with(plan, "完善养老服务设施")
