"""Amounts of single things that clauses set: 二级公路220公里, 20个供水项目, and what each amount is of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import dropwhile, pairwise
from math import fsum

from compare.align.embeddings import rarity_of
from compare.text import NUMBER, amounts, composed, content_words, cues

# A year, a date and the number of a plan are no amounts.
_DATE = re.compile(r"20\d\d年?|\d{1,2}(?:月|日)|“[^“”]*”")
_EACH, _EACH_AT_END = composed(rf"各(?={NUMBER})"), re.compile("各$")
_VERBS = cues("list_verb"), cues("verbs_task"), cues("verbs_rise"), cues("leads_amount")
# Part of the words of what an amount is of, by rarity, with which a passage speaks of it: 公路 alone is not half of
# 二级公路, nor 社区 of 完整社区.
_SPEAKS = 0.5


def has_amount(text: str) -> bool:
    """Whether a text sets an amount of something that it names."""
    return bool(words_counted(text))


def for_each(text: str) -> bool:
    """Whether one amount is set for each member of a list: 龙头企业和加工企业各30家."""
    return bool(_EACH.search(text))


def words_counted(text: str) -> tuple[str, ...]:
    """Return the content words of what a text sets an amount of, each once; none if it sets no amount."""
    dated = _DATE.sub("，", text)
    figures = [figure for figure in amounts(dated) if figure.unit]
    if not figures:
        return ()
    ends = [0, *(figure.end for figure in figures)]
    between = [dated[end : figure.start] for end, figure in zip(ends, figures, strict=False)]
    named = "，".join(_EACH_AT_END.sub("，", words) for words in [*between, dated[ends[-1] :]])
    words = [word for word in content_words(named) if not any(map(str.isdigit, word))]
    return tuple(dict.fromkeys(dropwhile(_is_verb, words)))


def _is_verb(word: str) -> bool:
    return any(verbs.fullmatch(word) for verbs in _VERBS)


def listed_amounts(things: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Return the content words of what each thing sets an amount of, none for a thing that stands in no list of them.

    Readers of provinces hold a single figure beside a task (深化双向赋能，打造40个集群) against nobody.
    """
    counted = [words_counted(thing) for thing in things]
    listed = [bool(one and two) for one, two in pairwise(counted)]
    beside = zip([False, *listed], [*listed, False], strict=True)
    return tuple(words if any(either) else () for words, either in zip(counted, beside, strict=True))


def speaks_of(words: tuple[str, ...], text: str) -> bool:
    """Whether a passage writes half of some words or more, by rarity."""
    wanted = fsum(map(rarity_of, words))
    return fsum(rarity_of(word) for word in words if word in text) >= _SPEAKS * wanted
