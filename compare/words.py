"""Text -> words: the one place that segments."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache, partial
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jieba import Tokenizer

# No word reaches over punctuation, which is cut into single characters.
RUN = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+|.", re.DOTALL)
"""A run of characters that may hold words, or a single character."""
# Clauses are cut for themes, for alignments and for discovery; so many of their runs are cut only once.
_REMEMBERED = 1 << 16
# Each word stands in memory once, however many clauses hold it.
_WORDS: dict[str, str] = {}


@cache
def tokenizer() -> Tokenizer:
    """A tokenizer of jieba's with the package's own words; jieba's shared one may carry words of somebody else.

    Its prefix dictionary is built from the dictionary file each time; the cache that jieba would load from the
    temporary folder could have been written by anybody.
    """
    from jieba import Tokenizer  # a fifth of a second, of which --help needs nothing

    made = Tokenizer()
    made.FREQ, made.total = made.gen_pfdict(made.get_dict_file())
    made.initialized = True
    for word in own_words():
        made.add_word(word)
    return made


@cache
def own_words() -> tuple[str, ...]:
    """The words that the package adds to the dictionary."""
    lines = files("compare").joinpath("data/words.txt").read_text(encoding="utf-8").splitlines()
    return tuple(word for line in lines if (word := line.partition("#")[0].strip()))


@cache
def cutter() -> Callable[[str], Sequence[str]]:
    """What cuts a run into words: rjieba where it is installed (the extra ``fast``), which does the same faster."""
    try:
        from rjieba import Jieba
    except ImportError:
        return partial(tokenizer().lcut, HMM=False)
    jieba = Jieba()
    for word in own_words():
        jieba.add_word(word, tokenizer().FREQ[word], None)
    return partial(jieba.cut, hmm=False)


def cut(text: str) -> list[str]:
    """Words of a text in reading order; joined they are the text again."""
    words: list[str] = []
    for run in RUN.findall(text):
        if len(run) > 1:
            words.extend(_cut_run(run))
        else:
            words.append(run)
    return words


@lru_cache(maxsize=_REMEMBERED)
def _cut_run(run: str) -> tuple[str, ...]:
    return tuple(_WORDS.setdefault(word, word) for word in cutter()(run))


def content_words(text: str) -> list[str]:
    """Words of two or more characters that are not numbers or punctuation."""
    return list(filter(is_content, cut(text)))


def is_content(word: str) -> bool:
    """Whether a word has two or more characters and is no number or punctuation."""
    return len(word) > 1 and not word.isdigit() and word[0].isalnum()


def rarity(word: str) -> float:
    """How rare a word is in common Chinese: ``-log10`` of its share of the dictionary's running words; about 2 to 8."""
    found = tokenizer()
    return math.log10(found.total) - math.log10(max(1, found.FREQ.get(word) or 0))
