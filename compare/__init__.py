"""Compare Chinese government plans of several levels: plans in, one ``Comparison`` out.

``compare_plans`` does the whole job; ``find_plans`` and ``read_plans`` read plans alone, ``find_themes`` and
``load_themes`` themes.
"""

from compare.corpus import find_plans
from compare.pipeline import compare_plans, find_themes, read_plans
from compare.themes import load_themes

__all__ = ["compare_plans", "find_plans", "find_themes", "load_themes", "read_plans"]
