"""Runs of characters: the same as a slow count of them, and the same whatever else is read."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from compare.model import Comparison
from compare.pipeline.match import Judge, Task
from compare.text.folding import folded
from compare.text.ngrams import COLUMNS, Rarity, counts, share_of

TEXT = st.text(st.sampled_from("建设广清一体化，。 A1\n“”（）园区"), max_size=30)


def runs(text: str) -> Counter[str]:
    """All runs of two and three characters of the words of a text with one blank at both ends of each word."""
    found: Counter[str] = Counter()
    for word in re.split(r"\W+", folded(text)):
        padded = f" {word} " if word else ""
        found.update(padded[at : at + size] for size in (2, 3) for at in range(len(padded) - size + 1))
    return found


@given(st.lists(TEXT, max_size=6))
def test_counts_are_those_of_a_slow_count(texts: list[str]) -> None:
    matrix = counts(texts)
    assert matrix.shape == (len(texts), COLUMNS)
    for row, text in enumerate(texts):
        expected = runs(text)
        assert matrix[[row]].sum() == expected.total()
        # Two runs may share a column; of so few hardly any do.
        assert len(expected) - 1 <= matrix[[row]].nnz <= len(expected)


@given(TEXT, TEXT)
def test_a_text_counts_alike_beside_any_other(one: str, other: str) -> None:
    assert (counts([one, other])[[0]] != counts([one])).nnz == 0


def test_nothing_is_counted_where_nothing_is() -> None:
    assert counts([]).shape == (0, COLUMNS)
    assert counts(["", "。，", "\n"]).nnz == 0


@given(st.lists(TEXT, min_size=1, max_size=6))
def test_vectors_have_unit_length_or_are_empty(texts: list[str]) -> None:
    own = counts(texts)
    vectors = Rarity(own).vectors(own)
    lengths = np.sqrt(np.asarray(vectors.multiply(vectors).sum(axis=1)).ravel())
    assert all(length == 0 or abs(length - 1) < 1e-5 for length in lengths.tolist())


def test_a_phrase_is_as_common_as_its_rarest_run() -> None:
    assert share_of("发展") > share_of("数字经济") >= share_of("数字经济和海洋牧场") > 0
    assert share_of("") == share_of("发") == 1.0


def test_what_is_found_of_a_plan_does_not_depend_on_what_else_is_read(seeds_comparison: Comparison) -> None:
    plans = {plan.id: plan for plan in seeds_comparison.plans}
    judge = Judge(seeds_comparison.themes)
    alone = judge.judge(Task(plans["lianzhou"], 1.0, (plans["qingyuan"],), (plans["qingyuan"],)))
    rows = [row for row in seeds_comparison.alignments if (row.upper, row.lower) == ("qingyuan", "lianzhou")]
    assert rows == list(alone.alignments)
    depths = {cell.theme: cell.depth for cell in seeds_comparison.coverage if cell.plan == "lianzhou"}
    assert depths == {cell.theme: cell.depth for cell in alone.cells}
