"""What plans call their own work after their own place or rank (“数字南安”, 法治湖南, 教育强省): a lower plan that runs
the same says its own place or rank in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from compare.align.counterparts import Counterpart
from compare.align.queries import Asked
from compare.align.slogans import names_below, places_of_plan, slogans_in
from compare.coverage import PAST_OR_SETTING
from compare.features import Reading

_QUOTED = re.compile(r"[“\"]([^“”\"]{4,14})[”\"]")


def brands_of_ours(asked: Asked, above: Reading, below: Reading) -> Iterator[Counterpart]:
    """Yield for each thing with a brand or slogan of the upper plan's place the clause below that runs it for the own.

    A thing of several (平安湖南、法治湖南) is answered in part where some are run.

    Args:
        asked: What an upper clause asks for.
        above: Its plan.
        below: The lower plan.
    """
    places, own = places_of_plan(above.plan), places_of_plan(below.plan)
    quoted = _quoted_in(asked.things)
    named = [(*brands, *slogans_in(thing, places)) for thing, brands in zip(asked.things, quoted, strict=True)]
    if not any(named):
        return
    spans = asked.items or ((0, len(above.texts[asked.number])),)
    for (start, end), names in zip(spans, named, strict=True):
        found = [_running(set(names_below([name], places, own)), below) for name in names]
        run = [number for number in found if number is not None]
        if run:
            yield Counterpart(start, end, "", run[0], partly=len(run) < len(found))


# A clause is held against many plans.
@lru_cache(maxsize=4096)
def _quoted_in(things: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return what stands in quotation marks in each thing."""
    return tuple(tuple(_QUOTED.findall(thing)) for thing in things)


def _running(names: set[str], below: Reading) -> int | None:
    """Return the first clause ahead of a plan that writes one of some names."""
    if not any(name in below.plan.text for name in names):
        return None
    ahead = (at for at, role in enumerate(below.roles) if role not in PAST_OR_SETTING)
    return next((at for at in ahead if any(name in below.texts[at] for name in names)), None)
