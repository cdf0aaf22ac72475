"""The finding on the first page: what it counts, merges, names, advises, and tells of where nothing is a fault."""

from __future__ import annotations

import dataclasses

import pytest
from msgspec.structs import replace

from compare.model import Alone, Comparison, Depth, Gap, GapGroup, Reason, Role
from reports import wording
from reports.view import Tables, executive
from reports.view.finding import problems
from reports.wording.findings import lack, opening, suggestion
from tests import sample


def test_the_finding_counts_what_the_tables_count(comparison: Comparison) -> None:
    rows = Tables(comparison)
    found = executive(rows)
    bound = [
        pair for pair in rows.pairs if pair.link.relation == "superior" and not pair.link.later and pair.themes[4] < 3
    ]
    assert list(found.pairs) == bound and not found.excuses and found.faults
    assert found.below == sum(gap.group is GapGroup.BELOW for gap in comparison.gaps)
    assert 1 <= len(found.problems) <= 5
    assert all(row.gap.waived is None for each in found.problems for row in each.rows)
    assert found.checks.verdicts == len(comparison.alignments)
    told = [each for _, part in wording.executive(found, "zh") for each in part]
    assert not any("{" in each.text or "0." in each.text for each in told)
    assert all(each.quotes for each in told if each.gap in {p.rows[0].gap.id for p in found.problems} and each.quotes)


def test_the_finding_merges_what_several_plans_lack_and_quotes_no_sentence_twice(comparison: Comparison) -> None:
    first = next(gap for gap in comparison.gaps if gap.group is GapGroup.ABSENT)
    again = replace(first, id="g77", plan="+district")
    other = replace(first, id="g78", theme=None, topic="第九章")
    found = executive(Tables(dataclasses.replace(comparison, gaps=(first, again, other))))
    (problem,) = found.problems
    assert [row.plan.id for row in problem.plans] == ["+district", "county"]
    (told,) = dict(wording.executive(found, "zh"))["主要问题"]
    assert "某区、某县没有安排" in told.text
    (advised,) = dict(wording.executive(found, "zh"))["建议"]
    assert advised.text.startswith("某区") and "（问题1）" in advised.text and "某县同样处理" in advised.text


def test_a_clause_whose_number_is_lower_is_named_with_both_numbers(comparison: Comparison) -> None:
    first = next(gap for gap in comparison.gaps if gap.kind == "clause")
    reason = Reason("partial_lower", ("58%", "55%"))
    gap = replace(first, group=GapGroup.BELOW, reason=reason, lacks=("项目占比达到58%",), subjects=())
    found = executive(Tables(dataclasses.replace(comparison, gaps=(gap,))))
    (told,) = dict(wording.executive(found, "zh"))["主要问题"]
    assert found.below == 1 and "“项目占比”上位58%、本规划55%" in told.text
    (again,) = dict(wording.executive(found, "en"))["Main problems"]
    assert "58% above, 55% here" in again.text


def test_advice_of_one_chapter_is_one_sentence_and_repeats_no_problem(comparison: Comparison) -> None:
    first, *_ = (gap for gap in comparison.gaps if gap.group is GapGroup.ABSENT)
    other = replace(
        first,
        id="g79",
        theme=None,
        topic="第九章",
        subjects=("夜间经济",),
        upper_quote=replace(first.upper_quote, start=1),
    )
    found = executive(Tables(dataclasses.replace(comparison, gaps=(first, other))))
    told = dict(wording.executive(found, "zh"))
    (advised,) = told["建议"]
    assert len(told["主要问题"]) == 2 and "（问题1、2）" in advised.text and "“夜间经济”" in advised.text
    assert not any(problem.text[:-1] in advised.text or "草拟" in advised.text for problem in told["主要问题"])


@pytest.mark.parametrize("lang", wording.LANGS)
def test_plans_that_were_not_compared_are_named(comparison: Comparison, lang: wording.Lang) -> None:
    def told(*alone: Alone) -> set[str]:
        found = executive(Tables(dataclasses.replace(comparison, alone=alone)))
        return {each.text for each in dict(wording.executive(found, lang))[wording.text("executive.checks", lang)]}

    (early,) = told(Alone("city", True, ("county",))) - told()
    (missed,) = told(Alone("city", False, ("county",))) - told()
    assert (
        all("某市" in each and "某县" in each and "plans init" in each for each in (early, missed)) and early != missed
    )
    assert ("印发在后" in early and "印发在后" not in missed) or lang == "en"


def test_what_is_counted_beyond_three_is_counted_by_its_own_word(comparison: Comparison) -> None:
    pairs = executive(Tables(comparison)).pairs
    many = tuple(
        replace(
            pairs[0], lower=replace(pairs[0].lower, label=f"第{at}县", plan=replace(pairs[0].lower.plan, id=f"p{at}"))
        )
        for at in range(5)
    )
    assert wording.subtitle(many, "zh") == f"——第0县、第1县、第2县等5份规划对照{pairs[0].upper.label}"
    found = executive(Tables(comparison))
    told = dict(wording.executive(replace(found, pairs=many, checks=replace(found.checks, guessed=many)), "zh"))
    assert told["总体判断"][0].text.startswith("第0县、第1县、第2县等5份规划")
    assert any("等5对；" in each.text for each in told["须核对"])
    few = dict(wording.executive(replace(found, pairs=many[:2]), "zh"))
    assert few["总体判断"][0].text.startswith("第0县、第1县")


def test_a_finding_without_faults_shows_what_is_to_be_checked(comparison: Comparison) -> None:
    kept = tuple(gap for gap in comparison.gaps if gap.group is GapGroup.LATER)
    found = executive(Tables(dataclasses.replace(comparison, gaps=kept)))
    assert not found.faults and [each.kind for each in found.problems] == ["later"]
    assert "主要问题" not in dict(wording.executive(found, "zh"))


