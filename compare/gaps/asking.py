"""Upper sentences that name nothing a lower plan could lack, whatever the verdict on them."""

from __future__ import annotations

from compare.features import is_concrete
from compare.model import Passage, Role
from compare.text import cues, set_figures

_CREDO = 160
"""Characters from which a principle or goal is a creed (指导思想) and sets no one thing."""
_WISHES = frozenset({Role.PRINCIPLE, Role.GOAL})
_MANNER = cues("manner")
_SURELY = 2
"""Words of how to work from which a sentence tells nothing else; one is enough in what is only wished for."""


def is_mere_direction(passage: Passage) -> bool:
    """Whether a passage names no arrangement: it tells how to work, or is a principle or goal that names nothing to be
    done, or names everything.
    """
    manners = len(set(_MANNER.findall(passage.quote)))
    wished = passage.role in _WISHES
    if manners >= (1 if wished else _SURELY) and not set_figures(passage.quote):
        return True
    return wished and (len(passage.quote) > _CREDO or not is_concrete(passage.quote))
