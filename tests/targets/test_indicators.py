"""The dictionary of indicators holds to its own examples."""

from __future__ import annotations

from typing import Any

import pytest

from compare.targets.indicators import canonical, indicators


@pytest.mark.parametrize("known", indicators(), ids=lambda known: known.name)
def test_the_dictionary_holds_to_its_examples(known: Any) -> None:
    assert known.yes and known.no
    assert [
        name for name in known.yes if (canonical(name).known or known) is not known or not canonical(name).known
    ] == []
    assert [name for name in known.no if canonical(name).known is known] == []


def test_names_of_indicators_are_unique_and_there_are_about_a_hundred() -> None:
    names = [known.name for known in indicators()]
    assert len(names) == len(set(names)) >= 100


@pytest.mark.parametrize("known", indicators(), ids=lambda known: known.name)
def test_what_is_kindred_is_another_indicator_of_the_dictionary_and_says_so_too(known: Any) -> None:
    named = {each.name: each for each in indicators()}
    assert all(known.name in named[name].kindred for name in known.kindred)
    assert known.name not in known.kindred
