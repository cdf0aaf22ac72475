"""Sentences of a rally, and of how people are to work: which set nothing, and which nobody is blamed for."""

from __future__ import annotations

import pytest

from compare.features import is_mere_direction, is_slogan
from compare.model import Role


@pytest.mark.parametrize(
    ("quote", "role", "slogan", "mere"),
    [
        ("只争朝夕、紧抓快办，在发展上能快则快。", Role.MEASURE, True, True),
        ("制定政策要认真听取各方面意见，回应企业关切。", Role.GOAL, True, True),
        # Long enough to be held against a lower plan; no gap where nothing answers it.
        (
            "制定涉企政策要认真听取各方面意见，回应企业关切，推动惠企政策直达快享、应享尽享。",
            Role.MEASURE,
            False,
            True,
        ),
        ("抢抓机遇，建设物流园区。", Role.MEASURE, False, False),
        ("抢抓机遇，建设物流园区。", Role.GOAL, False, True),
        ("抢抓机遇、久久为功，新建水库3座。", Role.MEASURE, False, False),
        ("推广电子报表，减轻基层填报负担。", Role.MEASURE, False, False),
        ("奋楫扬帆，森林覆盖率达到40%。", Role.TARGET, False, False),
    ],
)
def test_a_slogan_sets_nothing_and_a_mere_direction_names_nothing_to_be_done(
    quote: str, role: Role, slogan: bool, mere: bool
) -> None:
    assert (is_slogan(quote, role), is_mere_direction(quote, role)) == (slogan, mere)
