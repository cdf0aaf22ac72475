"""A report.json of either schema, in the form that figures are made from: passages inside cells and alignments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from compare.evaluate.files import read_json
from compare.forms import unusable
from compare.model import Reason

Json = dict[str, Any]
_OLD, _NOW = "planalign/1", "planalign/2"
_NEEDED = ("plans", "themes", "coverage")


def read_report(path: Path) -> Json:
    """Read ``report.json``, or that of the folder that ``planalign report`` wrote.

    Returns:
        Rows by table, each a dict: ``plans``, ``themes``; ``coverage`` with ``evidence`` and ``tried.nearest``;
        ``alignments`` with ``clause`` and ``matches``; ``targets``; ``second_readings``, none in the old schema. A
        passage has its ``quote``. The reason of a cell is a sentence in the old schema, a
        :class:`compare.model.Reason` in the present one.

    Raises:
        InputError: There is none, it is no report, or its schema is of a later version.
    """
    file = path / "report.json" if path.is_dir() else path
    report = read_json(file)
    if not isinstance(report, dict) or not {"schema", *_NEEDED} <= set(report):
        raise unusable(file, None, "不是 planalign 写出的 report.json")
    if report["schema"] == _OLD:
        return report
    if report["schema"] != _NOW:
        raise unusable(file, None, f"是 {report['schema']}，本版只认得 {_OLD} 和 {_NOW}，请用写出它的版本")
    try:
        return _nested(report)
    except (KeyError, TypeError, ValueError) as error:
        raise unusable(file, None, f"不合 {_NOW} 的约定：{error}") from error


def _rows(report: Json, name: str) -> list[Json]:
    table = report.get(name, {"columns": [], "rows": []})
    return [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]


def _nested(report: Json) -> Json:
    """Flat tables with passages put back where they belong."""
    texts = {(row["plan"], row["n"]): (row["start"], row["quote"]) for row in _rows(report, "clauses")}

    def quoted(plan: str, row: Json) -> Json:
        at, text = texts[plan, row["clause"]]
        return {"quote": text[row["start"] - at : row["end"] - at] if "start" in row else text}

    passages: defaultdict[tuple[str, str, str], list[Json]] = defaultdict(list)
    for row in _ranked(_rows(report, "evidence")):
        passages[row["theme"], row["plan"], row["found"]].append(quoted(row["plan"], row))
    alignments = _rows(report, "alignments")
    lower = {row["id"]: row["lower"] for row in alignments}
    matches: defaultdict[str, list[Json]] = defaultdict(list)
    for row in _ranked(_rows(report, "matches")):
        matches[row["alignment"]].append(quoted(lower[row["alignment"]], row))
    return {
        "plans": _rows(report, "plans"),
        "themes": _rows(report, "themes"),
        "coverage": [
            row
            | {
                "reason": Reason(row["reason"], tuple(row["values"])),
                "evidence": passages[row["theme"], row["plan"], "evidence"],
                "tried": {"nearest": passages[row["theme"], row["plan"], "nearest"]},
            }
            for row in _rows(report, "coverage")
        ],
        "alignments": [
            row | {"clause": quoted(row["upper"], row), "matches": matches[row["id"]]} for row in alignments
        ],
        "second_readings": _rows(report, "second_readings"),
        "targets": [row | {"value": row["value"] or ""} for row in _rows(report, "targets")],
    }


def _ranked(rows: Iterable[Json]) -> list[Json]:
    return sorted(rows, key=lambda row: row["rank"])
