"""The phrases that speak of a theme, and where they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files

from msgspec.structs import replace

from compare.model import Record, Theme
from compare.text import REGIONS, cut, folded, is_place, share_of


class PhraseKind(StrEnum):
    """Where a phrase comes from; ``EXCLUDED`` ones only hide others."""

    NAME = "name"
    ALIAS = "alias"
    VARIANT = "variant"
    PART = "terms"
    KINDRED = "kindred"
    EXCLUDED = "excluded"


# How far a phrase by itself shows that a clause speaks of the theme. A part of two characters says less than a
# longer one; what is left after general words are cut off says less than what the theme file writes.
_NAME, _ALIAS, _NAME_PART, _DEFINITION_PART, _SHORT, _CORE = 1.0, 0.95, 0.9, 0.75, 0.2, 0.1
# Where a person has listed the wordings, a piece of two characters says less.
_BESIDE_ALIASES = 0.8
# What the general dictionary knows of a kindred theme: one such phrase is just enough for a clause to count; a word
# that is only typical of it never is by itself.
_KINDRED, _MOST_TYPICAL = 0.54, 0.9
# What is lent by a theme that the definition alone names.
_ASPECT = 0.7
# A piece of general words that one clause in a hundred holds says little (高质量发展); one that hardly any clause of
# the country holds tells of a place even where the place is not named (G60科创走廊).
_EMPTY, _SAYS_LITTLE, _ONLY_THERE = 0.01, 0.6, 0.001

# 高等教育, 普及, 参与 and 和谐 hold a sign that parts members elsewhere.
_SEPARATOR = re.compile(
    r"[、，,;；/“”\"《》]|(?<!参)与(?!会)|(?<!共)和(?![谐平美睦解])|以及|(?<![普涉危触顾])及(?![时格])|(?<![高中初平优均同对])等(?![级待于价])"
)
_BRACKETS = re.compile(r"[（(]([^（）()]*)[)）]")
_QUOTED = re.compile(r"“([^“”]+)”")
# 一带 of 一核一带一区 is a piece of a pattern that every province has in its own numbers.
_NUMERALS = "一二两三四五六七八九十"
_BUSINESS = re.compile(r"(.{3,}?)(?:制造业|产业|(?<![产行企事])业)")
# A platform of its own name, or a region, is one place; what is said of its field is not said of it.
_PLATFORM = re.compile(rf"(?:试验区|示范区|合作区|先行区)$|{'|'.join(sorted(REGIONS))}")
_BOUND = re.compile(
    rf"{'|'.join(sorted(REGIONS, key=len, reverse=True))}|雄安|两岸|首都|"
    r"(?:黄|长|淮|珠|辽|汉|湘|赣|闽|渭|汾|海|滦|黑龙|松花|澜沧)[江河](?:流域|经济带)?|(?:太|巢|鄱阳|洞庭|洪泽|青海|白洋)[湖淀]|"
    r"东北(?=全面|振兴|老工业)|西部(?=大开发|陆海)|中部(?=地区|崛起)"
)
_POINTERS = "这该其某各本"


class Phrase(Record, frozen=True):
    """A folded phrase of one theme.

    Attributes:
        written: As the theme file writes it.
        weight: In [0, 1]; 0 for excluded phrases.
    """

    text: str
    written: str
    kind: PhraseKind
    weight: float

    @property
    def suffices(self) -> bool:
        """Whether a clause may count by this phrase alone; typical words (常住, 银山) only help another."""
        return self.kind is not PhraseKind.KINDRED or self.weight >= _KINDRED

    @property
    def is_short(self) -> bool:
        """A phrase of two characters only counts where words begin and end: 就业 does not in 成就业绩."""
        return len(self.text) == 2


@cache
def general_words() -> frozenset[str]:
    """Words that stand in every plan and by themselves speak of no theme."""
    lines = files("compare").joinpath("data/general.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines for word in line.partition("#")[0].split())


@cache
def typical_words() -> dict[str, tuple[tuple[str, float], ...]]:
    """Name of a theme of the general dictionary to its typical words, each with the share of what it tells."""
    lines = files("compare").joinpath("data/typical.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("：") for line in lines if not line.startswith("#"))
    return {name: tuple(_with_share(word) for word in words.split("、") if word) for name, words in pairs}


def _with_share(written: str) -> tuple[str, float]:
    word, share = written.split(" ")
    return word, float(share)


def phrases_of(theme: Theme, dictionary: Sequence[Theme] = ()) -> tuple[Phrase, ...]:
    """Return the phrases of a theme: name, aliases, excluded phrases, and the parts of name and definition.

    Args:
        theme: A theme; name and definition are enough.
        dictionary: Themes whose aliases help one that has none itself.

    Returns:
        Phrases, the heaviest first; each folded text once.
    """
    own = _heaviest([*_written(theme), *_pieces(theme)])
    borrowed = [] if theme.aliases or theme.source == "discovered" else _borrowed(theme, dictionary)
    excluded = {text: Phrase(text, text, PhraseKind.EXCLUDED, 0.0) for text in map(folded, theme.exclude)}
    found = _heaviest([*own.values(), *borrowed]) | excluded
    return tuple(sorted(found.values(), key=lambda phrase: (-phrase.weight, phrase.text)))


def _heaviest(phrases: Iterable[Phrase]) -> dict[str, Phrase]:
    """Each text once, with its greatest weight; a single character is no phrase."""
    found: dict[str, Phrase] = {}
    for phrase in phrases:
        first = found.get(phrase.text)
        if len(phrase.text) >= 2 and (first is None or first.weight < phrase.weight):
            # What the theme writes itself stays its own, however well the dictionary knows it.
            found[phrase.text] = phrase if first is None else replace(first, weight=phrase.weight)
    return found


def _written(theme: Theme) -> Iterator[Phrase]:
    for written, kind, weight in (
        (theme.name, PhraseKind.NAME, _NAME),
        *((alias, PhraseKind.ALIAS, _ALIAS) for alias in theme.aliases),
    ):
        # 教育、科技、人才 is written 教育科技人才 as well.
        for form in dict.fromkeys((written, written.replace("、", ""))):
            yield Phrase(folded(form), form, kind, weight)


def _pieces(theme: Theme) -> Iterator[Phrase]:
    """Yield the parts of name and definition, and their cores."""
    # What defines a discovered theme is a clause of a plan, which names other themes too.
    # The dictionary lists the wordings of its themes; theirs would be 优化结构 of 外贸, and 人口 of 人口高质量发展.
    listed = theme.source != "given"
    definition = "" if listed else theme.definition
    bound = bound_to(theme.name)
    for source, weight in ((theme.name, _NAME_PART), (definition, _DEFINITION_PART)):
        # Where a person has listed the wordings, what is left of its line's parts says too little: 生物 of 生物经济.
        cores = source is theme.name or not theme.aliases
        for part in _parts(source):
            for piece, lighter in ((part, 0.0), *((core, _CORE) for core in (_core(part), _sector(part)) if cores)):
                if listed and lighter and (len(piece) == 2 or share_of(folded(piece)) >= _EMPTY / 2):
                    continue
                # 长三角一体化 is about 长三角; what is only said to be 面向大湾区 is about something else.
                if piece and (source is theme.name or piece not in REGIONS) and _tells_of(bound, piece):
                    yield _piece(theme, piece, weight - lighter)


def bound_to(name: str) -> tuple[str, ...]:
    """Return the regions, rivers and the like that a name binds its theme to; 黄河流域 in
    黄河流域生态保护和高质量发展.
    """
    return tuple(dict.fromkeys(match.group() for match in _BOUND.finditer(name)))


def _tells_of(bound: Sequence[str], piece: str) -> bool:
    """Whether a piece of a theme that is bound to a place tells of it there alone: 高质量发展 does not."""
    return not bound or any(place in piece for place in bound) or share_of(folded(piece)) < _ONLY_THERE


def _cut_up(text: str) -> Iterator[str]:
    """Yield the parts of a name or definition, and their cores: what themes of the same idea share."""
    for part in _parts(text):
        yield from filter(None, (part, _core(part), _sector(part)))


def _piece(theme: Theme, written: str, weight: float) -> Phrase:
    if len(written) == 2:
        weight = (weight - _SHORT) * (_BESIDE_ALIASES if theme.aliases else 1.0)
    text = folded(written)
    if share_of(text) >= _EMPTY and all(map(_is_general, cut(written))):
        weight *= _SAYS_LITTLE
    return Phrase(text, written, PhraseKind.PART, weight)


def _borrowed(theme: Theme, dictionary: Sequence[Theme]) -> Iterator[Phrase]:
    """Yield the aliases and typical words of the themes of the dictionary that are kindred to a theme."""
    bound = bound_to(theme.name)
    for other, worth in _kindred(theme, dictionary):
        for alias in other.aliases:
            yield from _lent(alias, _KINDRED * worth, bound)
        for word, share in typical_words().get(other.name, ()):
            yield from _lent(word, _KINDRED * worth * min(share, _MOST_TYPICAL), bound)


def _lent(written: str, weight: float, bound: Sequence[str]) -> Iterator[Phrase]:
    # 粤港澳大湾区 is a sibling of 长三角, not another word for it.
    if any(place in written for place in bound) if bound else not _names_a_place(written):
        yield Phrase(folded(written), written, PhraseKind.KINDRED, weight)


def _names_a_place(written: str) -> bool:
    return bool(_BOUND.search(written)) or any(map(is_place, cut(written)))


def _kindred(theme: Theme, dictionary: Sequence[Theme]) -> Iterator[tuple[Theme, float]]:
    """Yield the themes of the dictionary that are of the same idea, each with what its words are worth.

    Those that share a piece of the name; if there is none, those that know a piece of the name by another word; where
    the name has several members or is not known, those that know two pieces of it all. What the definition alone names
    is an aspect, of which two words together tell as much as one of the idea itself.
    """
    own = [folded(theme.name), *(folded(piece) for piece in _cut_up(theme.name))]
    named = [other for other in dictionary if _shares_name(own, other)]
    platform = bool(_PLATFORM.search(theme.name)) or bool(bound_to(theme.name))
    if not named and not platform:
        named = [other for other in dictionary if any(_knows(alias, text) for alias in other.aliases for text in own)]
    yield from ((other, 1.0) for other in named)
    if platform:
        return
    aspects = [folded(piece) for piece in _cut_up(theme.definition)]
    several = not named or len(_SEPARATOR.split(theme.name)) > 1
    for other in dictionary:
        if other not in named:
            if several and _knows_two([*own, *aspects], other):
                yield other, 1.0
            elif _shares_name(aspects, other):
                yield other, _ASPECT


def _knows_two(own: Sequence[str], other: Theme) -> bool:
    """Whether a theme knows two pieces of another by its aliases: of a name of several members, or one not known."""
    known = [folded(alias) for alias in other.aliases]
    return sum(any(alias in text or text in alias for alias in known) for text in dict.fromkeys(own)) >= 2


def _knows(alias: str, text: str) -> bool:
    """Whether an alias is a piece of a name, or most of it."""
    alias = folded(alias)
    return alias == text or (_is_telling(alias) and alias in text and 2 * len(alias) >= len(text))


def _shares_name(own: Sequence[str], other: Theme) -> bool:
    names = {folded(part) for part in (other.name, *_parts(other.name))}
    return any(
        text == name or (_is_telling(text) and text in name) or (_is_telling(name) and name in text)
        for text in own
        for name in names
    )


def _is_telling(text: str) -> bool:
    """Whether a piece of a name is enough to know a theme by: 基础设施 is not."""
    return len(text) > 3 and share_of(text) < _EMPTY


def _parts(text: str) -> list[str]:
    """Return the members of an enumeration that are not made of general words and places alone.

    What stands in brackets only counts if it is quoted there: other brackets hold the aspects of a theme
    (基础设施、产业、生态 …), which any theme may have.
    """
    inner = [quoted for bracket in _BRACKETS.findall(text) for quoted in _QUOTED.findall(bracket)]
    members = [member.strip().strip("的") for member in _SEPARATOR.split(_BRACKETS.sub("、", text))]
    return [part for part in [*members, *inner] if len(part) >= 2 and not _says_nothing(cut(part))]


def _core(part: str) -> str:
    """Return the part without general words and places at its ends; empty if nothing is cut off or too little is
    left.
    """
    words = cut(part)
    while words and _is_general(words[0]):
        words = words[1:]
    while words and _is_general(words[-1]):
        words = words[:-1]
        # 强 of 人才强市 and 新 of 消费新场景 belong to what was cut off.
        while len(words) > 1 and len(words[-1]) == 1 and len(words[-2]) > 1:
            words = words[:-1]
    core = "".join(words)
    if len(core) == len(part) or len(core) < 2 or core[0] in _NUMERALS or _says_nothing(words):
        return ""
    # Two characters that the dictionary does not know together are the rest of a name: 广清.
    return "" if len(core) == len(words) else core


def _sector(part: str) -> str:
    """Return what a line of business is called without its 产业 or 业: 现代物流 for 现代物流业; empty if it is too
    short.
    """
    found = _BUSINESS.fullmatch(part)
    # 现代农业 is not 现代农 and 业: its last word is one with 业.
    return found.group(1) if found and len(cut(part)[-1]) != 2 else ""


def _says_nothing(words: Sequence[str]) -> bool:
    """General words say something together (创新平台), not alone; places and what points back (这一平台) never do."""
    if len(words) == 1 or "的" in words:
        return all(map(_is_general, words)) or words[0][0] in _POINTERS
    return words[0][0] in _POINTERS or all(map(is_place, words))


def _is_general(word: str) -> bool:
    return word in general_words() or is_place(word)
