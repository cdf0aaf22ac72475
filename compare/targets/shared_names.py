"""Names of a list that stop short: what they share is told with another of the list, or with the whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from compare.targets.candidate import Draft
from compare.targets.indicators import canonical
from compare.targets.names import is_place, of_no_place
from compare.text import (
    Figure,
    Measure,
    SentencePart,
    composed,
    cues,
    measure_of,
    parted,
    read_left,
    read_right,
    without_growth,
    without_lead,
)

_THRESHOLD, _ATTRIBUTE, _LEVEL = cues("threshold"), cues("attribute_at_end"), cues("of_level")
_LEVEL_AT_END = composed(r"{of_level}$")
_MAKE = cues("verbs_task")
_CAPACITY, _PART, _PART_ACTS, _WHOLE = cues("capacity_told"), cues("named_part"), cues("part_acts"), cues("whole_area")
_WHERE, _EACH_PLACE = cues("town_or_country"), cues("each_place_opens")
_RATE_OF = composed(r"(?P<rate>.{3,}(?:率|比例|比重))(?P<where>{town_or_country})")
_SIZED = composed(r"、{size_told}[^，,；;。]{1,60}的(?P<thing>[\u4e00-\u9fff]{2,16})[，,；;。]?$")
_PLACES = re.compile(r"(?P<place>(?:行政|自然)?村|镇|乡|乡镇|县|社区|小区)[、和及]")
_SHARED_THING = re.compile(
    r"(?:(?:行政|自然)?村|镇|乡|乡镇|县|社区|小区)?的?(?P<thing>[\u4e00-\u9fff]{2,12}(?:改造|整治|治理|建设|提升|迁建|搬迁))[，,；;。]?"
)
_SHORT_PART = 4
"""Characters of a name that is part of what an amount was told of: 水稻."""


def completed(drafts: list[Draft]) -> list[Draft]:
    """Complete a name that stops at a level, a size or before what is said of the whole list with that of the next:
    3个万亿级和7个千亿级产业集群, 2个10亿元以上、1个50亿元以上项目, 60万吨硅料、10吉瓦电池片产能.
    """
    done = list(drafts)
    capacity = _CAPACITY.search(done[-1].indicator) if len(done) > 1 else None
    if capacity and {measure_of(draft.unit) for draft in done} == {Measure.AMOUNT}:
        ends = ["" if _ATTRIBUTE.search(draft.indicator) else capacity.group() for draft in done]
        done = [replace(draft, indicator=draft.indicator + end) for draft, end in zip(done, ends, strict=True)]
    done = _of_town_and_country(done)
    for at in range(len(done) - 2, -1, -1):
        stops, follows = done[at].indicator, done[at + 1].indicator
        own, size = _THRESHOLD.search(stops), _THRESHOLD.search(follows)
        if own and size and own.end() == len(stops) and size.end() < len(follows):
            done[at] = replace(done[at], indicator=stops + follows[size.end() :])
            continue
        found = _LEVEL.search(follows)
        if _LEVEL_AT_END.search(stops) and found and found.end() < len(follows):
            done[at] = replace(done[at], indicator=stops + follows[found.end() :])
    return done


def _of_town_and_country(drafts: list[Draft]) -> list[Draft]:
    """Return drafts that each name the rate that is told of town and country: 设施覆盖率城市达到100%、农村达到70%."""
    rate, done = "", []
    for draft in drafts:
        found = _RATE_OF.fullmatch(draft.indicator)
        rate = found["rate"] if found else rate
        if found:
            draft = replace(draft, indicator=found["where"] + rate)
        elif rate and _WHERE.fullmatch(draft.indicator):
            draft = replace(draft, indicator=draft.indicator + rate)
        done.append(draft)
    return done


def of_one_place(clause: str, drafts: list[Draft]) -> list[Draft]:
    """Return the targets of a clause, each with the part of the area that it is of where the first named one:
    新区常住人口超32万人，地区生产总值达1100亿元.

    A clause that begins with such a part names it for all (经开区要…，力争工业总产值超1500亿元), until it speaks of the
    whole.
    """
    found = _PART_ACTS.match(clause)
    place, done = found["place"] if found else "", []
    for number, draft in enumerate(drafts):
        if _WHOLE.search(clause, draft.start, draft.end):
            place = ""
        named = _PART.match(draft.indicator)
        if named and not number and canonical(draft.indicator[named.end() :]).known:
            place = named.group()
        elif place and not named and canonical(draft.indicator).known:
            draft = replace(draft, indicator=place + draft.indicator)
        done.append(draft)
    return done


def of_each_place(clause: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the targets of a clause, those of things that each place is to have with that: 每个乡镇建成1所养老机构."""
    done = []
    for draft in drafts:
        each = _EACH_PLACE.match(without_lead(clause[draft.start : draft.end]))
        if each and measure_of(draft.unit) is Measure.COUNT and not draft.indicator.startswith("每"):
            draft = replace(draft, indicator=each.group() + draft.indicator)
        done.append(draft)
    return done


