"""What reviewers said, kept: ``decisions.yaml`` for the next run, labels for ``planalign evaluate``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from compare.forms import (
    DECISIONS,
    Answer,
    Review,
    current_id,
    decision_key,
    decisions_text,
    read_decisions,
    read_yaml,
)
from reports.formats.csv import table
from reports.output import alone, clean, put

Row = dict[str, str]
_ANSWERS = {"waive": "waived", "wrong": "wrong"}


def keep(review: Review, folder: Path) -> tuple[Path, ...]:
    """Add what was said to the decisions of a folder and write the verdicts on cells and clauses as labels.

    Decisions that are there stay, those that the workbench writes meanwhile too; one about the same takes the new
    answer. Nothing is written where nothing was said.

    Returns:
        The files, that of the decisions first where there are any.

    Raises:
        InputError: The decisions that are there are wrong, or another process keeps writing there.
    """
    contents = dict(_labels(review))
    new = [row for answer in review.answers for row in _decided(answer)]
    if not new and not contents:
        return ()
    with alone(folder):
        if new:
            path = next((folder / name for name in DECISIONS if (folder / name).is_file()), folder / DECISIONS[0])
            contents = {path.name: decisions_text(_merged(path, new)), **contents}
        for name, content in contents.items():
            put(folder / name, content)
    return tuple(folder / name for name in contents)


def _labels(review: Review) -> Iterator[tuple[str, bytes]]:
    if cells := review.of_sheet("cells"):
        rows = [[*answer.key.split("\t"), answer.verdict, answer.remark] for answer in cells]
        yield "labels.csv", table(["theme", "plan", "depth", "remark"], rows)
    if clauses := review.of_sheet("clauses"):
        rows = [[answer.key.split("\t")[0], answer.verdict, answer.remark] for answer in clauses]
        yield "clause_labels.csv", table(["alignment", "label", "remark"], rows)


def _decided(answer: Answer) -> Iterator[Row]:
    """Yield the decision that an answer is; none where it confirms a gap or is about a pair of targets."""
    reason = clean(answer.remark)
    match answer.sheet, answer.key.split("\t"):
        case "gaps", [gap] if answer.verdict in _ANSWERS:
            row = {"kind": "gap", "id": current_id(gap), "answer": _ANSWERS[answer.verdict]}
            yield row | {"reason": reason, "quote": answer.quote}
        case "cells", [theme, plan]:
            yield {"kind": "depth", "theme": theme, "plan": plan, "answer": answer.verdict, "reason": reason}
        case "clauses", [_, upper, lower] if answer.quote:
            row = {"kind": "verdict", "upper": upper, "lower": lower, "clause": answer.quote}
            yield row | {"answer": answer.verdict, "reason": reason}
        case "requirements", [plan, _] if answer.quote:
            row = {"kind": "requirement", "plan": plan, "clause": answer.quote}
            yield row | {"answer": answer.verdict, "reason": reason}
        case _:
            return


def _merged(path: Path, new: list[Row]) -> list[Row]:
    """Return what a file holds, as a person wrote it, and the new decisions in the place of those about the same."""
    held: list[Row] = []
    if path.is_file():
        read_decisions(path)  # tells of every fault before anything is written
        held = [{key: str(value) for key, value in row.items()} for row in read_yaml(path)["decisions"]]
    found = {_about(row): row for row in held}
    for row in new:
        found[_about(row)] = row
    return list(found.values())


def _about(row: Row) -> tuple[str, str]:
    known = decision_key(row)
    assert known is not None
    return known
