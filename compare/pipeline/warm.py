"""What judging loads and compiles at the first plan, loaded in one process before others are made as copies of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from compare.corpus import Entry
from compare.model import Kind, Level, Plan, Theme
from compare.pipeline.conclude import Case, Conclude
from compare.pipeline.match import CELLS, Judge, Task
from compare.pipeline.parse import parse
from compare.readers import raw_text
from compare.themes import general_themes

# Sentences of the kinds that are judged in different ways: aims with figures, enumerations, places, projects, the past.
_UPPER = """一、发展目标
到2025年，地区生产总值年均增长6%左右，森林覆盖率达到58%以上，新增城镇就业12万人。
二、主要任务
大力发展先进制造业，培育新能源、新材料、生物医药等新兴产业，推进高新区建设。
完善养老服务体系，新建养老服务中心30个，支持甲市建设区域医疗中心；推动公共文化设施免费开放。
加快铁路、高速公路和机场建设，严格保护耕地，深入打好污染防治攻坚战。
"""
_LOWER = """一、工作回顾
2020年，地区生产总值增长5.8%，建成养老服务中心3个。
二、主要任务
到2025年，地区生产总值年均增长5.5%，森林覆盖率达到60%。
大力发展新能源产业，投资3亿元建设乙县产业园，培育高新技术企业20家。
不再新建养老院，加强公园绿地建设；做好污染防治，保护耕地。
"""


def warmed(themes: tuple[Theme, ...] | None) -> Iterator[None]:
    """Read two plans of a few sentences, and judge them in steps.

    Args:
        themes: What is looked for; the general dictionary if ``None``.
    """
    upper, lower = _plan("upper", _UPPER, Level.CITY), _plan("lower", _LOWER, Level.COUNTY)
    yield
    looked_for = general_themes() if themes is None else themes
    yield
    judge = Judge(looked_for)
    tasks = Task(upper, 1.0, is_upper=True), Task(lower, 1.0, (upper,), (upper,))
    found = []
    for task in tasks:
        packed: dict[str, bytes] = {}
        for part in judge.parts(task):
            packed |= judge.work(task, (part,))
            yield
        found.append(judge.unpack(task, packed))
    case = Case(found[1], ((upper, found[0].packed[CELLS]),), {}, (), ())
    Conclude(looked_for, {}).work(case, ())


def _plan(id_: str, text: str, level: Level) -> Plan:
    entry = Entry(id_, Path(f"{id_}.txt"), f"{id_}.txt", id_, Kind.OUTLINE, level, "", 2021, None, raw=raw_text(text))
    plan = parse(entry, libreoffice=False).plan
    assert plan is not None
    return plan
