"""The chain: where a theme is set, where it thins, where it is lost; and what lower plans have of their own."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from compare.coverage.chain import find_chain, find_distinctive
from compare.model import Cell, Comparison, Depth, Kind, Level, Place, Reason, Role, Step, Theme, ThemeSource
from compare.model import Passage as P
from compare.pipeline.match import Judge, Task
from tests.builders import below, plan_of

THEME = Theme("T", "主题", "")
PROVINCE = plan_of("省", "province", level=Level.PROVINCE)
CITY = below(plan_of("市", "city", level=Level.CITY), "province")
COUNTY = below(plan_of("县", "county", level=Level.COUNTY), "city")
PLANS = (COUNTY, CITY, PROVINCE)


def cells(**depths: int | None) -> list[Cell]:
    found = []
    for plan, depth in depths.items():
        reached = None if depth is None else Depth(depth)
        quote = P("省", 0, 1, (), Place("line", 1), Role.MEASURE, 1.0, Reason("name"), reached or Depth.ABSENT)
        status = "cannot_say" if depth is None else "judged"
        found.append(Cell("T", plan, status, reached, None, (quote,), (), (), Reason("x"), 0))  # type: ignore[arg-type]
    return found


def chain(**depths: int | None) -> tuple[str, list[tuple[str, str]], tuple[str, ...], tuple[str, ...]] | None:
    found = find_chain(PLANS, [THEME], cells(**depths))
    if not found:
        return None
    only = found[0]
    return only.set_by, [(step.plan, step.upper) for step in only.steps], only.thinned_in, only.lost_in


def test_a_theme_goes_down_level_by_level() -> None:
    steps = [("city", "province"), ("county", "city")]
    assert chain(province=4, city=4, county=4) == ("province", steps, (), ())
    assert chain(province=4, city=3, county=2) == ("province", steps, ("city", "county"), ())
    assert chain(province=2, city=4, county=3) == ("province", steps, ("county",), ())


def test_a_theme_that_the_city_loses_is_followed_past_it() -> None:
    # The county's own upper plan lacks it, so the county stands below the province.
    steps = [("city", "province"), ("county", "province")]
    assert chain(province=3, city=0, county=3) == ("province", steps, (), ("city",))
    assert chain(province=3, city=1, county=0) == ("province", steps, ("city",), ("county",))


def test_areas_side_by_side_have_chains_of_their_own() -> None:
    other = plan_of("邻市", "other", level=Level.CITY)
    district = below(plan_of("邻区", "district", level=Level.DISTRICT), "other")
    depths = cells(province=0, city=3, county=0, other=2, district=4)
    found = find_chain([*PLANS, other, district], [THEME], depths)
    assert [(each.set_by, [step.plan for step in each.steps], each.lost_in) for each in found] == [
        ("city", ["county"], ("county",)),
        ("other", ["district"], ()),
    ]


def test_a_theme_is_set_where_it_is_more_than_cited() -> None:
    assert chain(province=1, city=2, county=2) == ("city", [("county", "city")], (), ())
    assert chain(province=1, city=1, county=4) is None
    assert chain(province=0, city=0, county=0) is None


def test_what_cannot_be_judged_is_neither_thin_nor_lost() -> None:
    assert chain(province=3, city=None, county=0) == (
        "province", [("city", "province"), ("county", "province")], (), ("county",),
    )  # fmt: skip
    found = find_chain(PLANS, [THEME], cells(province=3, city=None, county=3))
    assert found[0].steps[0] == Step("city", "province", None)


def test_links_that_go_round_come_to_an_end() -> None:
    one, two = below(plan_of("一", "one"), "two"), below(plan_of("二", "two"), "one")
    found = find_chain([one, two], [THEME], cells(one=3, two=2))
    assert [(step.plan, step.upper) for step in found[0].steps] == [("one", "two"), ("two", "one")]


def own(**depths: int) -> list[tuple[str, str | None]]:
    return [(item.plan, item.theme) for item in find_distinctive(PLANS, [THEME], cells(**depths), {})]


def test_a_theme_that_no_plan_above_has_is_its_own() -> None:
    assert own(province=0, city=0, county=3) == [("county", "T")]
    assert own(province=0, city=3, county=3) == [("city", "T")]
    # The province has it, though the city between lacks it.
    assert own(province=2, city=0, county=3) == []
    # What is only wished for, or cited above, is nothing of its own.
    assert own(province=0, city=0, county=2) == own(province=1, city=0, county=3) == []


def test_phrases_of_its_own_are_quoted_and_stand_in_no_plan_above() -> None:
    upper = plan_of("第一章 任务\n推进“山海协作”，“山海协作”要见效。\n", "up", level=Level.CITY)
    lower = below(
        plan_of("第一章 任务\n办好“山花节”，“山花节”要出彩。\n推进“山海协作”，“山海协作”要见效。\n", "low"), "up"
    )
    task = Task(lower, 1.0, (upper,), (upper,))
    own = Judge(()).judge(task).own
    found = find_distinctive([upper, lower], [], [], {"low": own})
    assert [(item.plan, item.theme, item.name) for item in found] == [("low", None, "山花节")]
    assert lower.text[found[0].start : found[0].end] == found[0].quote
    # A theme of the dictionary is nobody's own.
    assert Judge((Theme("G", "山花节", ""),)).judge(task).own == ()


def test_the_seeds_show_where_广清经济特别合作区_is_lost(seeds_comparison: Comparison) -> None:
    found = next(chain for chain in seeds_comparison.chain if chain.theme == "T06")
    assert found.set_by == "guangqing"
    assert set(found.lost_in) == {"qingcheng", "lianzhou"}
    assert all(item.plan != "pingdingshan" for item in seeds_comparison.distinctive)
    plans = {plan.id: plan for plan in seeds_comparison.plans}
    for item in seeds_comparison.distinctive:
        assert plans[item.plan].text[item.start : item.end] == item.quote


@pytest.mark.parametrize(
    ("name", "source", "region", "lost"),
    [
        ("长三角一体化发展", "dictionary", "绵阳市", False),
        ("长三角一体化发展", "dictionary", "苏州市", True),
        ("粤港澳大湾区建设", "discovered", "绵阳市", False),
        ("西部大开发", "dictionary", "绵阳市", True),
        ("雄安新区建设", "dictionary", "绵阳市", False),
        ("海洋经济", "dictionary", "绵阳市", False),
        ("海洋经济", "dictionary", "台州市", True),
        ("海洋经济", "dictionary", "衢州市", False),
        ("县城建设", "dictionary", "珠海市", False),
        ("渔业与海洋牧场", "dictionary", "衢州市", True),
        ("边疆边境地区发展", "dictionary", "宜昌市", False),
        ("边疆边境地区发展", "dictionary", "黑河市", True),
        # Whoever names a theme asks every plan for it; and what is bound to no place is asked everywhere.
        ("长三角一体化发展", "given", "绵阳市", True),
        ("现代农业", "dictionary", "绵阳市", True),
    ],
)
def test_a_theme_of_other_places_is_not_lost(name: str, source: ThemeSource, region: str, lost: bool) -> None:
    nation = plan_of("全国", "nation", level=Level.NATIONAL)
    city = below(plan_of("市", "city", level=Level.CITY, region=region), "nation")
    theme = Theme("T", name, "", source=source)
    (found,) = find_chain([nation, city], [theme], cells(nation=3, city=0)) or (None,)
    assert (found is not None and found.lost_in == ("city",)) == lost
    # What such a plan takes up all the same is a step like any other.
    (found,) = find_chain([nation, city], [theme], cells(nation=3, city=2))
    assert found.thinned_in == ("city",)


@pytest.mark.parametrize(
    ("upper", "lower", "lost"),
    [
        (Kind.OUTLINE, Kind.SPECIAL, ()),
        (Kind.OUTLINE, Kind.SPATIAL, ()),
        (Kind.OUTLINE, Kind.OUTLINE, ("city",)),
        (Kind.SPECIAL, Kind.SPECIAL, ("city",)),
    ],
)
def test_a_plan_for_one_field_loses_no_theme_of_another(upper: Kind, lower: Kind, lost: tuple[str, ...]) -> None:
    plans = (replace(PROVINCE, kind=upper), replace(CITY, kind=lower))
    found = find_chain(plans, [THEME], cells(province=3, city=0))
    assert [each.lost_in for each in found] == ([lost] if lost else [])
    (kept,) = find_chain(plans, [THEME], cells(province=3, city=2))
    assert kept.thinned_in == ("city",)
