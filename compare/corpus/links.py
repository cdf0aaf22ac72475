"""Which plans are upper plans of which.

A plan answers to plans of the areas that it lies in: to the nearest level that has a plan of its family, and beside it
to the region that its area is part of. A plan on one subject, or of one year, answers to the outline of its own area,
too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from msgspec.structs import replace

from compare.corpus.entries import Entry
from compare.corpus.families import Family, family_of, same_subject, subject_of
from compare.corpus.metadata import Identity
from compare.corpus.parts import parts_of_plans
from compare.model import Level, UpperLink
from compare.text import MUNICIPAL, Area, find_areas

# Families of upper plans that a plan of a family answers to, the first that is there.
_ANSWERS: dict[Family, tuple[Family, ...]] = {
    "outline": ("outline", "proposal"),
    "proposal": ("proposal", "outline"),
    "spatial": ("spatial", "outline"),
    "special": ("special", "outline"),
    "report": ("report", "outline", "proposal"),
    "other": ("outline", "special"),
}
# Where no level has such a plan: what of the nearest level binds it all the same. A report of one year sets nothing for
# a plan of several, and what one year does answers to no plan on one subject.
_INSTEAD: dict[Family, tuple[Family, ...]] = {
    "outline": ("special", "spatial", "other"),
    "proposal": (),
    "other": ("other",),
    "special": ("other",),
    "spatial": ("other",),
    "report": (),
}
_MARKS = re.compile(r"[\s“”\"‘’《》]|[（(][^（()）]*[)）]$")
_CODE_LENGTHS = (0, 2, 4, 6)
# What of its own area a plan answers to.
_OWN: dict[Family, Family] = {"special": "outline", "report": "outline", "spatial": "outline", "outline": "proposal"}
# A report sets the tasks of one year; the level below may report before the next one is out.
_REPORT_YEARS = 1


def link_uppers(
    entries: Sequence[Entry],
    identities: Mapping[str, Identity],
    no_plans: Set[str] = frozenset(),
    copies: Set[str] = frozenset(),
) -> dict[str, tuple[tuple[UpperLink, ...], bool]]:
    """Return the upper plans of each plan that could be read.

    A link to a plan issued after the lower one is marked ``later``.

    Args:
        entries: What was said of the plans.
        identities: Who they are.
        no_plans: Ids of notices and news of plans and the like, to which no plan answers.
        copies: Ids of plans whose texts stand in others, too: unless somebody says so they answer to none, and none to
            them, so that what they say is counted once.

    Returns:
        Plan id to its links and whether they were inferred.
    """
    plans = {id_: identity for id_, identity in identities.items() if id_ not in no_plans}
    shelf = _Shelf({id_: identity for id_, identity in plans.items() if id_ not in copies})
    told = {entry.id: {link.id for link in entry.upper} for entry in entries if entry.upper is not None}
    parts = parts_of_plans(entries)
    linked = {}
    for entry in entries:
        if entry.id not in identities:
            continue
        # What somebody says stands: no plan is taken to answer to one that was put below it; nor to a part of itself.
        inferred = (
            upper
            for upper in shelf.above(entry.id)
            if entry.id not in _all_above(upper, told)
            and (entry.id not in parts or parts[entry.id] != parts.get(upper))
        )
        links = entry.upper if entry.upper is not None else tuple(map(UpperLink, inferred))
        known = tuple(link for link in links if link.id in plans)
        linked[entry.id] = (
            tuple(replace(link, later=_is_later(identities[link.id], identities[entry.id])) for link in known),
            entry.upper is None and bool(known),
        )
    return linked


def _all_above(plan: str, told: Mapping[str, Set[str]]) -> set[str]:
    """All plans that somebody put above one, directly or through others."""
    found: set[str] = set()
    left = list(told.get(plan, ()))
    while left:
        if (upper := left.pop()) not in found:
            found.add(upper)
            left.extend(told.get(upper, ()))
    return found


@dataclass(frozen=True, slots=True)
class _Bundle:
    """All plans of one area and level: by family, and the special plans by subject."""

    area: Area
    rank: int
    plans: defaultdict[Family, list[str]] = field(default_factory=lambda: defaultdict(list))
    subjects: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    alike: dict[str, list[str]] = field(default_factory=dict)


class _Shelf:
    """All plans in bundles, so that a plan meets only those of areas above it."""

    def __init__(self, identities: Mapping[str, Identity]) -> None:
        self._identities = identities
        self._order = {plan: number for number, plan in enumerate(identities)}
        self._families = {plan: family_of(identity.kind, identity.title) for plan, identity in identities.items()}
        self._subjects = {plan: subject_of(identity.title) for plan, identity in identities.items()}
        self._bundles: dict[tuple[tuple[str, ...], int], _Bundle] = {}
        self._of_plan: dict[str, _Bundle] = {}
        self._by_code: defaultdict[str, list[_Bundle]] = defaultdict(list)
        for plan, identity in identities.items():
            # What is called after one place and speaks of another is not compared until a person says what it is.
            doubtful = identity.elsewhere is not None and "region" in identity.inferred
            if not doubtful and not identity.namesakes and (area := _area_of(identity)):
                self._put(plan, area, identity.level.rank)
        for plan, area in [
            (plan, self._meant(identity)) for plan, identity in identities.items() if identity.namesakes
        ]:
            self._put(plan, area, identities[plan].level.rank)

    def _meant(self, identity: Identity) -> Area:
        """Return the one of several areas of a name whose city, or else whose province, has a plan here; where several
        have, one that lies nowhere.
        """
        for length in (4, 2):
            # A district of a municipality lies in it alone.
            codes = {area: area.code[: 2 if area.code[:2] in MUNICIPAL else length] for area in identity.namesakes}
            if fit := [area for area, code in codes.items() if code in self._by_code]:
                return fit[0] if len(fit) == 1 else replace(fit[0], code=f"-{fit[0].name}")
        return identity.namesakes[0]

    def _put(self, plan: str, area: Area, rank: int) -> None:
        bundle = self._bundles.get((area.codes, rank))
        if bundle is None:
            bundle = self._bundles[area.codes, rank] = _Bundle(area, rank)
            for code in area.codes:
                self._by_code[code].append(bundle)
        bundle.plans[self._families[plan]].append(plan)
        if self._families[plan] == "special":
            bundle.subjects[self._subjects[plan]].append(plan)
        self._of_plan[plan] = bundle

    def above(self, plan: str) -> list[str]:
        """Ids of the upper plans of a plan, in the order of the corpus."""
        if plan not in self._of_plan:
            return []
        bundles = self._around(self._of_plan[plan].area)
        found = set(self._own(plan))
        nearest: list[str] = []
        for bundle in bundles:
            if bundle.rank == Level.REGION.rank:
                found.update(self._answering(plan, bundle) or self._instead(plan, bundle))
            elif not nearest:
                nearest = self._answering(plan, bundle)
        others = (self._instead(plan, bundle) for bundle in bundles if bundle.rank != Level.REGION.rank)
        found.update(nearest or next((other for other in others if other), []) or self._gone_by(plan, bundles))
        return sorted(found, key=self._order.__getitem__)

    def _around(self, area: Area) -> list[_Bundle]:
        """Return the bundles of the areas that hold an area, the innermost first."""
        first = area.codes[0]
        codes = dict.fromkeys(first[:length] for length in _CODE_LENGTHS if length <= len(first))
        bundles = {id(bundle): bundle for code in codes for bundle in self._by_code.get(code, ())}
        return sorted((b for b in bundles.values() if area.lies_in(b.area)), key=lambda b: b.rank, reverse=True)

    def _own(self, plan: str) -> list[str]:
        """Return the outline in force of a plan's own area, to which its other plans answer, or the proposal for
        that.
        """
        family = _OWN.get(self._families[plan])
        own = self._of_plan[plan].plans[family] if family else ()
        return [o for o in self._in_force(plan, own) if not _is_later(self._identities[o], self._identities[plan])]

    def _answering(self, plan: str, bundle: _Bundle) -> list[str]:
        """Of the plans of one area those of the family that a plan answers to."""
        for family in _ANSWERS[self._families[plan]]:
            if family == self._families[plan] == "special":
                found = self._on_subject(plan, bundle)
            else:
                found = self._in_force(plan, bundle.plans[family])
            if found:
                return found
        return []

    def _on_subject(self, plan: str, bundle: _Bundle) -> list[str]:
        """Return the special plans on a plan's subject, and the outline, which binds as well; nothing without the
        former.
        """
        subject = self._subjects[plan]
        if subject not in bundle.alike:
            bundle.alike[subject] = same_subject(subject, list(bundle.subjects))
        found = [found for other in bundle.alike[subject] for found in self._in_force(plan, bundle.subjects[other])]
        return [*found, *self._in_force(plan, bundle.plans["outline"])] if found else []

    def _instead(self, plan: str, bundle: _Bundle) -> list[str]:
        """Return what else of one area binds a plan: the plan in force of each family, of special plans of each
        subject.
        """
        found = []
        for family in _INSTEAD[self._families[plan]]:
            for group in bundle.subjects.values() if family == "special" else [bundle.plans[family]]:
                found += self._in_force(plan, group)
        return found

    def _gone_by(self, plan: str, bundles: Iterable[_Bundle]) -> list[str]:
        """Return the plans of the areas above by which a plan on another subject says that it was made: 四好农村路 by
        综合交通运输体系发展规划.
        """
        titles = set(map(_plain, self._identities[plan].goes_by))
        above = (other for bundle in bundles for group in bundle.plans.values() for other in group)
        return [other for other in above if other != plan and _plain(self._identities[other].title) in titles]

    def _in_force(self, plan: str, others: Iterable[str]) -> list[str]:
        """Of plans of one area and family the one whose years the lower plan's years are, or that was last issued."""
        lower = self._identities[plan]
        fit = [other for other in others if other != plan and self._concerns(other, lower)]
        if not fit:
            return []
        return [max(fit, key=lambda other: (*_closeness(self._identities[other], lower), -self._order[other]))]

    def _concerns(self, upper: str, lower: Identity) -> bool:
        """Whether an upper plan is for years of the lower one; what does not tell its years may be."""
        year = self._identities[upper].year
        if self._families[upper] == "report" and year is not None:
            return lower.year is not None and 0 <= lower.year - year <= _REPORT_YEARS
        above, below = _years(self._identities[upper]), _years(lower)
        if above is None or below is None or above[0] == above[1]:
            return True  # of a plan without a period only the year of issue is known
        return above[0] <= below[1] and below[0] <= above[1]


def _plain(title: str) -> str:
    return _MARKS.sub("", title)


def _area_of(identity: Identity) -> Area | None:
    if identity.area is not None:
        return identity.area
    found = find_areas(identity.region)
    return found[-1] if found else None


def _years(plan: Identity) -> tuple[int, int] | None:
    """First and last year that a plan is for."""
    if plan.period and len(plan.period) == len("2021-2025"):
        return int(plan.period[:4]), int(plan.period[5:])
    return (plan.year, plan.year) if plan.year is not None else None


def _closeness(upper: Identity, lower: Identity) -> tuple[int, int]:
    """How well the years of two plans agree: years in common, and how late the upper one was issued, if not later."""
    above, below = _years(upper), _years(lower)
    shared = 0
    if above and below:
        shared = min(above[1], below[1]) - max(above[0], below[0]) + 1
        if upper.period == lower.period and upper.period:
            shared += 1
    year = upper.year or 0
    return (max(shared, 0), -year if _is_later(upper, lower) else year)


def _is_later(upper: Identity, lower: Identity) -> bool:
    return upper.year is not None and lower.year is not None and upper.year > lower.year
