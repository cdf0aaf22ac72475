"""What the tables of one comparison say of the same sentence, theme and target does not contradict itself."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from shutil import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare import RunOptions, compare_plans
from compare.model import Alignment, Comparison, Depth, GapGroup, Label, Verdict

NOTES = {GapGroup.POSSIBLE, GapGroup.UNMENTIONED, GapGroup.OTHER_YEARS, GapGroup.LATER}
TAKEN = {Label.COVERED, Label.PARTIAL}
MANIFEST = """plans:
  - {id: upper, file: upper.txt, kind: report, level: city, region: 清远市, year: %d}
  - {id: lower, file: lower.txt, kind: report, level: county, region: 连州市, year: 2024, upper: [upper]}
"""
RUN = RunOptions(jobs=1)


def contradictions_of(found: Comparison) -> list[str]:
    """Tell every contradiction between the verdicts on clauses, the pairs of targets, and the gaps."""
    by_id = {each.id: each for each in found.alignments}
    by_clause = {(each.upper, each.lower, each.clause.start): each for each in found.alignments}
    targets = {each.id: each for each in found.targets}
    numbers = {(each.upper, each.lower, each.clause.clause): each for each in found.alignments}
    setting: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for cell in found.coverage:
        setting[cell.plan, cell.theme] = [each.start for each in cell.evidence if each.depth >= Depth.STATED]
    told: list[str] = []
    for pair in found.target_pairs:
        target = targets[pair.upper_target]
        verdict = numbers.get((pair.upper, pair.lower, target.clause))
        lower = verdict is not None and verdict.reason.code == "partial_lower" and pair.verdict is not Verdict.BELOW
        if verdict and lower and verdict.reason.values[0].startswith(target.value or "-"):
            told.append(f"{pair.reason}: lower: {verdict.clause.quote}")
    for gap in found.gaps:
        if gap.kind == "clause" and by_id[gap.ref].label is Label.NOT_APPLICABLE:
            told.append(f"not applicable, and a gap: {gap.upper_quote.quote}")
        if gap.kind == "theme":
            starts = setting[gap.upper, gap.ref]
            answers = [by_clause.get((gap.upper, gap.plan, start)) for start in starts]
            told += _of_theme(gap.group, gap.topic, answers)
    return told


def _of_theme(group: GapGroup, topic: str, answers: list[Alignment | None]) -> list[str]:
    labels = [answer.label if answer else None for answer in answers]
    if labels and set(labels) == {Label.NOT_APPLICABLE} and group not in NOTES:
        return [f"all clauses of a theme are not applicable, and it is a gap: {topic}"]
    if group is GapGroup.ABSENT and TAKEN.intersection(labels):
        return [f"a clause of a theme is taken up, and it is absent: {topic}"]
    return []


@pytest.mark.parametrize("lowers", [("2026_陕西省", "2026_天津市"), ("2026_海南省", "2026_宁夏回族自治区")])
def test_reports_of_public_plans_agree_with_themselves(corpora: Path, tmp_path: Path, lowers: tuple[str, ...]) -> None:
    files = [corpora / "originals" / "2026-national-work-report.html"]
    files += [corpora / "work_reports" / f"{name}.txt" for name in lowers]
    if not all(file.exists() for file in files):
        pytest.skip("the corpora hold other files")
    for file in files:
        copy(file, tmp_path)
    found = compare_plans(tmp_path, options=RUN)
    assert found.alignments and found.gaps
    assert contradictions_of(found) == []


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pair")


def compared(folder: Path, upper: list[str], lower: list[str], year: int = 2024) -> Comparison:
    for name, place, when, sentences in (("upper", "清远市", year, upper), ("lower", "连州市", 2024, lower)):
        body = "\n".join(sentences)
        text = f"{place}政府工作报告\n一、{when}年工作安排\n（一）主要任务\n{body}\n"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "plans.yaml").write_text(MANIFEST % year, encoding="utf-8")
    return compare_plans(folder, options=RUN)


TASKS = [
    "和美乡村覆盖率达到60%以上。",
    "和美乡村覆盖率达到40%以上。",
    "城镇化率达到65%，森林覆盖率达到50%。",
    "森林覆盖率达到45%。",
    "发展数字经济，建设工业互联网平台，推动企业上云用数赋智。",
    "加快广清一体化发展，推进广清经济特别合作区建设。",
    "建设书香社会，深入推进全民阅读，新建城市书房5个。",
    "深入实施人才强市战略，引进各类人才800人。",
    "加快佛山陶瓷产业集群建设。",
    "完善农产品冷链物流，建设产地冷库两座。",
    "推进林下经济发展，建设林下种植基地3个。",
    "改造老旧小区20个。",
]


@settings(max_examples=6)
@given(
    upper=st.lists(st.sampled_from(TASKS), min_size=3, max_size=8, unique=True),
    lower=st.lists(st.sampled_from(TASKS), min_size=2, max_size=6, unique=True),
    year=st.sampled_from([2023, 2024, 2025]),
)
def test_reports_of_invented_plans_agree_with_themselves(
    folder: Path, upper: list[str], lower: list[str], year: int
) -> None:
    assert contradictions_of(compared(folder, upper, lower, year)) == []


def test_a_figure_of_another_year_is_not_lower(folder: Path) -> None:
    tasks = ["改造老旧小区20个，改善居民住房条件。", "完善农产品冷链物流，建设产地冷库两座。"]
    upper, lower = "和美乡村覆盖率达到60%以上。", "和美乡村覆盖率达到40%以上。"
    codes = {}
    for year in (2024, 2025):
        found = compared(folder, [upper, *tasks], [lower, *tasks], year)
        (row,) = (each for each in found.alignments if each.clause.quote == upper)
        (pair,) = (each for each in found.target_pairs if each.indicator == "和美乡村覆盖率")
        codes[year] = row.label, row.reason.code, pair.reason.code
    assert codes[2024] == (Label.PARTIAL, "partial_lower", "target_below")
    assert codes[2025] == (Label.PARTIAL, "partial_loose", "target_other_year")
