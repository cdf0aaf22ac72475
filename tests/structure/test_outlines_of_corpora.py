"""Outlines of real plans of every style: golden files that were read against the originals, and what holds for all.

``python -c "from tests.structure.test_outlines_of_corpora import write; write()"`` writes the golden files anew; read the difference.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from compare.readers import read_file
from compare.repair import Repaired, repair
from compare.structure.clauses import split_clauses
from compare.structure.outline import find_outline
from tests.conftest import CORPORA

GOLDEN = Path(__file__).parents[1] / "golden" / "outlines"
STYLES = {
    "five_year_plans/北京市_十五五": "hard-wrapped PDF; 篇 章 一、; headings over two lines; tables in pieces",
    "five_year_plans/上海市_十五五_html": "一、 1. 1.1 with a full stop; boxes; 附录 with explanations",
    "five_year_plans/南京市_十五五": "contents with blanks as leaders; boxes with rows; figures at the end",
    "five_year_plans/杭州市_十五五_html": "web page; contents with tabs; boxes with numbered items",
    "five_year_plans/深圳市_十五五_html": "contents without page numbers; news site with other articles below",
    "five_year_plans/全国_五年计划_07": "no full stops, line ends lost; 一、 above 第一章",
    "five_year_plans/全国_五年计划_11": "no full stops, line ends lost; dashes on lines of their own",
    "work_reports/2024_枣庄": "no line ends at all",
    "work_reports/2024_承德": "hard-wrapped, a blank line after each line",
    "work_reports/2024_益阳": "parts without numbers; notes in brackets at the end",
    "work_reports/2025_云南省": "名词解释, then an annex of tasks",
    "work_reports/2025_湖北省": "（一） that run in, and 一是",
    "work_reports/2026_广东省": "一是 on lines of their own; annex of tasks, annex of terms",
    "work_reports/2026_海南省": "short sentences as headings; 注释 at the end",
}
DEPTH, LENGTH = 3, 24


def shown(repaired: Repaired) -> str:
    """Kinds of blocks with their numbers, then the headings with the number of clauses under each; ~ runs in."""
    tree = find_outline(repaired.text)
    body = Counter(c.section for c in split_clauses(repaired.text, tree, repaired.place) if c.kind == "body")
    kinds = sorted(Counter(block.kind for block in tree.blocks).items())
    lines = [" ".join(f"{kind} {count}" for kind, count in kinds)]
    for number, section in enumerate(tree.sections):
        if section.depth < DEPTH or (section.depth == DEPTH and not section.run_in):
            mark = "~" if section.run_in else ""
            lines.append(f"{'  ' * (section.depth - 1)}{mark}{section.heading[:LENGTH]} {body[number]}")
    return "\n".join(lines) + "\n"


def write() -> None:
    """Write the golden files."""
    for name in STYLES:
        (GOLDEN / f"{Path(name).name}.txt").write_text(
            shown(repair(read_file(CORPORA / f"{name}.txt"))), encoding="utf-8"
        )


@pytest.mark.parametrize("name", STYLES)
def test_outline_is_the_one_that_was_read(corpora: Path, corpora_repaired: dict[Path, Repaired], name: str) -> None:
    golden = GOLDEN / f"{Path(name).name}.txt"
    assert shown(corpora_repaired[corpora / f"{name}.txt"]) == golden.read_text(encoding="utf-8"), STYLES[name]


def test_every_text_is_cut_up_without_loss(corpora_repaired: dict[Path, Repaired]) -> None:
    for path, repaired in corpora_repaired.items():
        text = repaired.text
        reach = 0
        for block in find_outline(text).blocks:
            assert not text[reach : block.start].strip(), path.name
            assert text[block.start : block.end] == text[block.start : block.end].strip() != "", path.name
            assert "\n" not in text[block.start : block.end], path.name
            assert block.kind not in ("heading", "title") or "\t" not in text[block.start : block.end], path.name
            reach = block.end
        assert not text[reach:].strip(), path.name
