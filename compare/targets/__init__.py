"""Plans -> the numbers that they set to be reached, paired across levels and checked against each other."""

from compare.targets.contradictions import find_contradictions
from compare.targets.extract import find_targets, unread_rows
from compare.targets.outcomes import BELOW_MEAN, sets_indicator
from compare.targets.pairs import in_words, pair_targets
from compare.targets.rollup import find_shortfalls

__all__ = [
    "BELOW_MEAN",
    "find_contradictions",
    "find_shortfalls",
    "find_targets",
    "in_words",
    "pair_targets",
    "sets_indicator",
    "unread_rows",
]
