"""Which files are plans, what plans.yaml may say, and what is inferred where nobody said it."""

from __future__ import annotations

import csv
import os
from dataclasses import replace
from pathlib import Path

import pytest

from compare import compare_plans
from compare.corpus import Corpus, Entry, Identity, find_plans, identify, link_uppers
from compare.errors import InputError
from compare.model import Kind, Level, Plan, UpperLink
from compare.pipeline import read_plans
from tests.making import COUNTY, SEEDS, write_plans

# The seeds


def test_seeds_are_as_the_design_says(seeds_plans: dict[str, Plan]) -> None:
    uppers = {plan.id: {link.id for link in plan.upper} for plan in seeds_plans.values()}
    assert uppers == {
        "guangqing": set(),
        "qingyuan": {"guangqing"},
        "qingcheng": {"qingyuan", "guangqing"},
        "lianzhou": {"qingyuan", "guangqing"},
        "pingdingshan": set(),
    }
    levels = {plan.id: plan.level.value for plan in seeds_plans.values()}
    assert levels == {
        "guangqing": "region",
        "qingyuan": "city",
        "qingcheng": "district",
        "lianzhou": "county",
        "pingdingshan": "city",
    }


def test_only_younger_upper_plans_are_later(seeds_plans: dict[str, Plan]) -> None:
    later = {(plan.id, link.id) for plan in seeds_plans.values() for link in plan.upper if link.later}
    # 连州 was issued in 2021, both plans above it in 2022.
    assert later == {("lianzhou", "qingyuan"), ("lianzhou", "guangqing")}


@pytest.fixture(scope="module")
def bare_seeds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Plan]:
    """The seeds without plans.yaml: everything is inferred."""
    folder = tmp_path_factory.mktemp("bare")
    for path in SEEDS.glob("*.txt"):
        (folder / path.name).write_bytes(path.read_bytes())
    plans, _ = read_plans(find_plans(folder), jobs=1)
    return {plan.id: plan for plan in plans}


@pytest.mark.parametrize(
    ("plan", "level", "region", "kind", "period"),
    [
        ("qingyuan", "city", "清远市", "interpretation", "2021-2025"),
        ("qingcheng", "district", "清城区", "interpretation", "2021-2025"),
        ("lianzhou", "county", "连州市", "outline", "2021-2025"),
    ],
)
def test_the_seeds_without_plans_yaml(
    bare_seeds: dict[str, Plan], plan: str, level: str, region: str, kind: str, period: str
) -> None:
    found = bare_seeds[plan]
    assert (found.level, found.region, found.kind, found.period) == (level, region, kind, period)
    assert {"level", "region", "kind", "title"} <= set(found.inferred)


def test_the_control_is_given_no_wrong_place(bare_seeds: dict[str, Plan]) -> None:
    # Its name stands late and without 市; 惠民生 in its first lines must not make it 惠民县.
    assert bare_seeds["pingdingshan"].region in ("", "平顶山市")


def test_the_control_is_no_county(bare_seeds: dict[str, Plan]) -> None:
    assert bare_seeds["pingdingshan"].level is not Level.COUNTY


def test_the_control_is_no_lower_plan_of_guangdong(bare_seeds: dict[str, Plan]) -> None:
    assert bare_seeds["pingdingshan"].upper == ()
    assert all("pingdingshan" not in [link.id for link in plan.upper] for plan in bare_seeds.values())


def test_the_county_and_the_district_answer_to_their_city(bare_seeds: dict[str, Plan]) -> None:
    for plan in ("lianzhou", "qingcheng"):
        assert "qingyuan" in [link.id for link in bare_seeds[plan].upper]
        assert "upper" in bare_seeds[plan].inferred


# Inference


def infer(line: str, text: str = "", file: str = "plan.txt", **said: object) -> Identity:
    entry = replace(Entry(Path(file).stem, Path(file), file), **said)  # type: ignore[arg-type]
    return identify(entry, "\n".join([line, text]), [line] if line else [])


