"""Markdown as people write it and as recognition programs do: the marks go, what they mean stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from compare.readers import RawText, read_file, signs
from compare.readers.latex import without_latex
from compare.repair import repair
from compare.structure import find_outline
from tests.builders import PLAN_IDS, SEEDS


def read(folder: Path, text: str) -> RawText:
    path = folder / "plan.md"
    path.write_text(text, encoding="utf-8")
    raw = read_file(path)
    assert raw.signs_in_file == signs(raw.text) + sum(row.signs for row in raw.left_out)
    assert "unexplained" not in {row.what for row in raw.left_out}
    return raw


def headings(raw: RawText) -> list[tuple[int, str]]:
    whole = repair(raw)
    return [(each.depth, each.heading) for each in find_outline(whole.text, whole.headings).sections]


@pytest.mark.parametrize(
    ("formula", "read_as"),
    [
        (r"$65\%$", "65%"),
        (r"$6 . 5 \%$", "6.5%"),
        (r"$\geqslant 82 \%$", "≥82%"),
        (r"$\leq 1 4$", "≤14"),
        (r"$1 0 ^ { 8 }$", "10⁸"),
        (r"$1.2 \times 10^8$", "1.2×10⁸"),
        (r"$\mathrm{km}^{2}$", "km²"),
        (r"$\frac{1}{3}$", "1/3"),
        (r"$\mathbf { 8 2 . 5 \% }$", "82.5%"),
        (r"$\mathrm{PM}_{2.5}$", "PM2.5"),
        (r"\(65\%\)", "65%"),
        (r"\( \leq 5.5 \)", "≤5.5"),
        (r"$ \geqslant 82 \% $", "≥82%"),
        ("$120$", "120"),
        ("投资$5亿元和$6亿元", "投资$5亿元和$6亿元"),
    ],
)
def test_formulas_are_written_as_people_write_them(formula: str, read_as: str) -> None:
    assert without_latex(f"达到{formula}。") == f"达到{read_as}。"


@pytest.mark.parametrize(
    ("formula", "read_as"),
    [
        ("180亿元$^{2}$", "180亿元"),
        ("达到1.2%$^{[3]}$", "达到1.2%"),
        ("“菜篮子”$ ^ { ① } $", "“菜篮子”"),
        ("面积15m$^{2}$", "面积15m²"),
    ],
)
def test_raised_signs_alone_are_marks_of_notes_or_exponents(formula: str, read_as: str) -> None:
    assert without_latex(f"{formula}以上。") == f"{read_as}以上。"


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("由**38.5%**提高到**43.1%**。", "由38.5%提高到43.1%。"),
        ("**“十三五”**期间，**（一）**推进。", "“十三五”期间，（一）推进。"),
        (r"年均\(2016\-2020年，下同\)增长4\.9%。", "年均(2016-2020年，下同)增长4.9%。"),
        (r"互联网协议第六版\(IPv6\)。", "互联网协议第六版(IPv6)。"),
        (r"立足\“生态优先\”、\《规划\》。", "立足“生态优先”、《规划》。"),
        ("- 12 -", "- 12 -"),
    ],
)
def test_marks_beside_chinese_words(tmp_path: Path, written: str, read_as: str) -> None:
    assert read(tmp_path, f"前一段。\n\n{written}\n\n后一段。\n").text.split("\n")[1] == read_as


def test_han_that_the_renderer_loses_are_not_called_markup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from compare.readers import markdown

    whole = markdown._blocks
    monkeypatch.setattr(markdown, "_blocks", lambda body: list(whole(body))[:1])
    path = tmp_path / "plan.md"
    path.write_text("# 规划\n\n丢了的一段话。<!--不是-->\n", encoding="utf-8")
    raw = read_file(path)
    assert {row.what: row.signs for row in raw.left_out}["unexplained"] == 6
    assert raw.unexplained > 0.5


def test_headings_of_every_kind_give_title_and_sections(tmp_path: Path) -> None:
    text = "# 连山县规划纲要\n\n## 总体要求\n坚持绿色发展，推进建设。\n\n重点任务\n---\n\n### 产业\n\n建设标准厂房20万平方米。\n"
    assert headings(read(tmp_path, text)) == [(1, "总体要求"), (1, "重点任务"), (2, "产业")]
    assert repair(read(tmp_path, text)).text.startswith("连山县规划纲要\n")


def test_headings_that_recognition_writes_all_alike_rank_by_their_numbers(tmp_path: Path) -> None:
    text = "# 连山县规划纲要\n\n# 第一章 总体要求\n\n坚持绿色发展。\n\n# 第一节 目标\n\n增长6%。\n\n# 第二章 任务\n\n建设厂房。\n"
    assert headings(read(tmp_path, text)) == [(1, "第一章 总体要求"), (2, "第一节 目标"), (1, "第二章 任务")]


def test_a_paragraph_over_a_rule_is_no_heading(tmp_path: Path) -> None:
    paragraph = "坚持绿色发展，推进生态文明建设，打好污染防治攻坚战，" * 4 + "实现目标。"
    assert read(tmp_path, f"{paragraph}\n---\n\n后。").headings == ()


TABLE = "指标\t2025年\n城镇化率（%）\t65"


@pytest.mark.parametrize(
    "table",
    [
        "| 指标 | 2025年 |\n| --- | ---: |\n| 城镇化率（%） | **65** |",
        "<html><body><table><tr><td>指标</td><td>2025年</td></tr><tr><td>城镇化率（%）</td><td>$65$</td></tr></table></body></html>",
        "<table>\n<tr><td>指标</td><td>2025年</td></tr>\n<tr><td>城镇化率（%）</td><td>65</td></tr>\n</table>",
    ],
)
def test_tables_are_rows_however_they_are_written(tmp_path: Path, table: str) -> None:
    assert read(tmp_path, f"前。\n\n{table}\n\n后。").text == f"前。\n{TABLE}\n后。"


def test_marks_go_and_numbers_of_lists_stay(tmp_path: Path) -> None:
    text = "- 建设**标准**厂房\n- ~~旧的~~新的\n\n3. 甲\n4. 2025年乙\n\n> 引用[链接](http://a)。\n\n![图](a.jpg)\n\n达到65<sup>2</sup>%。\n"
    raw = read(tmp_path, text)
    assert raw.text.split("\n") == ["建设标准厂房", "新的", "3.甲", "4. 2025年乙", "引用链接。", "达到65%。"]


def test_places_are_lines_of_the_file(tmp_path: Path) -> None:
    raw = read(tmp_path, "# 题目\n\n第一段。\n第二段。\n\n| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |\n\n    缩进的段。\n")
    found = {line: raw.place(raw.text.index(line)).number for line in raw.text.split("\n")}
    assert found == {"题目": 1, "第一段。": 3, "第二段。": 4, "甲\t乙": 6, "丙\t丁": 8, "缩进的段。": 10}


@pytest.mark.parametrize("name", PLAN_IDS)
def test_a_plain_text_that_is_only_called_md_is_read_as_a_text(tmp_path: Path, name: str) -> None:
    text = (SEEDS / f"{name}.txt").read_text(encoding="utf-8")
    plain = ["".join(line.split()) for line in text.split("\n") if line.strip()]
    marked = ["".join(line.split()) for line in read(tmp_path, text).text.split("\n") if line.strip()]
    assert marked == plain


@example("<!d")
@example("<!d中文\n文>字")
@given(st.text("#*_-|`$\\{}^<>![]()1.、 \n中文字tdr/\t&;~", max_size=120))
def test_the_account_balances_whatever_is_written(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    read(tmp_path_factory.getbasetemp(), f"中文。\n\n{text}\n")
