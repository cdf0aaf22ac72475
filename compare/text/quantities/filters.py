"""Which figures can be targets: no figures of the present, prices, criteria, ranks, parts of names, project sizes."""

from __future__ import annotations

import re
from functools import lru_cache

from compare.text.lexicon import cues
from compare.text.quantities.context import Left, read_left
from compare.text.quantities.counted import are_actors, of_those_counted
from compare.text.quantities.figure import Figure
from compare.text.quantities.figures import find_figures
from compare.text.quantities.parts import SentencePart, masked, parts
from compare.text.units import Measure, measure_of, normalised, parted

_NEXT, _HOW_MANY, _DELEGATED = cues("figures_part"), cues("how_many_reached"), cues("handed_down")
_GIVEN_BY = cues("given_by")
_OTHERWISE, _WHICH_ONES = cues("counted_otherwise"), cues("where_or_whom")
_LAST_PART, _CHANGED = re.compile("[，,]"), re.compile(r"\s*(?:由|从)")
_THERE, _THERE_UNLESS_REACHED = cues("there_already"), cues("there_unless_reached")
_GRANTED, _PRICE, _CRITERION = cues("granted"), cues("price"), cues("criterion")
_OF_THINGS, _SIZE_BEFORE, _THINGS_OF_SIZE = cues("whose_figure"), cues("size_before"), cues("things_of_size")
# 零售额超亿元的电商主体10家: what is counted comes right after.
_WHOSE = re.compile(r"\s*的[^，,、；;。]{1,14}$")
_AMONG = re.compile(r"[^，,、；;。]{1,12}等\s*$")
# 建成覆盖38个村的27处公墓: what is made comes with the next figure, right behind.
_WHOSE_THINGS = re.compile(r"[^，,、；;。]{1,8}的\s*")
# 一批投资达10亿、50亿、100亿级项目: sizes of what there is to be, each of them.
_SIZES = re.compile(r"(?:、\s?\d{1,6}[万亿]{1,2}元?){1,4}级")
_NOUN, _OF_EACH_HEAD = re.compile(r"\s*的?[\u4e00-\u9fff]{2}"), re.compile("[人户]均")
_MONEY = frozenset({"元", "美元", ""})
_ACTORS, _PLACE = cues("actor_of_next"), cues("place_of_next")
_PROGRAMME, _POLICY = cues("named_programme"), cues("policy_before")
_QUOTED_PROGRAMME = cues("quoted_programme")
_PROJECT, _CAPACITY, _ABSTRACT = cues("size_of_project"), cues("capacity"), cues("abstract_thing")
_MOVED = re.compile(r"[\u4e00-\u9fff]{2,4}任务")
_PERSONS, _DIGITS_OF_YEAR = frozenset({"人", "户", "万人", "万户"}), 4
_TIME_UNITS = frozenset({"年", "天", "小时", "分钟", "秒", "个工作日", "岁"})
_PROJECT_DONE, _LED_BY = cues("project_done"), cues("led_by")
_LISTED_PROJECTS, _INDICATORS = cues("project_list"), cues("indicator_count")
_LENGTHS = frozenset({"米", "公里", "亩", "平方米"})
_ONE_FOR_ONE = cues("one_for_one")
_BOUND = re.compile(r"[\u4e00-\u9fff]{1,3}以[上下]")
_INVESTMENT_SET, _STANDARD_RISES = cues("investment_set"), cues("standard_rises")
_DONE_WITHIN, _WHAT_THERE_IS = cues("done_within"), cues("what_there_is")
_TIME_NAME, _OF_AGE = cues("name_of_time"), cues("of_age")
_OF_TOWN = re.compile(r"口的?[\u4e00-\u9fff]{0,6}(?:城市|城区|县城|大城|中心|镇)")
_SIZES_OF_PLACES, _ANIMALS = frozenset("户人"), frozenset("头羽只尾")
_OF_SETTLEMENT = cues("size_of_settlement")
_AGAIN, _ROUNDED = re.compile(r"\s*(?:(?:折?合|约|即)+\s*)?"), 0.02
# 千亿台阶: a sum of money whose unit goes without saying.
_SUMS = frozenset({"亿", "万亿"})
_ARTICLES = re.compile(r"[\u4e00-\u9fff]{0,4}(?:意见|措施|举措|规定|办法|政策)")
_OF_THOSE = frozenset(["的", "达到", "达", "突破"])
_FARM = re.compile(r"的?[\u4e00-\u9fff][\u4e00-\u9fff、]{1,24}?(?:项目|产业链|[养牧]殖?场|基地)")
_KEPT_IN, _NAME_GOES_ON = re.compile(r"在|达到|完成|控制"), re.compile(r"制(?!造|定)|型")  # 5人制: a part of a name
_SIZE_GOES_ON = cues("size_goes_on")
# Units that are mostly parts of words (二期, 对外, 面向); they count only where something reaches them.
_RARE_UNITS = frozenset("对路起面期批班方度箱单块片次根级")
# 翻一番 without an indicator is a slogan, unless one was given a figure before.
_ANY_FIGURE = re.compile(r"\d")
_OPEN_QUOTE = re.compile(r"“[^”]{0,20}$|^(?:[^\"]*\"[^\"]*\")*[^\"]*\"[^\"]{0,20}$")
# Clauses of some five hundred plans.
_REMEMBERED = 1 << 18


