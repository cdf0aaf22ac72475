"""Amounts that clauses set of single things, as the one grammar of figures reads them."""

from __future__ import annotations

import pytest

from compare.align.amounts import for_each, listed_amounts, words_counted


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("新建二级公路220公里", ("二级", "公路")),
        ("改造11 个乡镇镇区", ("乡镇", "镇区")),  # blanks of a page
        ("建设抽水蓄能电站240 万千瓦", ("抽水蓄能", "电站")),
        ("培育龙头企业和加工企业各30家", ("龙头企业", "加工", "企业")),
        ("粮食产量达到五十万吨", ("粮食产量", "达到")),
        # a length of time, a task by its number and a name are amounts of nothing
        ("打造5分钟消防救援圈", ()),
        ("延长土地承包30年试点", ()),
        ("抓好8个方面工作", ()),
        ("推进“1530模式”落地", ()),
        ("到2025年基本建成", ()),
    ],
)
def test_what_an_amount_is_of(text: str, words: tuple[str, ...]) -> None:
    assert words_counted(text) == words


def test_a_single_amount_stands_in_no_list() -> None:
    listed = listed_amounts(("新建公园5个", "修缮步道10公里", "完善机制"))
    assert [bool(words) for words in listed] == [True, True, False]
    assert listed_amounts(("完善机制", "新建公园5个")) == ((), ())


def test_one_amount_for_each_of_a_list() -> None:
    assert for_each("龙头企业和加工企业各30家")
    assert not for_each("各类企业30家")
