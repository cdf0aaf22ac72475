"""What the pieces of a name or definition say, and what of the dictionary they borrow."""

from __future__ import annotations

import pytest

from compare.coverage.phrases import PhraseKind, phrases_of
from compare.model import Theme


def pieces(name: str, definition: str, *dictionary: Theme) -> dict[str, PhraseKind]:
    return {phrase.written: phrase.kind for phrase in phrases_of(Theme("A", name, definition), dictionary)}


@pytest.mark.parametrize(
    ("definition", "empty"),
    [
        ("控制和减少氟化物排放", "控制"),
        ("重大动物疫病的预防和控制", "控制"),
        ("蜜蜂的规模养殖和产量", "产量"),
        ("茶园面积、种植与加工", "种植"),
    ],
)
def test_what_is_done_or_counted_alone_is_no_piece(definition: str, empty: str) -> None:
    """人口控制 is not about 控制和减少二氧化碳排放."""
    assert empty not in pieces("某事", definition)


@pytest.mark.parametrize(
    ("definition", "core"), [("烤烟种植", "烤烟"), ("肉牛养殖", "肉牛"), ("橡胶加工", "橡胶"), ("水产品产量", "水产品")]
)
def test_what_is_grown_or_made_is_a_piece_by_itself(definition: str, core: str) -> None:
    assert pieces("某事", definition)[core] is PhraseKind.PART


def test_the_core_of_an_aspect_borrows_as_the_aspect_does() -> None:
    """发展 after 信息产业 does not hide what the line names."""
    software = Theme("G", "信息产业", "", ("软件业", "电子信息"))
    assert pieces("数字经济", "信息产业发展", software)["软件业"] is PhraseKind.KINDRED
    assert "软件业" not in pieces("数字经济", "网络文化发展", software)