def set_figures(clause: str) -> tuple[Figure, ...]:
    """Return the figures of a clause that can be targets, in reading order; see :func:`figured_parts`."""
    return tuple(figure for _, figures in figured_parts(clause) for figure in figures)


def amounts(clause: str) -> tuple[Figure, ...]:
    """Return the figures of a clause that count or measure something, of the present or ahead, in reading order.

    None are parts of names in quotation marks, a one in words (最后一公里), what counts no things (六个方面), and,
    where they are no aims, lengths of time (三年行动) and sizes of industries (千亿级).
    """
    return tuple(
        figure
        for part, settable in figured_parts(clause)
        for figure in part.figures
        if not _counts_nothing(clause, figure)
        and (figure in settable or not (figure.size or parted(figure.unit)[1] in _TIME_UNITS))
    )


def _counts_nothing(clause: str, figure: Figure) -> bool:
    in_digits = _ANY_FIGURE.search(clause, figure.start, figure.core_end)
    return _counts_abstract(figure, clause[figure.end :]) or (figure.value == "1" and not in_digits)


# Roles and targets ask of all clauses of a plan, depth and commitments of the same when all plans have been read.
@lru_cache(maxsize=_REMEMBERED)
def figured_parts(clause: str) -> tuple[tuple[SentencePart, tuple[Figure, ...]], ...]:
    """Return the parts of a clause, each with the figures in it that can be targets, in reading order; none of a clause
    without any figure.

    Roles, depth and targets all ask here, so that a figure is a target for each of them or for none. Whether the clause
    looks ahead is not asked here.
    """
    figures = find_figures(clause)
    if not figures:
        return ()
    return tuple((part, tuple(_settable(clause, part))) for part in parts(clause, masked(clause), figures))


def _settable(clause: str, part: SentencePart) -> list[Figure]:
    """Return the figures of a part that can be targets, in reading order; the others are words of a name like any."""
    kept: list[Figure] = []
    rules = [match.span() for match in _ONE_FOR_ONE.finditer(clause, part.start, part.end)]
    aside = clause[part.start - 1 : part.start] in ("（", "(") and clause[part.end : part.end + 1] in ("）", ")")
    for number, figure in enumerate(part.figures):
        if any(start <= figure.start < end for start, end in rules) or _of_settlement(clause, figure):
            continue
        until = part.figures[number + 1].start if number + 1 < len(part.figures) else part.end
        words, after = clause[kept[-1].end if kept else part.start : figure.start], clause[figure.end : until]
        amount = measure_of(figure.unit) is Measure.AMOUNT
        if amount and until < part.end and (_AMONG.match(after) or _WHOSE.match(after)):
            continue
        if until < part.end and _of_things(figure, after, part.figures[number + 1]):
            continue
        if kept and of_those_counted(clause[part.start : kept[-1].start], kept[-1], words, after, figure):
            continue
        rest = clause[figure.end : part.end]
        money = bool(figure.unit) and parted(figure.unit)[1] in _MONEY
        if amount and _listed_project(rest, figure) or money and _SIZES.match(rest):
            continue
        counts = measure_of(figure.unit) is Measure.COUNT
        if counts and until < part.end and _WHOSE_THINGS.fullmatch(after):
            continue
        of_next = (
            _ACTORS.fullmatch(after) or _PLACE.search(words) or are_actors(words, after, clause, part.figures[number:])
        )
        if counts and until < part.end and of_next:
            continue
        apart = _NEXT.search(_HOW_MANY.sub("", after))
        bound = figure.mark[-2:] in ("以上", "以下") or _BOUND.match(after)  # 50张床位以上养老机构
        threshold = bound and until < part.end and not apart
        sized = figure.size and len(part.figures) > 1
        if (
            not threshold
            and not sized
            and not (aside and (_is_threshold(words, figure) or _is_told_again(clause, part, figure)))
            and not _tells_which(words, after, figure)
            and not _OPEN_QUOTE.search(words)
            and not _in_a_name(words, after, figure)
            and not _which_ones(words, after, figure)
            and _can_be_set(words, after, figure, clause[: figure.start - len(words)])
        ):
            kept.append(figure)
    return kept


