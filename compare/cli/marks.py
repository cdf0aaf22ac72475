"""What reviewers said, kept: ``waivers.yaml`` for the next run, ``labels.csv`` for ``planalign evaluate``."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from ruamel.yaml import YAML

from compare.forms import Review
from compare.gaps import current_id, find_waivers
from compare.model import Waiver
from reports.output import put


def keep(review: Review, folder: Path) -> tuple[Path, ...]:
    """Add the accepted gaps to the ``waivers.yaml`` of a folder and write the verdicts on cells and clauses.

    Waivers that are there stay; one for the same gap takes the new reason. Nothing is written where nothing was said.

    Raises:
        InputError: The ``waivers.yaml`` that is there is wrong.
    """
    contents: dict[str, bytes] = {}
    if review.waived:
        known = {waiver.gap: waiver for waiver in find_waivers(folder)}
        for answer in review.waived:
            gap = current_id(answer.key)
            known[gap] = Waiver(gap, answer.remark or "审核接受", answer.quote, stale=False)
        contents["waivers.yaml"] = _yaml([known[gap] for gap in known])
    if cells := review.of_sheet("cells"):
        rows = [[*answer.key.split("\t"), answer.verdict, answer.remark] for answer in cells]
        contents["labels.csv"] = _csv(["theme", "plan", "depth", "remark"], rows)
    if clauses := review.of_sheet("clauses"):
        rows = [[answer.key, answer.verdict, answer.remark] for answer in clauses]
        contents["clause_labels.csv"] = _csv(["alignment", "label", "remark"], rows)
    for name, content in contents.items():
        put(folder / name, content)
    return tuple(folder / name for name in contents)


def _yaml(waivers: list[Waiver]) -> bytes:
    out = io.StringIO()
    writer = YAML()
    writer.indent(mapping=2, sequence=4, offset=2)
    writer.width = 10_000
    rows = [{"gap": each.gap, "reason": each.reason, "quote": each.quote} for each in waivers]
    writer.dump({"waivers": rows}, out)
    return out.getvalue().encode()


def _csv(heads: list[str], rows: list[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([heads, *rows])
    return out.getvalue().encode("utf-8-sig")
