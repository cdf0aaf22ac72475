"""Write how often each word was counted for jieba's dictionary, as data that is read without building it.

    python -m tests.text.make_word_counts

Writes ``compare/data/word_counts.npy``, the same from the same dictionary; to be run again when ``compare/data/words.txt``
or the version of jieba changes, which ``tests/text/test_tokens.py`` tells.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from compare.text.tokens import tokenizer
from compare.text.word_counts import LAYOUT, key_of
from tests.builders import ROOT


def word_counts() -> NDArray[np.void]:
    """All words of the tokenizer that were counted, ascending by key; the sum of all, under the key 0, first.

    Raises:
        ValueError: Two words have one key.
    """
    found = tokenizer()
    counted = {key_of(word): count for word, count in found.FREQ.items() if count}
    made = np.empty(len(counted) + 1, dtype=LAYOUT)
    made["key"] = np.fromiter((0, *counted), "<u8")
    made["count"] = np.fromiter((found.total, *counted.values()), "<u4")
    made.sort(order="key")
    if len(counted) < sum(map(bool, found.FREQ.values())) or 0 in counted:
        raise ValueError("two words have one key")
    return made


if __name__ == "__main__":
    np.save(ROOT / "compare" / "data" / "word_counts.npy", word_counts())
