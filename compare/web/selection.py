"""What of a result is shown under the filters of the page, as a result of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from msgspec import structs

from compare.model import Chain, Comparison, Plan, Record, Unlinked
from compare.web.asking import malformed


class Selection(Record, frozen=True):
    """What a person has before him on the page.

    Attributes:
        plans, themes: Ids of the columns and rows of the matrix.
        pairs: Lower and upper plan of what is shown pair by pair.
        gaps, alignments, target_pairs: Ids of the rows.
    """

    plans: frozenset[str]
    themes: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    gaps: frozenset[str]
    alignments: frozenset[str]
    target_pairs: frozenset[str]

    @classmethod
    def read(cls, asked: Mapping[str, object]) -> Selection:
        """Read what the page says that it shows.

        Raises:
            InputError: It says something else.
        """
        names = "plans", "themes", "gaps", "alignments", "target_pairs"
        plans, themes, gaps, alignments, target_pairs = (frozenset(_strings(asked.get(name))) for name in names)
        pairs = asked.get("pairs")
        if not isinstance(pairs, list):
            raise malformed()
        found = {(strings[0], strings[1]) for pair in pairs if len(strings := _strings(pair)) == 2}
        return cls(plans, themes, frozenset(found), gaps, alignments, target_pairs)


def _strings(value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise malformed()
    return value


def selected(comparison: Comparison, chosen: Selection) -> Comparison:
    """Return what of a result is chosen; plans that only a chosen pair names are kept for it.

    Args:
        comparison: The result.
        chosen: What is shown; ids that are not there any more choose nothing.
    """
    kept = chosen.plans | {id_ for pair in chosen.pairs for id_ in pair}
    plans = tuple(_linked(plan, chosen) for plan in comparison.plans if plan.id in kept)
    gaps = tuple(gap for gap in comparison.gaps if gap.id in chosen.gaps and (gap.plan, gap.upper) in chosen.pairs)
    themes = chosen.themes | {gap.theme for gap in gaps if gap.theme is not None}
    targets = tuple(target for target in comparison.targets if target.plan in kept)
    numbers = {target.id for target in targets}
    return replace(
        comparison,
        plans=plans,
        themes=tuple(theme for theme in comparison.themes if theme.id in themes),
        coverage=tuple(cell for cell in comparison.coverage if cell.theme in themes and cell.plan in kept),
        gaps=gaps,
        frequency=tuple(each for each in comparison.frequency if each.theme in themes and each.plan in kept),
        sources=tuple(source for source in comparison.sources if source.plan in kept),
        alignments=tuple(row for row in comparison.alignments if row.id in chosen.alignments),
        targets=targets,
        target_pairs=tuple(pair for pair in comparison.target_pairs if pair.id in chosen.target_pairs),
        contradictions=tuple(each for each in comparison.contradictions if numbers.issuperset(each.targets)),
        chain=tuple(
            each
            for chain in comparison.chain
            if chain.theme in themes and chain.set_by in kept and (each := _shortened(chain, kept)).steps
        ),
        distinctive=tuple(
            each
            for each in comparison.distinctive
            if each.plan in kept and (each.theme is None or each.theme in themes)
        ),
        unlinked=tuple(_near(each, kept) for each in comparison.unlinked if each.plan in kept),
        requirements=tuple(each for each in comparison.requirements if each.plan in kept),
        rendered={},
    )


def _linked(plan: Plan, chosen: Selection) -> Plan:
    return structs.replace(plan, upper=tuple(link for link in plan.upper if (plan.id, link.id) in chosen.pairs))


def _shortened(chain: Chain, kept: frozenset[str]) -> Chain:
    return structs.replace(
        chain,
        steps=tuple(step for step in chain.steps if {step.plan, step.upper} <= kept),
        thinned_in=tuple(plan for plan in chain.thinned_in if plan in kept),
        lost_in=tuple(plan for plan in chain.lost_in if plan in kept),
    )


def _near(each: Unlinked, kept: frozenset[str]) -> Unlinked:
    uppers = tuple(upper for upper in each.uppers if upper in kept)
    if each.nearest_upper in kept:
        return structs.replace(each, uppers=uppers)
    return structs.replace(each, uppers=uppers, nearest_upper=None, nearest=None)
