"""Which themes of a list are among others, told by their names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from compare.model import Theme
from compare.text import folded
from compare.themes.discovery.known import forms

# 医疗卫生 of 健康与医疗: half of a name is enough to know it by.
_HALF, _NEARLY = 50.0, 80.0
_JOINTS = re.compile(r"[、，与和及/]")


def recalled(wanted: Sequence[Theme], found: Sequence[Theme]) -> tuple[tuple[Theme, Theme | None], ...]:
    """Pair each theme with the one of the found themes that covers it.

    A theme is covered by another if a part of its name (parts are joined by 与, 和, 、) is, but for general words at
    its ends, a name or alias of the other or stands in it or holds it, and the shorter is at least half of the longer.

    Returns:
        (theme, the first theme that covers it best, or ``None``) in the order of ``wanted``.
    """
    return tuple((theme, _covering(theme, found)) for theme in wanted)


def _covering(theme: Theme, found: Sequence[Theme]) -> Theme | None:
    parts = [form for part in _JOINTS.split(theme.name) if len(folded(part)) > 1 for form in forms(part)]
    scored = [(_nearness(parts, other), other) for other in found]
    best = max((score for score, _ in scored), default=0.0)
    return next((other for score, other in scored if score == best), None) if best >= _HALF else None


def _nearness(parts: Sequence[str], other: Theme) -> float:
    best = 0.0
    for phrase in (other.name, *other.aliases):
        for text in forms(phrase):
            for part in parts:
                if part in text or text in part:
                    best = max(best, 100.0 * min(len(part), len(text)) / max(len(part), len(text)))
                else:
                    best = max(best, fuzz.ratio(part, text, score_cutoff=_NEARLY))
    return best
