"""What people decided, put in the place of what was found: requirements, verdicts, depths; gaps follow from these."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from msgspec.structs import replace
from msgspec.structs import replace as replaced

from compare.forms import wording_key
from compare.model import (
    BELIEVED,
    Alignment,
    Binds,
    Cell,
    Decision,
    Depth,
    Gap,
    Item,
    Label,
    Passage,
    Plan,
    Reason,
    Requirement,
)
from compare.pipeline.match import CELLS, ROWS, SET, Judged
from compare.pipeline.serialize import pack, pack_cells, pack_rows

_HALF = 0.5


class Decided:
    """The decisions of a run, asked by what they are about; it remembers which were met."""

    def __init__(self, decisions: Sequence[Decision]) -> None:
        self._all = tuple(decisions)
        self._by_key = {(each.kind, each.key): each for each in decisions}
        self._kinds = {each.kind for each in decisions}
        self._met: set[tuple[str, str]] = set()

    @property
    def gaps(self) -> dict[str, Decision]:
        """Id of a gap to what was decided of it."""
        return {each.key: each for each in self._all if each.kind == "gap"}

    def applied(self, judged: Mapping[str, Judged]) -> dict[str, Judged]:
        """Return what was found of each plan, with what was decided in its place; the same where nothing was."""
        if not self._kinds - {"gap"}:
            return dict(judged)
        return {id_: self._in_place(found) for id_, found in judged.items()}

    def decides_whom(self, plan: Plan, requirement: Requirement) -> bool:
        """Whether a person decided whom a requirement of a plan binds."""
        return self._of_requirement(plan, requirement) is not None

    def stale(self, gaps: Iterable[Gap]) -> tuple[Decision, ...]:
        """All decisions, those marked stale that answer to nothing any more."""
        met = self._met | {("gap", gap.id) for gap in gaps}
        return tuple(replace(each, stale=(each.kind, each.key) not in met) for each in self._all)

    def _of(self, kind: str, key: str) -> Decision | None:
        found = self._by_key.get((kind, key)) if kind in self._kinds else None
        if found:
            self._met.add((kind, key))
        return found

    def _in_place(self, found: Judged) -> Judged:
        packed = dict(found.packed)
        if "depth" in self._kinds:
            cells = found.cells
            now = tuple(self._cell(cell) for cell in cells)
            if now != cells:
                packed[CELLS] = pack_cells(now)
        if "requirement" in self._kinds:
            packed[SET] = pack(tuple(self._requirement(found.plan, each) for each in found.requirements))
        if self._kinds & {"requirement", "verdict"}:
            for upper in found.uppers:
                rows = found.alignments_with(upper)
                now_rows = tuple(self._alignment(row, found.plan) for row in rows)
                if now_rows != rows:
                    packed[ROWS + upper.id] = pack_rows(now_rows)
        return replaced(found, packed=packed)

    def _cell(self, cell: Cell) -> Cell:
        decision = self._of("depth", f"{cell.theme}/{cell.plan}")
        if decision is None:
            return cell
        depth = Depth(int(decision.answer))
        explicit = None if depth is Depth.ABSENT else bool(cell.explicit)
        told = Reason("decided", _told(decision))
        return replace(cell, status="judged", depth=depth, explicit=explicit, reason=told)

    def _requirement(self, plan: Plan, requirement: Requirement) -> Requirement:
        decision = self._of_requirement(plan, requirement)
        return replace(requirement, binds=cast(Binds, decision.answer)) if decision else requirement

    def _of_requirement(self, plan: Plan, requirement: Requirement) -> Decision | None:
        clause = plan.clauses[requirement.clause]
        return self._of("requirement", wording_key(plan.id, plan.text[clause.start : clause.end]))

    def _alignment(self, row: Alignment, lower: Plan) -> Alignment:
        quote = row.clause.quote
        if decision := self._of("requirement", wording_key(row.upper, quote)):
            row = _bound(row, decision)
        if decision := self._of("verdict", wording_key(row.upper, row.lower, quote)):
            row = _labelled(_evidenced(row, decision, lower), Label(decision.answer), decision)
        return row


def _told(decision: Decision) -> tuple[str, ...]:
    return ("，".join(filter(None, (decision.by, decision.on, decision.reason))) or decision.answer,)


def _bound(row: Alignment, decision: Decision) -> Alignment:
    if decision.answer != "all":
        return _labelled(row, Label.NOT_APPLICABLE, decision)
    if row.label is not Label.NOT_APPLICABLE:
        return row
    taken = row.score >= _HALF and any(each.score >= BELIEVED for each in row.matches)
    told = Reason("partial_loose") if taken else Reason("clause_absent", (f"{_best(row):.2f}",))
    label = Label.PARTIAL if taken else Label.ABSENT
    return replace(row, label=label, reason=told, items=_items(row.items, label))


def _best(row: Alignment) -> float:
    return row.matches[0].score if row.matches else 0.0


def _labelled(row: Alignment, label: Label, decision: Decision) -> Alignment:
    """Return the row with the verdict of a person, whose items and best passage agree with it."""
    matches = row.matches
    if label is Label.COVERED and matches and matches[0].score < BELIEVED:
        matches = (replace(matches[0], score=BELIEVED), *matches[1:])
    return replace(
        row,
        status="judged",
        label=label,
        reason=Reason("decided", _told(decision)),
        items=_items(row.items, label),
        matches=matches,
        sure=True,
        decided=True,
    )


def _items(items: tuple[Item, ...], label: Label) -> tuple[Item, ...]:
    """Items of which a verdict says no more and no less than they do."""
    if label is not Label.PARTIAL:
        return tuple(replace(item, label=label) for item in items)
    labels = {item.label for item in items}
    if labels & {Label.PARTIAL, Label.COVERED} and labels != {Label.COVERED}:
        return items
    # A part is there and a part is not, and which one nobody said.
    return tuple(replace(item, label=Label.PARTIAL) for item in items)


def _evidenced(row: Alignment, decision: Decision, lower: Plan) -> Alignment:
    """Return the row with the passage that a person named before the others, if the lower plan has it."""
    if not decision.evidence:
        return row
    wanted = wording_key(decision.evidence)
    said = (number for number, c in enumerate(lower.clauses) if wording_key(lower.text[c.start : c.end]) == wanted)
    if (number := next(said, None)) is None:
        return row
    known = next((each for each in row.matches if each.clause == number), None)
    named = replace(known, score=1.0) if known else _passage(lower, number)
    rest = [each for each in row.matches if each.clause != number]
    return replace(row, matches=(named, *rest)[: max(1, len(row.matches))])


def _passage(plan: Plan, number: int) -> Passage:
    clause = plan.clauses[number]
    quote, section = (
        plan.text[clause.start : clause.end],
        plan.path(clause.section) if clause.section is not None else (),
    )
    span = quote, clause.start, clause.end, section
    return Passage(*span, clause.place, plan.roles[number], 1.0, Reason("kindred"), clause=number)
