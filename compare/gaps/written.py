"""Whether a lower plan may say in other words what an upper sentence asks for: one of its tasks holds its matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby
from math import fsum

from compare.model import AHEAD_ROLES, Plan
from compare.text import cues, cut, rarity, short_name

_LONGEST = 200
"""Characters from which a clause speaks of everything (总体要求) and answers no one thing."""
_FRAME, _PARTICLES = cues("frame"), cues("particle")


class Tasks:
    """What a plan sets, clause by clause, to be searched for the matter of a sentence.

    Attributes:
        plan: The plan.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def share(self, text: str) -> float:
        """Return how much of the matter of a text, by the rarity of its words, stands in that clause of the plan which
        holds most of it; in [0, 1], 0 where the text names no matter.
        """
        own = {self.plan.region, short_name(self.plan.region) if self.plan.region else ""}
        words = [word for word in _matter(text) if word not in own]
        return max((_held(words, said) for said in self._said), default=0.0)

    @cached_property
    def _said(self) -> tuple[str, ...]:
        """Texts of the clauses that set something, headings with them; of a plan whose roles are not known, of all."""
        plan = self.plan
        every = enumerate(plan.clauses)
        ahead = [clause for at, clause in every if not plan.roles or plan.roles[at] in AHEAD_ROLES]
        return tuple(plan.text[each.start : each.end] for each in ahead if each.end - each.start <= _LONGEST)


def share_held(text: str, said: str) -> float:
    """Return how much of the matter of a text, by the rarity of its words, stands in another; in [0, 1]."""
    return _held(_matter(text), said)


def _held(words: Sequence[str], said: str) -> float:
    whole = fsum(map(rarity, words))
    return fsum(rarity(word) for word in words if word in said) / whole if whole else 0.0


def _matter(text: str) -> list[str]:
    """Return the words that tell what a text is about, each once: none that frame any task."""
    return [word for word in dict.fromkeys(_joined(cut(text))) if word not in _FRAME.words]


def _joined(words: list[str]) -> Iterator[str]:
    """Yield the words of two characters or more; single ones that follow each other are a name that no dictionary knows
    (互嵌式).
    """
    for single, run in groupby(words, key=lambda word: len(word) == 1 and word not in _PARTICLES.words):
        told = list(run)
        if single and len(told) > 1 and all(word.isalpha() for word in told):
            yield "".join(told)
        elif not single:
            yield from (word for word in told if len(word) > 1 and word[0].isalpha())
