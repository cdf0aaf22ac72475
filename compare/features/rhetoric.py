"""How people are to work and what spirit moves them: sentences of it set nothing, or nothing that a plan could lack."""

from __future__ import annotations

import re

from compare.features.roles import is_concrete
from compare.model import Role
from compare.text import cues, set_figures

_MANNER, _SLOGAN = cues("manner"), cues("slogan")
# One such word (实干, 咬定青山) in so many characters makes a slogan of a sentence in which nothing is to be done.
_RALLY_EVERY = 30
# Two words of how people are to work tell nothing else; in so short a sentence they make a slogan of it, though it
# holds a verb: 制定政策要听取意见. One is enough in what is only wished for.
_MANNERS, _MANNER_EVERY = 2, 15
# Characters from which a principle or goal is a creed (指导思想) and sets no one thing.
_CREDO = 160
_WISHES = frozenset({Role.PRINCIPLE, Role.GOAL})
_NOT_WORD = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]++")


def letters(text: str) -> int:
    """Count the characters of a text that are no punctuation and no blanks."""
    return len(_NOT_WORD.sub("", text))


def is_slogan(text: str, role: Role) -> bool:
    """Whether a sentence sets nothing for others to take up, however it is put: words of a rally fill it.

    Asked where requirements are told from what is said beside them; what is left may still be a mere direction.
    """
    if role is Role.TARGET:
        return False
    length = letters(text)
    if length <= _MANNER_EVERY * _manners(text) and _only_manners(text, _MANNERS):
        return True
    if is_concrete(text):
        return False
    return length <= _RALLY_EVERY * len({word for words in (_SLOGAN, _MANNER) for word in words.findall(text)})


def is_mere_direction(text: str, role: Role) -> bool:
    """Whether a sentence names nothing that a lower plan could lack: it tells how to work, or is a principle or goal
    that names nothing to be done, or names everything.

    Asked where gaps are told: a clause that sets a direction is held against lower plans, and none is blamed for it.
    """
    wished = role in _WISHES
    if _only_manners(text, 1 if wished else _MANNERS):
        return True
    return wished and (len(text) > _CREDO or not is_concrete(text))


def _only_manners(text: str, fewest: int) -> bool:
    """Whether a sentence tells in so many words how to work, and sets no figure."""
    return _manners(text) >= fewest and not set_figures(text)


def _manners(text: str) -> int:
    """Count the words of how to work, each once."""
    return len(set(_MANNER.findall(text)))
