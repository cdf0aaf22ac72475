"""``report.json`` after the contract ``planalign/1``, and the canonical texts to which its offsets point.

The file is the same whatever language the other reports are in: its sentences are Chinese.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from compare.model import (
    Alignment,
    Cell,
    Chain,
    Commitment,
    Comparison,
    Contradiction,
    Distinctive,
    Frequency,
    Gap,
    Passage,
    Place,
    Plan,
    Target,
    TargetPair,
    Theme,
    Unlinked,
    Waiver,
)
from reports import wording
from reports.files import Content
from reports.rows import SourceRow, Tables
from reports.safe import clean, escaped, file_name

SCHEMA = "planalign/1"
Json = dict[str, Any]


def render(comparison: Comparison, tables: Tables) -> dict[str, Content]:
    """``report.json`` and ``texts/PLAN_ID.txt``: relative path -> content."""
    made: dict[str, Content] = {"report.json": _written(report(comparison, tables))}
    taken: set[str] = set()
    for plan in comparison.plans:
        stem = file_name(plan.id)
        while stem.casefold() in taken:  # Windows and macOS take A.txt for a.txt
            stem += "_"
        taken.add(stem.casefold())
        made[f"texts/{stem}.txt"] = plan.text.encode("utf-8", "replace")
    return made


def _written(parts: Mapping[str, str | Iterable[Json]]) -> Iterator[bytes]:
    """The report piece by piece, keys sorted, a row a line: two hundred plans have millions of passages."""
    opening = b"{\n"
    for name in sorted(parts):
        part = parts[name]
        yield opening + _encoded(name) + b": "
        if isinstance(part, str):
            yield _encoded(part)
        else:
            before = b"[\n"
            for row in part:
                yield before + _encoded(row)
                before = b",\n"
            yield b"\n]" if before == b",\n" else b"[]"
        opening = b",\n"
    yield b"\n}\n"


def _encoded(value: Json | str) -> bytes:
    try:
        return escaped(msgspec.json.encode(value, order="sorted"))
    except UnicodeEncodeError:
        # A lone surrogate (a file name in an unknown encoding) becomes \udcxx, which is JSON's own notation for it.
        text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return escaped(text.encode("utf-8", "backslashreplace"))


def report(comparison: Comparison, tables: Tables) -> dict[str, str | Iterable[Json]]:
    """The parts of ``report.json``; the rows of each are made when they are asked for, once."""
    labels = {row.plan.id: row.label for row in tables.plans}
    commitments = {row.plan.id: row.commitments for row in tables.plans}
    return {
        "schema": SCHEMA,
        "plans": (_plan(plan, commitments[plan.id]) for plan in comparison.plans),
        "themes": map(_theme, comparison.themes),
        "coverage": map(_cell, comparison.coverage),
        "alignments": map(_alignment, comparison.alignments),
        "targets": map(_target, comparison.targets),
        "target_pairs": map(_target_pair, comparison.target_pairs),
        "contradictions": map(_contradiction, comparison.contradictions),
        "gaps": (_gap(gap, labels[gap.upper]) for gap in comparison.gaps),
        "waivers": map(_waiver, comparison.waivers),
        "frequency": map(_frequency, comparison.frequency),
        "chain": map(_chain, comparison.chain),
        "distinctive": map(_distinctive, comparison.distinctive),
        "unlinked": map(_unlinked, comparison.unlinked),
        "sources": map(_source, tables.sources),
    }


def _round(value: float) -> float:
    return round(value, 4)


def _plan(plan: Plan, commitments: tuple[int, ...]) -> Json:
    return {
        "id": plan.id,
        "title": plan.title,
        "kind": plan.kind,
        "level": plan.level,
        "region": plan.region,
        "year": plan.year,
        "period": plan.period,
        "upper": [{"id": link.id, "relation": link.relation, "later": link.later} for link in plan.upper],
        "chars": len(plan.text),
        "inferred": list(plan.inferred),
        "commitments": dict(zip(Commitment, commitments, strict=True)),
    }


def _theme(theme: Theme) -> Json:
    return {"id": theme.id, "name": theme.name, "definition": theme.definition, "source": theme.source}


def _place(place: Place) -> Json:
    return {place.unit: place.number}


def _span(item: Passage | Target | Distinctive) -> Json:
    """What is quoted, and where it stands."""
    return {
        "quote": item.quote,
        "start": item.start,
        "end": item.end,
        "section": item.section,
        "place": _place(item.place),
    }


def _frequency(row: Frequency) -> Json:
    return {"theme": row.theme, "plan": row.plan, "mentions": row.mentions, "per_10k_chars": _round(row.per_10k_chars)}


def _passage(passage: Passage) -> Json:
    # One dict, not two put together: of these the report has the most.
    return {
        "quote": passage.quote,
        "start": passage.start,
        "end": passage.end,
        "section": passage.section,
        "place": _place(passage.place),
        "role": passage.role,
        "depth": passage.depth,
        "commitment": passage.commitment,
        "score": _round(passage.score),
        "reason": wording.sentence(passage.reason, "zh"),
    }


def _cell(cell: Cell) -> Json:
    return {
        "theme": cell.theme,
        "plan": cell.plan,
        "status": cell.status,
        "depth": cell.depth,
        "explicit": cell.explicit,
        "evidence": [_passage(passage) for passage in cell.evidence],
        "tried": {"phrases": list(cell.phrases), "nearest": [_passage(passage) for passage in cell.nearest]},
        "reason": wording.sentence(cell.reason, "zh"),
    }


def _gap(gap: Gap, upper: str) -> Json:
    return {
        "id": gap.id,
        "plan": gap.plan,
        "upper": gap.upper,
        "relation": gap.relation,
        "kind": gap.kind,
        "ref": gap.ref,
        "theme": gap.theme,
        "topic": gap.topic,
        "severity": _round(gap.severity),
        "group": gap.group,
        "reason": wording.sentence(gap.reason, "zh"),
        "upper_quote": _passage(gap.upper_quote),
        "nearest": [_passage(passage) for passage in gap.nearest],
        "suggestion": wording.suggestion(gap, upper, "zh"),
        "upper_depth": gap.upper_depth,
        "lower_depth": gap.lower_depth,
        "section": list(gap.section),
        "origins": list(gap.origins),
        "repeats": list(gap.repeats),
        "waived": gap.waived,
    }


def _waiver(waiver: Waiver) -> Json:
    return {"gap": waiver.gap, "reason": waiver.reason, "quote": waiver.quote, "stale": waiver.stale}


def _alignment(alignment: Alignment) -> Json:
    return {
        "id": alignment.id,
        "upper": alignment.upper,
        "lower": alignment.lower,
        "status": alignment.status,
        "clause": _passage(alignment.clause),
        "label": alignment.label,
        "score": _round(alignment.score),
        "reason": wording.sentence(alignment.reason, "zh"),
        "items": [
            {
                "quote": item.quote,
                "start": item.start,
                "end": item.end,
                "label": item.label,
                "matches": [_passage(passage) for passage in item.matches],
            }
            for item in alignment.items
        ],
        "matches": [_passage(passage) for passage in alignment.matches],
    }


def _target(target: Target) -> Json:
    return {
        "id": target.id,
        "plan": target.plan,
        "indicator": target.indicator,
        "operator": target.operator,
        "value": target.value,
        "unit": target.unit,
        "norm_value": target.norm_value,
        "norm_unit": target.norm_unit,
        "year": target.year,
        "kind": target.kind,
        **_span(target),
        "base_value": target.base_value,
        "base_year": target.base_year,
        "yearly_growth": None if target.yearly_growth is None else _round(target.yearly_growth),
    }


def _target_pair(pair: TargetPair) -> Json:
    return {
        "id": pair.id,
        "upper": pair.upper,
        "lower": pair.lower,
        "indicator": pair.indicator,
        "upper_target": pair.upper_target,
        "lower_target": pair.lower_target,
        "verdict": pair.verdict,
        "reason": wording.sentence(pair.reason, "zh"),
    }


def _contradiction(found: Contradiction) -> Json:
    return {
        "plans": list(found.plans),
        "indicator": found.indicator,
        "targets": list(found.targets),
        "reason": wording.sentence(found.reason, "zh"),
    }


def _chain(chain: Chain) -> Json:
    return {
        "theme": chain.theme,
        "set_by": chain.set_by,
        "steps": [{"plan": step.plan, "upper": step.upper, "depth": step.depth} for step in chain.steps],
        "thinned_in": list(chain.thinned_in),
        "lost_in": list(chain.lost_in),
    }


def _distinctive(item: Distinctive) -> Json:
    return {
        "plan": item.plan,
        "theme": item.theme,
        "name": item.name,
        **_span(item),
    }


def _unlinked(item: Unlinked) -> Json:
    nearest = item.nearest
    return {
        "plan": item.plan,
        "uppers": list(item.uppers),
        **_span(item.passage),
        "nearest": nearest and {"upper": item.nearest_upper, "quote": nearest.quote, "score": _round(nearest.score)},
    }


def _source(row: SourceRow) -> Json:
    source = row.source
    plan = row.plan
    return {
        "plan": source.plan,
        "file": clean(source.file),
        "format": source.format,
        "encoding": source.encoding,
        "readable": _round(source.readable),
        "sections": len(plan.sections) if plan else 0,
        "clauses": sum(clause.kind == "body" for clause in plan.clauses) if plan else 0,
        "tables": len(plan.tables) if plan else 0,
        "left_out": row.left_out,
        "removed": row.removed,
        "repairs": dict(row.kinds),
        "repaired": [
            {
                "kind": repair.kind,
                "raw": repair.raw,
                "text": repair.text,
                "count": repair.count,
                "places": [_place(place) for place in repair.places],
            }
            for repair in source.repairs
        ],
        "warnings": [wording.sentence(warning, "zh") for warning in source.warnings],
    }