@pytest.mark.parametrize(
    ("title", "level", "region"),
    [
        ("清远市清城区产业发展“十四五”规划", Level.DISTRICT, "清城区"),
        ("连州市国民经济和社会发展第十四个五年规划和2035年远景目标纲要", Level.COUNTY, "连州市"),
        ("广东省国土空间规划（2021-2035年）", Level.PROVINCE, "广东省"),
        ("中华人民共和国国民经济和社会发展第十四个五年规划", Level.NATIONAL, "全国"),
        ("2024年吉林市政府工作报告", Level.CITY, "吉林市"),
        ("内蒙古自治区2026年政府工作报告", Level.PROVINCE, "内蒙古自治区"),
    ],
)
def test_level_and_region(title: str, level: Level, region: str) -> None:
    found = infer(title)
    assert (found.level, found.region) == (level, region)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("清远市国民经济和社会发展第十四个五年规划纲要", Kind.OUTLINE),
        ("《清远市产业“十四五”发展规划》政策解读", Kind.INTERPRETATION),
        ("《清远市清城区产业发展“十四五”规划》起草说明", Kind.INTERPRETATION),
        ("2024年清远市政府工作报告", Kind.REPORT),
        ("清远市国土空间总体规划（2021-2035年）", Kind.SPATIAL),
        ("清远市文化旅游发展规划", Kind.SPECIAL),
        ("广清一体化发展规划", Kind.REGIONAL),
        ("关于支持清远高质量发展的意见", Kind.OPINIONS),
        ("关于“高质量编制‘十四五’规划”的调研报告", Kind.RESEARCH),
    ],
)
def test_kind(title: str, kind: Kind) -> None:
    assert infer(title).kind is kind


@pytest.mark.parametrize(
    "sentence",
    ["全县新建标准厂房12万平方米。", "统筹稳增长、惠民生。", "维护和平稳定。", "新华社记者报道。", "全州各族人民。"],
)
def test_ordinary_words_name_no_region(sentence: str) -> None:
    assert infer("国民经济和社会发展第十四个五年规划纲要", sentence).region == ""


def test_a_report_that_asks_for_opinions_is_a_report() -> None:
    opening = (
        "各位代表：\n现在，我代表市人民政府，向大会报告工作，请予审议，并请市政协委员提出意见。\n一、2023年工作回顾"
    )
    assert infer("", opening, "2024_六安.txt").kind is Kind.REPORT


@pytest.mark.parametrize(
    ("title", "text", "year"),
    [
        ("2024年清远市政府工作报告", "", 2024),
        ("清远市2026年政府工作报告", "", 2026),
        ("连州市第十四个五年规划和2035年远景目标纲要", "2021年4月\n前言", 2021),
        ("清城区产业规划起草说明", "正文。" * 300 + "\n清城区发展和改革局\n2022年11月30日", 2022),
        ("清城区产业规划起草说明", "正文。", None),
    ],
)
def test_year_of_issue(title: str, text: str, year: int | None) -> None:
    assert infer(title, text).year == year


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("清远市“十四五”产业规划", "2021-2025"),
        ("连州市国民经济和社会发展第十四个五年规划纲要", "2021-2025"),
        ("北京市国民经济和社会发展第十五个五年规划纲要", "2026-2030"),
        ("广东省国土空间规划（2021—2035年）", "2021-2035"),
        ("广东省城镇体系规划（2021-2035年）", "2021-2035"),
        ("清远市文化旅游规划", None),
        ("云南省国民经济和社会发展第十个五年计划纲要", "2001-2005"),
    ],
)
def test_period(title: str, period: str | None) -> None:
    assert infer(title).period == period


def test_the_first_year_of_the_period_is_not_the_year_of_issue() -> None:
    assert infer("广东省国土空间规划（2021-2035年）", "粤府〔2023〕105号\n2023年8月8日").year == 2023


def test_the_years_of_the_headings_tell_the_year_of_a_report() -> None:
    text = "各位代表：\n现在，我向大会报告工作。\n一、2022年工作回顾\n新建学校5所。\n二、2023年工作安排\n新建医院3所。"
    assert infer("政府工作报告", text, "2024_池州.txt").year == 2023


def test_what_is_said_is_not_inferred() -> None:
    found = infer("2024年清远市政府工作报告", level=Level.COUNTY, region="连州市", year=2021, title="连州市规划")
    assert (found.level, found.region, found.year, found.title) == (Level.COUNTY, "连州市", 2021, "连州市规划")
    assert not {"level", "region", "year", "title"} & set(found.inferred)
    assert "kind" in found.inferred


def links(**plans: tuple[Level, str, int | None]) -> dict[str, tuple[UpperLink, ...]]:
    entries = [Entry(name, Path(name), name) for name in plans]
    identities = {
        name: Identity(name, Kind.OUTLINE, level, region, year, None, ())
        for name, (level, region, year) in plans.items()
    }
    return {name: upper for name, (upper, _) in link_uppers(entries, identities).items()}


