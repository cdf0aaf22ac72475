"""How near the wording of a clause is to a theme: TF-IDF over runs of two and three characters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from compare.folding import folded
from compare.model import Theme

if TYPE_CHECKING:
    from scipy.sparse import csr_array

_NOT_WORD = re.compile(r"[^\w\n]+")


def _plain(text: str) -> str:
    return _NOT_WORD.sub(" ", folded(text))


class Similarity:
    """Cosine similarity of clauses and themes, with document frequencies from the clauses of all plans.

    Runs of characters need no segmentation, so that a name which the dictionary of words does not know weighs as
    much as one that it knows. Term frequencies are damped (1 + ln tf).

    Attributes:
        clauses: Unit vectors of the clauses, one row a clause.
        themes: Unit vectors of the themes.
    """

    def __init__(self, clauses: Sequence[str], themes: Sequence[Theme]) -> None:
        from scipy.sparse import csr_array
        from sklearn.feature_extraction.text import TfidfVectorizer  # nearly a second, of which --help needs nothing

        self._vectorizer = TfidfVectorizer(
            preprocessor=_plain, analyzer="char_wb", ngram_range=(2, 3), sublinear_tf=True, dtype=np.float32
        )
        self.clauses = csr_array(self._vectorizer.fit_transform(clauses))
        # The name twice, since it says more than a word of the definition.
        self.themes = self.vectors([" ".join([t.name, t.name, t.definition, *t.aliases]) for t in themes])

    def vectors(self, texts: Sequence[str]) -> csr_array:
        """Unit vectors of other texts, one row a text."""
        from scipy.sparse import csr_array

        return csr_array(self._vectorizer.transform(texts))


def cosines(left: csr_array, right: csr_array) -> NDArray[np.float32]:
    """Dense cosine similarities in [0, 1], shape (rows of left, rows of right)."""
    product: NDArray[np.float32] = (left @ right.T).toarray()
    return product
