"""How certain a verdict is: the chance that a careful reader accepts it, by what was found and said."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

import numpy as np

from compare.align.chances import Chances, log_odds
from compare.align.models import EVEN
from compare.align.queries import Asked
from compare.align.reasons import OF_OTHERS
from compare.align.signals import NAMES, PairSignals
from compare.align.subjects import rarest_of
from compare.align.vectors import Floats
from compare.align.verdict import Judgement
from compare.features import Reading
from compare.model import Label

SIGNS = (*(f"{label}{of}" for label in Label for of in ("", "_odds")), "covered_items", "binds")
"""Of each label whether it was said, and with what log odds; the mean log odds of the items of a covered clause; the
log odds of the clause concerning others by itself."""

_BINDS = NAMES.index("binds")
# Of the fifth of labelled clauses that is likeliest so readers call 66 % partial and 78 % absent.
_NEVER_SURE = frozenset({Label.PARTIAL, Label.ABSENT})


def signs(verdict: Judgement, found: PairSignals, chance: Chances) -> Floats:
    """Return what speaks for a verdict being right, shape (``SIGNS``,)."""
    told = dict.fromkeys(SIGNS, 0.0)
    told[verdict.label] = 1.0
    told[f"{verdict.label}_odds"] = log_odds(chance.of(verdict.label))
    if verdict.label is Label.COVERED and found.answered:
        told["covered_items"] = fsum(map(log_odds, found.answered)) / len(found.answered)
    told["binds"] = float(found.signals[_BINDS])
    return np.array(list(told.values()), dtype=np.float32)


def is_sure(verdict: Judgement, found: PairSignals, asked: Asked, below: Reading, right: float, least: float) -> bool:
    """Whether a verdict is expected to be right in at least 95 % of such cases.

    A clause that is of other places in every part is surely not applicable: of 19 labelled clauses of provinces left
    out that are so readers call all not applicable; so did one who read 28 in four folders that nobody had labelled.
    One that is so in most parts is not.

    Args:
        verdict: The verdict.
        found: What was found for the clause; ``asked``: what it asks for.
        below: The lower plan.
        right: Probability that the verdict is right, by its :func:`signs`; ``least``: that from which one is sure.
    """
    if verdict.reason.code == OF_OTHERS:
        return all(found.places.is_away(*span) for span in asked.items)
    return right >= least and may_be_sure(verdict, found, asked, below)


def may_be_sure(verdict: Judgement, found: PairSignals, asked: Asked, below: Reading) -> bool:
    """Whether a verdict is of a kind that is sure where it is likely right.

    None is that is partial or absent, and no covered one that has an amount without an answer, or a thing that the
    lower plan does not speak of. What is sure by a rule, as of other places, is none of these.
    """
    if verdict.label in _NEVER_SURE or verdict.reason.code == OF_OTHERS:
        return False
    whole = verdict.label is Label.COVERED
    return not whole or not (_lacks_an_amount(asked, verdict.items) or _lacks_a_word(asked, found, below))


def _lacks_an_amount(asked: Asked, items: Sequence[Label]) -> bool:
    """Whether a thing with an amount is not answered, of those that are asked of the lower plan."""
    answered = (Label.COVERED, Label.NOT_APPLICABLE)
    return any(words and each not in answered for words, each in zip(asked.counted, items, strict=False))


def _lacks_a_word(asked: Asked, found: PairSignals, below: Reading) -> bool:
    """Whether a thing is not likely answered and its rarest word, verbs aside, stands nowhere in the lower plan."""
    doubtful = (words for words, share in zip(asked.words, found.answered, strict=False) if share < EVEN)
    return any(rarest_of(words) not in below.plan.text for words in doubtful)
