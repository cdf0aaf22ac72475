"""Learn the words that are typical of each theme of the general dictionary: makes ``compare/data/typical.txt``.

    python tests/accuracy/learn_typical_words.py FOLDER_OF_PLANS [--without PLAN_ID ...] > compare/data/typical.txt

A clause surely speaks of a theme if its own words or headings say so (relevance of ``SURE`` or more).  A word is typical
of the theme if it stands in at least ``LEAST`` sure clauses, at least ``SHARE`` of the clauses that hold it are sure ones,
and the log-odds of the word in sure clauses against all others are significant (z of ``SIGNIFICANT`` or more).  No label is
used.  Plans that are to be scored are left out.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from collections.abc import Iterator, Sequence

from compare.corpus import find_plans
from compare.coverage import search_for
from compare.coverage.candidates import Searched, holding_clauses
from compare.coverage.phrases import phrases_of
from compare.coverage.pieces import general_words
from compare.coverage.relevance import PhraseWeights, relevance
from compare.features import Reading
from compare.model import Plan, Theme
from compare.pipeline.compare import read_plans
from compare.text.folding import folded
from compare.text.gazetteer import is_place
from compare.text.tokens import content_words
from compare.themes.load import general_themes

SURE, LEAST, SHARE, SIGNIFICANT, KEPT = 0.45, 10, 0.3, 4.0, 30
# Clauses that are longer or list more (做好统计、外事、侨务、档案 …) speak of everything and teach nothing of one theme.
LONGEST, MOST_LISTED = 150, 6


def main() -> None:
    """Read the plans, learn, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--without", nargs="*", default=[])
    options = parser.parse_args()
    plans, _ = read_plans(find_plans(options.folder))
    plans = tuple(plan for plan in plans if plan.id not in options.without)
    print(
        "# Words typical of the themes of the general dictionary, with the share of the clauses that hold the word which"
    )
    print(
        f"# speak of the theme. Learnt from {len(plans)} work reports by tests/accuracy/learn_typical_words.py; don't edit."
    )
    for theme, found in learn(plans, general_themes()):
        print(f"{theme.name}：{'、'.join(f'{word} {share:.2f}' for word, share in found)}")


def learn(plans: Sequence[Plan], themes: Sequence[Theme]) -> Iterator[tuple[Theme, list[tuple[str, float]]]]:
    """For each theme its typical words with their shares, the most significant first."""
    texts = [plan.text[clause.start : clause.end] for plan in plans for clause in plan.clauses]
    words = [set(content_words(folded(text))) if _teaches(text) else set() for text in texts]
    holding = Counter(word for found in words for word in found)
    search = search_for(themes)
    readings = [Searched(Reading(plan), search) for plan in plans]
    for theme in themes:
        known = {phrase.text for phrase in phrases_of(theme)}
        sure = [number for number in _sure(readings, theme.id) if words[number]]
        yield (
            theme,
            _typical(Counter(w for n in sure for w in words[n] if w not in known), holding, len(sure), len(texts)),
        )


def _teaches(text: str) -> bool:
    return len(text) <= LONGEST and text.count("、") <= MOST_LISTED


def _sure(readings: Sequence[Searched], theme: str) -> Iterator[int]:
    first = 0
    for reading in readings:
        weight = PhraseWeights(holding_clauses(reading), len(reading.reading.texts))
        for number, signals in reading.signals(theme).may:
            if (signals.hits or signals.headings) and relevance(signals, weight) >= SURE:
                yield first + number
        first += len(reading.reading.texts)


def _typical(counts: Counter[str], holding: Counter[str], sure: int, clauses: int) -> list[tuple[str, float]]:
    scored = []
    for word, count in counts.items():
        share = count / holding[word]
        if count >= LEAST and share >= SHARE and word not in general_words() and not is_place(word):
            rest = holding[word] - count
            odds = _log_odds(count, sure) - _log_odds(rest, clauses - sure)
            z = odds / math.sqrt(1 / (count + 0.5) + 1 / (rest + 0.5))
            if z >= SIGNIFICANT:
                scored.append((-z, word, share))
    return [(word, share) for _, word, share in sorted(scored)[:KEPT]]


def _log_odds(count: int, of: int) -> float:
    return math.log((count + 0.5) / (of - count + 0.5))


if __name__ == "__main__":
    main()
