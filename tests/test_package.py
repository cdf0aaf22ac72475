"""The verbs of the package."""

from __future__ import annotations

import pytest

import compare


def test_the_package_gives_its_verbs_when_asked() -> None:
    assert all(callable(getattr(compare, verb)) for verb in compare.__all__)
    with pytest.raises(AttributeError, match="no_such_verb"):
        compare.no_such_verb  # noqa: B018
