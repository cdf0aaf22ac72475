"""One plan judged: all that is found of it from its own text, its upper plans and the themes, whatever else is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from compare.align import Asking, Side, align, asking, side_of
from compare.discovery import of_its_own
from compare.discovery.known import Known
from compare.evidence import cover, search_for
from compare.model import Alignment, Cell, Distinctive, Plan, Theme
from compare.reading import Reading

OWN_PHRASES = 10
"""More phrases of its own nobody reads of one plan."""


@dataclass(frozen=True, slots=True)
class Task:
    """A plan to be judged.

    Attributes:
        readable: Share of its text that is sound, in [0, 1].
        uppers: The plans that it answers to.
        above: Those, and all that stand above them.
    """

    plan: Plan
    readable: float
    uppers: tuple[Plan, ...] = ()
    above: tuple[Plan, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found of one plan.

    Attributes:
        cells: In the order of the themes.
        alignments: Upper plan by upper plan, in the order of their clauses.
        own: Phrases that stand out in it and are written in no plan above it.
    """

    cells: tuple[Cell, ...]
    alignments: tuple[Alignment, ...]
    own: tuple[Distinctive, ...]


class Judge:
    """Judges plans by the same themes; what an upper plan asks for is found once."""

    def __init__(self, themes: Sequence[Theme], dictionary: Sequence[Theme]) -> None:
        """Prepare.

        Args:
            themes: Themes that are looked for.
            dictionary: The general dictionary; it helps themes that have only a name and a line.
        """
        self._search = search_for(themes, dictionary)
        self._known = Known([*themes, *dictionary])
        self._asking: dict[str, Asking] = {}

    def judge(self, task: Task) -> Judged:
        """Judge a plan."""
        side = self._side(task.plan)
        return Judged(
            cells=cover(side.reading, self._search, task.readable),
            alignments=tuple(row for upper in task.uppers for row in align(self._asked(upper), side, task.readable)),
            own=self._own(task) if task.above else (),
        )

    def _asked(self, upper: Plan) -> Asking:
        if upper.id not in self._asking:
            self._asking[upper.id] = asking(side_of(Reading(upper)))
        return self._asking[upper.id]

    def _side(self, plan: Plan) -> Side:
        return self._asking[plan.id].side if plan.id in self._asking else side_of(Reading(plan))

    def _own(self, task: Task) -> tuple[Distinctive, ...]:
        quoted = [(own.name, own.source) for own in of_its_own(task.plan, task.above, self._known)[:OWN_PHRASES]]
        return tuple(
            Distinctive(task.plan.id, None, name, at.quote, at.start, at.end, at.section, at.place)
            for name, at in quoted
        )
