"""Matters that plans of the whole country word in several ways: 过紧日子, 压减一般性支出 and 勒紧裤腰带 are one."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, chain
from math import fsum

import numpy as np
from ahocorasick_rs import AhoCorasick
from scipy.sparse import csr_array

from compare.model import Record
from compare.text import folded, share_of, table_rows

# “三保”底线 and 三保底线 are one wording.
_LEFT_OUT = re.compile(r"[“”\"‘’'\s]+")
_END = "\n"


class Matters(Record, frozen=True):
    """The matters of ``data/matters.tsv``, numbered as they stand there.

    Attributes:
        finder: Finds their wordings; ``whose``: the matters that have each of these.
        rarity: Of each matter: ``-ln`` of about the share of clauses of plans of the whole country that speak of it.
    """

    finder: AhoCorasick
    whose: tuple[tuple[int, ...], ...]
    rarity: tuple[float, ...]

    def of(self, text: str) -> frozenset[int]:
        """Return the numbers of the matters that a text speaks of."""
        found = self.finder.find_matches_as_indexes(_plain(text), overlapping=True)
        return frozenset(chain.from_iterable(self.whose[at] for at, _, _ in found))

    def spoken_of(self, texts: Sequence[str]) -> csr_array:
        """Return the rarity of each matter that each text speaks of, shape (texts, matters)."""
        plain = list(map(_plain, texts))
        starts = np.array(list(accumulate((len(each) + 1 for each in plain), initial=0)))
        found = self.finder.find_matches_as_indexes(_END.join(plain), overlapping=True)
        rows = np.searchsorted(starts, [start for _, start, _ in found], side="right") - 1
        pairs = {(row, of) for row, (at, _, _) in zip(rows.tolist(), found, strict=True) for of in self.whose[at]}
        told = sorted(pairs)
        values = np.array([self.rarity[of] for _, of in told], dtype=np.float32)
        at = [row for row, _ in told], [of for _, of in told]
        return csr_array((values, at), shape=(len(texts), len(self.rarity)))


@cache
def matters() -> Matters:
    """Return the matters of the package."""
    wordings = [list(map(_plain, row[0].split("|"))) for row in table_rows("matters.tsv")]
    whose: dict[str, list[int]] = {}
    for number, some in enumerate(wordings):
        for each in some:
            whose.setdefault(each, []).append(number)
    rarity = tuple(-math.log(min(1.0, fsum(map(share_of, some)))) for some in wordings)
    return Matters(AhoCorasick(list(whose)), tuple(map(tuple, whose.values())), rarity)


def _plain(text: str) -> str:
    return _LEFT_OUT.sub("", folded(text))
