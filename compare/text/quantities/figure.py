"""What a number with its unit is, wherever it was read."""

from __future__ import annotations

import re

from compare.model import Record

_AFTER = re.compile(r"\s{0,2}(?P<word>(?:及其?|\(含\)|（含）)?以上|(?:及其?)?以下|(?:及其?)?以内|之内|之间|左右|上下)")


class Figure(Record, frozen=True):
    """A number in a clause.

    Attributes:
        start, end: Span in the clause, from the mark of comparison to the word 以上, 以内 … after the unit.
        core_end: Where the unit ends.
        value: In digits: ``15``, ``40-45``, ``1:1.25``; empty for 全覆盖 and the like.
        unit: As written.
        mark: ``≥`` … before the number, or 以上 … after the unit; empty if none.
        in_words: It was written in Chinese numerals after a word that makes it a number for certain.
        size: It is the size that an industry is to grow to: 百亿级.
    """

    start: int
    end: int
    core_end: int
    value: str
    unit: str
    mark: str
    in_words: bool = False
    size: bool = False


def made(
    clause: str, start: int, end: int, value: str, unit: str, mark: str, *, in_words: bool = False, size: bool = False
) -> Figure:
    """Make the figure of a span ``[start, end)`` and the word of comparison right after it."""
    after = _AFTER.match(clause, end)
    return Figure(
        start, after.end() if after else end, end, value, unit, mark or (after["word"] if after else ""), in_words, size
    )
