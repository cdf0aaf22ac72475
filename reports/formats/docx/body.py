"""The body of the report, a few pages whatever the number of plans; what it leaves out stands in the annexed tables."""

from __future__ import annotations

from reports import wording
from reports.formats.docx.cells import MAIN_GAPS, MAIN_OWN, MAIN_PAIRS, Row, caption, heads, left_out, number, quoted
from reports.formats.docx.grid import GridCell
from reports.formats.docx.paper import Paper
from reports.output import clean
from reports.rows import GROUPS, LABELS, VERDICTS, Problem, StepMark
from reports.view import PROBLEMS, Tables, executive, problems
from reports.view import top as picks
from reports.wording import Lang

_NAMED = 4
"""Plans of a level that are named where there are too many for a row each."""


def summary(paper: Paper, tables: Tables, lang: Lang) -> None:
    """Add the finding: judgement, main problems with their quotations, advice, what to check."""
    finding = wording.executive(executive(tables), lang)
    for head, told in finding:
        paper.heading(head, 2)
        for at, each in enumerate(told, 1):
            paper.body(each.text if len(told) == 1 else f"{at}. {each.text}")
            for quote in each.quotes:
                paper.note(quote)
    told_above = {each.text for _, told in finding for each in told}
    for line in wording.scope(tables.totals, lang):
        if line not in told_above:
            paper.body(line)
    if not tables.pairs:
        paper.body(wording.text("text.no_pairs", lang))


def plans(paper: Paper, tables: Tables, lang: Lang) -> None:
    """Add the plans; of many how many there are of each level, and the first of them."""
    if len(tables.plans) <= MAIN_PAIRS:
        rows: list[Row] = [
            [row.label, row.plan.title, wording.about(row, lang), number(row.chars)] for row in tables.plans
        ]
        paper.table(caption("plans", lang), heads("plan title kind chars", lang), rows, (2, 5, 3, 1.4))
        return
    rows = []
    for level in tables.levels:
        members = [clean(row.label) for row in tables.plans if row.plan.level is level.level]
        named = wording.comma(members[:_NAMED], lang)
        if len(members) > _NAMED:
            named = wording.text("executive.and_more_plans", lang, items=named, count=len(members))
        rows.append([wording.name("level", level.level, lang), number(level.plans), named])
    paper.table(caption("plan_levels", lang), heads("level plan_count plan", lang), rows, (1, 1, 6))


def pairs(paper: Paper, tables: Tables, lang: Lang) -> None:
    """How many of the upper themes each lower plan takes up, of many pairs those that take up least."""
    if not tables.pairs:
        paper.body(wording.text("text.no_pairs", lang))
        return
    least = picks.least_pairs(tables, MAIN_PAIRS)
    names = [*heads("lower upper upper_themes", lang), *wording.group("share", lang)]
    rows: list[Row] = [
        [pair.lower.label, pair.upper.label, *map(number, (pair.upper_themes, *pair.themes))] for pair in least
    ]
    paper.table(caption("pairs", lang), names, rows, (2, 2, *[1.2] * (len(names) - 2)))
    if rest := len(tables.pairs) - len(least):
        paper.note(wording.text("text.pairs_least", lang, shown=len(least), rest=rest))
    else:
        paper.note(wording.text("text.pairs_note", lang))


def gaps(paper: Paper, tables: Tables, lang: Lang) -> None:
    """Add what is lacking beside the problems of the summary, in the same order, merged over the lower plans."""
    if not tables.gaps:
        paper.body(wording.text("text.no_gaps", lang))
        return
    told = problems(tables, PROBLEMS + MAIN_GAPS)
    further = told[PROBLEMS:]
    if told:
        note = "text.gaps_note" if further else "text.gaps_told"
        paper.body(wording.text(note, lang, told=len(told) - len(further)))
    if further:
        rows = [_problem(at, problem, lang) for at, problem in enumerate(further, PROBLEMS + 1)]
        title = caption("main_gaps", lang, count=len(rows))
        paper.table(title, heads("number missing lower upper_quote nearest", lang), rows, (0.6, 2, 1.3, 3.6, 2.8))
    shown = {row.gap.id for problem in told for row in problem.rows}
    topics = [topic for block in tables.gaps if block.group for topic in block.topics]
    if rest := sum(not any(row.gap.id in shown for row in topic.rows) for topic in topics):
        paper.note(wording.text("text.main_gaps_left" if further else "text.gaps_left_told", lang, rest=rest))


def _problem(at: int, problem: Problem, lang: Lang) -> Row:
    row = problem.rows[0]
    missing, plans = wording.missing_of(problem, lang)
    missing += wording.judged(row.gap.judged_by, lang)
    quote = f"{clean(row.upper.label)}\n{quoted(row.gap.upper_quote, lang)}"
    near = quoted(row.near, lang) if row.near else wording.text("brief.nothing_near", lang)
    return [number(at), missing, plans, quote, near]


