"""Names and definitions cut into the parts and cores that speak of a theme."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from compare.text import REGIONS, composed, cues, cut, initials, is_place, share_of

# 高等教育, 普及, 参与 and 和谐 hold a sign that parts members elsewhere.
SEPARATOR = re.compile(
    r"[、，,;；/“”\"《》]|(?<!参)与(?!会)|(?<!共)(?<!碳中)和(?![谐平美睦解])|以及|(?<![普涉危触顾])及(?![时格])|(?<![高中初平优均同对])等(?![级待于价])"
)
_BRACKETS = re.compile(r"[（(]([^（）()]*)[)）]")
_QUOTED = re.compile(r"“([^“”]+)”")
# 一带 of 一核一带一区 is a piece of a pattern that every province has in its own numbers.
_NUMERALS = "一二两三四五六七八九十"
_BUSINESS = re.compile(r"(.{3,}?)(?:制造业|产业|(?<![产行企事])业)")
_CHAIN = re.compile(r"(.{2,}?)全?产业链")
# Regions, rivers, lakes and national strategies: what a theme is bound to by its name.
BOUND = composed(f"{'|'.join(sorted(REGIONS, key=len, reverse=True))}|{{bound_to_area}}")
_POINTERS = "这该其某各本"
# 三年 of 国企改革三年行动.
_TERM = re.compile(rf"[{_NUMERALS}]年")
_FILLERS = cues("points_at_others")
# Shares of the clauses of plans of the whole country that hold a pair of characters: 广清 .0002, 首店 .0012, 科创 .006.
_SELDOM, _OFTEN = 0.0005, 0.003


@cache
def general_words() -> frozenset[str]:
    """Words that stand in every plan and by themselves speak of no theme."""
    lines = files("compare").joinpath("data/general.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines for word in line.partition("#")[0].split())


def bound_to(name: str) -> tuple[str, ...]:
    """Return the regions, rivers and the like that a name binds its theme to; 黄河流域 in
    黄河流域生态保护和高质量发展.
    """
    return tuple(dict.fromkeys(match.group() for match in BOUND.finditer(name)))


def cut_up(text: str) -> Iterator[str]:
    """Yield the parts of a name or definition, and their cores: what themes of the same idea share."""
    for part in parts_of(text):
        yield from filter(None, (part, core_of(part), sector_of(part)))


def parts_of(text: str) -> list[str]:
    """Return the members of an enumeration that are not made of general words and places alone.

    What stands in brackets only counts if it is quoted there: other brackets hold the aspects of a theme
    (基础设施、产业、生态 …), which any theme may have.
    """
    inner = [quoted for bracket in _BRACKETS.findall(text) for quoted in _QUOTED.findall(bracket)]
    members = [member.strip().strip("的") for member in SEPARATOR.split(_BRACKETS.sub("、", text))]
    return [part for part in [*members, *inner] if len(part) >= 2 and not _says_nothing(cut(part))]


def core_of(part: str) -> str:
    """Return the part without general words and places at its ends; empty if nothing is cut off or too little is
    left.
    """
    words = cut(part)
    while words and is_general(words[0]):
        words = words[1:]
    # 碳达峰碳中 is no word: what ends in one sign is cut off only after what follows it.
    while words and (_TERM.fullmatch(words[-1]) or (is_general(words[-1]) and len(words[-1]) > 1)):
        words = words[:-1]
        # 强 of 人才强市 and 新 of 消费新场景 belong to what was cut off.
        while len(words) > 1 and len(words[-1]) == 1 and len(words[-2]) > 1:
            words = words[:-1]
    core = "".join(words)
    if len(core) == len(part) or len(core) < 2 or core[0] in _NUMERALS or _says_nothing(words):
        return ""
    # Two characters that the dictionary does not know together are the rest of a name (广清) unless plans of the whole
    # country write them as a word of their own: 首店, 绿电; more are one: 引汉济渭.
    return core if len(core) > 2 or len(words) == 1 or _is_new_word(core) else ""


def _is_new_word(pair: str) -> bool:
    """Whether plans write two characters together, but not everywhere, and they are not initials of two places."""
    return _SELDOM <= share_of(pair) < _OFTEN and not initials().issuperset(pair)


def sector_of(part: str) -> str:
    """Return what a line of business is called without its 产业, 产业链 or 业: 现代物流 for 现代物流业; empty if it is
    too short.
    """
    if chain := _CHAIN.fullmatch(part):
        return "" if _says_nothing(cut(chain[1])) else chain[1]
    found = _BUSINESS.fullmatch(part)
    # 现代农业 is not 现代农 and 业, nor 海洋渔业 海洋渔: 农业 and 渔业 are words.
    if not found or len(cut(part)[-1]) == 2 or (len(found[1]) == len(part) - 1 and len(cut(part[-2:])) == 1):
        return ""
    return found[1]


def _says_nothing(words: Sequence[str]) -> bool:
    """General words say something together (创新平台), not alone; places and what points back (这一平台) never do."""
    if words[0] in _FILLERS or words[0][0] in _POINTERS:
        return True
    if len(words) == 1 or "的" in words:
        return all(map(is_general, words))
    return all(map(is_place, words))


def is_general(word: str) -> bool:
    """Whether a word stands in every plan or names a place, and by itself speaks of no theme."""
    return word in general_words() or is_place(word)