def _of_settlement(clause: str, figure: Figure) -> bool:
    """Whether households or people tell which settlements are meant: 30户及100人以上自然村, （30户以上）自然村."""
    return parted(figure.unit)[1] in _SIZES_OF_PLACES and _OF_SETTLEMENT.match(clause, figure.start) is not None


def _is_threshold(words: str, figure: Figure) -> bool:
    """Whether an amount in brackets tells which things are meant: 中长距离运输（运距500公里以上）."""
    told = read_left(words)
    bare = bool(told.name) and not (told.verb or told.reach or told.sign or told.growth or "其中" in words)
    return bare and figure.mark[-2:] in ("以上", "以下") and measure_of(figure.unit) is not Measure.RATE


def _is_told_again(clause: str, part: SentencePart, figure: Figure) -> bool:
    """Whether a figure in brackets is the one before them in another unit: 6713.71公顷（合10.07万亩）."""
    if not _AGAIN.fullmatch(clause, part.start, figure.start):
        return False
    above = next((f for f in reversed(find_figures(clause)) if f.end <= part.start - 1), None)
    if above is None or clause[above.end : part.start - 1].strip() or above.unit == figure.unit:
        return False
    (one, unit), (other, same) = normalised(above.value, above.unit), normalised(figure.value, figure.unit)
    return unit == same and bool(one and other) and abs(one - other) <= _ROUNDED * one  # type: ignore[operator]


def _listed_project(after: str, figure: Figure) -> bool:
    """Whether an amount is the size of a project that a list of projects names; lengths and areas can be set."""
    return parted(figure.unit)[1] not in _LENGTHS and _LISTED_PROJECTS.match(after) is not None


def _of_things(figure: Figure, after: str, following: Figure) -> bool:
    """Whether a sum tells the size of the things that the next figure counts: 5000万元科技成果转化项目30个, 10亿元或1亿
    美元项目, 其中10亿元以上35个, 过10亿元达到25家.
    """
    if parted(figure.unit)[1] not in _MONEY or not figure.unit:
        return False
    next_base = parted(following.unit)[1]
    if measure_of(following.unit) is Measure.COUNT:
        of_those = figure.mark[-2:] in ("以上", "以下") and not after.strip()
        return of_those or after.strip() in _OF_THOSE or bool(_THINGS_OF_SIZE.fullmatch(after))
    return after.strip() == "或" and next_base in _MONEY


def _tells_which(words: str, after: str, figure: Figure) -> bool:
    """Whether an amount tells which things are meant: 年运量150万吨以上的园区, 年产90万吨煤矿."""
    counted = measure_of(figure.unit) is Measure.COUNT and after.startswith("的")  # 吞吐量500万人次以上的机场
    if not (counted or measure_of(figure.unit) is Measure.AMOUNT) or not _NOUN.match(after):
        return False
    if _SIZE_BEFORE.search(words):
        return True
    told = read_left(words)
    named = bool(told.name) and not (told.verb or told.reach or told.sign or told.growth or told.assured)
    return figure.mark[-2:] in ("以上", "以下") and named and figure.unit not in _TIME_UNITS


def _which_ones(words: str, after: str, figure: Figure) -> bool:
    """Whether a bound tells where or whom something is for: 在800人以上安置点, 收入高于8000元的脱贫人口."""
    if not _NOUN.match(after):
        return False
    told = read_left(words)
    if measure_of(figure.unit) is Measure.RATE:  # 峰谷差率超过40%的地区
        return bool(told.sign and told.name and not told.verb) and after[0] == "的" and bool(_CRITERION.match(after))
    if not (measure_of(figure.unit) is Measure.AMOUNT or figure.unit in _PERSONS):
        return False
    if figure.mark[-2:] in ("以上", "以下"):
        return _WHICH_ONES.search(words) is not None
    return after.startswith("的") and bool(told.sign and not told.verb)


def _can_be_set(words: str, after: str, figure: Figure, before: str) -> bool:
    _, base, per = parted(figure.unit)
    measure = measure_of(figure.unit)
    told = read_left(words)
    # 完成上级下达的任务 sets no figure, 不低于市下达的38.5万亩 does.
    delegated = _DELEGATED.search(words) and not _GIVEN_BY.search(words)
    there = _is_there(words, after, before)
    if _is_price(words, after, told, measure) or delegated or there or _NAME_GOES_ON.match(after):
        return False
    granted = _GRANTED.search(words) and (base in _MONEY or measure is Measure.RATE)
    if granted or _OTHERWISE.search(before[-1:] + words):
        return False
    if _THERE_UNLESS_REACHED.search(words) and (after.startswith("的") or not (told.reach or told.sign)):
        return False
    if figure.unit == "倍" and figure.in_words and not told.name and not _ANY_FIGURE.search(before):
        return False
    if base in _TIME_UNITS:
        dated = figure.value.isdigit() and len(figure.value) == _DIGITS_OF_YEAR
        return not dated and _is_duration(told, words, before, after) and not _OF_AGE.match(after)
    if _is_no_count(figure, after) or figure.unit in _RARE_UNITS and not _counts_rarely(told, figure):
        return False
    if base in _MONEY and figure.unit and not per and (_CRITERION.match(after) or after.startswith("级")):
        return False
    if base in _MONEY and _OF_THINGS.match(after):
        return False
    if measure is Measure.AMOUNT:
        return not _SIZE_GOES_ON.match(after) and not _of_a_project(told, after)
    return not _counts_abstract(figure, after)


