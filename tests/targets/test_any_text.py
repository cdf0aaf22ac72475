"""What holds for the targets of every text, however broken, hostile or processed."""

from __future__ import annotations

import random
import re
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from compare.features import roles_of
from compare.model import Kind, Plan, Role, Target
from compare.readers import read_file
from compare.repair import repair
from compare.structure.tables import find_tables
from compare.targets import find_targets
from compare.text import NUMERALS, cues, value_of
from compare.text.lexicon import read_entries
from tests.builders import SEEDS, body_under_tasks, plan_of


def sound(plan: Plan) -> None:
    ids = set()
    for target in find_targets(plan):
        assert plan.text[target.start : target.end] == target.quote != ""
        assert target.indicator and re.search("[\u4e00-\u9fffA-Za-z]", target.indicator)
        assert not re.search(r"\s", target.value)
        assert written(target) or not target.value
        ids.add(target.id)
    assert len(ids) == len(find_targets(plan))


def written(target: Target) -> bool:
    """Whether the numbers of a value stand in its quotation, in digits or in words."""
    quote = re.sub(r"(?<=\d)[,，\s](?=\d)", "", target.quote).translate(
        str.maketrans("０１２３４５６７８９．", "0123456789.")
    )
    words = re.findall(f"[{NUMERALS}点]+", quote)
    ends = {value_of(word[:end]) for word in words for end in range(1, len(word) + 1)}
    return all(
        number in quote or number in ends or re.search("翻|成|[百千万亿]", quote)
        for number in re.split("[-:]", target.value)
    )


@pytest.mark.parametrize("name", ["lianzhou", "qingyuan", "guangqing", "qingcheng", "pingdingshan"])
def test_quotations_of_the_seeds(name: str, seeds_plans: dict[str, Plan]) -> None:
    sound(seeds_plans[name])


def test_a_clause_of_a_real_report_that_sets_a_figure_is_a_target(corpora: Path) -> None:
    for path in sorted((corpora / "work_reports").glob("*.txt"))[::12]:
        plan = plan_of(repair(read_file(path)).text, kind=Kind.REPORT, year=int(path.name[:4]))
        roles = roles_of(plan)
        figures = [target for target in find_targets(plan) if target.value and target.clause is not None]
        assert figures
        assert [each.quote for each in figures if roles[each.clause or 0] is not Role.TARGET] == []


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), share=st.floats(0, 0.4))
@example(seed=2977, share=0.25)
@example(seed=7964, share=0.25)
def test_no_text_is_too_broken(seed: int, share: float) -> None:
    """Characters of a real plan left out, doubled and swapped."""
    rng = random.Random(seed)
    text = (SEEDS / "lianzhou.txt").read_text(encoding="utf-8", errors="replace")
    begin = rng.randrange(len(text) - 1500)
    chars = list(text[begin : begin + 1500])
    for _ in range(int(share * len(chars))):
        at = rng.randrange(len(chars))
        chars[at] = rng.choice(
            ["", chars[at] * 2, "\n", "%", "2025年", "、", "（", "\t", "至", chars[rng.randrange(len(chars))]]
        )
    plan = plan_of("".join(chars), year=2021, period="2021-2025")
    sound(replace(plan, tables=find_tables(plan.text)))


@pytest.mark.parametrize(
    "text", ["1" * 20_000, "达到" * 5_000 + "5%。", "（" * 9_000 + "5个", "5%、" * 4_000, "年均" * 8_000 + "增长5%"]
)
def test_hostile_text_takes_no_long_time(text: str) -> None:
    find_targets(plan_of(body_under_tasks(text)))


@pytest.mark.parametrize("name", ["aim_handed_on", "aim_of_others", "aim_beside_others", "aim_kept", "aim_going_on"])
def test_the_quick_look_passes_every_sentence_that_tells_an_aim_in_words(name: str) -> None:
    folder = Path(str(files("compare"))) / "data/lexicon"
    told = read_entries((folder / "targets.toml").read_text(encoding="utf-8"))[name].yes
    assert [text for text in told if not cues("could_set").search(text)] == []
