"""Contents lists in their many writings: their lines are no headings."""

from __future__ import annotations

import pytest

from tests.builders import paths, plan_of


@pytest.mark.parametrize(
    "leader",
    [
        "...........1",
        " …………… 12",
        "\t3",
        "·············- 4 -",
        "……\u00a012",
        "……… …… 7",
        " . . . . . . (7)",
        "……（12）",
    ],
)
def test_contents_lines_with_dot_leaders(leader: str) -> None:
    text = (
        f"某市规划纲要\n第一章 发展形势{leader}\n第二章 主要任务{leader}\n第一章 发展形势\n甲。\n第二章 主要任务\n乙。"
    )
    assert [path[-1] for path in paths(plan_of(text))] == ["第一章 发展形势", "第二章 主要任务"]


def test_contents_list_whose_headings_do_not_return_loses_nothing() -> None:
    text = "某市规划纲要\n目录\n第一章 发展形势\n增长较快。\n第二章 主要任务\n建设公园。"
    assert [path[-1] for path in paths(plan_of(text))] == ["第一章 发展形势", "第二章 主要任务"]
