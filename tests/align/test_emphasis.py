"""How much a plan says of the themes of a clause: held against counting its clauses one by one."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.sparse import csr_array

from compare.align.emphasis import Emphasis
from compare.align.features import side_of
from compare.coverage import PAST_OR_SETTING
from compare.features import Reading
from compare.model import Plan

MANY = 400


def plan_saying(times: int) -> csr_array:
    """A plan of many clauses, of which some speak of the first of two themes and all of the second."""
    said = np.ones((MANY, 2))
    said[times:, 0] = 0.0
    return csr_array(said)


def test_the_theme_of_which_a_plan_says_least_is_told() -> None:
    ahead = np.ones(MANY, dtype=bool)
    asked = csr_array(np.array([[2.0, 0.0], [0.0, 3.0], [2.0, 3.0], [0.0, 0.0]]))
    least, speaks = Emphasis(plan_saying(20), ahead).least(asked)
    assert speaks.tolist() == [True, True, True, False]
    assert least[0] == least[2] < least[1] and least[3] == 0.0


def test_what_looks_back_says_nothing_and_more_is_more() -> None:
    asked = csr_array(np.array([[1.0, 0.0]]))
    ahead = np.ones(MANY, dtype=bool)
    told = [float(Emphasis(plan_saying(times), ahead).least(asked)[0][0]) for times in (0, 1, 5, 50, MANY)]
    assert told == sorted(told) and len(set(told)) == len(told)
    ahead[:50] = False
    looked_back = float(Emphasis(plan_saying(50), ahead).least(asked)[0][0])
    assert looked_back == pytest.approx(told[0], abs=0.05)


def test_a_short_plan_tells_little_by_its_silence() -> None:
    asked = csr_array(np.array([[1.0, 0.0]]))
    short, long = (Emphasis(plan_saying(0)[:many], np.ones(many, dtype=bool)).least(asked)[0][0] for many in (10, MANY))
    usual = Emphasis(csr_array((0, 2)), np.ones(0, dtype=bool)).least(asked)[0][0]
    assert abs(short - usual) < 0.1 * usual and long < 0.3 * usual


def test_counting_by_hand_comes_to_the_same_on_a_real_plan(seeds_plans: dict[str, Plan]) -> None:
    reading = Reading(seeds_plans["lianzhou"])
    themes = side_of(reading).vectors.themes
    ahead = [role not in PAST_OR_SETTING for role in reading.roles]
    dense = themes.toarray() > 0
    share = dense[ahead].sum(axis=0) / sum(ahead)
    told = sum(ahead) / (sum(ahead) + 100.0)
    every = [told * math.log(1.0 + 300.0 * each) + (1.0 - told) * 1.06 for each in share]
    least, speaks = Emphasis(themes, np.array(ahead)).least(themes)
    for row, found in zip(dense, least.tolist(), strict=True):
        assert found == pytest.approx(min((every[at] for at in np.flatnonzero(row)), default=0.0), abs=1e-5)
    assert speaks.tolist() == dense.any(axis=1).tolist()
