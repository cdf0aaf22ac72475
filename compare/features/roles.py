"""What a clause does in its plan: told by its headings first, then by its tense and cue words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from compare.features.tense import Times
from compare.model import Clause, Plan, Role
from compare.text import set_figures

# Heading words, the innermost heading first. An order matters within a heading: 目标 wins over 形势 in 形势和目标.
_HEADINGS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (Role.BASIS, re.compile(r"依据")),
    (Role.GOAL, re.compile(r"目标|愿景|展望|发展定位|总体定位|战略定位|基本思路|总体思路|总体要求")),
    (Role.PRINCIPLE, re.compile(r"原则|指导思想|必须坚持")),
    (
        Role.ACHIEVEMENT,
        re.compile(
            r"成就|成绩|(?:工作|主要|取得的)成效|成效(?:明显|显著)|发展基础|基础与环境|发展现状|基本情况|工作情况"
        ),
    ),
    (
        Role.BACKGROUND,
        re.compile(
            r"背景|阶段(?:性)?特征|新阶段新特[点征]|(?:发展|宏观|国内外|外部|面临的?)(?:环境|形势)|形势(?:分析|与|和|$)|机遇|挑战|存在的?(?:主要)?问题|"
            r"(?:形成|编制|起草|制定)过程|征求意见|意见征集|意义|前言"
        ),
    ),
    (Role.SAFEGUARD, re.compile(r"保障措施|规划实施|实施机制|实施保障|组织实施|监督考核|组织保障")),
)
_SETTING = frozenset({Role.BASIS, Role.ACHIEVEMENT, Role.BACKGROUND})
# 夯实发展基础, 抢抓政策机遇: a heading that begins with a verb says what will be done and sets no scene.
_NUMBER = re.compile(
    r"^(?:第?[〇零一二三四五六七八九十百\d]+[编篇章节、.．]?|[（(][一二三四五六七八九十\d]+[)）]|[—–-]+|[一二三四五六七八九十]是)"
    r"[ \u3000]*"
)
_ACTS = re.compile(
    r"(?:坚决|坚持|全面|全力|着力|大力|积极|加快|持续|深入|深化|主动|扎实|进一步|切实|更好|突出|聚焦|聚力|奋力)|"
    r"抢抓|把握|应对|夯实|筑牢|优化|营造|改善|促进|推进|推动|加强|强化|提升|完善|构建|建设|打造|健全|培育|做好|做强|落实|实施|厚植|巩固|拓展|增强|稳定"
)
# 主要目标和重点任务 holds both; its clauses tell by themselves.
_TASKS = re.compile(r"任务|工作安排|重点工作|主要举措|工作重点|工作部署")
_PAST = re.compile(
    r"过去(?:的)?(?:一年|五年|几年)|五年来|一年来|近年来|(?:去年|上年)|"
    r"已(?:经)?(?:建成|完成|实现|达到|形成|获|有|被|全部|基本)|取得(?:了)?.{0,10}(?:成效|进展|成绩|突破|成果)|"
    r"(?:建成|完成|实现|荣获|获评|获得|入选|成功创建|跃升|突破|超过)了|荣获|获评|成功(?:创建|获得|申报|举办|入选)|"
    r"(?:排名|位居|位列)全[国省市]第"
)
_AHEAD = re.compile(
    r"力争|争取|确保|到20\d\d年|20\d\d年前|(?:将|要|拟|应)(?!求)|计划|加快|推进|推动|积极|大力|努力|今后|未来|下一步|支持|鼓励"
)
# 取得重大科技成果100项以上: what is still to be reached is set as a floor.
_AT_LEAST = re.compile(r"\d[^，,；;。]{0,8}以上")
_BACKGROUND = re.compile(
    r"的(?:关键|重要|攻坚)(?:时期|阶段|五年|一年|之年)|时期,?，?是|(?:问题|困难|矛盾)(?:依然|仍然|还)|面临|意义重大|第[一二三四五六]部分"
)
_BASIS = re.compile(r"(?:根据|依据|按照|贯彻落实)《|编制依据|(?:印发|出台|发布)(?:了)?《|以下简称")
_PRINCIPLE = re.compile(r"^[—–-]*\s*(?:坚持|坚定|牢固树立|高举|以.{2,40}为(?:指导|引领|主题|主线|统领))")

_CONCRETE = re.compile(
    r"建设|新建|改建|扩建|建成|建立|设立|成立|组建|筹建|制定|出台|编制|修订|实施|开展|引进|引入|搭建|推广|推行|落实|完成|"
    r"开工|创建|申报|举办|整治|改造|修复|划定|开通|打造|创办|奖励|补贴|补助|严厉|严格|淘汰|清理|整合|共建|共享|共治|"
    r"试点|示范|工程|项目|基地|园区|专窗|基金|清单|目录|办法|条例|方案|行动|机制|制度|中心|网络|平台|体系|鼓励|引导|扶持|"
    r"健全|完善|构建|规范|普及|互认|联办|通办|对接|保护|监管|监测|排查|招引|招商|培训|聘请|选派|挂职|搬迁|治理"
)
_STATE = re.compile(
    r"(?:更加|进一步|明显|显著|大幅|持续|不断|有效|基本|逐步)(?:优化|增强|提升|提高|改善|完善|形成|彰显|凸显|进步|实现|扩大|加强|繁荣|发展|好转)"
)


# 让我们……不懈奋斗: whoever closes so asks for spirit, and does nothing.
_EXHORTS = re.compile(
    r"让我们|(?:不懈|团结|共同|接续|努力|顽强|拼搏)奋斗[！!。]?$|(?:奋勇|勇毅|砥砺|阔步)前[进行]|团结(?:一心|带领)[^。]{0,30}(?:奋进|前进|奋斗)|"
    r"谱写[^，。；]{0,24}(?:篇章|华章)[！!。]?$|再创[^，。；]{0,8}(?:辉煌|佳绩)"
)


def roles_of(plan: Plan) -> list[Role]:
    """Return the role of each clause of a plan.

    Returns:
        ``title`` for the lines above the text; what the headings say; else what the wording says: achievement or
        background without any look ahead, a target if a figure is set, a measure if something is named that is to be
        done, else a goal.
    """
    return list(plan.roles or map(_role_reader(plan), plan.clauses))


def _role_reader(plan: Plan) -> Callable[[Clause], Role]:
    """Make what tells the role of a clause."""
    times = Times(plan)
    told: dict[int | None, Role | None] = {}

    def role(clause: Clause) -> Role:
        if times.turned(clause):
            return _role(plan, clause, None, times)
        if clause.section not in told:
            told[clause.section] = _by_headings(plan.path(clause.section), times)
        return _role(plan, clause, told[clause.section], times)

    return role


def _role(plan: Plan, clause: Clause, told: Role | None, times: Times) -> Role:
    if clause.kind == "title":
        return Role.TITLE
    if clause.start < times.turn or times.in_review(clause):
        return Role.ACHIEVEMENT
    text = plan.text[clause.start : clause.end]
    if told in _SETTING:
        return told
    if told is None and (cued := _by_cues(text, times)) is not None:
        return cued
    if _EXHORTS.search(text) and not set_figures(text):
        return Role.GOAL
    if clause.kind == "body" and set_figures(text):
        return Role.TARGET
    return told or (Role.MEASURE if is_concrete(text) else Role.GOAL)


def is_concrete(text: str) -> bool:
    """Whether a clause names something to be done, built, set up or decided rather than a state to be wished for."""
    return bool(_CONCRETE.search(_STATE.sub("", text)))


def _by_headings(path: Sequence[str], times: Times) -> Role | None:
    ahead = False
    for heading in path:
        if times.looks_back(heading):
            return Role.ACHIEVEMENT
        ahead = ahead or times.looks_ahead(heading) or bool(_TASKS.search(heading))
    for heading in reversed(path):
        if _TASKS.search(heading):
            return None
        for role, pattern in _HEADINGS:
            if pattern.search(heading) and not (role in _SETTING and (ahead or says_what_to_do(heading))):
                return role
    return None


def says_what_to_do(heading: str) -> bool:
    """Whether a heading, its number left aside, begins with a verb of what is to be done."""
    return bool(_ACTS.match(_NUMBER.sub("", heading)))


def _by_cues(text: str, times: Times) -> Role | None:
    ahead = bool(_AHEAD.search(text)) or bool(_ACTS.match(text) and _AT_LEAST.search(text))
    if _BASIS.search(text) and not ahead:
        return Role.BASIS
    if times.opens_with_past_period(text):
        return Role.ACHIEVEMENT
    if (_PAST.search(text) or times.speaks_of_past_period(text)) and not ahead:
        return Role.ACHIEVEMENT
    if _BACKGROUND.search(text):
        return Role.BACKGROUND
    return Role.PRINCIPLE if _PRINCIPLE.search(text) and not is_concrete(text) else None
