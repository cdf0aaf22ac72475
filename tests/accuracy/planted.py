"""Plant contradictions and what only looks like one into real plans, and count what is told of them.

python -m tests.accuracy.planted FOLDER [--plans 20] [--first 0] [--show]
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from compare import Plan, find_plans, read_plans
from compare.targets import find_contradictions, find_targets
from compare.targets.scope import certain, scope_of
from tests.accuracy.planted_cases import CONTRADICTIONS, TWINS

_SPAN = 5
_OWN, _OTHER = 5, {">=": 0.8, "=": 0.8, "<=": 1.2}


@dataclass(frozen=True, slots=True)
class Case:
    """Paragraphs that contradict each other, or do not.

    Attributes:
        kind: The kind of contradiction, or of what looks like one.
        real: They contradict each other.
        paragraphs: As they are planted.
    """

    kind: str
    real: bool
    paragraphs: tuple[str, ...]


def cases(year: int) -> list[Case]:
    """Return all cases for a plan whose targets are those of a year."""
    return [
        Case(kind, real, tuple(_written(told, year) for told in paragraphs))
        for real, kinds in ((True, CONTRADICTIONS), (False, TWINS))
        for kind, all_told in kinds.items()
        for paragraphs in all_told
    ]


def _written(told: str, year: int) -> str:
    told = told.replace("{Y}", str(year)).replace("{Z}", str(year + 10)).replace("{B}", str(year - _SPAN))
    if told.startswith("TABLE"):
        head = f"指标\t单位\t{year - _SPAN}年\t{year}年\t属性"
        return head + "\n" + told.removeprefix("TABLE").replace("|", "\t")
    if told.startswith("SUM"):
        cells = told.removeprefix("SUM").split("|")
        rows = [f"{name}\t公里\t{value}" for name, value in zip(cells[::2], cells[1::2], strict=True)]
        return "\n".join(
            [f"指标\t单位\t{year}年目标", *(f"新建道路（{row.replace(chr(9), '）' + chr(9), 1)}" for row in rows)]
        )
    return told


def planted(text: str, chosen: Sequence[Case], seed: int) -> str:
    """Return a text with the paragraphs of the cases between its own, those of one case apart from each other."""
    if not chosen:
        return text
    lines, draw = text.split("\n"), random.Random(seed)
    ends = [at for at in range(len(lines) // 3, len(lines)) if lines[at].rstrip().endswith(("。", "；"))]
    if len(ends) < max(len(case.paragraphs) for case in chosen) * len(chosen):
        ends = list(range(len(lines) // 3, len(lines)))  # copied texts end their lines without a stop
    put: dict[int, list[str]] = {}
    for case in chosen:
        new = [each for each in case.paragraphs if each not in text]
        places = sorted(draw.sample(ends, len(new)))
        for place, paragraph in zip(places, new, strict=True):
            put.setdefault(place, []).append(paragraph)
    return "\n".join("\n".join([line, *put.get(at, ())]) for at, line in enumerate(lines))


def own_cases(plan: Plan) -> list[Case]:
    """Return cases made of a plan's own rates: each is told again with another figure."""
    found = []
    for target in find_targets(plan):
        once = target.year is not None and target.operator != "+" and "%" in target.unit and certain(target)
        if once and not any(map(bool, scope_of(plan, target))) and target.norm_value:
            reach = "" if target.indicator.endswith(("增长", "下降", "降低")) else "达到"
            figure = f"{target.norm_value * _OTHER[target.operator]:.1f}%"
            found.append(
                Case("its own again", True, (f"{target.year}年，{target.indicator}{reach}{figure}。", target.quote))
            )
    return found[:_OWN]


def told_of(plan: Plan, chosen: Sequence[Case]) -> Iterator[tuple[Case, bool]]:
    """Tell of each case whether a contradiction is reported between its own paragraphs."""
    targets = find_targets(plan)
    by_id = {target.id: target for target in targets}
    found = [tuple(by_id[id_] for id_ in each.targets) for each in find_contradictions([plan], targets)]
    for case in chosen:
        spans = [(at, at + len(each)) for each in case.paragraphs if (at := plan.text.find(each)) >= 0]
        yield (
            case,
            any(all(any(one <= target.start < end for one, end in spans) for target in pair) for pair in found),
        )


def main() -> None:
    """Plant, read and count."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path, help="plans as text")
    options.add_argument("--plans", type=int, default=20)
    options.add_argument("--first", type=int, default=0, help="the first seed")
    options.add_argument("--show", action="store_true", help="name what is missed or false")
    given = options.parse_args()
    drawn = random.Random(given.first).sample(sorted(given.folder.rglob("*.txt")), given.plans)
    counts: dict[bool, Counter[tuple[str, bool]]] = {True: Counter(), False: Counter()}
    with tempfile.TemporaryDirectory() as scratch:
        read, _ = read_plans(find_plans(given.folder))
        plans = {plan.id: plan for plan in read if plan.id in {path.stem for path in drawn}}
        groups = {id_: [own_cases(plan), *_apart(cases(_last(plan)))] for id_, plan in plans.items()}
        for id_, plan in plans.items():
            for part, chosen in enumerate(groups[id_]):
                text = planted(plan.text, chosen, given.first + part)
                Path(scratch, f"{id_}~{part}.txt").write_text(text, encoding="utf-8")
        for plan in read_plans(find_plans(Path(scratch)))[0]:
            id_, part = plan.id.split("~")
            for case, told in told_of(plan, groups[id_][int(part)]):
                counts[case.real][case.kind, told] += 1
                if given.show and told != case.real:
                    print("missed" if case.real else "false", plan.id, case.kind, *case.paragraphs, sep=" | ")
    _print(counts)


def _last(plan: Plan) -> int:
    return int(plan.period.split("-")[1]) if plan.period else plan.year or 2025


def _apart(all_cases: Sequence[Case], parts: int = 8) -> list[list[Case]]:
    """Return the cases in groups, so that those of one kind, which speak of the same things, do not meet."""
    return [list(all_cases[part::parts]) for part in range(parts)]


def _print(counts: Mapping[bool, Counter[tuple[str, bool]]]) -> None:
    for real, head in ((True, "| 矛盾 | 查出 | 漏 |"), (False, "| 相似而不矛盾 | 误报 | 不报 |")):
        found = counts[real]
        print(f"{head}\n|---|---|---|")
        for kind in dict.fromkeys(kind for kind, _ in found):
            print(f"| {kind} | {found[kind, True]} | {found[kind, False]} |")
        told = [sum(number for (_, was), number in found.items() if was is each) for each in (True, False)]
        print(f"| 合计 | {told[0]} | {told[1]} |\n")


if __name__ == "__main__":
    main()