@pytest.mark.parametrize(
    ("quote", "called"),
    [
        ("五是通过推进政务服务一体化，打造营商环境。", "推进政务服务一体化"),
        ("三要健全社会救助服务体系，兜牢底线。", "健全社会救助服务体系"),
        ("一体推进教育科技人才改革，完善机制。", "一体推进教育科技人才改革"),
        ("聚焦重点领域和多重变量，探索建立多层次风险防控机制，化解风险。", "探索建立多层次风险防控机制"),
        ("二是围绕强链补链，立足资源禀赋，培育绿色建材产业集群。", "培育绿色建材产业集群"),
        ("聚焦重点领域和关键环节精准发力。", "聚焦重点领域和关键环节精准发力"),
    ],
)
def test_a_sentence_is_called_by_its_matter_and_not_by_its_number(quote: str, called: str) -> None:
    assert opening(quote) == called


def test_what_is_not_sure_is_no_finding_beside_what_is_for_the_next_revision() -> None:
    comparison = sample.comparison()

    def groups(*told: GapGroup) -> set[GapGroup]:
        gaps = [gap for gap in comparison.gaps if gap.waived is None][: len(told)]
        made = tuple(replace(gap, group=group) for gap, group in zip(gaps, told, strict=True))
        found = problems(Tables(dataclasses.replace(comparison, gaps=made)), 5)
        return {row.gap.group for problem in found for row in problem.rows}

    assert groups(GapGroup.POSSIBLE, GapGroup.LATER, GapGroup.POSSIBLE) == {GapGroup.LATER}
    assert groups(GapGroup.POSSIBLE, GapGroup.POSSIBLE) == {GapGroup.POSSIBLE}


def test_a_lower_figure_that_is_to_be_checked_is_told_with_both_figures() -> None:
    """Such a gap of 陕西 below 浙江 ended the whole run."""
    first = next(gap for gap in sample.comparison().gaps if gap.kind == "clause")
    gap = replace(first, group=GapGroup.POSSIBLE, reason=Reason("partial_lower", ("80%（2025年）", "60%（2025年）")))
    assert lack(gap, "zh") == "上位规划定为80%（2025年），本规划只定到60%（2025年）。"
    assert lack(gap, "en") == "The upper plan sets 80% (2025); this plan only sets 60% (2025)."


def test_what_nothing_comes_near_is_not_said_to_be_written_perhaps() -> None:
    first = next(gap for gap in sample.comparison().gaps if gap.kind == "theme" and gap.nearest)
    gap = replace(first, group=GapGroup.POSSIBLE, reason=Reason("absent"))
    assert "最接近的段落可能已写到" in lack(gap, "zh")
    assert lack(replace(gap, is_near=False), "zh") == "没有直接对应的一句，也没有相近的段落：本规划该写的再补。"


def _problems(*gaps: Gap) -> tuple[wording.Told, ...]:
    found = executive(Tables(dataclasses.replace(sample.comparison(), gaps=gaps)))
    return dict(wording.executive(found, "zh"))["主要问题"]


def test_a_theme_that_its_sentence_calls_otherwise_is_named_by_the_phrase() -> None:
    """市场准入 alone may be written elsewhere in the plan; what is lacking is what the sentence says of it."""
    first = next(gap for gap in sample.comparison().gaps if gap.kind == "theme")
    quote = replace(first.upper_quote, quote="优化环境，完善市场准入退出机制。", reason=Reason("alias", ("市场准入",)))
    gap = replace(first, group=GapGroup.ABSENT, upper_quote=quote, subjects=("市场准入",), waived=None)
    (told,) = _problems(gap)
    assert "提出的“完善市场准入退出机制”，" in told.text
    (told,) = _problems(replace(gap, subjects=("公平竞争",)))
    assert "提出的“公平竞争”，" in told.text


def test_targets_that_are_not_set_are_one_problem_with_a_quotation_each() -> None:
    first = next(gap for gap in sample.comparison().gaps if gap.kind == "target" and gap.waived is None)
    gaps = []
    for at, name in enumerate(("就业人数", "入园率", "机械化率", "用水量")):
        quote = replace(first.upper_quote, quote=f"{name}达到5%", start=at, end=at + 1)
        gaps.append(
            replace(first, id=f"g{at}", ref=f"x{at}", group=GapGroup.ABSENT, upper_quote=quote, subjects=(name,))
        )
    (told,) = _problems(*gaps)
    assert "设了指标“就业人数”、“入园率”、“机械化率”等4项，" in told.text
    assert len(told.quotes) == 3


@pytest.mark.parametrize("depth", [Depth.ABSENT, Depth.CITED, Depth.STATED, Depth.ACTIONED])
def test_what_the_matrix_has_as_absent_is_not_told_as_less_specific(depth: Depth) -> None:
    first = next(gap for gap in sample.comparison().gaps if gap.kind == "theme" and gap.nearest)
    near = replace(first.nearest[0], role=Role.MEASURE, score=0.9)
    (told,) = _problems(replace(first, group=GapGroup.WEAKER, lower_depth=depth, nearest=(near,), waived=None))
    assert ("没有直接写" in told.text) is (depth is Depth.ABSENT)
    assert ("不如上位具体" in told.text) is (depth is not Depth.ABSENT)
    assert ("最接近的段落" in told.quotes[-1]) is (depth is Depth.ABSENT)


def test_a_suggestion_names_the_innermost_heading_alone() -> None:
    first = next(gap for gap in sample.comparison().gaps if gap.section)
    told = suggestion(replace(first, section=("三、任务", "（一）产业"), fit="own"), "某市", "zh")
    assert "“（一）产业”" in told and "三、任务" not in told
