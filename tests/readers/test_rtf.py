"""RTF files as Word and WPS write them: bytes of GBK, Unicode with a stand-in, tables, fields, notes."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare.errors import ReadError
from compare.readers import RawText, read_file, signs

HEAD = (
    r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f13\fnil\fcharset134 SimSun;}}"
    r"{\stylesheet{\ql \f0\fs21 Normal;}{\s1\ql\outlinelevel0 heading 1;}}{\info{\title no text of the plan}}"
)


def gbk(text: str) -> str:
    """A text as RTF writes it: bytes beyond ASCII in hexadecimal, what follows a lead byte as it is."""
    made = ""
    for byte in text.encode("gb18030"):
        sign = chr(byte)
        made += f"\\'{byte:02x}" if byte > 0x7F else f"\\{sign}" if sign in "\\{}" else sign
    return made


def uni(text: str) -> str:
    units = text.encode("utf-16-le")
    codes = (int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2))
    return "".join(f"\\u{code}?" for code in codes)


def read(folder: Path, body: str, head: str = HEAD) -> RawText:
    path = folder / "plan.rtf"
    path.write_bytes((head + body + "}").encode("latin-1"))
    raw = read_file(path)
    assert raw.signs_in_file == signs(raw.text) + sum(row.signs for row in raw.left_out)
    return raw


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (rf"\pard {gbk('加快建设园区，完善镕')}\par {gbk('第二段')}\par", "加快建设园区，完善镕\n第二段"),
        (rf"\pard\loch\f0\hich\f0\dbch\f13 {gbk('产值')}{{\f0 240}}{gbk('亿元')}\par", "产值240亿元"),
        (rf"\pard\uc1 {uni('县域经济')}\par", "县域经济"),
        (r"\pard\uc2 \u21439\'cf\'d8\u22495\'d3\'f2\par", "县域"),
        (rf"\pard\uc1 {uni('𠮷')}\par", "𠮷"),
        (rf"\pard {gbk('前')}{{\v {gbk('藏')}}}{{\deleted {gbk('删')}}}{{\strike {gbk('划')}}}{gbk('后')}\par", "前后"),
        (rf"\pard {gbk('见')}{{\field{{\*\fldinst HYPERLINK http://a}}{{\fldrslt {gbk('附表')}}}}}\par", "见附表"),
        (rf"\pard {gbk('达标')}{{\footnote \chftn {gbk('注释。')}}}{gbk('的县。')}\par", "达标的县。"),
        (rf"{{\header \pard {gbk('页眉')}\par}}\pard {gbk('正文')}{{\*\annotation {gbk('批注')}}}\par", "正文"),
        (rf"\pard {{\listtext\pard {gbk('（一）')}\tab}}{gbk('做强工业')}\par", "（一）\t做强工业"),
        (rf"\pard {gbk('面积')}9km{{\super 2}}{gbk('，')}\ldblquote x\rdblquote\par", "面积9km²，“x”"),
        (rf"{{\shp{{\*\shpinst{{\sp{{\sn a}}{{\sv 1}}}}{{\shptxt \pard {gbk('框中的任务')}\par}}}}}}\pard {gbk('后')}\par", "框中的任务\n后"),
        (r"{\pict\pngblip 89504e47\bin4 {}{}}" + rf"\pard {gbk('图后')}\par", "图后"),
    ],
    ids=["gbk", "fonts", "unicode", "two stand-ins", "pair", "unshown", "field", "note", "head", "list", "raised", "box", "picture"],
)  # fmt: skip
def test_what_a_reader_sees(tmp_path: Path, body: str, text: str) -> None:
    assert read(tmp_path, body).text.strip() == text


def test_fonts_tell_the_encoding_where_the_file_says_another(tmp_path: Path) -> None:
    head = HEAD.replace("ansicpg936", "ansicpg1252")
    assert read(tmp_path, rf"\pard\f13 {gbk('连州市规划')}\par", head).text.strip() == "连州市规划"


def test_heading_styles_and_outline_levels_are_told(tmp_path: Path) -> None:
    body = rf"\pard\s1 {gbk('发展基础')}\par\pard {gbk('正文。')}\par\pard\outlinelevel1 {gbk('目标')}\par"
    raw = read(tmp_path, body)
    assert [(raw.text[at : at + 2], level) for at, level in raw.headings] == [("发展", 1), ("目标", 2)]


def test_a_table_comes_out_as_rows(tmp_path: Path) -> None:
    def row(*cells: str, merge: str = "") -> str:
        columns = "".join(f"{merge if at == 0 else ''}\\cellx{1000 * (at + 1)}" for at in range(len(cells)))
        return rf"\trowd{columns}\pard\intbl " + "".join(f"{gbk(each)}\\cell " for each in cells) + r"\row "

    table = (
        row("类别", "指标", "目标")
        + row("生态", "森林", "75.5", merge=r"\clvmgf")
        + row("", "水质", "100", merge=r"\clvmrg")
    )
    raw = read(tmp_path, table + rf"\pard {gbk('表后的话。')}\par")
    assert raw.text.strip().split("\n") == ["类别\t指标\t目标", "生态\t森林\t75.5", "\t水质\t100", "表后的话。"]


@pytest.mark.parametrize("body", ["", "{" * 5000, r"\bin999999999 ", "}" * 50, r"\u-99999999999? ", r"\'zz"])
def test_a_broken_file_is_refused_or_read(tmp_path: Path, body: str) -> None:
    path = tmp_path / "plan.rtf"
    path.write_bytes((HEAD + body).encode("latin-1"))
    try:
        read_file(path)
    except ReadError as error:
        assert str(error)


def test_groups_that_nobody_knows_are_counted(tmp_path: Path) -> None:
    raw = read(tmp_path, rf"{{\*\newbox {gbk('到2025年建成学校3所。')}}}\pard {gbk('加快建设园区。')}\par")
    assert raw.text.strip() == "加快建设园区。"
    assert {row.what: row.signs for row in raw.left_out} == {"unexplained": 7, "program": 6}
    assert raw.unexplained == pytest.approx(7 / 13)


@pytest.mark.parametrize(
    "group", [r"\*\listname 一级", r"\*\generator Word 中文版", r"\*\xmlopen 数据", r"\*\fchars 。、"]
)
def test_what_a_program_keeps_is_no_text(tmp_path: Path, group: str) -> None:
    raw = read(
        tmp_path, "{" + group.split(" ")[0] + " " + gbk(group.split(" ")[1]) + "}" + gbk("加快建设园区。") + r"\par"
    )
    assert (raw.text.strip(), raw.left_out, raw.unexplained) == ("加快建设园区。", (), 0)
