"""How much an upper sentence weighs: what only its own plan can carry out, or divide among others, weighs least."""

from __future__ import annotations

import re

from compare.model import Plan, Target
from compare.text import Measure, cues, measure_of, set_figures

LIGHT = 0.5
"""Weight of what a lower plan cannot write of itself: a programme of the upper plan by its name, a number of projects,
an amount that has yet to be divided. Halved, it lies below any whole thing that is lacking."""
_NAMED, _PROJECTS = cues("only_a_name"), cues("number_of_projects")
_PHRASE_ENDS = re.compile("[，。；;！]")


def weight_of(quote: str, upper: Plan, lower: Plan, about: str = "") -> float:
    """Return 1 for a sentence that a lower plan can answer with a measure or a rate of its own, else ``LIGHT``.

    A sentence that sets a rate is not light but for what its other phrases are about: a rate holds in each part of the
    upper plan's area.

    Args:
        quote: The sentence of the upper plan.
        upper, lower: The plans; an amount that is set for the very place of the lower plan is its own.
        about: The words of the sentence that are lacking; empty for the whole.
    """
    phrases = _PHRASE_ENDS.split(quote)
    phrase = next((each for each in phrases if about in each), phrases[0])
    measures = {measure_of(figure.unit) for figure in set_figures(phrase if about else quote)}
    if Measure.RATE in measures:
        return 1.0
    if _NAMED.fullmatch(phrase) or _PROJECTS.search(quote):
        return LIGHT
    return LIGHT if Measure.AMOUNT in measures and not _same_place(upper, lower) else 1.0


def is_sum(part: str, upper: Plan, lower: Plan) -> bool:
    """Whether a part of a sentence tells how much the whole area of the upper plan does of what the lower one does
    already: its projects or a number that has yet to be divided, and no rate.
    """
    if _same_place(upper, lower):
        return False
    measures = {measure_of(figure.unit) for figure in set_figures(part)}
    return bool(measures) and Measure.RATE not in measures or _PROJECTS.search(part) is not None


def weight_of_target(target: Target, upper: Plan, lower: Plan) -> float:
    """Return ``LIGHT`` for an amount that is set for more than the place of the lower plan, else 1."""
    return LIGHT if measure_of(target.unit) is not Measure.RATE and not _same_place(upper, lower) else 1.0


def _same_place(upper: Plan, lower: Plan) -> bool:
    return bool(lower.region) and (upper.region, upper.level) == (lower.region, lower.level)
