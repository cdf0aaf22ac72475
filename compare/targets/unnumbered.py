"""Targets that a plan sets without a number of its own: 全覆盖, 完成上级下达任务."""

from __future__ import annotations

from collections.abc import Iterator

from compare.targets.candidate import Draft
from compare.text import cues, read_left

_ALL, _NO_COVER, _HANDED = cues("covers_all"), cues("no_cover"), cues("handed_on")
_SHORTEST_COVER, _SHORTEST_HANDED = 4, 3


def unnumbered(clause: str) -> Iterator[Draft]:
    """Targets of a clause without a number: the value is empty, the unit 全覆盖 or empty."""
    for found in _ALL.finditer(clause) if "覆盖" in clause else ():
        name = read_left(found["name"]).name
        if len(name) >= _SHORTEST_COVER and not _NO_COVER.search(name):
            yield Draft(f"{name}覆盖率", "=", "", "全覆盖", found.start(), found.end(), found.start("all"))
    for found in _HANDED.finditer(clause) if any(word in clause for word in ("下达", "核定", "分配", "定")) else ():
        name = read_left(found["name"]).name
        if len(name) >= _SHORTEST_HANDED and "指标" not in name:
            yield Draft(name, "=", "", "", found.start(), found.end(), found.start("handed"))
