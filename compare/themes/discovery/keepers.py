"""Which phrases a planner would keep as the name of a theme: whole names that say what is to be done."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from compare.features import Reading
from compare.text import cues, cut, is_place, share_of
from compare.themes.discovery.phrases import AHEAD, Candidate
from compare.themes.discovery.ranking import PhraseGroup
from compare.themes.discovery.rules import rules

# 26条, 1+N, 30·60, 三大工程, 五个1000行动: a count of things that names none of them.
_COUNT_ALONE = re.compile(
    r"(?:[\d一二三四五六七八九十百千两双个]++[+＋·・.]?+)++[Nn\d]*(?:大|个|项|条|位|类)?[\d一百千高]*"
    r"(?:工程|计划|行动|战略|举措|任务|条|化|集中)?(?:重点项目|项目)?"
    r"|[百千万](?:亿|人|户)(?:工程|行动|计划)"
)
# 四个体系, 五大战略: of what the plan has four, 体系 does not tell.
_COUNTED = re.compile(r"[一二三四五六七八九十两双]+[个大条项](.{2,4})")
# 九大提升行动, “五进”工程, 三个定位: what is counted the name does not tell, unless the plan says it again and again;
# 七地一屏 and 双招双引 count several things, which tells them.
_NUMERAL = "一二三四五六七八九十两双"
_COUNTS = re.compile(
    rf"[{_NUMERAL}](?:大|个|项|场|位)?[^{_NUMERAL}]{{1,4}}(?:工程|行动|计划|战略|改革)?|[{_NUMERAL}](?:大|个|项|号)[^{_NUMERAL}]+"
)
_AGAIN_AND_AGAIN = 6
# 一田一码: of two single things nobody knows what for.
_OF_EACH = re.compile(r"一.一.")
_HAN, _POINT = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[.．]\d")
# 增效益, 强基础: a wish in three characters, however it is quoted.
_WISH = re.compile(r"[增降补稳促强优提扩保防控减惠育聚][\u4e00-\u9fff]{2}")
_ZONES = cues("where_at_end")
# Single signs between a name and the rest of its sentence.
_LINKS = frozenset("的了着过和与及或并且而等为是以对从向到至在于将把被让使由其之所按如抓促保推")
_ENDS = frozenset("段站区市县港校院园厅馆厂岛线城镇乡村期")
# What one clause in two thousand of the country's plans writes is no plan's own theme, nor what is made of its words.
_COMMON, _COMMON_WORD = 0.0005, 0.0015
_EVERYWHERE = 0.005
# A word that a plan stresses is as common as this, or short: 家门口, 三保.
_STRESSED, _SHORT = 0.0003, 3
_TWICE = 2
# So many names with one place at their ends are the members of a list; so long a name is repeated by what it opens.
_MEMBERS, _LONG = 3, 5
# Mentions that are looked at, the share of them that shows a phrase to be the piece of a longer name, and the signs
# around it that are cut into words.
_LOOKED_AT, _MOSTLY, _AROUND = 20, 2 / 3, 4


def may_be_kept(group: PhraseGroup, readings: Sequence[Reading]) -> bool:
    """Whether a planner might keep a group of wordings that no dictionary knows.

    Its name is set where the plan looks ahead, is no count of things and no piece of a longer name; what is written
    once is quoted and the name of something; what is not quoted is more than one word of the dictionary, and neither
    people nor a state of things.
    """
    head = group.head
    if max(head.places.values()) < AHEAD or _COUNT_ALONE.fullmatch(head.text) or _is_vague(head):
        return False
    if head.count < _AGAIN_AND_AGAIN and (_COUNTS.fullmatch(head.text) or _OF_EACH.fullmatch(head.text)):
        return False
    if head.quoted:
        # “亩均论英雄”改革 is named; “大抓项目” only ends like a name.
        named = head.text.endswith(rules().named if len(head.words) < _TWICE else rules().suffixes)
        # “光喊口号、不见行动” is a saying, “扩量、提质”行动 a name.
        if len(head.words) < _TWICE and "、" in head.text:
            return False
        # “氢走廊”“电走廊”“智行走廊” are members of a list, however they end.
        return (named and not _is_listed(head, readings, "“”")) or (_is_coined(head) and not _is_listed(head, readings))
    if head.count < _TWICE or len(cut(head.text)) < _TWICE or head.words[0].text in rules().qualities:
        return False
    # 呼包鄂, 汉襄宜: signs of places that make one word, and no noun as 山花节 is.
    if len(head.words) < _TWICE and head.text[-1] not in rules().endings:
        return False
    if not _is_its_own(head) or _is_piece(head, readings) or _is_listed(head, readings):
        return False
    return head.headings > 0 or head.text.endswith(rules().named) or _is_set(head, readings)


def _is_coined(head: Candidate) -> bool:
    """Whether what is quoted is a name that the plan gives, rather than a word that it stresses (家门口)."""
    if head.count < _TWICE or _WISH.fullmatch(head.text) or "、" in head.text or len(head.text) < _SHORT:
        return False
    if len(head.text) <= _SHORT and head.text[-1] not in rules().endings:
        return False
    return head.headings > 0 or (len(cut(head.text)) > 1 and share_of(head.text) < _STRESSED)


def _is_its_own(head: Candidate) -> bool:
    """Whether a phrase is rare in the country's plans, as is one of its words, or is the long name of something."""
    named = [kind for kind in rules().named if head.text.endswith(kind)]
    own = [word for word in head.words if not named or not word.folded.endswith(tuple(named))]
    if (any(word.place for word in own) and not _is_anywhere(head)) or (
        named and len(head.text) - len(max(named, key=len)) >= _LONG
    ):
        return True
    rarest = min((share_of(word.folded) for word in own), default=1.0)
    return (bool(named) or share_of(head.text) < _COMMON) and rarest < _COMMON_WORD


