"""Which plans are upper plans of which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from compare.corpus.entries import Entry
from compare.corpus.identity import Identity
from compare.model import UpperLink
from compare.places import Area, find_areas


def link_uppers(
    entries: Sequence[Entry], identities: Mapping[str, Identity]
) -> dict[str, tuple[tuple[UpperLink, ...], bool]]:
    """The upper plans of each plan that could be read.

    A link to a plan issued after the lower one is marked ``later``. Where nobody said which plans are upper, the
    plans of the nearest level above whose area holds the plan's own are.

    Returns:
        Plan id to its links and whether they were inferred.
    """
    areas = {plan: _area_of(identity) for plan, identity in identities.items()}
    linked = {}
    for entry in entries:
        if entry.id not in identities:
            continue
        links = entry.upper if entry.upper is not None else _nearest_above(entry.id, identities, areas)
        known = tuple(link for link in links if link.id in identities)
        linked[entry.id] = (
            tuple(replace(link, later=_is_later(identities[link.id], identities[entry.id])) for link in known),
            entry.upper is None and bool(known),
        )
    return linked


def _area_of(identity: Identity) -> Area | None:
    found = find_areas(identity.region)
    return found[-1] if found else None


def _nearest_above(
    plan: str, identities: Mapping[str, Identity], areas: Mapping[str, Area | None]
) -> tuple[UpperLink, ...]:
    own = areas[plan]
    if own is None:
        return ()
    above = [
        other
        for other, area in areas.items()
        if area and identities[other].level.rank < identities[plan].level.rank and own.code.startswith(area.code)
    ]
    nearest = max((identities[other].level.rank for other in above), default=None)
    return tuple(
        UpperLink(other)
        for other in _in_force([o for o in above if identities[o].level.rank == nearest], identities[plan], identities)
    )


def _in_force(others: Sequence[str], lower: Identity, identities: Mapping[str, Identity]) -> list[str]:
    """Of several plans of one region and kind the one that was last issued when the lower plan was, else the first."""
    kept: dict[tuple[str, str], str] = {}
    for other in sorted(others, key=lambda o: identities[o].year or 0):
        key = identities[other].region, identities[other].kind
        if key not in kept or not _is_later(identities[other], lower):
            kept[key] = other
    return [other for other in others if other in kept.values()]


def _is_later(upper: Identity, lower: Identity) -> bool:
    return upper.year is not None and lower.year is not None and upper.year > lower.year
