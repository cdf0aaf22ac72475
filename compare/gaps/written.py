"""Whether a lower plan may say in other words what an upper sentence asks for: one of its tasks holds its matter."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, groupby
from math import fsum

from compare.align import matters
from compare.model import AHEAD_ROLES, Plan
from compare.text import cues, cut, names_of_area, rarity

LONGEST = 200
"""Characters from which a clause speaks of everything (总体要求) and answers no one thing."""
_FRAME, _PARTICLES = cues("frame"), cues("particle")


class Tasks:
    """What a plan sets, clause by clause, to be searched for the matter of a sentence.

    Attributes:
        plan: The plan.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._own = names_of_area(plan.region)
        said = _said(plan)
        # One text, in which a word that the plan nowhere writes is told at once; no word reaches over an end of line.
        self._text = "\n".join(said)
        self._starts = list(accumulate((len(each) + 1 for each in said), initial=0))
        self._holding: dict[str, tuple[int, ...]] = {}

    def speak_of(self, text: str) -> bool:
        """Return whether tasks of the plan speak, in whatever words, of every matter of which a text speaks, and it
        speaks of one.
        """
        asked = _asked(text)
        return bool(asked) and asked <= self._matters

    @cached_property
    def _matters(self) -> frozenset[int]:
        return frozenset(matters().spoken_of(self._text.split("\n")).indices.tolist())

    def share(self, text: str) -> float:
        """Return how much of the matter of a text, by the rarity of its words, stands in that clause of the plan which
        holds most of it; in [0, 1], 0 where the text names no matter.
        """
        return max(self._shares(text).values(), default=0.0)

    def holding(self, text: str, least: float) -> list[str]:
        """Return the clauses of the plan that hold a share of the matter of a text, by the rarity of its words, of
        ``least`` or more, in reading order; none where the text names no matter.
        """
        said = self._text.split("\n")
        return [said[at] for at, share in sorted(self._shares(text).items()) if share >= least]

    def _shares(self, text: str) -> dict[int, float]:
        """Return how much of the matter of a text each clause holds, by its number; none where it holds nothing."""
        rarities = {word: rarity(word) for word in _matter(text) if word not in self._own}
        held: defaultdict[int, list[float]] = defaultdict(list)
        for word, rare in rarities.items():
            for at in self._clauses_with(word):
                held[at].append(rare)
        whole = fsum(rarities.values())
        return {at: fsum(found) / whole for at, found in held.items()}

    def _clauses_with(self, word: str) -> tuple[int, ...]:
        """Return the numbers of the clauses that hold a word; asked for once for each word of the plans above."""
        if word not in self._holding:
            self._holding[word] = tuple(self._found(word))
        return self._holding[word]

    def _found(self, word: str) -> Iterator[int]:
        found = self._text.find(word)
        while found >= 0:
            at = bisect_right(self._starts, found) - 1
            yield at
            found = self._text.find(word, self._starts[at + 1])


# A clause of an upper plan is asked of every plan below it.
@lru_cache(maxsize=4096)
def _asked(text: str) -> frozenset[int]:
    return matters().of(text)


def _said(plan: Plan) -> list[str]:
    """Return the clauses that set something, headings with them; of a plan whose roles are not known, all."""
    every = enumerate(plan.clauses)
    ahead = [clause for at, clause in every if not plan.roles or plan.roles[at] in AHEAD_ROLES]
    return [plan.text[each.start : each.end] for each in ahead if each.end - each.start <= LONGEST]


def share_held(text: str, said: str) -> float:
    """Return how much of the matter of a text, by the rarity of its words, stands in another; in [0, 1]."""
    rarities = {word: rarity(word) for word in _matter(text)}
    whole = fsum(rarities.values())
    return fsum(rare for word, rare in rarities.items() if word in said) / whole if whole else 0.0


def _matter(text: str) -> list[str]:
    """Return the words that tell what a text is about, each once: none that frame any task."""
    return [word for word in dict.fromkeys(_joined(cut(text))) if word not in _FRAME.words]


def _joined(words: Sequence[str]) -> Iterator[str]:
    """Yield the words of two characters or more; single ones that follow each other are a name that no dictionary knows
    (互嵌式).
    """
    for single, run in groupby(words, key=lambda word: len(word) == 1 and word not in _PARTICLES.words):
        told = list(run)
        if single and len(told) > 1 and all(word.isalpha() for word in told):
            yield "".join(told)
        elif not single:
            yield from (word for word in told if len(word) > 1 and word[0].isalpha())
