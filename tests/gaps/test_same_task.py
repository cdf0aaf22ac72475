"""One task, one gap: what stands in one paragraph, under one absent theme, in one section of a plan of years."""

from __future__ import annotations

from collections.abc import Sequence

from compare.gaps import find_gaps
from compare.model import Alignment, Decision, Gap, GapGroup, Kind, Label, Passage, Plan, Reason, Role, Theme
from tests.builders import below, body_under_tasks, judge, plan_of

LOWER = below(plan_of(body_under_tasks("整治河道，清理垃圾。"), "lower"), "upper")
FIRST, SECOND = "建立涉农贷款风险补偿机制。", "设立殡葬服务补贴。"


def rows(upper: Plan, labels: dict[str, Label]) -> list[Alignment]:
    found = []
    for at, each in enumerate(upper.clauses):
        quote = upper.text[each.start : each.end]
        if each.kind == "heading" or quote not in labels:
            continue
        where = quote, each.start, each.end, upper.path(each.section), each.place
        clause = Passage(*where, Role.MEASURE, 1.0, Reason("near"), clause=at)
        label = labels[quote]
        code = Reason("clause_absent", ("0.10",)) if label is Label.ABSENT else Reason("covered")
        found.append(Alignment(f"a{at}", "upper", "lower", "judged", clause, label, 0.1, code, (), ()))
    return found


def found(upper: Plan, labels: dict[str, Label], lower: Plan = LOWER, decided: Sequence[Decision] = ()) -> list[Gap]:
    known = {each.key: each for each in decided}
    return list(find_gaps(lower, [upper], (), (), rows(upper, labels), decisions=known))


def test_sentences_of_one_paragraph_are_one_gap_and_those_of_two_are_two() -> None:
    labels = {FIRST: Label.ABSENT, SECOND: Label.ABSENT}
    (gap,) = found(plan_of(body_under_tasks(FIRST + SECOND), "upper"), labels)
    assert gap.lacks == (FIRST[:-1], SECOND[:-1]) and len(gap.repeats) == 1
    assert gap.draft == FIRST + SECOND
    assert len(found(plan_of(body_under_tasks(FIRST, SECOND), "upper"), labels)) == 2


def test_a_long_paragraph_holds_more_than_one_task() -> None:
    paragraph = FIRST + SECOND + "".join(f"修建第{at}座水库。" for at in "一二三四五六七")
    assert len(found(plan_of(body_under_tasks(paragraph), "upper"), {FIRST: Label.ABSENT, SECOND: Label.ABSENT})) == 2


def test_what_is_decided_of_one_sentence_is_decided_of_the_task() -> None:
    upper = plan_of(body_under_tasks(FIRST + SECOND), "upper")
    labels = {FIRST: Label.ABSENT, SECOND: Label.ABSENT}
    (alone,) = found(upper, {SECOND: Label.ABSENT})
    waived = Decision("gap", alone.id, "waived", "由市级实施")
    (gap,) = found(upper, labels, decided=[waived])
    assert (gap.id, gap.waived) == (alone.id, "由市级实施")


def test_the_clauses_of_an_absent_theme_are_told_with_it() -> None:
    upper = plan_of(body_under_tasks("建设产业集群5个。", "组织产业集群培训。"), "upper")
    themes = (Theme("T1", "产业集群", "产业集群建设"),)
    labels = {"建设产业集群5个。": Label.ABSENT, "组织产业集群培训。": Label.ABSENT}
    cells = tuple(judge([upper, LOWER], themes).values())
    (gap,) = find_gaps(LOWER, [upper], themes, cells, rows(upper, labels))
    assert gap.kind == "theme" and len(gap.repeats) == 2


def test_the_report_of_one_year_that_takes_up_most_of_a_section_has_chosen_among_it() -> None:
    tasks = [FIRST, SECOND, "修建桥梁。", "修建水库。"]
    upper = plan_of(body_under_tasks(*tasks), "upper", kind=Kind.OUTLINE)
    lower = below(plan_of(body_under_tasks("整治河道，清理垃圾。"), "lower", kind=Kind.REPORT), "upper")

    def told(*absent: str) -> dict[GapGroup, int]:
        labels = {each: Label.ABSENT if each in absent else Label.COVERED for each in tasks}
        groups = [gap.group for gap in found(upper, labels, lower)]
        return {group: groups.count(group) for group in groups}

    assert told(FIRST, SECOND) == {GapGroup.POSSIBLE: 2}
    assert told(FIRST, SECOND, tasks[2]) == {GapGroup.OTHER_YEARS: 1}
