"""What a researcher asks of a comparison in Python."""

from __future__ import annotations

import dataclasses
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from msgspec.structs import replace

import compare
from compare.model import Comparison
from tests import sample
from tests.builders import COUNTY, SEEDS, write_plans


def test_rows_are_found_by_their_ids() -> None:
    found = sample.comparison()
    assert found.plan("county").title == "某县<规划>纲要"
    assert found.cell("T2", "county").depth == 2
    assert {gap.plan for gap in found.gaps_of("county")} == {"county"} and not found.gaps_of("city")
    assert [row.id for row in found.alignments_of("county", "city")] == ["a1", "a2", "a3"]
    for ask in (lambda: found.plan("nowhere"), lambda: found.cell("T9", "county")):
        with pytest.raises(KeyError):
            ask()


def test_a_comparison_is_told_in_a_line() -> None:
    assert repr(sample.comparison()) == "Comparison(4 plans, 4 themes, 8 gaps)"


def test_themes_may_be_given_as_such(tmp_path: Path) -> None:
    theme = compare.Theme("T", "养老服务", "敬老院和养老设施")
    found = compare.compare_plans(write_plans(tmp_path / "plans", 连州=COUNTY), [theme])
    assert isinstance(found, compare.Comparison) and found.themes == (theme,)
    assert found.cell("T", "连州").depth
    with pytest.raises(compare.InputError):
        compare.compare_plans(tmp_path / "nowhere", [theme])


class Tags(HTMLParser):
    """Tags and texts of a page, in their order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.cells: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self.cells:
            self.cells[-1] += data


def test_a_notebook_shows_the_matrix() -> None:
    found = sample.comparison()
    shown = Tags(found._repr_html_())
    assert set(shown.tags) == {"div", "table", "thead", "tbody", "tr", "th", "td", "p"}  # no tag of a document
    assert shown.cells[:5] == ["", "county", "city", "region", "+district"]
    assert shown.cells[5].startswith("T1 ") and shown.cells[15].startswith("T3 饮用水源<b>保护</b>")
    depths = [[found.cell(theme.id, plan.id).depth for plan in found.plans] for theme in found.themes]
    rows = [shown.cells[at + 1 : at + 5] for at in range(5, len(shown.cells), 5)]
    assert [[cell[:1] for cell in row] for row in rows] == [
        ["?" if depth is None else str(int(depth)) for depth in row] for row in depths
    ]
    assert "\u202e" not in found._repr_html_()


def test_the_matrix_of_many_plans_is_bounded() -> None:
    found = sample.comparison()
    plans = tuple(replace(found.plans[0], id=f"{number}" + "长<" * 500) for number in range(300))
    themes = tuple(replace(found.themes[0], id=f"T{number}", name="名" * 5000) for number in range(700))
    shown = dataclasses.replace(found, plans=plans, themes=themes)._repr_html_()
    assert len(shown) < 60_000 and "300 份规划 plans × 700" in shown and "20 × 60" in shown
    assert repr(plans[0]).startswith("Plan(") and len(repr(found.plans[0])) < 200


def test_every_field_of_a_result_is_documented() -> None:
    for type_ in (Comparison, compare.Plan, compare.Passage, compare.Cell, compare.Alignment, compare.Gap):
        told = set(re.findall(r"[a-z_]+", (type_.__doc__ or "").partition("Attributes:")[2]))
        fields = getattr(type_, "__struct_fields__", None) or [field.name for field in dataclasses.fields(Comparison)]
        assert set(fields) - told == set(), type_.__name__


def test_a_list_of_files_is_compared_as_the_folder_that_holds_them(tmp_path: Path) -> None:
    city = COUNTY.replace("连州市", "清远市")
    folder = write_plans(tmp_path / "plans", 清远=city, 连州=COUNTY)
    theme = compare.Theme("T", "养老服务", "敬老院和养老设施")
    whole, listed = (
        compare.compare_plans(given, [theme], options=compare.RunOptions(jobs=1))
        for given in (folder, [folder / "清远.txt", str(folder / "连州.txt")])
    )
    assert listed == whole and len(listed.plans) == 2
    for wrong in ([], [folder / "无.txt"], [folder / "清远.txt", folder / "." / "清远.txt"], [folder]):
        with pytest.raises(compare.InputError):
            compare.compare_plans(wrong, [theme])


def test_plans_that_were_read_are_compared_as_their_files(
    seeds_comparison: Comparison, seeds_plans: dict[str, compare.Plan]
) -> None:
    again = compare.compare_plans(list(seeds_plans.values()), SEEDS / "themes.yaml", options=compare.RunOptions(jobs=1))
    for name in ("plans", "coverage", "gaps", "alignments", "targets", "target_pairs", "requirements", "unlinked"):
        assert getattr(again, name) == getattr(seeds_comparison, name), name


def test_of_the_upper_plans_those_in_the_list_count(seeds_plans: dict[str, compare.Plan]) -> None:
    some = [seeds_plans["lianzhou"], seeds_plans["qingyuan"]]
    found = compare.compare_plans(some, [compare.Theme("T", "养老服务", "养老设施")])
    assert [link.id for link in found.plan("lianzhou").upper] == ["qingyuan"]
    told = {reason.code: reason.values for reason in found.sources[0].warnings}
    assert told["upper_unread"] == ("guangqing",)
    with pytest.raises(compare.InputError, match="lianzhou"):
        compare.compare_plans([some[0], some[0]])
