"""Plans, themes and judgements made from a few lines of text, for tests that need no files."""

from __future__ import annotations

import atexit
import importlib.util
import shutil
import sys
import time
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from msgspec.structs import replace

from compare.align import align, asking, side_of
from compare.coverage import cover, search_for
from compare.features import Reading
from compare.model import Alignment, Cell, Clause, Kind, Level, Place, Plan, Theme, UpperLink
from compare.structure.clauses import split_clauses
from compare.structure.outline import find_outline

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
PLAN_IDS = ("guangqing", "qingyuan", "qingcheng", "lianzhou", "pingdingshan")

# A plan without any gap in it to be found in another's wording: it gives the similarity something to compare with.
FILLER = """第一章 发展形势
统筹疫情防控和经济社会发展，地区生产总值再上新台阶。
第二章 主要任务
完善公园绿地系统，增加口袋公园。
推进档案馆库房维修，更新借阅设备。
组织群众性体育赛事，丰富节假日生活。
"""


def plan_of(text: str, id_: str = "plan", **fields: object) -> Plan:
    """A plan cut into sections and clauses as the pipeline cuts it, without repair."""
    starts = [0, *(at + 1 for at, char in enumerate(text) if char == "\n")]
    tree = find_outline(text)
    cut = split_clauses(text, tree, lambda offset: Place("line", bisect_right(starts, offset)))
    values: dict[str, object] = {
        "title": id_,
        "kind": Kind.OUTLINE,
        "level": Level.COUNTY,
        "region": "",
        "year": 2021,
        "period": None,
        "upper": (),
        "inferred": (),
    }
    return Plan(id=id_, text=text, sections=tree.sections, clauses=cut, **(values | fields))  # type: ignore[arg-type]


def paths(plan: Plan) -> list[tuple[str, ...]]:
    """Heading path of every section, in reading order."""
    return [plan.path(number) for number in range(len(plan.sections))]


def clause_with(plan: Plan, words: str, kind: str = "body") -> Clause:
    """The one clause that holds the words."""
    found = [c for c in plan.clauses if c.kind == kind and words in plan.text[c.start : c.end]]
    assert len(found) == 1, f"{len(found)} clauses hold {words}"
    return found[0]


def quotes(plan: Plan) -> list[str]:
    """The clauses as text."""
    return [plan.text[clause.start : clause.end] for clause in plan.clauses]


def body_under_tasks(*sentences: str) -> str:
    """A plan's text with each sentence as a paragraph of its own under a heading that tells no role."""
    return "\n".join(["第一章 主要任务", *sentences])


def judge(
    plans: Sequence[Plan],
    themes: Sequence[Theme],
    readable: dict[str, float] | None = None,
    dictionary: Sequence[Theme] = (),
) -> dict[tuple[str, str], Cell]:
    """(theme id, plan id) to cell."""
    sound = {plan.id: 1.0 for plan in plans} | (readable or {})
    search = search_for(themes, dictionary)
    return {(c.theme, c.plan): c for plan in plans for c in cover(Reading(plan), search, sound[plan.id])}


def alignments(plans: Sequence[Plan], readable: dict[str, float] | None = None) -> list[Alignment]:
    """The alignments of some plans."""
    sound = {plan.id: 1.0 for plan in plans} | (readable or {})
    sides = {plan.id: side_of(Reading(plan)) for plan in plans}
    pairs = [(link.id, plan.id) for plan in plans for link in plan.upper]
    return [row for upper, lower in pairs for row in align(asking(sides[upper]), sides[lower], sound[lower])]


def cell_of(text: str, theme: Theme, **fields: object) -> Cell:
    """The cell of one theme in a plan of this text, judged beside a plan that speaks of other things."""
    return judge([plan_of(text, **fields), plan_of(FILLER, "filler")], [theme])[theme.id, "plan"]


def below(plan: Plan, *uppers: str, later: bool = False) -> Plan:
    """The plan with upper links."""

    return replace(plan, upper=tuple(UpperLink(upper, later=later) for upper in uppers))


def write_plans(folder: Path, **texts: str) -> Path:
    """A folder with one text file a plan."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Fail where more time of the processor is taken: what grows with the square of a text takes far more."""
    begun = time.process_time()
    yield
    assert time.process_time() - begun < seconds


_OF_LONGEST = 49
"""Lines of the longest seed, two chapters of fourteen, in which everything is that a run goes through."""


@cache
def short_seeds() -> Path:
    """Return a folder with the seeds, the longest of them cut, for what holds of any plans; made once a process."""
    made = TemporaryDirectory(prefix="planalign-seeds-")
    atexit.register(made.cleanup)
    folder = Path(made.name, "seeds")
    shutil.copytree(SEEDS, folder, ignore=shutil.ignore_patterns("README*"))
    longest = folder / "lianzhou.txt"
    lines = longest.read_text(encoding="utf-8").splitlines(keepends=True)
    longest.write_text("".join(lines[:_OF_LONGEST]), encoding="utf-8")
    return folder


COUNTY = """连州市国民经济和社会发展第十四个五年规划纲要
第一章 发展基础
“十三五”期间，全市新建标准厂房12万平方米，荣获省级卫生县城称号。
第二章 主要任务
第一节 产业发展
推进产业集群建设，培育绿色建材产业集群，到2025年产值达到50亿元。
第二节 公共服务
完善养老服务设施，新建敬老院3所。
"""
"""A small plan that gives evidence for some themes of the general dictionary."""


def scorer(gold: Path) -> Any:
    """The module ``score.py`` beside the labelled sets, which imports what lies beside it."""
    spec = importlib.util.spec_from_file_location("score", gold / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module  # dataclasses ask for the module of their class
    sys.path.insert(0, str(gold))
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(gold))
    return module
