"""Compare Chinese government plans of several levels: plans in, one ``Comparison`` out.

``compare_plans`` does the whole job, ``survey_plans`` that of very many plans, ``compare_versions`` that of two drafts;
``find_plans``, ``given_plans`` and ``read_plans`` read plans alone, ``find_themes`` and ``load_themes`` themes.
The types of what they give and the errors are here too. ``RunOptions`` say by what means: processes, cache, progress.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from compare.corpus import find_plans, given_plans
    from compare.errors import InputError, PlanalignError, ReadError
    from compare.model import Alignment, Cell, Comparison, Depth, Gap, Passage, Plan, Target, Theme
    from compare.pipeline import RunOptions, compare_plans, compare_versions, find_themes, read_plans, survey_plans
    from compare.themes import load_themes

__all__ = [
    "Alignment",
    "Cell",
    "Comparison",
    "Depth",
    "Gap",
    "InputError",
    "Passage",
    "Plan",
    "PlanalignError",
    "ReadError",
    "RunOptions",
    "Target",
    "Theme",
    "compare_plans",
    "compare_versions",
    "find_plans",
    "find_themes",
    "given_plans",
    "load_themes",
    "read_plans",
    "survey_plans",
]

_ROOMS = {"find_plans": "corpus", "given_plans": "corpus", "load_themes": "themes"}
_ROOMS |= dict.fromkeys(("InputError", "PlanalignError", "ReadError"), "errors")
_ROOMS |= dict.fromkeys(
    ("Alignment", "Cell", "Comparison", "Depth", "Gap", "Passage", "Plan", "Target", "Theme"), "model"
)


def __getattr__(name: str) -> Any:
    """Import a room when something of it is first asked for: ``compare.model`` alone needs none of them."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"compare.{_ROOMS.get(name, 'pipeline')}"), name)
