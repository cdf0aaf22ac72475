"""Slogans of a place or its rank: a plan below answers them with its own place or rank, and with no other slogan."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.align.slogans import slogans_in
from compare.model import Alignment, Label, Level
from tests.builders import alignments, below, body_under_tasks, plan_of

OTHERS = (
    "发展石化产业。",
    "推进港口建设。",
    "加大招商力度。",
    "深化农村集体产权制度改革。",
    "新建标准厂房20万平方米。",
)
PLACES = (
    ("湖南省", "岳阳市"),
    ("四川省", "成都市"),
    ("广西壮族自治区", "贵港市"),
    ("新疆维吾尔自治区", "昌吉回族自治州"),
)
SHORT = {"湖南省": "湖南", "四川省": "四川", "广西壮族自治区": "广西", "新疆维吾尔自治区": "新疆"}
OWN = {"岳阳市": "岳阳", "成都市": "成都", "贵港市": "贵港", "昌吉回族自治州": "昌吉"}
SLOGANS = ("美丽", "平安", "法治", "健康", "数字", "信用", "清廉", "书香")
MATTERS = ("质量", "教育", "文化", "交通", "农业", "人才", "体育", "科技", "制造", "旅游")


def row_of(upper: str, own: str, above: str = "湖南省", here: str = "岳阳市") -> Alignment:
    over = plan_of(body_under_tasks(upper), "upper", level=Level.PROVINCE, region=above)
    under = plan_of(body_under_tasks(own, *OTHERS), "lower", level=Level.CITY, region=here)
    (row,) = [each for each in alignments([over, below(under, "upper")]) if each.clause.quote == upper]
    return row


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(PLACES), st.permutations(SLOGANS))
def test_a_slogan_is_answered_by_the_same_of_the_own_place_and_by_no_other(
    places: tuple[str, str], slogans: list[str]
) -> None:
    above, here = places
    asked = f"推进{slogans[0]}{SHORT[above]}建设。"
    assert row_of(asked, f"加快{slogans[0]}{OWN[here]}建设。", above, here).label is Label.COVERED
    assert row_of(asked, f"加快{slogans[1]}{OWN[here]}建设。", above, here).label is not Label.COVERED
    assert row_of(asked, OTHERS[0], above, here).label is Label.ABSENT


@settings(max_examples=20, deadline=None)
@given(st.permutations(MATTERS), st.sampled_from("市县区州"))
def test_a_rank_is_answered_by_the_same_of_the_own_rank_and_by_no_other(matters: list[str], rank: str) -> None:
    asked = f"加快建设{matters[0]}强省。"
    assert row_of(asked, f"建设{matters[0]}强{rank}。").label is Label.COVERED
    assert row_of(asked, f"建设{matters[1]}强{rank}。").label is not Label.COVERED


def test_of_two_slogans_in_one_thing_one_is_a_part() -> None:
    asked = "推进法治湖南、平安湖南建设。"
    assert row_of(asked, "建设更高水平的平安岳阳、法治岳阳。").label is Label.COVERED
    assert row_of(asked, "深入推进法治岳阳建设。").label is Label.PARTIAL


def test_a_heading_below_answers_and_what_was_done_does_not() -> None:
    over = plan_of(body_under_tasks("建设美丽湖北。"), "upper", level=Level.PROVINCE, region="湖北省")
    text = body_under_tasks(*OTHERS) + "\n第二章 建设美丽荆门\n整治矿山。"
    under = below(plan_of(text, "lower", level=Level.CITY, region="荆门市"), "upper")
    (row,) = alignments([over, under])
    assert row.label is Label.COVERED
    assert row.matches[0].quote == "第二章 建设美丽荆门"


@pytest.mark.parametrize(
    ("thing", "found"),
    [
        ("深化书香湖南建设", ("书香湖南",)),
        ("推进湖南水网建设", ()),
        ("推动湖南高等研究院实体化运行", ()),
        ("支持湖南建设国家中心", ()),
        ("湘雅医院湖南分院二期", ()),
        ("加快建设文化强省、旅游强省", ("文化强省", "旅游强省")),
        ("做大做强国有企业", ()),
        ("培育百强县", ()),
        ("以教育强省建设为引领，统筹推进学校布局、师资和经费各项保障", ()),
    ],
)
def test_what_is_a_slogan(thing: str, found: tuple[str, ...]) -> None:
    assert slogans_in(thing, ("湖南",)) == found
