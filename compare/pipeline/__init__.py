"""The order of the stages: plans in, one ``Comparison`` out."""

from compare.pipeline.assemble import listed
from compare.pipeline.compare import collect_questions, compare_plans, compare_versions, find_themes, read_plans
from compare.pipeline.draft import judge_draft
from compare.pipeline.options import RunOptions
from compare.pipeline.survey import MANY, survey_plans

__all__ = [
    "MANY",
    "RunOptions",
    "collect_questions",
    "compare_plans",
    "compare_versions",
    "find_themes",
    "judge_draft",
    "listed",
    "read_plans",
    "survey_plans",
]
