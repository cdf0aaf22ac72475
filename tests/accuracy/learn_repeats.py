"""Learn how often plans repeat the words of the plans above them, from plans alone, and write it as data of the package.

    python -m tests.accuracy.learn_repeats ../shared/corpora

The clauses of the reports of each province are held against those of its cities. Of all that a passage answers, by the
model of passages alone, it is counted how often the passages write each word of the clause, too: 农田 in nine of ten, 依托
in one of twenty. A word of few such clauses is drawn towards what its meaning, its rarity and its length tell of it, by a
linear model over all others. Of labels only that model of passages has learnt.

Writes ``compare/data/word_repeats.tsv``: a word and its share in thousandths, a line, in the order of
``word_meanings.tsv``; ``#`` that of a word that is not known. The same plans give the same file.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import Ridge

from compare.align.aligner import Asking, asking
from compare.align.embeddings import meanings
from compare.align.features import NAMES as FEATURES
from compare.align.features import Nearness, Side, side_of
from compare.align.models import EVEN, models
from compare.align.signals import NEAREST
from compare.corpus import given_plans
from compare.features import Reading
from compare.pipeline.compare import read_plans
from tests.builders import ROOT

OUT = ROOT / "compare" / "data" / "word_repeats.tsv"
# As many clauses a word must have for its own share to count as much as what its meaning tells.
FEWEST = 15
# A word of fewer clauses teaches nothing of others; one of more teaches no more than this.
TEACHES, MOST = 3, 100
STRENGTH = 3.0
Counts = tuple[Counter[str], Counter[str]]


def pairs(corpora: Path) -> Iterator[tuple[Asking, Side]]:
    """The reports of provinces, each with those of its cities."""
    with (corpora / "manifest.tsv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["file"].startswith("work_reports/")]
    cities = [row for row in rows if row["level"] == "city"]
    for upper in (row for row in rows if row["level"] == "province"):
        if lower := [corpora / row["file"] for row in cities if row["parent_region"] == upper["region"]]:
            plans = read_plans(given_plans([corpora / upper["file"]], lower))[0]
            above, *below = (side_of(Reading(plan)) for plan in plans)
            asked = asking(above)
            yield from ((asked, side) for side in below)


def count(above: Asking, below: Side) -> Counts:
    """Of each word in how many clauses it stands that are answered, and how often a passage that answers writes it."""
    stands, repeated = Counter[str](), Counter[str]()
    near, own = Nearness(above.side, below), above.side.reading.own | below.reading.own
    texts = below.reading.texts
    for batch in above.batches:
        chances = models().passage.chance(near.features(batch.numbers), FEATURES)
        for asked, row in zip(batch.clauses, chances, strict=True):
            likely = [at for at in np.argsort(-row, kind="stable")[:NEAREST] if row[at] >= EVEN]
            if likely:
                said = "\n".join(texts[at] for at in likely)
                words = [word for word in asked.telling if word not in own]
                stands.update(words)
                repeated.update(word for word in words if word in said)
    return stands, repeated


def shares(stands: Counter[str], repeated: Counter[str]) -> tuple[dict[str, float], float]:
    """The share of each known word, and that of one that is not known, in [0, 1]."""
    known = meanings().number
    features = _features(list(known))
    teachers = [word for word in known if stands[word] >= TEACHES]
    odds = [np.log((repeated[word] + 1.0) / (stands[word] - repeated[word] + 2.0)) for word in teachers]
    weights = [min(stands[word], MOST) for word in teachers]
    rows = features[[known[word] for word in teachers]]
    told = Ridge(alpha=STRENGTH).fit(rows, odds, sample_weight=weights).predict(features)
    expected = 1.0 / (1.0 + np.exp(-told))
    drawn = {
        word: (repeated[word] + FEWEST * float(expected[at])) / (stands[word] + FEWEST) for word, at in known.items()
    }
    others = [word for word in stands if word not in known]
    return drawn, sum(repeated[word] for word in others) / sum(stands[word] for word in others)


def _features(words: list[str]) -> NDArray[np.float64]:
    """Twice the direction of each word, its rarity in fours and its length in twos; shape (words, dimensions + 2)."""
    data = meanings()
    alone = [(data.rarity[word] / 4.0, len(word) / 2.0) for word in words]
    return np.hstack([2.0 * data.unit, np.array(alone)])


def main() -> None:
    """Learn and write."""
    stands, repeated = Counter[str](), Counter[str]()
    many = 0
    for above, below in pairs(Path(sys.argv[1])):
        for all_of, some in zip((stands, repeated), count(above, below), strict=True):
            all_of.update(some)
        many += 1
    known, other = shares(stands, repeated)
    lines = [f"{word}\t{round(1000 * share)}" for word, share in [("#", other), *known.items()]]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(known)} words of {many} pairs, {sum(stands.values())} times asked, {sum(repeated.values())} repeated")


if __name__ == "__main__":
    main()
