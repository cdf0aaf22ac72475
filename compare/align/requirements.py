"""Which clauses of an upper plan set something: tasks, orientations, projects and targets ahead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from compare.features import is_concrete, says_what_to_do
from compare.model import Plan, Role

_SETTING = frozenset({Role.GOAL, Role.MEASURE, Role.TARGET, Role.PRINCIPLE, Role.SAFEGUARD})
# What announces the clauses that follow.
_LEAD_IN = re.compile(
    r"[：:]$|如下[。；;]?$|(?:实现|坚持|遵循|完成|抓好|做好|推进|围绕|把握|突出|开展|落实|达到)(?:以下|下列|如下)[^，,。；;]{0,12}[。；;]?$"
)
# What a plan says of itself, of how it came about and of what it holds. 本规划确定的指标要纳入考核 is a task and stays.
_ABOUT_ITSELF = re.compile(
    r"^(?:《[^《》\n]{1,60}》|本(?:规划|纲要|报告|方案|意见|次规划))(?:共|分为|包括|由|明确|提出|主要|立足|牢牢|科学|以|是|旨在|根据|依据|规划期|期限|"
    r"范围|适用|所称|自)|"
    r"(?:编制|制定|起草|形成|印发|出台)了(?:本|[^，,。；;]{0,12}《)|《[^《》\n]{1,60}》[^。；;]{0,60}(?:提出|明确|部署|概括|设置)了|"
    r"提(?:请|交)(?:本次)?(?:大会|会议|审议|审查)|^经(?:本次)?大会[^，,。；;]{0,6}(?:批准|通过)|^这些(?:指标|目标)|(?:规划|纲要|方案|文稿|初稿|送审稿|草案)(?:起草|编制)(?:工作)?(?:领导)?小组|"
    r"征求了[^，,。；;]{0,20}意见|(?:广泛|多次|先后|书面)征求|专家(?:评审|论证|咨询)会|^第[一二三四五六]阶段"
)
# Its make-up, as explanations tell it.
_ABOUT_ITS_PARTS = re.compile(
    r"^第[一二三四五六七八九十\d]{1,3}大?(?:板块|版块|部分|篇|章)(?:主要|提出|构成|是|为|明确|包括|阐述|介绍|讲述|总结|围绕)|构成第.{1,2}(?:板块|版块|部分)|"
    r"^主要(?:总结|讲述|介绍|阐述|说明|分析|围绕)|^(?:同时)?(?:明确|提出|阐述|阐明|总结|概括)了|(?:进行|作|予以)(?:如下|以下)?说明[。；;]?$|"
    r"(?:规划稿|全文|正文|文本)(?:共|分成|分为|由)|^关于[^，,。；;]{2,16}的(?:确定|说明|考虑)[。；;]?$"
)
# What is said to the assembly, and who says it.
_ADDRESS = re.compile(
    r"^各位(?:代表|委员|同志)|^(?:谢谢|现在|以上报告)|[!！]$|我们(?:的信心|既要看到|完全有|坚信|相信|深信|深知)|头等大事|"
    r"^[^，,。；;：:\d]{2,24}(?:人民政府|委员会|办公室|办公厅)$"
)
# Where a plan stands: the year, the world, the way so far.
_SCENE = re.compile(
    r"^(?:今年|明年|20\d\d年|“?十[一二三四五六]五”?时期)是[^，,。；;]{2,60}(?:年|时期|阶段)[。；;]?$|^过去的?(?:五年|一年|几年)|^(?:五年|一年)来|"
    r"^从[^，,。；;]{2,14}来?看[，,]|奠定了[^，,。；;]{0,10}基础[。；;]?$|带来了[^，,。；;]{0,12}(?:机遇|挑战)|成为当今时代|提出了?新的(?:更高)?要求[。；;]?$"
)
# Captions, owners and remarks round a task.
_BESIDE = re.compile(r"^(?:[图表]\s?\d|注[：:\d]|资料来源|(?:主办|牵头|责任|配合|实施|协办)(?:单位|部门)[：:])")
# 蓝图鼓舞人心，实干谱写华章: words of a rally, and nothing that is to be done. No task is so short without a number.
_RALLY = re.compile(
    r"奋楫|扬帆|启航|华章|新程|新篇|答卷|鼓舞人心|实干|逐梦|追梦|砥砺|笃行|铿锵|时不我待|未来可期|奋斗出来|硬道理|使命光荣|任重道远|风正劲|风正好"
)
_LONGEST_RALLY = 30
# Loyalty is declared in every plan and answered by none.
_LOYALTY = re.compile(r"两个确立|四个意识")
_NOT_WORD = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]++")
# Fewer characters than this name no task: 强化海防建设 has six.
_SHORTEST = 6
_STOP = re.compile(r"[，,；;。]")
# A short heading is the name of its section (交通); one that says what to do, or is a sentence, is an orientation.
_SHORTEST_HEADING = 8
_SENTENCE = re.compile(r"(?<!方面)(?<!情况)。$")


def setting_clauses(plan: Plan, roles: Sequence[Role]) -> list[int]:
    """Numbers of the clauses that set something, ascending.

    Body clauses count whose role looks ahead, but for lead-ins, addresses, and what a plan says of itself; headings
    count if they say what to do or are sentences.
    """
    return [number for number in range(len(plan.clauses)) if _sets(plan, number, roles[number])]


def _sets(plan: Plan, number: int, role: Role) -> bool:
    if role not in _SETTING:
        return False
    clause = plan.clauses[number]
    text = plan.text[clause.start : clause.end].strip()
    length = len(_NOT_WORD.sub("", text))
    if clause.kind == "heading":
        named = _SENTENCE.search(text) or says_what_to_do(text)
        return length >= _SHORTEST_HEADING and bool(named) and not _ABOUT_ITS_PARTS.search(text)
    if clause.kind != "body" or length < _SHORTEST or _is_cell(plan, clause.start, text):
        return False
    return not _says_of_others(text, length, role)


def _is_cell(plan: Plan, start: int, text: str) -> bool:
    """Whether a text is the name or the figure of an indicator in a table, whose rows are told as targets."""
    inside = any(table.start <= start < table.end for table in plan.tables)
    return inside and not _STOP.search(text) and not is_concrete(text)


def _says_of_others(text: str, length: int, role: Role) -> bool:
    """Whether a sentence is about the document, the assembly or the times, and sets nothing."""
    if any(
        pattern.search(text)
        for pattern in (_LEAD_IN, _ABOUT_ITSELF, _ABOUT_ITS_PARTS, _ADDRESS, _SCENE, _BESIDE, _LOYALTY)
    ):
        return True
    return role is not Role.TARGET and length <= _LONGEST_RALLY and bool(_RALLY.search(text)) and not is_concrete(text)
