"""What is known of parts of an upper clause beside its wording: targets that were paired, brands of the own place.

A verdict agrees with what is said of its targets.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from math import fsum

from msgspec.structs import replace

from compare.align.amounts import speaks_of
from compare.align.embeddings import rarity_of
from compare.align.queries import Asked
from compare.align.reasons import covered, lacking
from compare.align.signals import NEAREST, PairSignals
from compare.coverage import PAST_OR_SETTING
from compare.features import Reading
from compare.model import Label, Reason, Record
from compare.text import writes_figure

# These four were set by hand: a target that is set or is not outweighs what wording makes likely, whatever it is.
SET = 0.9
"""Probability that a lower clause answers a figure if targets say that it sets one for the same indicator."""

UNSET = 0.4
"""Probability that a clause is taken up of whose figures the lower plan sets none, at most."""

# Part of the words of an indicator, by rarity, with which a passage speaks of it.
_SPEAKS = 0.6
# Part of a thing over which a figure stands.
_HALF = 0.5


class Counterpart(Record, frozen=True):
    """A target or a brand of an upper clause and what the lower plan sets for the same indicator, or calls its own.

    Attributes:
        start, end: Span in the upper clause.
        value: The figure of the target, as the upper clause writes it; empty if it has none.
        clause: Number of the clause of the lower plan that answers; ``None`` if none does.
        lower: The figures of both plans, if the lower one is lower.
        apart: The figures of both plans are not comparable, of other years or units: they tell nothing of the clause,
            and neither is lower.
        partly: The clause answers a part of the thing alone.
    """

    start: int
    end: int
    value: str
    clause: int | None
    lower: tuple[str, str] | None = None
    apart: bool = False
    partly: bool = False


class Bounds(Record, frozen=True):
    """What the counterparts and amounts of a clause leave open.

    Attributes:
        taken_up, covered: Bounds of the probabilities: at least the first, at most the second.
        partly: Numbers of its things that are answered in part at most: the lower plan speaks of the indicator and
            sets no figure, or a lower one.
        unset: Numbers of those that are not answered.
        answered: Numbers of those that the lower plan sets or runs for its own place.
        lower: The first figures of which the lower one is lower.
        apart: Figures, as the clause writes them, that are not held against those of the lower plan.
    """

    taken_up: tuple[float, float] = (0.0, 1.0)
    covered: tuple[float, float] = (0.0, 1.0)
    partly: frozenset[int] = frozenset()
    unset: frozenset[int] = frozenset()
    answered: frozenset[int] = frozenset()
    lower: tuple[str, str] | None = None
    apart: frozenset[str] = frozenset()

    def of(self, things: Sequence[int]) -> Bounds:
        """Return the bounds of some of the things alone, numbered as these stand."""
        partly, unset, answered = (
            frozenset(at for at, thing in enumerate(things) if thing in old)
            for old in (self.partly, self.unset, self.answered)
        )
        if len(unset) == len(things):
            partly, unset = unset, frozenset()  # what is left is spoken of as a whole, if at all
        return replace(self, partly=partly, unset=unset, answered=answered)


FREE = Bounds()
"""A clause of which nothing is known beside its wording."""


def reconciled(
    found: PairSignals, asked: Asked, below: Reading, known: Sequence[Counterpart]
) -> tuple[PairSignals, Bounds]:
    """Return what was found for a clause, in agreement with what is known of its parts.

    Args:
        found: What was found.
        asked: What the clause asks for.
        below: The lower plan.
        known: The counterparts of the clause.

    Returns:
        What was found, and what is left open: a thing whose figure is set is answered by the clause that sets it; one
        whose figure is not is answered in part where a passage speaks of the indicator, else not at all.
    """
    apart = frozenset(each.value for each in known if each.apart)
    told = [(thing, each) for each in known if not each.apart for thing in _things_of(asked, each)]
    unspoken = _unspoken(found, asked, below).difference(thing for thing, _ in told)
    if not told and not unspoken:
        return found, replace(FREE, apart=apart)
    answered, best = list(found.answered), list(found.best)
    partly, unset = set(), set()
    for thing, figure in told:
        if figure.clause is not None:
            found = _put_first(found, figure.clause)
            if asked.items:
                answered[thing], best[thing] = max(answered[thing], SET), figure.clause
            if figure.lower or figure.partly:
                partly.add(thing)
        elif _speaks(asked, thing, {*found.order, *best[thing : thing + 1]}, below):
            partly.add(thing)
        else:
            unset.add(thing)
            if asked.items:
                answered[thing] = 0.0
    # Where nothing else is left, the passages speak of the whole and name no part of it.
    if len(unset | unspoken) == len(asked.things):
        partly |= unspoken
    else:
        unset |= unspoken
        for thing in unspoken:
            answered[thing] = 0.0
    is_set = any(figure.clause is not None for _, figure in told)
    bounds = Bounds(
        taken_up=(SET, 1.0) if is_set else (0.0, UNSET) if len(unset) == len(asked.things) else (0.0, 1.0),
        covered=_wholly(asked, partly, is_set=is_set),
        partly=frozenset(partly),
        unset=frozenset(unset),
        answered=frozenset(thing for thing, figure in told if figure.clause is not None),
        lower=next((figure.lower for _, figure in told if figure.lower), None),
        apart=apart,
    )
    return replace(found, answered=tuple(answered), best=tuple(best)), bounds


def within_bounds(
    asked: Asked, told: tuple[Label, Sequence[Label], Reason], bounds: Bounds, answered: float
) -> tuple[Label, list[Label], Reason]:
    """Return label, items and reason of a clause that is taken up, no more answered than its figures leave open.

    Args:
        asked: What the clause asks for.
        told: Label, items and reason without its figures.
        bounds: What these leave open.
        answered: Share of the items that a covered clause has answered.
    """
    label, items, reason = told
    kept = [
        Label.ABSENT if at in bounds.unset else Label.PARTIAL if at in bounds.partly and each is Label.COVERED else each
        for at, each in enumerate(items)
    ]
    if kept:
        if set(kept) == {Label.ABSENT}:
            kept[next((at for at in range(len(kept)) if at not in bounds.unset), 0)] = Label.PARTIAL
        whole = label is Label.COVERED and kept.count(Label.COVERED) >= answered * len(kept)
        label = Label.COVERED if whole else Label.PARTIAL
        loose = set(kept) == {Label.PARTIAL}
        missing = Reason("partial_loose") if loose else Reason("partial_missing", lacking(asked, kept))
        reason = covered(asked, kept) if whole else missing
    else:
        label, reason = Label.PARTIAL, Reason("partial_loose")
    if bounds.lower and label is Label.PARTIAL:
        reason = Reason("partial_lower", bounds.lower)
    elif told[2].code == "partial_past":
        reason = told[2]
    return label, kept, reason


def _unspoken(found: PairSignals, asked: Asked, below: Reading) -> set[int]:
    """Return the numbers of the things with amounts of which no passage speaks that looks ahead."""
    if not any(asked.counted):
        return set()
    passages = {at for at in (*found.order, *found.best) if below.roles[at] not in PAST_OR_SETTING}
    texts = [below.texts[at] for at in sorted(passages)]
    return {
        thing
        for thing, words in enumerate(asked.counted)
        if words and not any(speaks_of(words, text) for text in texts)
    }


def _wholly(asked: Asked, partly: Collection[int], *, is_set: bool) -> tuple[float, float]:
    """Return bounds of the chance that a clause is covered if it is taken up; several things tell it themselves."""
    if asked.items:
        return 0.0, 1.0
    return (0.0, 1.0 - SET) if partly else (SET, 1.0) if is_set else (0.0, 1.0)


def _things_of(asked: Asked, figure: Counterpart) -> Iterator[int]:
    """Yield the thing over which a figure stands; none where several come into question."""
    if not asked.items:
        yield 0
        return
    over = [
        thing
        for thing, (start, end) in enumerate(asked.items)
        if min(end, figure.end) - max(start, figure.start) >= _HALF * (end - start)
    ]
    if len(over) > 1:
        over = [thing for thing in over if figure.value and writes_figure(asked.things[thing], figure.value)]
    if len(over) == 1:
        yield from over


def _put_first(found: PairSignals, clause: int) -> PairSignals:
    """Return what was found with a clause that answers before the passages that are less likely to."""
    passages = [
        (max(near, SET) if at == clause else near, at) for at, near in zip(found.order, found.nearness, strict=True)
    ]
    if clause not in found.order:
        passages.append((SET, clause))
    passages.sort(key=lambda each: -each[0])
    near, order = zip(*passages[:NEAREST], strict=True)
    return replace(found, order=order, nearness=near)


def _speaks(asked: Asked, thing: int, passages: Collection[int], below: Reading) -> bool:
    """Whether a passage writes most of the words of a thing, or half of those that its amount is of."""
    texts = [below.texts[at] for at in passages]
    if counted := asked.counted[thing]:
        return any(speaks_of(counted, text) for text in texts)
    told = [(word, rarity_of(word)) for word in asked.words[thing] if not any(map(str.isdigit, word))]
    least = _SPEAKS * fsum(rarity for _, rarity in told)
    return any(fsum(rarity for word, rarity in told if word in text) >= least > 0.0 for text in texts)