def _is_anywhere(head: Candidate) -> bool:
    """Whether what stands beside a place is in plans of every place: 社会, 片区; a platform is its own."""
    others = [word for word in head.words if not word.place]
    everywhere = all(share_of(word.folded) >= _EVERYWHERE for word in others)
    return bool(others) and everywhere and not head.text.endswith(rules().places)


def _is_listed(head: Candidate, readings: Sequence[Reading], joints: str = "、“”") -> bool:
    """Whether a phrase is nowhere more than one of the items of a list, which these signs part."""
    if head.headings:
        return False
    for plan, clause in head.places:
        text = readings[plan].texts[clause]
        for form in head.forms:
            at = text.find(form)
            if at >= 0 and not _is_item(text[max(0, at - 2) : at], text[at + len(form) :][:2], joints):
                return False
    return True


def _is_item(before: str, after: str, joints: str) -> bool:
    """Whether the two signs before or after a phrase part the items of a list: 、 or the marks of two quotations."""
    return ("、" in joints and "、" in before + after) or "”“" in (before, after)


def _is_vague(head: Candidate) -> bool:
    """Whether a name is one of people, a state of things, a zone of nature, or holds a deed or a turn of phrase."""
    rule, text = rules(), head.text
    if any(word.text in rule.acts for word in head.words[:-1]):
        return True
    if not head.quoted and _ZONES.search(text) and not text.endswith(rule.places):
        return True
    found = _COUNTED.fullmatch(text)
    return (
        text.endswith(rule.states)
        or text.startswith(rule.openings)
        or bool(found and found[1] in rule.tails | rule.breaks)
    )


def _is_piece(head: Candidate, readings: Sequence[Reading]) -> bool:
    """Whether a phrase is mostly written with a word of a longer name before or after it: 海蛇口 in 前海蛇口."""
    seen = glued = 0
    for plan, clause in list(head.places)[:_LOOKED_AT]:
        text = readings[plan].texts[clause]
        form = next((form for form in head.forms if form in text), "")
        if form:
            at, seen = text.find(form), seen + 1
            glued += _is_glued(text[max(0, at - _AROUND) : at], form, text[at + len(form) :][:_AROUND])
    return seen > 0 and glued >= _MOSTLY * seen