def test_upper_plans_are_the_nearest_above_whose_area_holds_the_plan() -> None:
    found = links(
        nation=(Level.NATIONAL, "全国", 2021),
        province=(Level.PROVINCE, "广东省", 2021),
        city=(Level.CITY, "清远市", 2021),
        county=(Level.COUNTY, "连州市", 2020),
        district=(Level.DISTRICT, "清城区", 2021),
        other=(Level.CITY, "平顶山市", 2021),
    )
    named = {name: [link.id for link in upper] for name, upper in found.items()}
    assert named == {
        "nation": [],
        "province": ["nation"],
        "city": ["province"],
        "county": ["city"],
        "district": ["city"],
        "other": ["nation"],
    }
    assert found["county"][0].later
    assert not found["district"][0].later


def test_without_the_city_the_county_answers_to_the_province() -> None:
    found = links(province=(Level.PROVINCE, "广东省", None), county=(Level.COUNTY, "连州市", 2020))
    assert found["county"] == (UpperLink("province"),)


# plans.yaml


def faults_of(folder: Path, content: str | bytes) -> list[tuple[int | None, str]]:
    path = folder / "plans.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(InputError) as caught:
        find_plans(folder)
    assert all(fault.file == path for fault in caught.value.faults)
    assert all(str(fault) in str(caught.value) for fault in caught.value.faults)
    return [(fault.line, fault.message) for fault in caught.value.faults]


def test_all_faults_of_a_form_at_once(tmp_path: Path) -> None:
    found = faults_of(
        tmp_path,
        "plans:\n"
        "  - id: a\n"
        "    flie: a.txt\n"
        "  - file: b.txt\n"
        "    level: couty\n"
        "  - file: c.txt\n"
        "    year: 今年\n"
        "  - file: d.txt\n"
        "    upper: [{id: a, relation: boss}]\n",
    )
    told = dict(found)
    assert {2, 3, 5, 7, 9} <= set(told)
    assert "缺少必填的“file”" in told[2]
    assert "flie" in told[3]
    assert "是不是想写“file”" in told[3]
    assert "couty" in told[5]
    assert "county" in told[5]
    assert "今年" in told[7]
    assert "boss" in told[9]
    assert "reference" in told[9]


def test_one_fault_is_told_once(tmp_path: Path) -> None:
    assert len(faults_of(tmp_path, "plans:\n  - {file: a.txt, year: 今年}\n")) == 1


@pytest.mark.parametrize("field", ["year: 1900", "year: 2021.5", "id: a/b"])
def test_every_fault_is_told_in_chinese(tmp_path: Path, field: str) -> None:
    found = faults_of(tmp_path, f"plans:\n  - {{file: a.txt, {field}}}\n")
    assert not any(word in message for _, message in found for word in ("should", "Input", "String", "Tuple"))


def test_a_plan_above_itself_is_told_so(tmp_path: Path) -> None:
    found = faults_of(tmp_path, "plans:\n  - {id: a, file: a.txt, upper: [a]}\n")
    assert "不在清单里" not in found[0][1]


def test_unknown_upper_plan_with_suggestion(tmp_path: Path) -> None:
    found = faults_of(
        tmp_path, "plans:\n  - {id: qingyuan, file: a.txt}\n  - id: b\n    file: b.txt\n    upper: [qingyaun]\n"
    )
    assert [line for line, _ in found] == [5]
    assert "qingyaun" in found[0][1]
    assert "是不是想写“qingyuan”" in found[0][1]


def test_a_plan_is_not_its_own_upper_plan(tmp_path: Path) -> None:
    assert len(faults_of(tmp_path, "plans:\n  - {id: a, file: a.txt, upper: [a]}\n")) == 1


def test_duplicate_ids_are_told(tmp_path: Path) -> None:
    found = faults_of(tmp_path, "plans:\n  - {id: a, file: x.txt}\n  - file: a.txt\n  - file: b.txt\n")
    assert 3 in [line for line, _ in found]
    assert all("“a”" in message for _, message in found)


def test_duplicates_and_unknown_uppers_are_told_together(tmp_path: Path) -> None:
    found = faults_of(tmp_path, "plans:\n  - {id: a, file: x.txt, upper: [zz]}\n  - {id: a, file: y.txt}\n")
    assert {2, 3} <= {line for line, _ in found}
    assert "zz" in "".join(message for _, message in found)


