"""Features of pairs of clauses: what answers a clause in other words is nearer to it than what shares a general word."""

from __future__ import annotations

import numpy as np
import pytest

from compare.align.embeddings import meanings, subjects
from compare.align.features import NAMES, Nearness, side_of
from compare.features import Reading
from tests.builders import body_under_tasks, plan_of


def test_each_word_that_is_known_has_a_subject() -> None:
    assert subjects().shape[0] == len(meanings().number)


@pytest.mark.parametrize(
    ("asked", "answers", "shares_a_word"),
    [
        ("繁荣发展地方文化。", "积极创作文艺精品，办好戏剧节。", "发展临空经济，建设物流园。"),
        ("根治欠薪问题，加强综合治理。", "保障农民工工资按时足额支付。", "推进流域综合治理，消除黑臭水体。"),
        ("强化就业优先导向。", "城镇新增就业2万人，援助困难人员。", "强化耕地保护，守住红线。"),
        ("提升医疗服务能力。", "建设县域医共体，引进专科医师。", "提升城市排水能力，改造管网。"),
    ],
)
def test_the_subject_is_told_by_other_words(asked: str, answers: str, shares_a_word: str) -> None:
    upper = side_of(Reading(plan_of(body_under_tasks(asked), "upper")))
    lower = side_of(Reading(plan_of(body_under_tasks(answers, shares_a_word), "lower")))
    (number,) = (at for at, text in enumerate(upper.reading.texts) if text == asked)
    found = Nearness(upper, lower).features([number])[NAMES.index("subject"), 0]
    texts = list(lower.reading.texts)
    assert found[texts.index(answers)] > found[texts.index(shares_a_word)] + np.float32(0.1)
