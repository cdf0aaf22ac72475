"""A lower plan and one of its upper plans: what every kind of gap between them has in common."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from compare.folding import folded
from compare.model import Cell, Depth, GapGroup, GapKind, Kind, Passage, Plan, Role, Theme, UpperLink

# What the upper plan says often weighs more, up to twice as much as what it says once.
_EMPHASIS = 0.5
_REFERENCE, _INTERPRETATION, _LATER = 0.7, 0.7, 0.5
NEAREST_KEPT = 3
_NEAR = 0.2
_TASKS = frozenset({Role.MEASURE, Role.TARGET, Role.GOAL, Role.SAFEGUARD})


@dataclass(frozen=True, slots=True)
class Pair:
    """A lower plan and one of its upper plans, with their cells by theme."""

    upper: Plan
    lower: Plan
    link: UpperLink
    themes: Sequence[Theme]
    above: Mapping[str, Cell]
    below: Mapping[str, Cell]
    _topics: dict[int, Theme] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Find the theme of each upper clause: the one of which it is the best evidence."""
        best: dict[int, float] = {}
        for theme in self.themes:
            for passage in self.above[theme.id].evidence if theme.id in self.above else ():
                if passage.depth >= Depth.STATED and passage.score > best.get(passage.start, 0.0):
                    best[passage.start] = passage.score
                    self._topics[passage.start] = theme

    def theme_at(self, offset: int) -> Theme | None:
        """The theme that the upper clause which begins at ``offset`` is evidence of."""
        return self._topics.get(offset)

    def emphasis(self, theme: Theme | None) -> float:
        """How much the upper plan says of a theme, against the theme of which it says most; in [0, 1]."""
        if theme is None:
            return 0.0
        return self.above[theme.id].passages / max(1, *(cell.passages for cell in self.above.values()))

    def severity(self, missing: float, emphasis: float) -> float:
        """The share that is missing, weighed by emphasis above (both in [0, 1]) and by how far the upper plan binds."""
        severity = missing * (1 - _EMPHASIS + _EMPHASIS * emphasis)
        severity *= _REFERENCE if self.link.relation == "reference" else 1.0
        severity *= _INTERPRETATION if self.lower.kind is Kind.INTERPRETATION else 1.0
        return round(severity * (_LATER if self.link.later else 1.0), 4)

    def group(self, group: GapGroup) -> GapGroup:
        """The group of a gap, given the one it would be in if the lower plan were a plan in full and the younger."""
        if self.link.later:
            return GapGroup.LATER
        if group is GapGroup.ABSENT and self.lower.kind is Kind.INTERPRETATION:
            return GapGroup.UNMENTIONED
        return group

    def identity(self, kind: GapKind, *parts: str) -> str:
        """Id of a gap: a hash of kind, plans and folded ``parts``."""
        content = "\x1f".join((kind, self.lower.id, self.upper.id, *map(folded, parts)))
        return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def fitting_section(passages: Iterable[Passage]) -> tuple[str, ...]:
    """The deepest heading path that holds most of the weight of passages that set something; empty if none does.

    Passages that look back or set the scene say nothing of where an answer fits, nor do those that are hardly near.
    """
    weights: defaultdict[tuple[str, ...], float] = defaultdict(float)
    total = 0.0
    for passage in passages:
        if passage.role in _TASKS and passage.score >= _NEAR:
            total += passage.score
            for length in range(1, len(passage.section) + 1):
                weights[passage.section[:length]] += passage.score
    holding = [path for path, weight in weights.items() if weight > total / 2]
    return max(holding, key=len, default=())
