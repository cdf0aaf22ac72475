"""Learn from plans alone which words speak of the same subject, and write it as data of the package.

    python -m tests.accuracy.learn_subjects ../shared/gold ../shared/corpora FOLDER_OF_TEXTS

A heading and a sentence under it speak of one subject in different words (繁荣发展文化 over 创作文艺精品), and so do the
sentences of two plans, one above the other or of one province in two years, of which each is the other's nearest by its
words. Each word gets a vector such that the sum over the words of one, by rarity, points where that of the other points, and
not where those of the other pairs of a batch do (a softmax over cosines, learnt by AdaGrad; of the words that a pair has in
common one side loses half, so that the others must tell). Nothing is labelled, and no plan that readers have labelled is
read; the arguments are those of ``learn_alignment``, which tell which plans these are.

Writes ``compare/data/word_subjects.npy``: 8-bit integers, one row for each word of ``word_meanings.tsv``, scaled to the
greatest of all.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from compare.align.embeddings import meanings
from compare.corpus import find_plans
from compare.model import Level, Plan
from compare.pipeline.compare import read_plans
from compare.text import find_areas
from compare.text.tokens import content_words
from tests.accuracy.labelled import labelled
from tests.accuracy.learn_words import DATA, FOLDERS, GREATEST

DIMENSIONS, PASSES, BATCH = 96, 3, 384
SHARPNESS, STEP = 10.0, 0.15
# Part of the pairs that a pass sees, and part of the common words that one side of a pair loses.
SEEN, LOST = 0.7, 0.5
# Fewer words than this tell no subject.
FEWEST_OF_HEADING, FEWEST = 2, 3
# Cosine of words between which two sentences are each other's like: below, chance; above, the same words.
ALIKE, SAME = 0.3, 0.9
# Plans near each other in the order stand in one batch, whose sentences are harder to tell apart.
PLANS_OF_BATCH = 6.0

Words = NDArray[np.int32]
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Source:
    """A plan: the numbers of the words of its sentences, its headings with what stands under them, and its place."""

    sentences: tuple[Words, ...]
    headed: tuple[tuple[Words, Words, int], ...]
    level: Level
    code: str


@dataclass(frozen=True)
class Pair:
    """Two texts about one subject; ``plan``: where they stand; ``section``: those of one are not told apart."""

    one: Words
    other: Words
    plan: int
    section: int


def source_of(plan: Plan) -> Source:
    """What is learnt from in a plan."""
    number = meanings().number

    def numbers(text: str) -> Words:
        return np.array(sorted({number[word] for word in content_words(text) if word in number}), dtype=np.int32)

    headings = [numbers(section.heading) for section in plan.sections]
    body = [clause for clause in plan.clauses if clause.kind == "body"]
    told = [(numbers(plan.text[clause.start : clause.end]), clause.section) for clause in body]
    headed = tuple(
        (headings[at], words, at)
        for words, at in told
        if at is not None and len(words) >= FEWEST and len(headings[at]) >= FEWEST_OF_HEADING
    )
    code = next((area.code[:2] for area in find_areas(plan.region) if area.code), "")
    return Source(tuple(words for words, _ in told), headed, plan.level, code)


def pairs_of(sources: Sequence[Source]) -> Iterator[Pair]:
    """Headings with the sentences under them, and sentences of two plans that are each other's nearest."""
    for at, source in enumerate(sources):
        for heading, words, section in source.headed:
            yield Pair(heading, words, at, section)
    vectors = [_vectors(source.sentences) for source in sources]
    for one, two in combinations(range(len(sources)), 2):
        if _related(sources[one], sources[two]):
            for near, (left, right) in enumerate(_nearest(vectors[one], vectors[two])):
                said, answer = sources[one].sentences[left], sources[two].sentences[right]
                if min(len(said), len(answer)) > FEWEST:
                    yield Pair(said, answer, one, -1 - near)


def _related(one: Source, two: Source) -> bool:
    """Whether one plan stands above the other, or both are of one province or of the nation and a province."""
    high = {one.level, two.level}
    if Level.NATIONAL in high:
        return Level.PROVINCE in high
    return bool(one.code) and one.code == two.code and Level.PROVINCE in high


def _vectors(sentences: Sequence[Words]) -> csr_array:
    rows = bags(sentences)
    length = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    rows.data /= np.repeat(np.maximum(length, 1e-9), np.diff(rows.indptr))
    return rows


def _nearest(one: csr_array, two: csr_array) -> Iterable[tuple[int, int]]:
    alike = (one @ two.T).toarray()
    if not alike.size:
        return ()
    best, back = alike.argmax(axis=1), alike.argmax(axis=0)
    return [(at, int(to)) for at, to in enumerate(best) if back[to] == at and ALIKE < alike[at, to] < SAME]


