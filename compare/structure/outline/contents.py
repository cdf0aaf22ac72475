"""Contents lists: their lines are no headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from compare.structure.outline.lines import OutlineLine
from compare.text import ends_with_number, leader, numbered_rank, without_leader

_TITLE = re.compile(r"目[ \t\u3000\xa0]*[录次](?:[ \u3000]*(?:序|前)言)?$")
# Leaders that nothing else has; a few dots, a tab or wide blanks lead to a number in the row of a table, too.
_SURE = re.compile(
    r"(?<![.…·\t])(?:\.{4,}+|…{2,}+|…(?: …{1,9}+){1,9}+|·{4,}+|(?:[.·] ){4,}+[.·]?)[ \u00a0\u2000-\u200a-]{0,3}"
    r"(?:\d{1,4}|[(（]\d{1,4}[)）])[ -]{0,3}$"
)
_NTH = re.compile(r"第[〇零一二三四五六七八九十百]{1,5}[编篇章节]")
# Entries of a scanned list that run together.
_SEVERAL = 3
_DIFFERING, _ENTRY_LENGTH = 3, 60
_STOP = re.compile("[。；！？]")


def contents_lines(lines: Sequence[OutlineLine]) -> set[int]:
    """Numbers of the lines that belong to a contents list: with leaders before a page number, or after 目录.

    A line with one tab is only a contents line if it begins as a heading does: rows of a table have tabs, too.
    """
    found = {number for number, line in enumerate(lines) if _is_entry(line.text)}
    starts = [number for number, line in enumerate(lines) if _TITLE.match(line.text)]
    if not starts:
        return found
    return found | {starts[0], *_listed(lines, starts[0] + 1, found)}


def _listed(lines: Sequence[OutlineLine], number: int, found: set[int]) -> Iterator[int]:
    """Numbers of the lines of the list that begins at ``number``: what stands once more below.

    A few entries may differ from the heading, as in a scanned list; an entry that was listed before is the heading.
    """
    last = {_entry(line.text): at for at, line in enumerate(lines)}
    seen: set[str] = set()
    differing: list[int] = []
    for at in range(number, len(lines)):
        entry = _entry(lines[at].text)
        if at in found or last[entry] > at:
            yield from (*differing, at)
            differing = []
        elif entry in seen or len(entry) > _ENTRY_LENGTH or _STOP.search(entry) or len(differing) == _DIFFERING:
            return
        else:
            differing.append(at)
        seen.add(entry)


def _is_entry(line: str) -> bool:
    if ends_with_number(line) and _SURE.search(line):
        return True
    led = leader(line)
    if led and line.count("\t") <= 1 and "  " not in line[3 : led.start()].strip():
        return numbered_rank(line) is not None
    # A search of every line for what hardly any holds takes its time.
    several = line.count("第") >= _SEVERAL and len(_NTH.findall(line)) >= _SEVERAL
    return several and not re.search("[，。；：]", line)


def _entry(line: str) -> str:
    """Return a heading as a contents list and the text have it in common: without blanks and page number."""
    return re.sub(r"\s+", "", without_leader(line))
