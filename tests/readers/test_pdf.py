"""PDF files: the plan comes out as from a text file, though a PDF knows only signs and where they stand."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from random import Random

import pypdfium2
import pytest
from fpdf import FPDF
from PIL import Image

from compare.errors import ReadError
from compare.model import Place
from compare.readers import RawText, raw_text, read_file
from compare.repair import repair
from compare.structure.outline import find_outline
from tests.builders import PLAN_IDS, SEEDS
from tests.conftest import CORPORA
from tests.readers.pdf_builders import Book, typeset
from tests.readers.test_html import cut

TITLE = "连州市国民经济和社会发展第十四个五年规划和2035年远景目标纲要"
BODY = """第一章 发展基础
“十三五”期间，全市坚持以习近平新时代中国特色社会主义思想为指导，新建标准厂房12万平方米，荣获省级卫生县城称号，GDP年均增长6.5%，城乡面貌明显改善。
第二章 主要任务
第一节 构建现代产业体系
（一）做强工业。推进产业集群建设，培育绿色建材产业集群，到2025年产值达到50亿元，成为粤北重要的建材基地；加快建设连州民族工业园，推动“3+3+X”产业落地。
完善养老服务设施，新建敬老院3所，实现镇街全覆盖，让老年人安享幸福晚年生活，建立健全农村留守儿童关爱服务体系，实施乡村振兴战略，建设高标准农田5万亩。
——坚持生态优先。落实河长制、湖长制、林长制，空气质量优良天数比例保持在98%以上，筑牢粤北生态屏障，森林覆盖率达到72.5%，打造千年古城文化品牌，办好“七月香”壮家戏水节。"""


def saved(folder: Path, content: bytes, name: str = "plan.pdf") -> RawText:
    path = folder / name
    path.write_bytes(content)
    return read_file(path)


@pytest.mark.parametrize("options", [{}, {"head": "连州市“十四五”规划纲要"}, {"odd_shift": 12.0, "head": "规划"}])
def test_lines_are_joined_and_the_page_is_left_out(tmp_path: Path, options: dict[str, object]) -> None:
    text = f"{TITLE}\n" + "\n".join([BODY] * 6)
    raw = saved(tmp_path, typeset(text, **options))
    assert raw.text.split("\n") == text.split("\n")
    assert (raw.format, raw.unit, raw.notes) == ("pdf", "page", ())
    assert len(raw.starts) > 3


def test_places_are_pages_also_inside_a_paragraph_that_runs_over(tmp_path: Path) -> None:
    sentences = [f"推进第{n}项任务，建设现代化产业体系。" for n in range(1, 100)]
    raw = saved(tmp_path, typeset("\n".join([TITLE, "".join(sentences), "第二章 任务", BODY])))
    assert raw.text.split("\n")[1] == "".join(sentences)
    assert raw.place(0) == Place("page", 1)
    pages = [raw.place(raw.text.index(sentence)).number for sentence in sentences]
    assert pages == sorted(pages) and pages[0] == 1 and pages[-1] >= 3
    document = pypdfium2.PdfDocument((tmp_path / "plan.pdf").read_bytes())
    for number in (10, 50, 90):
        shown = document[pages[number] - 1].get_textpage().get_text_range().replace("\r\n", "")
        assert sentences[number][:6] in shown
    document.close()


def test_a_contents_list_is_told_apart(tmp_path: Path) -> None:
    book = Book(head="规划纲要")
    book.heading(TITLE, 22)
    book.page()
    book.contents([("第一章 发展基础", 1), ("第二章 主要任务", 12), ("第一节 构建现代产业体系", 13)])
    for line in BODY.split("\n"):
        book.heading(line) if line.startswith("第") else book.paragraph(line)
    raw = saved(tmp_path, book.done())
    text = repair(raw).text
    kinds = [block.kind for block in find_outline(text).blocks]
    assert kinds.count("contents") == 4
    headings = [text[block.start : block.end] for block in find_outline(text).blocks if block.kind == "heading"]
    assert headings[:3] == ["第一章 发展基础", "第二章 主要任务", "第一节 构建现代产业体系"]


ROWS = [
    ["类别", "指标", "2020年", "2025年", "属性"],
    ["经济发展", "地区生产总值（亿元）", "184.5", "260", "预期性"],
    ["", "全社会研究与试验发展经费投入年均增长（%）", "—", ">7", "预期性"],
    ["生态环境", "森林覆盖率（%）", "71.8", "72.5", "约束性"],
]


@pytest.mark.parametrize("sides", [True, False])
def test_tables_are_rows_in_their_place(tmp_path: Path, sides: bool) -> None:
    book = Book()
    book.heading(TITLE, 22)
    for line in BODY.split("\n"):
        book.paragraph(line)
    book.paragraph("专栏1 主要指标")
    book.table(ROWS, [22, 62, 22, 22, 30], sides=sides)
    book.y += 8
    book.paragraph("第三章 保障措施")
    lines = saved(tmp_path, book.done()).text.split("\n")
    at = lines.index("专栏1 主要指标")
    assert lines[at + 1 :] == ["\t".join(row) for row in ROWS] + ["第三章 保障措施"]


def test_rows_without_ruling_lines_stay_rows(tmp_path: Path) -> None:
    book = Book()
    book.paragraph(BODY.split("\n")[1])
    for row in ROWS[1:]:
        book.y += 9
        for x, cell in zip((28, 55, 135, 150, 165), row, strict=True):
            book.write(cell, x, book.y, 9)
    book.paragraph(BODY.split("\n")[5])
    lines = saved(tmp_path, book.done()).text.split("\n")
    assert lines[1:-1] == ["\t".join(cell for cell in row if cell) for row in ROWS[1:]]


def test_a_table_over_pages_is_one_table(tmp_path: Path) -> None:
    rows = [["序号", "项目名称", "总投资"], *[[str(n), f"连州市第{n}水厂扩建工程", f"{n}00万元"] for n in range(1, 90)]]
    book = Book(head="规划纲要")
    book.heading(TITLE, 22)
    book.paragraph(BODY.split("\n")[1])
    book.table(rows, [20, 90, 40], size=12)
    book.y += 8
    book.paragraph("第三章 保障措施")
    raw = saved(tmp_path, book.done())
    assert raw.text.split("\n")[2:-1] == ["\t".join(row) for row in rows]
    assert [raw.place(raw.text.index(f"第{n}水厂")).number for n in (1, 89)] == [1, 4]


def test_a_box_stays_a_text(tmp_path: Path) -> None:
    book = Book()
    book.heading(TITLE, 22)
    book.paragraph(BODY.split("\n")[1])
    top = book.y + 3
    book.paragraph("专栏2 重点工程", size=12)
    sentence = "1.连州市城乡供水一体化工程：新建水厂2座，改造管网120公里，覆盖10个镇，受益人口20万人，总投资8.5亿元。"
    book.paragraph(sentence, size=12)
    book.pdf.rect(book.left - 2, top, 162, book.y + 3 - top)
    book.y += 5
    book.paragraph(BODY.split("\n")[5])
    raw = saved(tmp_path, book.done())
    assert raw.text.split("\n")[2:] == ["专栏2 重点工程", sentence, BODY.split("\n")[5]]


def test_footnotes_and_their_marks_are_left_out(tmp_path: Path) -> None:
    book = Book()
    book.heading(TITLE, 22)
    book.notes = ["1 “三线一单”：指生态保护红线、环境质量底线、资源利用上线和生态环境准入清单。", "2 指七月香节。"]
    book.paragraph(
        "落实“三线一单”^1^生态环境分区管控要求，办好戏水节^2^，细颗粒物控制在25微克/米^3^以内，耕地10km^2^。"
    )
    book.paragraph(BODY.split("\n")[1])
    raw = saved(tmp_path, book.done())
    assert "落实“三线一单”生态环境分区管控要求，办好戏水节，细颗粒物控制在25微克/米³以内，耕地10km²。" in raw.text
    assert "准入清单" not in raw.text and "七月香节" not in raw.text
    assert [note.code for note in raw.notes] == ["pdf_footnotes"]


def test_text_that_is_turned_with_its_page(tmp_path: Path) -> None:
    upright = typeset(f"{TITLE}\n{BODY}")
    document = pypdfium2.PdfDocument(upright)
    for page in document:
        page.set_rotation(90)
    turned = io.BytesIO()
    document.save(turned)
    document.close()
    assert saved(tmp_path, turned.getvalue()).text == f"{TITLE}\n{BODY}"


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    book = Book()
    for x, words in ((28, "甲"), (120, "乙")):
        for row in range(20):
            book.write(f"{words}栏第{row:02}行的文字写在这里", x, 50 + 8 * row, 12)
    text = saved(tmp_path, book.done()).text
    assert text.index("甲栏第19行") < text.index("乙栏第00行")


def test_a_watermark_is_not_read(tmp_path: Path) -> None:
    book = Book()
    book.heading(TITLE, 22)
    book.paragraph(BODY.split("\n")[1])
    with book.pdf.rotation(45, 100, 150):
        book.write("内部资料", 60, 150, 60)
    book.paragraph(BODY.split("\n")[5])
    assert "内部资料" not in saved(tmp_path, book.done()).text


def picture() -> Image.Image:
    return Image.new("RGB", (60, 80), "white")


def scan(typed: int, scanned: int) -> bytes:
    book = Book(numbers=False)
    for at in range(typed):
        book.paragraph(BODY.split("\n")[at + 1])
        book.page()
    for at in range(scanned):
        book.pdf.image(picture(), 0, 0, 210, 297)
        if at < scanned - 1:
            book.page()
    return book.done()


@pytest.fixture
def no_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra for recognition is not installed."""
    monkeypatch.setattr("compare.readers.pdf.pages.is_installed", lambda: False)


