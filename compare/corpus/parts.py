"""Plans that are cut into several files (上、下；第一部分、第二部分；a chapter a file), told by the names of these."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from compare.corpus.entries import Entry
from compare.text import number_of

_NUMERAL = r"(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})"
# A browser writes （1） behind a second copy, and a series of interpretations has （一）: these are no parts.
_HALF = re.compile(r"[（(\[【_\-—\s]{0,3}(?P<half>[上中下])[册篇卷部集]?[）)\]】]?$")
_NUMBERED = re.compile(rf"[（(\[【_\-—\s]{{0,3}}第{_NUMERAL}(?:部分|分?册|卷)[）)\]】]?$")
_CHAPTER = re.compile(rf"^[\d\s._\-、]{{0,6}}第{_NUMERAL}[编篇章].{{0,60}}$")
_HALVES = "上中下"
_BEFORE_HALF = re.compile(r"(?:[（(\[【_\-—\s]|规划|纲要|报告|方案|文本|正文)$")


def parts_of_plans(entries: Iterable[Entry]) -> Mapping[str, tuple[str, ...]]:
    """Return the plans that are parts of one plan: plan id to the files of all its parts, in their order.

    Parts lie in one folder under one name but for what they count, and count from the first on without a hole.

    Args:
        entries: The plans, of which rows of a table are none.
    """
    found: defaultdict[tuple[str, str, str], dict[int, Entry]] = defaultdict(dict)
    for entry in entries:
        path = PurePosixPath(entry.file)
        if entry.row is None and (part := _part(path.stem)):
            name, mark, number = part
            found[str(path.parent), name, mark].setdefault(number, entry)
    whole = {}
    for (_, _, mark), parts in found.items():
        counted = [1, 3] if mark == _HALVES and 2 not in parts else list(range(1, len(parts) + 1))
        if len(parts) > 1 and sorted(parts) == counted:
            files = tuple(PurePosixPath(parts[number].file).name for number in sorted(parts))
            whole.update({entry.id: files for entry in parts.values()})
    return whole


def _part(stem: str) -> tuple[str, str, int] | None:
    """Return the name without what it counts, how it counts, and the number."""
    if (chapter := _CHAPTER.match(stem)) is not None:
        return "", "章", _number(chapter["number"])
    if (numbered := _NUMBERED.search(stem)) is not None:
        return stem[: numbered.start()], "部分", _number(numbered["number"])
    half = _HALF.search(stem)
    if half is None or not (len(half[0]) > 1 or _BEFORE_HALF.search(stem[: half.start()])):
        return None
    return stem[: half.start()], _HALVES, _HALVES.index(half["half"]) + 1


def _number(numeral: str) -> int:
    return int(numeral) if numeral.isdecimal() else number_of(numeral)
