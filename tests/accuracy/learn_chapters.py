"""Learn what tells the section of a lower plan where an answer fits; print how well, and write the weights.

    python -m tests.accuracy.learn_chapters ../shared/corpora/work_reports [--write]

What surely answers an upper clause stands where planners wrote it: it is taken away, and asked for. Only clauses to
which little else comes near are learnt from, for such are gaps. Reports of cities are put below that of their province,
and, for other orders of matters, reports of provinces below that of a neighbour. The figures are of plans left out: in
four turns a quarter of the lower plans is asked, and learnt from the others.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray
from scipy.optimize import minimize

import compare
from compare.gaps.beside import Beside, answer_of
from compare.gaps.chapters import SIGNS, Chapters
from compare.model import Alignment, Plan
from tests.builders import ROOT

OUT = ROOT / "compare" / "data" / "chapters.toml"
CITIES = """
四川省 南充 泸州  广西壮族自治区 桂林 百色  山东省 潍坊 济宁  浙江省 绍兴 温州  江苏省 常州 南通  安徽省 芜湖 阜阳
湖北省 宜昌 黄石  湖南省 永州 长沙  贵州省 毕节 黔南  江西省 宜春 抚州  广东省 广州  河北省 承德  山西省 长治
福建省 厦门  辽宁省 沈阳  内蒙古自治区 呼和浩特
"""
NEIGHBOURS = """
浙江省 江苏省  河南省 陕西省  湖南省 江西省  吉林省 辽宁省  云南省 贵州省  甘肃省 宁夏回族自治区
"""
# From this probability an answer is sure, as readers find nine of ten.
SURE = 0.75
# With nothing nearer than this (cosine, probability) beside the answer, the clause would be a gap.
NEAREST, ANSWER = 0.62, 0.5
STRENGTH = 0.001
TURNS = 4


@dataclass(frozen=True)
class Taken:
    """An answer that was taken away: what tells of the sections, shape (signs, sections), and where it stood."""

    plan: str
    signs: NDArray[np.float64]
    at: int
    parts: Sequence[int]


def reports(folder: Path, into: Path) -> None:
    """Put the reports into a folder, with a plans.yaml that says which is above which."""
    rows, uppers = ["plans:"], set()
    for group in (each.split() for line in CITIES.strip().splitlines() for each in line.split("  ")):
        province, *cities = group
        lower = [(f"2024_{city}.txt", f"{province}{city}", "市级") for city in cities]
        rows += _rows(folder, into, f"2025_{province}.txt", (province, "省级"), lower, uppers)
    for group in (each.split() for line in NEIGHBOURS.strip().splitlines() for each in line.split("  ")):
        above, below = group
        rows += _rows(
            folder, into, f"2025_{above}.txt", ("全国", "national"), [(f"2026_{below}.txt", below, "省级")], uppers
        )
    (into / "plans.yaml").write_text("\n".join(rows) + "\n", encoding="utf-8")


def _rows(
    folder: Path,
    into: Path,
    upper: str,
    where: tuple[str, str],
    lowers: Sequence[tuple[str, str, str]],
    uppers: set[str],
) -> Iterator[str]:
    """Copy an upper plan and those below it; yield their rows of plans.yaml."""
    region, level = where
    above = f"{level}-{Path(upper).stem}"
    if above not in uppers:
        uppers.add(above)
        shutil.copy(folder / upper, into / f"{above}.txt")
        yield f"  - {{id: {above}, file: {above}.txt, level: {level}, region: {region}, kind: report, year: 2025}}"
    for file, region, level in lowers:
        below = f"{Path(file).stem}-{Path(upper).stem}"
        shutil.copy(folder / file, into / f"{below}.txt")
        row = f"id: {below}, file: {below}.txt, level: {level}, region: {region}, kind: report, year: 2025"
        yield f"  - {{{row}, upper: [{above}]}}"


def taken(plan: Plan, alignments: Sequence[Alignment]) -> Iterator[Taken]:
    """Yield the sure answers of a plan to which little else comes near, each taken away."""
    for each in alignments:
        answer = answer_of(each)
        if answer is None or answer.score < SURE or (number := answer.clause) is None:
            continue
        without = replace(
            plan,
            clauses=plan.clauses[:number] + plan.clauses[number + 1 :],
            roles=plan.roles[:number] + plan.roles[number + 1 :],
        )
        others = [match for match in each.matches if match.clause != number]
        beside = Beside(other for other in alignments if other is each or not _is_of(other, number))
        chapters = Chapters(without)
        if not chapters.sections:
            return  # a plan that has lost its headings
        paths = [plan.path(at) for at in chapters.sections]
        signs = chapters.signs(each.clause.quote, each.clause.section, others, beside.of(each.clause))
        far = signs[SIGNS.index("nearest")].max() < NEAREST and signs[SIGNS.index("answer")].max() < ANSWER
        if far and answer.section in paths:
            parents = [plan.sections[at].parent for at in chapters.sections]
            parts = [at if parent is None else parent for at, parent in zip(chapters.sections, parents, strict=True)]
            yield Taken(plan.id, signs, paths.index(answer.section), parts)


def _is_of(alignment: Alignment, number: int) -> bool:
    answer = answer_of(alignment)
    return answer is not None and answer.clause == number


def learn(rows: Sequence[Taken]) -> NDArray[np.float64]:
    """Learn the weights of a conditional logistic regression: the section among all sections of its plan."""

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        told, slope = 0.0, np.zeros(len(SIGNS))
        for row in rows:
            chances = chances_of(row, weights)
            told -= np.log(chances[row.at] + 1e-12)
            slope -= row.signs[:, row.at] - row.signs @ chances
        return told / len(rows) + STRENGTH * weights @ weights, slope / len(rows) + 2 * STRENGTH * weights

    weights: NDArray[np.float64] = minimize(loss, np.zeros(len(SIGNS)), jac=True, method="L-BFGS-B").x
    return weights


def chances_of(row: Taken, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probabilities of the sections."""
    odds = weights @ row.signs
    shares: NDArray[np.float64] = np.exp(odds - odds.max())
    return shares / shares.sum()


