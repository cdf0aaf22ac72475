"""What became of the clauses of a plan from one version to the next."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from compare.align.revisions import changes
from compare.model import Change, Plan
from tests.builders import body_under_tasks, plan_of

OLD = """第一章 产业
到2025年，建设先进装备产业集群5个。
推进养老服务机构建设，新建养老院。
落实上级部署。
第二章 生态
保护饮用水源，划定保护区。
落实上级部署。"""


def told(old: str, new: str) -> list[tuple[str, str, str]]:
    found = changes(plan_of(old, "old"), plan_of(new, "new"))
    return [(c.kind, c.old.quote if c.old else "", c.new.quote if c.new else "") for c in found]


def counts(old: Plan, new: Plan) -> Counter[str]:
    return Counter(change.kind for change in changes(old, new))


def test_a_plan_keeps_every_clause_of_its_own(seeds_plans: dict[str, Plan]) -> None:
    plan = seeds_plans["lianzhou"]
    assert counts(plan, plan) == {"kept": sum(clause.kind == "body" for clause in plan.clauses)}


def test_a_clause_in_other_words_is_reworded_not_dropped_and_new() -> None:
    new = OLD.replace("新建养老院", "改建敬老院3所")
    assert [row for row in told(OLD, new) if row[0] != "kept"] == [
        ("reworded", "推进养老服务机构建设，新建养老院。", "推进养老服务机构建设，改建敬老院3所。")
    ]


def test_short_sentences_that_share_the_phrases_of_the_trade_are_two() -> None:
    old, new = body_under_tasks("推动疾控体系高质量发展。"), body_under_tasks("推动历史经典产业高质量发展。")
    assert {row[0] for row in told(old, new)} == {"new", "dropped"}


def test_a_clause_under_another_heading_is_moved() -> None:
    line = "保护饮用水源，划定保护区。\n"
    new = OLD.replace(line, "").replace("落实上级部署。\n第二章", f"落实上级部署。\n{line}第二章")
    assert [row[:2] for row in told(OLD, new) if row[0] != "kept"] == [("moved", line.strip())]


def test_another_number_of_a_heading_moves_nothing() -> None:
    new = "第一章 总则\n统筹推进各项工作。\n" + OLD.replace("第二章", "第三章").replace("第一章", "第二章")
    assert {row[:1] + row[2:] for row in told(OLD, new) if row[0] != "kept"} == {("new", "统筹推进各项工作。")}


def test_another_name_of_a_heading_moves_nothing() -> None:
    new = OLD.replace("第一章 产业", "第一章 建设现代化产业体系")
    assert {row[0] for row in told(OLD, new)} == {"kept"}


def test_a_section_that_goes_to_another_chapter_is_moved() -> None:
    old = "第一章 城乡\n第一节 交通\n建设农村公路。\n第二节 水利\n整治河道。\n第二章 保障\n第一节 资金\n安排预算。"
    new = "第一章 城乡\n第一节 水利\n整治河道。\n第二章 保障\n第一节 资金\n安排预算。\n第二节 交通\n建设农村公路。"
    assert [row[:2] for row in told(old, new) if row[0] != "kept"] == [("moved", "建设农村公路。")]


def test_width_and_blanks_are_no_new_wording() -> None:
    assert {row[0] for row in told(OLD, OLD.replace("2025年，", "２０２５ 年,"))} == {"kept"}


def test_dropped_and_new_clauses_stand_where_they_were() -> None:
    new = OLD.replace("推进养老服务机构建设，新建养老院。", "发展低空经济，布局起降点。")
    kinds = [row[0] for row in told(OLD, new)]
    assert sorted(kinds[1:3]) == ["dropped", "new"]
    assert Counter(kinds) == {"kept": 4, "dropped": 1, "new": 1}


def test_the_same_sentence_twice_finds_its_own_section() -> None:
    # Without headings the first of the two would be taken for the second when the first is dropped.
    new = OLD.replace("落实上级部署。\n第二章", "第二章")
    dropped = [c for c in changes(plan_of(OLD, "old"), plan_of(new, "new")) if c.kind == "dropped"]
    assert [c.old.section for c in dropped if c.old] == [("第一章 产业",)]


SENTENCES = st.lists(
    st.sampled_from(["建设园区。", "保护水源。", "新建学校3所。", "发展低空经济。", "完善医院。"]), max_size=8
)


@given(SENTENCES, SENTENCES)
def test_every_clause_of_either_version_is_told_once(first: list[str], second: list[str]) -> None:
    old, new = plan_of(body_under_tasks(*first), "old"), plan_of(body_under_tasks(*second), "new")
    found = changes(old, new)

    def spans(side: str) -> list[tuple[int, int]]:
        return sorted((quote.start, quote.end) for change in found if (quote := getattr(change, side)))

    for plan, side in ((old, "old"), (new, "new")):
        assert spans(side) == [(clause.start, clause.end) for clause in plan.clauses if clause.kind == "body"]
        assert all(plan.text[q.start : q.end] == q.quote for c in found if (q := getattr(c, side)))
    assert sum(isinstance(change, Change) and change.kind == "kept" for change in found) == sum(
        (Counter(first) & Counter(second)).values()
    )