def test_circle(tmp_path: Path) -> None:
    found = faults_of(
        tmp_path,
        "plans:\n  - {id: a, file: a.txt, upper: [b]}\n  - {id: b, file: b.txt, upper: [c]}\n"
        "  - {id: c, file: c.txt, upper: [a]}\n  - {id: d, file: d.txt, upper: [a]}\n",
    )
    assert [line for line, _ in found] == [2, 3, 4]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("plans:\n  - file: a.txt\n\tlevel: city\n", 3),
        ("plans:\n  - file: [a.txt\n  - x\n", 4),
        ("plans:\n  - file: a.txt\n    file: b.txt\n", 3),
        ("plans: []\n", 1),
        ("plans:\n  a: b\n", 1),
        ("plan:\n  - file: a.txt\n", 1),
        ("plans:\n  - file: ''\n", 2),
        ("plans:\n  - 连州.txt\n", 2),
        ("", None),
        ("just text", None),
        ("- file: a.txt\n", None),
        ("plans:\n  - file：a.txt\n", 2),
        (b"plans:\n  - file: \xc1\xac\xd6\xdd.txt\n", None),
        (b"\x00\x01\x02", None),
        ("[" * 300, None),
        ("a: &a [*a]\n", None),
    ],
)
def test_what_is_no_list_of_plans_is_told_with_its_line(tmp_path: Path, content: str | bytes, line: int | None) -> None:
    found = faults_of(tmp_path, content)
    assert found
    assert line is None or line in [number for number, _ in found]
    assert all(any("\u4e00" <= char <= "\u9fff" for char in message) for _, message in found)


def test_only_file_is_required(tmp_path: Path) -> None:
    write_plans(tmp_path / "elsewhere", 甲县=COUNTY)
    folder = write_plans(tmp_path / "plans")
    (folder / "plans.yaml").write_text("plans:\n  - file: ../elsewhere/甲县.txt\n", encoding="utf-8")
    comparison = compare_plans(folder, jobs=1)
    assert [plan.id for plan in comparison.plans] == ["甲县"]
    assert {"title", "kind", "level", "period"} <= set(comparison.plans[0].inferred)


def test_plans_yaml_itself_may_be_given(tmp_path: Path) -> None:
    folder = write_plans(tmp_path, county=COUNTY)
    (folder / "mine.yaml").write_text("plans:\n  - {id: x, file: county.txt}\n", encoding="utf-8")
    assert [entry.id for entry in find_plans(folder / "mine.yaml").entries] == ["x"]


def test_plans_yml_is_found_beside_the_plans(tmp_path: Path) -> None:
    folder = write_plans(tmp_path, county=COUNTY, draft=COUNTY)
    (folder / "plans.yml").write_text("plans: [{file: county.txt}]", encoding="utf-8")
    assert [entry.id for entry in find_plans(folder).entries] == ["county"]


def test_a_file_that_is_no_plans_yaml_is_told_so(tmp_path: Path) -> None:
    folder = write_plans(tmp_path, county=COUNTY)
    with pytest.raises(InputError, match=r"plans\.yaml"):
        find_plans(folder / "county.txt")


@pytest.mark.skipif(os.name == "nt", reason="names of other encodings only stand on the disks of other systems")
def test_file_names_in_gb18030_are_readable(tmp_path: Path) -> None:
    name = os.fsdecode("连州规划.txt".encode("gb18030"))
    try:
        (tmp_path / name).write_text(COUNTY, encoding="utf-8")
    except OSError:
        pytest.skip("this disk takes no such names")
    assert [(entry.id, entry.file) for entry in find_plans(tmp_path).entries] == [("连州规划", "连州规划.txt")]


def test_a_text_that_ends_inside_a_sentence_is_warned_of(tmp_path: Path) -> None:
    whole = COUNTY.rstrip()
    comparison = compare_plans(write_plans(tmp_path, whole=whole, cut=whole[:-3]))
    codes = {source.plan: {warning.code for warning in source.warnings} for source in comparison.sources}
    assert "truncated" in codes["cut"]
    assert "truncated" not in codes["whole"]


def test_a_listed_file_that_is_missing_does_not_stop_the_others(tmp_path: Path) -> None:
    folder = write_plans(tmp_path, county=COUNTY)
    (folder / "plans.yaml").write_text(
        "plans:\n  - {file: gone.txt, level: city}\n  - {file: county.txt, upper: [gone]}\n", encoding="utf-8"
    )
    comparison = compare_plans(folder, jobs=1)
    assert [plan.id for plan in comparison.plans] == ["county"]
    assert comparison.plans[0].upper == ()
    gone = next(source for source in comparison.sources if source.file == "gone.txt")
    assert gone.plan is None
    assert gone.warnings[0].code == "unreadable"
    assert "不存在" in gone.warnings[0].values[0]


