"""What lower plans lack, and their targets beside the upper ones."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter

from msgspec.structs import replace

from compare.model import Target, Verdict
from reports import wording
from reports.formats.docx.body import gap_counts
from reports.formats.docx.cells import (
    GAP_ROWS,
    MAIN_PAIRS,
    OWN_TARGETS,
    TARGET_ROWS,
    Row,
    caption,
    heads,
    left_out,
    number,
    quoted,
    shown,
)
from reports.formats.docx.grid import GridCell
from reports.formats.docx.paper import Paper
from reports.rows import GapBlock, GapTopic
from reports.view import Tables, problems
from reports.wording import Lang

_VERDICTS = (Verdict.BELOW, Verdict.MISSING, Verdict.NOT_COMPARABLE, Verdict.MEETS)


def gaps(paper: Paper, tables: Tables, lang: Lang) -> None:
    """Add the number of gaps of each pair, then its topics with the gravest gap of each; of many pairs what is lacking,
    merged over the lower plans.
    """
    if not tables.gaps:
        paper.body(wording.text("text.no_gaps", lang))
        return
    gap_counts(paper, tables, lang)
    pairs = [list(blocks) for _, blocks in groupby(tables.gaps, attrgetter("pair"))]
    if len(pairs) > MAIN_PAIRS:
        _merged(paper, tables, lang)
        return
    room = shown(len(pairs), GAP_ROWS)
    for blocks in pairs:
        topics = [(block, topic) for block in blocks for topic in block.topics]
        rows = [_topic(block, topic, lang) for block, topic in topics[:room]]
        names = heads("number topic upper_quote nearest suggestion", lang)
        title = caption("pair_gaps", lang, lower=blocks[0].plan.label, upper=blocks[0].upper.label)
        paper.table(title, names, rows, (0.5, 2, 3.6, 2.8, 3))
        if (rest := sum(len(block.rows) for block in blocks) - len(rows)) > 0:
            paper.note(wording.text("text.gaps_left", lang, shown=len(rows), rest=rest))


def _topic(block: GapBlock, topic: GapTopic, lang: Lang) -> Row:
    """Return the gravest gap of a topic; its group and how many it has of each kind stand below its name."""
    row = topic.gravest
    return [
        number(topic.number),
        f"{wording.topic(topic, lang)}\n{wording.group_of(block, lang)}，{wording.kinds(topic, lang)}"
        if lang == "zh"
        else f"{wording.topic(topic, lang)}\n{wording.group_of(block, lang)}, {wording.kinds(topic, lang)}",
        quoted(row.gap.upper_quote, lang),
        quoted(row.near, lang) if row.near else "",
        wording.advice_in_short(row, lang) + wording.judged(row.gap.judged_by, lang),
    ]


def _merged(paper: Paper, tables: Tables, lang: Lang) -> None:
    found = problems(tables, GAP_ROWS)
    rows: list[Row] = []
    for at, problem in enumerate(found, 1):
        missing, plans = wording.missing_of(problem, lang)
        upper = f"{problem.rows[0].upper.label}\n{quoted(problem.rows[0].gap.upper_quote, lang)}"
        missing += wording.judged(problem.rows[0].gap.judged_by, lang)
        rows.append([number(at), missing, number(len(problem.plans)), plans, upper])
    names = heads("number missing plan_count lower upper_quote", lang)
    paper.table(caption("merged_gaps", lang), names, rows, (0.5, 3, 0.7, 3, 5))
    paper.note(wording.text("text.merged_note", lang))


def targets(paper: Paper, tables: Tables, lang: Lang) -> None:
    """Add what each of few plans sets itself, contradictions, then the pairs, those that fall short first."""
    if len(tables.plans) <= MAIN_PAIRS:
        _own_targets(paper, tables, lang)
    if tables.contradictions:
        _contradictions(paper, tables, lang)
    if not tables.targets:
        return  # the body has said so
    told = sorted(tables.targets, key=lambda row: _VERDICTS.index(row.pair.verdict))
    rows: list[Row] = [
        [
            row.pair.indicator,
            f"{row.upper.label}\n{wording.target(row.upper_target, lang)}",
            f"{row.lower.label}\n{wording.target(row.lower_target, lang)}",
            GridCell(wording.name("verdict", row.pair.verdict, lang), centred=True),
            wording.sentence(row.pair.reason, lang),
        ]
        for row in told[:TARGET_ROWS]
    ]
    names = heads("indicator upper_target lower_target verdict reason", lang)
    paper.table(caption("target_list", lang), names, rows, (2.4, 2.4, 2.4, 1.3, 3))
    left_out(paper, len(tables.targets) - len(rows), len(rows), "target_pairs.csv", lang)


def _own_targets(paper: Paper, tables: Tables, lang: Lang) -> None:
    """One table a plan: indicator, where it starts from, what is to be reached by when, and the plan's own words."""
    plans = [(row, [target for _, target in found]) for row, found in groupby(tables.all_targets, lambda each: each[0])]
    for row, found in plans:
        printed = found[: shown(len(plans), OWN_TARGETS)]
        # Starting points and kinds stand in indicator tables alone; without one their columns would be blank.
        shares = {"indicator": 2.4, "base": 1.2, "value": 1.4, "year": 0.8, "target_kind": 0.9, "quote": 4}
        lacking = {"base": not any(wording.base(each, lang) for each in printed)}
        lacking["target_kind"] = not any(each.kind for each in printed)
        codes = [code for code in shares if not lacking.get(code)]
        rows: list[Row] = [[_own_target(target, code, lang) for code in codes] for target in printed]
        names = heads(" ".join(codes), lang)
        paper.table(caption("plan_targets", lang, plan=row.label), names, rows, [shares[code] for code in codes])
        left_out(paper, len(found) - len(rows), len(rows), "targets.csv", lang)


def _own_target(target: Target, code: str, lang: Lang) -> str | GridCell:
    match code:
        case "indicator":
            return target.indicator
        case "base":
            return wording.base(target, lang)
        case "value":
            return wording.target(replace(target, year=None), lang)
        case "year":
            return GridCell(str(target.year or ""), centred=True)
        case "target_kind":
            return GridCell(target.kind or "", centred=True)
        case _:
            return f"“{target.quote}”\n{wording.where(target, lang)}"


def _contradictions(paper: Paper, tables: Tables, lang: Lang) -> None:
    rows: list[Row] = [
        [
            row.contradiction.indicator,
            *(
                f"{plan.label} {wording.target(target, lang)}\n“{target.quote}”\n{wording.where(target, lang)}"
                for plan, target in zip(row.plans, row.targets, strict=True)
            ),
            wording.sentence(row.contradiction.reason, lang),
        ]
        for row in tables.contradictions
    ]
    names = heads("indicator first_target second_target reason", lang)
    paper.table(caption("contradictions", lang), names, rows, (1.6, 3, 3, 2))
