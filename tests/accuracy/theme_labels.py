"""Score the theme labels of ``labels/themes``: presence kappa, QWK and share exact of each set and of all.

    python -m tests.accuracy.theme_labels FOLDER_OF_TEXTS

``FOLDER_OF_TEXTS`` holds for each set ``SET/text.txt``, the plan as it was read to be labelled; without it the set is left
out, with a word to stderr.  Themes are given by name and one line alone.  The answers of both readers count as right.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from compare import RunOptions
from compare.corpus import given_plans
from compare.coverage import cover, search_for
from compare.evaluate.figures import kappa, share, weighted_kappa
from compare.features import Reading
from compare.model import Theme
from compare.pipeline.compare import read_plans
from compare.themes.load import general_themes
from tests.accuracy.labelled import LABELS, THEMES


@dataclass(frozen=True)
class Labelled:
    """A theme, and the depths that a reader accepts."""

    theme: Theme
    accepted: frozenset[int]

    def gold(self, said: int) -> int:
        """The accepted depth that lies nearest to what was said, of two as near the lower."""
        return min(sorted(self.accepted), key=lambda depth: abs(depth - said))


def main() -> None:
    """Print a row for each set, and one for all together."""
    texts = Path(sys.argv[1])
    print("| set | cells | presence kappa | depth QWK | depth exact |\n|---|---|---|---|---|")
    every: list[tuple[int, int]] = []
    for name in sets():
        if not (file := texts / name / "text.txt").is_file():
            print(f"{name}: left out, no such file: {file}", file=sys.stderr)
            continue
        pairs = judged(file, labels_of(name))
        every += pairs
        print(row(name, pairs))
    print(row("all", every))


def sets() -> list[str]:
    """Names of the labelled sets."""
    return sorted(path.stem for path in (LABELS / THEMES).glob("*.tsv"))


def labels_of(name: str) -> list[Labelled]:
    """The labelled themes of a set, in the order of its file."""
    with (LABELS / THEMES / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Labelled(
            Theme(row["theme"], row["name"], row["definition"]),
            frozenset(int(depth) for reader in ("reader1", "reader2") for depth in row[reader].split(",")),
        )
        for row in rows
    ]


def judged(text: Path, labels: Sequence[Labelled]) -> list[tuple[int, int]]:
    """Label and depth found for each theme in one plan; what cannot be said counts as 0."""
    plan = read_plans(given_plans((), (text,)), options=RunOptions(jobs=1))[0][0]
    cells = cover(Reading(plan), search_for([one.theme for one in labels], general_themes()), 1.0)
    depths = [int(cell.depth or 0) for cell in cells]
    return [(one.gold(said), said) for one, said in zip(labels, depths, strict=True)]


def row(name: str, pairs: Sequence[tuple[int, int]]) -> str:
    """A line of the table."""
    gold, said = [label for label, _ in pairs], [depth for _, depth in pairs]
    presence = kappa([depth > 0 for depth in gold], [depth > 0 for depth in said])
    exact = share([label == depth for label, depth in pairs])
    return f"| {name} | {len(pairs)} | {presence:.3f} | {weighted_kappa(gold, said):.3f} | {exact:.3f} |"


if __name__ == "__main__":
    main()
