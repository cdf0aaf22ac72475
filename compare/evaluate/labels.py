"""Labels of readers and a report, read and checked."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from compare.errors import Fault, InputError
from compare.evaluate.files import read_json
from compare.evaluate.sentences import Sentences
from compare.forms import faulty, table_rows, unusable

Json = dict[str, Any]
_TABLES = (".csv", ".tsv", ".xlsx")
_COLUMNS = ("theme", "plan", "depth")
_REMARK = "remark"
"""A reviewer's note, which ``planalign review read`` writes beside the labels; nothing is measured by it."""
# What each row of a file of labels must have.
_FIELDS = {
    "themes": ("theme", "doc", "depth"),
    "clauses": ("clause", "doc", "labels"),
    "targets": ("id", "value"),
    "targets_borderline": ("id",),
}
_SEVERAL = re.compile(r"[|/、,，;；\s]+")


@dataclass(frozen=True, slots=True)
class Labels:
    """What readers say.

    Attributes:
        themes: Rows ``{theme, doc, depth: [accepted], evidence: [sentence id]}``.
        clauses: Rows ``{clause, doc, labels: [accepted], matches: [sentence id]}``.
        targets: Rows ``{id, value}``; ``either`` are quantities that count neither way.
        sentences: Plan code to its sentences; empty where labels are a table.
        plan_of: Plan code to plan id of the report.
    """

    themes: Sequence[Json]
    clauses: Sequence[Json] = ()
    targets: Sequence[Json] = ()
    either: Sequence[Json] = ()
    sentences: Mapping[str, Sentences] = field(default_factory=dict)
    plan_of: Mapping[str, str] = field(default_factory=dict)


def read_labels(path: Path, plans: Mapping[str, str], report: Json) -> Labels:
    """Return a folder of labels (CODE.tsv, themes.json, clauses.json, targets.json), or a table of theme, plan and
    depth.

    Args:
        path: Folder, or ``.csv``, ``.tsv``, ``.xlsx``.
        plans: Plan code of the labels to plan id of the report; a code that is not named is the id itself.
        report: The report that the labels are for.

    Raises:
        InputError: Nothing to compare with, or labels for a theme or plan that the report does not have.
    """
    if path.is_dir():
        return _folder(path, plans, report)
    if path.suffix.lower() not in _TABLES:
        raise unusable(path, None, f"标注应是文件夹，或一张表（{'、'.join(_TABLES)}），列名为 {'、'.join(_COLUMNS)}")
    return _table(path, plans, report)


def _folder(path: Path, plans: Mapping[str, str], report: Json) -> Labels:
    found = {name: _rows(path / f"{name}.json", fields) for name, fields in _FIELDS.items()}
    if not any(found.values()):
        raise InputError(f"{path} 里没有标注：应有 themes.json、clauses.json 或 targets.json，和每份规划的 编号.tsv")
    codes = sorted(file.stem for file in path.glob("*.tsv") if file.stem != "themes")
    plan_of = {code: plans.get(code, code) for code in codes}
    known = [plan["id"] for plan in report["plans"]]
    if lost := [code for code, plan in plan_of.items() if plan not in known]:
        hint = f"请用 --plan {lost[0]}=编号 指明；报告里的编号：{'、'.join(known)}"
        raise InputError(f"标注里的规划 {'、'.join(lost)} 不在报告里，{hint}")
    needed = {row["doc"] for name in ("themes", "clauses") for row in found[name]}
    if lost := sorted(needed - set(codes)):
        raise InputError(f"{path} 里缺少 {lost[0]}.tsv：标注引用了它的句子")
    return Labels(
        themes=found["themes"],
        clauses=found["clauses"],
        targets=found["targets"],
        either=found["targets_borderline"],
        sentences={code: Sentences(path / f"{code}.tsv") for code in codes},
        plan_of=plan_of,
    )


def _meant(name: str, known: Collection[str]) -> str:
    """Return a name without the sign before it by which a table tells spreadsheets that it is no formula or number."""
    bare = name.removeprefix("'")
    return bare if name not in known and bare in known else name


def _table(path: Path, plans: Mapping[str, str], report: Json) -> Labels:
    themes = _names(report["themes"], "name")
    ids = _names(report["plans"], "region")
    known = "、".join(plan["id"] for plan in report["plans"])
    rows: list[Json] = []
    faults: list[Fault] = []
    for line, values in table_rows(path, (*_COLUMNS, _REMARK), required=_COLUMNS):
        theme, plan = _meant(values.get("theme", ""), themes), _meant(values.get("plan", ""), {*plans, *ids})
        plan = plans.get(plan, plan)
        depths = [depth for depth in _SEVERAL.split(values.get("depth", "")) if depth]
        if theme not in themes:
            faults.append(Fault(path, line, f"报告里没有主题“{theme}”，请写编号或名称"))
        if plan not in ids:
            faults.append(Fault(path, line, f"报告里没有规划“{plan}”，请写编号：{known}"))
        if not depths or any(depth not in ("0", "1", "2", "3", "4") for depth in depths):
            faults.append(Fault(path, line, f"深度“{values.get('depth', '')}”应是 0 到 4；两可的写成 2|3"))
        if not faults:
            rows.append({"theme": themes[theme], "doc": ids[plan], "depth": [int(depth) for depth in depths]})
    if faults:
        raise faulty(path, faults)
    if not rows:
        raise unusable(path, None, "只有列名，没有标注")
    return Labels(themes=rows)


def _names(items: Sequence[Json], name: str) -> dict[str, str]:
    """Ids, and names that only one item has, to the id."""
    names = [item[name] for item in items]
    unique = {item[name]: item["id"] for item in items if names.count(item[name]) == 1}
    return unique | {item["id"]: item["id"] for item in items}


def _rows(path: Path, fields: Sequence[str]) -> list[Json]:
    rows = read_json(path) if path.exists() else []
    if not isinstance(rows, list):
        raise unusable(path, None, "应是一个列表，每项一条标注")
    for number, row in enumerate(rows, 1):
        lacking = [field for field in fields if not isinstance(row, dict) or row.get(field) in (None, [])]
        if lacking:
            raise unusable(path, None, f"第 {number} 条标注缺少 {'、'.join(lacking)}")
    return rows
