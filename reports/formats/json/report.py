"""``report.json`` after the contract ``planalign/1``, and the canonical texts to which its offsets point.

The file is the same whatever language the other reports are in: its sentences are Chinese.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any

from compare.model import (
    Chain,
    Commitment,
    Comparison,
    Contradiction,
    Distinctive,
    Frequency,
    Passage,
    Plan,
    Target,
    TargetPair,
    Theme,
    Waiver,
)
from reports.formats.json.rows import NEXT, PARTS, encoded, place, rendered, rounded, rows_in, sentence
from reports.output import Content, clean, file_name
from reports.rows import SourceRow
from reports.view import Tables

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


def _written(parts: Mapping[str, str | Iterable[bytes]]) -> Iterator[bytes]:
    """The report piece by piece, keys sorted, a row a line: two hundred plans have millions of passages."""
    opening = b"{\n"
    for name in sorted(parts):
        part = parts[name]
        yield opening + encoded(name) + b": "
        if isinstance(part, str):
            yield encoded(part)
        else:
            before = b"[\n"
            for rows in part:
                yield before + rows
                before = NEXT
            yield b"\n]" if before == NEXT else b"[]"
        opening = NEXT
    yield b"\n}\n"


def report(comparison: Comparison, tables: Tables) -> dict[str, str | Iterable[bytes]]:
    """The parts of ``report.json``: its rows, one or many at once, made when they are asked for, once."""
    commitments = {row.plan.id: row.commitments for row in tables.plans}
    made = rendered(comparison)
    rows: dict[str, Iterable[Json]] = {
        "plans": (_plan(plan, commitments[plan.id]) for plan in comparison.plans),
        "themes": map(_theme, comparison.themes),
        "targets": map(_target, comparison.targets),
        "target_pairs": map(_target_pair, comparison.target_pairs),
        "contradictions": map(_contradiction, comparison.contradictions),
        "waivers": map(_waiver, comparison.waivers),
        "frequency": map(_frequency, comparison.frequency),
        "chain": map(_chain, comparison.chain),
        "distinctive": map(_distinctive, comparison.distinctive),
        "sources": map(_source, tables.sources),
    }
    return {
        "schema": SCHEMA,
        **{name: map(_row, of_part) for name, of_part in rows.items()},
        **{name: _by_plan(made, name) for name in PARTS if name != "coverage"},
        "coverage": _by_theme(made),
    }


def _by_plan(made: Mapping[str, Mapping[str, bytes]], part: str) -> Iterator[bytes]:
    return (rows for of_plan in made.values() if (rows := rows_in(of_plan[part])))


def _by_theme(made: Mapping[str, Mapping[str, bytes]]) -> Iterator[bytes]:
    """The cells theme by theme, of each theme plan by plan."""
    cells = map(BytesIO, _by_plan(made, "coverage"))
    return (cell.removesuffix(NEXT) for of_theme in zip(*cells, strict=True) for cell in of_theme)


def _row(row: Json) -> bytes:
    return encoded(row, order="sorted")


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


def _span(item: Passage | Target | Distinctive) -> Json:
    """What is quoted, and where it stands."""
    return {
        "quote": item.quote,
        "start": item.start,
        "end": item.end,
        "section": item.section,
        "place": place(item.place),
    }


def _frequency(row: Frequency) -> Json:
    return {"theme": row.theme, "plan": row.plan, "mentions": row.mentions, "per_10k_chars": rounded(row.per_10k_chars)}


def _waiver(waiver: Waiver) -> Json:
    return {"gap": waiver.gap, "reason": waiver.reason, "quote": waiver.quote, "stale": waiver.stale}


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
        "yearly_growth": None if target.yearly_growth is None else rounded(target.yearly_growth),
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
        "reason": sentence(pair.reason),
    }


def _contradiction(found: Contradiction) -> Json:
    return {
        "plans": list(found.plans),
        "indicator": found.indicator,
        "targets": list(found.targets),
        "reason": sentence(found.reason),
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


def _source(row: SourceRow) -> Json:
    source = row.source
    plan = row.plan
    return {
        "plan": source.plan,
        "file": clean(source.file),
        "format": source.format,
        "encoding": source.encoding,
        "readable": rounded(source.readable),
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
                "places": [place(each) for each in repair.places],
            }
            for repair in source.repairs
        ],
        "warnings": [sentence(warning) for warning in source.warnings],
    }
