"""What a person writes otherwise in a file: told where, what and how it is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from compare.corpus import find_plans
from compare.errors import InputError
from compare.forms import read_decisions
from compare.themes import load_themes

PLANS, THEMES, DECISIONS = "plans.yaml", "themes.yaml", "decisions.yaml"


def told(folder: Path, name: str, text: str) -> str:
    (folder / "a.txt").write_text("某市规划\n建设公园。", encoding="utf-8")
    (folder / name).write_text(text, encoding="utf-8")
    readers: dict[str, Callable[[Path], object]] = {
        PLANS: find_plans,
        DECISIONS: read_decisions,
    }
    with pytest.raises(InputError) as error:
        readers.get(name, load_themes)(folder / name)
    return str(error.value)


@pytest.mark.parametrize(
    ("name", "text", "line", "what"),
    [
        (PLANS, "plans:\n  - {file: a.txt, 级别: 县级}\n", 2, "不认识的字段“级别”，是不是想写“level”？"),
        (PLANS, "plans:\n  - {file: a.txt, 名称: 规划}\n", 2, "不认识的字段“名称”，是不是想写“title”？"),
        (PLANS, "plans:\n  - {file: a.txt, level: 地级}\n", 2, "市级（city）、"),
        (PLANS, "plans:\n  - {file: a.txt, kind: 总规}\n", 2, "规划纲要（outline）、"),
        (PLANS, "plans:\n  - file: a.txt\n    upper: b\n", 3, "“upper”应是列表，现在是“b”：请写成 [b]"),
        (PLANS, "plans:\n  - id： a\n    file： a.txt\n", 2, "用了全角冒号“：”，请改为半角冒号加空格“: ”"),
        (PLANS, "plans:\n  - {id: a，file: a.txt}\n", 2, "这一行有全角“，”：作分隔用的请改为半角“,”"),
        (THEMES, "themes:\n  - {名称: 产业}\n", 2, "是不是想写“name”？"),
        (THEMES, "themes:\n  - name: 产业\n    aliases: 工业\n", 3, "请写成 [工业]"),
        ("themes.csv", "名称,释义\n产业,发展产业\n", 1, "第一行应是列名（id、name、definition"),
        ("themes.csv", "name,释义\n产业,发展产业\n", 1, "不认识的列“释义”，是不是想写“definition”？"),
    ],
)
def test_what_is_written_otherwise_is_told_with_what_to_write(
    tmp_path: Path, name: str, text: str, line: int, what: str
) -> None:
    message = told(tmp_path, name, text)
    assert f"{name}:{line}: " in message and what in message


def test_a_field_that_is_not_known_is_told_with_those_that_are_each_once(tmp_path: Path) -> None:
    listed = told(tmp_path, PLANS, "plans:\n  - {file: a.txt, zzz: 1}\n").split("可用的有：")[1].strip().split("、")
    assert len(set(listed)) == len(listed) and {"file", "level", "upper"} <= set(listed) and "relation" not in listed


def test_a_decision_of_no_kind_has_one_fault(tmp_path: Path) -> None:
    text = "decisions:\n  - {kind: verdikt, upper: a, lower: b, clause: x, answer: covered}\n"
    message = told(tmp_path, DECISIONS, text)
    assert "有 1 处需要修改" in message and "“kind”的值“verdikt”" in message