def scores(rows: Sequence[Taken], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Of each row: whether the section is found, whether its part is, and the probability of the likeliest part."""
    told = []
    for row in rows:
        chances, parts = chances_of(row, weights), np.array(row.parts)
        of_part = {part: chances[parts == part].sum() for part in row.parts}
        best = max(of_part, key=lambda part: of_part[part])
        told.append((chances.argmax() == row.at, best == row.parts[row.at], of_part[best]))
    return np.array(told, float)


def main() -> None:
    """Learn, print, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        reports(options.reports, Path(folder))
        comparison = compare.compare_plans(folder)
    rows = [
        row
        for plan in comparison.plans
        if plan.upper
        for row in taken(plan, comparison.alignments_of(plan.id, plan.upper[0].id))
    ]
    plans = sorted({row.plan for row in rows})
    told = []
    for turn in range(TURNS):
        asked = set(plans[turn::TURNS])
        weights = learn([row for row in rows if row.plan not in asked])
        told.append(scores([row for row in rows if row.plan in asked], weights))
    found = np.concatenate(told)
    likely = found[:, 2] >= 0.5
    print(f"{len(rows)} answers of {len(plans)} plans; left out: section {found[:, 0].mean():.3f}", end=", ")
    print(f"part {found[:, 1].mean():.3f}; {likely.mean():.2f} with half or more, right {found[likely, 1].mean():.3f}")
    weights = learn(rows)
    lines = ["# Written by tests/accuracy/learn_chapters.py.", "", "[weights]"]
    lines += [f"{name} = {weight:.2f}" for name, weight in zip(SIGNS, weights, strict=True)]
    print("\n".join(lines[2:]))
    if options.write:
        OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
