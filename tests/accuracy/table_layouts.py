"""Read random indicator tables in every layout and format: prints the table of docs/accuracy.md.

python -m tests.accuracy.table_layouts --tables 200 [--formats txt-cells txt-rows] [--show]
"""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from pathlib import Path

from tests.targets.table_files import FORMATS, write_all
from tests.targets.table_layouts import laid_out
from tests.targets.table_scores import Score, scores


def main() -> None:
    """Write, read and count."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--tables", type=int, default=200)
    options.add_argument("--first", type=int, default=0, help="the first seed")
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--show", action="store_true", help="name each row that is wrong or silent")
    options.add_argument("--formats", nargs="+", choices=FORMATS, default=list(FORMATS))
    options.add_argument("--keep", type=Path, help="a folder for the files")
    given = options.parse_args()
    by_format: defaultdict[str, list[Score]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.keep or Path(scratch)
        folder.mkdir(exist_ok=True)
        laid = {str(seed): laid_out(seed) for seed in range(given.first, given.first + given.tables)}
        for seed, table in laid.items():
            write_all(table, folder, seed, formats=given.formats)
        for name, found in scores(folder, laid, jobs=given.jobs):
            by_format[name.split("-", 1)[1].removesuffix("-2")].append(found)
            if given.show:
                for each in found.wrong:
                    print(name, "wrong", *each)
                for each in found.silent:
                    print(name, "silent", *each)
    print(
        "| 格式 | 设了值的行 | 读对 | 告知未读 | 未读未告 | 读错 | 没有设值的行：告知、未告 |\n|---|---|---|---|---|---|---|"
    )
    for form in given.formats:
        print(f"| {form} | {_line(by_format[form])} |")
    print(f"| 合计 | {_line([each for found in by_format.values() for each in found])} |")


def _line(found: list[Score]) -> str:
    """Return the counts of a format; rows that set nothing (另行确认) stand apart, for nobody could read them."""
    right, wrong = (sum(counts) for counts in ((score.right for score in found), (len(score.wrong) for score in found)))
    told, silent = ([each for score in found for each in score[at]] for at in (1, 2))
    unset = [sum(each.value is None for each in missing) for missing in (told, silent)]
    missed = [len(missing) - nothing for missing, nothing in zip((told, silent), unset, strict=True)]
    rows = right + sum(missed)
    return (
        f"{rows} | {right}（{right / max(rows, 1):.1%}） | {missed[0]} | {missed[1]} | {wrong} | {unset[0]}、{unset[1]}"
    )


if __name__ == "__main__":
    main()
