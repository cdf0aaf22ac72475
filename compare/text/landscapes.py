"""Landscapes that some places have and others lack: the coast, the border, rivers, grassland, counties."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache

from compare.model import Record
from compare.text.gazetteer import table_rows
from compare.text.lexicon import Cues, cues_of

# Digits of the code of a province.
_PROVINCE = 2


class Landscape(Record, frozen=True):
    """A landscape and where it is, as ``data/landscapes.tsv`` says.

    Attributes:
        name: By which the table knows it.
        has: Codes of the places that have it, of provinces or prefectures; where there are none, all but ``lacks``.
        lacks: Codes of the places that lack it.
        since: Year from which this holds; 0 where it always has.
    """

    name: str
    has: tuple[str, ...]
    lacks: tuple[str, ...]
    since: int

    def is_lacking(self, codes: Collection[str], year: int | None = None) -> bool:
        """Whether an area surely lacks it.

        Args:
            codes: Of all that the area consists of; of the whole country an empty code, which lacks nothing.
            year: For which this is asked; ``None`` for today.
        """
        if not codes or (year is not None and year < self.since):
            return False
        if not self.has:
            return all(code.startswith(self.lacks) for code in codes)
        return not any(code.startswith(known) or known.startswith(code) for code in codes for known in self.has)

    def is_in(self, codes: Collection[str]) -> bool:
        """Whether an area surely has it, or has a part that does; where only the province is known to, its cities may
        not.
        """
        if not self.has:
            return self.is_everywhere(codes)
        return any(
            known.startswith(code) or (len(known) > _PROVINCE and code.startswith(known))
            for code in filter(None, codes)
            for known in self.has
        )

    def is_everywhere(self, codes: Collection[str]) -> bool:
        """Whether all parts of an area have it, as far as is known: what is said of it binds all plans of the area."""
        if not self.has:
            return bool(codes) and not any(known.startswith(code) for code in codes for known in self.lacks)
        return bool(codes) and all(code.startswith(self.has) for code in codes)


# The clauses of an upper plan are asked of once for each lower one.
@lru_cache(maxsize=4096)
def landscapes_in(text: str) -> tuple[Landscape, ...]:
    """Return the landscapes of which a text speaks, in the order of the table."""
    return tuple(land for cue, land in _known() if cue.search(text))


@cache
def _known() -> tuple[tuple[Cues | re.Pattern[str], Landscape], ...]:
    worded = {tag: cue for cue in cues_of("landscapes").values() for tag in cue.tags}
    return tuple((worded.get(land.name) or re.compile(re.escape(land.name)), land) for land in _lands())


def _lands() -> Iterator[Landscape]:
    for name, has, lacks, since, _ in table_rows("landscapes.tsv"):
        yield Landscape(name, _codes(has), _codes(lacks), int(since or 0))


def _codes(joined: str) -> tuple[str, ...]:
    return tuple(code for code in joined.split(";") if code)
