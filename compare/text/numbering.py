"""How Chinese plans number their headings, from the outermost style in.

GB/T 9704 gives 一、 （一） 1. （1）; the laws on plans add 编, 章 and 节 above. Repair must not glue such lines onto a
paragraph, and the outline reads the depth of a heading from its style.
"""

from __future__ import annotations

import re

NUMERAL = "[〇零一二三四五六七八九十百]{1,6}"
# "第 一 章" is set wide; other blanks stand between the number and the word.
_NTH = (
    r"第[ \t\u3000\xa0]{0,2}(?:[〇零一二三四五六七八九十百](?:[ \u3000]?[〇零一二三四五六七八九十百]){0,5}|\d{1,3})"
    r"[ \t\u3000\xa0]{0,2}"
)

# What a decimal is a number of; 1.1 before anything else numbers a heading.
_UNIT = "[万亿千百个亩公吨元米倍平立分年天户人家项名次台套座条种度级小毫微兆~～—–-]|km|MW|GW|kW|[a-zA-Z]{1,3}[²³]"

STYLES: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(rf"{_NTH}(?:编|篇|部分)(?!.*。$)")),
    (2, re.compile(rf"{_NTH}章(?!.*。$)")),
    (3, re.compile(rf"{_NTH}节(?!.*。$)")),
    (4, re.compile(rf"{NUMERAL}(?:、|[.．](?!\d))")),
    (5, re.compile(rf"[（(]{NUMERAL}[)）]")),
    (6, re.compile(rf"\d{{1,2}}(?:[.．、](?!\d)|(?:\.\d{{1,2}}){{1,3}}(?![\d%％.]|{_UNIT}))")),
    (7, re.compile(r"[（(]\d{1,2}[)）]|[①-⑳]|\d{1,2}[)）]")),
)
"""Rank and pattern at the beginning of a line."""

DASH = re.compile(r"[—–―－-]{1,4}\s*|一一{1,2}(?=[\u4e00-\u9fff])|[●◆■▲★·•◎○]\s*")
"""The mark before an item of a list. 一一 is a dash that a scanner read as two numerals."""

ORDINAL = re.compile(
    r"(?<![之唯第统单同万专十百])(?:[一二三四五六七八九十]|十[一二三四五])(?:是|要|在)(?![一-龥]{0,2}[，,、])"
)
"""一是, 二要: the items of an enumeration inside or at the beginning of a paragraph."""

_NUMBER = r"(?:\d{1,3}(?:-\d{1,2})?|[一二三四五六七八九十]{1,3})"
CAPTION = re.compile(
    rf"(?:专栏|图表|表|图)[ \u3000]{{0,2}}{_NUMBER}(?![\d年月日、.．个项张])"
    rf"|(?:专栏|附件|附表|附图|附录)[ \u3000]{{0,2}}{_NUMBER}?(?=[\s:：]|$)"
)
"""The head of a box, table, figure or annex."""

_LEADER = re.compile(
    r"(?<![ \u3000.…·\t])(?:[ \u3000]*+(?:\.{4,}+|…++|·{4,}+|(?:[.·] ){4,}+|\t++)|(?: {2}|\u3000{2})[ \u3000]*+)"
    r"[ \u00a0\u2000-\u200a.…·-]{0,6}+(?:\d{1,4}|[(（]\d{1,4}[)）])[ -]{0,3}$"
)


def leader(line: str) -> re.Match[str] | None:
    """Return what leads from an entry of a contents list to its page number, to the end of the line."""
    return _LEADER.search(line) if ends_with_number(line) else None


def without_leader(line: str) -> str:
    """Return a line without its leader and page number."""
    found = leader(line)
    return line[: found.start()] if found else line


def ends_with_number(line: str) -> bool:
    """Whether a line may end with a page number, as hardly any line does."""
    return line.rstrip(" -)）")[-1:].isdecimal()


def numbered_rank(line: str) -> int | None:
    """Rank of the number that a line begins with, 1 for the outermost; ``None`` if it begins with none."""
    for rank, pattern in STYLES:
        if (match := pattern.match(line)) and match.end() < len(line):
            return rank
    return None


# What numbers in figures, and never stands inside a sentence.
_LAST_BEFORE_FIGURES = 5
_SURE_ITEM = re.compile(r"[—–―]{2}|[●◆■]|\d{1,2}[.．、](?!\d)")


def begins_item(line: str, *, inside: bool = False) -> bool:
    """Whether a line begins a paragraph of its own: a numbered or marked item, or the head of a box or table.

    Args:
        line: The line.
        inside: The line above ends inside a sentence; a figure or a small number then belongs to that sentence.
    """
    rank = numbered_rank(line)
    if rank is not None and (rank <= _LAST_BEFORE_FIGURES or not inside):
        return True
    if inside:
        return bool(CAPTION.match(line) or _SURE_ITEM.match(line))
    return any(pattern.match(line) for pattern in (DASH, ORDINAL, CAPTION)) or line.startswith(
        ("注：", "注:", "各位代表")
    )
