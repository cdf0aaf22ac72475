"""Near spellings of a theme's name: one character of five or more may differ (广清一体, 装备智造)."""

from __future__ import annotations

from rapidfuzz import fuzz

from compare.coverage.phrases import Phrase, PhraseKind

_SHORTEST = 5
_CUTOFF = 80.0
_WEIGHT = 0.8
# 一核两带一区 is not 一核一带一区: what differs in a number is another thing.
_NUMERALS = frozenset("〇零一二两三四五六七八九十百千万亿0123456789")


def near_spelling(name: Phrase, text: str) -> tuple[Phrase, tuple[int, int]] | None:
    """Return the stretch of a folded text that is nearly a name.

    Args:
        name: The name or alias.
        text: A folded clause that does not hold it.

    Returns:
        A phrase of kind ``variant`` and the span of the stretch in ``text``; ``None`` if nothing is near: rapidfuzz's
        partial ratio is under 80, or a number differs.
    """
    # A name of numbers is a pattern that every province has in its own way: 一核一带一区, 一核一轴一区.
    if len(name.text) < _SHORTEST or sum(char in _NUMERALS for char in name.text) > 1:
        return None
    # What tells 水资源配置 from any 资源配置 stands at the beginning: hardly any clause holds it.
    if name.text[:2] not in text:
        return None
    found = fuzz.partial_ratio_alignment(name.text, text, score_cutoff=_CUTOFF)
    if found is None:
        return None
    shared = [at for at in range(found.dest_start, found.dest_end) if text[at] in name.text]
    start, end = shared[0], shared[-1] + 1
    if text[start : start + 2] != name.text[:2]:
        return None
    # 城乡居民 of 城乡居民增收 leaves out what it says of them.
    if end - start < max(_SHORTEST, len(name.text)) - 1 or _NUMERALS & (set(text[start:end]) ^ set(name.text)):
        return None
    return Phrase(name.text, name.written, PhraseKind.VARIANT, _WEIGHT), (start, end)
