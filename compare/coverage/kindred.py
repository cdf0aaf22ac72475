"""The themes of the general dictionary that are of the same idea as one that a person gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from compare.coverage.pieces import SEPARATOR, bound_to, cut_up, is_general, parts_of
from compare.model import Record, Theme
from compare.text import REGIONS, cut, folded, share_of

# What is lent by a theme that the definition alone names.
_ASPECT = 0.7
# What is lent by the theme of its field: one such word by itself is not quite enough.
_FIELD, _WORD = 0.95, 2
# A piece of a name that one clause in a hundred holds is no name to know a theme by.
_COMMON = 0.01
# A platform of its own name, or a region, is one place; what is said of its field is not said of it.
_PLATFORM = re.compile(rf"(?:试验区|示范区|合作区|先行区)$|{'|'.join(sorted(REGIONS))}")


class Loan(Record, frozen=True):
    """What a theme of the general dictionary lends.

    Attributes:
        theme: The theme of the dictionary.
        aliases: Its aliases that are lent.
        worth: What its words are worth, in [0, 1].
        whole: It is of the same idea: what is typical of it is lent as well.
        told: Those of the aliases that tell a part of the borrowing theme's line: as good as its own words.
    """

    theme: Theme
    aliases: tuple[str, ...]
    worth: float
    whole: bool
    told: tuple[str, ...] = ()


def kindred_of(theme: Theme, dictionary: Sequence[Theme]) -> Iterator[Loan]:
    """Yield what the themes of the dictionary that are of the same idea lend, each with what its words are worth.

    Those that share a piece of the name; if there is none, those that know a piece of the name by another word; where
    the name has several members or is not known, those that know two pieces of it all. What the definition alone names
    is an aspect, of which two words together tell as much as one of the idea itself.
    """
    own = [folded(theme.name), *(folded(piece) for piece in cut_up(theme.name))]
    named = [other for other in dictionary if _shares_name(own, other)]
    yield from (_of_its_kind(other, own) for other in named)
    if _PLATFORM.search(theme.name) or bound_to(theme.name):
        return
    if not named:
        named = [other for other in dictionary if any(_knows(alias, text) for alias in other.aliases for text in own)]
        yield from (_lent_by_one_that_knows(theme, other, own) for other in named)
    parts = dict.fromkeys((*parts_of(theme.name), *parts_of(theme.definition)))
    aspects = [folded(piece) for piece in cut_up(theme.definition)]
    several = not named or len(SEPARATOR.split(theme.name)) > 1
    for other in dictionary:
        if other not in named:
            if several and _knows_two(parts, other):
                yield _all_of(other, 1.0)
            elif _shares_name(aspects, other):
                yield _all_of(other, _ASPECT)


def _of_its_kind(other: Theme, own: Sequence[str]) -> Loan:
    """Return what a theme lends that shares a piece of the name.

    土壤污染防治 is one kind of 污染防治: what is said of 大气 is not said of it.
    """
    kind = _kind_of(own, other)
    of_it = tuple(alias for alias in other.aliases if kind in folded(alias)) if kind else ()
    return Loan(other, of_it, 1.0, whole=False) if of_it else _all_of(other, 1.0)


def _kind_of(own: Sequence[str], other: Theme) -> str:
    """Return the word before another's name in a name, unless it is a general one: 土壤 of 土壤污染防治."""
    if (name := folded(other.name)) in own:
        return ""
    kinds = [text.removesuffix(name) for text in own if text.endswith(name)]
    return kinds[0] if kinds and not any(map(is_general, cut(kinds[0]))) else ""


def _all_of(other: Theme, worth: float) -> Loan:
    return Loan(other, other.aliases, worth, whole=True)


