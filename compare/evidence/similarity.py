"""How near the wording of a clause is to a theme: TF-IDF over runs of two and three characters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from compare.folding import folded
from compare.model import Plan, Theme

if TYPE_CHECKING:
    from scipy.sparse import csr_array

_NOT_WORD = re.compile(r"[^\w\n]+")


def _plain(text: str) -> str:
    return _NOT_WORD.sub(" ", folded(text))


class Runs:
    """How often each run of two and three characters stands in each clause of some plans; counted once for all uses."""

    def __init__(self, plans: Sequence[Plan]) -> None:
        from scipy.sparse import csr_array
        from sklearn.feature_extraction.text import CountVectorizer  # nearly a second, of which --help needs nothing

        self._vectorizer = CountVectorizer(
            preprocessor=_plain, analyzer="char_wb", ngram_range=(2, 3), dtype=np.float32
        )
        texts = (plan.text[clause.start : clause.end] for plan in plans for clause in plan.clauses)
        self._counts = csr_array(self._vectorizer.fit_transform(texts))
        ends = np.cumsum([0, *(len(plan.clauses) for plan in plans)]).tolist()
        self._rows = {plan.id: slice(*span) for plan, span in zip(plans, pairwise(ends), strict=True)}

    def of(self, plans: Sequence[Plan]) -> csr_array:
        """The counts of some of the plans, one row a clause, in the order of the plans."""
        from scipy.sparse import csr_array, vstack

        if [plan.id for plan in plans] == list(self._rows):
            return self._counts
        return csr_array(vstack([self._counts[self._rows[plan.id]] for plan in plans]))

    def count(self, texts: Sequence[str]) -> csr_array:
        """The counts of other texts; runs that no plan holds are left out."""
        from scipy.sparse import csr_array

        return csr_array(self._vectorizer.transform(texts))


class Similarity:
    """Cosine similarity of clauses and themes, with document frequencies from the clauses of some plans.

    Runs of characters need no segmentation, so that a name which the dictionary of words does not know weighs as
    much as one that it knows. Term frequencies are damped (1 + ln tf).

    Attributes:
        clauses: Unit vectors of the clauses, one row a clause.
        themes: Unit vectors of the themes.
    """

    def __init__(self, runs: Runs, plans: Sequence[Plan], themes: Sequence[Theme]) -> None:
        from scipy.sparse import csr_array
        from sklearn.feature_extraction.text import TfidfTransformer

        self._runs = runs
        counts = runs.of(plans)
        self._weights = TfidfTransformer(sublinear_tf=True).fit(counts)
        # What none of these plans holds is no run of theirs.
        held = np.bincount(counts.indices, minlength=counts.shape[1]) > 0
        self._weights.idf_ = self._weights.idf_ * held
        self.clauses = csr_array(self._weights.transform(counts))
        # The name twice, since it says more than a word of the definition.
        self.themes = self.vectors([" ".join([t.name, t.name, t.definition, *t.aliases]) for t in themes])

    def vectors(self, texts: Sequence[str]) -> csr_array:
        """Unit vectors of other texts, one row a text."""
        from scipy.sparse import csr_array

        return csr_array(self._weights.transform(self._runs.count(texts), copy=False))


def cosines(left: csr_array, right: csr_array) -> NDArray[np.float32]:
    """Dense cosine similarities in [0, 1], shape (rows of left, rows of right)."""
    product: NDArray[np.float32] = (left @ right.T).toarray()
    return product
