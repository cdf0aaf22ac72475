"""What the columns of an indicator table hold, told by their heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from compare.text import cues, cues_of


class Column(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    GROUP = "group"
    NAME = "name"
    UNIT = "unit"
    KIND = "kind"
    YEAR = "year"
    VALUE = "value"
    OTHER = "other"


_ASIDES = cues("head_aside")
_BLANK = re.compile(r"\s+")
_OF_YEAR = re.compile(r"20\d\d")


def column_of(head: str) -> Column:
    """Tell what a column with this head holds.

    Args:
        head: The head as written; of a head over several rows the texts from top to bottom, parted by ``|``.
    """
    parts = _BLANK.sub("", head).split("|")
    for words in ("".join(parts), *reversed(parts)):
        for cue in cues_of("table_columns").values():
            if cue.fullmatch(words):
                return Column(cue.tags[0])
    return Column.OTHER


def is_head(words: str) -> bool:
    """Tell whether a cell can be the head of a column."""
    return column_of(words) is not Column.OTHER or _ASIDES.fullmatch(_BLANK.sub("", words)) is not None


def with_years(heads: Sequence[str]) -> list[str]:
    """Put heads that come again without a year under the year before each: 2025年完成, 增速, 2026年计划, 增速."""
    again = {head for head, count in Counter(heads).items() if count > 1 and column_of(head) is Column.VALUE}
    year, told = "", []
    for head in heads:
        if _OF_YEAR.search(head):
            year = head
        told.append(f"{year}|{head}" if head in again and year and head != year else head)
    return told
