"""The rows of one lower plan and those above it, as a report of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace as changed
from typing import TypeVar

from msgspec.structs import replace

from compare.model import Chain, Comparison, Plan

Row = TypeVar("Row")


def restricted(comparison: Comparison, lower: str) -> Comparison:
    """Return what was found of one lower plan against the plans above it; nothing is judged anew.

    The plans above it are told of as upper plans alone: what they lack themselves is left out.
    """
    plans = {plan.id: plan for plan in comparison.plans}
    above = _above(plans, lower)
    ids = {lower, *above}
    own = tuple(plan if plan.id == lower else replace(plan, upper=()) for plan in comparison.plans if plan.id in ids)
    return changed(
        comparison,
        plans=own,
        coverage=tuple(cell for cell in comparison.coverage if cell.plan in ids),
        frequency=tuple(entry for entry in comparison.frequency if entry.plan in ids),
        sources=tuple(source for source in comparison.sources if source.plan in ids),
        gaps=_of(comparison.gaps, "plan", lower),
        alignments=_of(comparison.alignments, "lower", lower),
        target_pairs=_of(comparison.target_pairs, "lower", lower),
        distinctive=_of(comparison.distinctive, "plan", lower),
        unlinked=_of(comparison.unlinked, "plan", lower),
        targets=tuple(target for target in comparison.targets if target.plan in ids),
        contradictions=tuple(
            each for each in comparison.contradictions if lower in each.plans and ids >= {*each.plans}
        ),
        requirements=tuple(each for each in comparison.requirements if each.plan in above),
        chain=tuple(_chain(each, lower) for each in comparison.chain if any(s.plan == lower for s in each.steps)),
        alone=_of(comparison.alone, "plan", lower),
        decisions=(),
        rendered={},
    )


def _above(plans: dict[str, Plan], lower: str) -> set[str]:
    found: set[str] = set()
    waiting = [lower]
    while waiting:
        for link in plans[waiting.pop()].upper:
            if link.id in plans and link.id not in found:
                found.add(link.id)
                waiting.append(link.id)
    return found - {lower}


def _of(rows: Sequence[Row], name: str, plan: str) -> tuple[Row, ...]:
    return tuple(row for row in rows if getattr(row, name) == plan)


def _chain(chain: Chain, lower: str) -> Chain:
    """Return the way of a theme to one plan alone."""
    steps = tuple(step for step in chain.steps if step.plan == lower)
    thinned, lost = ((lower,) if lower in plans else () for plans in (chain.thinned_in, chain.lost_in))
    return replace(chain, steps=steps, thinned_in=thinned, lost_in=lost)
