"""Answers that count, put in the place of what the tool found: a verdict keeps agreeing with its own passages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from msgspec.structs import replace

from compare.coverage import EVIDENCE_KEPT, NEAREST_KEPT, PAST_OR_SETTING
from compare.judge.answers import BindsReply, DepthReply, VerdictReply, numbered
from compare.judge.questions import shown_of
from compare.model import (
    BELIEVED,
    Alignment,
    Binds,
    Cell,
    Depth,
    Item,
    Label,
    Passage,
    Reason,
    Requirement,
    Role,
)

NOT_FOR_LOWER = frozenset({"upper_only", "other_body"})
"""What binds no lower plan: a clause that binds such is nowhere missing below."""

_EVEN, _NAMED = 0.5, 3
_FOR_WHOM: Mapping[Binds, str] = {
    "upper_only": "for_upper_only",
    "places": "for_places",
    "other_body": "for_other_body",
}
_WISHED = frozenset({Role.GOAL, Role.PRINCIPLE})


def bound(requirement: Requirement, reply: BindsReply, model: str) -> Requirement:
    """Return a requirement that binds whom the second reader says."""
    return replace(requirement, binds=cast(Binds, reply.binds), judged_by=model)


def not_bound(row: Alignment, binds: Binds, model: str) -> Alignment:
    """Return the row of a clause that binds no lower plan."""
    return _untaken(row, Label.NOT_APPLICABLE, Reason(_FOR_WHOM[binds]), model)


def reread(row: Alignment, reply: VerdictReply, binds: Binds, model: str) -> Alignment:
    """Return the row with the verdict, the items and the passages of the second reader.

    Args:
        row: What the tool found.
        reply: An answer that counts.
        binds: Whom the clause binds; what is absent of a clause that binds no lower plan does not apply.
        model: Name of the second reader.
    """
    label = reply.label
    if label is Label.NOT_APPLICABLE or (label is Label.ABSENT and binds in NOT_FOR_LOWER):
        return _untaken(row, Label.NOT_APPLICABLE, Reason(_FOR_WHOM.get(binds, "for_others")), model)
    if label is Label.ABSENT:
        best = row.matches[0].score if row.matches else 0.0
        return _untaken(row, label, Reason("clause_absent", (f"{best:.2f}",)), model)
    quoted = numbered(row.matches, reply.passage)
    assert quoted is not None
    items = tuple(
        _item(item, said, numbered(row.matches, number))
        for item, said, number in zip(row.items, reply.items, reply.passages, strict=True)
    )
    return replace(
        row,
        label=label,
        score=max(row.score, _EVEN),
        reason=_covered(items) if label is Label.COVERED else _partial(items, quoted.role),
        items=items,
        matches=_first(row.matches, quoted),
        judged_by=model,
    )


def deepened(cell: Cell, reply: DepthReply, model: str) -> Cell:
    """Return the cell with the depth of the second reader, its passages none deeper and the quoted one as deep."""
    depth = reply.depth
    told = replace(cell, depth=depth, judged_by=model)
    if depth is Depth.ABSENT:
        tried = tuple(replace(each, depth=Depth.ABSENT) for each in (*cell.evidence, *cell.nearest))[:NEAREST_KEPT]
        best = max((each.score for each in tried), default=0.0)
        why = Reason("absent", (str(len(cell.phrases)), f"{best:.2f}"))
        return replace(told, explicit=None, evidence=(), nearest=tried, reason=why, mentions=0, wordings=(), passages=0)
    quoted = numbered(shown_of(cell), reply.passage)
    assert quoted is not None
    others = tuple(replace(each, depth=min(each.depth, depth)) for each in cell.evidence if each != quoted)
    evidence = (replace(quoted, depth=depth), *others)[:EVIDENCE_KEPT]
    nearest = tuple(each for each in cell.nearest if each != quoted)
    more = quoted not in cell.evidence
    showing = sum(each.depth is depth for each in evidence)
    return replace(
        told,
        explicit=bool(cell.explicit),
        evidence=evidence,
        nearest=nearest,
        reason=_depth_reason(depth, quoted, showing, reply.quote or ""),
        passages=cell.passages + more,
    )


def _depth_reason(depth: Depth, quoted: Passage, showing: int, quote: str) -> Reason:
    if depth is Depth.QUANTIFIED:
        return Reason("quantified", (quote,))
    if depth is Depth.CITED:
        return Reason("cited", (quoted.role if quoted.role in PAST_OR_SETTING else Role.TITLE, str(showing)))
    return Reason("actioned" if depth is Depth.ACTIONED else "stated", (str(showing),))


def _untaken(row: Alignment, label: Label, reason: Reason, model: str) -> Alignment:
    items = tuple(replace(item, label=label) for item in row.items)
    score = min(row.score, _EVEN - 0.01)
    return replace(row, label=label, score=score, reason=reason, items=items, judged_by=model)


def _item(item: Item, label: Label, found: Passage | None) -> Item:
    if found is None:
        return replace(item, label=label)
    own = next((each.score for each in item.matches if each.clause == found.clause), 0.0)
    return replace(item, label=label, matches=(replace(found, score=max(own, BELIEVED)),))


def _first(matches: Sequence[Passage], quoted: Passage) -> tuple[Passage, ...]:
    """Return the passages, the quoted one first and believed, as good as the best."""
    best = max(matches[0].score, BELIEVED)
    return (replace(quoted, score=best), *(each for each in matches if each != quoted))


def _lacking(items: Sequence[Item]) -> tuple[str, ...]:
    return tuple(item.quote for item in items if item.label is not Label.COVERED)[:_NAMED]


def _covered(items: Sequence[Item]) -> Reason:
    if lacking := _lacking(items):
        return Reason("covered_but", lacking)
    return Reason("covered_items", (str(len(items)),)) if items else Reason("covered")


def _partial(items: Sequence[Item], role: Role) -> Reason:
    if role in PAST_OR_SETTING:
        return Reason("partial_past")
    if lacking := _lacking(items):
        return Reason("partial_missing", lacking)
    return Reason("partial_direction" if role in _WISHED else "partial_loose")
