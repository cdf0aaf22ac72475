"""The phrases that speak of a theme, and where they are written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from itertools import combinations

from msgspec.structs import replace

from compare.coverage.kindred import Loan, kindred_of
from compare.coverage.pieces import BOUND, bound_to, core_of, is_general, parts_of, sector_of
from compare.model import Record, Theme
from compare.text import REGIONS, cues, cut, folded, is_place, share_of


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
# An alias of the dictionary that is the name itself, up to so many characters longer.
_SPELT_OUT, _SHORT_FORM, _WRITTEN_OUT = 0.85, 3, 2
_BASIN = "流域"
# Wordings of the dictionary that are looked for inside a part are longer than a word.
_WORD = 2
# A pair of characters in a definition that one clause in a thousand holds helps another piece, and no more.
_EVERYWHERE, _COMMON_PAIR = 0.001, 0.45
# A word that members share, and no more than three clauses in a thousand hold, helps as well.
_RARE, _SHARED = 0.003, 0.42
# A piece of general words that one clause in a hundred holds says little (高质量发展); one that hardly any clause of
# the country holds tells of a place even where the place is not named (G60科创走廊).
_EMPTY, _SAYS_LITTLE, _ONLY_THERE = 0.01, 0.6, 0.001

_HAVE_CHIEFS = "河湖林草田山"
_CHIEFS = re.compile(f"([{_HAVE_CHIEFS}])(长制)")
_DOING = cues("concrete")
_QUOTED = re.compile(r"[“\"][^“”\"]+[”\"]")
_KIND_OF_DEED = re.compile(r"[\u4e00-\u9fff]{0,2}(?:行动|工程|计划|活动|战役)")


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
        """Whether a clause may count by this phrase alone; typical words (常住, 银山) and common pairs only help
        another.
        """
        return self.kind not in (PhraseKind.KINDRED, PhraseKind.PART) or self.weight >= _KINDRED

    @property
    def is_short(self) -> bool:
        """A phrase of two characters only counts where words begin and end: 就业 does not in 成就业绩."""
        return len(self.text) == 2


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
    own = _heaviest([*_written(theme), *_pieces(theme), *_known_inside(theme, tuple(dictionary)), *_shared(theme)])
    kindred = () if theme.aliases or theme.source == "discovered" else tuple(kindred_of(theme, dictionary))
    borrowed = _borrowed(theme, kindred)
    excluded = {
        text: Phrase(text, text, PhraseKind.EXCLUDED, 0.0)
        for text in map(
            folded, (*theme.exclude, *_not_meant(own, kindred), *_of_others(theme, own, kindred, dictionary))
        )
    }
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
        # 教育、科技、人才 is written 教育科技人才 as well, and 河长制 with 湖长制 河湖长制.
        joined = [f"{pair}{chief[2]}" for pair in _pairs(chief[1])] if (chief := _CHIEFS.fullmatch(written)) else []
        for form in dict.fromkeys((written, written.replace("、", ""), *joined)):
            yield Phrase(folded(form), form, kind, weight)


def _pairs(one: str) -> Iterator[str]:
    """Yield the pairs of what has a chief that hold one of them."""
    yield from (pair for other in _HAVE_CHIEFS if other != one for pair in (one + other, other + one))


def _pieces(theme: Theme) -> Iterator[Phrase]:
    """Yield the parts of name and definition, and their cores."""
    # What defines a discovered theme is a clause of a plan, which names other themes too.
    # The dictionary lists the wordings of its themes; theirs would be 优化结构 of 外贸, and 人口 of 人口高质量发展.
    listed = theme.source != "given"
    definition = "" if listed else theme.definition
    bound = bound_to(theme.name)
    named = _named(theme)
    members = parts_of(definition)
    # 雄安 is what plans around it write for 雄安新区, and 黄河 for 黄河流域.
    yield from (_piece(theme, place, _NAME_PART) for place in bound if f"{place}新区" in theme.name)
    if theme.source == "given":
        yield from (_piece(theme, place.removesuffix(_BASIN), _NAME_PART) for place in bound if place.endswith(_BASIN))
    for source, weight in ((theme.name, _NAME_PART), (definition, _DEFINITION_PART)):
        # Where a person has listed the wordings, what is left of its line's parts says too little: 生物 of 生物经济.
        cores = source is theme.name or not theme.aliases
        for part in parts_of(source):
            for piece, lighter in ((part, 0.0), *((core, _CORE) for core in (core_of(part), sector_of(part)) if cores)):
                if theme.source == "dictionary" and lighter and not bound:
                    continue
                if listed and (len(piece) == 2 or (lighter and share_of(folded(piece)) >= _EMPTY / 2)):
                    continue
                # 长三角一体化 is about 长三角; what is only said to be 面向大湾区 is about something else;
                # 监管 of 国有资本运营和监管 is said of anything.
                if not piece or _DOING.fullmatch(piece) or (piece in REGIONS and source is not theme.name):
                    continue
                if _tells_of(bound, piece) and not _is_left_over(theme.name, bound, part, piece):
                    found = _piece(theme, piece, weight - lighter)
                    if source is not theme.name and _leaves_out(named, piece, members):
                        found = replace(found, weight=min(found.weight, _COMMON_PAIR))
                    yield found


def _is_left_over(name: str, bound: Sequence[str], part: str, piece: str) -> bool:
    """Whether a piece is what is left without its place or its own name: 水生态 of 辽河水生态 is that of any
    river, 专项行动 of “四房联动”专项行动 anybody's.
    """
    beside = _QUOTED.split(name)
    stems = (place.removesuffix(_BASIN) for place in bound)
    deed = len(beside) > 1 and part in beside and _KIND_OF_DEED.fullmatch(part)
    return bool(deed) or any(stem in part and stem not in piece for stem in stems)


def _named(theme: Theme) -> list[str]:
    """Return the words of a name that are no general ones."""
    return [word for word in cut(theme.name) if len(word) > 1 and not is_general(word)]


def _leaves_out(named: Sequence[str], piece: str, members: Sequence[str]) -> bool:
    """Whether a piece of a line is made of general words and leaves out the theme's own, which other members hold:
    加工企业 of 刺梨基地管护、加工企业.
    """
    everywhere = share_of(folded(piece)) >= _EVERYWHERE / 2 and all(map(is_general, cut(piece)))
    if not everywhere or any(word in piece for word in named):
        return False
    return any(word in member for word in named for member in members)


def _shared(theme: Theme) -> Iterator[Phrase]:
    """Yield the rare words that two members of a name and its line share: 颗粒物 of 细颗粒物、可吸入颗粒物."""
    if theme.source != "given" or theme.aliases or bound_to(theme.name):
        return
    parts = (*parts_of(theme.name), *parts_of(theme.definition))
    for word, times in Counter(word for part in parts for word in dict.fromkeys(cut(part))).items():
        if times == 1 or len(word) == 1 or is_general(word) or _DOING.fullmatch(word):
            continue
        # What follows the same sign in all of them says less than both: 电站 of 抽水蓄能电站.
        before = {part[at - 1 : at] for part in parts if (at := part.find(word)) >= 0}
        if len(before) > 1 and share_of(folded(word)) < _RARE:
            yield Phrase(folded(word), word, PhraseKind.PART, _SHARED)


def _known_inside(theme: Theme, dictionary: tuple[Theme, ...]) -> Iterator[Phrase]:
    """Yield what the dictionary knows as a wording inside the parts of a given theme's line: 长期护理保险 in
    失能人员长期护理保险的参保.
    """
    if theme.source != "given" or theme.aliases:
        return
    known = _wordings(dictionary)
    named, bound = list(map(folded, _named(theme))), bound_to(theme.name)
    for part in map(folded, parts_of(theme.definition)):
        for start, end in combinations(range(len(part) + 1), 2):
            # After the theme's own word it is what many others have, too: 消费场景 in 宠物友好消费场景.
            if (text := part[start:end]) not in known or text == part or any(w in part[:start] for w in named):
                continue
            # 共抓生态保护 of 长江经济带 is no word of what any place does for nature.
            if _tells_of(bound, text) and not _is_left_over(theme.name, bound, part, text):
                yield Phrase(text, text, PhraseKind.PART, _DEFINITION_PART - _CORE)


@lru_cache(maxsize=4)
def _wordings(dictionary: tuple[Theme, ...]) -> frozenset[str]:
    """Return what themes of the dictionary are called beside their names, but for words and short common wordings."""
    aliases = {folded(alias) for theme in dictionary for alias in theme.aliases}
    return frozenset(
        alias
        for alias in aliases
        if len(alias) > _WORD + 1 or (len(alias) > _WORD and share_of(alias) < 2 * _EVERYWHERE)
    )


def _tells_of(bound: Sequence[str], piece: str) -> bool:
    """Whether a piece of a theme that is bound to a place tells of it there alone: 高质量发展 does not."""
    return not bound or any(place in piece for place in bound) or share_of(folded(piece)) < _ONLY_THERE


def _piece(theme: Theme, written: str, weight: float) -> Phrase:
    text = folded(written)
    if len(written) == 2:
        # 医疗 in 宠物食品、医疗、用品 is that of 宠物.
        common = weight <= _DEFINITION_PART and share_of(text) >= _EVERYWHERE
        weight = (weight - _SHORT) * (_BESIDE_ALIASES if theme.aliases else 1.0)
        weight = min(weight, _COMMON_PAIR) if common else weight
    if share_of(text) >= _EMPTY and all(map(is_general, cut(written))):
        weight *= _SAYS_LITTLE
    return Phrase(text, written, PhraseKind.PART, weight)


def _borrowed(theme: Theme, kindred: Iterable[Loan]) -> Iterator[Phrase]:
    """Yield the aliases and typical words that themes of the dictionary lend to a theme."""
    bound, name = bound_to(theme.name), folded(theme.name)
    for each in kindred:
        for alias in each.aliases:
            if _spells_out(name, folded(alias)):
                yield Phrase(folded(alias), alias, PhraseKind.ALIAS, _SPELT_OUT)
            elif lent := _lent(alias, _KINDRED * each.worth, bound):
                # Of a theme of the same name they are other words for it, as if the person had listed them.
                same = name == folded(each.theme.name)
                if alias in each.told:
                    yield replace(lent, kind=PhraseKind.PART)
                else:
                    yield replace(lent, kind=PhraseKind.ALIAS, weight=_SPELT_OUT) if same else lent
        for word, share in typical_words().get(each.theme.name, ()) if each.whole else ():
            if lent := _lent(word, _KINDRED * each.worth * min(share, _MOST_TYPICAL), bound):
                yield lent


def _not_meant(own: Iterable[str], kindred: Iterable[Loan]) -> Iterator[str]:
    """Yield what the kindred themes exclude, unless a theme writes it itself: 百千万工程 with 千万工程, 养老保险 with
    养老.
    """
    written = [text for text in own if len(text) > 2]
    for each in kindred:
        for said in each.theme.exclude:
            text = folded(said)
            if not any(mine in text or text in mine for mine in written):
                yield said


def _of_others(theme: Theme, own: Iterable[str], kindred: Iterable[Loan], dictionary: Sequence[Theme]) -> Iterator[str]:
    """Yield wordings of other ideas that begin with a piece of a theme by name and line: 新能源汽车 is no 新能源."""
    if theme.source != "given" or theme.aliases:
        return
    pieces, same = {text for text in own if len(text) > _WORD}, {each.theme.id for each in kindred}
    for other in dictionary:
        wordings = {folded(said) for said in (other.name, *other.aliases)}
        # Who knows the piece itself says more of it: 自贸试验区提升战略.
        foreign = tuple(pieces - wordings) if other.id not in same else ()
        yield from (said for said in wordings - pieces if said.startswith(foreign))


def _spells_out(name: str, alias: str) -> bool:
    """Whether an alias is a name written out: 夜间经济 for 夜经济, 国有企业改革 for 国企改革."""
    if not (len(name) >= _SHORT_FORM and len(name) < len(alias) <= len(name) + _WRITTEN_OUT):
        return False
    rest = iter(alias)
    return (alias[0], alias[-1]) == (name[0], name[-1]) and all(char in rest for char in name)


def _lent(written: str, weight: float, bound: Sequence[str]) -> Phrase | None:
    # 粤港澳大湾区 is a sibling of 长三角, not another word for it.
    fits = any(place in written for place in bound) if bound else not _names_a_place(written)
    return Phrase(folded(written), written, PhraseKind.KINDRED, weight) if fits else None


def _names_a_place(written: str) -> bool:
    return bool(BOUND.search(written)) or any(map(is_place, cut(written)))
