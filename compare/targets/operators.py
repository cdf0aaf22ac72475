"""How a figure binds: at least, at most, that much, or so much more; and which words around it are its name."""

from __future__ import annotations

import re

from msgspec.structs import replace

from compare.model import Operator
from compare.targets.names import RATE_NAME, STOCK
from compare.text import Figure, Left, Measure, cues, measure_of

_AT_LEAST, _AT_MOST = ("≥", "≧", ">", "＞", "以上"), ("≤", "≦", "<", "＜", "以下", "以内", "之内")
_ADDED, _SIZE, _STANDARD = cues("added_name"), cues("size_alone"), cues("design_standard")
_SILENT, _COMPLETED, _WHOLE_SIZE = cues("silent_verb"), "完成", cues("whole_size")
_DONE_WITHIN = cues("done_within")
_SHARE_ASIDE = re.compile(r"[（(][^（()）]*(?:比[重例]|占比)[)）]$")
_FUNDS, _AIM, _SHARE = cues("funds_for_tasks"), cues("aim_of_figure"), cues("share_of_what")


def operator_of(told: Left, figure: Figure, *, by_right: bool, verb: str) -> Operator:
    """Return the operator of a figure.

    Args:
        told: What the words before it say.
        figure: The figure.
        by_right: The name stands after the figure: things that are to be made, unless 确保, 至少 or 有 says otherwise.
        verb: The verb of making, of the figure itself or of the enumeration that it stands in.
    """
    least = figure.mark.endswith(_AT_LEAST) or told.sign == ">=" or told.least
    if figure.mark.endswith(_AT_MOST) or told.sign == "<=":
        return "<="
    if told.sign and _WHOLE_SIZE.search(told.name):
        return ">=" if told.sign == ">=" else "<="  # 设立总规模不低于100亿元的基金
    least_of_all = least and (told.sign or verb == _COMPLETED) and verb in _SILENT
    if least_of_all and measure_of(figure.unit) is Measure.AMOUNT and STOCK.search(told.name):
        return ">="  # 完成工业产值超2400亿元
    if measure_of(figure.unit) is not Measure.RATE and not told.assured and not told.reach:
        if verb or by_right or told.growth == "up" or _ADDED.search(told.name):
            return "+"
        if not told.sign and not STOCK.search(told.name):
            return "+"
    share = figure.unit in ("%", "％") and RATE_NAME.search(told.name)  # 新建居住区养老设施达标率100%
    if _ADDED.match(verb) and not (told.reach or told.sign or told.assured or share):
        return "+"  # 新增污水处理能力2000万立方米/日
    if figure.unit.endswith("百分点") and told.growth == "up" and not least:
        return "+"
    if least:
        return ">="
    return "<=" if told.reach == "cap" and figure.mark != "左右" else "="


def within(told: Left, right: str, figure: Figure) -> Left:
    """Return what the words say, a time in which something is done as a bound: 企业开办1个工作日内办结."""
    done = _DONE_WITHIN.match(right) if measure_of(figure.unit) is Measure.AMOUNT else None
    return replace(told, name=told.name + done["act"], sign="<=") if done and told.name else told


def name_of(told: Left, right: str, figure: Figure) -> tuple[str, bool]:
    """Return the name of a figure, and whether it stands after it: 引进团队2个, 引进2个团队, 80%以上的村."""
    measure = measure_of(figure.unit)
    more = told.growth == "up" and bool(told.verb) and not told.name and measure is Measure.COUNT  # 增加1万个学位
    bare = not told.reach and (more or not told.growth)
    if measure is Measure.AMOUNT and (funds := _FUNDS.match(right)):
        right = funds.group()
    if right and bare and (measure is Measure.COUNT or not told.name):
        if aim := _AIM.fullmatch(right):
            return aim["name"] if aim["name"] != "增长" else "经济增长", False  # 确定4.5%左右的增长目标
        share = measure is Measure.RATE and figure.unit in ("%", "％")
        return (f"{right}比例" if share else right), True
    if measure is Measure.AMOUNT and right and told.name and _SIZE.fullmatch(told.name):
        return right + told.name, False
    if figure.unit == "年一遇" and _STANDARD.match(right):
        return told.name + right, False
    if measure is Measure.RATE and told.name and not RATE_NAME.search(told.name):
        if right and not told.reach:
            return f"{told.name}{right}比例", False
        if _SHARE.search(told.name) and not _SHARE_ASIDE.search(told.name):
            return f"{told.name}比重", False
    return told.name, False
