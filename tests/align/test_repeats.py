"""How often plans repeat words of the plans above them, and what a word that is missing tells."""

from __future__ import annotations

import numpy as np
import pytest

from compare.align import asking, side_of
from compare.align.embeddings import meanings
from compare.align.item_scores import Answers
from compare.align.repeats import Repetition, evidence_of, share_repeated, usual
from compare.features import Reading
from compare.model import Plan

MATTERS = ("农田", "健身", "营商环境", "招商", "零售总额")
MANNERS = ("依托", "全方位", "以及", "注重", "满足")


def test_plans_repeat_what_a_clause_is_about_and_not_how_it_says_so() -> None:
    assert min(map(share_repeated, MATTERS)) > 0.5 > 0.2 > max(map(share_repeated, MANNERS))


def test_a_matter_that_is_missing_tells_more_than_a_manner() -> None:
    _, matters = evidence_of(MATTERS)
    _, manners = evidence_of(MANNERS)
    assert matters.max() < manners.min() < 0.0


@pytest.mark.parametrize("words", [MATTERS, MANNERS, ("推进", "的", "高新区火炬大厦"), tuple(meanings().number)])
def test_a_word_that_is_written_speaks_for_an_answer_and_one_that_is_missing_against(words: tuple[str, ...]) -> None:
    written, missing = evidence_of(words)
    assert written.shape == missing.shape == (len(words),)
    assert np.isfinite(written).all() and np.isfinite(missing).all()
    assert (written > 0.0).all() and (missing < 0.0).all()


def test_every_word_of_known_meaning_has_a_share() -> None:
    name = share_repeated("高新区火炬大厦")
    assert 0.0 < name < 0.1
    assert all(0.0 < share_repeated(word) < 1.0 for word in meanings().number)
    assert len({share_repeated(word) for word in meanings().number}) > 300


def test_a_clause_of_matters_is_usual_and_one_of_names_is_not() -> None:
    assert usual(MATTERS) > usual(MANNERS)
    assert usual(()) == usual(("高新区火炬大厦", "某某大道"))


def test_evidence_and_words_are_those_of_a_slow_count(seeds_plans: dict[str, Plan]) -> None:
    above, below = (side_of(Reading(seeds_plans[name])) for name in ("qingyuan", "lianzhou"))
    own = above.reading.own | below.reading.own
    upper = asking(above)
    answers, repetition = Answers(upper.asked, below, own), Repetition(below.reading, own)
    chosen = np.random.default_rng(7)
    for batch in upper.batches:
        best = chosen.integers(len(below.reading.texts), size=len(batch.letters))
        things = [words for clause in batch.clauses for words in clause.words]
        slow = []
        for words, passage in zip(things, best.tolist(), strict=True):
            told = [word for word in words if word not in own]
            odds = zip(told, *evidence_of(told), strict=True)
            slow.append(sum(yes if word in below.reading.words[passage] else no for word, yes, no in odds))
        assert answers.evidence(batch, best).tolist() == pytest.approx(slow, abs=1e-4)
        for clause in batch.clauses:
            told = [word for word in clause.telling if word not in own]
            never = sum(word not in below.reading.plan.text for word in told)
            assert repetition.repeated(clause.telling) == usual(told)
            assert repetition.unwritten(clause.telling) == pytest.approx(np.log(1 + never))
