"""What speaks for and against a clause being taken up: signals that have names, one row a clause."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.sparse import csr_array

from compare.align.applicability import Applicability, applicability, home_of
from compare.align.emphasis import Emphasis
from compare.align.features import NAMES as FEATURES
from compare.align.features import Side
from compare.align.item_scores import Answers
from compare.align.models import EVEN, Model
from compare.align.queries import Asked, Batch, Questions
from compare.align.repeats import Repetition
from compare.align.rivals import Rivals
from compare.align.topics import Topics
from compare.align.vectors import Floats, Numbers, Numeric
from compare.coverage import PAST_OR_SETTING
from compare.model import Kind, Level, Record

NAMES = (
    "nearest",
    "wording",
    "wording_stands_out",
    "heard",
    "rarest",
    "parts",
    "past",
    "things",
    "elsewhere",
    "heading",
    "measure",
    "number",
    "item_share",
    "item_mean",
    "binds",
    "unheard_names",
    "levels",
    "of_city",
    "report",
    "margin",
    "claim",
    "matters",
    "topic_taken_up",
    "topic_covered",
    "unwritten",
    "kept",
    "repeated",
    "emphasis",
    "of_themes",
)
"""The signals, in the order of the array; docs/method.md tells of each."""

ITEM_NAMES = (
    "share",
    "heard",
    "nearest",
    "length",
    "digit",
    "levels",
    "near_words",
    "words",
    "clause_meaning",
    "of_city",
    "claim",
    "matters",
    "past",
    "topic",
    "topic_taken_up",
    "topic_covered",
    "repeated",
    "evidence",
    "emphasis",
    "of_themes",
)
"""What speaks for a thing that a clause sets being answered, in the order of the array."""

# What is told of a thing as of its whole clause.
_OF_CLAUSE = ("nearest", "claim", "matters", "past", "repeated", "emphasis", "of_themes")
_TOPICS = ("topic_taken_up", "topic_covered")
_CHARS, _MEANING, _IN_CONTEXT = map(FEATURES.index, ("chars", "meaning", "meaning_in_context"))
NEAREST, SEARCHED = 5, 10
"""Passages that are shown, and those that are searched for what a clause enumerates."""
# A chance of 0 or 1 must not give endless odds.
_SURE = 1e-6
# Matters as rare as this in the sum damp the share of a clause that speaks of one in passing.
_DAMPING = 2.0
_CITIES = frozenset({Level.CITY, Level.REGION})


class PairSignals(Record, frozen=True):
    """What was found in the lower plan for one upper clause.

    Attributes:
        order: Numbers of the lower plan's clauses, nearest first; at most five.
        nearness: Probability that each answers it.
        answered: Probability that each item of the clause is answered; empty if it sets one thing.
        best: Number of the clause that answers each best.
        places: The places it names.
        signals: In the order of ``NAMES``.
        things: What speaks for each thing that it sets, or for the whole clause, being answered; shape (things,
            ``ITEM_NAMES``).
    """

    order: tuple[int, ...]
    nearness: tuple[float, ...]
    answered: tuple[float, ...]
    best: tuple[int, ...]
    places: Applicability
    signals: Floats
    things: Floats


class SidePair:
    """An upper and a lower plan.

    Attributes:
        upper, lower: The plans, as sides of any pair.
    """

    def __init__(self, upper: Side, lower: Side, questions: Questions, rivals: Rivals) -> None:
        self.upper, self.lower, self._rivals = upper, lower, rivals
        above, below = upper.reading.plan, lower.reading.plan
        self._home = home_of(below)
        self._own = upper.reading.own | lower.reading.own
        self._answers = Answers(questions, lower, self._own)
        self._held = _held(lower)
        self._heard = _heard(upper, self._held)
        self._spoken = _spoken(lower)
        self._written = questions.names.written_in(below.text)
        self._repetition = Repetition(lower.reading, self._own)
        self._past = np.array([role in PAST_OR_SETTING for role in lower.reading.roles], dtype=bool)
        self._emphasis = Emphasis(lower.vectors.themes, ~self._past)
        self._levels = float(below.level.rank - above.level.rank)
        self._of_city = float(above.level in _CITIES)
        self._report = float(below.kind is Kind.REPORT)

    def found(self, batch: Batch, near: Floats, chances: Floats, item: Model, topics: Topics) -> list[PairSignals]:
        """Return what was found for some upper clauses.

        Args:
            batch: What they ask for.
            near: Features of each with each clause of the lower plan, shape (features, upper clauses, lower clauses).
            chances: Probability that a lower clause answers an upper one, shape (upper clauses, lower clauses).
            item: Whether a thing is answered.
            topics: What is said of clauses by what they are about.
        """
        order = _highest(chances)
        shares = self._answers.shares(batch, order)
        best = order[batch.clause, shares.argmax(axis=1)]
        most: Floats = shares.max(axis=1)
        nearest = order[:, :NEAREST]
        nearness = np.take_along_axis(chances, nearest, axis=1)
        text = self.lower.reading.plan.text
        national = self.upper.reading.plan.level is Level.NATIONAL
        places = [applicability(asked.places, self._home, text, national=national) for asked in batch.clauses]
        emphasis, of_themes = self._emphasis.least(self.upper.vectors.themes[batch.numbers])
        signals = self._signals(batch, near, nearest, nearness) | {
            **self._ahead(batch, near[_IN_CONTEXT], order),
            "topic_taken_up": np.array(topics.taken_up.odds(batch.about)),
            "topic_covered": np.array(topics.covered.odds(batch.about)),
            "elsewhere": np.array([each.share for each in places]),
            "kept": np.array([_kept(*each) for each in zip(batch.clauses, places, strict=True)]),
            "matters": self._matters(batch, order),
            "emphasis": emphasis,
            "of_themes": of_themes,
        }
        of_clause = {name: signals[name][batch.clause] for name in (*_OF_CLAUSE, *_TOPICS)}
        told = self._things(batch, most) | {
            **of_clause,
            "near_words": self._answers.near_words(batch, order, np.take_along_axis(chances, order, axis=1)),
            "evidence": self._answers.evidence(batch, best),
            "clause_meaning": near[_MEANING].max(axis=1)[batch.clause],
            "topic": np.array(topics.item.odds(batch.things_about)),
        }
        things_told = _in_order(told, ITEM_NAMES)
        answered = item.chance(things_told.T, ITEM_NAMES)
        signals |= _together(batch, most, answered)
        spans = zip(batch.first.tolist(), (batch.first + batch.many).tolist(), strict=True)
        things = [slice(*span) for span in spans]
        shown, shown_best = answered.tolist(), best.tolist()
        return [
            PairSignals(
                order=tuple(numbers),
                nearness=tuple(near_by),
                answered=tuple(shown[its]) if asked.items else (),
                best=tuple(shown_best[its]) if asked.items else (),
                places=where,
                signals=row,
                things=things_told[its],
            )
            for asked, numbers, near_by, its, where, row in zip(
                batch.clauses,
                nearest.tolist(),
                nearness.tolist(),
                things,
                places,
                _in_order(signals, NAMES),
                strict=True,
            )
        ]

    def _things(self, batch: Batch, most: Floats) -> dict[str, Numeric]:
        """Return what speaks for each thing being answered, but for what its clause and its passages' chances tell."""
        return {
            **batch.things_told,
            "share": most,
            "heard": batch.grams @ self._held,
            "levels": np.full(len(most), self._levels),
            "of_city": np.full(len(most), self._of_city),
        }

    def _ahead(self, batch: Batch, near: Floats, order: Numbers) -> dict[str, Numeric]:
        """Return how far clauses are ahead of all others of their plan; ``near``: ``meaning_in_context``; ``order``:
        passages that are searched, shape (upper clauses, passages).
        """
        ahead = self._rivals.margins(batch.numbers, np.take_along_axis(near, order, axis=1), order)
        return {"margin": ahead.max(axis=1), "claim": np.array(self._rivals.claims(near))}

    def _matters(self, batch: Batch, order: Numbers) -> Floats:
        """Return how much of the matters of each upper clause, by their rarity, some passage of it speaks of; ``order``
        of shape (upper clauses, passages).
        """
        said = self.upper.vectors.matters[batch.numbers]
        starts = np.arange(len(order) + 1) * order.shape[1]
        chosen = csr_array(
            (np.ones(order.size, np.float32), order.ravel(), starts), (len(order), self._spoken.shape[0])
        )
        held = csr_array(said.multiply((chosen @ self._spoken).sign()))
        total = np.asarray(said.sum(axis=1)).ravel()
        share: Floats = (np.asarray(held.sum(axis=1)).ravel() / (total + _DAMPING)).astype(np.float32)
        return share

    def _signals(self, batch: Batch, near: Floats, nearest: Numbers, nearness: Floats) -> dict[str, Numeric]:
        """Return what is not told by things and places; ``nearest``, ``nearness`` of shape (upper clauses,
        passages).
        """
        # Of equal shares the sum of those that look back, over that of all.
        past = (nearness * self._past[nearest]).sum(axis=1).astype(np.float64)
        every = nearness.sum(axis=1).astype(np.float64)
        return {
            **batch.told,
            **_wording(near[_CHARS]),
            "nearest": _log_odds(nearness),
            "past": past / np.maximum(every, _SURE),
            "heard": self._heard[batch.numbers],
            "rarest": self._answers.rarest(batch, nearest),
            "binds": np.array([asked.binding.odds for asked in batch.clauses]),
            "unwritten": np.array([self._repetition.unwritten(asked.telling) for asked in batch.clauses]),
            "repeated": np.array([self._repetition.repeated(asked.telling) for asked in batch.clauses]),
            "unheard_names": np.array([len(set(asked.binding.names) - self._written) for asked in batch.clauses]),
            "levels": np.full(len(batch.clauses), self._levels),
            "of_city": np.full(len(batch.clauses), self._of_city),
            "report": np.full(len(batch.clauses), self._report),
        }


