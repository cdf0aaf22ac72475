"""Tables for the terminal of how far a report agrees with labels."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from compare.cli.show import columns, console, safe, table
from compare.model import Depth
from reports import wording
from reports.wording import Lang

if TYPE_CHECKING:
    from compare.evaluate import (
        CellJudgement,
        ClauseFigures,
        DepthFigures,
        Evaluation,
        SecondFigures,
        TargetFigures,
        VerdictFigures,
    )

_DEPTHS = "cells unsaid presence_kappa depth_kappa exact precision mean_error"
_CLAUSES = "clauses unsaid label_kappa exact taken_up_area not_taken_up_f1 first five reciprocal"
_TARGETS = "targets target_precision recall f1"
_VERDICTS = "clauses label_kappa first_kappa not_applicable_f1 sure_share sure_right"
_SECOND = ("tool", "together", "tool_where_counted", "second_where_counted")


def evaluation(found: Evaluation, worst: int, lang: Lang) -> None:
    """All figures, then the cells that are farthest off, with their quotations."""
    total = wording.name("column", "total", lang)
    if found.depths is not None:
        by_plan = {plan: _depths(figures) for plan, figures in found.by_plan.items()}
        _figures("depths", "plan", _DEPTHS, {**by_plan, total: _depths(found.depths)}, lang)
        off = {key: figures for key, figures in found.by_theme.items() if figures.error}
        named = {f"{key} {found.names.get(key, '')}": _depths(figures) for key, figures in off.items()}
        _figures("by_theme", "theme", _DEPTHS, named, lang)
    if found.clauses is not None:
        plans = {plan: _clauses(figures) for plan, figures in found.clauses_by_plan.items()}
        _figures("clauses", "lower", _CLAUSES, {**plans, total: _clauses(found.clauses)}, lang)
    if found.targets_by_plan:
        targets = {plan: _targets(figures) for plan, figures in found.targets_by_plan.items()}
        _figures("targets", "plan", _TARGETS, targets, lang)
    if found.worst[:worst]:
        _title("worst", lang)
        for number, cell in enumerate(found.worst[:worst], 1):
            _worst(number, cell, found.names.get(cell.theme, ""), lang)


def second(found: SecondFigures, lang: Lang) -> None:
    """Show what a second reader adds to the verdicts and depths, and what it cost."""
    told = {"models": safe("、".join(found.models)), "asked": str(found.asked), "counted": str(found.counted)}
    cost = {"tokens_asked": str(found.tokens_asked), "tokens_answered": str(found.tokens_answered)}
    console().print(wording.text("evaluation.second", lang, **told, **cost), soft_wrap=True)
    rows = {code: getattr(found, code) for code in _SECOND}
    shown = {wording.text(f"evaluation.{code}", lang): _verdicts(figures) for code, figures in rows.items()}
    _figures("clauses", "reader", _VERDICTS, shown, lang)
    depths = {"tool": found.depth_tool, "together": found.depth_together}
    shown = {wording.text(f"evaluation.{code}", lang): [_share(value)] for code, value in depths.items()}
    _figures("depths", "reader", "depth_kappa", shown, lang)


def _verdicts(f: VerdictFigures) -> list[str]:
    return [str(f.clauses), *map(_share, (f.label, f.first, f.not_applicable, f.sure, f.sure_right))]


def _title(code: str, lang: Lang) -> None:
    console().print(f"\n[bold]{wording.text(f'evaluation.{code}', lang)}[/]")


def _figures(title: str, first: str, heads: str, rows: Mapping[str, list[str]], lang: Lang) -> None:
    _title(title, lang)
    table(columns(f"{first} {heads}", lang), ([safe(name), *values] for name, values in rows.items()))


def _depths(f: DepthFigures) -> list[str]:
    return [str(f.cells), str(f.unsaid), *map(_share, (f.presence, f.depth, f.exact, f.precision, f.error))]


def _clauses(f: ClauseFigures) -> list[str]:
    shares = (f.label, f.exact, f.taken_up, f.not_taken_up, f.first, f.five, f.reciprocal)
    return [str(f.clauses), str(f.unsaid), *map(_share, shares)]


def _targets(f: TargetFigures) -> list[str]:
    return [str(f.targets), *map(_share, (f.precision, f.recall, f.f1))]


def _share(value: float) -> str:
    return "—" if math.isnan(value) else f"{value:.3f}"


def _worst(number: int, cell: CellJudgement, name: str, lang: Lang) -> None:
    gold = "/".join(str(depth) for depth in cell.accepted)
    said = wording.depth(None if cell.said is None else Depth(cell.said), lang)
    head = wording.text("evaluation.cell", lang, theme=f"{cell.theme} {name}", plan=cell.plan, gold=gold, said=said)
    console().print(f"{number:>2}. {safe(head)}", soft_wrap=True)
    reason = cell.reason if isinstance(cell.reason, str) else wording.sentence(cell.reason, lang)
    for code, quote in (("gold_quote", cell.gold_quote), ("said_quote", cell.quote), ("reason", reason)):
        if quote:
            told = wording.labelled(wording.text(f"evaluation.{code}", lang), safe(quote), lang)
            console().print(f"    {told}", soft_wrap=True)
