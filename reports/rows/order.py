"""The order in which groups, labels and verdicts stand in every table, and what counts as near."""

from __future__ import annotations

from compare.model import GapGroup, Label, Verdict

GROUPS = tuple(GapGroup)
LABELS: tuple[Label | None, ...] = (*Label, None)
VERDICTS = tuple(Verdict)
SHARES = ("kept", "thinner", "cited", "absent", "unjudged")
"""What a lower plan makes of the themes that an upper plan sets: as deep or deeper, less deep but depth 2 or more, only
cited, absent, too damaged to say. Every such theme is one of them."""
NOTES = (GapGroup.POSSIBLE, GapGroup.UNMENTIONED, GapGroup.OTHER_YEARS, GapGroup.LATER)
"""Groups that are no fault of the lower plan."""
NEAR = 0.1
"""Least score of a passage that helps a reader; one below it shares hardly a word with the theme."""
