"""What the tables of parquet files hold: the rows of ``report.json``, flat.

A passage stands in columns ``quote start end section place_unit place role depth commitment score reason``, heading
paths on one line as in the csv files; lists of passages are tables of their own. Sentences are Chinese.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from compare.model import (
    Chain,
    Commitment,
    Comparison,
    Found,
    Gap,
    Passage,
    Place,
    Plan,
    Reason,
    Step,
    Target,
    Theme,
    Unlinked,
)
from reports import wording
from reports.output import clean
from reports.rows import SourceRow
from reports.view import Tables

Row = tuple[object, ...]
Type = Literal["text", "texts", "whole", "number", "truth"]

_SPAN = "quote start end section place_unit place"
_PASSAGE = f"{_SPAN} role depth commitment score reason"


def _prefixed(prefix: str, columns: str) -> str:
    return " ".join(f"{prefix}_{column}" for column in columns.split())


OF_A_PLAN = {
    "coverage": "plan theme level status depth explicit phrases reason",
    "evidence": f"plan theme use rank {_PASSAGE}",
    "alignments": f"id upper lower status label score reason {_prefixed('clause', _PASSAGE)}",
    "items": "alignment item quote start end label",
    "matches": f"alignment item rank {_PASSAGE}",
    "gaps": "id plan level upper relation kind ref theme topic severity group reason suggestion "
    f"upper_depth lower_depth section origins repeats waived {_prefixed('above', _PASSAGE)}",
    "gaps_nearest": f"gap rank {_PASSAGE}",
    "unlinked": f"plan uppers {_SPAN} nearest_upper nearest_quote nearest_score",
}
"""Tables whose rows are made where a plan is judged: name -> columns."""
OF_A_BATCH = {
    "plans": "id title kind level region year period chars inferred formula local general",
    "upper": "plan upper relation later",
    "targets": f"id plan indicator operator value unit norm_value norm_unit year kind {_SPAN} base_value base_year "
    "yearly_growth",
    "target_pairs": "id upper lower indicator upper_target lower_target verdict reason",
    "contradictions": "plans indicator first_target second_target reason",
    "frequency": "plan theme mentions per_10k_chars",
    "chain": "theme set_by plan upper depth mark",
    "distinctive": f"plan theme name {_SPAN}",
    "sources": "plan file format encoding readable sections clauses tables left_out removed warnings",
    "repaired": "plan file kind raw text count places",
}
"""The other tables of a batch: name -> columns."""
OF_ALL = {"themes": "id name definition source"}
TABLES = OF_A_PLAN | OF_A_BATCH | OF_ALL
"""All tables: name -> columns."""

_TYPES: dict[str, Type] = {
    **dict.fromkeys(("phrases", "origins", "repeats", "uppers", "inferred", "plans", "warnings", "places"), "texts"),
    **dict.fromkeys(("explicit", "later"), "truth"),
    **dict.fromkeys(("score", "severity", "readable", "norm_value", "yearly_growth", "per_10k_chars"), "number"),
    **dict.fromkeys(("start", "end", "place", "depth", "rank", "item", "year", "chars", "mentions", "count"), "whole"),
    **dict.fromkeys(("formula", "local", "general", "sections", "clauses", "tables", "left_out", "removed"), "whole"),
}


def type_of(column: str) -> Type:
    """What a column holds."""
    own = (
        column.removeprefix("clause_")
        .removeprefix("above_")
        .removeprefix("upper_")
        .removeprefix("lower_")
        .removeprefix("nearest_")
    )
    return _TYPES.get(own.removeprefix("base_") if own == "base_year" else own, "text")


def of_a_plan(found: Found, level: str, labels: Mapping[str, str]) -> dict[str, list[Row]]:
    """The rows of ``OF_A_PLAN``.

    Args:
        found: What was found of the plan.
        level: Its level.
        labels: Short names of its upper plans.
    """
    rows: dict[str, list[Row]] = {name: [] for name in OF_A_PLAN}
    for cell in found.cells:
        head = (cell.plan, cell.theme)
        told = (level, cell.status, cell.depth, cell.explicit, cell.phrases, _said(cell.reason))
        rows["coverage"].append((*head, *told))
        for use, passages in (("evidence", cell.evidence), ("nearest", cell.nearest)):
            rows["evidence"] += [(*head, use, *ranked) for ranked in _ranked(passages)]
    for each in found.alignments:
        judged = (each.status, each.label, _rounded(each.score), _said(each.reason))
        rows["alignments"].append((each.id, each.upper, each.lower, *judged, *_passage(each.clause)))
        rows["matches"] += [(each.id, None, *ranked) for ranked in _ranked(each.matches)]
        for number, item in enumerate(each.items, 1):
            rows["items"].append((each.id, number, item.quote, item.start, item.end, item.label))
            rows["matches"] += [(each.id, number, *ranked) for ranked in _ranked(item.matches)]
    for gap in found.gaps:
        rows["gaps"].append(_gap(gap, level, labels[gap.upper]))
        rows["gaps_nearest"] += [(gap.id, *ranked) for ranked in _ranked(gap.nearest)]
    rows["unlinked"] = [_unlinked(item) for item in found.unlinked]
    return rows


def of_a_batch(comparison: Comparison) -> dict[str, list[Row]]:
    """The rows of ``OF_A_BATCH``."""
    tables = Tables(comparison)
    commitments = {row.plan.id: row.commitments for row in tables.plans}
    return {
        "plans": [_plan(plan, commitments[plan.id]) for plan in comparison.plans],
        "upper": [(plan.id, link.id, link.relation, link.later) for plan in comparison.plans for link in plan.upper],
        "targets": list(map(_target, comparison.targets)),
        "target_pairs": [
            (p.id, p.upper, p.lower, p.indicator, p.upper_target, p.lower_target, p.verdict, _said(p.reason))
            for p in comparison.target_pairs
        ],
        "contradictions": [(c.plans, c.indicator, *c.targets, _said(c.reason)) for c in comparison.contradictions],
        "frequency": [(f.plan, f.theme, f.mentions, _rounded(f.per_10k_chars)) for f in comparison.frequency],
        "chain": [
            (chain.theme, chain.set_by, step.plan, step.upper, step.depth, _mark(chain, step))
            for chain in comparison.chain
            for step in chain.steps
        ],
        "distinctive": [
            (d.plan, d.theme, d.name, *_span(d.quote, d.start, d.end, d.section, d.place))
            for d in comparison.distinctive
        ],
        "sources": list(map(_source, tables.sources)),
        "repaired": [row for source in tables.sources for row in _repaired(source)],
    }


def of_all(themes: Iterable[Theme]) -> dict[str, list[Row]]:
    """The rows of ``OF_ALL``."""
    return {"themes": [(theme.id, theme.name, theme.definition, theme.source) for theme in themes]}


def _said(reason: Reason) -> str:
    return wording.sentence(reason, "zh")


def _rounded(value: float) -> float:
    return round(value, 4)


def _span(quote: str, start: int, end: int, section: Sequence[str], place: Place) -> Row:
    return quote, start, end, wording.path(tuple(section)), place.unit, place.number


def _passage(p: Passage) -> Row:
    span = _span(p.quote, p.start, p.end, p.section, p.place)
    return *span, p.role, p.depth, p.commitment, _rounded(p.score), _said(p.reason)


def _ranked(passages: Iterable[Passage]) -> Iterator[Row]:
    return ((rank, *_passage(passage)) for rank, passage in enumerate(passages, 1))


def _gap(gap: Gap, level: str, upper: str) -> Row:
    return (
        gap.id, gap.plan, level, gap.upper, gap.relation, gap.kind, gap.ref, gap.theme, gap.topic,
        _rounded(gap.severity), gap.group, _said(gap.reason), wording.suggestion(gap, upper, "zh"),
        gap.upper_depth, gap.lower_depth, wording.path(gap.section), gap.origins, gap.repeats, gap.waived,
        *_passage(gap.upper_quote),
    )  # fmt: skip


def _unlinked(item: Unlinked) -> Row:
    p, nearest = item.passage, item.nearest
    near = (item.nearest_upper, nearest.quote, _rounded(nearest.score)) if nearest else (None, None, None)
    return item.plan, item.uppers, *_span(p.quote, p.start, p.end, p.section, p.place), *near


def _plan(plan: Plan, commitments: Sequence[int]) -> Row:
    assert len(commitments) == len(Commitment)
    told = (plan.id, plan.title, plan.kind, plan.level, plan.region, plan.year, plan.period, len(plan.text))
    return *told, plan.inferred, *commitments


def _target(t: Target) -> Row:
    growth = None if t.yearly_growth is None else _rounded(t.yearly_growth)
    norm = None if t.norm_value is None else float(t.norm_value)
    told = (t.id, t.plan, t.indicator, t.operator, t.value, t.unit, norm, t.norm_unit, t.year, t.kind)
    return *told, *_span(t.quote, t.start, t.end, t.section, t.place), t.base_value, t.base_year, growth


def _mark(chain: Chain, step: Step) -> str:
    """How a plan stands against the one above, as in chain.csv."""
    if step.depth is None:
        return "unjudged"
    if step.plan in chain.lost_in:
        return "lost"
    return "thinned" if step.plan in chain.thinned_in else "kept"


def _source(row: SourceRow) -> Row:
    source, plan = row.source, row.plan
    counts = (
        len(plan.sections) if plan else 0,
        sum(clause.kind == "body" for clause in plan.clauses) if plan else 0,
        len(plan.tables) if plan else 0,
    )
    warnings = tuple(map(_said, source.warnings))
    told = (source.plan, clean(source.file), source.format, source.encoding, _rounded(source.readable))
    return *told, *counts, row.left_out, row.removed, warnings


def _repaired(row: SourceRow) -> Iterator[Row]:
    file = clean(row.source.file)
    for each in row.source.repairs:
        places = tuple(f"{place.unit}:{place.number}" for place in each.places)
        yield row.source.plan, file, each.kind, each.raw, each.text, each.count, places
