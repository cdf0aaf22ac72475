"""Tables of tasks, and by when things are made: who does it and by when is no part of what is done."""

from __future__ import annotations

import pytest

from compare.targets.tasks import tasks_alone
from tests.builders import at_most
from tests.targets.sentences import targets_of


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("2\t新增护理型床位1.5万张\t市民政局\t市卫生健康委\t2024年12月", ["新增护理型床位 1.5 2024"]),
        (
            "3\t建成街道综合养老服务中心40处\t各县（市、区）人民政府\t市民政局、市自然资源和规划局\t2024年",
            ["建成街道综合养老服务中心 40 2024"],
        ),
        (
            "4\t培育5A级养老机构2家、4A级5家\t市民政局\t\t持续推进",
            ["培育5A级养老机构 2 2025", "培育4A级养老机构 5 2025"],
        ),
        ("| 5 | 改造老旧小区12个 | 县住建局 | 县财政局、各乡镇 | 2023年10月底前 |", ["改造老旧小区 12 2023"]),
        ("新建学校3所\t市教育局牵头，市财政局配合\t10月底前", ["新建学校 3 2025"]),
        # cells of any other table are read together as before
        ("农村公路\t新建120公里\t2025年", ["农村公路新建 120 2025"]),
    ],
)
def test_a_row_of_a_table_of_tasks(row: str, expected: list[str]) -> None:
    assert [f"{t.indicator} {t.value} {t.year}" for t in targets_of(row)] == expected


@pytest.mark.parametrize(
    ("sentence", "years"),
    [
        ("推进14所供养机构改造提升，2023年底前全部达标。", [2023]),
        ("新建学校3所，2024年8月底前投入使用。", [2024]),
        ("建成通用机场1个，2023年底通航。", [2023]),
        ("新建学校3所，2024年建成1所。", [2025, 2024]),
        ("到2025年，新建学校3所，2024年底前开展评估。", [2025]),
    ],
)
def test_by_when_a_thing_is_made_may_stand_behind_it(sentence: str, years: list[int]) -> None:
    assert [target.year for target in targets_of(sentence)] == years


def test_hostile_rows_are_borne() -> None:
    with at_most(3):
        for row in ("市部所处局中心" * 30_000 + "x\ta\tb", "市局部、" * 20_000 + "x\tb\tc", "|\t" * 50_000):
            tasks_alone(row)
