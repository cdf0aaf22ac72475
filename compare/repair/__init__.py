"""Raw text -> canonical text: what is not the plan's is removed, broken characters are mended, no more.

Each repair is a pure function from a text to edits, in a module of its own; they run in the order of ``REPAIRS``.
To add one, write such a function with a measure that leaves clean texts alone, and name it there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from compare.model import LeftOut, Place, Reason, Repair
from compare.readers import RawText
from compare.repair.data_heads import data_heads
from compare.repair.edits import Edit, Trace, apply
from compare.repair.escapes import escaped_signs
from compare.repair.footnotes import footnote_marks
from compare.repair.hard_wraps import broken_headings, hard_wraps, lost_line_ends
from compare.repair.homoglyphs import lookalikes
from compare.repair.html_entities import page_codes
from compare.repair.invisible import control_characters, stray_blanks, zero_width
from compare.repair.json_records import json_records
from compare.repair.kept import Kept
from compare.repair.line_marks import line_marks
from compare.repair.lone_numbers import lone_numbers, subscripts
from compare.repair.lone_signs import lone_lines, lone_signs
from compare.repair.mojibake import wrong_encoding
from compare.repair.navigation import navigation_lines
from compare.repair.page_numbers import page_numbers
from compare.repair.parted_digits import parted_digits
from compare.repair.pinyin import broken_punctuation, glosses
from compare.repair.repeated_text import doubled
from compare.repair.search_terms import search_terms
from compare.repair.soundness import explained, readable, unexplained_signs, warnings
from compare.repair.spaces import kinds_set_wide, stray_spaces
from compare.repair.traditional import traditional_characters

__all__ = ["REPAIRS", "SHOWN", "Repaired", "readable", "repair"]

REPAIRS: tuple[Callable[[str], list[Edit]], ...] = (
    # First, since invisible characters are bytes of a text that was read in a wrong encoding.
    wrong_encoding,
    escaped_signs,
    page_codes,
    lookalikes,
    zero_width,
    control_characters,
    # Before all that looks at lines or words.
    line_marks,
    lone_lines,
    lone_signs,
    stray_blanks,
    broken_punctuation,
    glosses,
    traditional_characters,
    json_records,
    data_heads,
    navigation_lines,
    page_numbers,
    # After all that stands between two lines of a paragraph.
    subscripts,
    lost_line_ends,
    lone_numbers,
    broken_headings,
    hard_wraps,
    # After the lines are joined, of which each has its width with its marks; before the blanks, by which one is known.
    footnote_marks,
    doubled,
    # Before the blanks beside numbers.
    parted_digits,
    kinds_set_wide,
    stray_spaces,
)

ROUNDS, ROUND_SIGNS = 40, 2_000_000
"""Repairs are repeated until nothing changes, so that a second repair changes nothing: so many rounds, and in a short
text as many as go through so many signs. Real texts need two, one that fuzzing made has needed 42 in 1254 signs."""

PLACES = 5
"""Places that are kept of equal repairs."""

SHOWN = 200
"""Characters of a repair that are shown; a sentence pasted twice or restored from a wrong encoding may be longer."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """Canonical text, and the way back from it to the file.

    Attributes:
        text: The canonical text.
        readable: Share of it that is sound, in [0, 1], times the share of the file's signs that was read or left out
            for a reason; the formula of the first stands in ``soundness.readable``.
        repairs: What was repaired, most frequent first.
        warnings: What a reader should know.
        left_out: What of the file's signs does not stand in ``text``, most signs first; what a repair replaced is
            among it.
        raw: The text as it stands in the file.
        trace: The way back.
    """

    text: str
    readable: float
    repairs: tuple[Repair, ...]
    warnings: tuple[Reason, ...]
    left_out: tuple[LeftOut, ...]
    raw: RawText = field(repr=False)
    trace: Trace = field(repr=False)

    @property
    def signs_read(self) -> int | None:
        """Signs of the file that the text was made from; ``None`` if those of the file were not counted."""
        whole = self.raw.signs_in_file
        return None if whole is None else whole - sum(row.signs for row in self.left_out)

    @property
    def headings(self) -> dict[int, int]:
        """Levels of the lines that the file itself marks as headings, by their offsets in the text."""
        if not self.raw.headings:
            return {}
        lines = [found.end() for found in re.finditer(r"^[^\S\n]*+(?=\S)", self.text, re.MULTILINE)]
        raw = {self.trace.raw_span(begin, begin)[0]: begin for begin in lines}
        begins = sorted(raw)
        found = {}
        for offset, level in self.raw.headings:
            # Blanks, or a mark, at the beginning of the line may have gone.
            at = bisect_left(begins, offset)
            end = self.raw.text.find("\n", offset)
            if at < len(begins) and (begins[at] < end or end < 0):
                found[raw[begins[at]]] = level
        return found

    def place(self, offset: int) -> Place:
        """Place in the file of a character of the canonical text; O(log n)."""
        return self.raw.place(self.raw_span(offset, offset)[0])

    def search_terms(self, spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
        """Find what to search for in the file to come to spans of the canonical text: :func:`.search_terms`."""
        return search_terms(self.raw, self.trace, self.text, spans)

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Span of the raw text from which ``[start, end)`` of the canonical text comes; O(log n)."""
        if not 0 <= start <= end <= len(self.text):
            raise IndexError(f"span {start}..{end} outside of 0..{len(self.text)}")
        return self.trace.raw_span(start, end)