# A folder


def test_what_is_never_a_plan(tmp_path: Path) -> None:
    folder = write_plans(tmp_path, county=COUNTY)
    for name in (
        "README.md", "readme.txt", "README_连州.md", "themes.yaml", "themes.csv", "themes.xlsx", "waivers.yaml",
        "review.xlsx", ".hidden.txt", "~$county.txt",
    ):  # fmt: skip
        (folder / name).write_text("第一章 甲\n建设园区。", encoding="utf-8")
    (folder / "notes.pptx").write_bytes(b"PK")
    (folder / "sub").mkdir()
    (folder / "sub" / "inner.txt").write_text(COUNTY, encoding="utf-8")
    corpus = find_plans(folder)
    assert [entry.file for entry in corpus.entries] == ["county.txt"]
    assert corpus.skipped == ("notes.pptx",)


def test_the_outputs_inside_the_folder_are_never_read(tmp_path: Path) -> None:
    folder = write_plans(tmp_path, county=COUNTY)
    write_plans(folder / "out", stray=COUNTY)
    write_plans(folder / "out" / "texts", county=COUNTY)
    assert [entry.id for entry in find_plans(folder).entries] == ["county"]


def test_ids_are_file_names_and_do_not_collide(tmp_path: Path) -> None:
    folder = write_plans(tmp_path, **{"连州 规划(稿)": COUNTY, "city": COUNTY, "v1.2": COUNTY})
    (folder / "city.md").write_text(COUNTY, encoding="utf-8")
    found = {entry.file: entry.id for entry in find_plans(folder).entries}
    assert found == {
        "连州 规划(稿).txt": "连州 规划(稿)",
        "city.txt": "city.txt",
        "city.md": "city.md",
        "v1.2.txt": "v1.2",
    }


def test_ids_are_unique_even_where_a_name_looks_like_an_ending(tmp_path: Path) -> None:
    folder = write_plans(tmp_path, **{"a": COUNTY, "a.txt": COUNTY})
    (folder / "a.md").write_text(COUNTY, encoding="utf-8")
    ids = [entry.id for entry in find_plans(folder).entries]
    assert len(set(ids)) == len(ids) == 3


def test_files_of_the_same_content_stay_separate_and_are_warned_of(tmp_path: Path) -> None:
    comparison = compare_plans(write_plans(tmp_path, a=COUNTY, b=COUNTY), jobs=1)
    assert [plan.id for plan in comparison.plans] == ["a", "b"]
    warned = {source.plan: [warning.code for warning in source.warnings] for source in comparison.sources}
    assert "duplicate" in warned["b"]
    assert "duplicate" not in warned["a"]


@pytest.mark.parametrize("files", [None, [], ["a.png"], ["README.md", "themes.yaml", ".hidden.txt"]])
def test_nothing_to_read(tmp_path: Path, files: list[str] | None) -> None:
    folder = tmp_path / "folder"
    if files is not None:
        folder.mkdir()
        for name in files:
            (folder / name).write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="folder"):
        find_plans(folder)


def test_no_plan_readable(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(b"\x00\x01" * 500)
    with pytest.raises(InputError) as caught:
        compare_plans(tmp_path, jobs=1)
    assert "a.txt" in str(caught.value)
    assert "b.txt" in str(caught.value)


# Two hundred real reports


def test_what_is_inferred_of_real_work_reports(corpora: Path) -> None:
    """By what the text and the file name say, against the manifest."""
    with (corpora / "manifest.tsv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines, delimiter="\t") if row["file"].startswith("work_reports/")]
    entries = tuple(Entry(row["file"], corpora / row["file"], row["file"]) for row in rows)
    plans, _ = read_plans(Corpus(corpora, entries, ()), jobs=1)
    assert len(plans) == len(rows)
    found = {plan.id: plan for plan in plans}
    # The manifest gives a city for 潜江, a county-level city, and a short name for prefectures (黔南).
    right = {
        "level": [found[row["file"]].level == row["level"] for row in rows],
        "region": [found[row["file"]].region.startswith(row["region"]) for row in rows],
        "year": [str(found[row["file"]].year) == row["year"] for row in rows],
        "kind": [found[row["file"]].kind is Kind.REPORT for row in rows],
    }
    shares = {name: sum(values) / len(values) for name, values in right.items()}
    assert shares["level"] >= 0.95
    assert shares["region"] >= 0.96
    assert shares["year"] >= 0.97
    assert shares["kind"] >= 0.95
