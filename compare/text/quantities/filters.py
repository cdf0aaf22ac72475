"""Which figures can be targets: no figures of the present, prices, criteria, ranks, parts of names, project sizes."""

from __future__ import annotations

import re
from functools import lru_cache

from compare.text.quantities.context import Left, read_left
from compare.text.quantities.figure import Figure
from compare.text.quantities.parts import SentencePart, masked, parts
from compare.text.units import Measure, measure_of, parted

# What parts two figures; without it the first one only tells which things the second counts (5000人以上演唱会800场).
_NEXT = re.compile(r"[、和及与至到，,]|建|实现|完成|达|开展|新增|占|增|降|超|培育|打造|力争|确保|^$")
# 完成上级下达任务 hands the number on to somebody else.
_DELEGATED = re.compile(r"(?:上级|省|市|国家)下达")
_THERE = re.compile(
    r"(?:目前|截至|截止|现有|现已|已有|已建|已达|已经|原有|共有|去年|上年(?!增|同|提|下)|过去|历时|总投资(?![^，,；;]{0,6}以上)|投资约|占地(?!区)|全长|长约|"
    r"总长)[^，,；;]{0,12}$"
)
# 实有12.5万户, 建筑面积3万平方米 tell what is there; 实有市场主体达到12.5万户, 总建筑面积不少于1000万平方米 are set.
_THERE_UNLESS_REACHED = re.compile(r"(?:实有|建筑面积)[^，,；;]{0,12}$")
# A rate that the law or a policy grants is no aim.
_GRANTED = re.compile(r"(?:减免|减征|补贴|补助|奖励|返还|让利)[^，,]{0,4}$")
_PRICE = re.compile(
    r"(?:给予|奖补|资助|最高|每(?:人|户|亩|家|月|吨|台|辆)(?:每[月年])?|按(?:照)?|标准为|罚款|收费)[^，,]{0,8}$"
)
# 亿元企业, 10亿元以上项目: the sum tells which things are meant.
_CRITERION = re.compile(
    r"^\s*(?:的|大)?(?:龙头|骨干|大型|重大|优质|产业|工业|规上|投资|制造业|先进制造业|外资|招商|农业|标志性|科技型?)*"
    r"(?:项目|企业|工程|大单品|单体|强镇|镇|村|园区|品牌|总部|集团|航母|客户|县|产业链|商圈|单品|单项|景区)"
)
# 收入超30万元的行政村达到1800个, 120万吨乙烯等21套装置: the amount tells which things are counted.
_OF_THINGS = re.compile(r"\s*的[^，,、；;。]{1,12}(?:达|超|不少于|占|有|突破)")
# 零售额超亿元的电商主体10家: what is counted comes right after.
_WHOSE = re.compile(r"\s*的[^，,、；;。]{1,14}$")
_AMONG = re.compile(r"[^，,、；;。]{1,12}等\s*$")
_MONEY = frozenset({"元", "美元", ""})
_PROJECT = re.compile(r"^\s*(?:的)?[^，,；;。、]{0,14}?(?:项目|工程|机组|电站|生产线|发电厂|泵站|水库|码头|基地)")
_CAPACITY = re.compile(r"装机|规模|容量|能力")
# 9个领域, 6个未来产业: parts of an order of things, not things to be made.
_ABSTRACT = re.compile(
    r"\s*(?:大|重点|关键|主要|重要|具体|方面的?|新兴|未来|支柱|主导|优势|特色|先导|传统|战略性|专项)*"
    r"(?:领域|方面|环节|维度|产业(?!集群|园|基地|链|项目|工人)|赛道|阶段|层面|层次|步骤|原则|关系|转变|坚持|强化|"
    r"行动(?!计划\d)|措施|政策|(?:[\u4e00-\u9fff]{0,4}任务)|专题|板块|部分|章|指标)"
)
_TIME_UNITS = frozenset({"年", "天", "小时", "分钟", "个工作日", "岁"})
_TIME_NAME = re.compile(
    r"寿命|年限|天数|时间|时长|时限|周期|日数|平均|工期|学时|年龄|优良天|用时|压缩|缩短|办结|压减|审批"
)
_OF_AGE = re.compile(r"\s*(?:以上|以下)?(?:老|儿|婴|人|居民|的)")
# 5人制, 万吨级, 4万吨扩建: parts of names; 站点50米范围内 tells where.
_NAME_GOES_ON = re.compile(r"制(?!造|定)|型")
_SIZE_GOES_ON = re.compile(r"级|扩建|技改|(?:半径)?范围|半径")
# Units that are mostly parts of words (二期, 对外, 面向); they count only where something reaches them.
_RARE_UNITS = frozenset("对路起面期批班方度箱单块片次根级")
# 翻一番 without an indicator is a slogan, unless one was given a figure before.
_ANY_FIGURE = re.compile(r"\d")
_OPEN_QUOTE = re.compile(r"[“\"][^”\"]{0,20}$")


