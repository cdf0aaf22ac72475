"""Sentences that set something themselves: clauses wherever they stand, and no names of what follows."""

from __future__ import annotations

from compare.text import set_figures

_COMMAS = "，,；;"


def sets_figure(sentence: str) -> bool:
    """Whether a sentence sets a figure (床位占比达到50%以上, 新建充电桩320个).

    The size that an industry is to grow to (打造千亿级产业集群) belongs to the industry's name.
    """
    return any(figure.value and not figure.size for figure in set_figures(sentence))


def sets_in_parts(line: str) -> bool:
    """Whether a line without a stop sets a figure and has parts; commas inside a number (1，200) part nothing."""
    parted = any(
        mark in _COMMAS and not (line[at - 1 : at].isdecimal() and line[at + 1 : at + 2].isdecimal())
        for at, mark in enumerate(line)
    )
    return parted and sets_figure(line)
