"""The order in which groups, labels and verdicts stand in every table, and what counts as near."""

from __future__ import annotations

from compare.model import GapGroup, Label, Verdict

GROUPS = tuple(GapGroup)
LABELS: tuple[Label | None, ...] = (*Label, None)
VERDICTS = tuple(Verdict)
NOTES = (GapGroup.UNMENTIONED, GapGroup.OTHER_YEARS, GapGroup.LATER)
"""Groups that are no fault of the lower plan."""
NEAR = 0.1
"""Least score of a passage that helps a reader; one below it shares hardly a word with the theme."""