def _is_there(words: str, after: str, before: str) -> bool:
    """Whether a figure tells what there is already: 现有水库12座, 我市4个开发区是…"""
    if not before.strip() and _WHAT_THERE_IS.match(words):
        return True
    return bool(_THERE.search(words)) and not (_INVESTMENT_SET.search(words) and not after.startswith("的"))


def _is_price(words: str, after: str, told: Left, measure: Measure) -> bool:
    """Whether a sum is given or asked for each: 每人每月300元; a standard that rises to a sum is an aim."""
    if _STANDARD_RISES.search(f"{words}#{after}"):
        return False
    return bool(_PRICE.search(words)) and not (measure is Measure.RATE and told.name.endswith("率"))  # 低收费开放率


def _counts_abstract(figure: Figure, after: str) -> bool:
    """Whether parts of an order of things are counted (9项任务), and no people (2万人搬迁任务)."""
    counted = measure_of(figure.unit) is Measure.COUNT and figure.unit not in _SUMS
    moved = figure.unit in _PERSONS and _MOVED.match(after)
    return bool(counted and not moved and _ABSTRACT.match(after))


def _counts_rarely(told: Left, figure: Figure) -> bool:
    """Whether a unit that is mostly a part of words is one here.

    Something reaches it, each head has so much (人均出游6.2次), or an act is done so often (开展演练15次).
    """
    acts = bool(told.verb and told.name) and figure.unit == "次" and not figure.in_words
    return bool(told.reach or told.sign or told.assured or _OF_EACH_HEAD.search(told.name)) or acts


def _is_no_count(figure: Figure, after: str) -> bool:
    """Whether people or animals tell how large a town or a farm is, or one is of a family: 至少一人就业."""
    if figure.value == "1" and figure.unit and (figure.unit == "种" or after.startswith(figure.unit)):
        return True  # 从一件件小事做起, 成为一种习惯
    one = figure.unit in ("人", "名") and figure.value == "1"
    if parted(figure.unit)[1] in _ANIMALS and _FARM.match(after):
        return True  # 60万头生猪产业链项目
    # 100万人口的中心城市, 团结360万人民群众
    return one or (figure.unit.endswith("人") and (after.startswith("民") or _OF_TOWN.match(after) is not None))


def _is_duration(told: Left, words: str, before: str, after: str) -> bool:
    """Whether something is measured in years, days or hours, named in the words or, of a change, before them, or is
    done in them: 2个工作日办结.
    """
    if told.name and _DONE_WITHIN.match(after):
        return True
    changed = told.reach or _CHANGED.match(words)
    return bool(_TIME_NAME.search(words) or (changed and any(map(_TIME_NAME.search, _LAST_PART.split(before)[-2:]))))


def _in_a_name(words: str, after: str, figure: Figure) -> bool:
    """Whether a figure is a part of the name of a programme or of a paper: 千亿斤粮食产能提升行动, 民营经济发展31条."""
    if figure.unit == "条" and not after.strip("等，,、；;。 "):
        return _POLICY.search(words) is not None
    if figure.unit == "条" and _ARTICLES.match(after):
        return True  # 自治区20条实施意见
    if figure.unit in ("项", "个") and any(
        map(_INDICATORS.search, (read_left(words).name, _KEPT_IN.split(after.strip("，,、；;。 "), maxsplit=1)[0]))
    ):
        return True  # 其中预期性指标19项, 等8个约束性指标 tell how many aims there are and are none
    if words.rstrip().endswith("以") and _LED_BY.match(after):
        return True
    if figure.unit in ("项", "个") and _QUOTED_PROGRAMME.match(after):
        return True  # 推进两个“三年行动计划”
    return figure.in_words and _PROGRAMME.match(after) is not None


def _of_a_project(told: Left, after: str) -> bool:
    """Whether an amount is the size of a project that is named before it, rather than what is to be built of a kind."""
    if not _PROJECT.match(after):
        return False
    if not (told.name or told.verb) and _PROJECT_DONE.match(after):
        return True
    return bool(told.name) and not (told.verb and _CAPACITY.search(told.name))
