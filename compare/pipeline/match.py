"""One plan judged: all that is found of it from its own text, its upper plans and the themes, whatever else is read."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

import msgspec
from msgspec import structs

from compare.align import Asking, Counterpart, align, asking, find_requirements, side_of
from compare.coverage import READABLE_ENOUGH, Search, cover, search_for
from compare.errors import InputError
from compare.execution import ENDED, Packed, key_of
from compare.features import Commitments, Reading
from compare.model import Alignment, Cell, Distinctive, Plan, Record, Requirement, Target, TargetPair, Theme, Verdict
from compare.pipeline.serialize import pack, pack_cells, pack_rows, unpack, unpack_cells, unpack_rows
from compare.targets import pair_targets, sets_indicator
from compare.themes import Known, general_themes, of_its_own

OWN_PHRASES = 10
"""More phrases of its own nobody reads of one plan."""

# Upper plans whose questions are kept ready: more than a plan has; each holds some megabytes.
_ASKING = 16
CELLS, _OWN, SET, _PAIRS, ROWS = "cells", "own", "set", "pairs", "rows:"


class Task(Record, frozen=True):
    """A plan to be judged.

    Attributes:
        readable: Share of its text that is sound, in [0, 1].
        uppers: The plans that it answers to.
        above: Those, and all that stand above them.
        formulas: Numbers of its clauses that other plans have too, ascending.
        is_upper: Other plans answer to it.
        targets: What it and its upper plans set in numbers.
    """

    plan: Plan
    readable: float
    uppers: tuple[Plan, ...] = ()
    above: tuple[Plan, ...] = ()
    formulas: tuple[int, ...] = ()
    is_upper: bool = False
    targets: tuple[Target, ...] = ()


class Judged(Record, frozen=True):
    """What was found of one plan, made from its packed form whenever it is asked for, which takes a tenth of the room.

    Attributes:
        plan: The plan.
        uppers: The plans that it answers to.
        packed: What was found.
    """

    plan: Plan
    uppers: tuple[Plan, ...]
    packed: Packed

    @property
    def cells(self) -> tuple[Cell, ...]:
        """In the order of the themes."""
        return unpack_cells(self.packed[CELLS], self.plan)

    @property
    def alignments(self) -> tuple[Alignment, ...]:
        """Upper plan by upper plan, in the order of their clauses."""
        return tuple(row for upper in self.uppers for row in self.alignments_with(upper))

    def alignments_with(self, upper: Plan) -> tuple[Alignment, ...]:
        """Those of one upper plan, in the order of its clauses."""
        return unpack_rows(self.packed[ROWS + upper.id], upper, self.plan)

    @property
    def own(self) -> tuple[Distinctive, ...]:
        """Phrases that stand out in it and are written in no plan above it."""
        return unpack(self.packed[_OWN], Distinctive)

    @property
    def pairs(self) -> tuple[TargetPair, ...]:
        """Targets of its upper plans beside its own, upper plan by upper plan; none if too little of it was read."""
        return msgspec.msgpack.decode(self.packed[_PAIRS], type=tuple[TargetPair, ...])

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """What it sets for the plans below it, in the order of its clauses; none if there are none below."""
        return unpack(self.packed[SET], Requirement)


class Judge(Record, frozen=True):
    """Judges plans by the same themes: a stage of :class:`compare.execution.Engine`.

    Attributes:
        themes: Themes that are looked for.
    """

    themes: tuple[Theme, ...]
    name: str = "judge"

    def judge(self, task: Task) -> Judged:
        """Judge a plan."""
        return self.unpack(task, self.work(task, self.parts(task)))

    def parts(self, task: Task) -> tuple[str, ...]:
        """Return the parts: one of the plan itself each, and one for each upper plan."""
        return (CELLS, _OWN, SET, _PAIRS, *(ROWS + upper.id for upper in task.uppers))

    def keys(self, task: Task) -> dict[str, bytes]:
        """Return the cells depend on the themes, the rows of each upper plan on that plan, phrases of its own on
        both.
        """
        plan, themes = _digest(task.plan), _digest(self.themes)
        told = f"{task.readable!r}"
        above = [_digest(upper) for upper in task.above]
        targets = _digest(task.targets)
        rows = {ROWS + upper.id: key_of("rows", plan, told, _digest(upper), targets) for upper in task.uppers}
        return {
            CELLS: key_of("cells", plan, told, themes, repr(task.formulas)),
            _OWN: key_of("own", plan, themes, *above),
            SET: key_of("set", plan, repr(task.is_upper)),
            _PAIRS: key_of("pairs", plan, told, targets, *map(_digest, task.uppers)),
        } | rows

    def to_send(self, task: Task) -> Task:
        """Return a task holds all that it needs."""
        return task

    def work(self, task: Task, parts: Sequence[str]) -> Packed:
        """Find some parts of what is to be found of a plan."""
        reading, found = Reading(task.plan), {}
        search, known = _search(self.themes)
        if CELLS in parts:
            found[CELLS] = pack_cells(_committed(cover(reading, search, task.readable), task))
        wanted = [upper for upper in task.uppers if ROWS + upper.id in parts]
        pairs = _pairs(task) if wanted or _PAIRS in parts else ()
        if wanted:
            side = side_of(reading)
            for upper in wanted:
                paired = _paired(task, upper, pairs)
                found[ROWS + upper.id] = pack_rows(align(_asking(upper), side, task.readable, paired))
        if _PAIRS in parts:
            # In a plan of which too little was read no target is missed.
            found[_PAIRS] = msgspec.msgpack.encode(pairs if task.readable >= READABLE_ENOUGH else ())
        if _OWN in parts:
            found[_OWN] = pack(_own(reading, task.above, known) if task.above else ())
        if SET in parts:
            found[SET] = pack(find_requirements(_asking(task.plan)) if task.is_upper else ())
        return found

    def ended(self, task: Task) -> Packed:
        """Tell which plan it was.

        Raises:
            InputError: Always.
        """
        raise InputError(f"比对“{task.plan.id}”的进程一再被系统结束，多半是内存不够。{ENDED}")

    def unpack(self, task: Task, packed: Packed) -> Judged:
        """Return what was found of a plan, from its parts."""
        return Judged(task.plan, task.uppers, packed)


def _pairs(task: Task) -> tuple[TargetPair, ...]:
    """Pair the targets of the plans that a plan answers to with its own."""
    asked = {upper.id for upper in task.uppers}
    plan = structs.replace(task.plan, upper=tuple(link for link in task.plan.upper if link.id in asked))
    return pair_targets([*(structs.replace(upper, upper=()) for upper in task.uppers), plan], task.targets)


def _paired(task: Task, upper: Plan, pairs: Sequence[TargetPair]) -> dict[int, list[Counterpart]]:
    """Return the paired targets of each clause of an upper plan."""
    by_id = {target.id: target for target in task.targets}
    found: defaultdict[int, list[Counterpart]] = defaultdict(list)
    for pair in pairs:
        target, answer = by_id[pair.upper_target], by_id[pair.lower_target] if pair.lower_target else None
        if pair.upper == upper.id and target.clause is not None and (answer is None or answer.clause is not None):
            found[target.clause].append(_counterpart(upper, pair, target, answer))
    return found


def _counterpart(upper: Plan, pair: TargetPair, target: Target, answer: Target | None) -> Counterpart:
    """Return the counterpart of a target; a figure of another year or unit tells nothing, and is not lower."""
    start = upper.clauses[target.clause].start if target.clause is not None else 0
    span = target.start - start, target.end - start
    if answer is None:
        return Counterpart(*span, target.value, None)
    told = sets_indicator(pair.reason)
    below = pair.verdict is Verdict.BELOW and not told
    lower = (pair.reason.values[1], pair.reason.values[2]) if below else None
    return Counterpart(*span, target.value, answer.clause, lower, not (told or below))


def judged_before(plan: Plan, cells: Sequence[Cell]) -> Judged:
    """Return what was found of an upper plan in an earlier run, as far as its lower plans need it: its cells."""
    return Judged(plan, (), {CELLS: pack_cells(cells), _OWN: pack(()), SET: pack(()), _PAIRS: pack(())})


@lru_cache(maxsize=1)
def _search(themes: tuple[Theme, ...]) -> tuple[Search, Known]:
    """Return how themes are looked for, and which are known; the general dictionary helps those that have only a name
    and a line.
    """
    return search_for(themes, general_themes()), Known([*themes, *general_themes()])


@lru_cache(maxsize=_ASKING)
def _asking(upper: Plan) -> Asking:
    return asking(side_of(Reading(upper)))


@lru_cache(maxsize=_ASKING)
def _digest(value: object) -> bytes:
    return hashlib.sha256(msgspec.msgpack.encode(value)).digest()


def _committed(cells: Sequence[Cell], task: Task) -> tuple[Cell, ...]:
    """Return the cells, their passages with the commitments of their clauses."""
    told = Commitments(task.plan, task.formulas).told
    return tuple(structs.replace(cell, evidence=told(cell.evidence), nearest=told(cell.nearest)) for cell in cells)


def _own(reading: Reading, above: Sequence[Plan], known: Known) -> tuple[Distinctive, ...]:
    quoted = [(own.name, own.source) for own in islice(of_its_own(reading, above, known), OWN_PHRASES)]
    return tuple(
        Distinctive(
            reading.plan.id,
            None,
            name,
            at.quote,
            at.start,
            at.end,
            at.section,
            at.place,
            reading.plan.clause_at(at.start, at.end),
        )  # fmt: skip
        for name, at in quoted
    )
