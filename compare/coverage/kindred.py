"""The themes of the general dictionary that are of the same idea as one that a person gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from compare.coverage.pieces import SEPARATOR, bound_to, cut_up, parts_of
from compare.model import Theme
from compare.text import REGIONS, folded, share_of

# What is lent by a theme that the definition alone names.
_ASPECT = 0.7
# A piece of a name that one clause in a hundred holds is no name to know a theme by.
_COMMON = 0.01
# A platform of its own name, or a region, is one place; what is said of its field is not said of it.
_PLATFORM = re.compile(rf"(?:试验区|示范区|合作区|先行区)$|{'|'.join(sorted(REGIONS))}")


def kindred_of(theme: Theme, dictionary: Sequence[Theme]) -> Iterator[tuple[Theme, float]]:
    """Yield the themes of the dictionary that are of the same idea, each with what its words are worth.

    Those that share a piece of the name; if there is none, those that know a piece of the name by another word; where
    the name has several members or is not known, those that know two pieces of it all. What the definition alone names
    is an aspect, of which two words together tell as much as one of the idea itself.
    """
    own = [folded(theme.name), *(folded(piece) for piece in cut_up(theme.name))]
    named = [other for other in dictionary if _shares_name(own, other)]
    platform = bool(_PLATFORM.search(theme.name)) or bool(bound_to(theme.name))
    if not named and not platform:
        named = [other for other in dictionary if any(_knows(alias, text) for alias in other.aliases for text in own)]
    yield from ((other, 1.0) for other in named)
    if platform:
        return
    aspects = [folded(piece) for piece in cut_up(theme.definition)]
    several = not named or len(SEPARATOR.split(theme.name)) > 1
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
    names = {folded(part) for part in (other.name, *parts_of(other.name))}
    return any(
        text == name or (_is_telling(text) and text in name) or (_is_telling(name) and name in text)
        for text in own
        for name in names
    )


def _is_telling(text: str) -> bool:
    """Whether a piece of a name is enough to know a theme by: 基础设施 is not."""
    return len(text) > 3 and share_of(text) < _COMMON
