"""OFD files: the text of a plan, its pages as places, tables, what lies over pages, and what cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare import RunOptions, find_plans, read_plans
from compare.errors import ReadError
from compare.model import Place
from compare.readers import RawText, read_file, signs
from tests.builders import COUNTY, SEEDS
from tests.readers.ofd_builders import LEFT, SIZE, TOP, frame, laid_out, ofd, page, picture, rule, text

SENTENCE = "到2025年，完善养老服务设施，新增床位500张。"


def read(folder: Path, content: bytes) -> RawText:
    path = folder / "plan.ofd"
    path.write_bytes(content)
    raw = read_file(path)
    assert raw.signs_in_file == signs(raw.text) + sum(each.signs for each in raw.left_out)
    return raw


def what_left(raw: RawText) -> dict[str, int]:
    return {each.what: each.signs for each in raw.left_out}


def test_a_plan_reads_as_its_text_does(tmp_path: Path) -> None:
    raw = read(tmp_path, ofd(laid_out(COUNTY)))
    assert raw.text.split("\n") == [line.strip() for line in COUNTY.split("\n") if line.strip()]
    assert (raw.format, raw.unit) == ("ofd", "page")
    assert set(what_left(raw)) == {"running_head"}


@pytest.mark.parametrize("seed", ["lianzhou", "qingyuan", "qingcheng"])
def test_a_seed_gives_the_same_clauses(tmp_path: Path, seed: str) -> None:
    written = (SEEDS / f"{seed}.txt").read_text(encoding="utf-8")
    (tmp_path / "a.txt").write_text(written, encoding="utf-8")
    (tmp_path / "b.ofd").write_bytes(ofd(laid_out(written)))
    plans, sources = read_plans(find_plans(tmp_path), options=RunOptions(jobs=1))
    text, placed = (["".join(plan.text[c.start : c.end].split()) for c in plan.clauses] for plan in plans)
    same = len(set(text) & set(placed)) / len(set(text))
    assert same >= 0.98, sorted(set(text) ^ set(placed))[:6]
    assert all(source.readable >= 0.99 for source in sources)


def test_places_are_pages(tmp_path: Path) -> None:
    raw = read(tmp_path, ofd([page(text("第一页的话。", LEFT, TOP)), page(), page(text(SENTENCE, LEFT, TOP))]))
    assert raw.place(raw.text.index("第一页")) == Place("page", 1)
    assert raw.place(raw.text.index("床位")) == Place("page", 3)


@pytest.mark.parametrize("step", [f"g 25 {SIZE}", None, ""])
def test_steps_from_sign_to_sign_are_read_as_people_write_them(tmp_path: Path, step: str | None) -> None:
    line = "完善基本养老服务体系并且建设服务中心，新增床位若干张。"[:26]
    assert read(tmp_path, ofd([page(text(line, LEFT, TOP, step=step))])).text == line


def test_text_in_units_of_points_by_its_matrix(tmp_path: Path) -> None:
    placed = text(SENTENCE, LEFT, TOP, 16.0, more='CTM="0.3528 0 0 0.3528 0 0"')
    below = text("第二句。", LEFT, TOP + 30, 16.0, more='CTM="0.3528 0 0 0.3528 0 0"')
    assert read(tmp_path, ofd([page(placed, below)])).text.split("\n") == [SENTENCE, "第二句。"]


@pytest.mark.parametrize("closed", [False, True])
def test_a_table_gives_rows(tmp_path: Path, closed: bool) -> None:
    xs, ys = (30.0, 90.0, 150.0), (40.0, 52.0, 64.0)
    ruled = [rule(xs[0], y, xs[-1], y) for y in ys] + [rule(x, ys[0], x, ys[-1]) for x in xs]
    lines = [frame(x, y, 60, 12) for y in ys[:-1] for x in xs[:-1]] if closed else ruled
    words = [("指标", "2025年"), ("养老床位（张）", "500")]
    cells = [text(word, xs[c] + 2, ys[r] + 8, 4.2) for r, row in enumerate(words) for c, word in enumerate(row)]
    raw = read(tmp_path, ofd([page(text("一、主要指标", LEFT, 30), *lines, *cells, text(SENTENCE, LEFT, 80))]))
    assert raw.text.split("\n") == ["一、主要指标", "指标\t2025年", "养老床位（张）\t500", SENTENCE]


def test_what_lies_over_or_under_a_page_is_told(tmp_path: Path) -> None:
    slanted = text("内部资料", 60, 150, 20, more='CTM="0.7071 -0.7071 0.7071 0.7071 0 0"')
    hidden = text("看不见的字", LEFT, 200, more='Visible="false"')
    first = page(text(SENTENCE, LEFT, TOP), slanted, hidden, template="1")
    second = page(text("第二句完全不同。", LEFT, TOP), slanted, hidden, template="1")
    annotation = page(text("复印无效", 50, 50)).replace("Page", "PageAnnot")
    raw = read(
        tmp_path,
        ofd(
            [first, second],
            {"1": page(text("连州市人民政府文件", 60, 15))},
            {"Doc_0/Annots/Page_0/Annot_0.xml": annotation},
        ),
    )
    assert raw.text.replace("\n", "") == SENTENCE + "第二句完全不同。"
    assert what_left(raw) == {"turned": 8, "over_page": 14, "running_head": 18}


def test_a_part_that_no_page_takes_is_counted(tmp_path: Path) -> None:
    lost = page(text("第二章的内容没有哪一页引用。" * 3, LEFT, TOP))
    raw = read(tmp_path, ofd(laid_out(COUNTY), parts={"Doc_0/Pages/Page_9/Content.xml": lost}))
    assert what_left(raw)["unexplained"] == 42
    assert raw.unexplained > 0


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (ofd([page(picture(0, 0, 210, 297))]), "图片"),
        (ofd([page()]), "没有可读的文字"),
        (ofd([]), "没有一页"),
        (ofd([page(text(SENTENCE, LEFT, TOP))], parts={"Encryptions.xml": "<a/>"}), "加了密"),
        (ofd([], parts={"Doc_0/Document.xml": "<a><b></a>"}), "损坏"),
        (
            ofd([], parts={"Doc_0/Document.xml": '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'}),
            "DOCTYPE",
        ),
    ],
    ids=["scan", "empty", "no page", "encrypted", "broken", "entities"],
)
def test_what_cannot_be_read_is_told_with_what_to_do(tmp_path: Path, content: bytes, told: str) -> None:
    with pytest.raises(ReadError, match=told) as refused:
        read(tmp_path, content)
    assert "请" in str(refused.value)


@pytest.mark.parametrize(
    "line",
    [
        text(SENTENCE, LEFT, TOP, step="g 999999999 1"),
        text(SENTENCE, LEFT, TOP, step="g"),
        text(SENTENCE, LEFT, TOP, step="nan inf -1e400 x"),
        text(SENTENCE, LEFT, TOP, more='CTM="a b"'),
    ],
)
def test_numbers_that_make_no_sense_lose_no_sign(tmp_path: Path, line: str) -> None:
    raw = read(tmp_path, ofd([page(line, text("第二句。", LEFT, 200))]))
    assert sorted("".join(raw.text.split())) == sorted(SENTENCE + "第二句。")


@pytest.mark.parametrize("sign", ["\u2028", "\x85", "&#10;"])
def test_line_ends_inside_a_text_are_no_signs(tmp_path: Path, sign: str) -> None:
    placed = text(SENTENCE, LEFT, TOP).replace("养老", f"养{sign}老")
    assert read(tmp_path, ofd([page(placed, text("第二句。", LEFT, 200))])).text.split("\n")[0] == SENTENCE


def test_fonts_of_a_line_that_are_laid_over_each_other_follow_each_other(tmp_path: Path) -> None:
    """Easyofd gives every font of a line the box of the line, spreads its signs over it, and writes ``size``."""
    parts = ["第一章 ", "总体要求", "与目标"]
    line = "".join(parts)
    box = f'Boundary="{LEFT} {TOP} {len(line) * SIZE:.4f} {SIZE}"'
    objects = (
        f'<ofd:TextObject ID="{at}" {box} Font="{at}" size="{SIZE}"><ofd:TextCode X="0" Y="{SIZE}" '
        f'DeltaX="g {len(part) - 1} {len(line) * SIZE / len(part):.4f}">{part}</ofd:TextCode></ofd:TextObject>'
        for at, part in enumerate(parts, 1)
    )
    assert read(tmp_path, ofd([page(*objects, text(SENTENCE, LEFT, TOP + 30))])).text.split("\n") == [line, SENTENCE]


def test_more_pages_than_a_plan_has_are_refused_before_any_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of 4 kB may show one page 2,001 times, and took 25 seconds to be refused."""

    def read_page(*_: object) -> None:
        raise AssertionError("a page was read")

    monkeypatch.setattr("compare.readers.ofd_page.read_page", read_page)
    with pytest.raises(ReadError, match="OFD 有 2001 页，超过上限 2000"):
        read(tmp_path, ofd([page()] * 2001))
