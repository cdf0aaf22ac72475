"""Themes that an upper plan sets and a lower plan lacks or does more thinly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compare.gaps.draft import draft_of
from compare.gaps.pairs import NEAREST_KEPT, PlanPair
from compare.gaps.sections import NOWHERE, Fit, first_fit, headed_alike
from compare.model import Cell, Depth, Gap, Passage, Theme

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
        asking = pair.asking(theme)
        if below.depth >= _wanted(pair, theme, asking) or pair.in_passing(theme) or pair.is_elsewhere(theme):
            continue
        if below.depth >= Depth.STATED and theme.source != "given" and not pair.heads(theme):
            continue  # an aim beside what the upper plan says in passing is nothing to mend
        quote = next((each for each in asking if each.depth is above.depth), max(asking, key=lambda each: each.depth))
        section, fit = _fitting_section(pair, theme, above, below)
        yield Gap(
            id=pair.identity("theme", theme.id, quote.quote),
            plan=pair.lower.id,
            upper=pair.upper.id,
            relation=pair.link.relation,
            kind="theme",
            ref=theme.id,
            theme=theme.id,
            topic=theme.name,
            severity=pair.severity((above.depth - below.depth) / Depth.QUANTIFIED, pair.emphasis(theme)),
            group=pair.group_of_theme(below.depth),
            reason=below.reason,
            upper_quote=quote,
            nearest=(below.evidence or below.nearest)[:NEAREST_KEPT],
            section=section,
            fit=fit,
            upper_depth=above.depth,
            lower_depth=below.depth,
            themes=(theme.id,),
            subjects=(theme.name,),
            draft=draft_of(quote.quote, (), pair.upper, pair.lower),
        )


def _wanted(pair: PlanPair, theme: Theme, asking: Sequence[Passage]) -> Depth:
    """Return how deep a lower plan should take a theme up.

    The number to be reached after five years is no task of the report of one; and where nobody has named the theme, a
    number that is said of it is told of with the targets.
    """
    deepest = max((each.depth for each in asking), default=Depth.ABSENT)
    measures = pair.one_of_several_years or theme.source != "given"
    return min(deepest, Depth.ACTIONED) if measures else deepest


def _fitting_section(pair: PlanPair, theme: Theme, above: Cell, below: Cell) -> Fit:
    """Return the heading path of the lower plan under which an answer would fit, and why; nowhere if none is near.

    Where the lower plan already says something of the theme; else where it treats what the upper plan names in
    the same clauses; else under a heading like those of the upper plan; else where what is nearest stands.
    """
    clauses = {passage.start for passage in above.evidence}
    others = (o for o, cell in pair.above.items() if clauses & {passage.start for passage in cell.evidence})
    kin = [pair.below[other].evidence for other in others if other != theme.id and pair.below[other].evidence]
    beside = [passage for evidence in kin for passage in evidence] if len(kin) >= _KIN else []
    found = first_fit((("own", below.evidence), ("beside", beside)))
    if found == NOWHERE:
        found = headed_alike(pair.lower, (theme.name, *above.evidence[0].section[-1:]))
    return found if found != NOWHERE else first_fit([("near", below.nearest)])