def bags(texts: Sequence[Words]) -> csr_array:
    """The words of texts by their rarity, shape (texts, words)."""
    rarity = np.fromiter(meanings().rarity.values(), dtype=np.float32)
    starts = np.cumsum([0, *map(len, texts)])
    words = np.concatenate([*texts, np.zeros(0, np.int32)]).astype(np.int32)
    return csr_array((rarity[words], words, starts), shape=(len(texts), len(rarity)))


def learn(pairs: Sequence[Pair]) -> Floats:
    """Vectors of all words, shape (words, ``DIMENSIONS``)."""
    draw = np.random.default_rng(0)
    shape = len(meanings().number), DIMENSIONS
    vectors = (draw.standard_normal(shape) * 0.3).astype(np.float32)
    moved = np.full((shape[0], 1), 1e-6, np.float32)
    plans = np.array([pair.plan for pair in pairs], dtype=np.float64)
    for _ in range(PASSES):
        order = np.argsort(plans + draw.random(len(pairs)) * PLANS_OF_BATCH)
        order = order[draw.random(len(pairs)) < SEEN]
        batches = [order[at : at + BATCH] for at in range(0, len(order) - BATCH // 2, BATCH)]
        draw.shuffle(batches)
        for batch in batches:
            some = [pairs[at] for at in batch]
            told = [_without_common(pair, draw) for pair in some]
            sides = bags([one for one, _ in told]), bags([other for _, other in told])
            gradient, rows = _gradient(vectors, *sides, apart=_apart(some))
            moved[rows, 0] += np.square(gradient).mean(axis=1)
            vectors[rows] -= STEP * gradient / np.sqrt(moved[rows])
    return vectors


def _without_common(pair: Pair, draw: np.random.Generator) -> tuple[Words, Words]:
    """The words of a pair, one side without some of those that both have; a side keeps at least one."""
    common = np.intersect1d(pair.one, pair.other)
    lost = common[draw.random(len(common)) < LOST]
    sides = [pair.one, pair.other]
    at = int(draw.random() < 0.5)
    rest = np.setdiff1d(sides[at], lost)
    sides[at] = rest if len(rest) else sides[at]
    return sides[0], sides[1]


def _apart(pairs: Sequence[Pair]) -> NDArray[np.bool_]:
    """Which pairs of a batch are of different sections and are to be told apart; each is told from itself."""
    places = np.array([(pair.plan, pair.section) for pair in pairs])
    same: NDArray[np.bool_] = (places[:, None] == places[None]).all(axis=2)
    np.fill_diagonal(same, val=False)
    return ~same


def _gradient(
    vectors: Floats, one: csr_array, other: csr_array, apart: NDArray[np.bool_]
) -> tuple[Floats, NDArray[np.intp]]:
    """What moves the vectors of the words of a batch, and which words these are."""
    sums = one @ vectors, other @ vectors
    lengths = [np.linalg.norm(each, axis=1, keepdims=True) + 1e-6 for each in sums]
    left, right = (each / length for each, length in zip(sums, lengths, strict=True))
    alike = np.where(apart, SHARPNESS * (left @ right.T), -30.0).astype(np.float32)
    pulled = _softmax(alike, 1) + _softmax(alike, 0)
    pulled[np.diag_indices(len(pulled))] -= 2.0
    pulled = np.where(apart, pulled, 0.0).astype(np.float32) * (SHARPNESS / (2 * len(pulled)))
    moves = [
        (move - unit * (move * unit).sum(axis=1, keepdims=True)) / length
        for move, unit, length in zip((pulled @ right, pulled.T @ left), (left, right), lengths, strict=True)
    ]
    rows = np.unique(np.concatenate([one.indices, other.indices]))
    gradient: Floats = one[:, rows].T @ moves[0] + other[:, rows].T @ moves[1]
    return gradient, rows


def _softmax(odds: Floats, axis: int) -> Floats:
    raised: Floats = np.exp(odds - odds.max(axis=axis, keepdims=True))
    shares: Floats = raised / raised.sum(axis=axis, keepdims=True)
    return shares


def sources_in(corpora: Path, without: Collection[str]) -> Iterator[Source]:
    """The plans of the corpora, each text once, but for those that begin as some do."""
    seen = set(without)
    for folder in FOLDERS:
        for plan in read_plans(find_plans(corpora / folder))[0]:
            if plan.text[:200] not in seen:
                seen.add(plan.text[:200])
                yield source_of(plan)


def main() -> None:
    """Learn and write."""
    gold, corpora, texts = map(Path, sys.argv[1:4])
    pairs = [row.pair for row in labelled(gold, corpora, texts)]
    sides = (side for pair in pairs for side in (pair.upper, pair.lower))
    sources = list(sources_in(corpora, {side.reading.plan.text[:200] for side in sides}))
    told = list(pairs_of(sources))
    vectors = learn(told)
    np.save(DATA / "word_subjects.npy", np.rint(vectors / np.abs(vectors).max() * GREATEST).astype(np.int8))
    print(f"{len(told)} pairs in {len(sources)} plans")


if __name__ == "__main__":
    main()
