"""The sentences of a labelled plan, found again by the text of a quotation."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

from compare.forms import read_text

# Runs of this many characters bear small repairs between the labelled text and the plan as it was read.
_RUN = 6
# A quotation stands for the sentences of which it covers half; one that spreads over more than three stands for none.
_COVERED, _SPREAD = 0.5, 3
# What is longer than this is no quotation of a number.
_LONG = 300
_DROPPED = re.compile(r"[\s#\u200b-\u200f\ufeff“”‘’\"'「」『』]+")


class Sentences:
    """The sentences of one plan.

    Attributes:
        text: Id to the sentence as it is written.
    """

    def __init__(self, path: Path) -> None:
        """Read ``ID<TAB>text`` lines.

        Raises:
            InputError: The file cannot be read.
        """
        rows = (line.partition("\t") for line in read_text(path).splitlines())
        self.text = {key: text for key, _, text in rows}
        self._folded = {key: _fold(text) for key, text in self.text.items()}
        self._runs = {key: _runs(text) for key, text in self._folded.items()}
        self._index: defaultdict[str, set[str]] = defaultdict(set)
        for key, runs in self._runs.items():
            for run in runs:
                self._index[run].add(key)

    def covered(self, quote: str) -> dict[str, float]:
        """Return the share of each sentence that a quotation covers, in [0, 1], for those it shares a run with."""
        folded = _fold(quote)
        runs = _runs(folded) if folded else set()
        shared = Counter(key for run in runs for key in self._index.get(run, ()))
        return {key: count / len(self._runs[key]) for key, count in shared.items()}

    def ids(self, quote: str) -> frozenset[str]:
        """Return the sentences for which a quotation stands."""
        found = frozenset(key for key, share in self.covered(quote).items() if share >= _COVERED)
        return found if len(found) <= _SPREAD else frozenset()

    def holding(self, quote: str) -> tuple[str, ...]:
        """Return the sentences that hold a short quotation, then those for which it stands, in reading order."""
        folded = _fold(quote)
        if not folded or len(folded) > _LONG:
            return ()
        inside = [key for key, text in self._folded.items() if folded in text]
        ids = self.ids(quote)
        return tuple(dict.fromkeys([*inside, *(key for key in self.text if key in ids)]))


def _fold(text: str) -> str:
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text))


def _runs(text: str) -> set[str]:
    return {text[at : at + _RUN] for at in range(max(1, len(text) - _RUN + 1))}