def clauses(paper: Paper, tables: Tables, lang: Lang) -> None:
    """Say what came of the clauses, of few pairs in a table; of more, a chart follows."""
    paper.body(wording.text("text.clauses_note" if tables.clauses else "text.no_clauses", lang))
    if tables.clauses and len(tables.pairs) <= MAIN_PAIRS:
        clause_counts(paper, tables, lang)


def clause_counts(paper: Paper, tables: Tables, lang: Lang) -> None:
    """Add how many clauses of each pair have each verdict."""
    names = [*heads("lower upper upper_clauses", lang), *(wording.label(label, lang) for label in LABELS)]
    rows: list[Row] = [
        [pair.lower.label, pair.upper.label, *map(number, (sum(counts), *counts))]
        for pair, counts in ((pair, tables.labels(pair)) for pair in tables.pairs)
    ]
    paper.table(caption("clauses", lang), names, rows, (2, 2, *[1.2] * (len(names) - 2)))


def targets(paper: Paper, tables: Tables, lang: Lang) -> None:
    """Add counts of the verdicts on targets, of many pairs those with most targets below the upper ones."""
    if not tables.targets:
        paper.body(wording.text("text.no_targets", lang))
        return
    paper.body(wording.text("text.targets_note", lang))
    below = VERDICTS.index(VERDICTS[1])
    counted = sorted((pair for pair in tables.pairs if sum(pair.verdicts)), key=lambda pair: -pair.verdicts[below])
    names = [*heads("lower upper upper_targets", lang), *(wording.name("verdict", each, lang) for each in VERDICTS)]
    rows: list[Row] = [
        [pair.lower.label, pair.upper.label, *map(number, (sum(pair.verdicts), *pair.verdicts))]
        for pair in counted[:MAIN_PAIRS]
    ]
    paper.table(caption("targets", lang), names, rows, (2, 2, *[1.2] * (len(names) - 2)))
    if rest := len(counted) - len(rows):
        paper.note(wording.text("text.rows_left", lang, shown=len(rows), rest=rest, file="target_pairs.csv"))


def chain(paper: Paper, tables: Tables, lang: Lang) -> None:
    """Say how the way of the themes down the levels is to be read, which a chart shows; of many pairs a table tells the
    themes that most plans drop.
    """
    paper.body(wording.text("text.chain_note" if tables.chain else "text.no_chain", lang))
    if not tables.chain or len(tables.pairs) <= MAIN_PAIRS:
        return
    found = picks.top_chain(tables).rows[:MAIN_PAIRS]
    marks: tuple[StepMark, ...] = ("lost", "thinned", "kept")
    rows: list[Row] = [
        [
            row.theme.name,
            f"{clean(row.set_by.label)} {wording.depth(row.set_depth, lang)}",
            *(number(len(each)) for each in (row.steps, *map(row.marked, marks))),
        ]
        for row in found
    ]
    names = [*heads("name set_by", lang), wording.text("survey.steps", lang)]
    names += [wording.name("chain_mark", mark, lang) for mark in marks]
    paper.table(caption("main_chain", lang), names, rows, (3, 2.4, *[1.4] * 4))
    left_out(paper, len(tables.chain) - len(rows), len(rows), "chain.csv", lang)


def distinctive(paper: Paper, tables: Tables, lang: Lang) -> None:
    """Add what plans set and no plan above them does, of every plan as many as there is room for."""
    paper.body(wording.text("text.distinctive_note" if tables.distinctive else "text.no_distinctive", lang))
    if not tables.distinctive:
        return
    chosen = picks.main_distinctive(tables, MAIN_OWN)
    rows: list[Row] = [[row.plan.label, row.item.name, wording.cited(row.item.quote)] for row in chosen]
    paper.table(caption("main_distinctive", lang), heads("plan name quote", lang), rows, (1.4, 2, 6))
    left_out(paper, len(tables.distinctive) - len(rows), len(rows), "distinctive.csv", lang)


def gap_counts(paper: Paper, tables: Tables, lang: Lang) -> None:
    """Add topics and gaps of each pair of plans by group; those that a person has accepted last."""
    found = {block.pair: block for block in tables.gaps}
    groups = [group for group in (*GROUPS, None) if any(block.group == group for block in tables.gaps)]
    counts = {(block.pair, block.group): wording.gap_count(block, lang) for block in tables.gaps}
    rows: list[Row] = [
        [
            block.plan.label,
            block.upper.label,
            *(GridCell(counts.get((pair, group), "—"), centred=True) for group in groups),
        ]
        for pair, block in found.items()
    ]
    names = [wording.name("group_short", group or "waived", lang) for group in groups]
    paper.table(caption("gap_counts", lang), [*heads("lower upper", lang), *names], rows, (2, 2, *[1.6] * len(names)))
    few = len({block.pair for block in tables.gaps}) <= MAIN_PAIRS
    paper.note(wording.text("text.gap_counts_note" if few else "text.gap_counts_merged", lang))
