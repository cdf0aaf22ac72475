"""Evidence and depth of a theme in a plan: on the seeds, on damaged text, clause by clause, the same each time."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from compare import RunOptions, compare_plans
from compare.coverage.cells import READABLE_ENOUGH
from compare.coverage.depth import Said, taken_up
from compare.execution import parallel
from compare.model import Cell, Comparison, Depth, Passage, Plan, Role, Theme
from tests.builders import FILLER, PLAN_IDS, SEEDS, body_under_tasks, cell_of, judge, plan_of
from tests.execution.doubling import on_linux

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


@pytest.mark.parametrize(
    "sentence",
    ["编制《产业集群发展规划》。", "推进《产业集群促进条例》立法。", "落实《产业集群发展规划》20项重点任务。"],
)
def test_who_makes_a_document_does_more_than_cite_it(sentence: str) -> None:
    cell = cell_of(body_under_tasks(sentence, "完善公园绿地。"), Theme("A", "产业集群", ""))
    assert cell.depth is not None
    assert cell.depth >= Depth.ACTIONED


# The same each time


def test_two_runs_are_equal(seeds_comparison: Comparison) -> None:
    again = compare_plans(SEEDS, options=RunOptions(jobs=1))
    assert again is not seeds_comparison
    assert again == seeds_comparison


@pytest.mark.parametrize("copied", [pytest.param(True, marks=on_linux), False], ids=["copied", "started anew"])
def test_the_number_of_processes_changes_nothing(
    copied: bool, seeds_comparison: Comparison, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel, "_can_be_copied", lambda: copied)
    monkeypatch.setattr(parallel, "_WORTH_COPYING" if copied else "_WORTH_STARTING", 0)
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
