"""Lines that are headings as a whole, and how they rank."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from compare.structure.outline.lines import OutlineLine
from compare.structure.outline.run_in import HEADING_LIMIT, names, names_plainly
from compare.structure.outline.sayings import sets_figure, sets_in_parts
from compare.structure.outline.tree import Builder
from compare.text import DASH, NUMERAL, ORDINAL, STYLES, cues, numbered_rank

_SENTENCE_END = "。！？!?"
# From here on a number stands before sentences as well as before headings.
_ITEM_RANK = 6
_ORDINAL_RANK = 6.8
_PART_RANK, _ABOVE_CHAPTERS = 4, 1.5
_DECIMAL = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}")
_DECIMAL_STEP = 0.1
# 2 重点任务 above 2.1: a number without a point is a heading's only in such company.
_PLAIN_RANK = 5.9
_PLAIN = re.compile(r"(\d{1,2})[ \u3000]{1,4}[\u4e00-\u9fff“《][^\d。；;，,：:]{1,24}")

# 第四条 规划指标: spatial plans are written in articles; fewer than three such lines are words of a paragraph.
_ARTICLE_RANK, _ARTICLES = 3.7, 3
_ARTICLE = re.compile(
    rf"第(?:{NUMERAL}|\d{{1,3}})条[ \t\u3000\xa0]*[\u4e00-\u9fff“《][^。；;！？]{{1,38}}(?<![，,、：:])"
)

# Headings without a number: those that part a work report rank above 一、, others, short lines between two paragraphs,
# below all numbered ones.
_REPORT_PART = cues("part_of_report")
_REPORT_PART_RANK, _UNNUMBERED_RANK, _SENTENCE_RANK, _DASH_RANK = 3.5, 7.5, 7.6, 7.7
_UNNUMBERED_LIMIT, _PARAGRAPH, _MARKED_LIMIT = 30, 60, 40
_WORDS = re.compile("[\u4e00-\u9fff]{2}")
_NO_HEADING = re.compile(r"[。；;：:？?！!…|\t]|[，,、]$|\d{4}元|^[^\w“《]|各位代表")
_ADDRESS = re.compile(r"各位(?:代表|委员)[^。]{0,8}[！!：:，,]?")
_FIRST_ITEM = re.compile(r"[（(]一[)）]")
_NUMBERED_PART = 5
_CLOSING = re.compile(r"结[ \u3000]{0,4}(?:束[ \u3000]{0,4})?语$")

_STOPLESS = 0.5
"""Where so few of the longer lines end in a stop, line ends stand for stops, and a short line is a sentence."""
_LONGER = 20


class Headings:
    """The headings of a text, asked for line by line in order.

    Args:
        lines: All lines of the text.
        builder: The tree that grows from them.
        marked: Ranks of lines that the file itself marks as headings, by their numbers.
    """

    def __init__(self, lines: Sequence[OutlineLine], builder: Builder, marked: Mapping[int, float]) -> None:
        self._known = marked
        self._lines = lines
        self._builder = builder
        self._decimal: tuple[int, ...] = ()
        longer = [line.text for line in lines if len(line.text) >= _LONGER]
        stopped = sum(text[-1] in "。；！？：:;!?”）)" for text in longer)
        self._stopless = stopped < _STOPLESS * len(longer)
        self._above_chapters = self._stand_above_chapters()
        self._plain = _plain_numbers(lines)
        articles = [at for at, line in enumerate(lines) if _ARTICLE.fullmatch(line.text) and not line.is_row()]
        self._articles = frozenset(articles if len(articles) >= _ARTICLES else ())

    def rank(self, number: int) -> float | None:
        """Rank of a line that is a heading as a whole; ``None`` if it is not one."""
        line = self._lines[number]
        if line.is_row():
            return None
        if number in self._articles:
            return _ARTICLE_RANK
        rank = _PLAIN_RANK if number in self._plain else self._numbered(line.text)
        if rank is None:
            rank = self._marked(number)
        elif rank >= _PART_RANK and self._is_item(number, rank):
            return None
        if rank is None:
            rank = self._known.get(number)
        return self._unnumbered(number) if rank is None else rank

    def _numbered(self, line: str) -> float | None:
        if len(line) > HEADING_LIMIT or any(mark in line[:-1] for mark in _SENTENCE_END) or line[-1] in "；;：:，,、":
            return None
        for rank, pattern in STYLES:
            if (match := pattern.match(line)) and match.end() < len(line):
                if _DECIMAL.fullmatch(match[0]):
                    return self._in_sequence(match[0])
                return _ABOVE_CHAPTERS if rank == _PART_RANK and self._above_chapters else rank
        return None

    def _is_item(self, number: int, rank: float) -> bool:
        """Whether a numbered line is a sentence of its own, an item under the heading above it.

        One that ends in a stop is, if it sets a figure, or neither a paragraph nor, under 一、 and （一）, numbered
        lines of a lower rank follow on it; one without a stop, if it sets a figure, and has several parts or nothing
        stands below it.
        """
        line = self._lines[number].text
        if line[-1] != "。":
            return sets_in_parts(line) or (self._ends_below(number, rank) and sets_figure(line))
        if self._paragraph_follows(number):
            return sets_figure(line)
        return rank >= _ITEM_RANK or sets_figure(line) or not self._lower_follows(number, rank)

    def _lower_follows(self, number: int, rank: float) -> bool:
        """Whether the next line is no item beside this one: a row, a paragraph, or an item of a lower rank."""
        if number + 1 >= len(self._lines):
            return False
        below = numbered_rank(self._lines[number + 1].text)
        return below is None or below > rank

    def _ends_below(self, number: int, rank: float) -> bool:
        """Whether a numbered line has nothing below it: another as it is follows, or one of a higher rank, or none; and
        the one before has nothing either.
        """
        if self._builder.innermost() == rank and numbered_rank(self._lines[number - 1].text) != rank:
            return False
        if number + 1 >= len(self._lines):
            return True
        below = numbered_rank(self._lines[number + 1].text)
        return below is not None and below <= rank

    def _stand_above_chapters(self) -> bool:
        """Whether 一、 parts the text above 第一章, as in the seventh five-year plan: chapters follow on it."""
        (_, chapter), (_, part) = STYLES[1], STYLES[3]
        parts = [
            at for at, line in enumerate(self._lines[:-1]) if part.match(line.text) and len(line.text) <= HEADING_LIMIT
        ]
        followed = sum(bool(chapter.match(self._lines[at + 1].text)) for at in parts)
        return len(parts) > 1 and followed > len(parts) / 2

    def _in_sequence(self, number: str) -> float | None:
        """1.1, then 1.2 or 2.1 or 1.1.1: a decimal that follows on none is a quantity."""
        parts = tuple(map(int, number.split(".")))
        before = self._decimal[: len(parts)]
        if parts[-1] != 1 and (len(before) < len(parts) or parts[-1] != before[-1] + 1):
            return None
        self._decimal = parts
        return _ITEM_RANK + _DECIMAL_STEP * (len(parts) - 1)

    def _marked(self, number: int) -> float | None:
        """Return a line after 一是 or a dash that names what the paragraph below it tells."""
        line = self._lines[number].text
        bare = line.removesuffix("。")
        for rank, pattern in ((_ORDINAL_RANK, ORDINAL), (_DASH_RANK, DASH)):
            if match := pattern.match(bare):
                named = names(bare[match.end() :], _MARKED_LIMIT, commas=2) and "。" not in bare
                return rank if named and self._builder.begun and self._paragraph_follows(number) else None
        return None

    def _paragraph_follows(self, number: int) -> bool:
        """Whether the next line is a paragraph that has neither a number nor a mark."""
        if number + 1 >= len(self._lines):
            return False
        line = self._lines[number + 1].text
        told = len(line) >= _PARAGRAPH or (len(line) >= _LONGER and line.count("。") > 1)
        patterns = (DASH, ORDINAL, *(pattern for _, pattern in STYLES))
        return told and line[-1] in "。；！？：”）" and not any(pattern.match(line) for pattern in patterns)

    def _unnumbered(self, number: int) -> float | None:
        line = self._lines[number].text
        if _CLOSING.match(line):
            return 1
        if line[-1] == "。":
            return _SENTENCE_RANK if self._alternates(number) else None
        if len(line) > _UNNUMBERED_LIMIT or _NO_HEADING.search(line) or not _WORDS.search(line):
            return None
        # The first line of all is the title: 某街道2026年工作要点.
        if number and _REPORT_PART.search(line):
            return _REPORT_PART_RANK
        below = self._below(number)
        parted = number > 0 and len(self._lines[number - 1].text) >= _PARAGRAPH and _is_paragraph(below)
        if self._stopless or not (parted and self._builder.begun):
            return None
        # 全面加强政府自身建设, after which （一） begins again, is a part of the report like those before it.
        part = self._builder.innermost() == _NUMBERED_PART and _FIRST_ITEM.match(below)
        return _REPORT_PART_RANK if part else _UNNUMBERED_RANK

    def _below(self, number: int) -> str:
        """Return the line below, or the one below that if it only addresses the assembly; empty if there is none."""
        below = [line.text for line in self._lines[number + 1 : number + 3]]
        if below and _ADDRESS.fullmatch(below[0]):
            del below[0]
        return below[0] if below else ""

    def _alternates(self, number: int) -> bool:
        """Whether short sentences and paragraphs take turns, the sentences being the headings."""
        return self._stands_above(number) and (self._stands_above(number - 2) or self._stands_above(number + 2))

    def _stands_above(self, number: int) -> bool:
        """Whether a line is a short sentence, and the next one a paragraph."""
        return self._is_short_sentence(number) and self._paragraph_follows(number)

    def _is_short_sentence(self, number: int) -> bool:
        if not 0 <= number < len(self._lines):
            return False
        line = self._lines[number].text
        return line[-1] == "。" and line.count("。") == 1 and names_plainly(line[:-1])


def _is_paragraph(line: str) -> bool:
    return len(line) >= _PARAGRAPH or (len(line) > _UNNUMBERED_LIMIT and line.count("。") > 1 and line[-1] == "。")


def _plain_numbers(lines: Sequence[OutlineLine]) -> frozenset[int]:
    """Return the lines 1 总体要求, 2 重点任务: they count from 1, and below one of them stands its first part (2.1)."""
    found: list[int] = []
    for at, line in enumerate(lines):
        if (plain := _PLAIN.fullmatch(line.text)) and int(plain[1]) == len(found) + 1 and not line.is_row():
            found.append(at)
    parted = any(
        line.text.startswith(f"{number}.1") and not line.text[len(f"{number}.1") :][:1].isdigit()
        for number, at in enumerate(found, 1)
        for line in lines[at + 1 : at + 4]
    )
    return frozenset(found) if len(found) > 1 and parted else frozenset()
