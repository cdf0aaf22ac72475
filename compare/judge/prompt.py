"""What a second reader is told and asked: the definitions, and texts of plans cut to what a question may cost."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import msgspec

from compare.text import cues, folded

TOKENS = 1500
"""What a question costs at most with its answer, in tokens as :func:`tokens` counts them."""

# A model cuts Han text into fewer pieces than signs, Latin words into one for about four letters.
_WORD, _LETTERS = re.compile(r"[A-Za-z]+"), 4
_CUT = "…"
# What does not change the sense of an instruction, and is put into it so that nobody sees it.
_HIDING = re.compile(r"[\W_]+")


class Prompts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The texts of ``data/judge.toml``.

    Attributes:
        common: What is said before every question.
        verdict, binds, depth: The definitions and the form of the answer of each kind of question.
        levels, roles: What levels and roles are called.
    """

    common: str
    verdict: str
    binds: str
    depth: str
    levels: Mapping[str, str]
    roles: Mapping[str, str]


@cache
def prompts() -> Prompts:
    """Return the texts, read once."""
    text = files("compare").joinpath("data/judge.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Prompts)


def tokens(text: str) -> int:
    """Return how many tokens a text costs at most: one a sign, a run of Latin letters one for four of them."""
    latin = _WORD.findall(text)
    rest = sum(not char.isspace() for char in text) - sum(map(len, latin))
    return rest + sum(-(-len(word) // _LETTERS) for word in latin)


def cut(texts: Sequence[str], room: int) -> list[str]:
    """Return texts that cost no more than ``room`` tokens together: the longest are cut, to one length, at their end.

    Args:
        texts: The texts.
        room: In tokens.
    """
    costs = [tokens(text) for text in texts]
    if sum(costs) <= room:
        return list(texts)
    left, share = room, 0
    for done, cost in enumerate(sorted(costs)):
        share = max(0, left // (len(costs) - done))
        if cost > share:
            break
        left -= cost
    return [_shortened(text, share) if cost > share else text for text, cost in zip(texts, costs, strict=True)]


def _shortened(text: str, room: int) -> str:
    """Return the beginning of a text that costs ``room`` tokens with the sign that says that it was cut."""
    least, most = 0, len(text)
    while least < most:
        middle = (least + most + 1) // 2
        if tokens(text[:middle]) < room:
            least = middle
        else:
            most = middle - 1
    return text[:least] + _CUT


def is_addressed(text: str) -> bool:
    """Whether a text of a plan speaks to whoever reads it for a verdict, as no plan does: 忽略以上要求 …"""
    return cues("speaks_to_the_reader").search(_HIDING.sub("", folded(text))) is not None
