"""Targets of a few sentences under a heading of tasks."""

from __future__ import annotations

from typing import Any

from compare.model import Target
from compare.targets import find_targets
from tests.builders import body_under_tasks, plan_of


def targets_of(*sentences: str, **fields: Any) -> tuple[Target, ...]:
    fields = {"year": 2021, "period": "2021-2025"} | fields
    return find_targets(plan_of(body_under_tasks(*sentences), **fields))


def told(*sentences: str, **fields: Any) -> list[str]:
    """``indicator operator value unit`` of each target."""
    return [f"{t.indicator} {t.operator} {t.value} {t.unit}".rstrip() for t in targets_of(*sentences, **fields)]
