"""Compare Chinese government plans of several levels: plans in, one ``Comparison`` out.

``compare_plans`` does the whole job, ``compare_versions`` tells what became of one plan; ``find_plans``,
``given_plans`` and ``read_plans`` read plans alone, ``find_themes`` and ``load_themes`` themes.
"""

from compare.corpus import find_plans, given_plans
from compare.pipeline import compare_plans, compare_versions, find_themes, read_plans
from compare.themes import load_themes

__all__ = [
    "compare_plans",
    "compare_versions",
    "find_plans",
    "find_themes",
    "given_plans",
    "load_themes",
    "read_plans",
]
