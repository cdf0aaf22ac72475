"""Work over several processes, one of which the system ends."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator, Sequence
from functools import partial
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest

from compare import RunOptions
from compare.corpus import find_plans
from compare.errors import InputError, ReadError
from compare.execution.parallel import spread
from compare.pipeline.compare import read_plans
from compare.pipeline.match import Judge, Task
from tests.builders import plan_of, write_plans
from tests.execution.doubling import doubled, ended_beside, halved, on_linux

MANY = 10_000_000


@pytest.fixture(params=[pytest.param(True, marks=on_linux), False], ids=["copied", "started anew"])
def _processes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes that are copies of this one, whatever threads the tests have, and such as are started anew."""
    monkeypatch.setattr("compare.execution.parallel._can_be_copied", lambda: request.param)


@pytest.mark.usefixtures("_processes")
@pytest.mark.parametrize("once", [True, False], ids=["once", "always"])
def test_a_process_that_is_killed_costs_at_most_its_own_item(once: bool, tmp_path: Path) -> None:
    found = list(spread(partial(doubled, tmp_path / "ended", once), range(40), size=MANY, jobs=2))
    assert found == [2 * number if number != 3 or once else None for number in range(40)]


@on_linux
def test_no_copies_are_made_beside_another_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compare.execution.copies.over_copies", lambda *_: iter(["copied"]))
    monkeypatch.setattr("compare.execution.parallel._over_processes", lambda *_: iter(["started anew"]))
    ended = threading.Event()
    beside = threading.Thread(target=ended.wait)
    beside.start()
    try:
        assert list(spread(halved, [2, 4], size=MANY, jobs=2)) == ["started anew"]
    finally:
        ended.set()
        beside.join()


@pytest.mark.usefixtures("_processes")
def test_a_consumer_that_stops_early_is_let_go(tmp_path: Path) -> None:
    found = spread(partial(doubled, tmp_path / "ended", True), range(40), size=MANY, jobs=2)
    assert next(found) == 0
    found.close()  # type: ignore[attr-defined]
    assert not [child for child in active_children() if child.name.startswith("ForkProcess") and not child.daemon]


@pytest.mark.usefixtures("_processes")
def test_what_the_work_raises_is_raised(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="5 is odd"):
        list(spread(partial(halved, tmp_path), [2, 4, 5, 6], size=MANY, jobs=2))


@pytest.mark.usefixtures("_processes")
def test_results_larger_than_a_pipe_come_while_others_are_worked_with() -> None:
    found = spread(bytes, [3_000_000 + number for number in range(8)], size=MANY, jobs=2)
    for number, result in enumerate(found):
        time.sleep(0.02)
        assert result is not None
        assert len(result) == 3_000_000 + number


@on_linux
@pytest.mark.parametrize("all_killed", [True, False], ids=["every item", "one of each"])
def test_copies_that_are_all_killed_are_made_again(all_killed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compare.execution.parallel._can_be_copied", lambda: True)
    monkeypatch.setattr("compare.execution.parallel._alone", lambda _, item: -item)
    found = list(spread(partial(ended_beside, os.getpid(), 1 if all_killed else 3), range(20), size=MANY, jobs=2))
    assert found == [-number if all_killed or number % 3 == 0 else number for number in range(20)]


@on_linux
def test_steps_are_taken_while_copies_work_and_by_nobody_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[int] = []

    def steps() -> Iterator[None]:
        for number in range(3):
            taken.append(number)
            yield

    monkeypatch.setattr("compare.execution.parallel._can_be_copied", lambda: True)
    assert list(spread(str, range(3), size=MANY, jobs=1, meanwhile=steps())) == ["0", "1", "2"]
    assert taken == []
    assert list(spread(str, range(3), size=MANY, jobs=2, meanwhile=steps())) == ["0", "1", "2"]
    assert taken[0] == 0


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
