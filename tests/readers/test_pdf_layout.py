"""PDF files in other ways of setting: watermarks, heads, columns, vertical lines, several fonts, fonts without a map."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from compare import RunOptions, compare_plans
from compare.errors import ReadError
from compare.readers import RawText
from tests.readers.pdf_builders import BOTTOM, LEFT, MM, SIZE, TOP, WIDTH, Book, wrapped
from tests.readers.test_pdf import BODY, TITLE, saved

LINES = BODY.split("\n")
CHAPTERS = "\n".join(f"第{n}章 任务之{n}\n{LINES[4]}\n{LINES[5]}\n{LINES[6]}" for n in "一二三四五六")


def set_text(book: Book, text: str, begin: Callable[[Book], None] | None = None) -> None:
    """Set a text; ``begin`` is called on each page."""
    if begin:
        turn = book.page

        def page() -> None:
            turn()
            begin(book)

        book.page = page  # type: ignore[method-assign]
        begin(book)
    for line in text.split("\n"):
        book.heading(line) if len(line) < 14 else book.paragraph(line)


def balanced(raw: RawText) -> RawText:
    """The text, whose account must come out even with nothing unexplained."""
    read = sum(map(len, raw.text.split()))
    assert raw.signs_in_file == read + sum(row.signs for row in raw.left_out)
    assert "unexplained" not in {row.what for row in raw.left_out}
    return raw


def level(book: Book, *, grey: int, size: float, y: float = 150) -> None:
    book.pdf.set_text_color(grey)
    book.write("征求意见稿", 60, y, size)
    book.pdf.set_text_color(0)


@pytest.mark.parametrize(
    "mark",
    [
        lambda book: level(book, grey=200, size=40),
        lambda book: [level(book, grey=210, size=14, y=60 + 70 * n) for n in range(3)],
    ],
    ids=["pale", "tiled"],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_level_watermark_is_no_text(tmp_path: Path, mark: Callable[[Book], None], first: bool) -> None:
    book = Book()
    if first:
        set_text(book, CHAPTERS, mark)
    else:
        set_text(book, CHAPTERS)
        for number in range(1, book.pdf.page_no() + 1):
            book.pdf.page = number
            mark(book)
    raw = balanced(saved(tmp_path, book.done()))
    assert raw.text == CHAPTERS
    assert "watermark" in {row.what for row in raw.left_out}


@pytest.mark.parametrize("angle", [8, 30, 45, -30])
def test_a_slanted_watermark_is_no_text(tmp_path: Path, angle: float) -> None:
    def mark(book: Book) -> None:
        with book.pdf.rotation(angle, 100, 150):
            book.write("内部资料", 60, 150, 50)

    book = Book()
    set_text(book, CHAPTERS, mark)
    assert balanced(saved(tmp_path, book.done())).text == CHAPTERS


def test_what_is_pale_and_stands_once_is_text(tmp_path: Path) -> None:
    book = Book()
    book.pdf.set_text_color(170)
    book.heading("第一章 发展基础", 20)
    book.pdf.set_text_color(0)
    set_text(book, LINES[5])
    assert saved(tmp_path, book.done()).text == f"第一章 发展基础\n{LINES[5]}"


def test_the_name_of_the_chapter_above_each_page_is_no_text(tmp_path: Path) -> None:
    book = Book()
    chapter = ["第一章 任务之一"]
    turn = book.page

    def page() -> None:
        turn()
        book.write(chapter[0], book.left + 40, 25, 10)

    book.page = page  # type: ignore[method-assign]
    for line in CHAPTERS.split("\n") * 2:
        if len(line) < 14:
            chapter[0] = line
            book.heading(line)
        else:
            book.paragraph(line)
    assert balanced(saved(tmp_path, book.done())).text == f"{CHAPTERS}\n{CHAPTERS}"


def test_the_foot_of_the_last_page_is_no_text_right_below_it(tmp_path: Path) -> None:
    book = Book(numbers=False)
    turn, foot = book.page, "内部资料"

    def page() -> None:
        book.write(foot, 150, 280, 10)
        turn()

    book.page = page  # type: ignore[method-assign]
    plan = "\n".join(CHAPTERS.replace("任务", name) for name in ("任务", "工作", "行动"))
    for line in plan.split("\n"):
        book.heading(line) if len(line) < 14 else book.paragraph(line)
    assert book.pdf.page_no() > 2
    book.write(foot, 150, book.y + 10, 10)
    assert balanced(saved(tmp_path, book.done())).text == plan


def test_pages_that_begin_with_headings_of_a_list_before_keep_them(tmp_path: Path) -> None:
    heads = [f"第{n}章 任务之{n}" for n in "一二三四五六"]
    book = Book()
    for head in heads:
        book.paragraph(head)
    for head in heads:
        book.page()
        book.heading(head, 16)
        book.paragraph(LINES[5])
        book.paragraph(LINES[6])
    found = saved(tmp_path, book.done()).text.split("\n")
    assert [line for line in found if line in heads] == [*heads, *heads]


@pytest.mark.parametrize(("by_row", "gap"), [(True, 10.0), (False, 10.0), (True, 5.5)])
def test_columns_are_read_one_after_the_other(tmp_path: Path, by_row: bool, gap: float) -> None:
    """A narrow gap is all but closed by the stops that hang over the edge of the left column."""
    size, count = 12, 2
    room = 16.02 * size * MM if gap < SIZE * MM else WIDTH / count - 8
    lines = [
        line
        for text in LINES[3:] * 3
        for line in ["　　" + wrapped(text, room / (size * MM), 2)[0], *wrapped(text, room / (size * MM), 2)[1:]]
    ]
    deep = -(-len(lines) // count)
    placed = [(row, column) for column in range(count) for row in range(deep)]
    book = Book()
    book.heading("连州市规划纲要", 15)
    for row, column in sorted(placed) if by_row else placed:
        if column * deep + row < len(lines):
            text = lines[column * deep + row]
            indent = 2 * size * MM if text.startswith("　") else 0.0
            book.write(text.strip("　"), LEFT + column * (room + gap) + indent, TOP + 15 + row * size * MM * 1.6, size)
    assert TOP + 15 + deep * size * MM * 1.6 < BOTTOM
    raw = balanced(saved(tmp_path, book.done()))
    assert raw.text.split("\n") == ["连州市规划纲要", *(LINES[3:] * 3)]


def test_two_pages_on_a_sheet_with_a_title_wider_than_its_page(tmp_path: Path) -> None:
    size, room = 10, 70.0
    sides = LINES[3:] * 2, [line.replace("3", "4") for line in LINES[4:] * 2]
    book = Book(numbers=False)
    book.write("连州市国民经济和社会发展第十四个五年规划纲要", LEFT + 6, TOP, size)
    for column, side in enumerate(sides):
        y = TOP + 6
        for text in side:
            for number, line in enumerate(wrapped(text, room / (size * MM), 2)):
                book.write(line, LEFT + 90 * column + (0.0 if number else 2 * size * MM), y, size)
                y += 6
    assert y < BOTTOM
    raw = balanced(saved(tmp_path, book.done()))
    assert raw.text.split("\n") == ["连州市国民经济和社会发展第十四个五年规划纲要", *sides[0], *sides[1]]


def test_a_table_without_rules_is_no_page_of_columns(tmp_path: Path) -> None:
    book = Book()
    rows = [(f"第{n}项重点任务和有关指标", f"到2025年达到{n}万人以上") for n in range(10, 30)]
    for number, (left, right) in enumerate(rows):
        book.write(left[: 8 + number % 5], LEFT, TOP + 8 * number, 12)
        book.write(right, LEFT + 90, TOP + 8 * number, 12)
    first = saved(tmp_path, book.done()).text.split("\n")[0]
    assert first == "第10项重点任务\t到2025年达到10万人以上"


def test_vertical_lines_are_read_from_the_right(tmp_path: Path) -> None:
    book = Book(numbers=False)
    x = 180.0
    for line in LINES[4:]:
        for start in range(0, len(line), 24):
            for row, char in enumerate(line[start : start + 24]):
                indent = 0 if start else 2 * 0
                book.write(char, x, 40 + (row + indent) * SIZE * MM * 1.1)
            x -= 9
    raw = balanced(saved(tmp_path, book.done()))
    assert "".join(raw.text.split()) == "".join("".join(LINES[4:]).split())


@pytest.mark.parametrize("signs", ["“”", "0123456789%+X", "，。、"])
def test_signs_of_another_font_stay_in_their_lines(tmp_path: Path, signs: str) -> None:
    """Some producers draw a page font by font."""
    book = Book()
    later: list[tuple[str, float, float]] = []
    for text in LINES[4:]:
        for number, line in enumerate(wrapped(text, WIDTH / (SIZE * MM), 2)):
            book.y += SIZE * MM * 1.75
            x = LEFT + (2 * SIZE * MM if number == 0 else 0.0)
            for char in line:
                if char in signs:
                    later.append((char, x, book.y))
                else:
                    book.write(char, x, book.y)
                x += book.pdf.get_string_width(char)
    for char, x, y in later:
        book.write(char, x, y)
    assert balanced(saved(tmp_path, book.done())).text.split("\n") == LINES[4:]


def without_map(content: bytes) -> bytes:
    """A PDF whose fonts do not say what their signs are."""
    return re.sub(rb"/ToUnicode \d+ 0 R", lambda found: b" " * len(found.group()), content)


def test_what_its_fonts_do_not_say_is_never_judged(tmp_path: Path) -> None:
    book = Book()
    set_text(book, CHAPTERS)
    content = without_map(book.done())
    with pytest.raises(ReadError, match="乱码.*识别"):
        saved(tmp_path, content)
    (tmp_path / "县.txt").write_text(f"{TITLE}\n{BODY}", encoding="utf-8")
    found = compare_plans(tmp_path, options=RunOptions(jobs=1))
    assert [plan.id for plan in found.plans] == ["县"]


def test_a_whole_plan_with_a_watermark_gives_the_same_text(tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "seeds" / "lianzhou.txt").read_text(encoding="utf-8")[:8_000]
    plain, marked = Book(), Book()
    set_text(plain, text.strip())
    set_text(marked, text.strip(), lambda book: level(book, grey=205, size=48))
    assert saved(tmp_path, marked.done(), "b.pdf").text == saved(tmp_path, plain.done(), "a.pdf").text
