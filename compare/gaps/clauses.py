"""Clauses of an upper plan that a lower plan does not answer, or answers in part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from compare.folding import folded
from compare.gaps.pairs import NEAREST_KEPT, Pair, fitting_section
from compare.model import Alignment, Gap, GapGroup, Label, Role

SAME = 85.0
"""Similarity (rapidfuzz ratio, 0 to 100) of two clauses from which they say the same; plans repeat themselves nearly
word for word, in the overview and in the chapter."""

_MISSING = {Label.ABSENT: 1.0, Label.PARTIAL: 0.5}
# A verdict "in part" is a gap only where it says what is missing; "kindred matter" alone gives nothing to add.
_VAGUE = "partial_loose"
# Part and chapter: deeper headings would make a topic of every clause.
_TOPIC_DEPTH = 2
_GROUPS = {Label.ABSENT: GapGroup.ABSENT, Label.PARTIAL: GapGroup.WEAKER}


def clause_gaps(
    pair: Pair, alignments: Sequence[Alignment], origins: Mapping[tuple[str, int], tuple[str, ...]]
) -> list[Gap]:
    """The gaps of a pair, clause by clause; clauses that say the same make one gap.

    Args:
        pair: The two plans.
        alignments: Those of the pair.
        origins: Plan and offset of a clause -> the plans above whose clauses it answers.
    """
    tables = [(table.start, table.end) for table in pair.upper.tables]
    gaps = [
        _gap(pair, each, origins)
        for each in alignments
        if each.label in _MISSING
        and each.reason.code != _VAGUE
        and not any(start <= each.clause.start < end for start, end in tables)  # targets tell of those
    ]
    merged: dict[tuple[str, GapGroup], list[Gap]] = {}
    for gap in sorted(gaps, key=lambda gap: (-gap.severity, gap.upper_quote.start)):
        kept = merged.setdefault((gap.topic, gap.group), [])
        at = next(_alike(kept, gap), None)
        if at is None:
            kept.append(gap)
        else:
            kept[at] = replace(kept[at], repeats=(*kept[at].repeats, gap.ref))
    return [gap for kept in merged.values() for gap in kept]


def _alike(kept: Sequence[Gap], gap: Gap) -> Iterator[int]:
    own = folded(gap.upper_quote.quote)
    return (
        at for at, other in enumerate(kept) if fuzz.ratio(own, folded(other.upper_quote.quote), score_cutoff=SAME) > 0
    )


def _gap(pair: Pair, alignment: Alignment, origins: Mapping[tuple[str, int], tuple[str, ...]]) -> Gap:
    label, clause = alignment.label, alignment.clause
    assert label is not None
    theme = pair.theme_at(clause.start)
    emphasis = 1.0 if clause.role is Role.TARGET else pair.emphasis(theme)
    return Gap(
        id=pair.identity("clause", clause.quote, str(clause.section)),
        plan=pair.lower.id,
        upper=pair.upper.id,
        relation=pair.link.relation,
        kind="clause",
        ref=alignment.id,
        theme=theme.id if theme else None,
        topic=theme.name if theme else next(reversed(clause.section[:_TOPIC_DEPTH]), ""),
        severity=pair.severity(_MISSING[label], emphasis),
        group=pair.group(_GROUPS[label]),
        reason=alignment.reason,
        upper_quote=clause,
        nearest=alignment.matches[:NEAREST_KEPT],
        section=fitting_section(alignment.matches),
        origins=origins.get((pair.upper.id, clause.start), ()),
    )
