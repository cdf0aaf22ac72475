"""Short names of plans for column heads and sentences: readable, and each unlike the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from compare.model import Plan
from reports import wording
from reports.output import clean

_LONGEST = 24
"""Characters of a title that a column head bears."""


def plan_labels(plans: Iterable[Plan]) -> dict[str, str]:
    """Plan id to the first of its names that no other plan has; with the id in brackets if all are taken."""
    plans = tuple(plans)
    names = {plan.id: _names(plan) for plan in plans}
    shared = Counter(name for own in names.values() for name in set(own))
    labels: dict[str, str] = {}
    taken: set[str] = set()
    for plan_id, own in names.items():
        label = next((name for name in own if shared[name] == 1), own[-1])
        # A title may happen to be the id of another plan.
        labels[plan_id] = label if label not in taken else f"{label} ({plan_id})"
        taken.add(labels[plan_id])
    return labels


def _names(plan: Plan) -> list[str]:
    """Region; region and year; region, year and kind; title; id. The kind is Chinese everywhere, as regions are."""
    year = str(plan.year or "")
    kind = wording.name("kind", plan.kind, "zh")
    placed = [plan.region, f"{plan.region} {year}", f"{plan.region} {year} {kind}"] if plan.region else []
    title = clean(plan.title).strip()
    short = title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…"
    return [" ".join(name.split()) for name in (*placed, short, plan.id) if name.strip()] or [plan.id]