def _lent_by_one_that_knows(theme: Theme, other: Theme, own: Sequence[str]) -> Loan:
    """Return what a theme lends that has a piece of a name among its aliases.

    科创平台 is 科技创新平台 by another word, and 对外贸易 with 稳外贸 as its line is 外贸.
    核电 is one of several in 可再生能源: 风电 is its sibling, and only what
    is said of 核电 is said of it. 就业优先 is of the field of 就业创业, which knows what its line names, too (稳就业).
    """
    known = [alias for alias in map(folded, other.aliases) if any(_knows(alias, text) for text in own)]
    if any(alias[-2:] == folded(part)[-2:] for alias in known for part in (other.name, *parts_of(other.name))):
        return _all_of(other, 1.0)
    if folded(theme.name) in known and folded(other.name) in folded(theme.definition):
        return _all_of(other, 1.0)
    if _is_of_its_field(theme, other, known):
        return _all_of(other, _FIELD)
    halves = _named_by_line(theme, other) if folded(theme.name) in known else []
    told = tuple(alias for alias in other.aliases if any(half in alias or alias[0] == half[0] for half in halves))
    aliases = tuple(
        alias
        for alias, text in ((alias, folded(alias)) for alias in other.aliases)
        if alias in told or (any(text in said or said in text for said in known) and not _is_kind_of(own, text))
    )
    return Loan(other, aliases, 1.0, whole=False, told=told)


def _named_by_line(theme: Theme, other: Theme) -> list[str]:
    """Return the pieces of another's name that a theme's line names: 托育 of 一老一小 with 养老和托育服务, which lends
    托位 and 托幼, and nothing of 生育支持.
    """
    names = set(map(folded, cut_up(other.name)))
    return [piece for piece in map(folded, cut_up(theme.definition)) if piece in names]


def _is_kind_of(own: Sequence[str], text: str) -> bool:
    """Whether a wording is what the own one is a kind of: 化工产业 of 磷化工产业."""
    return text not in own and any(name.endswith(text) for name in own)


def _is_of_its_field(theme: Theme, other: Theme, known: Sequence[str]) -> bool:
    """Whether a theme begins with the word that a piece of another's name begins with, and knows by further aliases
    half of the other's line.
    """
    fields = {folded(part)[:_WORD] for part in (other.name, *parts_of(other.name))}
    if fields.isdisjoint(alias[:_WORD] for alias in known):
        return False
    further = [alias for alias in map(folded, other.aliases) if alias not in known]
    parts = list(map(folded, parts_of(theme.definition)))
    told = [part for part in parts if any(alias in part or part in alias for alias in further)]
    return bool(told) and 2 * len(told) >= len(parts)


def _knows_two(parts: Iterable[str], other: Theme) -> bool:
    """Whether a theme knows two parts of another by two aliases: of a name of several members, or one not known."""
    aliases = [folded(alias) for alias in other.aliases]
    pieces = ([folded(piece) for piece in cut_up(part)] for part in parts)
    known = [{alias for alias in aliases if any(alias in text or text in alias for text in own)} for own in pieces]
    known = [found for found in known if found]
    # 停车场 and 停车秩序 are one matter of 城市治理, not two.
    return any(
        one[:_WORD] != two[:_WORD] or (one != two and one[:_WORD] in other.name)
        for first, second in combinations(known, 2)
        for one in first
        for two in second
    )


def _knows(alias: str, text: str) -> bool:
    """Whether an alias is a piece of a name, or most of it."""
    alias = folded(alias)
    return alias == text or (_is_telling(alias) and alias in text and 2 * len(alias) >= len(text))


def _shares_name(own: Sequence[str], other: Theme) -> bool:
    names = {folded(part) for part in (other.name, *parts_of(other.name))}
    return any(
        text == name or (_is_telling(text) and text in name) or (_is_telling(name) and name in text)
        for text in own
        for name in names
    )


def _is_telling(text: str) -> bool:
    """Whether a piece of a name is enough to know a theme by: 基础设施 is not."""
    return len(text) > 3 and share_of(text) < _COMMON