def of_their_places(drafts: Sequence[Draft], before: str) -> list[Draft]:
    """Return the targets of a clause, those that only say where they are reached with what was said to be reached:
    道路机械化清扫率达80%，县城达70%; 在增加值增长方面，甲县增长10%.

    Args:
        drafts: The targets, in reading order.
        before: What the clause or the sentence before is of.
    """
    done: list[Draft] = []
    for draft in drafts:
        bare = without_growth(draft.indicator)
        if is_place(bare) and measure_of(draft.unit) is not Measure.COUNT and not _MAKE.match(bare):
            thing = of_no_place(without_growth(before))
            growth = draft.indicator[len(bare) :]
            if thing and not is_place(thing):
                draft = replace(draft, indicator=bare + thing + growth)
        else:
            before = draft.indicator
        done.append(draft)
    return done


def together(drafts: Sequence[Draft], total: Figure) -> str:
    """Return the name of the sum that ends a list (水库3座、泵站5座，合计8座: 水库、泵站); empty where the list is not
    measured as the sum is.
    """
    if any(parted(draft.unit)[1:] != parted(total.unit)[1:] for draft in drafts):
        return ""
    names = list(dict.fromkeys(draft.indicator for draft in drafts))
    made = _MAKE.match(names[0])
    verb = made.group() if made and all(name.startswith(made.group()) for name in names) else ""
    return verb + "、".join(name.removeprefix(verb) for name in names)


def thing_of_all(clause: str, figure: Figure, part: SentencePart) -> str:
    """Return what is counted where its size stands between: 实施29处、覆盖88万人、投资34亿元的供水工程."""
    found = _SIZED.match(clause, figure.end, part.end) if measure_of(figure.unit) is Measure.COUNT else None
    return found["thing"] if found else ""


def thing_of_next(clause: str, words: str, figure: Figure, following: Figure, part: SentencePart) -> str:
    """Return what is made where it is told with the next figure: 新建25万亩、改造提升20万亩高标准农田, or
    with the places that the first counts: 完成8个村、1260户厕所改造.
    """
    between = clause[figure.end : following.start]
    if place := _PLACES.fullmatch(between):
        thing = _SHARED_THING.fullmatch(clause, following.end, part.end)
        return place["place"] + thing["thing"] if thing and read_left(words).verb else ""
    if figure.unit != following.unit or between[:1] not in ("、", "和"):
        return ""
    verbs = [read_left(each) for each in (words, between[1:])]
    return read_right(clause[following.end : part.end]) if all(each.verb and not each.name for each in verbs) else ""


def of_the_counted(name: str, words: str, subject: str, of_all: str | None = None) -> str:
    """Return the name of a part of what was counted before, with what the whole list shares.

    That is all but another threshold (超百亿元的项目7个、超50亿元的4个), or what an amount is of (水稻 of 粮食产量).

    Args:
        name: The name of the part.
        words: The words before its figure.
        subject: What was named last.
        of_all: What the list of parts is of that it stands in, behind the first of them; ``None`` where it is in none.
    """
    before = _THRESHOLD.search(subject)
    if before and (own := _THRESHOLD.match(name) or _THRESHOLD.match(words.strip())):
        rest = own.string[own.end() :]
        return subject[: before.start()] + own.group() + (rest if rest.strip("的") else subject[before.end() :])
    own = _THRESHOLD.search(name)
    if own and own.end() == len(name) and words.startswith("其中") and subject:
        return subject + name  # 规上企业200家。其中产值过亿元的50家
    shared = _ATTRIBUTE.search(subject if of_all is None else of_all)
    if (
        shared
        and (of_all is not None or words.lstrip().startswith("其中"))
        and not _ATTRIBUTE.search(name)
        and len(name) <= _SHORT_PART
    ):
        return name + shared.group()
    return name
