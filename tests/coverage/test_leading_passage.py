"""The passage that leads a cell shows its depth."""

from __future__ import annotations

from compare.model import Cell, Depth, Theme
from tests.builders import FILLER, judge, plan_of

CARE = Theme("A", "养老服务", "老年人照护和养老服务体系", aliases=("适老化改造", "护理型床位"))


def care(*sentences: str) -> Cell:
    return judge([plan_of(FILLER + "".join(sentences))], [CARE])["A", "plan"]


BROAD = "养老服务提升，养老服务平台建设，适老化改造推进，护理型床位增加。"
FIGURE = "统筹商业、文化、体育、交通等各类设施布局，新增护理型床位5000张。"


def test_the_sentence_with_the_figure_goes_before_one_that_is_only_a_little_more_telling() -> None:
    cell = care(BROAD, FIGURE)
    assert cell.depth is Depth.QUANTIFIED
    assert cell.evidence[0].quote == FIGURE
    assert cell.reason.values == ("5000张",)


def test_what_shows_the_depth_is_never_later_than_the_second() -> None:
    cell = care(BROAD, "健全养老服务制度，建设养老服务平台。", "推进适老化改造，增加护理型床位。", FIGURE)
    assert cell.depth is Depth.QUANTIFIED
    assert FIGURE in [passage.quote for passage in cell.evidence[:2]]


def test_scores_never_rise_from_one_passage_to_the_next() -> None:
    cell = care("全面提升养老服务。", "健全养老服务制度。", "到2030年，新增护理型床位5000张。", "推进适老化改造。")
    scores = [passage.score for passage in cell.evidence]
    assert scores == sorted(scores, reverse=True)


LISTED = Theme(
    "A",
    "养老服务",
    "老年人照护",
    aliases=("适老化改造", "护理型床位", "长期护理保险", "老年助餐", "银发经济", "医养结合"),
)
FEW = "建设养老服务平台和老年人照护体系，提升养老服务，推进适老化改造，增加护理型床位。"
MANY = "健全养老服务制度，推进适老化改造，增加护理型床位，建设老年助餐点，探索长期护理保险，引导社会资本进入社区网点。"


def test_of_two_that_are_as_telling_the_one_with_more_of_the_theme_is_quoted_first() -> None:
    for text in (FEW + MANY, MANY + FEW):
        cell = judge([plan_of(FILLER + text)], [LISTED])["A", "plan"]
        assert [passage.depth for passage in cell.evidence[:2]] == [Depth.ACTIONED, Depth.ACTIONED]
        assert cell.evidence[0].quote == MANY