def _together(batch: Batch, most: Floats, answered: Floats) -> dict[str, Numeric]:
    """Return what the things of each clause tell of it together; ``most`` and ``answered`` of shape (things,)."""
    return {
        "parts": np.add.reduceat(most, batch.first) / batch.many,
        "item_share": np.add.reduceat((answered >= EVEN).astype(np.float32), batch.first) / batch.many,
        "item_mean": np.add.reduceat(answered, batch.first) / batch.many,
    }


def _kept(asked: Asked, places: Applicability) -> bool:
    """Whether a clause is as little of the lower plan as one that its level keeps; what names its place is of it."""
    return asked.binding.kept and not (asked.binding.binds == "places" and places.binds)


def _in_order(told: Mapping[str, Numeric], names: Sequence[str]) -> Floats:
    """One row a clause or a thing, what is told of it in the order of the names."""
    return np.stack([told[name] for name in names], axis=1).astype(np.float32)


def _log_odds(nearness: Floats) -> Numeric:
    """Return that the first passage answers."""
    chances = (min(max(chance, _SURE), 1.0 - _SURE) for chance in nearness[:, 0].tolist())
    return np.array([math.log(chance / (1.0 - chance)) for chance in chances])


def _wording(chars: Floats) -> dict[str, Numeric]:
    """How near the wording of the nearest clause is, and by how much it is nearer than that of the eleventh."""
    least = min(SEARCHED + 1, chars.shape[1])
    highest, last = chars.max(axis=1), np.partition(chars, -least, axis=1)[:, -least]
    return {"wording": highest, "wording_stands_out": highest - last}


