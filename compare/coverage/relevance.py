"""How surely a clause speaks of a theme: phrases in it, phrases in its headings, nearness of its wording."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from compare.coverage.finder import Hit
from compare.coverage.phrases import Phrase, PhraseKind
from compare.model import Record
from compare.text import mixed, share_of

# Weights of the sum; set by looking at the labelled sets, not fitted: each speaks for itself.
_BEST, _EACH, _HEADING, _WORDING, _HEADING_WORDING = 0.6, 0.3, 0.6, 1.0, 0.5
_OUTER_HEADING = 0.6
# Without a word of the theme nearness is that of 长江流域 to 黄河流域: shown as the nearest, hardly ever believed.
_WORDING_ALONE = 0.6
_BESIDE = 0.1
_PHRASES_COUNTED = 3
# A part of a name that stands in more than one clause in a hundred says less and less of the theme.
_COMMON_SHARE = 0.01
_TELL_LESS = PhraseKind.PART, PhraseKind.KINDRED


class Signals(Record, frozen=True):
    """What was found in one clause for one theme.

    Attributes:
        hits: Phrases in the clause, reading order, those inside a document's title 《》 left out.
        cited: Phrases inside a document's title.
        headings: Phrases in its headings with the distance from the clause: 0 is the innermost heading.
        beside: Phrases in the clauses right before and after.
        wording, heading_wording: Cosine similarity to the theme of the clause and of its headings.
    """

    hits: tuple[Hit, ...]
    cited: tuple[Hit, ...]
    headings: tuple[tuple[int, Hit], ...]
    beside: tuple[Hit, ...]
    wording: float
    heading_wording: float


class PhraseWeights:
    """What each phrase tells in one plan.

    Names, aliases and spelling variants keep the weight that they have. A part of a name or definition, or what is
    borrowed, keeps it in up to 1 % of the clauses and then tells ever less: the factor is
    ``ln(1/share) / ln(1/0.01)``, the usual inverse document frequency cut off at 1, ``share`` being that of the
    plan's clauses that hold it, mixed with that among plans of the whole country (``grams.mixed``).
    """

    def __init__(self, counts: Mapping[str, int], clauses: int) -> None:
        """Count phrases.

        Args:
            counts: Text of a phrase to the number of clauses that hold it.
            clauses: Number of clauses of the plan.
        """
        held = np.array(list(counts.values()), dtype=np.intp)
        common = np.array([share_of(text) for text in counts], dtype=np.float32)
        factors = np.log(mixed(held, clauses, common)) / math.log(_COMMON_SHARE)
        self._factors = dict(zip(counts, np.minimum(1.0, factors).tolist(), strict=True))

    def __call__(self, phrase: Phrase) -> float:
        """Weight of a phrase in [0, 1]."""
        return phrase.weight * self._factors[phrase.text] if phrase.kind in _TELL_LESS else phrase.weight


def nearness(wording: float, heading_wording: float) -> float:
    """Return how near the wording of a clause and of its headings is, weighted."""
    return _WORDING * wording + _HEADING_WORDING * heading_wording


def by_wording(wording: float, heading_wording: float) -> float:
    """Relevance of a clause that holds no phrase, nor do its headings and what stands beside it: of most clauses."""
    return 1.0 - math.exp(-_WORDING_ALONE * nearness(wording, heading_wording))


def relevance(signals: Signals, weight: PhraseWeights) -> float:
    """Relevance in [0, 1): 1 - exp(-s), s the weighted sum of phrases, headings and nearness of wording."""
    if not (signals.hits or signals.headings or signals.beside):
        return by_wording(signals.wording, signals.heading_wording)
    total = 0.0
    if signals.hits:
        weights = sorted({hit.phrase.text: weight(hit.phrase) for hit in signals.hits}.values())
        total = _BEST * weights[-1] + _EACH * math.fsum(weights[-_PHRASES_COUNTED:])
    if signals.headings:
        total += _HEADING * max([weight(hit.phrase) * _OUTER_HEADING**at for at, hit in signals.headings])
    if signals.beside:
        total += _BESIDE * max([weight(hit.phrase) for hit in signals.beside])
    total = total + _WORDING * signals.wording + _HEADING_WORDING * signals.heading_wording
    return 1.0 - math.exp(-total)
