"""Text of a table that has lost its rules -> tokens: what stands between line ends and wide blanks, or any blanks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from compare.structure.tables.columns import Column, column_of, is_head
from compare.structure.tables.ruled import Span
from compare.text import UNIT, composed

Gap = Literal["line", "wide", "blank", "soft"]

_WIDE = re.compile(r"(?<![><≥≤＞＜])(?:[ \u3000]{2,}|[ \u3000]*\t[ \u3000]*)")
# 1520. 5: recognition of characters leaves a blank behind the point; 26. 3岁以下…入托率 is a running number and a name.
_ANY = re.compile(r"(?<![><≥≤＞＜])[ \u3000\t]+(?!(?<=\d[.．] )\d{1,2}(?![\d\u3400-\u9fff]))")
_BLANK = re.compile(r"\s+")
# 预期性3, 预期性安全: the end of a row and the number or group of the next, glued where lines were joined.
_GLUED = re.compile(r"((?:约束|预期)性(?:指标)?)(\d{1,3}(?!\d))?(\D[^\n]*|20\d\d年[^\n]*)?")
# 2030年 85以上, 能源生产能力 万吨标准煤: columns that stand so near that one blank parts them in a page.
_NEAR = composed(
    rf"(?P<year>20\d\d年)[ \u3000]+(?P<value>[^\n]+)|(?P<name>[^\n]*[\u3400-\u9fff）)])[ \u3000]+(?P<unit>{UNIT}|[—–])"
)
_NUMBER = composed(r"[（(]\d{1,2}[)）](?=[\u3400-\u9fffA-Z])|\d{1,2}[.．、](?=[\u3400-\u9fffA-Z])")
_HAN = re.compile("[\u3400-\u9fff]")


class Token(NamedTuple):
    """A piece of a table's text.

    Attributes:
        start, end: Its span; the same where blanks tell that a cell is empty.
        text: Its characters without blanks.
        gap: What parts it from the one before: a line end, several blanks, one blank, or one beside a Latin letter or
            a digit, which may be a blank within a name.
    """

    start: int
    end: int
    text: str
    gap: Gap


def lines_from(text: str, start: int) -> Iterator[Span]:
    """Spans of the lines from an offset on that are not blank."""
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text[start:end].strip():
            yield start, end
        start = end + 1


def lines_before(text: str, at: int, count: int) -> list[Span]:
    """Return the last lines before an offset that are not blank, in reading order."""
    found: list[Span] = []
    end = at - 1
    while end > 0 and len(found) < count:
        start = text.rfind("\n", 0, end) + 1
        if text[start:end].strip():
            found.insert(0, (start, end))
        end = start - 1
    return found


def is_wide(text: str, line: Span) -> bool:
    """Tell whether several blanks part the cells of a line."""
    return _WIDE.search(text[slice(*line)].strip()) is not None


def step_of(text: str, lines: Iterable[Span]) -> int:
    """Return the blanks that stand for one tab, where all gaps in the lines of a head are of that width; else 0."""
    widths = {len(gap) for line in lines for gap in re.findall(r" {2,}", text[slice(*line)].strip())}
    return widths.pop() if len(widths) == 1 else 0


def tokens_of(text: str, line: Span, *, wide: bool, step: int = 0) -> list[Token]:
    """Cut a line into tokens.

    Args:
        text: The text.
        line: Span of the line.
        wide: One blank parts no cells.
        step: Blanks that stand for one tab: a gap of twice as many holds an empty cell; 0 if that is not known.
    """
    found: list[Token] = []
    begin, end = line
    gap: Gap = "line"
    for match in [*(_WIDE if wide else _ANY).finditer(text, *line), None]:
        stop = match.start() if match else end
        piece = text[begin:stop]
        if piece.strip():
            left = begin + len(piece) - len(piece.lstrip())
            for part in _unglued(text, left, begin + len(piece.rstrip())):
                found.append(Token(*part, _BLANK.sub("", text[slice(*part)]), _softened(text, part[0], gap)))
                gap = "line"
        if match:
            width = len(match.group())
            empty = width // step - bool(found) if step and width % step == 0 else 0
            gap = gap if not found and not empty else "wide" if width > 1 else "blank"
            for _ in range(empty):
                found.append(Token(match.end(), match.end(), "", "line" if not found else "wide"))
            begin = match.end()
    return found


def heads_of(tokens: list[Token]) -> list[str]:
    """Put the words of a line of heads together: 指 标, 2030 年目标; as they are where they are no heads.

    The fewest words that are no head remain, then the most heads.
    """
    best: list[tuple[int, int, list[str]]] = [(0, 0, [])]
    for until in range(1, len(tokens) + 1):
        choices = []
        for since in range(max(0, until - 4), until):
            words = [token.text for token in tokens[since:until]]
            joined = "".join(words)
            if len(words) > 1 and all(map(is_head, words)):
                continue
            bad, heads, told = best[since]
            unknown = not is_head(joined)
            # 指标 and 名称 beside each other are one head, written with blanks.
            again = bool(told) and {column_of(told[-1]), column_of(joined)} == {Column.NAME}
            choices.append((bad + len(words) * unknown, heads - (not again), [*told, joined]))
        best.append(min(choices, key=lambda choice: choice[:2]))
    return best[-1][2]


def without_number(token: Token) -> list[Token]:
    """Cut a token that begins with a running number in two: （3）城镇化率, 3.城镇化率; else it is as it was."""
    found = _NUMBER.match(token.text)
    if not found or token.end - token.start != len(token.text):
        return [token]
    cut = token.start + found.end()
    return [
        Token(token.start, cut, found.group(), token.gap),
        Token(cut, token.end, token.text[found.end() :], "soft"),
    ]


def _softened(text: str, start: int, gap: Gap) -> Gap:
    if gap != "blank":
        return gap
    before = text[max(0, start - 2) : start].strip()
    return gap if _HAN.match(before) and _HAN.match(text, start) else "soft"


def _unglued(text: str, start: int, end: int) -> Iterator[Span]:
    glued = _GLUED.match(text, start, end)
    for begin, stop in (
        [glued.span(group) for group in (1, 2, 3) if glued.start(group) < glued.end(group)] if glued else [(start, end)]
    ):
        near = _NEAR.fullmatch(text, begin, stop)
        yield from [near.span(group) for group in _NEAR.pattern.groupindex if near[group]] if near else [(begin, stop)]
