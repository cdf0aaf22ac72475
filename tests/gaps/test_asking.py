"""What of a clause a lower plan leaves out, and where a target fits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject
from msgspec.structs import replace

from compare.gaps.chapters import NOWHERE
from compare.gaps.fields import field_of
from compare.gaps.missing import missing_parts, unanswered_parts
from compare.gaps.sections import fitting_section, with_targets
from compare.gaps.themes import _is_matter_of
from compare.gaps.written import Tasks, share_held
from compare.model import Alignment, Item, Kind, Label, Passage, Place, Reason, Role, Target
from tests.builders import below, body_under_tasks, plan_of

WHERE = ((), Place("line", 1))


def said(
    quote: str, role: Role = Role.MEASURE, score: float = 0.5, section: tuple[str, ...] = (), **reason: str
) -> Passage:
    why = Reason("alias", (reason["word"],)) if reason else Reason("near")
    return Passage(quote, 0, len(quote), section, Place("line", 1), role, score, why)


LOWER = below(
    plan_of(body_under_tasks("发展养老服务。", "推进社会救助规范化，办好救助服务平台。"), "lower", region="连州市"),
    "upper",
)


def in_part(item: str, near: float = 0.1, answered: float = 0.8) -> tuple[str, ...]:
    """What is missing of a clause with an item that is absent, beside one that is answered."""
    items = (
        Item("健全养老服务体系", 0, 8, Label.COVERED, (said("发展养老服务。", score=answered),)),
        Item(item, 9, 9 + len(item), Label.ABSENT, (said("发展养老服务。", score=near),)),
    )
    clause, reason = said(f"健全养老服务体系，{item}。"), Reason("partial_missing", (item,))
    match = (said("发展养老服务。", score=answered),)
    row = Alignment("a", "upper", "lower", "judged", clause, Label.PARTIAL, 0.8, reason, items, match)
    return missing_parts(row, Tasks(LOWER))


def test_an_arrangement_to_which_nothing_comes_near_is_missing() -> None:
    item = "推广长期护理保险制度"
    assert in_part(item) == (item,)
    assert in_part(item, near=0.45) == ()
    assert in_part("建立社会救助服务平台") == ()
    assert in_part(item, answered=0.4) == ()


def test_what_is_far_of_a_clause_that_nothing_answers_is_told_by_name() -> None:
    items = tuple(
        Item(words, 0, len(words), Label.ABSENT, (said("发展养老服务。", score=near),))
        for words, near in (("完善养老服务体系", 0.4), ("推广长期护理保险", 0.1))
    )
    clause = said("完善养老服务体系，推广长期护理保险。")
    row = Alignment("a", "upper", "lower", "judged", clause, Label.ABSENT, 0.3, Reason("clause_absent"), items, ())
    assert unanswered_parts(row, Tasks(LOWER)) == ("推广长期护理保险",)
    assert unanswered_parts(replace(row, items=()), Tasks(LOWER)) == (clause.quote,)


@pytest.mark.parametrize("item", ["促进养老服务更好发展", "轮候制度", "群众生活更加美好", "建设英德市养老示范园区"])
def test_outcomes_members_of_lists_wishes_and_what_is_another_place_s_are_not_missing(item: str) -> None:
    assert in_part(item) == ()


def test_a_theme_is_the_matter_of_a_sentence_that_begins_with_it() -> None:
    assert _is_matter_of(said("鼓励发放信用贷款，加大续贷支持力度。", word="信用贷款"))
    assert not _is_matter_of(said("挖掘旅游潜力，完善自驾游营地、充电桩等设施。", word="充电桩"))
    assert not _is_matter_of(said("围绕数字文创、生物医药、新材料开展攻坚。", word="文创"))


def test_passages_of_one_part_of_the_plan_show_the_chapter_of_the_nearest() -> None:
    first = said("建设公园。", score=0.6, section=("2024年工作安排", "一、城市", "绿化"))
    second = said("发展养老。", score=0.6, section=("2024年工作安排", "八、民生"))
    assert fitting_section([first, second]) == ("2024年工作安排", "一、城市")
    apart = said("发展养老。", score=0.6, section=("第二章 民生",))
    assert fitting_section([said("建设公园。", score=0.6, section=("第一章 城市",)), apart]) == ("第一章 城市",)
    faint = [said("建设公园。", score=0.3, section=("第一章",)), said("发展养老。", score=0.3, section=("第二章",))]
    assert fitting_section(faint) == ()


def test_a_target_fits_in_the_chapter_that_holds_most_targets() -> None:
    def target(*section: str) -> Target:
        return Target(
            "t", "lower", "产值", ">=", "5", "亿元", None, "", 2025, None, "产值5亿元", 0, 6, section, WHERE[1]
        )

    goals = ("第二章 总体要求", "第二节 主要目标")
    assert with_targets([target(*goals), target(*goals), target("第三章 产业")]) == (goals, "targets")
    assert with_targets([target("第三章 产业")]) == NOWHERE


def test_a_target_of_a_report_fits_in_the_paragraph_of_its_aims() -> None:
    def target(indicator: str, section: str, line: int) -> Target:
        where = (section,), Place("line", line)
        return Target("t", "lower", indicator, ">=", "5", "%", None, "", 2025, None, "增长5%", 0, 4, *where)

    names = ("地区生产总值增长", "财政收入增长", "城镇新增就业人数", "粮食产量")
    aims = [target(name, "二、今年工作安排", 7) for name in names]
    others = [target(name, "（一）工业", at) for at, name in enumerate((*names, "工业投资增长"), 20)]
    assert with_targets([*others, *aims]) == (("二、今年工作安排",), "targets")
    assert with_targets([*others, *aims[:2]]) == NOWHERE


def row(section: tuple[str, ...], label: Label) -> Alignment:
    clause = said("建设园区。", section=section)
    return Alignment("a", "upper", "lower", "judged", clause, label, 0.5, Reason("near"), (), ())


def test_a_plan_for_one_field_answers_the_chapters_that_it_takes_up() -> None:
    upper = plan_of("第一章 农业\n建设公园。\n第二章 科技\n建设园区。", "upper")
    farming, science = ("第一章 农业",), ("第二章 科技",)
    rows = [row(farming, Label.ABSENT)] * 9 + [row(farming, Label.PARTIAL)]
    rows += [row(science, Label.COVERED)] * 5 + [row(science, Label.ABSENT)]
    special = plan_of("建设园区。", "lower", kind=Kind.SPECIAL)
    of_science, of_farming = field_of(upper, special, rows), field_of(upper, special, rows[:10])
    assert of_science and of_science.headings == {science}
    assert of_farming and of_farming.headings == {farming}
    assert field_of(upper, plan_of("建设园区。", "lower"), rows) is None
    assert field_of(plan_of("建设公园。", kind=Kind.SPECIAL), special, rows) is None


def test_the_title_of_a_plan_tells_its_field_within_a_chapter_on_many() -> None:
    upper = plan_of("第一章 民生\n建设园区。", "upper")
    chapter = "第十一章 坚持人口发展战略，推进人口高质量发展"
    sports, old = (chapter, "第一节 增强全民身体素质"), (chapter, "第二节 健全养老服务网络")
    rows = [row(sports, Label.ABSENT)] * 6 + [row(sports, Label.PARTIAL)] + [row(old, Label.ABSENT)] * 3
    found = field_of(upper, plan_of("建设园区。", "lower", title="甲市养老服务发展专项规划", kind=Kind.SPECIAL), rows)
    assert found is not None and not found.headings
    assert found.holds(old, "完善收费机制。")
    assert found.holds(sports, "新增护理型床位1万张，健全养老服务设施。")
    assert not found.holds(sports, "人均体育场地面积达到4平方米。")
    assert not found.holds((chapter,), "全市常住人口总量达到1300万人。")


def test_a_heading_shows_a_field_by_its_own_requirements_and_not_by_those_of_the_headings_beside_it() -> None:
    upper = plan_of("第一章 民生\n建设园区。", "upper")
    taken, left = ("第一章 民生", "第一节 园区"), ("第一章 民生", "第二节 治理")
    rows = [row(taken, Label.COVERED)] * 6 + [row(left, Label.ABSENT)] * 6
    found = field_of(upper, plan_of("建设园区。", "lower", title="甲市某某规划", kind=Kind.SPECIAL), rows)
    assert found is not None and found.headings == {taken}
    assert found.holds(taken, "做好某事。") and not found.holds(left, "做好某事。")


def test_a_task_that_holds_the_matter_of_a_sentence_may_answer_it() -> None:
    tasks = Tasks(
        plan_of(
            body_under_tasks(
                "办好创业孵化基地，帮助返乡人员。", "推进乡村善治，完善社会治理格局。", "建设嵌入式社区服务设施。"
            ),
            "lower",
            region="连州市",
        )
    )
    for held in ("鼓励支持各类创业。", "加强和创新社会治理。"):
        assert tasks.share(held) == 1.0
    for lacking in ("建立健全基本殡葬服务制度。", "制定促进农业保险发展的措施。", "加强互嵌式社区建设。"):
        assert tasks.share(lacking) < 0.8
    assert tasks.share("进一步加大支持力度。") == 0.0


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("养老服务社区水库建设推进\n，", min_size=1, max_size=40), max_size=6), st.data())
def test_what_a_task_holds_of_a_sentence_is_found_in_whichever_clause_it_stands(
    lines: list[str], data: DataObject
) -> None:
    plan = plan_of("\n".join(lines), region="连州市")
    text = data.draw(st.text("养老服务社区水库建设推进，", max_size=30))
    clauses = [plan.text[each.start : each.end] for each in plan.clauses]
    assert Tasks(plan).share(text) == max((share_held(text, clause) for clause in clauses), default=0.0)
