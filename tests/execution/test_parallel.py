"""Work over several processes, one of which the system ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from compare import RunOptions
from compare.corpus import find_plans
from compare.errors import InputError
from compare.execution.parallel import spread
from compare.pipeline.compare import read_plans
from compare.pipeline.match import Judge, Task
from tests.builders import plan_of, write_plans
from tests.execution.doubling import doubled

MANY = 10_000_000


@pytest.mark.parametrize("once", [True, False], ids=["once", "always"])
def test_a_process_that_is_killed_costs_at_most_its_own_item(once: bool, tmp_path: Path) -> None:
    found = list(spread(partial(doubled, tmp_path / "ended", once), range(40), size=MANY, jobs=2))
    assert found == [2 * number if number != 3 or once else None for number in range(40)]


def test_a_consumer_that_stops_early_is_let_go(tmp_path: Path) -> None:
    found = spread(partial(doubled, tmp_path / "ended", True), range(40), size=MANY, jobs=2)
    assert next(found) == 0
    found.close()  # type: ignore[attr-defined]


@pytest.fixture
def one_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second of all pieces of work has its process ended twice."""

    def without_second(work: Any, items: Sequence[Any], **_: object) -> Iterator[Any]:
        return (None if number == 1 else work(item) for number, item in enumerate(items))

    monkeypatch.setattr("compare.execution.engine.spread", without_second)


@pytest.mark.usefixtures("one_is_ended")
def test_a_plan_whose_process_was_ended_while_it_was_read_is_told_of(tmp_path: Path) -> None:
    texts = {name: f"{name}规划\n第一章 任务\n建设一批公园。\n" for name in ("甲市", "乙市", "丙市")}
    read, sources = read_plans(find_plans(write_plans(tmp_path, **texts)), options=RunOptions(jobs=1))
    assert len(read) == 2
    (lost,) = (source for source in sources if source.plan is None)
    assert "一再被系统结束" in lost.warnings[0].values[0] and "--jobs 1" in lost.warnings[0].values[0]


def test_a_plan_whose_process_was_ended_while_it_was_judged_is_named_with_what_to_do() -> None:
    with pytest.raises(InputError, match="比对“甲市”.*--jobs 1"):
        Judge(()).ended(Task(plan_of("甲市规划。", "甲市"), 1.0))
