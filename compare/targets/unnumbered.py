"""Targets that a plan sets without a number of its own: 全覆盖, 完成上级下达任务."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compare.targets.candidate import Draft
from compare.text import read_left

_ALL = re.compile(
    r"(?P<name>[^，,；;。、：:]{2,30}?)(?:力争|基本|将|要|逐步)?(?:实现|达到|做到)?(?P<all>全覆盖|全部覆盖)(?=[，,；;。、）)]|和|$)"
)
# Who watches everything covers nothing that can be measured: 监管全覆盖, 培训全覆盖.
_NO_COVER = re.compile(r"监管|监督|体系|机制|管理|排查|巡查|检查|执法|宣传|督|巡|审计|走访|教育$|培训$|服务$")
_HANDED = re.compile(
    r"(?P<name>[^，,；;。：:]{2,30}?)(?:基本)?(?:完成|达到|控制在|落实|不低于)(?P<handed>"
    r"(?:上级|国家|省|市|省级|国家和省|国家、省|自治区|省市|区|州)[^，,；;。、]{0,8}(?:下达|核定|分配|定)的?[^，,；;。、]{0,6}?"
    r"(?:目标|任务|指标|范围(?:之?内)?))"
)
_SHORTEST_COVER, _SHORTEST_HANDED = 4, 3


def unnumbered(clause: str) -> Iterator[Draft]:
    """Targets of a clause without a number: the value is empty, the unit 全覆盖 or empty."""
    for found in _ALL.finditer(clause) if "覆盖" in clause else ():
        name = read_left(found["name"]).name
        if len(name) >= _SHORTEST_COVER and not _NO_COVER.search(name):
            yield Draft(f"{name}覆盖率", "=", "", "全覆盖", found.start(), found.end(), found.start("all"))
    for found in _HANDED.finditer(clause) if any(word in clause for word in ("下达", "核定", "分配", "定")) else ():
        name = read_left(found["name"]).name
        if len(name) >= _SHORTEST_HANDED and "指标" not in name:
            yield Draft(name, "=", "", "", found.start(), found.end(), found.start("handed"))
