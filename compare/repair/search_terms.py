"""What to type into the search box of the program that shows the file, to come to a clause of the plan."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from compare.readers import RawText
from compare.repair.edits import Trace
from compare.text import STYLES

LONGEST = 20
"""Signs of a search term: longer ones run into line ends and spaces that no program's search takes for none."""
_SHORTEST = 8
"""Signs from which on a term is taken to be found in one place."""
_WORDS = 3
"""Signs below which a piece between two blanks is a word of a Western language, or a number."""
# Blanks, and signs that programs show as nothing or that cannot be typed.
_BLANKS = re.compile(
    "[\\s\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffd\ue000-\uf8ff]+"
)
_LINE_ENDS = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffd\ue000-\uf8ff]+")
_SEAM = re.compile("(?<=[\u3000-\u9fff\uff00-\uffef])(?=[!-~])|(?<=[!-~])(?=[\u3000-\u9fff\uff00-\uffef])")
"""Between Han and figures or letters programs set a gap, which the search in a PDF or OFD takes for a blank or not."""
_SET = ("pdf", "ofd")
_LONGEST_SET = 10
"""Signs of a search term there: reading joins the lines of a paragraph, and not every search does."""
_NUMBERED = ("docx", "doc", "wps", "rtf")
"""Formats whose automatic numbers stand in no paragraph's text."""


def search_terms(raw: RawText, trace: Trace, text: str, spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """Find for each span of the canonical text what leads to it in the file.

    Args:
        raw: The text as it stands in the file.
        trace: The way from ``text`` back to it.
        text: The canonical text.
        spans: Spans ``[start, end)`` of it.

    Returns:
        For each span at most ``LONGEST`` signs as they stand in the file, on one line there, that lead to no other
        span if there are such; empty where the first ``LONGEST`` signs of the span do.
    """
    found = [list(_candidates(raw, *trace.raw_span(start, end))) for start, end in spans]
    counts = Counter(terms[0] for terms in found if terms)
    chosen = (next((term for term in terms if counts[term] < 2), terms[0]) if terms else "" for terms in found)
    return tuple(
        "" if term == text[start : min(end, start + LONGEST)] else term
        for term, (start, end) in zip(chosen, spans, strict=True)
    )


def _candidates(raw: RawText, start: int, end: int) -> Iterator[str]:
    """Yield pieces of a span of the raw text, long enough ones first, in the order in which they stand there."""
    whole, longest = raw.text[start:end], LONGEST
    if raw.format in _NUMBERED:
        whole = _without_number(whole)
    pieces = [piece for piece in _BLANKS.split(whole) if piece]
    if raw.format in _SET:
        longest, pieces = _LONGEST_SET, [part for piece in pieces for part in _SEAM.split(piece)]
    if all(len(piece) < _WORDS for piece in pieces):
        pieces = [piece for line in _LINE_ENDS.split(whole) if (piece := line.strip())]
    terms = [piece[at : at + longest].strip() for piece in pieces for at in range(0, len(piece), longest)]
    yield from (term for term in terms if len(term) >= _SHORTEST)
    yield from sorted((term for term in terms if len(term) < _SHORTEST), key=len, reverse=True)


def _without_number(line: str) -> str:
    number = next((found for _, style in STYLES if (found := style.match(line))), None)
    return line[number.end() :] if number else line
