"""The sentence of an upper plan, put for a lower plan's place and level: a draft for a person to work on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from compare.align import home_of
from compare.gaps.others import RANK, is_a_name, is_in_full, is_of_others
from compare.model import UNDRAFTED, Kind, Level, Plan, Target
from compare.targets import in_words
from compare.text import Figure, cues, find_figures, named_areas, own_name, parted, short_name

OPEN = UNDRAFTED
"""Where the lower plan has to put a figure or a name of its own; alone, where no sentence can be made."""

_MOVES, _KEPT_LOW, _DONE = cues("tells_its_way"), cues("kept_low"), cues("counted_as_done")
_LEAD = cues("opens_sentence")
# How a plan of each level calls its own area.
_OWN = {Level.NATIONAL: "国", Level.PROVINCE: "省", Level.CITY: "市", Level.DISTRICT: "区", Level.COUNTY: "县"}
# 全省 anywhere but where 全 ends a word (健全省级制度) or the next word begins with its level (全市场, 全区域); 省委 at
# the head of a phrase. The whole nation is nobody's to replace.
_WHOLE = r"(?:(?<![健安完齐周保])全|(?<!自)我){own}(?!家|有|民|委|场|域|值)"
_HEAD = r"(?:(?<![一-龥])|(?<=[、为使对由在]))"
_BODY = _HEAD + r"{own}(?=委|政府|直|属|级财政|级部门)"
# 落实《浙江省优化营商环境条例》: a document that is there keeps its title, and only one to be made gets a new one.
_THERE = re.compile("(?<!编制)(?<!制定)(?<!制订)(?<!出台)(?<!印发)(?<!修订)(?<!修编)《[^《》\n]{1,80}》")
# Ages tell for whom something is (0—14岁), hours and minutes which one (24小时服务, 15分钟生活圈), years when.
_TELLS_WHICH = frozenset(["年", "岁", "小时", "分钟"])
# What follows an age whose unit is one of things, too: 6—24个月龄, 6个月至3岁.
_OF_AGE = re.compile(r"(?:个?月|周)?(?:[岁龄]|[至到—–～-]+\d+周?岁)")
# 受教育年限提高到11.7年, 预期寿命达到80岁: a length of time that is reached is a figure like any other.
_REACHED = re.compile(r"[达高升长加]到$")
_WHOLE_OF_IT, _DIGITS_OF_YEAR = ("100", "%"), 4
_NUMBERS = re.compile(r"\d(?:.*\d)?")
_SEVERAL = re.compile(rf"{re.escape(OPEN)}(?:[、和及与]{re.escape(OPEN)})+")
_OF_NATION, _STRONG = cues("called_after_nation"), cues("strong_nation")
_RANKED = cues("ranked_place")
_CUT = re.compile(r"[，；。;！]")
_NAMED = re.compile(r"“[^”]{0,24}”")
_NATION, _PRODUCT = cues("nation_alone"), cues("product_of_nation")


def draft_of(quote: str, lacks: Sequence[str], upper: Plan, lower: Plan) -> str:
    """Return what a lower plan might write in answer to a sentence.

    Args:
        quote: The sentence of the upper plan.
        lacks: What of it is not answered; empty for the whole.
        upper, lower: The plans.

    Returns:
        The parts of the sentence that hold what is not answered, or all of it: names of the upper plan's area and
        words for it put for the lower one, areas that are not the lower plan's and all figures left open. Empty where
        the sentence can be written as it stands; ``UNDRAFTED`` where it tells of nothing but the upper plan's own area.
    """
    parts = [part for part in _CUT.split(_LEAD.sub("", quote.strip())) if part.strip()]
    wanted = [part for part in parts if any(item in part or part in item for item in lacks)] if lacks else parts
    nation = upper.level is Level.NATIONAL and lower.level is not Level.NATIONAL
    fit = [
        part.strip()
        for part in wanted or parts
        if not is_of_others(part, upper, lower) and not (nation and _NATION.search(part))
    ]
    if not fit:
        return UNDRAFTED
    fit[0] = _LEAD.sub("", fit[0])  # behind 民间投资是活力之源 stood 要大力放宽准入
    text = _of_level("，".join(fit), upper, lower)
    text = _PRODUCT.sub("地区生产总值", text) if nation else text
    made = _opened(_placed(text, upper, lower)) + "。"
    return "" if made[:-1] == quote.strip("。；") else made


def draft_of_target(target: Target, lower: Plan | None = None) -> str:
    """Return how a lower plan might set an indicator, its own figure left open; the product of the country is, of a
    place, that of its area, and a report says of its own year not by when.
    """
    target = target if lower is None or lower.level is Level.NATIONAL else replace(target, indicator=_of_area(target))
    of_year = lower is not None and lower.kind is Kind.REPORT and target.year == lower.year
    by = f"{'' if of_year else '到'}{target.year}年，" if target.year else ""
    if not target.value and "\t" in target.quote:  # the row of a table, whose cells are no sentence
        return f"{by}{target.indicator}{in_words(target)}。"
    if not target.value:
        return f"{by}{target.quote.strip('，。；;')}。"
    low = _KEPT_LOW.search(target.indicator)
    reach = {">=": "不低于", "<=": "控制在", "+": "新增"}.get(target.operator, "控制在" if low else "达到")
    if _MOVES.search(target.indicator) or (target.operator == "+" and _DONE.search(target.indicator)):
        reach = ""
    return f"{by}{target.indicator}{reach}{OPEN}{target.unit}{'以内' if reach == '控制在' else ''}。"


def _of_area(target: Target) -> str:
    return _PRODUCT.sub("地区生产总值", target.indicator)


def _opened(text: str) -> str:
    """Return a text with its figures left open, but for those that a name in quotation marks is made of (“两个70%”)."""
    made, end = [], 0
    named = [name.span() for name in _NAMED.finditer(text)]
    for figure in find_figures(text):
        # What is written in words stays (两座, 百亿级).
        numbers = _NUMBERS.search(text[figure.start : figure.core_end].removesuffix(figure.unit))
        if numbers and _is_open(figure, text) and not any(start < figure.start < stop for start, stop in named):
            made += [text[end : figure.start + numbers.start()], OPEN]
            end = figure.start + numbers.end()
    return "".join([*made, text[end:]])


def _is_open(figure: Figure, text: str) -> bool:
    """Whether a figure with its unit is for the lower plan to set."""
    base = parted(figure.unit)[1]
    if not figure.unit or (figure.value, base) == _WHOLE_OF_IT:
        return False
    if base in _TELLS_WHICH:
        dated = figure.value.isdigit() and len(figure.value) == _DIGITS_OF_YEAR
        return not dated and _REACHED.search(text, 0, figure.start) is not None
    return _OF_AGE.match(text, figure.core_end) is None


def _placed(text: str, upper: Plan, lower: Plan) -> str:
    """Return a text with the lower plan's area in the place of the upper one's; other areas inside the upper one are
    left open, those outside it and those in the title of a document that is there stay.
    """
    titles = [title.span() for title in _THERE.finditer(text)]
    homes, above = tuple(area.code for area in home_of(lower)), tuple(area.code for area in home_of(upper))
    own, made, end = own_name(lower.region), [], 0
    for area, start, stop in named_areas(text):
        name = text[start:stop]
        if any(begin < start < close for begin, close in titles):
            put = name
        elif area.code in above:
            put = own if is_in_full(name, area) else short_name(own)
        elif area.code.startswith(above or "-") and not area.code.startswith(homes or "-") and is_a_name(name, area):
            put = OPEN
        else:
            put = name
        made += [text[end:start], put or OPEN]
        end = stop
    placed = _SEVERAL.sub(OPEN, "".join([*made, text[end:]]))
    own, theirs = _called(lower), _called(upper)
    if not own or not theirs or upper.level is Level.NATIONAL:
        return placed
    placed = re.sub(_WHOLE.format(own=theirs), lambda found: found.group()[0] + own, placed)
    placed = _RANKED.sub(lambda found: found["kind"] + own if found["rank"] == theirs else found.group(), placed)
    return re.sub(_BODY.format(own=theirs), own, placed)


def _of_level(text: str, upper: Plan, lower: Plan) -> str:
    """Return a text of the nation with what each place calls its own (健康中国, 体育强国) called after the lower."""
    own, called = short_name(own_name(lower.region)), _called(lower)
    if upper.level is not Level.NATIONAL or lower.level is Level.NATIONAL or not own or not called:
        return text
    return _STRONG.sub(rf"\g<field>强{called}", _OF_NATION.sub(rf"\g<aim>{own}", text))


def _called(plan: Plan) -> str:
    """Return how a plan calls its own area: 省, 市, 县."""
    return plan.region[-1] if plan.region.endswith(tuple(RANK)) else _OWN.get(plan.level, "")
