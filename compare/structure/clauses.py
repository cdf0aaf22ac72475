"""Sections -> clauses: sentences with their section and place; ；ends one too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from compare.model import Clause, Place
from compare.structure.outline import Block, Outline
from compare.text import end_of_owners

_END = re.compile(r"[。！？；!?;]+[”’』」）)】]*")
# A stop inside brackets or a document's title does not end the clause. The bound keeps a bracket that is never
# closed from swallowing the rest of the plan.
_BRACKETED = re.compile(
    r"（[^（）\n]{0,200}）|\([^()\n]{0,200}\)|《[^《》\n]{0,200}》|〔[^〔〕\n]{0,200}〕|【[^【】\n]{0,200}】"
)


LONGEST = 4000
"""Characters of a clause; the longest of 220 plans has 2,922. What goes on without a stop is cut here, since what
later stages take grows with the square of a clause's length."""


def split_clauses(text: str, outline: Outline, place: Callable[[int], Place]) -> tuple[Clause, ...]:
    """Cut titles, headings and body of a plan into clauses; contents lists and boilerplate give none.

    Args:
        text: Canonical text.
        outline: Its outline.
        place: Place in the file of an offset into ``text``.

    Returns:
        Clauses in reading order; spans do not overlap and hold no blank at either end.
    """
    found: list[Clause] = []
    for block in outline.blocks:
        if block.kind == "body":
            found.extend(Clause(start, end, block.section, place(start)) for start, end in _sentences(text, block))
        elif block.kind in ("title", "heading"):
            found.append(Clause(block.start, block.end, block.section, place(block.start), block.kind))
    return tuple(found)


def _sentences(text: str, block: Block) -> Iterator[tuple[int, int]]:
    piece = text[block.start : block.end]
    begin = 0
    for end in (*_ends(piece), len(piece)):
        while (after := end_of_owners(piece, begin)) is not None:  # （省民政厅负责）2.推进…: two clauses
            yield from _trimmed(piece, begin, after, block.start)
            begin = after
        if begin < end:
            yield from _trimmed(piece, begin, end, block.start)
            begin = end


def _ends(piece: str) -> Iterator[int]:
    """Offsets behind the stops that end a sentence."""
    closed = [match.span() for match in _BRACKETED.finditer(piece)]
    bracket = 0
    for match in _END.finditer(piece):
        while bracket < len(closed) and closed[bracket][1] <= match.start():
            bracket += 1
        if bracket == len(closed) or match.start() <= closed[bracket][0]:
            yield match.end()


def _trimmed(piece: str, begin: int, end: int, offset: int) -> Iterator[tuple[int, int]]:
    for at in range(begin, end, LONGEST):
        sentence = piece[at : min(at + LONGEST, end)]
        if sentence.strip():
            start = at + len(sentence) - len(sentence.lstrip())
            yield offset + start, offset + at + len(sentence.rstrip())
