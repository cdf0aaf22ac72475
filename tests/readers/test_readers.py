"""Reading files: encodings, lines, and what is refused."""

from __future__ import annotations

import codecs
import random
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.errors import ReadError
from compare.execution.limits import read_limits
from compare.model import Place
from compare.readers import SUPPORTED, RawText, raw_text, read_file
from compare.readers.decode import decode
from compare.repair import repair

SEEDS = Path(__file__).parents[2] / "seeds"
PLAN = "连州市国民经济和社会发展第十四个五年规划纲要\n到2025年，粮食总产量稳定在10万吨以上。\n"
TRADITIONAL = "清遠市產業「十四五」發展規劃\n推動產業高質量發展，加快建設現代化產業體系。\n"


def written(folder: Path, content: bytes, name: str = "plan.txt") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("name", ["qingcheng", "qingyuan", "guangqing", "lianzhou", "pingdingshan"])
def test_seeds_are_read_as_they_stand(name: str) -> None:
    path = SEEDS / f"{name}.txt"
    raw = read_file(path)
    assert raw.text.encode() == path.read_bytes()
    assert (raw.format, raw.encoding) == ("txt", "utf-8")


def test_place_is_the_line_an_editor_shows() -> None:
    raw = read_file(SEEDS / "lianzhou.txt")
    lines = (SEEDS / "lianzhou.txt").read_text(encoding="utf-8").split("\n")
    for number in (1, 2, 118, 204):
        assert raw.place(raw.text.index(lines[number - 1])) == Place("line", number)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (PLAN.encode(), "utf-8"),
        (codecs.BOM_UTF8 + PLAN.encode(), "utf-8"),
        (PLAN.encode("gbk"), "gb18030"),
        ("规划".encode("gbk"), "gb18030"),
        (codecs.BOM_UTF16_LE + PLAN.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + PLAN.encode("utf-16-be"), "utf-16"),
        (codecs.BOM_UTF32_LE + PLAN.encode("utf-32-le"), "utf-32"),
        (codecs.BOM_UTF32_BE + PLAN.encode("utf-32-be"), "utf-32"),
        (PLAN.encode("utf-32-le"), "utf-32-le"),
    ],
)
def test_encodings(tmp_path: Path, content: bytes, encoding: str) -> None:
    raw = read_file(written(tmp_path, content))
    assert raw.text in (PLAN, "规划")
    assert raw.encoding == encoding


def test_traditional_text_in_gbk_and_big5(tmp_path: Path) -> None:
    assert read_file(written(tmp_path, TRADITIONAL.encode("gbk"))).text == TRADITIONAL
    big5 = read_file(written(tmp_path, (TRADITIONAL * 20).encode("big5")))
    assert big5.text == TRADITIONAL * 20
    assert big5.encoding != "gb18030"


@pytest.mark.parametrize(("encoding", "cut"), [("utf-8", 1), ("utf-8", 2), ("gb18030", 1)])
def test_a_file_cut_inside_a_character_is_read(tmp_path: Path, encoding: str, cut: int) -> None:
    raw = read_file(written(tmp_path, (PLAN * 20).rstrip().encode(encoding)[:-cut]))
    assert raw.encoding == encoding
    assert raw.text.startswith(PLAN)
    assert 0 < raw.text.count("\ufffd") <= 2


def test_the_foot_of_a_page_in_another_encoding_costs_no_text(tmp_path: Path) -> None:
    foot = "主办单位：连州市人民政府办公室\n网站标识码和备案号见页面底部，技术支持单位为市信息中心。\n"
    raw = read_file(written(tmp_path, PLAN.encode() + b"\n" + foot.encode("gbk")))
    assert raw.text == f"{PLAN}\n{foot}"


def in_short_lines(text: str) -> str:
    return "目录\n" + "\n".join(text[at : at + 2].strip() for at in range(0, 4000, 2))


def test_short_lines_in_gb18030_that_would_be_utf_8_too_are_words() -> None:
    for path in SEEDS.glob("*.txt"):
        text = in_short_lines(path.read_text(encoding="utf-8"))
        assert decode(text.encode("gb18030")) == (text, "gb18030"), path.name


def test_every_text_of_the_corpora_is_the_same_in_gb18030(corpora: Path) -> None:
    for path in sorted(corpora.glob("*/*.txt")):
        with suppress(ReadError):
            read = decode(path.read_bytes())[0].replace("\ufffd", "")
            for text in (read, in_short_lines(read)):
                assert read.isascii() or decode(text.encode("gb18030"))[0] == text, path.name


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-16"])
def test_zeros_behind_the_end_of_a_file_are_no_program_data(tmp_path: Path, encoding: str) -> None:
    end = "\x1a" if encoding == "gbk" else ""
    raw = read_file(written(tmp_path, (PLAN + end).encode(encoding) + b"\0" * 301))
    assert repair(raw).text.strip() == PLAN.strip()
    with pytest.raises(ReadError):
        read_file(written(tmp_path, b"\0" * 400))


