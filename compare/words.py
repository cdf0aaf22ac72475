"""Text -> words: the one place that segments."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache, partial

from compare.lexicon import Lexicon

# No word reaches over punctuation, which is cut into single characters.
RUN = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+|.", re.DOTALL)
"""A run of characters that may hold words, or a single character."""
# Clauses are cut for themes, for alignments and for discovery; so many of their runs are cut only once.
_REMEMBERED = 1 << 16
# Each word stands in memory once, however many clauses hold it.
_WORDS: dict[str, str] = {}


@cache
def _lexicon() -> Lexicon:
    return Lexicon()


@cache
def _cutter() -> Callable[[str], Sequence[str]]:
    return cutter(_lexicon())


def cutter(lexicon: Lexicon) -> Callable[[str], Sequence[str]]:
    """What cuts a run into words: rjieba where it is installed (the extra ``fast``), which does the same faster."""
    try:
        from rjieba import Jieba
    except ImportError:
        return lexicon.cut
    jieba = Jieba()
    for word in lexicon.own:
        jieba.add_word(word, lexicon.counts[word], None)
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
    return tuple(_WORDS.setdefault(word, word) for word in _cutter()(run))


def content_words(text: str) -> list[str]:
    """Words of two or more characters that are not numbers or punctuation."""
    return list(filter(is_content, cut(text)))


def is_content(word: str) -> bool:
    """Whether a word has two or more characters and is no number or punctuation."""
    return len(word) > 1 and not word.isdigit() and word[0].isalnum()


def rarity(word: str) -> float:
    """How rare a word is in common Chinese: ``-log10`` of its share of the dictionary's running words; about 2 to 8."""
    lexicon = _lexicon()
    return math.log10(lexicon.total) - math.log10(max(1, lexicon.counts.get(word, 0)))
