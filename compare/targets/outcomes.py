"""What comes of holding an upper target against what a lower plan sets: reason codes, each with what it says."""

from __future__ import annotations

from typing import NamedTuple

from compare.model import Reason, Verdict


class PairOutcome(NamedTuple):
    """What a reason code of a target pair says.

    Attributes:
        verdict: Of the pair.
        is_set: The lower plan sets the indicator, and its figure is not to be blamed: it meets the upper one, or is
            not held against it, being an amount of its own, the share that the level above hands down, an aim in
            words, or a figure below a mean of the country.
    """

    verdict: Verdict
    is_set: bool = False


BELOW_MEAN = "target_below_mean"
"""Code of a pair whose upper figure is a mean of the country: places lie above and below, nobody is to write it."""

OUTCOMES = {
    "target_meets": PairOutcome(Verdict.MEETS, is_set=True),
    "target_below": PairOutcome(Verdict.BELOW),
    BELOW_MEAN: PairOutcome(Verdict.BELOW, is_set=True),
    "target_amount": PairOutcome(Verdict.NOT_COMPARABLE, is_set=True),
    "target_handed_down": PairOutcome(Verdict.NOT_COMPARABLE, is_set=True),
    "target_no_number": PairOutcome(Verdict.NOT_COMPARABLE, is_set=True),
    "target_other_unit": PairOutcome(Verdict.NOT_COMPARABLE),
    "target_other_year": PairOutcome(Verdict.NOT_COMPARABLE),
    "target_no_direction": PairOutcome(Verdict.NOT_COMPARABLE),
    "target_kindred": PairOutcome(Verdict.NOT_COMPARABLE),
    "target_missing": PairOutcome(Verdict.MISSING),
    "target_not_due": PairOutcome(Verdict.NOT_COMPARABLE),
    "target_other_field": PairOutcome(Verdict.NOT_COMPARABLE),
    "target_not_common": PairOutcome(Verdict.NOT_COMPARABLE),
}
"""All codes of target pairs."""


def sets_indicator(reason: Reason) -> bool:
    """Whether a pair says that the lower plan sets the indicator, with nothing to blame in its figure."""
    return OUTCOMES[reason.code].is_set