def test_markdown_and_upper_case_endings(tmp_path: Path) -> None:
    assert read_file(written(tmp_path, PLAN.encode(), "plan.MD")).format == "md"
    assert read_file(written(tmp_path, PLAN.encode(), "plan.markdown")).format == "md"
    assert (
        read_file(written(tmp_path, f"<html><body><p>{PLAN * 9}</p></body></html>".encode(), "plan.aspx")).format
        == "html"
    )
    assert {".txt", ".md"} <= SUPPORTED


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "文件为空"),
        (" \n\u3000\r\n\ufeff".encode(), "只有空白"),
        (b"\0" * 5000, "不是文本文件"),
        (random.Random(1).randbytes(5000), "不是文本文件"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8" * 500, "编码已损坏"),
        (bytes(random.Random(2).choices(range(0xA0, 0xFF), k=3000)), "认不出文字编码"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(tmp_path: Path, content: bytes, word: str) -> None:
    with pytest.raises(ReadError, match=word) as refused:
        read_file(written(tmp_path, content))
    assert "请" in str(refused.value), "the message says what to do"


@pytest.mark.parametrize("name", ["plan.txt", "plan.html", "plan.pdf"])
def test_the_content_tells_what_a_file_is_not_its_ending(tmp_path: Path, name: str) -> None:
    page = "<!DOCTYPE html>\n<html><body>" + "".join(f"<p>{line}</p>" for line in PLAN.split("\n")) + "</body></html>"
    assert read_file(written(tmp_path, page.encode(), name)).format == "html"
    assert read_file(written(tmp_path, PLAN.encode(), name)).text == PLAN


def test_missing_folder_large_and_unknown_files(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="不存在"):
        read_file(tmp_path / "none.txt")
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(ReadError, match="文件夹"):
        read_file(tmp_path / "folder.txt")
    with pytest.raises(ReadError, match=r"\.xyz.*\.md.*\.txt"):
        read_file(written(tmp_path, PLAN.encode(), "plan.xyz"))
    with (tmp_path / "large.txt").open("wb") as large:
        large.truncate((read_limits().file_mb << 20) + 1)
    with pytest.raises(ReadError, match="超过 64 MB"):
        read_file(tmp_path / "large.txt")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_count_alike(end: str) -> None:
    raw = raw_text(end.join(["一", "二", "", "四"]))
    assert raw.text == "一\n二\n\n四"
    assert [raw.place(raw.text.index(sign)).number for sign in "一二四"] == [1, 2, 4]


def test_marks_that_break_a_line_but_are_not_counted() -> None:
    raw = raw_text("一\u2028二\n三\x0c四\n\x0c五\x0c\n六")
    assert raw.text == "一\n二\n三\n四\n五\n六", "a page break beside a line end adds no empty line"
    assert [raw.place(raw.text.index(sign)).number for sign in "一二三四五六"] == [1, 1, 2, 2, 3, 4]


def test_place_outside_of_the_text() -> None:
    raw = raw_text("一\n二")
    assert raw.place(3) == Place("line", 2)
    for offset in (-1, 4):
        with pytest.raises(IndexError):
            raw.place(offset)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_keeps_its_signs_and_lines(content: str) -> None:
    raw = raw_text(content)
    counted = content.replace("\r\n", "\n").replace("\r", "\n").count("\n")
    assert raw.place(len(raw.text)).number == counted + 1
    assert "".join(raw.text.split()) == "".join(content.split())
    assert not set(raw.text) & set("\r\x0b\x0c\u2028\u2029")
    # Beside other bytes of its kind a next-line mark is half of a sign, for repair to mend.
    assert "\x85" not in raw.text or set(raw.text) & set(map(chr, range(0x80, 0xA0))) - {"\x85"}


def test_no_library_of_a_format_is_loaded_before_a_file_needs_it() -> None:
    # lxml is not among them: openpyxl loads it where it is installed.
    heavy = "{'trafilatura', 'pypdfium2', 'pdfplumber', 'pdfminer'}"
    program = f"import sys, compare.cli; print(sorted({heavy} & set(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


@settings(deadline=None)  # the first text in a rare encoding loads tables
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = written(tmp_path_factory.getbasetemp(), content)
    # Any other exception fails the test.
    with suppress(ReadError):
        assert isinstance(read_file(path), RawText)