def _highest(chances: Floats) -> Numbers:
    """Numbers of the passages to search, likeliest first, of equals the first in the plan first; a row a clause."""
    many = min(SEARCHED, chances.shape[1])
    # Only those that come into question are put in order, not all clauses of the plan.
    least = np.partition(chances, -many, axis=1)[:, -many]
    rows, likely = np.nonzero(chances >= least[:, None])
    likely = likely[np.lexsort((-chances[rows, likely], rows))]
    first = np.searchsorted(rows, np.arange(len(chances)))
    order: Numbers = likely[first[:, None] + np.arange(many)]
    return order


def _held(lower: Side) -> Floats:
    """Whether the lower plan has each run of characters, as 1 or 0; shape (``ngrams.COLUMNS``,)."""
    held = np.zeros(lower.vectors.chars.shape[1], dtype=np.float32)
    held[lower.vectors.chars.indices] = 1.0
    return held


def _heard(upper: Side, held: Floats) -> Floats:
    """Share of the runs of characters of each upper clause, by the square of their weight, that the lower plan has."""
    chars = upper.vectors.chars
    squares = csr_array((chars.data**2, chars.indices, chars.indptr), shape=chars.shape)
    heard: Floats = squares @ held
    return heard


def _spoken(lower: Side) -> csr_array:
    """Whether each clause of the lower plan speaks of each matter, as 1 or 0; shape (clauses, matters)."""
    spoken = lower.vectors.matters.copy()
    spoken.data = np.ones_like(spoken.data)
    return spoken
