"""Which names are those of one indicator, where the dictionary knows neither."""

from __future__ import annotations

import pytest

from compare.model import Target
from compare.targets.same_indicator import Names, cosine
from tests.targets.sentences import targets_of


def set_in(*sentences: str) -> tuple[Target, ...]:
    found = targets_of(*sentences)
    assert found
    return found


@pytest.mark.parametrize(
    ("asked", "same"),
    [
        ("危房改造户数", "到2025年，危房改造总户数达到300户。"),
        ("危房改造户数", "到2025年，危房改造户数达到300户。"),
    ],
)
def test_a_name_that_is_nearly_the_same_is_the_same_indicator(asked: str, same: str) -> None:
    assert Names(set_in(same)).same(asked)


def test_a_name_with_as_many_signs_in_common_and_few_of_their_runs_is_another_indicator() -> None:
    """Six of the six signs stand in order in the longer name (rapidfuzz: .857), three of their five runs do not."""
    assert not Names(set_in("到2025年，危旧房改造后户数达到300户。")).same("危房改造户数")


def test_cosine_is_that_of_runs_of_two_signs() -> None:
    assert cosine("地区生产总值", "生产总值") == pytest.approx(3 / (5 * 3) ** 0.5)
    assert cosine("失业率", "率业失") == 0
    assert cosine("率", "率") == 0
