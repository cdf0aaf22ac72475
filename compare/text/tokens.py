"""Text -> words: the one place that segments."""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Callable, Sequence
from functools import cache, lru_cache, partial
from importlib import import_module
from importlib.machinery import PathFinder
from importlib.resources import files
from importlib.util import find_spec, module_from_spec
from string import ascii_letters, digits
from typing import TYPE_CHECKING

from compare.execution import without
from compare.text.word_counts import count_of, total_count

if TYPE_CHECKING:
    from jieba import Tokenizer
    from rjieba import Jieba

# No word reaches over punctuation, which is cut into single characters.
RUN = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+|.", re.DOTALL)
"""A run of characters that may hold words, or a single character."""
# Names, headings and pieces of clauses that are cut again and again.
_REMEMBERED = 1 << 14
# Between texts; no text of a plan holds it, and it is a word of its own if one does.
_PARTING = "\0"
_LATIN = frozenset(ascii_letters + digits)
# Each word that is remembered stands in memory once.
_WORDS: dict[str, str] = {}


@cache
def tokenizer() -> Tokenizer:
    """Return a tokenizer of jieba's with the package's own words; jieba's shared one may carry words of somebody else.

    It cuts where there is no rjieba, and ``data/word_counts.npy`` is made from it.

    Its prefix dictionary is built from the dictionary file each time; the cache that jieba would load from the
    temporary folder could have been written by anybody.
    """
    # Three quarters of the time that jieba takes to load go to what opens its files, which it can do without.
    with without("pkg_resources"):
        from jieba import Tokenizer

    made = Tokenizer()
    with made.get_dict_file() as file:
        made.FREQ, made.total = _counts(file.read().decode())
    made.initialized = True
    for word in own_words():
        made.add_word(word)
    return made


def _counts(dictionary: str) -> tuple[dict[str, int], int]:
    """Return what ``Tokenizer.gen_pfdict`` makes of the dictionary line by line, in two thirds of the time.

    Args:
        dictionary: Three fields a line: word, count, part of speech.

    Returns:
        How often each word was counted, 0 for what words only begin with; and the sum.
    """
    fields = dictionary.split()
    words, counts = fields[::3], list(map(int, fields[1::3]))
    found = dict.fromkeys([word[:end] for word in words for end in range(1, len(word))], 0)
    found.update(zip(words, counts, strict=True))
    return found, sum(counts)


@cache
def own_words() -> tuple[str, ...]:
    """Return the words that the package adds to the dictionary."""
    lines = files("compare").joinpath("data/words.txt").read_text(encoding="utf-8").splitlines()
    return tuple(word for line in lines if (word := line.partition("#")[0].strip()))


@cache
def cutter() -> Callable[[str], Sequence[str]]:
    """Return what cuts a text into words: rjieba, which does the same as jieba faster, or jieba where there is no wheel
    of it.
    """
    try:
        jieba = _rjieba()
    except ImportError:
        return _most_probable
    for word in own_words():
        jieba.add_word(word, count_of(word), None)
    return partial(jieba.cut, hmm=False)


def _rjieba() -> Jieba:
    """Return a cutter of rjieba's own; the one that its package makes for all who import it takes a tenth of a second
    and may carry words of somebody else.

    Raises:
        ImportError: There is no rjieba.
    """
    name = "rjieba.rjieba"
    package = find_spec("rjieba")
    if name not in sys.modules and package is not None:
        spec = PathFinder.find_spec(name, package.submodule_search_locations)
        if spec is not None and spec.loader is not None:
            module = module_from_spec(spec)
            spec.loader.exec_module(module)
            sys.modules[name] = module  # whoever imports the package afterwards takes it up
    made: Jieba = (sys.modules.get(name) or import_module(name)).Jieba()
    return made


def _most_probable(text: str) -> list[str]:
    """Return the words of a text, those of ``tokenizer().lcut(text, HMM=False)``; Latin letters and digits stay
    together.
    """
    words: list[str] = []
    for run in RUN.findall(text):
        ends = _ends(run)
        start, after_latin = 0, False
        while start < len(run):
            word = run[start : ends[start]]
            latin = word in _LATIN
            if latin and after_latin:
                words[-1] += word
            else:
                words.append(word)
            start, after_latin = ends[start], latin
    return words


def _ends(run: str) -> list[int]:
    """For each offset where the word that begins there ends, on the most probable way from there to the end.

    jieba lists all words of the run first and weighs them then, which takes twice as long as weighing each when it is
    met. Its dictionary counts the words of a large text, and has all beginnings of words with a count of 0; what is in
    it nowhere counts as if it were met once. Of equal ways the one of the longer word is taken.
    """
    found = tokenizer()
    count, log, log_total, size = found.FREQ.get, math.log, math.log(found.total), len(run)
    best, ends = [0.0] * (size + 1), [0] * size
    for start in range(size - 1, -1, -1):
        top, end, stop = -math.inf, start + 1, start + 1
        met = count(run[start])
        while met is not None:
            if met and (chance := log(met) - log_total + best[stop]) >= top:
                top, end = chance, stop
            if stop == size:
                break
            stop += 1
            met = count(run[start:stop])
        best[start], ends[start] = (best[end] - log_total if top == -math.inf else top), end
    return ends


@lru_cache(maxsize=_REMEMBERED)
def cut(text: str) -> tuple[str, ...]:
    """Words of a text in reading order; joined they are the text again."""
    words = cutter()(text)
    return tuple(map(_WORDS.setdefault, words, words))


def cut_all(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """Words of each of many texts, all of them cut at once."""
    words = tuple(cutter()("".join([text + _PARTING for text in texts])))
    found = []
    start = 0
    for text in texts:
        end = words.index(_PARTING, start)
        for _ in range(text.count(_PARTING)):
            end = words.index(_PARTING, end + 1)
        found.append(words[start:end])
        start = end + 1
    return found


def content_words(text: str) -> list[str]:
    """Words of two or more characters that are not numbers or punctuation."""
    return list(filter(is_content, cut(text)))


def is_content(word: str) -> bool:
    """Whether a word has two or more characters and is no number or punctuation."""
    return len(word) > 1 and not word.isdigit() and word[0].isalnum()


def rarity(word: str) -> float:
    """How rare a word is in common Chinese: ``-log10`` of its share of the dictionary's running words; about 2 to 8."""
    return math.log10(total_count()) - math.log10(max(1, count_of(word)))
