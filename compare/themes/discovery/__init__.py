"""Plans -> the themes that the upper ones set, each with the clause that shows it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from msgspec.structs import replace

from compare.features import Reading
from compare.model import Plan, Record, Theme
from compare.text import folded, share_of
from compare.themes.discovery.keepers import may_be_kept, without_members
from compare.themes.discovery.known import Known
from compare.themes.discovery.phrases import candidates
from compare.themes.discovery.quoting import QuotedPhrase, quotation
from compare.themes.discovery.ranking import PhraseGroup, ranked

MOST = 40
"""More themes than this nobody edits."""
# So many themes a plan of 10,000 characters sets; it grows with the square root of the length.
_OF_TEN_THOUSAND = 26
# Characters of text that must repeat an unmarked phrase once more.
_REPEATED = 12_000
_ALIASES = 5
# A wording that one clause in two thousand of the country's plans holds is lent to no theme.
_COMMON = 0.0005
# Upper plans of which the folded texts are kept: more than a plan has.
_FOLDED = 16


class Proposal(Record, frozen=True):
    """A theme that the upper plans set.

    Attributes:
        theme: The theme, its definition a clause of the plan; that of the dictionary if the dictionary knows it.
        known: Whether it is one of the dictionary.
        name: What the plan calls it.
        wordings: Other wordings that were found, the weightiest first.
        mentions: How often it is written in the upper plans.
        weight: How much it stands out.
        source: The clause that shows it.
    """

    theme: Theme
    known: bool
    name: str
    wordings: tuple[str, ...]
    mentions: int
    weight: float
    source: QuotedPhrase


def upper_plans(plans: Sequence[Plan]) -> tuple[Plan, ...]:
    """Return the plans that are upper plans of others; without any link those of the highest level."""
    uppers = {link.id for plan in plans for link in plan.upper}
    if not uppers:
        highest = min(plan.level.rank for plan in plans)
        return tuple(plan for plan in plans if plan.level.rank == highest)
    return tuple(plan for plan in plans if plan.id in uppers)


def discover(
    plans: Sequence[Plan], dictionary: Sequence[Theme] = (), rest: Sequence[str] | None = None
) -> tuple[Proposal, ...]:
    """Propose the themes that the upper plans among some plans set.

    Args:
        plans: Plans with their upper links.
        dictionary: Themes that are known; what one of them covers is proposed as that theme.
        rest: Texts of the other plans, where ``plans`` are the upper plans alone.

    Returns:
        Proposals, the weightiest first; at most ``MOST`` that the dictionary does not know.
    """
    if rest is None:
        upper: Sequence[Plan] = upper_plans(plans)
        ids = {plan.id for plan in upper}
        rest = [plan.text for plan in plans if plan.id not in ids]
    else:
        upper = plans
    readings = [Reading(plan) for plan in upper]
    return _proposals(readings, _groups(readings, rest), Known(dictionary))


def with_discovered(
    plans: Sequence[Plan], dictionary: Sequence[Theme], rest: Sequence[str] | None = None
) -> tuple[Theme, ...]:
    """Return the dictionary and the themes that are discovered beside it as by :func:`discover`, under the ids D01,
    D02 …
    """
    proposals = discover(plans, dictionary, rest)
    known = {proposal.theme.id: proposal.theme for proposal in proposals if proposal.known}
    return (
        *(known.get(theme.id, theme) for theme in dictionary),
        *(proposal.theme for proposal in proposals if not proposal.known),
    )


def of_its_own(reading: Reading, uppers: Sequence[Plan], known: Known) -> Iterator[Proposal]:
    """Yield the themes that a plan sets, no upper plan writes in any wording and no known theme covers; weightiest
    first.
    """
    above = [_folded(upper.text) for upper in uppers]

    def wanted(group: PhraseGroup) -> bool:
        # What nobody would keep is told soonest, and most groups are so.
        if not may_be_kept(group, [reading]) or known.theme(group) is not None:
            return False
        return not any(wording.text in text for wording in group.wordings for text in above)

    groups = without_members(_groups([reading], [upper.text for upper in uppers]), wanted)
    for number, group in enumerate(islice(groups, _room([reading.plan])), 1):
        yield _proposal([reading.plan], group, None, f"D{number:02}")


@lru_cache(maxsize=_FOLDED)
def _folded(text: str) -> str:
    """Return the folded text of an upper plan, which many lower ones are held against."""
    return folded(text)


def _groups(readings: Sequence[Reading], rest: Sequence[str]) -> Iterator[PhraseGroup]:
    texts = [reading.plan.text for reading in readings]
    least = 2 + sum(map(len, texts)) // _REPEATED
    return ranked(candidates(readings, least), least, texts, rest)


def _room(plans: Sequence[Plan]) -> int:
    """How many themes are proposed that no dictionary knows."""
    chars = sum(len(plan.text) for plan in plans)
    return min(MOST, round(_OF_TEN_THOUSAND * math.sqrt(chars / 10_000)))


def _proposals(readings: Sequence[Reading], groups: Iterable[PhraseGroup], known: Known) -> tuple[Proposal, ...]:
    plans = [reading.plan for reading in readings]
    told = [(group, known.theme(group)) for group in groups]
    unknown = without_members(
        (group for group, theme in told if theme is None), lambda group: may_be_kept(group, readings)
    )
    own = {group.head.text for group in islice(unknown, _room(plans))}
    taken = set[str]()
    found: list[Proposal] = []
    for group, theme in told:
        if theme is None and group.head.text in own:
            found.append(_proposal(plans, group, None, f"D{len(found) + 1 - len(taken):02}"))
        elif theme is not None and theme.id not in taken:
            taken.add(theme.id)
            found.append(_proposal(plans, group, theme, theme.id))
    return tuple(found)


def _proposal(plans: Sequence[Plan], group: PhraseGroup, theme: Theme | None, id_: str) -> Proposal:
    head = group.head
    name = head.forms.most_common(1)[0][0]
    others = [c.forms.most_common(1)[0][0] for c in group.wordings if c is not head]
    # What holds the name is found by the name; what the name holds says less than it.
    own = [o for o in others if folded(o) not in head.text and head.text not in folded(o)][:_ALIASES]
    source = quotation(plans, head)
    known = theme is not None
    if theme is None:
        theme = Theme(id_, name, source.quote, tuple(own), source="discovered")
    else:
        phrases = [folded(phrase) for phrase in (theme.name, *theme.aliases, *theme.exclude)]
        # What any plan writes (基础设施 beside 质量基础设施) is no wording of one theme.
        told = [other for other in (name, *own) if share_of(folded(other)) < _COMMON]
        new = [other for other in told if not any(phrase in folded(other) for phrase in phrases)]
        theme = replace(theme, aliases=(*theme.aliases, *new))
    return Proposal(theme, known, name, tuple(others), head.count, round(group.weight, 2), source)
