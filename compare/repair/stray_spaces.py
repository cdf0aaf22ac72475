"""Blanks inside sentences that may be a defect: not those of headings, lists of names, slogans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from compare.repair.han import BLANK, HAN

PARAGRAPH = 3000
"""Characters. A line longer than this has lost its line ends; blanks after a stop are all that is left of them."""

# Wider blanks part cells or headings; a line that holds some is laid out, and its other blanks with it.
_LAID_OUT = re.compile(rf"\S[{BLANK}]{{3,}}+\S")
_BLANK = re.compile(rf"(?<=[^\s])[{BLANK}]{{1,2}}(?=[^\s])")
_LINE = re.compile(rf"^[^\n{BLANK}]*+[{BLANK}].*$", re.MULTILINE)
_SENTENCE = re.compile("[，。；！？,;]")
_IS_HAN = re.compile(f"[{HAN}]")

_STOPS = frozenset("，。；：、！？,;")
_WIDE_MARKS = frozenset("，。；：、！？“”‘’（）《》〈〉【】「」『』…—·≥≤")
_MARKS = _WIDE_MARKS | frozenset(",;:!?()\"'")
# The blank of an empty bracket is shown, not left over: 【 】为累计数.
_EMPTY_BRACKETS = frozenset({"()", "（）", "【】", "〔〕", "［］", "“”", "《》"})

NUMERALS = "一二三四五六七八九十百零〇○"
# The number of a heading is parted from the heading by a blank.
_HEADING_NUMBER = re.compile(
    rf"[\s#]*+(?:第[{NUMERALS}\d]{{1,4}}[编篇部章节条]|(?:专栏|附件|附表|附图|表|图)[{NUMERALS}\d.-]{{0,5}}"
    rf"|[（(]?[{NUMERALS}\d]{{1,3}}[)）、.．]|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}|[{NUMERALS}\d]{{1,3}})"
)
_INNER_NUMBER = re.compile(rf"(?<!\S)第[{NUMERALS}\d]{{1,4}}[编篇部章节条](?=[{BLANK}])")
# A heading that has run into the paragraph below, in a text without line ends.
_HEADING = re.compile(
    rf"(?:[{NUMERALS}]{{1,3}}、|[（(][{NUMERALS}]{{1,3}}[)）]|第[{NUMERALS}]{{1,3}}[章节篇])[^，。；：！？]{{2,30}}"
)
_HEADING_LENGTH = 40
_LAST_NUMBER = re.compile(r"\d{1,4}\s*$")
_NAMES = re.compile(rf"(?<![{HAN}])[{HAN}·]{{1,4}}(?:[{BLANK}]{{1,2}}[{HAN}·]{{1,4}}){{3,20}}(?![{HAN}])")
_SLOGAN = re.compile(rf"“[{HAN}‘’]{{2,12}}(?:[{BLANK}]{{1,2}}[{HAN}‘’]{{2,12}}){{1,3}}”")


class Sort(Enum):
    """What a blank stands between."""

    HAN = auto()
    BEFORE_STOP = auto()
    BESIDE_MARK = auto()
    AFTER_NUMBER = auto()
    BEFORE_NUMBER = auto()
    BESIDE_LATIN = auto()


class Blank(NamedTuple):
    """A blank inside a sentence, ``[start, end)`` of the text."""

    start: int
    end: int
    sort: Sort


class SpacedLine(NamedTuple):
    """A line that holds a blank."""

    start: int
    text: str


def lines_with_blanks(text: str) -> Iterator[SpacedLine]:
    """Yield the lines of a text that hold a blank."""
    for found in _LINE.finditer(text):
        yield SpacedLine(found.start(), found.group())


def blanks(line: SpacedLine) -> Iterator[Blank]:
    """Yield the blanks of a line that may be defects; none if it holds no sentence, as in headings and tables."""
    if not _SENTENCE.search(line.text) or _LAID_OUT.search(line.text):
        return
    kept = set(_kept(line.text))
    done = 0
    for found in _BLANK.finditer(line.text):
        sort = _sort(line.text[found.start() - 1], line.text[found.end()])
        if sort and found.start() not in kept and not _parts(line.text, done, found):
            yield Blank(line.start + found.start(), line.start + found.end(), sort)
        done = found.end()


def _kept(line: str) -> Iterator[int]:
    """Where the blanks begin that belong to the text."""
    if number := _HEADING_NUMBER.match(line):
        yield number.end()
    yield from (found.end() for found in _INNER_NUMBER.finditer(line))
    for pattern in (_SLOGAN, _NAMES):
        for found in pattern.finditer(line):
            if pattern is _SLOGAN or _looks_like_names(found.group()):
                yield from (found.start() + blank.start() for blank in _BLANK.finditer(found.group()))


def _looks_like_names(words: str) -> bool:
    """Not the single characters of a sentence that was set wide."""
    lengths = [len(word) for word in words.split()]
    return 2 * lengths.count(1) <= len(lengths)


def _parts(line: str, done: int, blank: re.Match[str]) -> bool:
    """Before a page number at the end of the line; in a text without line ends, after a stop or after a heading that
    begins at the blank before (``done``).
    """
    if _LAST_NUMBER.match(line, blank.end()):
        return True
    if len(line) <= PARAGRAPH:
        return False
    stop, length = line[blank.start() - 1] in "。！？：", blank.start() - done
    return stop or (length <= _HEADING_LENGTH and bool(_HEADING.fullmatch(line, done, blank.start())))


def _sort(left: str, right: str) -> Sort | None:
    """``None`` between numbers or Latin words, beside ASCII marks in Latin text, and inside empty brackets."""
    han_left, han_right = bool(_IS_HAN.match(left)), bool(_IS_HAN.match(right))
    if han_left and han_right:
        return Sort.HAN
    if left + right in _EMPTY_BRACKETS:
        return None
    if right in _STOPS and (han_left or left in _WIDE_MARKS or left in "%％)"):
        return Sort.BEFORE_STOP
    if left in _WIDE_MARKS or right in _WIDE_MARKS:
        return Sort.BESIDE_MARK
    if (left in _MARKS and han_right) or (han_left and right in _MARKS):
        return Sort.BESIDE_MARK
    if not (han_left or han_right):
        return None
    return _beside_number(left) if han_right else _beside_number(right, Sort.BEFORE_NUMBER)


def _beside_number(sign: str, sort: Sort = Sort.AFTER_NUMBER) -> Sort | None:
    if sign in "0123456789%％‰℃+":
        return sort
    return Sort.BESIDE_LATIN if sign.isascii() and sign.isalpha() else None