def repair(raw: RawText) -> Repaired:
    """Repair a text: a second repair changes nothing.

    A text that no number of rounds settles stays as it is, which is told; it was made to be so.
    """
    rounds = max(ROUNDS, ROUND_SIGNS // max(1, len(raw.text)))
    text, trace, tally, kept = raw.text, Trace(), _Tally(raw), Kept(raw.text)
    left: dict[Callable[[str], list[Edit]], str] = {}
    for _ in range(rounds):
        before = text
        for find in REPAIRS:
            if left.get(find) == text:
                continue  # it found nothing in this very text before
            if edits := find(text):
                tally.add(edits, trace)
                kept.follow(text, edits)
                text, trace = apply(text, edits), trace.then(edits)
            else:
                left[find] = text
        if text == before:
            break
    else:
        text, trace, tally, kept = raw.text, Trace(), _Tally(raw), Kept(raw.text)
        tally.unsettled = True
    share = readable(text)
    told = (*warnings(share), *unexplained_signs(raw), *tally.warnings())
    return Repaired(text, share * explained(raw), tally.repairs(), told, kept.left_out(raw), raw, trace)


class _Tally:
    """Equal edits counted together, with their first places."""

    def __init__(self, raw: RawText) -> None:
        self._raw = raw
        self._counts: dict[tuple[str, str, str], int] = {}
        self._places: dict[tuple[str, str, str], list[Place]] = {}
        self._doubled = 0
        self.unsettled = False

    def add(self, edits: list[Edit], trace: Trace) -> None:
        for edit, (start, end) in zip(edits, trace.raw_spans(edits), strict=True):
            stood = self._raw.text[start:end]
            # Blanks and line ends that go with it say nothing to a reader.
            shown = stood.strip() or stood
            key = edit.kind, shown[:SHOWN], edit.text[:SHOWN]
            self._counts[key] = self._counts.get(key, 0) + 1
            self._doubled += (edit.end - edit.start) * (edit.kind == "double")
            places = self._places.setdefault(key, [])
            if len(places) < PLACES:
                places.append(self._raw.place(start + stood.index(shown)))

    def repairs(self) -> tuple[Repair, ...]:
        keys = sorted(self._counts, key=lambda key: (-self._counts[key], key))
        return tuple(Repair(*key, self._counts[key], tuple(self._places[key])) for key in keys)

    def warnings(self) -> tuple[Reason, ...]:
        """``doubled`` with the number of characters of the copies that were removed; ``unsettled``, not repaired."""
        found = (Reason("doubled", (str(self._doubled),)),) if self._doubled else ()
        return (*found, Reason("unsettled")) if self.unsettled else found
