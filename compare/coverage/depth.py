"""How deeply one clause takes a theme up: the role of the clause, and what the theme's own words govern in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from compare.coverage.pieces import general_words
from compare.features import is_concrete, refusing
from compare.model import Depth, Record, Role
from compare.text import Figure, composed, cues, read_left, read_right, set_figures

PAST_OR_SETTING = frozenset({Role.TITLE, Role.BASIS, Role.BACKGROUND, Role.ACHIEVEMENT})
"""Roles that cite a theme without committing to it."""

_WISHED = frozenset({Role.GOAL, Role.PRINCIPLE})

_PART_END = re.compile(r"[，,；;：:。]")
_QUOTED = re.compile(r"“[^“”]*”")
_ITEM_END = re.compile(r"、|以及|和(?=[\u4e00-\u9fff]{2})")
# What opens with 新材料、 is a list; 新材料聚焦 tells of one.
_JOINED = re.compile(r"[、，,和与及：:]|$")
_PEOPLE = cues("counts_people")
_GIVEN, _THROUGH, _LED = cues("takes_as_given"), cues("acts_through"), cues("orients")
# 等10个产业集群 counts the list; of 等千亿级产业集群 each is one of that size.
_COUNTERS = cues("counts_list")
# One of so many items is not what a number in the next part counts.
_MANY = 2
_DEPENDENT, _SUM, _INDICATOR = cues("dependent_name"), cues("sum_of_it"), cues("kind_of_target")
# What a list closes with is the theme of the whole of it: 壮大新能源、生物医药等新兴产业.
_CLOSES_LIST = "等"
# 大力发展　　　，: an opening part, the theme's words masked, that names nothing beside them.
_THEME_ALONE = composed(r"{orients}?\u3000+(?:发展|建设|工作)?[，,]")
_NUMBER = re.compile(r"(?<![\d.])\d[\d.,]*")

_AIM, _OUTCOME = cues("tells_aim"), cues("tells_outcome")
_BY_WHEN, _STATE, _RESULT = cues("by_when"), cues("state"), cues("tells_result")

# A name that ends so says itself what is done.
_UNDERTAKING = cues("deed_at_end")

_WISH, _BUILT = cues("wish_for_place"), cues("builds_at_end")

_WORKS = cues("lists_works")

# Rather than set another theme beside the one that the clause opens with.
_CARRIES_OUT, _SETS_NOTHING, _APPLIES = cues("carries_out"), cues("sets_nothing_itself"), cues("applies_policy")


class Taken(Record, frozen=True):
    """How a clause takes a theme up.

    Attributes:
        figure: Span inside the clause of the number that makes it quantified.
        refused: The phrase by which it says that nothing will be done about it.
    """

    depth: Depth
    figure: tuple[int, int] | None = None
    refused: str = ""


class Said(Record, frozen=True):
    """What one clause says of a theme; spans are offsets into its text.

    Attributes:
        spans: Where the theme's phrases stand.
        counted: Those, and pieces of a name under a heading that holds it: what a number may count.
        own: Those phrases that are the theme's own words and tell it by themselves.
        telling: A phrase in the clause, or its own words in the heading, tell the theme by themselves: without one a
            number may be anything's.
        about: The whole clause is about the theme: its heading names it.
    """

    spans: tuple[tuple[int, int], ...]
    counted: tuple[tuple[int, int], ...]
    own: tuple[tuple[int, int], ...]
    telling: bool
    about: bool


def taken_up(text: str, said: Said, *, role: Role, is_body: bool) -> Taken:
    """Return the depth to which one clause takes a theme up.

    Args:
        text: The clause.
        said: What it says of the theme.
        role: The role of the clause.
        is_body: The clause is no title or heading.

    Returns:
        1 where the clause only looks back or sets the scene, or says of the theme that it will not be done; 2 where it
        sets nothing itself, as the thought of a plan does; 4 where a figure stands with the theme's words, or right
        after them without a name of its own; 3 where something concrete is to be done with them; else 2.
    """
    if role in PAST_OR_SETTING:
        return Taken(Depth.CITED)
    if refused := refusing(text, said.spans):
        return Taken(Depth.CITED, refused=refused)
    if not is_body or _SETS_NOTHING.search(text):
        return Taken(Depth.STATED)
    if said.telling and (row := _row_figure(text, said.counted)):
        return Taken(Depth.QUANTIFIED, row)
    figures = set_figures(text) if said.telling or role in _WISHED else ()
    if role in _WISHED and not figures:
        return Taken(Depth.STATED)
    parts = _Parts(text, said)
    for figure in figures:
        if said.telling and parts.govern(figure, figures):
            return Taken(Depth.QUANTIFIED, (figure.start, figure.core_end))
    if role in _WISHED:
        return Taken(Depth.STATED)
    return Taken(Depth.ACTIONED if parts.act() else Depth.STATED)


def _row_figure(text: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the last number of a row of indicators whose name holds the theme's words."""
    if not spans or not _INDICATOR.search(text) or "，" in text:
        return None
    numbers = [match.span() for match in _NUMBER.finditer(text) if match.start() > spans[0][1]]
    return numbers[-1] if numbers else None


