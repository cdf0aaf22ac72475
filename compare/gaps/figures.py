"""Figures of upper clauses as the targets compare them: one judge of what is lower, for targets and clauses alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from compare.model import Target, TargetPair, Verdict
from compare.text import writes_figure


class SetFigures:
    """The target pairs of two plans by the upper clause that sets them.

    Args:
        pairs: Upper targets and what the lower plan sets.
        targets: All targets by id.
    """

    def __init__(self, pairs: Iterable[TargetPair] = (), targets: Mapping[str, Target] | None = None) -> None:
        self._found: defaultdict[int, list[tuple[Target, TargetPair]]] = defaultdict(list)
        for each in pairs:
            target = (targets or {})[each.upper_target]
            if target.clause is not None:
                self._found[target.clause].append((target, each))

    def meets(self, clause: int | None) -> bool:
        """Whether an upper clause, by its number, has targets and the lower plan sets every one no lower."""
        found = self._found.get(clause, []) if clause is not None else []
        return bool(found) and all(pair.verdict is Verdict.MEETS for _, pair in found)

    def pair_of(self, clause: int | None, figure: str) -> TargetPair | None:
        """Return the pair of the target of an upper clause that sets a figure, written with its unit (58%); ``None``
        where no target that sets it was paired.
        """
        found = self._found.get(clause, []) if clause is not None else []
        return next((pair for target, pair in found if writes_figure(figure, f"{target.value}{target.unit}")), None)
