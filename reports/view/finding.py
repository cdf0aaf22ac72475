"""Rows -> the executive summary: three to five problems, merged over the lower plans, and what has to be checked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import fsum

from compare.model import GapGroup, Kind, Source
from reports.rows import NOTES, Checks, Excuse, Executive, GapBlock, GapRow, GapTopic, PairRow, PlanRow, Problem
from reports.view.builder import Tables

PROBLEMS = 5
"""What a head of department keeps in mind."""

_LIGHT = 0.3
"""Severity below which a gap leads no summary: a part of a sentence, an aim beside measures, what only the upper plan
can carry out or has yet to divide."""
_PICTURES = 3
"""Pictures from which on a text may lack more than an ornament."""


def executive(tables: Tables) -> Executive:
    """Return the finding of a comparison."""
    rated = [pair for pair in tables.pairs if pair.upper_themes > pair.themes[-1]]
    bound = [pair for pair in rated if _excuse(pair) is None]
    faults = _faults(tables)
    return Executive(
        pairs=tuple(sorted(bound or rated, key=lambda pair: -_taken(pair))),
        excuses=() if bound else _excuses(rated),
        below=sum(row.gap.group is GapGroup.BELOW for block in faults for row in block.rows),
        faults=bool(faults),
        problems=problems(tables, PROBLEMS),
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
    if lower.kind.is_of_a_field and not upper.kind.is_of_a_field:
        return "field"
    return "reference" if pair.link.relation == "reference" else None


def _excuses(pairs: Iterable[PairRow]) -> tuple[tuple[Excuse, tuple[PlanRow, ...]], ...]:
    """Return the excuses of pairs that all have one, each with its lower plans."""
    found: defaultdict[Excuse, dict[str, PlanRow]] = defaultdict(dict)
    for pair in pairs:
        if excuse := _excuse(pair):
            found[excuse][pair.lower.plan.id] = pair.lower
    return tuple((excuse, tuple(plans.values())) for excuse, plans in found.items())


def _taken(pair: PairRow) -> float:
    return pair.taken_up / (pair.upper_themes - pair.themes[-1])


def _faults(tables: Tables) -> list[GapBlock]:
    return [block for block in tables.gaps if block.group is not None and block.group not in NOTES]


def problems(tables: Tables, count: int) -> tuple[Problem, ...]:
    """Return what is lacking, merged over the lower plans: targets set lower, binding targets not set, then what most
    lower plans lack, most gravely; what may be no fault where there are no faults, and only then what is not sure.

    Args:
        tables: The rows.
        count: How many at most; those of a smaller count come first in those of a larger one.
    """
    notes = [block for block in tables.gaps if block.group in NOTES]
    blocks = _faults(tables) or [block for block in notes if block.group is not GapGroup.POSSIBLE] or notes
    rows = [(row, topic) for block in blocks for topic in block.topics for row in topic.rows]
    binding = {row.pair.id for row in tables.targets if row.upper_target.kind == "约束性"}
    below = [row for row, _ in rows if row.gap.group is GapGroup.BELOW]
    unset = [row for row, _ in rows if row.gap.group is GapGroup.ABSENT and row.gap.ref in binding]
    found = [Problem("below", (), _gravest_first(below))] if below else []
    found += [Problem("binding", (), _gravest_first(unset))] if unset else []
    told = {row.gap.id for row in (*below, *unset)}
    found += _shared((row, topic) for row, topic in rows if row.gap.id not in told)
    return tuple(found[:count])


def _gravest_first(rows: Iterable[GapRow]) -> tuple[GapRow, ...]:
    return tuple(sorted(rows, key=lambda row: -row.gap.severity))


def _shared(rows: Iterable[tuple[GapRow, GapTopic]]) -> list[Problem]:
    """Return what several lower plans lack of an upper sentence as one problem; first one of each topic, and nothing
    that the same plans lack of another upper plan, too; then the others.
    """
    merged: defaultdict[tuple[str, int, GapGroup], list[tuple[GapRow, GapTopic]]] = defaultdict(list)
    for row, topic in rows:
        merged[row.upper.plan.id, row.gap.upper_quote.start, row.gap.group].append((row, topic))
    first: list[Problem] = []
    others: list[Problem] = []
    told: set[tuple[str, str]] = set()
    for own in sorted(_targets_together(merged.values()), key=_weight, reverse=True):
        row, topic = max(own, key=lambda each: each[0].gap.severity)
        names = {(each.plan.plan.id, name) for each, _ in own for name in row.gap.subjects}
        place = row.upper.plan.id, topic.title
        again = place in told or (names and names <= told)
        told |= set() if again else {place, *names}
        named = own if row.gap.kind == "target" else [(row, topic)]
        subjects = tuple(dict.fromkeys(name for each, _ in named for name in each.gap.subjects))
        problem = Problem(row.gap.group.value, subjects, _gravest_first(each for each, _ in own))
        (others if again else first).append(problem)
    return first + others


def _targets_together(
    sentences: Iterable[list[tuple[GapRow, GapTopic]]],
) -> list[list[tuple[GapRow, GapTopic]]]:
    """Return the same rows, those of targets that the same lower plans lack of one upper plan as one problem."""
    found: defaultdict[object, list[tuple[GapRow, GapTopic]]] = defaultdict(list)
    for number, own in enumerate(sentences):
        first = own[0][0]
        lacking = first.upper.plan.id, first.gap.group, frozenset(each.plan.plan.id for each, _ in own)
        found[lacking if first.gap.kind == "target" else number] += own
    return list(found.values())


def _weight(rows: Sequence[tuple[GapRow, GapTopic]]) -> tuple[bool, bool, float, str]:
    """Return what is not light first, then what has a name, then what weighs most over all the plans that lack it."""
    gaps = [row.gap for row, _ in rows]
    grave = max(gap.severity for gap in gaps) >= _LIGHT
    return grave, bool(gaps[0].subjects), fsum(gap.severity for gap in gaps), gaps[0].id


def _checks(tables: Tables) -> Checks:
    lowers = {pair.lower.plan.id: pair.lower for pair in tables.pairs}.values()
    counts = {group: sum(len(block.topics) for block in tables.gaps if block.group is group) for group in NOTES}
    pictured = {row.plan.id for row in tables.sources if row.plan and _pictures(row.source) >= _PICTURES}
    return Checks(
        guessed=tuple(pair for pair in tables.pairs if "upper" in pair.lower.plan.inferred),
        alone=tables.alone[False],
        alone_above=tables.above_alone(later=False),
        early=tables.alone[True],
        early_above=tables.above_alone(later=True),
        digests=tuple(row for row in lowers if row.plan.kind is Kind.INTERPRETATION),
        past_only=tuple(row for row in lowers if row.plan.looks_back_only),
        unjudged=tuple(row for row in lowers if row.unjudged),
        pictured=tuple(row for row in lowers if row.plan.id in pictured),
        notes=tuple((group, count) for group, count in counts.items() if count),
        unsure=sum(not row.alignment.sure and not row.alignment.decided for row in tables.clauses),
        verdicts=len(tables.clauses),
        contradictions=tables.totals.contradictions,
        unread=tables.totals.unread,
    )


def _pictures(source: Source) -> int:
    """Count the pictures of a file whose words were not read."""
    return sum(int(value) for each in source.warnings if each.code == "pictures" for value in each.values)
