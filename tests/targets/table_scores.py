"""What is read of a laid-out table, against what it sets: rows right, told as unread, silent, wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from compare import RunOptions
from compare.corpus import find_plans
from compare.model import Plan
from compare.pipeline.compare import read_plans
from compare.targets import find_targets, unread_rows
from tests.targets.table_layouts import Laid, Told


class Score(NamedTuple):
    """Rows of one file: those read cell for cell, told as unread, neither; and what was read and is not there."""

    right: int
    told: tuple[Told, ...]
    silent: tuple[Told, ...]
    wrong: tuple[Told, ...]


def scores(folder: Path, laid: dict[str, Laid], *, jobs: int = 1) -> Iterator[tuple[str, Score]]:
    """Read the files of a folder; yield name and score of each."""
    plans, _ = read_plans(find_plans(folder), options=RunOptions(jobs=jobs))
    for plan in plans:
        yield plan.id, score(plan, laid[plan.id.split("-")[0]])


def score(plan: Plan, laid: Laid) -> Score:
    """Hold what is read of a plan against what its table sets."""
    found = Counter(
        Told(t.indicator, t.operator, t.value, t.unit, t.year or 0, t.kind or "", t.base_value)
        for t in find_targets(plan)
    )
    wanted = Counter(each for each in laid.told if each.value is not None)
    said = "\n".join(unread_rows(plan))
    missing = [*(wanted - found).elements(), *(each for each in laid.told if each.value is None)]
    told = tuple(each for each in missing if _named(each, said))
    silent = tuple(each for each in missing if not _named(each, said))
    return Score((wanted & found).total(), told, silent, tuple((found - wanted).elements()))


def _named(told: Told, said: str) -> bool:
    """Tell whether a row is named among those that could not be read."""
    return told.indicator.split("：")[-1][:4] in said or told.indicator.split("：")[0] in said
