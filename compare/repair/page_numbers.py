"""Page numbers, on lines of their own or, where line ends were lost, inside a sentence; running heads, and stamps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from compare.repair.edits import Edit
from compare.repair.hard_wraps import is_wrapped
from compare.repair.lines import Span, drop
from compare.text import numbered_rank

SEVERAL = 3
"""Fewer numbers than this are left alone."""

ASCENDING = 0.8
"""Share of steps that must ascend by 1 to 3; a table of contents may begin again at 1, and a leaf may be missing."""

BARE, PAGE = 8, 300
"""Numbers without a mark are page numbers only if there are so many, with so many characters between them: rows of a
table are numbered, too."""

CONSECUTIVE = 5
"""So many are enough, lines of their own or set before the first word of a line, if each is the next one."""

OPEN = 20
"""Characters of a line above a page number, from which on its sentence goes on below where it has not ended."""

NEAR = 200
"""Characters around a page number in which the lines above and below it are looked for."""

UNSTOPPED = 0.2
"""Where so large a share of the lines, besides those above page numbers, end without a stop, one that does is whole."""

HEAD_SHARE = 0.5
"""A line that stands beside so large a share of the page numbers is the running head; a table's head is repeated only
for as long as the table goes on."""

_DASH = "[-–—－―]{1,2}"
_NUMBER = (
    rf"{_DASH} ?(\d{{1,4}}) ?{_DASH}|第 ?(\d{{1,4}}) ?页(?: ?[,，/／]? ?共 ?\d{{1,4}} ?页)?"
    r"|[【\[（(]第 ?(\d{1,4}) ?页[】\]）)]"
    r"|[·•] ?(\d{1,4}) ?[·•]|(\d{1,4}) ?[/／] ?\d{1,4}|[Pp]age (\d{1,4})(?: of \d{1,4})?"
)
# Whatever else a text holds, these are of its pages: ===== Page 2 =====, 第 3 页 共 9 页.
_CERTAIN_NUMBER = (
    r"[-=*_#]{2,20}+ ?(?:[Pp]age|PAGE|第) ?(\d{1,4}) ?(?:页|of \d{1,4}|/ ?\d{1,4})? ?[-=*_#]{2,20}+"
    r"|第 ?(\d{1,4}) ?页 ?[，,/／]? ?共 ?\d{1,4} ?页"
)
# What is stamped across every page: of whom the copy is and when, or what may be done with it.
_WARNS = re.compile(
    r"内部(?:资料|文件|使用)|(?:严禁|请勿|不得|禁止)(?:外传|复制|传播|转载|泄露|扩散)|注意(?:保存|保密)|[机秘绝]密"
    r"|(?:征求意见|送审|讨论|审议|报批|送阅)稿|仅供[^，。]{1,12}(?:使用|参考|查阅|审阅)"
)
_SIGNED = re.compile(
    r"(?=.*[\u4e00-\u9fff]{2})"
    r".*(?:20\d\d[-/.年]?(?:0\d|1[0-2])[-/.月]?(?:[0-2]\d|3[01])|(?<!\d)1\d{10}(?!\d)|(?:\d{1,3}\.){3}\d)"
)
_SIGNED_OFTEN = 5
"""Times that a line with a name and a date or a number stands in a text, from which on it is a stamp; others stand
``SEVERAL`` times."""

_EDGE = r"[ \t\u3000\u00a0]*+"
_EMPTY_LINES = re.compile(r"(?:[ \t\u3000\u00a0]*+\n)++")
_LINE = re.compile(rf"^{_EDGE}(?:{_NUMBER}){_EDGE}$", re.MULTILINE)
_CERTAIN = re.compile(rf"^{_EDGE}(?:{_CERTAIN_NUMBER}){_EDGE}$", re.MULTILINE)
_BARE = re.compile(rf"^{_EDGE}(\d{{1,4}}) ?[·.]?{_EDGE}$", re.MULTILINE)
# One of the two blanks stays, and is judged with the other blanks.
_INLINE = re.compile(r" (?<=[^\s\d] )(?:([—–-]) ?(\d{1,4}) ?\1)(?= [^\s\d])")
# Before the first word of a line; 5个 and 3年 are amounts.
_LEADING = re.compile(
    rf"^{_EDGE}(\d{{1,4}})(?=[“《（]?[\u4e00-\u9fff]{{4}})(?![年月日个项大家级类条名位亿万千百十度处座所村镇乡区县市号届期次])",
    re.MULTILINE,
)
_STOPPED = frozenset("。！？；：.!?;:”）》】…")
# The form that GB/T 9704 prescribes, at the very end: what a web page kept of the last leaf.
_LAST = re.compile(rf"^{_EDGE}— ?\d{{1,4}} ?—{_EDGE}$(?=\s*+\Z)", re.MULTILINE)
_TAIL = 60
# Of a text of two leaves: - 1 - and, as the last line, - 2 -.
_DASHED = re.compile(rf"^{_EDGE}({_DASH}) ?(\d{{1,2}}) ?{_DASH}{_EDGE}$", re.MULTILINE)
_STAMP = re.compile(r"^[^\n，。；！？]{2,40}$", re.MULTILINE)
_HEAD = re.compile(r"[^\n，。；！？]{2,40}")
_TITLE = re.compile(r"\s*+(?P<title>[^\n，。；！？]{8,40})(?=\n)")


def page_numbers(text: str) -> list[Edit]:
    """Page numbers of a text that numbers its pages, and the running heads beside them."""
    lines, inline = list(_LINE.finditer(text)), list(_INLINE.finditer(text))
    edits: list[Edit] = []
    if not _ascend([_value(found) for found in lines]):
        lines = _bare(text)
    if not lines:
        lines = _few_leaves(text) or list(_CERTAIN.finditer(text))
    if not lines and (last := _LAST.search(text, max(0, len(text) - _TAIL))):
        lines = [last]
    stamps = _stamps(text)
    if lines or stamps:
        spans = [found.span() for found in lines]
        edits += _joined(text, drop(text, sorted({*spans, *stamps, *_running_heads(text, spans)}), "page"))
    elif leading := _leading(text):
        edits += [Edit(*found.span(), "", "page") for found in leading]
    if _ascend([_value(found) for found in inline]):
        edits += [Edit(*found.span(), "", "page") for found in inline]
    return sorted(edits)


def _few_leaves(text: str) -> list[re.Match[str]]:
    """Return numbers between dashes that count from 1, to the last line of a text or a page apart; not a single one."""
    found = list(_DASHED.finditer(text))
    counted = [int(number.group(2)) for number in found] == list(range(1, len(found) + 1))
    apart = all(two.start() - one.end() >= PAGE for one, two in pairwise(found))
    ended = found and not text[found[-1].end() :].strip()
    return found if len(found) > 1 and counted and (ended or apart) else []


def _bare(text: str) -> list[re.Match[str]]:
    """Numbers without a mark; none if they may be anything else."""
    found = list(_BARE.finditer(text))
    apart = [two.start() - one.end() >= PAGE for one, two in pairwise(found)]
    many = len(found) >= BARE and sum(apart) >= ASCENDING * len(apart)
    if many and _ascend([_value(number) for number in found]):
        return found
    return found if _follow(found) else []


def _leading(text: str) -> list[re.Match[str]]:
    """Numbers that a page set before the first word of its leaf."""
    found = list(_LEADING.finditer(text))
    return found if _follow(found) else []


def _follow(found: Sequence[re.Match[str]]) -> bool:
    """Whether each number is the next one, a page further on."""
    steps = [_value(two) - _value(one) == 1 and two.start() - one.end() >= PAGE for one, two in pairwise(found)]
    return len(found) >= CONSECUTIVE and all(steps)


def _joined(text: str, edits: Sequence[Edit]) -> Iterator[Edit]:
    """Take the line end with a page number that stands inside a sentence, and the empty lines around it; where every
    line is cut, the line end stays, since lines are joined later.
    """
    wrapped = is_wrapped(text)
    lines = [line for line in text.split("\n") if len(line) >= OPEN]
    if not wrapped and sum(line.rstrip()[-1:] not in _STOPPED for line in lines) > UNSTOPPED * len(lines) + len(edits):
        yield from edits
        return
    for region in _regions(edits):
        start, end = region[0].start, region[-1].end
        close = start - len(text[max(0, start - NEAR) : start]) + len(text[max(0, start - NEAR) : start].rstrip())
        above = text[text.rfind("\n", 0, close) + 1 : close].strip()
        below = text[end : end + NEAR].strip()[:OPEN]
        goes_on = above and below and above[-1] not in _STOPPED and "\t" not in above + below
        inside = len(above) >= OPEN and not (numbered_rank(above) or numbered_rank(below))
        if goes_on and (wrapped or inside) and (line_end := text.find("\n", close, start)) >= 0:
            region[0] = region[0]._replace(start=line_end + wrapped)
            empty = _EMPTY_LINES.match(text, end)
            region[-1] = region[-1]._replace(end=empty.end() if empty else end)
        yield from region


def _regions(edits: Sequence[Edit]) -> Iterator[list[Edit]]:
    """Edits with nothing between them."""
    region: list[Edit] = []
    for edit in edits:
        if region and region[-1].end != edit.start:
            yield region
            region = []
        region.append(edit)
    if region:
        yield region


def _running_heads(text: str, numbers: Sequence[Span]) -> list[Span]:
    beside = [span for number in numbers for span in _neighbours(text, number)]
    count = Counter(text[start:end].strip() for start, end in beside)
    least = max(SEVERAL, HEAD_SHARE * len(numbers))
    # The title of the text is printed on every leaf, or on every other one.
    title = _TITLE.match(text)
    again = title["title"].rstrip() if title else ""
    return [
        (start, end)
        for start, end in beside
        if count[line := text[start:end].strip()] >= least or (line == again and title and start >= title.end())
    ]


def _stamps(text: str) -> list[Span]:
    """Lines, all alike, that a page bears across it."""
    lines = [found for found in _STAMP.finditer(text) if _WARNS.search(found[0]) or _SIGNED.match(found[0])]
    count = Counter(found[0].strip() for found in lines)
    least = {line: SEVERAL if _WARNS.search(line) else _SIGNED_OFTEN for line in count}
    return [found.span() for found in lines if count[line := found[0].strip()] >= least[line]]


def _neighbours(text: str, line: Span) -> list[Span]:
    """Return the line above and the line below, empty ones skipped, where they may be a running head."""
    start, end = line
    above_end = len(text[max(0, start - 200) : start].rstrip("\n")) + max(0, start - 200)
    above = text.rfind("\n", 0, above_end) + 1, above_end
    below_start = end + len(text[end : end + 200]) - len(text[end : end + 200].lstrip("\n"))
    line_end = text.find("\n", below_start)
    below = below_start, len(text) if line_end < 0 else line_end
    return [(first, last) for first, last in (above, below) if first < last and _HEAD.fullmatch(text, first, last)]


def _value(found: re.Match[str]) -> int:
    return int(found[found.lastindex or 0])


def _ascend(numbers: list[int]) -> bool:
    steps = [0 < after - before <= 3 for before, after in pairwise(numbers)]
    return len(numbers) >= SEVERAL and sum(steps) >= ASCENDING * len(steps)
