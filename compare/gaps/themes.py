"""Themes that an upper plan sets and a lower plan lacks or does more thinly."""

from __future__ import annotations

from collections.abc import Iterator

from compare.gaps.pairs import NEAREST_KEPT, PlanPair, fitting_section
from compare.model import Cell, Depth, Gap, Theme

SETS = Depth.STATED
"""Least depth at which an upper plan sets a theme; what it only cites binds nobody."""

# One theme that stands beside another by chance shows no place; two do.
_KIN = 2


def theme_gaps(pair: PlanPair) -> Iterator[Gap]:
    """Yield the gaps of a pair, theme by theme; none where nothing can be said."""
    for theme in pair.themes:
        above, below = pair.above[theme.id], pair.below[theme.id]
        if above.depth is None or below.depth is None or above.depth < SETS:
            continue
        # The number to be reached after five years is no task of the report of one.
        wanted = min(above.depth, Depth.ACTIONED) if pair.one_of_several_years else above.depth
        if below.depth >= wanted or pair.in_passing(theme) or pair.is_elsewhere(theme):
            continue
        quote = next(passage for passage in above.evidence if passage.depth is above.depth)
        yield Gap(
            id=pair.identity("theme", theme.id, quote.quote),
            plan=pair.lower.id,
            upper=pair.upper.id,
            relation=pair.link.relation,
            kind="theme",
            ref=theme.id,
            theme=theme.id,
            topic=theme.name,
            severity=pair.severity((wanted - below.depth) / Depth.QUANTIFIED, pair.emphasis(theme)),
            group=pair.group_of_theme(below.depth),
            reason=below.reason,
            upper_quote=quote,
            nearest=(below.evidence or below.nearest)[:NEAREST_KEPT],
            section=_fitting_section(pair, theme, above, below),
            upper_depth=above.depth,
            lower_depth=below.depth,
        )


def _fitting_section(pair: PlanPair, theme: Theme, above: Cell, below: Cell) -> tuple[str, ...]:
    """Return the heading path of the lower plan under which an answer would fit; empty if none is near.

    Where the lower plan already says something of the theme; else where it treats what the upper plan names in
    the same clauses; else where what is nearest stands.
    """
    clauses = {passage.start for passage in above.evidence}
    others = (o for o, cell in pair.above.items() if clauses & {passage.start for passage in cell.evidence})
    kin = [pair.below[other].evidence for other in others if other != theme.id and pair.below[other].evidence]
    beside = [passage for evidence in kin for passage in evidence] if len(kin) >= _KIN else []
    for passages in (below.evidence, beside, below.nearest):
        if section := fitting_section(passages):
            return section
    return ()
