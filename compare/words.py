"""Text -> words: the one place that segments."""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache
from importlib.resources import files

import jieba

# What jieba cuts by itself: no word reaches over punctuation.
_RUN = re.compile(r"([\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+)")
# Clauses are cut for themes, for alignments and for discovery; so many of their runs are cut only once.
_REMEMBERED = 1 << 16
# Each word stands in memory once, however many clauses hold it.
_WORDS: dict[str, str] = {}


@cache
def _tokenizer() -> jieba.Tokenizer:
    """A tokenizer of our own: jieba's shared one may carry words that somebody else has added.

    Its prefix dictionary is built from the dictionary file each time; the cache that jieba would load from the
    temporary folder could have been written by anybody.
    """
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    with files("compare").joinpath("data/words.txt").open(encoding="utf-8") as lines:
        for line in lines:
            if word := line.partition("#")[0].strip():
                tokenizer.add_word(word)
    return tokenizer


def cut(text: str) -> list[str]:
    """Words of a text in reading order; joined they are the text again."""
    return [word for run in _RUN.split(text) if run for word in _cut_run(run)]


@lru_cache(maxsize=_REMEMBERED)
def _cut_run(run: str) -> tuple[str, ...]:
    return tuple(_WORDS.setdefault(word, word) for word in _tokenizer().lcut(run, HMM=False))


def content_words(text: str) -> list[str]:
    """Words of two or more characters that are not numbers or punctuation."""
    return list(filter(is_content, cut(text)))


def is_content(word: str) -> bool:
    """Whether a word has two or more characters and is no number or punctuation."""
    return len(word) > 1 and not word.isdigit() and word[0].isalnum()


def rarity(word: str) -> float:
    """How rare a word is in common Chinese: ``-log10`` of its share of the dictionary's running words; about 2 to 8."""
    tokenizer = _tokenizer()
    return math.log10(tokenizer.total) - math.log10(max(1, tokenizer.FREQ.get(word) or 0))
