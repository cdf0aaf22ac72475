"""Half a wording that a list writes for all its items tells of each of them."""

from __future__ import annotations

import pytest

from compare.model import Depth, Theme
from tests.builders import body_under_tasks, judge, plan_of


def found(name: str, sentence: str) -> bool:
    cell = judge([plan_of(body_under_tasks(sentence))], [Theme("A", name, "")])["A", "plan"]
    return cell.depth is not Depth.ABSENT


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("失业保险", "扩大养老、医疗、失业、工伤保险覆盖面。"),
        ("医疗保险", "扩大养老、医疗、失业和工伤保险覆盖面。"),
        ("森林旅游", "打造乡村、森林、红色旅游线路。"),
        ("女性人才", "做好青年、女性、乡土人才培养。"),
        ("数字乡村", "一体推进数字政府、社会、乡村建设。"),
        ("智慧医疗", "建设智慧交通、医疗、教育应用场景。"),
        ("绿色园区", "创建绿色工厂、园区和供应链。"),
        ("数字政府", "推进数字政府、数字社会、数字乡村建设。"),
    ],
)
def test_a_list_that_writes_a_half_once_names_each_of_its_items(name: str, sentence: str) -> None:
    assert found(name, sentence)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        # Another noun stands before the shared half, the items are no list, the half is not meant of all of them.
        ("集体资产", "盘活国家、集体、个人闲置资产。"),
        ("失业保险", "做好失业、就业登记，推广农业保险。"),
        ("科技金融", "推进科技创新、金融、人才协同。"),
        ("数字金融", "发展数字经济、金融租赁和跨境贸易。"),
        ("红色旅游", "保护红色文物，发展旅游、康养产业。"),
    ],
)
def test_other_lists_do_not(name: str, sentence: str) -> None:
    assert not found(name, sentence)


def test_it_is_shown_as_the_list_writes_it() -> None:
    sentence = "扩大养老、医疗、失业、工伤保险覆盖面，新建服务站。"
    cell = judge([plan_of(body_under_tasks(sentence))], [Theme("A", "失业保险", "")])["A", "plan"]
    assert cell.evidence[0].reason.code == "variant"
    assert cell.evidence[0].reason.values == ("失业保险", "失业、工伤保险")