def _is_set(head: Candidate, readings: Sequence[Reading]) -> bool:
    """Whether a plan mostly says that something is to be done with a phrase, and with nothing longer: 大力发展向海经济,
    but not 崇左电厂二期.
    """
    found = seen = 0
    for plan, clause in list(head.places)[:_LOOKED_AT]:
        text = readings[plan].texts[clause]
        form = next((form for form in head.forms if form in text), "")
        at = text.find(form) if form else -1
        seen += at >= 0
        if at >= 0 and text[:at].endswith(rules().before):
            right = cut(text[at + len(form) :][:_AROUND])[:1]
            found += not right or not _HAN.match(right[0]) or right[0] in rules().tails or right[0] in rules().breaks
    return found > 0 and 2 * found >= seen


def _is_glued(before: str, form: str, after: str) -> bool:
    """Whether a phrase goes on in the signs around it."""
    if (_POINT.match(after) and form[-1].isdigit()) or before[-1:].isdigit() or before.endswith(("—", "）")):
        return True
    right, left = cut(after)[:1], cut(before)[-1:]
    if after.startswith(rules().solid):
        return True
    if right and _HAN.match(right[0]) and _belongs(right[0], leading=False):
        return True
    # 新 and 时代 make a word, whatever 新 is the end of; what begins with 能源 is 新能源.
    if not left or not _HAN.match(left[0]):
        return False
    return _is_word(before[-1] + form) or (not before.endswith(rules().before) and _belongs(left[0], leading=True))


def _is_word(text: str) -> bool:
    return len(cut(text[:3])) == 1


def _belongs(word: str, *, leading: bool) -> bool:
    """Whether a word before or after a phrase may be one of a name; verbs and what follows names are not."""
    rule = rules()
    if len(word) == 1:
        return word not in _LINKS if leading else word in _ENDS
    return word not in rule.breaks and word not in (rule.leads if leading else rule.tails)


def without_members(groups: Iterable[PhraseGroup], wanted: Callable[[PhraseGroup], bool]) -> Iterator[PhraseGroup]:
    """Yield the wanted groups but for the members of a list of brands (文化保定, 人才保定, 健康保定) and what repeats a
    name.

    Args:
        groups: The weightiest first.
        wanted: Whether a group comes into question; of one that ends with no place it is only asked when it is due.
    """
    kept: list[PhraseGroup] = []
    found = [(group, _brand(group)) for group in groups]
    # Only names that end with a place are looked through to the last.
    branded = {number for number, (group, brand) in enumerate(found) if brand and wanted(group)}
    brands = Counter(found[number][1] for number in branded)
    for number, (group, brand) in enumerate(found):
        if not (number in branded if brand else wanted(group)):
            continue
        repeats = any(_repeats(group.head, other.head) for other in kept)
        if brands[brand] < _MEMBERS and not repeats:
            kept.append(group)
            yield group


def _repeats(head: Candidate, other: Candidate) -> bool:
    """Whether a name opens with another, has its words in another order (退化草原 and 草原退化), or is of one pattern
    with it (文化+科技, 文化+旅游).
    """
    opens = len(other.text) >= _LONG and head.text.startswith(other.text)
    pattern, plus, _ = head.text.partition("+")
    return (
        (bool(plus) and other.text.startswith(pattern + plus))
        or opens
        or sorted(word.folded for word in head.words) == sorted(word.folded for word in other.words)
    )


def _brand(group: PhraseGroup) -> str:
    """Return the place that a quoted name of two words ends with; empty if none."""
    words = cut(group.head.text) if group.head.quoted else []
    return words[-1] if len(words) > 1 and is_place(words[-1]) else ""
