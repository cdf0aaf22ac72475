"""Repairing is done once for all, whatever was done to a text; texts whose signs stand alone are put together."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import compare.repair
from compare.model import Reason
from compare.readers import raw_text, signs
from compare.repair import REPAIRS, Edit, repair
from tests.builders import COUNTY, PLAN_IDS, SEEDS
from tests.conftest import CORPORA

STRAY = [
    *("(shí)", "产(chǎn)业", "?", "- 3 -", "— 4 —", "打印本页", "来源：", "\u3000\u3000", "  ", "\n", "\t", "。"),
    *("”", "“", "(", "第一章 ", "1", "鏃舵湡", "分享:", "首页>", "上一篇：", "业 (yè)", "附件：", "\ufffd", "ÎÄ±¾"),
]
LONGEST = 3000


def cut(text: str, rng: random.Random) -> str:
    width = rng.randint(5, 45)
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


def repeated(text: str, rng: random.Random) -> str:
    return text[: rng.randint(10, 400)] * rng.randint(2, 40)


def sown(text: str, rng: random.Random) -> str:
    step = rng.randint(5, 80)
    return rng.choice(STRAY).join(text[at : at + step] for at in range(0, len(text), step))


def shuffled(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    rng.shuffle(lines)
    return "\n".join(lines)


DAMAGE: list[Callable[[str, random.Random], str]] = [
    cut,
    repeated,
    sown,
    shuffled,
    lambda text, rng: text.replace(rng.choice(text or "一"), rng.choice(STRAY)),
    lambda text, _: text.encode("big5", "replace").decode("big5"),
    lambda text, _: text.encode().decode("gbk", "replace"),
    lambda text, _: " ".join(text),
    lambda text, _: "\n".join(text),
]


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False))
def test_a_second_repair_changes_nothing(rng: random.Random) -> None:
    text = (SEEDS / f"{rng.choice(PLAN_IDS)}.txt").read_text(encoding="utf-8")
    begin = rng.randrange(len(text) - 100)
    piece = text[begin : begin + rng.randint(60, 900)]
    for _ in range(rng.randint(1, 4)):
        piece = rng.choice(DAMAGE)(piece, rng)[:LONGEST]
    once = repair(raw_text(piece))
    assert repair(raw_text(once.text)).text == once.text
    assert "unsettled" not in {warning.code for warning in once.warnings}


def test_a_second_repair_of_real_texts_changes_nothing(corpora: Path) -> None:
    for path in sorted(corpora.glob("five_year_plans/*.txt")):
        once = repair(raw_text(path.read_text(encoding="utf-8", errors="replace")))
        assert repair(raw_text(once.text)).text == once.text, path.name


def test_what_no_number_of_rounds_settles_is_left_as_it_is_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def turned(text: str) -> list[Edit]:
        return [Edit(0, 2, text[1] + text[0], "any")]

    monkeypatch.setattr(compare.repair, "REPAIRS", (turned,))
    monkeypatch.setattr(compare.repair, "ROUND_SIGNS", 4_000)
    once = repair(raw_text("规划纲要"))
    assert (once.text, once.repairs) == ("规划纲要", ())
    assert Reason("unsettled") in once.warnings


def test_signs_on_lines_of_their_own_are_put_together() -> None:
    lines = COUNTY.replace(" ", "").split("\n")
    downwards = "\n\n".join("\n".join(line) for line in lines)
    whole = repair(raw_text(downwards))
    assert whole.text == "\n\n".join(lines)
    assert signs(whole.text) == signs(downwards)


def test_signs_on_lines_of_their_own_without_paragraphs_end_lines_with_sentences() -> None:
    said = "推进产业集群建设。培育绿色建材产业，到2025年产值达到50亿元！第二章主要任务（一）加快发展。" * 3
    sentences = repair(raw_text("\n".join(said))).text.split("\n")
    assert sentences[:4] == [
        "推进产业集群建设。",
        "培育绿色建材产业，到2025年产值达到50亿元！",
        "第二章主要任务（一）加快发展。",
        "推进产业集群建设。",
    ]


@pytest.mark.parametrize("blank", [" ", "\u3000", "  "])
def test_signs_that_are_set_wide_are_put_together_in_headings_and_figures_too(blank: str) -> None:
    wide = "\n".join(blank.join(line) for line in COUNTY.split("\n"))
    assert repair(raw_text(wide)).text == COUNTY


@pytest.mark.parametrize("name", PLAN_IDS)
def test_plans_are_not_set_so(name: str) -> None:
    text = (SEEDS / f"{name}.txt").read_text(encoding="utf-8")
    assert not compare.repair.lone_lines(text)
    assert not compare.repair.lone_signs(text)


@pytest.mark.parametrize("path", sorted(CORPORA.glob("*/*.txt"))[::5], ids=lambda path: path.stem)
def test_real_texts_are_not_set_so(path: Path) -> None:
    text = path.read_text(encoding="utf-8", errors="replace")
    assert not compare.repair.lone_lines(text)
    assert not compare.repair.lone_signs(text)


_LINES = (
    *(
        "第一章发展基础",
        "第一章发展基础第一章发展基础",
        "第一章",
        "发展基础",
        "第一节 推进产业集群",
        "一、总体要求",
        "（一）基本原则……………3",
        "目 录",
    ),
    *(
        "推进产业集群建设，到2025年",
        "产值达到100亿元。",
        "- 3 -",
        "3",
        "PM",
        "2.5",
        "浓度",
        "　　加快建设",
        "来源：某市政府",
    ),
)


@given(st.lists(st.sampled_from(_LINES), max_size=14), st.sampled_from(("\n", "\n\n", "\n　　")))
@settings(max_examples=300, deadline=None)
def test_edits_of_a_repair_are_in_order_and_do_not_overlap(lines: list[str], between: str) -> None:
    """Else everything behind them would lead to the wrong place of the file."""
    text = between.join(lines)
    for find in REPAIRS:
        edits = find(text)
        assert all(one.end <= two.start for one, two in pairwise(edits)), find.__name__
