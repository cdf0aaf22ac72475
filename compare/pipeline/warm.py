"""What reading and judging load and compile at the first plan, loaded in one process before others are made as copies
of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from compare.corpus import Entry
from compare.model import Plan, Target, Theme, UpperLink
from compare.pipeline.conclude import Case, Conclude
from compare.pipeline.match import CELLS, Judge, Task
from compare.pipeline.parse import parse
from compare.readers import raw_text
from compare.themes import general_themes

# Sentences of the kinds that are read and judged in different ways: aims with figures of all kinds, a table of them,
# enumerations, places, bodies, projects, slogans, what is refused, the past.
_UPPER = """清远市国民经济和社会发展第十四个五年规划和2035年远景目标纲要
一、发展目标
到2025年，地区生产总值年均增长6%左右，森林覆盖率达到58%以上，新增城镇就业12万人，单位GDP能耗下降13%。
表1 主要指标
指标 2020年 2025年 年均增长 属性
常住人口城镇化率（%） 54.5 60 [5.5] 预期性
每千人口拥有执业（助理）医师数（人） 2.4 3.2 — 约束性
二、主要任务
（一）大力发展先进制造业。培育新能源、新材料、生物医药等新兴产业，推进高新区建设，力争三分之一的企业上云，打造百亿级产业集群。
（二）完善养老服务体系。新建养老服务中心30个、床位1.5万张，支持英德市建设区域医疗中心；推动公共文化设施免费开放，建设平安清远。
坚持以人民为中心，加快铁路、高速公路和机场建设，严格保护耕地，深入打好污染防治攻坚战，由市发展改革局牵头。
"""
_LOWER = """连州市2024年政府工作报告
一、2023年工作回顾
过去一年，地区生产总值增长5.8%，建成养老服务中心3个，完成投资约3.5亿元。
二、2024年工作安排
今年主要预期目标：地区生产总值增长5.5%，森林覆盖率达到60%，城镇新增就业3000人以上，粮食产量保持稳定，每千名老人床位不少于40张。
大力发展新能源产业，投资3亿元建设星子镇产业园，培育高新技术企业20家，其中省级5家；到2025年，医师数每千人达到2.8人。
不再新建养老院，加强“口袋公园”建设；做好污染防治，保护耕地，完成上级下达的节能任务。
"""


def warmed(themes: tuple[Theme, ...] | None) -> Iterator[None]:
    """Read two plans of a few sentences, and judge them in steps.

    Args:
        themes: What is looked for; the general dictionary if ``None``.
    """
    (upper, above), (lower, own) = _read("upper", _UPPER), _read("lower", _LOWER)
    if upper is None or lower is None:  # limits that are set so low that nothing is read tell that of the plans
        return
    yield
    looked_for = general_themes() if themes is None else themes
    yield
    lower, targets = replace(lower, upper=(UpperLink(upper.id),)), (*above, *own)
    judge = Judge(looked_for)
    judged = []
    for task in (
        Task(upper, 1.0, is_upper=True, targets=above),
        Task(lower, 1.0, (upper,), (upper,), targets=targets),
    ):
        packed: dict[str, bytes] = {}
        for part in judge.parts(task):
            packed |= judge.work(task, (part,))
            yield
        judged.append(judge.unpack(task, packed))
    case = Case(judged[1], ((upper, judged[0].packed[CELLS]),), {}, targets, judged[1].pairs)
    Conclude(looked_for, {}).work(case, ())


def _read(id_: str, text: str) -> tuple[Plan | None, tuple[Target, ...]]:
    parsed = parse(Entry(id_, Path(f"{id_}.txt"), f"{id_}.txt", raw=raw_text(text)), libreoffice=False)
    return parsed.plan, parsed.targets
