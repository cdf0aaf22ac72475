"""Which files of a folder are plans, and under what ids."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from compare import RunOptions, compare_plans
from compare.cli import main
from compare.corpus import find_plans
from compare.errors import InputError
from compare.pipeline.compare import read_plans
from tests.builders import COUNTY, SEEDS, write_plans


def test_what_is_never_a_plan(tmp_path: Path) -> None:
    folder = write_plans(tmp_path, county=COUNTY)
    for name in (
        "README.md", "readme.txt", "README_连州.md", "themes.yaml", "themes.csv", "themes.xlsx", "waivers.yaml",
        "review.xlsx", ".hidden.txt", "~$county.txt",
    ):  # fmt: skip
        (folder / name).write_text("第一章 甲\n建设园区。", encoding="utf-8")
    (folder / "notes.pptx").write_bytes(b"PK")
    corpus = find_plans(folder)
    assert [entry.file for entry in corpus.entries] == ["county.txt"]
    assert corpus.skipped == ("notes.pptx",)


def test_the_outputs_inside_the_folder_are_never_read(tmp_path: Path) -> None:
    folder = write_plans(tmp_path, county=COUNTY)
    for out, formats in (("out", ()), ("其他/结果", ("--format", "json"))):
        (folder / out).parent.mkdir(exist_ok=True)
        done = CliRunner().invoke(main, ["report", str(folder), "-o", str(folder / out), "--no-cache", *formats])
        assert done.exit_code == 0, done.output
        assert (folder / out / "texts" / "county.txt").is_file()
        assert [entry.id for entry in find_plans(folder).entries] == ["county"]
        assert not find_plans(folder).skipped
    # What a person puts beside results is a plan all the same.
    write_plans(folder / "out", stray=COUNTY)
    assert [entry.id for entry in find_plans(folder).entries] == ["county", "stray"]


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
    comparison = compare_plans(write_plans(tmp_path, a=COUNTY, b=COUNTY), options=RunOptions(jobs=1))
    assert [plan.id for plan in comparison.plans] == ["a", "b"]
    warned = {source.plan: [warning.code for warning in source.warnings] for source in comparison.sources}
    assert "duplicate" in warned["b"]
    assert "duplicate" not in warned["a"]


def test_nearly_the_same_text_is_warned_of_with_the_share(tmp_path: Path) -> None:
    report = (SEEDS / "lianzhou.txt").read_text(encoding="utf-8")
    folder = write_plans(tmp_path, 定稿=report, 报批稿=report.replace("连州市", "我市", 20), other=COUNTY)
    _, sources = read_plans(find_plans(folder), options=RunOptions(jobs=1))
    found = {source.plan: {w.code: w.values for w in source.warnings} for source in sources}
    other, share = found["报批稿"].get("near_duplicate") or found["定稿"]["near_duplicate"]
    assert other in ("定稿", "报批稿")
    assert 80 <= int(share.rstrip("%")) <= 99
    assert not {"near_duplicate", "duplicate"} & found["other"].keys()


@pytest.mark.parametrize("files", [None, [], ["a.dwg"], ["README.md", "themes.yaml", ".hidden.txt"]])
def test_nothing_to_read(tmp_path: Path, files: list[str] | None) -> None:
    folder = tmp_path / "folder"
    if files is not None:
        folder.mkdir()
        for name in files:
            (folder / name).write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="folder"):
        find_plans(folder)


def test_what_lies_there_and_is_not_read_is_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "连山县规划.odt").write_bytes(b"PK")
    with pytest.raises(InputError, match=r"连山县规划\.odt.*另存为 \.docx"):
        find_plans(tmp_path)


def test_no_plan_readable(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(b"\x00\x01" * 500)
    with pytest.raises(InputError) as caught:
        compare_plans(tmp_path, options=RunOptions(jobs=1))
    assert "a.txt" in str(caught.value)
    assert "b.txt" in str(caught.value)
