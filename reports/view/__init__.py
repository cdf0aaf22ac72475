"""Rows of a Comparison, as every format shows them."""

from reports.view import top
from reports.view.brief import brief
from reports.view.builder import Tables, top_frequency
from reports.view.finding import PROBLEMS, executive, problems
from reports.view.labels import plan_labels
from reports.view.years import target_years, year_frequency

__all__ = [
    "PROBLEMS",
    "Tables",
    "brief",
    "executive",
    "plan_labels",
    "problems",
    "top",
    "top_frequency",
    "target_years",
    "year_frequency",
]
