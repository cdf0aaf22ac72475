"""What plans.yaml may say, and every fault of it told at once, with its line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from compare import RunOptions, compare_plans
from compare.corpus import find_plans
from compare.errors import InputError
from tests.builders import COUNTY, write_plans


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


def test_an_upper_plan_that_is_not_listed_is_told_of_a_form_with_other_faults_too(tmp_path: Path) -> None:
    found = faults_of(
        tmp_path, "plans:\n  - {file: a.txt, level: 市市级}\n  - {file: b.txt, yera: 2021, upper: [{id: 没有}]}\n"
    )
    assert [fault for _, message in found for fault in ("市市级", "yera", "没有") if fault in message] == [
        "市市级",
        "yera",
        "没有",
    ]


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("upper: !x ab", "“upper”应是列表，现在是“ab”"),
        ("upper: [!x ab]", "ab"),
        ("title: !x 甲", "“title”应是文字，现在是“甲”"),
        ("year: !!y 2021", "“year”应是整数，现在是“2021”"),
    ],
)
def test_a_value_behind_a_tag_is_told_and_not_taken_for_a_list_of_its_letters(
    tmp_path: Path, field: str, told: str
) -> None:
    ((line, message), *_) = faults_of(tmp_path, f"plans:\n  - file: a.txt\n    {field}\n")
    assert line == 3
    assert told in message


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
    comparison = compare_plans(folder, options=RunOptions(jobs=1))
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
    comparison = compare_plans(folder, options=RunOptions(jobs=1))
    assert [plan.id for plan in comparison.plans] == ["county"]
    assert comparison.plans[0].upper == ()
    gone = next(source for source in comparison.sources if source.file == "gone.txt")
    assert gone.plan is None
    assert gone.warnings[0].code == "unreadable"
    assert "不存在" in gone.warnings[0].values[0]
