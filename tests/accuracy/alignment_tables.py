"""Print the tables of docs/accuracy.md on verdicts, in Markdown: figures, curves and whom clauses bind, on parts left out.

    python -m tests.accuracy.alignment_tables ../shared/gold ../shared/corpora FOLDER_OF_TEXTS

The arguments are those of ``learn_alignment``, which tells how the parts are left out.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from compare.align.binding import bound_instead
from compare.align.models import models
from tests.accuracy.labelled import labelled, pairs_apart
from tests.accuracy.learn_alignment import Said, across, check, figures, levels, say
from tests.builders import scorer

NAMES = {
    "province>city": "省—市",
    "city>district": "市—区",
    "city>county": "市—县",
    "region>county": "区域—县（连州的一部分）",
    "national>province": "国家—省",
    "national>city": "国家—市",
    "national>district": "国家—区（跨级）",
    "national>county": "国家—县（跨级）",
    "province>county": "省—县（跨级）",
    "province>district": "省—区（跨级）",
    "province>province": "同级（纲要—报告）",
    "city>city": "同级（纲要—报告，市）",
}
COUNTY = ("city>district", "city>county")
# Shares of the verdicts of which the curve says how many are right, the surest first.
SHARES = (0.1, 0.2, 0.3, 0.5, 0.7, 1.0)
BINDS = ("all", "upper_only", "places", "other_body")


def kind_of_pair(said: Said) -> str:
    """Levels of the upper and the lower plan."""
    upper, lower = (side.reading.plan.level for side in (said.row.pair.upper, said.row.pair.lower))
    return f"{upper}>{lower}"


def groups(said: Sequence[Said]) -> Iterable[tuple[str, list[Said]]]:
    """Yield each kind of pair that there is, counties and districts under their own city together, and all."""
    named = [(name, [one for one in said if kind_of_pair(one) == kind]) for kind, name in NAMES.items()]
    named.append(("**区县—本市，合计**", [one for one in said if kind_of_pair(one) in COUNTY]))
    yield from ((name, some) for name, some in named if some)
    yield "**全部**", list(said)


def rows_of_figures(said: Sequence[Said], score: Any) -> Iterable[str]:
    """Yield a row of figures for each kind of pair."""
    yield "| | 条 | κ 任一 / 第一（±95% 半宽） | 细项 κ | 约束谁 | 不适用 F1 | AUC | R@1 / R@5 | 有把握（正确） |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for name, some in groups(said):
        told = {key: "–" if value != value else f"{value:.2f}" for key, value in figures(some, score).items()}
        kappa = f"{told['label kappa']} / {told['first kappa']}（±{told['+-']}）"
        ranks, sure = f"{told['R@1']} / {told['R@5']}", f"{told['sure']}（{told['sure right']}）"
        cells = (kappa, told["item kappa"], told["binds"], told["n.a. F1"], told["AUC taken up"], ranks, sure)
        yield f"| {name} | {len(some)} | {' | '.join(cells)} |"


def rows_of_curve(said: Sequence[Said]) -> Iterable[str]:
    """Yield for each kind of pair how many of the surest verdicts are right."""
    yield f"| 最有把握的 | {' | '.join(f'{share:.0%}' for share in SHARES)} |"
    yield "|---" * (len(SHARES) + 1) + "|"
    for name, some in groups(said):
        best = [one.right for one in sorted(some, key=lambda one: -one.chance)]
        told = [best[: max(1, round(share * len(best)))] for share in SHARES]
        yield f"| {name} | {' | '.join(f'{sum(part) / len(part):.0%}' for part in told)} |"


def rows_of_binds(said: Sequence[Said]) -> Iterable[str]:
    """Yield whom the tool says that clauses bind, against whom readers say, each clause of an upper plan once."""
    once = {(one.row.upper, one.row.key): one for one in said if one.row.binds}.values()
    found = Counter((one.row.binds, _binds(one)) for one in once)
    yield f"| 读者说 | {' | '.join(f'判为 {name}' for name in BINDS)} | 查准 | 查全 |"
    yield "|---" * (len(BINDS) + 3) + "|"
    for name in BINDS:
        read, told = (sum(found[pair] for pair in found if pair[at] == name) for at in (0, 1))
        row = [str(found[name, other]) for other in BINDS]
        shares = [f"{found[name, name] / of:.2f}" if of else "–" for of in (told, read)]
        yield f"| {name} | {' | '.join(row + shares)} |"


def _binds(said: Said) -> str:
    if said.binds:
        return "all"
    return bound_instead(said.row.pair.upper.reading, said.row.asked.number, said.row.asked.places)


def main() -> None:
    """Read the labels once and print every table."""
    gold, corpora, texts = map(Path, sys.argv[1:4])
    every, score, apart = labelled(gold, corpora, texts), scorer(gold), pairs_apart()
    rows = [row for row in every if row.lower not in apart]
    provinces = check(rows, across)
    never_learnt = list(say([row for row in every if row.lower in apart], models()))
    tables = {
        "整省留出": rows_of_figures(provinces, score),
        "整级留出": rows_of_figures(check(rows, levels), score),
        "没有学过的": rows_of_figures(never_learnt, score),
        "把握": rows_of_curve(provinces),
        "约束谁": rows_of_binds(provinces),
    }
    for title, table in tables.items():
        print(f"\n{title}\n", *table, sep="\n")


if __name__ == "__main__":
    main()
