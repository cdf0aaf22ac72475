"""Two small plans one above the other, and judgements of their clauses put together by hand."""

from __future__ import annotations

from typing import Any

from compare.gaps import find_gaps
from compare.model import (
    Alignment,
    Gap,
    Label,
    Passage,
    Plan,
    Reason,
    Role,
    Target,
    TargetKind,
    Theme,
)
from tests.builders import below, body_under_tasks, clause_with, judge, plan_of

UPPER = body_under_tasks(
    "建设产业集群5个。", "推进养老服务机构建设。", "医疗协作更加紧密。", "建设数据中心和充电设施。", "完善公园绿地。"
)


LOWER = body_under_tasks("建设公园。", "整治河道，清理垃圾，修缮步道。", "医疗协作更加紧密。", "养老服务更加完善。")


THEMES = (
    Theme("T1", "产业集群", ""),
    Theme("T2", "养老服务", ""),
    Theme("T3", "医疗协作", ""),
    Theme("T4", "充电设施", ""),
    Theme("T5", "海洋渔业", ""),
)


def gaps_between(upper: Plan, lower: Plan, themes: tuple[Theme, ...] = THEMES, readable: float = 1.0) -> list[Gap]:
    plans = [upper, lower]
    cells = judge(plans, themes, {lower.id: readable})
    return list(find_gaps(lower, [upper], themes, cells.values()))


def small(**lower: object) -> list[Gap]:
    later = bool(lower.pop("later", False))
    return gaps_between(plan_of(UPPER, "upper"), below(plan_of(LOWER, "lower", **lower), "upper", later=later))


def passage_of(plan: Plan, words: str, role: Role = Role.MEASURE) -> Passage:
    clause = clause_with(plan, words)
    quote = plan.text[clause.start : clause.end]
    return Passage(quote, clause.start, clause.end, plan.path(clause.section), clause.place, role, 0.5, Reason("near"))


def answered(upper: Plan, lower: Plan, words: str, label: Label, *matches: str) -> Alignment:
    return Alignment(
        f"{upper.id}-{lower.id}-{words}",
        upper.id,
        lower.id,
        "judged",
        passage_of(upper, words),
        label,
        0.5,
        Reason("near"),
        (),
        tuple(passage_of(lower, match) for match in matches),
    )


def clause_gaps(upper: Plan, lower: Plan, *alignments: Alignment, **more: Any) -> list[Gap]:
    plans = [upper, lower]
    cells = tuple(judge(plans, THEMES).values())
    return [gap for gap in find_gaps(lower, [upper], THEMES, cells, alignments, **more) if gap.kind != "theme"]


def target_of(plan: Plan, words: str, kind: TargetKind | None = None) -> Target:
    clause = clause_with(plan, words)
    quote = plan.text[clause.start : clause.end]
    where = (quote, clause.start, clause.end, plan.path(clause.section), clause.place)
    return Target(f"{plan.id}-{words}", plan.id, words, "=", "5", "个", None, "", 2025, kind, *where)
