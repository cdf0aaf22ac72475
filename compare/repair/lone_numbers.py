"""Numbers of headings that stand apart from the words: on a line of their own above them (``第三章`` and below it
``乡村振兴``), or parted by the tab that programs write behind automatic numbers (``一、``, a tab, ``总体要求``).
"""

from __future__ import annotations

import re

from compare.repair.edits import Edit
from compare.text import STYLES

LEAST = 2
"""Such numbers in a text from which on it is set so; a single one may have lost its words."""

_LONGEST_NUMBER, _LONGEST_WORDS = 12, 40
# From 编 down to （一）: smaller numbers alone on a line are mostly cells of a table.
_NUMBERS = tuple(pattern for rank, pattern in STYLES if rank <= 5)
_LINE = re.compile(r"[^\n]+")
_TABBED = re.compile(
    r"^[ \u3000]*(?P<number>[^\s]{1,12})(?P<tab>[ \u3000]*\t[\t \u3000]*)(?P<words>[^\t\n]{2,})$", re.MULTILINE
)
_SENTENCE = re.compile("[。；]")
_WORDS = re.compile(r"(?!.*[。；：！？，、:;\t|])(?:.*[\u4e00-\u9fff]){2}")

_SUBSCRIPT = re.compile(r"(?<=PM|CO|SO|NO|CH)([ \t]*\n\s*)(2\.5|10|[2-4x])([ \t]*\n\s*)(?=[\u4e00-\u9fff，。、）])")


def lone_numbers(text: str) -> list[Edit]:
    """Return the line ends and tabs between such numbers and their words, each made a blank, or nothing behind 一、."""
    return sorted([*_above(text), *_tabbed(text)])


def _tabbed(text: str) -> list[Edit]:
    """Tabs behind numbers; smaller ones number the rows of tables, too, which hold no sentences."""
    edits = [
        Edit(*found.span("tab"), _apart(found["number"]), "wrap")
        for found in _TABBED.finditer(text)
        if _is_number(found["number"]) or (_is_numbered(found["number"]) and _SENTENCE.search(found["words"]))
    ]
    return edits if len(edits) >= LEAST else []


def _above(text: str) -> list[Edit]:
    lines = [(line.start(), line[0]) for line in _LINE.finditer(text) if line[0].strip()]
    edits = []
    for (start, one), (below, two) in zip(lines, lines[1:], strict=False):
        number, words = one.strip(), two.strip()
        if not _is_number(number) or len(words) > _LONGEST_WORDS or not _WORDS.match(words) or _is_numbered(words):
            continue
        end = start + len(one.rstrip())
        edits.append(Edit(end, below + two.index(words[0]), _apart(number), "wrap"))
    return edits if len(edits) >= LEAST else []


def _apart(number: str) -> str:
    """Return what stands between a number and its words."""
    return "" if number[-1] in "、)）.．" else " "


def _is_number(line: str) -> bool:
    """Whether a line is the number of a heading and nothing else."""
    return len(line) <= _LONGEST_NUMBER and any(pattern.fullmatch(line) for pattern in _NUMBERS)


def _is_numbered(line: str) -> bool:
    return any(pattern.match(line) for _, pattern in STYLES)


def subscripts(text: str) -> list[Edit]:
    """Return the line ends around a lowered figure that was set on a line of its own (PM, 2.5, 浓度)."""
    spans = (found.span(group) for found in _SUBSCRIPT.finditer(text) for group in (1, 3))
    return [Edit(*span, "", "wrap") for span in spans]
