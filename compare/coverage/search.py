"""What is looked for in every plan: themes, their phrases, their wording."""

from __future__ import annotations

from collections.abc import Sequence

from scipy.sparse import csr_array

from compare.coverage.elliptic import EllipticFinder
from compare.coverage.finder import PhraseFinder
from compare.coverage.scattered import ScatteredFinder
from compare.model import Record, Theme
from compare.text import ngrams as grams


class Search(Record, frozen=True):
    """Themes, prepared once for all plans.

    Attributes:
        themes: Themes.
        finder: Finds their phrases.
        scattered: Finds their phrases where the words stand apart.
        elliptic: Finds those of which a list writes one half for all its items.
        said: How often each run of characters stands in name, definition and aliases, shape (themes, COLUMNS).
    """

    themes: tuple[Theme, ...]
    finder: PhraseFinder
    scattered: ScatteredFinder
    elliptic: EllipticFinder
    said: csr_array


def search_for(themes: Sequence[Theme], dictionary: Sequence[Theme] = ()) -> Search:
    """Prepare themes.

    Args:
        themes: Themes.
        dictionary: Themes whose aliases help a theme that has none itself.
    """
    # The name twice, since it says more than a word of the definition.
    texts = [" ".join([theme.name, theme.name, theme.definition, *theme.aliases]) for theme in themes]
    finder = PhraseFinder(themes, dictionary)
    scattered, elliptic = ScatteredFinder(finder.phrases), EllipticFinder(finder.phrases)
    return Search(tuple(themes), finder, scattered, elliptic, grams.counts(texts))
