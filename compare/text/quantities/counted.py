"""A number of things beside a figure of theirs: whether it is the aim, or the things only tell whose figure that is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from compare.text.lexicon import cues
from compare.text.quantities.context import read_left
from compare.text.quantities.figure import Figure
from compare.text.units import Measure, measure_of, parted

_MONEY, _HOUSEHOLDS = frozenset({"元", "美元", ""}), frozenset("户人")
_THERE_ARE, _EACH_REACHES, _MEASURED = cues("there_are_to_be"), cues("what_each_reaches"), cues("size_told_of_each")
_FIRMS, _VILLAGES = frozenset("家户"), re.compile(r"\s*(?:行政)?(?:村|乡镇|镇|街道)")
_PASSES, _NOUN = re.compile(r"\s*(?:超过?|过|突破)\s*"), re.compile(r"\s*的?[\u4e00-\u9fff]{2}")


def of_those_counted(before: str, counted: Figure, words: str, after: str, figure: Figure) -> bool:
    """Whether a sum tells the size of what the figure before it counts: 2334个过2000万元的工业新增长点, 有3个园区产值超
    百亿元.
    """
    sized = measure_of(counted.unit) is Measure.COUNT and parted(figure.unit)[1] in _MONEY
    each = _THERE_ARE.search(before) or counted.unit in _FIRMS or _VILLAGES.match(words)
    if sized and each and _EACH_REACHES.fullmatch(words) and "累计" not in words and not read_left(before).name:
        return True  # 有3个园区产值超百亿元, 2家企业营业收入超50亿元
    if sized and _MEASURED.fullmatch(words) and _NOUN.match(after):
        return True  # 6个营收超2000亿元产业集群
    of_size = sized or measure_of(counted.unit) is Measure.COUNT and figure.unit in _HOUSEHOLDS
    if of_size and not words.strip() and figure.mark[-2:] == "以上":
        return True  # 引进3个10亿元以上制造业项目, 3.5万户50户以上连片村寨农户
    return sized and _PASSES.fullmatch(words) is not None and after.startswith("的")


def are_actors(words: str, after: str, clause: str, figures: Sequence[Figure]) -> bool:
    """Whether things are counted that are there, and whose figure the next one is: 9个断面优良水体比例达到100%.

    Args:
        words: What stands before the number of things.
        after: What stands between it and the next figure.
        clause: The clause.
        figures: The number and those after it; things behind the next are what is counted (6个营收超2000亿元产业集群).
    """
    if len(figures) < 2 or _NOUN.match(clause, figures[1].end):
        return False
    if parted(figures[1].unit)[1] in _MONEY and (figures[0].unit in _FIRMS or _VILLAGES.match(after)):
        return False
    told = read_left(words)
    bare = not (told.name or told.verb or told.reach or told.sign or told.growth or _THERE_ARE.search(words))
    things = _MEASURED.fullmatch(after) is None  # 6个产值超100亿元、4个超50亿元的集群: told behind
    return bare and things and _EACH_REACHES.fullmatch(after) is not None
