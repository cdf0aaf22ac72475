"""Plans without upper plans beside one that may stand above."""

from __future__ import annotations

from compare.corpus import find_alone
from compare.model import Alone, Level, Plan
from tests.builders import below, plan_of


def a_plan(id_: str, region: str, level: Level, year: int) -> Plan:
    return plan_of("第一章 任务\n建设公园。", id_, region=region, level=level, year=year)


def test_plans_below_another_of_their_province_are_named() -> None:
    province = a_plan("province", "浙江省", Level.PROVINCE, 2026)
    linked = below(a_plan("linked", "杭州市", Level.CITY, 2026), "province")
    early, same = a_plan("early", "丽水市", Level.CITY, 2024), a_plan("same", "绍兴市", Level.CITY, 2026)
    elsewhere, nowhere = a_plan("elsewhere", "平顶山市", Level.CITY, 2026), a_plan("nowhere", "", Level.CITY, 2026)
    found = find_alone([province, linked, early, same, elsewhere, nowhere])
    assert found == (Alone("early", later=True), Alone("same", later=False))


def test_a_plan_that_might_be_compared_now_is_not_called_early() -> None:
    uppers = [a_plan("new", "浙江省", Level.PROVINCE, 2026), a_plan("old", "浙江省", Level.PROVINCE, 2021)]
    assert find_alone([*uppers, a_plan("city", "丽水市", Level.CITY, 2024)]) == (Alone("city", later=False),)
    assert find_alone([a_plan("nation", "全国", Level.NATIONAL, 2021), a_plan("one", "丽水市", Level.CITY, 2024)]) == ()
