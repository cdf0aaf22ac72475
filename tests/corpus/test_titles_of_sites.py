"""Titles lose what sites and data sets put around them."""

from __future__ import annotations

import pytest

from compare.corpus.kinds import title_in

TITLE = "2026年某甲省政府工作报告"


@pytest.mark.parametrize(
    "written",
    [
        f"{TITLE}全文-新闻中心",
        f"{TITLE}_某甲省人民政府门户网站",
        f"{TITLE} - 某甲日报",
        f"{TITLE}|某甲网",
        f"标题：{TITLE}",
        f"# {TITLE}",
        f"{TITLE}（全文）",
        f"{TITLE}全文发布",
        f"{TITLE}发布！",
        f"重磅！{TITLE}",
        TITLE,
    ],
)
def test_a_title_is_the_plans_alone(written: str) -> None:
    assert title_in([written], "", "") == TITLE


@pytest.mark.parametrize("title", ["长三角—京津冀协同发展规划", "关于“十四五”规划发布", "甲市－乙市一体化发展规划"])
def test_what_is_the_plans_stays(title: str) -> None:
    assert title_in([title], "", "") in (title, title.removesuffix("发布"))


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("连 州 市 2 0 2 1 年 政 府 工 作 报 告", "连州市2021年政府工作报告"),
        ("连州市　2021年　政府工作报告", "连州市2021年政府工作报告"),
        ("连 州 市 养 老 服 务 规 划", "连州市养老服务规划"),
    ],
)
def test_a_title_set_wide_is_drawn_together(written: str, title: str) -> None:
    assert title_in([written], "", "") == title
