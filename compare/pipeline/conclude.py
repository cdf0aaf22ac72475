"""What follows for one plan from what was found of it and of its upper plans: gaps, and what is its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import msgspec

from compare.align import find_unlinked
from compare.errors import InputError
from compare.execution import ENDED, Packed, key_of
from compare.gaps import Origins, find_gaps
from compare.model import Cell, Decision, Found, Gap, Plan, Record, Rendering, Target, TargetPair, Theme, Unlinked
from compare.pipeline.match import Judged
from compare.pipeline.serialize import pack, unpack, unpack_cells

# Upper plans whose cells are kept ready: more than a plan has.
_UPPERS = 16
_GAPS, _UNLINKED, _RENDERED = "gaps", "unlinked", "rendered"


class Case(Record, frozen=True):
    """A plan of which conclusions are drawn.

    Attributes:
        judged: What was found of it.
        uppers: What was found of its upper plans: each plan with its packed cells.
        origins: Where the clauses of the upper plans come from in turn.
        targets: The targets of ``pairs``.
        pairs: Targets of the upper plans and what this plan sets.
    """

    judged: Judged
    uppers: tuple[tuple[Plan, bytes], ...]
    origins: Origins
    targets: tuple[Target, ...]
    pairs: tuple[TargetPair, ...]


class Concluded(Record, frozen=True):
    """What follows for one plan, made from its packed form whenever it is asked for.

    Attributes:
        packed: What follows.
    """

    packed: Packed

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """In the order of the upper links, then of the groups, the most severe first."""
        return unpack(self.packed[_GAPS], Gap)

    @property
    def unlinked(self) -> tuple[Unlinked, ...]:
        """In the order of its clauses."""
        return unpack(self.packed[_UNLINKED], Unlinked)

    @property
    def rendered(self) -> bytes | None:
        """What a report is written from; ``None`` if none was asked for."""
        return self.packed.get(_RENDERED)


class Conclude(Record, frozen=True):
    """Draws conclusions: a stage of :class:`compare.execution.Engine`.

    Attributes:
        themes: Themes that were looked for.
        decisions: Ids of gaps -> what a person decided of them.
        rendering: Makes of what was found what a report is written from; ``None`` if there will be none.
    """

    themes: tuple[Theme, ...]
    decisions: Mapping[str, Decision]
    rendering: Rendering | None = None
    name: str = "conclude"

    def parts(self, _: Case) -> tuple[str, ...]:
        """Return the parts; what a report is written from is one where it is asked for."""
        return (_GAPS, _UNLINKED, _RENDERED) if self.rendering else (_GAPS, _UNLINKED)

    def keys(self, case: Case) -> dict[str, bytes]:
        """All depend on the same: what was found of the plan and its upper plans, their targets, and the decisions."""
        judged = case.judged
        told = msgspec.msgpack.encode(
            (
                judged.plan,
                [plan for plan, _ in case.uppers],
                case.targets,
                case.pairs,
                self.themes,
                dict(self.decisions),
            )
        )
        found = [judged.packed[name] for name in sorted(judged.packed)] + [cells for _, cells in case.uppers]
        own = key_of("conclude", told, repr(sorted(case.origins.items())), *found)
        keys = {_GAPS: key_of(_GAPS, own), _UNLINKED: key_of(_UNLINKED, own)}
        if self.rendering:
            keys[_RENDERED] = key_of(_RENDERED, own, self.rendering.told(judged.plan))
        return keys

    def to_send(self, case: Case) -> Case:
        """Return a case holds all that is needed."""
        return case

    def work(self, case: Case, parts: Sequence[str]) -> Packed:
        """Draw the conclusions of a plan."""
        plan, cells, alignments = case.judged.plan, case.judged.cells, case.judged.alignments
        above = tuple(cell for upper, packed in case.uppers for cell in _cells(upper, packed))
        gaps = find_gaps(
            plan,
            [upper for upper, _ in case.uppers],
            self.themes,
            above + cells,
            alignments,
            case.targets,
            case.pairs,
            self.decisions,
            case.origins,
        )
        unlinked = find_unlinked(plan, alignments)
        made = {_GAPS: pack(gaps), _UNLINKED: pack(unlinked)}
        if _RENDERED in parts and self.rendering:
            made[_RENDERED] = self.rendering.render(Found(plan, cells, alignments, gaps, unlinked))
        return made

    def ended(self, case: Case) -> Packed:
        """Tell which plan it was.

        Raises:
            InputError: Always.
        """
        raise InputError(f"比对“{case.judged.plan.id}”的进程一再被系统结束，多半是内存不够。{ENDED}")

    def unpack(self, case: Case, packed: Packed) -> Concluded:
        """Return what follows for a plan, from its parts."""
        del case
        return Concluded(packed)


@lru_cache(maxsize=_UPPERS)
def _cells(plan: Plan, packed: bytes) -> tuple[Cell, ...]:
    return unpack_cells(packed, plan)
