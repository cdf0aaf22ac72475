"""Plans -> alignments: one row for every clause of an upper plan that sets something, in each of its lower plans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from compare.align.brands import brands_of_ours
from compare.align.certainty import SIGNS, is_sure, signs
from compare.align.chances import Chances, chances, weighed
from compare.align.counterparts import Counterpart, reconciled
from compare.align.features import NAMES as FEATURES
from compare.align.features import Nearness, Side
from compare.align.models import models
from compare.align.queries import Asked, Batch, Questions, ask, batch_of, questions
from compare.align.requirements import setting_clauses
from compare.align.rivals import rivals_in
from compare.align.signals import PairSignals, SidePair
from compare.align.vectors import Numbers
from compare.align.verdict import Judgement, judge
from compare.coverage import READABLE_ENOUGH
from compare.execution import one_thread
from compare.model import Alignment, Item, Label, Passage, Reason, Record, Requirement, short_id

# Upper clauses at a time: what bounds the memory, whatever the size of the plans.
_AT_ONCE = 192
_SHARED_SHOWN = 3
_KINDRED, _SETS = Reason("kindred"), Reason("sets")
Counterparts = Mapping[int, Sequence[Counterpart]]
"""Number of an upper clause -> its targets that were paired."""

_NONE: Counterparts = {}


class Asking(Record, frozen=True):
    """An upper plan and what it asks for.

    Attributes:
        numbers: Of its clauses that set something; ``batches``: what they ask for, so many at a time.
    """

    side: Side
    asked: Questions
    numbers: Numbers
    batches: tuple[Batch, ...]


def asking(side: Side) -> Asking:
    """Return what a plan asks for, found once for all its lower plans."""
    reading = side.reading
    clauses = ask(reading, setting_clauses(reading.plan, reading.roles))
    with one_thread():
        asked = questions(clauses)
    some = (clauses[first : first + _AT_ONCE] for first in range(0, len(clauses), _AT_ONCE))
    numbers = np.array([clause.number for clause in clauses], dtype=np.intp)
    return Asking(side, asked, numbers, tuple(batch_of(asked, each) for each in some))


def find_requirements(upper: Asking) -> tuple[Requirement, ...]:
    """Return the clauses of a plan that set something for others to take up: those that :func:`align` asks for."""
    plan = upper.side.reading.plan.id
    return tuple(
        Requirement(plan, asked.number, asked.binding.binds) for batch in upper.batches for asked in batch.clauses
    )


def align(upper: Asking, lower: Side, readable: float, paired: Counterparts = _NONE) -> tuple[Alignment, ...]:
    """Find, for every clause of an upper plan that sets something, how a lower plan answers it.

    Args:
        upper: The upper plan.
        lower: The lower plan.
        readable: Share of the lower plan's text that is sound, in [0, 1].
        paired: Targets of the upper plan, with what the lower plan sets for the same indicators.

    Returns:
        Alignments in the order of the upper clauses; they depend on the two plans alone.
    """
    with one_thread():
        return tuple(_Aligner(upper, lower, paired).rows(readable))


class _Aligner:
    """The alignments of one upper plan in one lower plan."""

    def __init__(self, above: Asking, lower: Side, paired: Counterparts) -> None:
        self._paired = paired
        self._upper, self._lower = (upper := above.side), lower
        self._batches = above.batches
        self._nearness = Nearness(upper, lower)
        self._pair = SidePair(upper, lower, above.asked, rivals_in(self._nearness, above.numbers))
        self._own = upper.reading.own | lower.reading.own
        self._words_below = [frozenset(words) for words in lower.reading.words]
        self._ids: Counter[str] = Counter()

    def rows(self, readable: float) -> Iterator[Alignment]:
        """One row a clause of the upper plan, in their order."""
        for batch in self._batches:
            near = self._nearness.features(batch.numbers)
            likely = models().passage.chance(near, FEATURES)
            found = self._pair.found(batch, near, likely, models().item, models().topics)
            told = list(chances(found, batch.clauses, models()))
            asked = zip(batch.clauses, weighed(found, told, models()), told, strict=True)
            said = [self._judged(*each) for each in asked]
            speaking = np.array(
                [signs(verdict, one, chance) for (one, verdict), chance in zip(said, told, strict=True)]
            )
            right = models().right.chance(speaking.T, SIGNS).tolist()
            for clause, (one, verdict), chance, trusted in zip(batch.clauses, said, told, right, strict=True):
                sure = is_sure(verdict, one, clause, self._lower.reading, trusted, models().sure)
                yield self._row(clause, one, verdict, chance.not_applicable, readable, sure=sure)

    def _judged(self, asked: Asked, found: PairSignals, chance: Chances) -> tuple[PairSignals, Judgement]:
        above, below = self._upper.reading, self._lower.reading
        known = (*self._paired.get(asked.number, ()), *brands_of_ours(asked, above, below))
        found, bounds = reconciled(found, asked, below, known)
        return found, judge(found, asked, below, chance, bounds)

    def _row(
        self, asked: Asked, found: PairSignals, verdict: Judgement, for_others: float, readable: float, *, sure: bool
    ) -> Alignment:
        above = self._upper.reading
        sayable = readable >= READABLE_ENOUGH
        telling = [word for word in asked.telling if word not in self._own]
        why = {at: self._why(telling, at) for at in {*found.order, *found.best}}
        matches = tuple(self._match(why, at, near) for at, near in zip(found.order, found.nearness, strict=True))
        return Alignment(
            id=self._identity(asked.folded),
            upper=above.plan.id,
            lower=self._lower.reading.plan.id,
            status="judged" if sayable else "cannot_say",
            clause=above.passages[asked.number](round(verdict.score, 4), _SETS),
            label=verdict.label if sayable else None,
            score=round(verdict.score, 4),
            reason=verdict.reason if sayable else Reason("cannot_say", (f"{readable:.0%}",)),
            items=self._items(asked, why, found, verdict) if sayable else (),
            sure=sayable and sure,
            matches=matches,
            for_others=round(for_others, 4),
        )

    def _items(
        self, asked: Asked, why: Mapping[int, Reason], found: PairSignals, verdict: Judgement
    ) -> tuple[Item, ...]:
        """Return what the clause sets, without what it asks of other places alone."""
        plan = self._upper.reading.plan
        start = plan.clauses[asked.number].start
        return tuple(
            Item(
                quote=plan.text[start + left : start + right],
                start=start + left,
                end=start + right,
                label=label,
                matches=(self._match(why, best, share),),
            )
            for (left, right), label, best, share in zip(
                asked.items, verdict.items, found.best, found.answered, strict=True
            )
            if label is verdict.label or label is not Label.NOT_APPLICABLE
        )

    def _match(self, why: Mapping[int, Reason], number: int, score: float) -> Passage:
        return self._lower.reading.passages[number](round(score, 4), why[number])

    def _why(self, telling: Sequence[str], number: int) -> Reason:
        """Return the rarest words that both clauses hold, of those of the upper clause, the rarest first."""
        shared = self._words_below[number].intersection(telling)
        return Reason("shares", tuple(sorted(shared, key=telling.index)[:_SHARED_SHOWN])) if shared else _KINDRED

    def _identity(self, folded: str) -> str:
        """Of plans and wording; the second clause of the same wording gets another one."""
        content = ("clause", self._lower.reading.plan.id, self._upper.reading.plan.id, folded)
        self._ids[content[-1]] += 1
        again = (str(self._ids[content[-1]]),) if self._ids[content[-1]] > 1 else ()
        return short_id("\x1f".join((*content, *again)))