class _Parts:
    """The parts of a clause between commas, and those in which the theme's words stand."""

    def __init__(self, text: str, said: Said) -> None:
        self._text, self._said = text, said
        self._starts, applied = _parted(text)
        self._masked = _masked(text, (*said.spans, *applied))

    def govern(self, figure: Figure, figures: Sequence[Figure]) -> bool:
        """Whether a figure counts the theme.

        The theme's words stand in its item of a list, or in an item before that has no figure of its own; or in the
        part before, and the figure has no name of its own or counts what is made; or in every part before.
        """
        at = self._at(figure.start)
        joints = [match.end() for match in _ITEM_END.finditer(self._text)]
        of_figure = bisect_right(joints, figure.start)
        counted = [bisect_right(joints, other.start) for other in figures if self._at(other.start) == at]
        of_list = self._counts_a_list(figure, at) and not self._fills_a_list(joints, at)
        for start, end in self._said.counted:
            if of_list and start < figure.start:
                continue
            # The 和 of 软件和信息服务 and 和美乡村 joins nothing: a wording is of the items where it begins and ends.
            first, last = bisect_right(joints, start), bisect_right(joints, end - 1)
            if self._at(start) == at and first <= of_figure and not any(last <= n < of_figure for n in counted):
                return True
        if at and self._leads_to(at) and self._is_made(figure, at):
            return True
        if at and (self._is_result(figure, at, figures) or (self._is_subject() and self._is_nameless(figure, at))):
            return True
        before = self._part(at - 1) if at else ""
        if _GIVEN.match(before) or before.count("、") >= _MANY:
            return False
        if self._carries_on(at) and self._is_made(figure, at):
            return True
        return any(self._at(start) == at - 1 for start, _ in self._said.counted) and self._is_nameless(figure, at)

    def _is_result(self, figure: Figure, at: int, figures: Sequence[Figure]) -> bool:
        """Whether a part tells what comes of all before it, which speaks of the theme alone and sets no other figure:
        推动教联体扩面提质，确保学校覆盖率达到85%.
        """
        if not _RESULT.search(self._text[self._starts[at] : figure.start]):
            return False
        said = {self._at(start) for start, _ in self._said.spans}
        figured = {self._at(other.start) for other in figures}
        for number in range(at):
            part = self._part(number)
            if number not in said or number in figured or _GIVEN.match(part) or _STATE.search(part):
                return False
            if _ITEM_END.search(_QUOTED.sub("", part)):
                return False
        return True

    def _is_subject(self) -> bool:
        """Whether a clause opens with the theme as what does the rest: 先进装备制造抢占细分领域，实现营收710亿元."""
        ends = [end for start, end in self._said.own if start == 0]
        return bool(ends) and not _JOINED.match(self._text, max(ends))

    def _leads_to(self, at: int) -> bool:
        """Whether a clause opens with the theme and nothing else, and each part up to one takes up a word of those
        before: 大力发展入境游，完善入境退税等服务，新增退税商店200家.
        """
        if not (any(self._at(start) == 0 for start, _ in self._said.own) and _THEME_ALONE.fullmatch(self._part(0))):
            return False
        said = _words_of_two(self._text[: self._starts[1]])
        for number in range(1, at + 1):
            start = self._starts[number]
            own = _words_of_two(self._text[start : start + len(self._part(number))])
            if own.isdisjoint(said) or _LED.match(self._part(number)):
                return False
            said |= own
        return True

    def _carries_on(self, at: int) -> bool:
        """Whether the part before holds the theme's own words, and opens the clause or is not the only one: in 发布岗位
        25万个，完善退役军人服务，培训2万人次 nobody trains 退役军人; nor is what follows a list done for one of it.
        """
        if "、" in _QUOTED.sub("", self._part(at - 1)):
            return False
        own = {self._at(start) for start, _ in self._said.own if self._at(start) < at}
        return at - 1 in own and (at == 1 or len(own) > 1)

    def _counts_a_list(self, figure: Figure, at: int) -> bool:
        """Whether a figure counts a list that the theme is one of (机器人、新材料等10个产业集群), or indicators."""
        after = self._after(figure, at)
        of_list = self._text[: figure.start].endswith("等") or after.endswith("指标")
        # 人 is itself what is counted: 领军人才、青年人才等1000人.
        return of_list and (figure.unit in _PEOPLE or ((not figure.unit or figure.unit in _COUNTERS) and bool(after)))

    def _fills_a_list(self, joints: Sequence[int], at: int) -> bool:
        """Whether the theme's words stand in most items of a part: 领军人才、青年人才等1000人 are 人才."""
        begin = self._starts[at]
        end = self._starts[at + 1] if at + 1 < len(self._starts) else len(self._text)
        held = {bisect_right(joints, start) for start, _ in self._said.own if begin <= start < end}
        return len(held) > 1 and 2 * len(held) > 1 + sum(begin < joint < end for joint in joints)

    def _after(self, figure: Figure, at: int) -> str:
        """Return the noun after a figure in its part."""
        end = self._starts[at + 1] - 1 if at + 1 < len(self._starts) else len(self._text)
        return read_right(self._text[figure.end : end])

    def _is_made(self, figure: Figure, at: int) -> bool:
        """Whether a figure counts what its part, led by a verb, makes: 推进城市更新，改造小区50个."""
        return bool(read_left(self._text[self._starts[at] : figure.start]).verb)

    def _is_nameless(self, figure: Figure, at: int) -> bool:
        """Whether neither before nor after a figure its part names what it counts."""
        name = read_left(self._text[self._starts[at] : figure.start]).name
        return bool(_DEPENDENT.fullmatch(name) or _SUM.fullmatch(name)) and not self._after(figure, at)

    def act(self) -> bool:
        """Whether something concrete is to be done with the theme."""
        if self._said.about or not self._said.spans:
            return is_concrete(self._masked)
        if self._opens() and any(map(_CARRIES_OUT.match, self._further())):
            return True
        return any(self._acts(start) or self._is_served(self._at(start)) for start, _ in self._said.spans)

    def _is_served(self, at: int) -> bool:
        """Whether a part says what the parts before, each of which does something, are done for: 开展隐患排查，确保
        校园安全.
        """
        before = [self._part(number) for number in range(at)]
        deeds = [part for part in before if not _AIM.match(part)]
        ends = self._starts[at + 1 :] in ((), (len(self._text),))
        served = _AIM.match(self._part(at)) or (ends and _OUTCOME.match(self._part(at)))
        return bool(served and deeds) and all(map(is_concrete, deeds))

    def _opens(self) -> bool:
        """Whether a clause opens with the theme, for its other parts to carry it out: 发展普惠金融，召开对接会."""
        first = self._part(0)
        if _GIVEN.match(first):
            return False
        own = [(start, end) for start, end in self._said.own if self._at(start) == 0]
        if "、" in first:
            end_of_part = len(first.rstrip("，,；;：:"))
            return any(end == end_of_part and self._text[:start].endswith(_CLOSES_LIST) for start, end in own)
        return bool(own)

    def _further(self) -> Iterator[str]:
        """Yield the parts after the first, up to one that leads to another theme: 发展普惠金融，推进园区建设."""
        for number in range(1, len(self._starts)):
            part = self._part(number)
            if _LED.match(part) and not _CARRIES_OUT.match(part):
                return
            yield part

    def _acts(self, offset: int) -> bool:
        """Whether something concrete is to be done with the theme's words at an offset."""
        part, item = self._part(self._at(offset)), self._item(offset)
        if _GIVEN.match(part):
            return False
        if _LED.match(item) or (item and _WORKS.search(part)):
            return is_concrete(item)
        return is_concrete(self._masked if _THROUGH.search(part) else part)

    def _item(self, offset: int) -> str:
        """Return the item of an enumeration that an offset stands in, unless it is the first; empty without one."""
        number = self._at(offset)
        start, part = self._starts[number], self._part(number)
        ends = [match.end() for match in _ITEM_END.finditer(part)]
        at = bisect_right(ends, offset - start)
        return part[ends[at - 1] : (ends + [len(part)])[at]] if at else ""

    def _part(self, number: int) -> str:
        end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self._masked)
        return self._masked[self._starts[number] : end]

    def _at(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1


# A clause is asked once for each theme that it speaks of.
@lru_cache(maxsize=1024)
def _parted(text: str) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...]]:
    """Return where the parts of a clause begin, and the spans of what it only applies: to apply a policy that another
    has made is no measure (落实优化生育政策).
    """
    starts = [0]
    for match in _PART_END.finditer(text):
        # 到2030年 is no part of its own, but says when the next one is reached.
        if not _BY_WHEN.fullmatch(text[starts[-1] : match.start()]):
            starts.append(match.end())
    return tuple(starts), tuple(match.span() for match in _APPLIES.finditer(text))


def _words_of_two(text: str) -> set[str]:
    """Return the runs of two signs that may tell what a part speaks of: no general words."""
    return {text[at : at + 2] for at in range(len(text) - 1) if text[at : at + 2].isalpha()} - general_words()


def _masked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return the clause without the theme's own words: 共享 in 教育资源共享 is the theme, not what is done about it.

    An undertaking (“满园行动”, 机场改扩建) is itself something that is done.
    """
    for start, stop in spans:
        # 建设海洋强市 is a wish, however much 建设 builds.
        if _WISH.search(text[start:stop]) and (built := _BUILT.search(text[:start])):
            text = f"{text[: built.start()]}{'　' * (start - built.start())}{text[start:]}"
        undertaking = _UNDERTAKING.search(text[start:stop])
        end = start + undertaking.start() if undertaking else stop
        text = text[:start] + "　" * (end - start) + text[end:]
    return text
