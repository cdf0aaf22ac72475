"""Tables of PDF files without ruling lines: cells by where words stand, whatever the maker of the file does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pytest
from fpdf import FPDF

from compare.readers.pdf.reader import read
from tests.fonts import plan_font

_SIZE = 10.0
_LEFT = 20.0


class Word(NamedTuple):
    """A text with its place: column, and lines (may be half ones) below the head."""

    column: int
    line: float
    text: str


_COLUMNS = (20.0, 32.0, 90.0, 120.0, 145.0, 175.0)
_HEADS = ("序号", "指标", "单位", "2025年", "2030年", "属性")


def page(words: Sequence[Word], *, pitch: float = 6.0, heads: Sequence[str] = _HEADS) -> bytes:
    """Set a table by hand: a title, the head, words."""
    pdf = FPDF(format="A4")
    pdf.add_font("song", "", str(plan_font()))
    pdf.add_page()
    pdf.set_font("song", size=_SIZE)
    pdf.text(_LEFT, 30, "东江县国民经济和社会发展第十五个五年规划纲要")
    pdf.text(_LEFT, 40, "专栏1 主要指标")
    for x, head in zip(_COLUMNS, heads, strict=True):
        pdf.text(x, 50, head)
    for word in words:
        pdf.text(_COLUMNS[word.column], 58 + pitch * word.line, word.text)
    below = 66 + pitch * max(word.line for word in words)
    pdf.text(_LEFT, below, "注：带星号的为预计数。")
    return bytes(pdf.output())


def rows(content: bytes) -> list[list[str]]:
    """The rows of the table, cell by cell."""
    text = read(content, recognition=False).text
    return [line.split("\t") for line in text.split("\n") if "\t" in line]


def row(number: str, line: float, name: str, unit: str, base: str, value: str, kind: str) -> list[Word]:
    cells = (number, name, unit, base, value, kind)
    return [Word(column, line, text) for column, text in enumerate(cells) if text]


_FIRST = row("1", 0, "地区生产总值", "亿元", "410", "560", "预期性")


@pytest.mark.parametrize(
    ("lines", "middle"),
    [((1.0, 2.0, 3.0), 2.0), ((1.0, 2.0, 3.0), 1.0), ((1.0, 2.0, 3.0), 3.0)],
    ids=["middle", "top", "bottom"],
)
def test_a_name_over_three_lines_is_one_cell(lines: Sequence[float], middle: float) -> None:
    name = ("亿元地区生产总值生产安全事", "故死亡率与上年相比下降的比", "例")
    words = [
        *_FIRST,
        *row("2", middle, "", "%", "3", "12", "约束性"),
        *(Word(1, line, part) for line, part in zip(lines, name, strict=True)),
        *row("3", 4, "森林覆盖率", "%", "41.2", "42", "约束性"),
    ]
    found = rows(page(words))
    assert found[0] == list(_HEADS)
    assert found[1] == ["1", "地区生产总值", "亿元", "410", "560", "预期性"]
    assert found[2] == ["2", "".join(name), "%", "3", "12", "约束性"]
    assert found[3] == ["3", "森林覆盖率", "%", "41.2", "42", "约束性"]


def test_a_kind_beside_several_rows_stands_in_the_first_of_these() -> None:
    words = [
        *row("1", 0, "地区生产总值", "亿元", "410", "560", ""),
        *row("2", 1, "常住人口城镇化率", "%", "61", "66", ""),
        *row("3", 2, "研发经费投入强度", "%", "1.9", "2.4", "预期性"),
        *row("4", 3, "居民人均可支配收入", "元", "31200", "42000", ""),
        *row("5", 4, "人均预期寿命", "岁", "79.1", "80", ""),
        *row("6", 5, "森林覆盖率", "%", "41.2", "42", ""),
        Word(5, 5.5, "约束性"),
        *row("7", 6, "空气质量优良天数比例", "%", "93", "95", ""),
    ]
    assert [(cells[0], cells[5]) for cells in rows(page(words))[1:]] == [
        ("1", "预期性"), ("2", ""), ("3", ""), ("4", ""), ("5", ""), ("6", "约束性"), ("7", ""),
    ]  # fmt: skip


def test_the_first_part_of_a_name_runs_down() -> None:
    words = [
        *_FIRST,
        Word(1, 1.5, "医护人员"),
        Word(0, 1.5, "2"),
        *[Word(column, 1, text) for column, text in ((2, "人"), (3, "2.6"), (4, "3.1"), (5, "预期性"))],
        *[Word(column, 2, text) for column, text in ((2, "人"), (3, "3.2"), (4, "3.8"), (5, "预期性"))],
        *row("3", 3, "森林覆盖率与林木蓄积量增长", "%", "41.2", "42", "约束性"),
    ]
    content = page([*words, Word(1, 1, "　　　　　执业医师数"), Word(1, 2, "　　　　　注册护士数")])
    found = rows(content)
    assert found[2] == ["2", "医护人员", "执业医师数", "人", "2.6", "3.1", "预期性"]
    assert found[3] == ["", "", "注册护士数", "人", "3.2", "3.8", "预期性"]
    assert found[4][:3] == ["3", "森林覆盖率与林木蓄积量增长", ""]


def test_text_over_two_columns_of_figures_is_in_neither() -> None:
    words = [
        *_FIRST,
        Word(0, 1, "2"),
        Word(1, 1, "地表水优良水体比例"),
        Word(2, 1, "%"),
        Word(3, 1, "完成上级下达的年度任务"),
        Word(5, 1, "约束性"),
        *row("3", 2, "森林覆盖率", "%", "41.2", "42", "约束性"),
    ]
    found = rows(page(words))
    assert found[2][3:5] == ["", ""]
    assert "地表水优良水体比例" in found[2][1]
    assert "完成上级下达的年度任务" in "".join(found[2])


def test_groups_are_rows_of_their_own() -> None:
    words = [
        Word(0, 0, "一、经济发展（1项）"),
        *row("1", 1, "地区生产总值", "亿元", "410", "560", "预期性"),
        Word(0, 2, "二、绿色生态（1项）"),
        *row("2", 3, "森林覆盖率", "%", "41.2", "42", "约束性"),
    ]
    found = rows(page(words))
    assert [cells[0] for cells in found[1:]] == ["一、经济发展（1项）", "1", "二、绿色生态（1项）", "2"]
