"""PDF files as browsers and offices print them: dark watermarks, columns set apart, figures on their sides, titles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fpdf import FPDF
from pypdfium2 import PdfDocument

from compare.readers import read_file
from compare.readers.pdf.glyphs import Glyph
from compare.readers.pdf.glyphs import _once as once
from tests.fonts import plan_font
from tests.readers.pdf_builders import LEFT, MM, SIZE, WIDTH, Book, wrapped
from tests.readers.test_pdf import saved
from tests.readers.test_pdf_layout import LINES, balanced, set_text

# No page begins where another one does, so that no line of the text stands where one did before.
TEXT = "\n".join(f"第{n}章 任务之{n}\n{LINES[4 + at % 3]}\n{LINES[5]}" for at, n in enumerate("一二三四五六七八"))


def tiles(book: Book) -> None:
    for row in range(5):
        for column in range(3):
            book.write("连州市发改局", 25 + 60 * column, 40 + 50 * row, 12)


@pytest.mark.parametrize(
    "mark",
    [
        lambda book: book.write("内部资料", 40, 150, 48),
        lambda book: book.write("送审稿　内部使用", 60, 152.5, SIZE),
        tiles,
    ],
    ids=["large", "as large as the text, between its lines", "tiles"],
)
def test_a_dark_level_watermark_is_no_text(tmp_path: Path, mark: Callable[[Book], None]) -> None:
    book = Book()
    set_text(book, TEXT, mark)
    raw = balanced(saved(tmp_path, book.done()))
    assert raw.text == TEXT
    assert {row.what for row in raw.left_out} == {"watermark", "running_head"}


def test_what_stands_in_one_place_of_many_pages_and_is_text_stays(tmp_path: Path) -> None:
    book = Book()
    rows = [["序号", "指标名称", "属性", "属性"], *([str(n), f"第{n}项指标", "预期性", "预期性"] for n in range(1, 80))]
    book.table(rows, [20.0, 60.0, 30.0, 30.0])
    for _ in range(30):
        book.paragraph("牵头单位：县发展和改革局")
    text = balanced(saved(tmp_path, book.done())).text
    assert text.count("预期性") == 2 * 79
    assert text.count("牵头单位：县发展和改革局") == 30


def test_cells_that_say_the_same_over_two_lines_are_text(tmp_path: Path) -> None:
    words = "依据上级下达任务确定"
    rows = [
        ["指标", "2030年", "2035年", "属性"],
        ["森林覆盖率", words, words, "预期性"],
        ["用水总量", words, "6.2", "约束性"],
    ]
    book = FPDF()
    book.add_font("noto", fname=plan_font())
    book.set_font("noto", size=10)
    book.add_page()
    with book.table(col_widths=(8, 9, 9, 5), first_row_as_headings=False, width=120) as table:
        for row in rows:
            table.row(row)
    raw = balanced(saved(tmp_path, bytes(book.output())))
    assert raw.text.count(words) == 3
    assert not raw.left_out


def test_figures_that_lie_on_their_sides_in_vertical_lines_are_read_in_their_place(tmp_path: Path) -> None:
    said = "到2025年建设高标准农田35000亩，森林覆盖率稳定在72.5%以上，推动农村公路提档升级120公里。"
    book = Book(numbers=False)
    x, y = 180.0, 40.0
    for sentence in [said, said]:
        for word in wrapped_words(sentence):
            length = len(word) * (SIZE * MM * (0.56 if word.isascii() else 1.1))
            if y + length > 230:
                x, y = x - 12, 40.0
            if word.isascii():
                with book.pdf.rotation(-90, x + 1.2, y - SIZE * MM * 0.75):
                    book.write(word, x + 1.2, y - SIZE * MM * 0.75)
            else:
                book.write(word, x, y)
            y += length
        x, y = x - 12, 40.0
    assert balanced(saved(tmp_path, book.done())).text.split("\n") == [said, said]


def wrapped_words(sentence: str) -> list[str]:
    return [word for line in wrapped(sentence, 1, 0) for word in ([line] if line.isascii() else list(line))]


def test_columns_whose_lines_stand_at_other_heights_are_read_one_after_the_other(tmp_path: Path) -> None:
    book, size, room = Book(), 11, WIDTH / 2 - 8
    book.heading("连州市规划纲要", 15)
    for column, (leading, texts) in enumerate([(6.3, LINES[3:]), (7.1, [*LINES[4:], "第二节 保障"])]):
        y = 60.0
        for text in texts:
            for at, line in enumerate(wrapped(text, room / (size * MM), 2)):
                book.write(line, LEFT + column * (room + 10) + (0 if at else 2 * size * MM), y, size)
                y += leading
            y += 3
    raw = balanced(saved(tmp_path, book.done()))
    assert raw.text.split("\n") == ["连州市规划纲要", *LINES[3:], *LINES[4:], "第二节 保障"]


@pytest.mark.parametrize("centred", [True, False])
def test_a_title_that_fills_its_first_line_is_one_title(tmp_path: Path, centred: bool) -> None:
    book, size = Book(), 28
    lines = ["连州市国民经济和社会发展第十四个五", "年规划和二〇三五年远景目标纲要"]
    for line in lines:
        book.y += size * MM * 1.75
        book.pdf.set_font("song", "", size)
        room = WIDTH - book.pdf.get_string_width(line)
        book.write(line, LEFT + (room / 2 if centred else 0), book.y, size)
    book.y += 10
    set_text(book, TEXT)
    assert saved(tmp_path, book.done()).text == f"{''.join(lines)}\n{TEXT}"


def test_exponents_as_browsers_set_them_are_raised(tmp_path: Path) -> None:
    book = Book()
    book.paragraph(LINES[5])
    book.y += 12
    x = LEFT + 2 * SIZE * MM
    for text, size, up in [
        ("森林蓄积量500万m", SIZE, 0),
        ("3", SIZE * 5 / 6, 2.1),
        ("，研发投入2.1%", SIZE, 0),
        ("1", SIZE * 5 / 6, 2.1),
        ("。", SIZE, 0),
    ]:
        book.write(text, x, book.y - up, size)
        x += book.pdf.get_string_width(text)
    assert balanced(saved(tmp_path, book.done())).text.split("\n")[-1] == "森林蓄积量500万m³，研发投入2.1%。"


def test_a_dash_of_double_length_in_a_vertical_line_is_two_signs_and_bold_ones_are_one() -> None:
    lying = Glyph("—", 363, 364, -715, 12, deep=19)
    level = Glyph("—", 100, 112, -715, 12)
    assert [glyph.char for glyph in once([lying, lying])] == ["——"]
    assert [glyph.char for glyph in once([level, level])] == ["—"]


@pytest.mark.parametrize(("every", "size"), [(1, 9), (5, 9), (1, SIZE)])
def test_numbers_of_lines_in_the_margin_are_no_text(tmp_path: Path, every: int, size: float) -> None:
    book = Book(numbers=False)
    count = 0
    for line in [*LINES, *LINES]:
        for at, row in enumerate(wrapped(line, WIDTH / (SIZE * MM), 2)):
            book.room(SIZE * MM * 1.75)
            book.y += SIZE * MM * 1.75
            count += 1
            if count % every == 0:
                book.write(str(count), 10, book.y, size)
            book.write(row, LEFT + (0 if at else 2 * SIZE * MM), book.y)
    raw = balanced(saved(tmp_path, book.done()))
    assert raw.text.split("\n") == [*LINES, *LINES]
    assert {row.what for row in raw.left_out} == {"running_head"}


def test_numbers_of_the_rows_of_a_table_stay(tmp_path: Path) -> None:
    book = Book(numbers=False)
    book.paragraph(LINES[0])
    for number in range(1, 9):
        book.y += 10
        book.write(str(number), 10, book.y)
        book.write(f"新建学校{number}所", LEFT, book.y)
    text = balanced(saved(tmp_path, book.done())).text
    assert all(f"{number}" in text for number in range(1, 9))
    assert text.count("8") == 2


@pytest.mark.parametrize("page", ["第{}页", "第 {} 页 共 3 页", "- {} -"])
def test_page_numbers_of_every_style(tmp_path: Path, page: str) -> None:
    book = Book(numbers=False)
    for number in "一二三" if "共" not in page and "-" not in page else "123":
        for line in LINES[:4]:
            book.paragraph(line)
        book.write(page.format(number), 100, 280, 10)
        book.page()
    assert balanced(saved(tmp_path, book.done())).text.split("\n") == LINES[:4] * 3


def test_the_sign_at_the_top_of_a_seal_belongs_to_the_seal(tmp_path: Path) -> None:
    book = Book()
    for line in LINES:
        book.paragraph(line)
    for at, sign in enumerate("阳山县人民政府办公室啊"):
        angle = 110 - 22 * at
        with book.pdf.rotation(angle, 150, 150):
            book.write(sign, 150, 130)
    raw = balanced(saved(tmp_path, book.done()))
    assert raw.text.split("\n") == LINES
    assert {row.what: row.signs for row in raw.left_out}["turned"] == len("阳山县人民政府办公室啊")


@pytest.mark.parametrize("degrees", [90, 180, 270])
@pytest.mark.parametrize("said", [True, False])
def test_pages_that_are_turned(tmp_path: Path, degrees: int, said: bool) -> None:
    book = Book(numbers=False)
    if said:
        for line in LINES:
            book.paragraph(line)
        path = tmp_path / "turned.pdf"
        with PdfDocument(book.done()) as document:
            for leaf in document:
                leaf.set_rotation(degrees)
            document.save(path)
        raw = read_file(path)
    else:
        for at, line in enumerate(LINES[:5]):
            with book.pdf.rotation(degrees, 105, 148):
                book.write(line[:22], 25, 60 + 12 * at, 12)
        raw = saved(tmp_path, book.done())
    wanted = LINES if said else [line[:22] for line in LINES[:5]]
    assert "".join(balanced(raw).text.split()) == "".join("".join(wanted).split())
