"""``--fail-on``: conditions under which a check before submission fails."""

from __future__ import annotations

from collections.abc import Callable

from compare.errors import InputError
from compare.model import Comparison, Gap, GapGroup
from reports.rows import NOTES

Condition = Callable[[Comparison], str]
"""Says why a comparison fails; empty if it does not."""

# Topics that a message names; the report has all.
_NAMED = 5


def parse_condition(written: str) -> Condition:
    """Return the condition that ``absent:N`` or ``theme:ID`` stands for.

    Raises:
        InputError: It is neither.
    """
    kind, _, value = written.partition(":")
    if kind == "absent" and value.isascii() and value.isdigit():
        return lambda comparison: _absent(comparison, int(value))
    if kind == "theme" and value:
        return lambda comparison: _theme(comparison, value)
    raise InputError(
        f"--fail-on 的条件“{written}”不对，应写 absent:数目（如 absent:0）或 theme:主题编号（如 theme:T01）。"
    )


def _faults(comparison: Comparison) -> list[Gap]:
    return [gap for gap in comparison.gaps if gap.waived is None and gap.group not in NOTES]


def _absent(comparison: Comparison, limit: int) -> str:
    found = [gap for gap in _faults(comparison) if gap.group is GapGroup.ABSENT]
    if len(found) <= limit:
        return ""
    plans = {plan.id: sum(gap.plan == plan.id for gap in found) for plan in comparison.plans}
    listed = "，".join(f"{plan} {count} 项" for plan, count in plans.items() if count)
    topics = list(dict.fromkeys(gap.topic or gap.upper_quote.quote for gap in found))
    named = "、".join(topics[:_NAMED]) + ("……" if len(topics) > _NAMED else "")
    return f"--fail-on absent:{limit}：缺失 {len(found)} 项（{listed}），涉及{named}"


def _theme(comparison: Comparison, theme: str) -> str:
    if theme not in {each.id for each in comparison.themes}:
        raise InputError(f"--fail-on theme:{theme}：没有主题“{theme}”，planalign themes list 可列出全部编号。")
    found = [gap for gap in _faults(comparison) if theme in gap.themes]
    listed = "，".join(f"{gap.plan}（对照 {gap.upper}）" for gap in found)
    return f"--fail-on theme:{theme}：有缺项：{listed}" if found else ""