@pytest.mark.usefixtures("no_recognition")
def test_a_scan_is_called_a_scan(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"扫描件：共 5 页，其中 5 页.*OCR"):
        saved(tmp_path, scan(0, 5))


@pytest.mark.usefixtures("no_recognition")
def test_scanned_pages_among_others_are_named(tmp_path: Path) -> None:
    raw = saved(tmp_path, scan(3, 2))
    assert [(note.code, note.values) for note in raw.notes] == [("pdf_scanned", ("2", "4-5"))]
    assert "\n".join(BODY.split("\n")[1:4]) == raw.text


def blank(pages: int) -> bytes:
    pdf = FPDF()
    for _ in range(pages):
        pdf.add_page()
    return bytes(pdf.output())


@cache
def small() -> bytes:
    """A page of text and a table."""
    book = Book()
    book.paragraph(BODY.split("\n")[1])
    book.table(ROWS, [22, 62, 22, 22, 30])
    return book.done()


def encrypted() -> bytes:
    pdf = FPDF()
    pdf.set_encryption(owner_password="o", user_password="u")
    pdf.add_page()
    return bytes(pdf.output())


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "encrypted": (encrypted, "密码"),
    "blank": (lambda: blank(3), "共 3 页，没有可读的文字"),
    "no pages": (lambda: b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
                 b"trailer<</Root 1 0 R>>", "损坏|没有可读"),
    "cut": (lambda: blank(2)[:200], "损坏"),
    "head only": (lambda: b"%PDF-1.7\n", "损坏"),
    "noise": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 400, "损坏"),
    "loop": (lambda: b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"
             b"endobj\ntrailer<</Root 1 0 R>>", "损坏|没有可读|读不出来"),
    "many pages": (lambda: many_pages(100_000), "页，超过上限 2000"),
    "a count that lies": (lambda: b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]"
                          b"/Count 1000000>>endobj\ntrailer<</Root 1 0 R>>", "页"),
}  # fmt: skip