@lru_cache(maxsize=4096)
def set_figures(clause: str) -> tuple[Figure, ...]:
    """Return the figures of a clause that can be targets, in reading order.

    Roles, depth and targets all ask here, so that a figure is a target for each of them or for none. Whether the clause
    looks ahead is not asked here.
    """
    plain = masked(clause)
    return tuple(figure for part in parts(clause, plain) if part.figures for figure in settable(clause, part))


def settable(clause: str, part: SentencePart) -> list[Figure]:
    """Return the figures of a part that can be targets, in reading order; the others are words of a name like any."""
    kept: list[Figure] = []
    for number, figure in enumerate(part.figures):
        until = part.figures[number + 1].start if number + 1 < len(part.figures) else part.end
        words, after = clause[kept[-1].end if kept else part.start : figure.start], clause[figure.end : until]
        amount = measure_of(figure.unit) is Measure.AMOUNT
        if amount and until < part.end and (_AMONG.match(after) or _WHOSE.match(after)):
            continue
        threshold = figure.mark[-2:] in ("以上", "以下") and until < part.end and not _NEXT.search(after)
        sized = figure.size and len(part.figures) > 1
        if (
            not threshold
            and not sized
            and not _OPEN_QUOTE.search(words)
            and _can_be_set(words, after, figure, clause[: part.start])
        ):
            kept.append(figure)
    return kept


def _can_be_set(words: str, after: str, figure: Figure, before: str) -> bool:
    _, base, per = parted(figure.unit)
    measure = measure_of(figure.unit)
    if any(pattern.search(words) for pattern in (_THERE, _GRANTED, _PRICE, _DELEGATED)) or _NAME_GOES_ON.match(after):
        return False
    told = read_left(words)
    if _THERE_UNLESS_REACHED.search(words) and not (told.reach or told.sign):
        return False
    if figure.unit == "倍" and figure.in_words and not told.name and not _ANY_FIGURE.search(before):
        return False
    if base in _TIME_UNITS:
        return bool(_TIME_NAME.search(words)) and not _OF_AGE.match(after)
    if figure.unit in _RARE_UNITS and not (told.reach or told.sign):
        return False
    if base in _MONEY and figure.unit and not per and (_CRITERION.match(after) or after.startswith("级")):
        return False
    if base in _MONEY and _OF_THINGS.match(after):
        return False
    if measure is Measure.AMOUNT:
        return not _SIZE_GOES_ON.match(after) and not _of_a_project(told, after)
    return not (measure is Measure.COUNT and not figure.in_words and _ABSTRACT.match(after))


def _of_a_project(told: Left, after: str) -> bool:
    """Whether an amount is the size of a project that is named before it, rather than what is to be built of a kind."""
    if not _PROJECT.match(after):
        return False
    return bool(told.name) and not (told.verb and _CAPACITY.search(told.name))
