"""What a text is once it is repaired, and what was repaired how often."""

from __future__ import annotations

from collections import Counter

from compare.readers import raw_text
from compare.repair import Repaired, repair


def counts(repaired: Repaired) -> Counter[str]:
    kinds: Counter[str] = Counter()
    for one in repaired.repairs:
        kinds[one.kind] += one.count
    return kinds


def mended(text: str) -> str:
    return repair(raw_text(text)).text
