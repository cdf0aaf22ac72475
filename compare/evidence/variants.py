"""Near spellings of a theme's name: one character of five or more may differ (广清一体, 装备智造)."""

from __future__ import annotations

from rapidfuzz import fuzz

from compare.evidence.phrases import Phrase, PhraseKind

_SHORTEST = 5
_CUTOFF = 80.0
_WEIGHT = 0.8
# 一核两带一区 is not 一核一带一区: what differs in a number is another thing.
_NUMERALS = frozenset("〇零一二两三四五六七八九十百千万亿0123456789")


def near_spelling(name: Phrase, text: str) -> tuple[Phrase, tuple[int, int]] | None:
    """The stretch of a folded text that is nearly a name.

    Args:
        name: The name or alias.
        text: A folded clause that does not hold it.

    Returns:
        A phrase of kind ``variant`` and the span of the stretch in ``text``; ``None`` if nothing is near: rapidfuzz's
        partial ratio is under 80, or a number differs.
    """
    if len(name.text) < _SHORTEST:
        return None
    found = fuzz.partial_ratio_alignment(name.text, text, score_cutoff=_CUTOFF)
    if found is None or found.dest_end - found.dest_start < _SHORTEST - 1:
        return None
    written = text[found.dest_start : found.dest_end]
    if _NUMERALS & (set(written) ^ set(name.text)) or not written[0].isalnum():
        return None
    return Phrase(name.text, name.written, PhraseKind.VARIANT, _WEIGHT), (found.dest_start, found.dest_end)
