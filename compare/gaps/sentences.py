"""One upper sentence, one gap: what is lacking of a sentence is told once, with all its themes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from msgspec.structs import replace

from compare.model import Gap, GapGroup, GapKind

_FIRST: tuple[GapKind, ...] = ("target", "theme", "clause")


def by_sentence(gaps: Iterable[Gap], decided: Collection[str]) -> list[Gap]:
    """Return the gaps of a pair of plans, those of one upper sentence made one.

    What a person decided of one of them is decided of the sentence, but for a number that is lower than the one above.
    Else that number stands for its sentence before all, then another target, then the gravest theme or clause; what may
    be written in other words comes after what is not.

    Args:
        gaps: The gaps of one pair.
        decided: Ids of gaps about which a person decided.
    """
    sentences: defaultdict[object, list[Gap]] = defaultdict(list)
    for gap in gaps:
        clause = gap.upper_quote.clause
        sentences[gap.id if clause is None else clause].append(gap)
    return [gap for found in sentences.values() for gap in _told(found, decided)]


def _told(gaps: list[Gap], decided: Collection[str]) -> list[Gap]:
    apart = [gap for gap in gaps if gap.group is GapGroup.BELOW]
    if not apart or not any(gap.id in decided for gap in gaps):
        return [_one(gaps, decided)]
    others = [gap for gap in gaps if gap.group is not GapGroup.BELOW]
    return [_one(found, decided) for found in (apart, others) if found]


def _one(gaps: list[Gap], decided: Collection[str]) -> Gap:
    first, *others = sorted(gaps, key=lambda gap: (gap.id not in decided, *_rank(gap)))
    every = (first, *others)
    lacks, draft = _lacking(first, others)
    return replace(
        first,
        severity=max(gap.severity for gap in gaps),
        themes=tuple(dict.fromkeys(theme for gap in every for theme in gap.themes)),
        repeats=tuple(dict.fromkeys(ref for gap in every for ref in (*gap.repeats, *_beside(gap, first)))),
        subjects=tuple(dict.fromkeys(name for gap in every if gap.kind == first.kind for name in gap.subjects)),
        lacks=lacks,
        draft=draft,
        origins=next((gap.origins for gap in every if gap.origins), ()),
    )


def _rank(gap: Gap) -> tuple[bool, bool, int, float, str]:
    possible = gap.group is GapGroup.POSSIBLE  # what may be written stands for nothing that surely is not
    return gap.group is not GapGroup.BELOW, possible, _FIRST.index(gap.kind), -gap.severity, gap.ref


def _lacking(first: Gap, others: list[Gap]) -> tuple[tuple[str, ...], str]:
    """Return what is lacking of the sentence, and the draft: of targets that of each, of a theme what its clause
    lacks.
    """
    if first.kind == "target":
        drafts = [gap.draft for gap in (first, *others) if gap.kind == "target"]
        return (), "".join(dict.fromkeys(drafts))
    told = next((gap for gap in others if gap.lacks), first) if first.kind == "theme" else first
    return told.lacks, told.draft


def _beside(gap: Gap, first: Gap) -> tuple[str, ...]:
    return (gap.ref,) if gap is not first and gap.kind != "theme" else ()