def many_pages(count: int) -> bytes:
    """A file of empty pages that all are the same object."""
    kids = b"3 0 R " * count
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[" + kids + b"]/Count "
        + str(count).encode() + b">>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>"
    )  # fmt: skip


@pytest.mark.parametrize("name", list(REFUSED))
def test_what_cannot_be_read_is_refused_with_a_way_out(tmp_path: Path, name: str) -> None:
    make, word = REFUSED[name]
    with pytest.raises(ReadError, match=word) as refused:
        saved(tmp_path, make())
    assert "请" in str(refused.value)


def test_a_drawing_of_many_lines_takes_bounded_time(tmp_path: Path) -> None:
    book = Book()
    book.paragraph(BODY.split("\n")[1])
    for n in range(3000):
        book.pdf.line(20 + n % 170, 60, 20 + n % 170, 250)
        book.pdf.line(20, 60 + n % 190, 200, 60 + n % 190)
    assert "新建标准厂房12万平方米" in saved(tmp_path, book.done()).text


@pytest.mark.parametrize("seed", range(20))
def test_a_damaged_file_is_read_or_refused(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    damaged = bytearray(blank(1) if seed % 2 else small())
    for _ in range(random.choice([1, 10, 100])):
        damaged[random.randrange(len(damaged))] = random.randrange(256)
    # Any other exception fails the test.
    with suppress(ReadError):
        saved(tmp_path, bytes(damaged))


@pytest.mark.parametrize("seed", PLAN_IDS)
def test_round_trip_of_the_seeds(tmp_path: Path, seed: str) -> None:
    """98 % of the characters stand in the same clauses after a plan has been set and read again."""
    whole = repair(read_file(SEEDS / f"{seed}.txt")).text
    wanted = cut(raw_text("\n".join(line for line in whole.split("\n") if line.strip())))
    found = cut(saved(tmp_path, typeset(whole, head="规划文本汇编")))
    assert shared(wanted, found) >= 0.98
    assert shared(found, wanted) >= 0.98


@pytest.mark.skipif(not CORPORA.exists(), reason="the corpora are not beside this checkout")
def test_round_trip_of_a_long_plan(tmp_path: Path) -> None:
    whole = repair(read_file(CORPORA / "five_year_plans" / "北京市_十五五.txt")).text[:40_000].rsplit("\n", 1)[0]
    wanted = cut(raw_text("\n".join(line for line in whole.split("\n") if line.strip())))
    found = cut(saved(tmp_path, typeset(whole, head="规划文本汇编")))
    assert shared(wanted, found) >= 0.98


def shared(some: list[str], others: list[str]) -> float:
    """Share of the characters of some clauses that stand in the others, too, blanks aside."""
    held = {"".join(clause.split()) for clause in others}
    folded = ["".join(clause.split()) for clause in some]
    return sum(len(clause) for clause in folded if clause in held) / sum(map(len, folded))


@pytest.mark.usefixtures("no_recognition")
def test_what_was_read_before_makes_no_difference(tmp_path: Path) -> None:
    content = typeset(f"{TITLE}\n{BODY}")
    first = saved(tmp_path, content)
    saved(tmp_path, scan(3, 2), "other.pdf")
    assert saved(tmp_path, content) == first
