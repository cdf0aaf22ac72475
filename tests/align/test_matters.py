"""One matter in several wordings: which clauses speak of it, and what that does for its being taken up."""

from __future__ import annotations

from collections import Counter

import pytest

from compare.align.matters import matters
from compare.model import Label, Level
from compare.text import table_rows
from tests.builders import alignments, below, body_under_tasks, plan_of

# What a city plan may also say: near to some of the answers below in letters.
BESIDE = (
    "新建改造农村公路120公里。",
    "建设标准厂房30万平方米。",
    "举办第五届民俗文化节。",
    "完善支出标准体系，提高预算透明度。",
    "开展市容环境整治行动。",
    "加强农村劳动力管理服务。",
    "保障重点工程用地。",
    "落实国家战略部署，服务全国大局。",
    "推进产业园区基础设施建设。",
    "巩固提升城市防洪能力。",
    "深化校园周边环境治理。",
)


def test_each_matter_is_spoken_of_where_it_should_and_nowhere_else() -> None:
    known = matters()
    rows = list(table_rows("matters.tsv"))
    assert len(rows) >= 700
    for number, (_, yes, no) in enumerate(rows):
        assert number in known.spoken_of([yes]).indices, yes
        assert number not in known.spoken_of([no]).indices, no


def test_a_matter_has_several_wordings_and_a_wording_few_matters() -> None:
    rows = [wordings.split("|") for wordings, _, _ in table_rows("matters.tsv")]
    assert all(len(set(some)) == len(some) > 1 for some in rows)
    assert max(Counter(each for some in rows for each in some).values()) <= 2
    assert min(len(each) for some in rows for each in some) > 1


def test_quotation_marks_and_blanks_make_no_other_wording() -> None:
    known = matters()
    one, two, none = known.spoken_of(["兜牢“三保”底线。", "兜 牢三保底线。", "三保街道改造。"]).toarray()
    assert one.tolist() == two.tolist() and one.any() and not none.any()


@pytest.mark.parametrize(
    ("above", "answer"),
    [
        ("落实过紧日子要求。", "勒紧裤腰带，把钱用在刀刃上。"),
        ("实施积极应对人口老龄化国家战略。", "强化“一老一小”服务。"),
        ("推进移风易俗。", "遏制高价彩礼，红白事简办。"),
        ("推动国有企业改革深化。", "推进国资国企改革，加快平台公司转型。"),
        ("加强入河排污口整治。", "清理整治沿河排污口。"),
        ("提高社保卡服务水平，推进社会保障卡居民服务“一卡通”。", "拓展社保卡“一卡通”应用场景。"),
    ],
)
def test_what_is_said_in_other_words_is_taken_up(above: str, answer: str) -> None:
    upper = plan_of(body_under_tasks(above), "upper", level=Level.PROVINCE, region="湖南省")
    lower = below(plan_of(body_under_tasks(*BESIDE, answer), "lower", level=Level.CITY, region="岳阳市"), "upper")
    (row,) = [row for row in alignments([upper, lower]) if row.clause.quote == above]
    assert row.label in (Label.PARTIAL, Label.COVERED)
    assert row.matches[0].quote == answer


@pytest.mark.parametrize("own", ["规范惠民惠农财政补贴发放。", "提升本地农产品品质。", "做好对台风的防范。"])
def test_letters_that_meet_by_chance_speak_of_no_matter_of_another(own: str) -> None:
    """一卡通 is of several matters, 升本 and 对台 stand in other words."""
    known = matters()
    of = {row: number for number, (row, _, _) in enumerate(table_rows("matters.tsv"))}
    spoken = {row for row, number in of.items() if number in known.spoken_of([own]).indices}
    assert not any(row.startswith(("社保卡", "高校布局", "外事侨务")) for row in spoken)
