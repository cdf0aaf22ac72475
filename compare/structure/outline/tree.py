"""The heading tree as it grows line by line."""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal

from compare.model import Record, Section
from compare.text import NUMERAL, number_of

BlockKind = Literal["title", "heading", "contents", "boilerplate", "annex", "body"]

# Where the numbering begins again after several siblings, a heading above it has been lost: the last one is over.
_FIRST = re.compile(r"一、|[（(]一[)）]")
_SIBLINGS = 3
_DIGITS = re.compile(r"(?:\d{1,2}\.){0,3}[（(]?(\d{1,2})")

_NUMBER = re.compile(rf"[（(]?({NUMERAL}|\d{{1,2}})[)）、.．]")

BOX_RANK = 20.0
"""A box stands below every heading of the plan; what is numbered in it, below the box."""


class Block(Record, frozen=True):
    """A stretch of one line that is of one kind.

    Attributes:
        start, end: Span in the canonical text, blanks at both ends left out.
        kind: ``annex`` is an explanation of terms behind the plan; like contents and boilerplate it is no plan text.
        section: Index of the section it belongs to (for a heading, its own); ``None`` before the first.
    """

    start: int
    end: int
    kind: BlockKind
    section: int | None


class Outline(Record, frozen=True):
    """The heading tree and the blocks of a text, in reading order."""

    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]


class Builder:
    """Sections and blocks as they are found, in reading order."""

    def __init__(self) -> None:
        self.sections: list[Section] = []
        self.blocks: list[Block] = []
        self.has_body = False
        self.in_box = False
        self._open: list[tuple[float, int]] = []
        self._siblings: Counter[tuple[int | None, int]] = Counter()

    @property
    def begun(self) -> bool:
        """The text has begun: what stands above it without a number is its title."""
        return bool(self.sections) or self.has_body

    def open(self, rank: float, start: int, end: int, heading: str, *, run_in: bool) -> None:
        """Begin a section; inside a box it belongs to the box, unless its rank is one that ends the box."""
        rank = BOX_RANK + rank if self.in_box else rank
        self.close(rank)
        parent = self._parent()
        if _FIRST.match(heading) and self._siblings[parent, int(rank)] >= _SIBLINGS:
            self.close(self._open[-1][0] if self._open else rank)
            parent = self._parent()
        self._siblings[parent, int(rank)] += 1
        self.sections.append(Section(parent, len(self._open) + 1, start, end, heading.rstrip("。 "), run_in))
        self._open.append((rank, len(self.sections) - 1))
        self.add(start, end, "heading")

    def open_box(self, start: int, end: int, heading: str) -> None:
        """Begin a box, the one before it being over."""
        self.close_box()
        self.open(BOX_RANK, start, end, heading, run_in=False)
        self.in_box = True

    def close_box(self) -> None:
        """Go on in the section in which the box stands."""
        self.in_box = False
        self.close(BOX_RANK)

    def goes_on_outside(self, rank: float, heading: str) -> bool:
        """Whether a numbered heading inside a box follows on the section outside in which the box stands."""
        number = _DIGITS.match(heading)
        if not (self.in_box and number) or self.numbered(int(BOX_RANK + rank)):
            return False
        outside = [self.sections[at].heading for open_rank, at in self._open if open_rank == rank]
        before = _DIGITS.match(outside[-1]) if outside else None
        return before is not None and int(number[1]) == int(before[1]) + 1

    def follows_on(self, rank: float, heading: str) -> float | None:
        """Rank of the open heading on a line of its own after whose number that of a heading comes that runs in: both
        stand beside each other, (八) and (九); ``None`` if there is none.
        """
        number = _ordinal(heading)
        own = float(int(rank)) + (BOX_RANK if self.in_box else 0)
        found = {open_rank: _ordinal(self.sections[at].heading) for open_rank, at in self._open}
        before = found.get(own)
        # Where a series that runs in is open, below 二、, its 三、 goes on with that.
        inner = any(own < open_rank < own + 1 for open_rank in found)
        follows = number is not None and before is not None and number == before + 1 and not inner
        return float(int(rank)) if follows else None

    def close(self, rank: float) -> None:
        """End the sections of this rank and below."""
        while self._open and self._open[-1][0] >= rank:
            self._open.pop()

    def close_below(self, rank: float) -> None:
        """End the sections of this rank and below that stand in the box, or outside where there is none."""
        self.close(BOX_RANK + rank if self.in_box else rank)

    def numbered(self, rank: int) -> bool:
        """Whether the innermost open section has headings of this rank."""
        return self._siblings[self._parent(), rank] > 0

    def innermost(self) -> float | None:
        """Rank of the innermost open section that is no box and does not run in."""
        ranks = [rank for rank, number in self._open if rank < BOX_RANK and not self.sections[number].run_in]
        return ranks[-1] if ranks else None

    def add(self, start: int, end: int, kind: BlockKind) -> None:
        """Add a block of the innermost open section."""
        self.has_body = self.has_body or kind == "body"
        self.blocks.append(Block(start, end, kind, self._parent()))

    def _parent(self) -> int | None:
        return self._open[-1][1] if self._open else None


def _ordinal(heading: str) -> int | None:
    """Return the number that a heading begins with; ``None`` if it begins with none."""
    found = _NUMBER.match(heading)
    if found is None:
        return None
    if found[1].isdecimal():
        return int(found[1])
    try:
        return number_of(found[1])
    except ValueError:
        return None
