"""Folders in folders, zip files read as folders, and names of other encodings."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest

from compare import RunOptions, compare_plans
from compare.corpus import Entry, find_plans, identify, tree, zip_folder
from compare.errors import InputError
from compare.model import Level
from compare.pipeline.compare import read_plans
from tests.builders import COUNTY

CITY = COUNTY.replace("连州市", "清远市")
BARE = "第一章 主要任务\n推进产业集群建设，新建敬老院3所。\n"
"""A plan that does not say whose it is."""


def write_tree(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def zipped(files: Mapping[str, str | bytes], encoding: str = "utf-8") -> bytes:
    """A zip file; in another encoding than UTF-8 the names do not say which."""
    out = BytesIO()
    stand_ins = {name: chr(97 + n) * len(name.encode(encoding)) for n, name in enumerate(files)}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name if encoding == "utf-8" else stand_ins[name], content)
    made = out.getvalue()
    for name, stand_in in stand_ins.items() if encoding != "utf-8" else ():
        made = made.replace(stand_in.encode(), name.encode(encoding))
    return made


TREE = {"1省级/广东.txt": BARE, "2市级/清远.txt": CITY, "3县级/连州.txt": COUNTY, "3县级/说明.pptx": ""}


def test_subfolders_are_read_and_what_is_skipped_is_named(tmp_path: Path) -> None:
    corpus = find_plans(write_tree(tmp_path, TREE))
    assert [(entry.id, entry.file) for entry in corpus.entries] == [
        ("广东", "1省级/广东.txt"),
        ("清远", "2市级/清远.txt"),
        ("连州", "3县级/连州.txt"),
    ]
    assert corpus.skipped == ("3县级/说明.pptx",)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("whole", [True, False])
def test_a_zip_is_read_as_a_folder(tmp_path: Path, encoding: str, whole: bool) -> None:
    path = tmp_path / "材料.zip"
    path.write_bytes(zipped({**TREE, "__MACOSX/._连州.txt": "x", ".DS_Store": "x"}, encoding))
    comparison = compare_plans(path if whole else tmp_path, options=RunOptions(jobs=1))
    folder = compare_plans(write_tree(tmp_path / "out", TREE), options=RunOptions(jobs=1))
    assert [(plan.id, plan.text, plan.level, plan.upper) for plan in comparison.plans] == [
        (plan.id, plan.text, plan.level, plan.upper) for plan in folder.plans
    ]
    assert {source.file for source in comparison.sources} == {f"材料.zip/{name}" for name in TREE}


def test_a_zip_with_a_table_and_a_broken_file(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(
        zipped({"表.csv": f'地区,正文\n连州市,"{COUNTY}"\n', "坏.docx": b"PK\x03\x04", "内.zip": b"PK\x03\x04 cut"})
    )
    plans, sources = read_plans(find_plans(tmp_path), options=RunOptions(jobs=1))
    assert [(plan.id, plan.region) for plan in plans] == [("表-2", "连州市")]
    told = {source.file: source.warnings[0].code for source in sources if source.plan is None}
    assert told == {"a.zip/坏.docx": "unreadable", "a.zip/内.zip": "unreadable"}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_archives_in_archives_are_read_as_folders(tmp_path: Path, encoding: str) -> None:
    inner = zipped({"县级/连州.txt": COUNTY}, encoding)
    (tmp_path / "全部.zip").write_bytes(
        zipped({"市级/清远.txt": CITY, "各县.zip": zipped({"连州.zip": inner}, encoding)}, encoding)
    )
    plans, sources = read_plans(find_plans(tmp_path), options=RunOptions(jobs=1))
    assert {source.file for source in sources} == {
        "全部.zip/市级/清远.txt",
        "全部.zip/各县.zip/连州.zip/县级/连州.txt",
    }
    assert len(plans) == 2


def test_archives_in_archives_without_end_are_not_opened(tmp_path: Path) -> None:
    content = zipped({"连州.txt": COUNTY})
    for depth in range(6):
        content = zipped({f"{depth}.zip": content, f"甲{depth}.txt": COUNTY})
    (tmp_path / "a.zip").write_bytes(content)
    plans, sources = read_plans(find_plans(tmp_path), options=RunOptions(jobs=1))
    assert len(plans) == 3
    assert [source.warnings[0].code for source in sources if source.plan is None] == ["skipped_archive"]


@pytest.mark.parametrize("content", [b"PK\x03\x04 cut", b""])
def test_a_zip_that_cannot_be_read_is_told_alone(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "坏.zip").write_bytes(content)
    write_tree(tmp_path, {"县.txt": COUNTY})
    plans, sources = read_plans(find_plans(tmp_path), options=RunOptions(jobs=1))
    assert [plan.id for plan in plans] == ["县"]
    assert all(source.warnings[0].code == "unreadable" for source in sources if source.plan is None)


def test_names_that_lead_out_of_a_zip_write_nothing_there(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.zip").write_bytes(zipped({"../../x.txt": COUNTY, "/y.txt": CITY, "b\\z.txt": COUNTY}))
    plans, sources = read_plans(find_plans(tmp_path / "in"), options=RunOptions(jobs=1))
    assert [source.file for source in sources] == ["a.zip/b/z.txt", "a.zip/x.txt", "a.zip/y.txt"]
    assert len(plans) == 3
    assert not list(tmp_path.glob("*.txt"))


def test_two_files_of_one_name_in_a_zip(tmp_path: Path) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("a.txt", CITY)
        archive.writestr("a.txt", COUNTY)
    (tmp_path / "a.zip").write_bytes(out.getvalue())
    plans, sources = read_plans(find_plans(tmp_path), options=RunOptions(jobs=1))
    assert [plan.region for plan in plans] == ["连州市"]
    assert [(each.file, each.plan is None) for each in sources] == [
        ("a.zip/a.txt", False),
        ("a.zip/a（同名的第1份）.txt", True),
    ]
    assert "只读了最后一份" in sources[1].warnings[0].values[0]


def test_what_bursts_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_folder, "UNPACKED_LIMIT", 100_000)
    (tmp_path / "a.zip").write_bytes(zipped({"a.txt": COUNTY, "b.txt": "规" * 1_000_000, "c.txt": CITY}))
    plans, sources = read_plans(find_plans(tmp_path), options=RunOptions(jobs=1))
    assert [plan.id for plan in plans] == ["a", "c"]
    assert any("展开后太大" in source.warnings[0].values[0] for source in sources if source.plan is None)


def test_all_archives_of_a_folder_share_what_they_may_take(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "ALL_UNPACKED_LIMIT", 250_000)
    for name in "abc":
        (tmp_path / f"{name}.zip").write_bytes(zipped({f"{name}.txt": COUNTY + " " * 100_000}))
    (tmp_path / "连州.txt").write_text(COUNTY, encoding="utf-8")
    plans, sources = read_plans(find_plans(tmp_path), options=RunOptions(jobs=1))
    assert sorted(plan.id for plan in plans) == ["a", "b", "连州"]
    assert "全部压缩包合计超过" in next(s.warnings[0].values[0] for s in sources if s.file == "c.zip/c.txt")


def test_a_part_that_is_packed_in_a_broken_way_is_told_alone(tmp_path: Path) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.txt", COUNTY)
        archive.writestr("b.txt", CITY)
    content = bytearray(out.getvalue())
    at = content.index(b"a.txt") + len(b"a.txt")
    content[at + 4 : at + 60] = bytes(range(200, 256))  # what tells how to unpack it, and what is packed
    (tmp_path / "x.zip").write_bytes(content)
    plans, sources = read_plans(find_plans(tmp_path), options=RunOptions(jobs=1))
    assert [plan.id for plan in plans] == ["b"]
    assert any("损坏" in source.warnings[0].values[0] for source in sources if source.plan is None)


def test_a_folder_of_everything_is_no_folder_of_plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "FILES_LIMIT", 2)
    with pytest.raises(InputError, match="超过 2 个"):
        find_plans(write_tree(tmp_path, TREE))


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_folder_that_leads_elsewhere_is_told(tmp_path: Path) -> None:
    write_tree(tmp_path / "other", {"a.txt": COUNTY})
    write_tree(tmp_path / "plans", {"b.txt": COUNTY})
    (tmp_path / "plans" / "link").symlink_to(tmp_path / "other")
    (tmp_path / "plans" / "loop").symlink_to(tmp_path / "plans")
    plans, sources = read_plans(find_plans(tmp_path / "plans"), options=RunOptions(jobs=1))
    assert [plan.id for plan in plans] == ["b"]
    assert [(s.file, s.warnings[0].code) for s in sources[1:]] == [
        ("link/", "skipped_folder"),
        ("loop/", "skipped_folder"),
    ]


def test_ids_of_files_of_one_name(tmp_path: Path) -> None:
    names = ["规划.txt", "市/规划.txt", "县/规划.txt", "县/规划.md", "县/其他.txt"]
    found = {entry.file: entry.id for entry in find_plans(write_tree(tmp_path, dict.fromkeys(names, COUNTY))).entries}
    assert found == {
        "规划.txt": "规划",
        "市/规划.txt": "市-规划",
        "县/规划.txt": "县-规划.txt",
        "县/规划.md": "规划.md",
        "县/其他.txt": "其他",
    }


@pytest.mark.parametrize(
    ("file", "text", "level", "region"),
    [
        ("2市级/规划.txt", BARE, Level.CITY, ""),
        ("各区县/规划.txt", BARE, Level.COUNTY, ""),
        ("省级规划/规划.txt", BARE, Level.PROVINCE, ""),
        ("清远市/连州/规划.txt", BARE, Level.COUNTY, "连州市"),
        ("市级/吉林.txt", BARE, Level.CITY, "吉林市"),
        ("省级/吉林.txt", BARE, Level.PROVINCE, "吉林省"),
        ("长春市/朝阳区规划.txt", BARE, Level.DISTRICT, "朝阳区"),
        # What the text says counts for more.
        ("省级/a.txt", "连州市国民经济和社会发展第十四个五年规划纲要\n" + BARE, Level.COUNTY, "连州市"),
        ("资料/规划.txt", BARE, Level.COUNTY, ""),
    ],
)
def test_folders_help_where_nothing_else_tells(file: str, text: str, level: Level, region: str) -> None:
    found = identify(Entry("a", Path(file), file), text, text.split("\n")[:1])
    assert (found.level, found.region) == (level, region)


def test_the_folder_tells_which_of_several_places_is_meant() -> None:
    file = "长春市/朝阳区规划.txt"
    found = identify(Entry("a", Path(file), file), BARE, [])
    assert found.area and found.area.code.startswith("2201")


def test_the_name_of_a_table_says_nothing_of_a_row() -> None:
    found = identify(Entry("a-2", Path("保定市.xlsx"), "保定市.xlsx#2", row=2), BARE, [])
    assert found.region == ""


def test_a_name_that_is_too_long_is_told_alone(tmp_path: Path) -> None:
    write_tree(tmp_path, {"县.txt": COUNTY})
    (tmp_path / "plans.yaml").write_text(
        f"plans:\n  - file: 县.txt\n  - {{id: long, file: {'规' * 90}.txt}}\n", encoding="utf-8"
    )
    plans, sources = read_plans(find_plans(tmp_path), options=RunOptions(jobs=1))
    assert [plan.id for plan in plans] == ["县"]
    assert any("文件名太长" in source.warnings[0].values[0] for source in sources if source.plan is None)
