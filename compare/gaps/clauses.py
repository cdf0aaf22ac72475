"""Clauses of an upper plan that a lower plan does not answer, or answers in part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace
from rapidfuzz import fuzz, process

from compare.gaps.pairs import NEAREST_KEPT, PlanPair, fitting_section
from compare.gaps.topics import heading_at
from compare.model import Alignment, Depth, Gap, GapGroup, Label, Role
from compare.text import folded

SAME = 85.0
"""Similarity (rapidfuzz ratio, 0 to 100) of two clauses from which they say the same; plans repeat themselves nearly
word for word, in the overview and in the chapter."""

_MISSING = {Label.ABSENT: 1.0, Label.PARTIAL: 0.5}
# The report of one year that takes up a part of what is set for several leaves the rest to the other years.
_MISSING_OF_YEAR = frozenset({Label.ABSENT})
# A verdict "in part" is a gap only where it says what is missing; "kindred matter" alone gives nothing to add.
_VAGUE = "partial_loose"
# What a plan lacks of a theme for which it has measures of its own weighs half.
_BESIDE_MEASURES = 0.5


Origins = Mapping[tuple[str, int], tuple[str, ...]]
"""Plan and offset of a clause -> the plans above whose clauses it answers."""


def clause_gaps(pair: PlanPair, alignments: Sequence[Alignment], origins: Origins) -> list[Gap]:
    """Return the gaps of a pair, clause by clause; clauses that say the same make one gap.

    Args:
        pair: The two plans.
        alignments: Those of the pair.
        origins: Where the clauses of the upper plan come from in turn.
    """
    tables = [(table.start, table.end) for table in pair.upper.tables]
    gaps = [
        _gap(pair, each, origins)
        for each in alignments
        if each.label in (_MISSING_OF_YEAR if pair.one_of_several_years else _MISSING)
        and each.reason.code != _VAGUE
        and not any(start <= each.clause.start < end for start, end in tables)  # targets tell of those
    ]
    return _merged(sorted(gaps, key=lambda gap: (-gap.severity, gap.upper_quote.start)))


def _merged(gaps: Sequence[Gap]) -> list[Gap]:
    """Gaps without those that say what a graver one says."""
    kept: list[Gap] = []
    texts: list[str] = []
    for gap in gaps:
        own = folded(gap.upper_quote.quote)
        if found := process.extractOne(own, texts, scorer=fuzz.ratio, score_cutoff=SAME):
            at = found[2]
            kept[at] = replace(kept[at], repeats=(*kept[at].repeats, gap.ref))
        else:
            kept.append(gap)
            texts.append(own)
    return kept


def _gap(pair: PlanPair, alignment: Alignment, origins: Origins) -> Gap:
    label, clause = alignment.label, alignment.clause
    assert label is not None
    theme = pair.theme_at(clause.start)
    emphasis = 1.0 if clause.role is Role.TARGET else pair.emphasis(theme)
    depth = pair.depth_below(theme)
    missing = _MISSING[label] * (_BESIDE_MEASURES if depth >= Depth.ACTIONED else 1.0)
    return Gap(
        id=pair.identity("clause", clause.quote, str(clause.section)),
        plan=pair.lower.id,
        upper=pair.upper.id,
        relation=pair.link.relation,
        kind="clause",
        ref=alignment.id,
        theme=theme.id if theme else None,
        topic=theme.name if theme else heading_at(clause.section, pair.topic_depth) or pair.upper.title,
        severity=pair.severity(missing, emphasis),
        group=pair.group_of_theme(depth) if label is Label.ABSENT else pair.group(GapGroup.WEAKER),
        reason=alignment.reason,
        upper_quote=clause,
        nearest=alignment.matches[:NEAREST_KEPT],
        section=fitting_section(alignment.matches),
        origins=origins.get((pair.upper.id, clause.start), ()),
    )
