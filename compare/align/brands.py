"""Brands that name the own place (“数字南安”): a lower plan that runs the same one says its own place in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from compare.align.counterparts import Counterpart
from compare.align.queries import Asked
from compare.coverage import PAST_OR_SETTING
from compare.features import Reading
from compare.text import find_areas, short_name

_QUOTED = re.compile(r"[“\"]([^“”\"]{4,14})[”\"]")
# A brand says something beside the place.
_FEWEST = 2


def brands_of_ours(asked: Asked, above: Reading, below: Reading) -> Iterator[Counterpart]:
    """Yield for each thing with a brand of the upper plan's place the clause below that runs it for the own place.

    Args:
        asked: What an upper clause asks for.
        above: Its plan.
        below: The lower plan.
    """
    if not any(quoted := _quoted_in(asked.things)):
        return
    places, own = _names_of(above), _names_of(below)
    spans = asked.items or ((0, len(above.texts[asked.number])),)
    for (start, end), names in zip(spans, quoted, strict=True):
        wanted = {
            name.replace(place, ours)
            for name in names
            for place in places
            if place in name and len(name) >= len(place) + _FEWEST
            for ours in own
            if ours != place
        }
        if wanted and (found := _running(wanted, below)) is not None:
            yield Counterpart(start, end, "", found)


# A clause is held against many plans.
@lru_cache(maxsize=4096)
def _quoted_in(things: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return what stands in quotation marks in each thing."""
    return tuple(tuple(_QUOTED.findall(thing)) for thing in things)


def _names_of(reading: Reading) -> list[str]:
    """Return the short name of a plan's own place, the narrowest that its region names."""
    return [short_name(area.name) for area in find_areas(reading.plan.region)[-1:]]


def _running(names: set[str], below: Reading) -> int | None:
    """Return the first clause ahead of a plan that writes one of some names."""
    if not any(name in below.plan.text for name in names):
        return None
    ahead = (at for at, role in enumerate(below.roles) if role not in PAST_OR_SETTING)
    return next((at for at in ahead if any(name in below.texts[at] for name in names)), None)
