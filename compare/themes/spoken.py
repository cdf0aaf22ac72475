"""Which themes of the general dictionary a short text names (a title, a heading, an indicator, a clause), or a plan."""

from __future__ import annotations

from functools import cache, lru_cache

from compare.coverage import PhraseFinder
from compare.model import Plan
from compare.text import fold
from compare.themes.load import general_themes


@cache
def _finder() -> PhraseFinder:
    return PhraseFinder(general_themes())


# The clauses of an upper plan are asked of once for each lower one.
@lru_cache(maxsize=4096)
def spoken_of(text: str) -> frozenset[str]:
    """Return the ids of the general themes of which a text writes phrases that tell the theme by themselves."""
    hits = _finder().find(fold(text))
    return frozenset(theme for theme, found in hits.items() if any(hit.phrase.suffices for hit in found))


def field_of_title(plan: Plan) -> frozenset[str]:
    """Return the ids of the general themes that are the field of a plan for one field: those that its title names,
    with those that its headings do; none where its title names none.
    """
    titled = spoken_of(plan.title)
    return titled.union(*(spoken_of(section.heading) for section in plan.sections)) if titled else titled
