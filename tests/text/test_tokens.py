"""Words: those of jieba without its guesses, with the package's own, whichever library finds them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.text.tokens import RUN, _most_probable, content_words, cut, cut_all, cutter, own_words, rarity, tokenizer
from compare.text.word_counts import count_of, total_count
from tests.builders import ROOT, SEEDS
from tests.text.make_word_counts import word_counts

# One run holds all that jieba takes for one: Han characters, Latin letters, digits and the signs of numbers.
HARD = (
    "2021-2025年增长5.5%，新质生产力和AI+制造，G323线、5G基站、T恤衫；R&D经费占GDP3.0%",
    "乡村振兴示范带建设，一核一带一区\r\n“百千万工程”　和　C#、C++、v2.0_beta",
    "䶮𠮷㐀龥龦鿿",
    "",
)


def texts(files: Iterable[Path]) -> list[str]:
    return [path.read_text(encoding="utf-8", errors="replace") for path in files]


@pytest.mark.parametrize("text", [*HARD, *texts(sorted(SEEDS.glob("*.txt")))], ids=lambda text: text[:8])
def test_words_are_those_that_jieba_finds(text: str) -> None:
    lines = text.replace("\r\n", "\n").splitlines()
    assert [list(cut(line)) for line in lines] == [tokenizer().lcut(line, HMM=False) for line in lines]


@pytest.mark.parametrize("folder", ["seeds", "corpora"])
def test_rjieba_finds_the_same_words(folder: str, request: pytest.FixtureRequest) -> None:
    pytest.importorskip("rjieba")  # there is no wheel for every machine
    # Of the corpora every fourth: 56 plans with 87,000 different runs.
    files = (
        SEEDS.glob("*.txt") if folder == "seeds" else sorted(request.getfixturevalue("corpora").glob("*/*.txt"))[::4]
    )
    with_rjieba, without = cutter(), partial(tokenizer().lcut, HMM=False)
    read = [*HARD, *texts(sorted(files))]
    runs = {run for text in read for run in RUN.findall(text)}
    different = [run for run in sorted(runs) if list(with_rjieba(run)) != without(run)]
    assert not different, f"{len(different)} of {len(runs)} runs, the first {different[:3]}"
    # A whole text is cut as its runs are.
    for text in read[len(HARD) :]:
        by_run = [word for run in RUN.findall(text) for word in (with_rjieba(run) if len(run) > 1 else [run])]
        assert list(with_rjieba(text)) == by_run


@given(st.lists(st.text(alphabet="城乡融合发展，。“”A+5% \n\0", max_size=12), max_size=8))
def test_many_texts_are_cut_as_each_of_them(some: list[str]) -> None:
    assert cut_all(some) == [cut(text) for text in some]


def test_without_a_wheel_the_words_are_the_same() -> None:
    text = "\n".join(HARD).replace("\r\n", "\n")
    assert _most_probable(text) == list(cut(text))


def test_words_joined_are_the_text_again() -> None:
    for text in HARD:
        assert "".join(cut(text)) == text


def test_words_of_content() -> None:
    assert content_words("到2025年，推进乡村振兴，打造AI产业园。") == ["推进", "乡村振兴", "打造", "AI", "产业园"]


def test_counts_of_words_are_those_of_the_dictionary() -> None:
    kept = np.load(ROOT / "compare" / "data" / "word_counts.npy")
    assert np.array_equal(kept, word_counts()), "run python -m tests.text.make_word_counts"
    counted = tokenizer().FREQ
    asked = [
        "的",
        "经济",
        "不存在的词组",
        "",
        "\ud800",
        "A",
        *own_words(),
        *(word for text in HARD for word in cut(text)),
    ]
    assert [count_of(word) for word in asked] == [counted.get(word) or 0 for word in asked]
    assert total_count() == tokenizer().total


def test_a_rare_word_is_rarer_than_a_common_one() -> None:
    assert 1 < rarity("的") < rarity("经济") < rarity("不存在的词组") < 8
