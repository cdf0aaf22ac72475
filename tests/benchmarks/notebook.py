"""The notebook that one would otherwise write: jieba, TF-IDF and rapidfuzz on all pairs of clauses; the yardstick.

python -m tests.benchmarks.notebook UPPER LOWER...
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import jieba
from rapidfuzz import fuzz, process
from sklearn.feature_extraction.text import TfidfVectorizer

_END = re.compile(r"[。；\n]")


def main(upper: str, *lowers: str) -> None:
    """Compare every clause of one plan with every clause of the others."""
    plans = [[part for part in _END.split(Path(file).read_text("utf-8")) if part.strip()] for file in (upper, *lowers)]
    vectorizer = TfidfVectorizer(analyzer=jieba.lcut)
    vectorizer.fit(clause for plan in plans for clause in plan)
    above = vectorizer.transform(plans[0])
    for plan in plans[1:]:
        near = (above @ vectorizer.transform(plan).T).toarray()
        near += process.cdist(plans[0], plan, scorer=fuzz.partial_ratio) / 100
        near.argmax(axis=1)


if __name__ == "__main__":
    main(*sys.argv[1:])
