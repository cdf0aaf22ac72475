"""Rows -> the executive summary: three to five problems, merged over the lower plans, and what has to be checked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from compare.model import GapGroup, Kind
from reports.rows import NOTES, Checks, Excuse, Executive, GapBlock, GapRow, GapTopic, PairRow, Problem
from reports.view.builder import Tables

PROBLEMS = 5
"""What a head of department keeps in mind."""


def executive(tables: Tables) -> Executive:
    """Return the finding of a comparison."""
    rated = [pair for pair in tables.pairs if pair.upper_themes > pair.themes[-1]]
    bound = [pair for pair in rated if _excuse(pair) is None]
    faults = [block for block in tables.gaps if block.group is not None and block.group not in NOTES]
    notes = [block for block in tables.gaps if block.group in NOTES]
    return Executive(
        pairs=tuple(sorted(bound or rated, key=lambda pair: -_taken(pair))),
        excuse=None if bound or not rated else _excuse(rated[0]),
        below=sum(row.gap.group is GapGroup.BELOW for block in faults for row in block.rows),
        faults=bool(faults),
        problems=tuple(_problems(tables, faults or notes)),
        checks=_checks(tables),
    )


def _excuse(pair: PairRow) -> Excuse | None:
    """Return why what a lower plan lacks may be no fault; ``None`` where it was bound to take it up."""
    lower, upper = pair.lower.plan, pair.upper.plan
    if pair.link.later:
        return "later"
    if lower.kind is Kind.INTERPRETATION:
        return "digest"
    if lower.kind is Kind.REPORT and upper.kind is not Kind.REPORT:
        return "other_years"
    return "reference" if pair.link.relation == "reference" else None


def _taken(pair: PairRow) -> float:
    return pair.taken_up / (pair.upper_themes - pair.themes[-1])


def _problems(tables: Tables, blocks: Iterable[GapBlock]) -> Iterator[Problem]:
    """Yield targets set lower, binding targets not set, then the topics that most lower plans lack, most gravely."""
    topics = [(block, topic) for block in blocks for topic in block.topics]
    rows = [row for _, topic in topics for row in topic.rows]
    binding = {row.pair.id for row in tables.targets if row.upper_target.kind == "约束性"}
    below = [row for row in rows if row.gap.group is GapGroup.BELOW]
    unset = [row for row in rows if row.gap.group is GapGroup.ABSENT and row.gap.ref in binding]
    room = PROBLEMS
    if below:
        yield Problem("below", "", False, _gravest_first(below))
        room -= 1
    if unset:
        yield Problem("binding", "", False, _gravest_first(unset))
        room -= 1
    told = {row.gap.id for row in (*below, *unset)}
    yield from _shared([(block, topic) for block, topic in topics if topic.gravest.gap.id not in told], room)


def _gravest_first(rows: Iterable[GapRow]) -> tuple[GapRow, ...]:
    return tuple(sorted(rows, key=lambda row: -row.gap.severity))


def _shared(topics: Iterable[tuple[GapBlock, GapTopic]], count: int) -> list[Problem]:
    """Return topics merged over the lower plans of an upper plan; no upper sentence is quoted twice."""
    merged: defaultdict[tuple[str, GapGroup, str, bool], list[GapRow]] = defaultdict(list)
    for block, topic in topics:
        row = topic.gravest
        merged[block.upper.plan.id, row.gap.group, topic.title, topic.theme is not None].append(row)
    ranked = sorted(merged.items(), key=lambda each: (-len(each[1]), -max(row.gap.severity for row in each[1])))
    found: list[Problem] = []
    quoted = set()
    for (upper, group, title, is_theme), rows in ranked:
        problem = Problem(group.value, title, is_theme, _gravest_first(rows))
        quote = upper, problem.rows[0].gap.upper_quote.start
        if quote not in quoted and len(found) < count:
            quoted.add(quote)
            found.append(problem)
    return found


def _checks(tables: Tables) -> Checks:
    lowers = {pair.lower.plan.id: pair.lower for pair in tables.pairs}.values()
    counts = {group: sum(len(block.topics) for block in tables.gaps if block.group is group) for group in NOTES}
    return Checks(
        guessed=tuple(pair for pair in tables.pairs if "upper" in pair.lower.plan.inferred),
        digests=tuple(row for row in lowers if row.plan.kind is Kind.INTERPRETATION),
        unjudged=tuple(row for row in lowers if row.unjudged),
        notes=tuple((group, count) for group, count in counts.items() if count),
        unsure=sum(not row.alignment.sure and not row.alignment.decided for row in tables.clauses),
        verdicts=len(tables.clauses),
        contradictions=tables.totals.contradictions,
        unread=tables.totals.unread,
    )
