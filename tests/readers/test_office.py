"""Old Word, WPS and RTF files: what is said without LibreOffice, how it is run, and what it really gives."""

from __future__ import annotations

import http.server
import os
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from compare import RunOptions, compare_plans, find_plans, read_plans
from compare.cli import main
from compare.errors import InputError, ReadError
from compare.readers import read_file
from tests.builders import COUNTY, SEEDS
from tests.office import convert, needs_libreoffice
from tests.readers.docx_builders import PLAN_LEVELS, clauses_of, docx, numbering, package, para, row, table

RTF = rb"{\rtf1\ansi plan}"
PLAN = docx(*(para(line) for line in COUNTY.strip().split("\n")))

needs_scripts = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")


def rtf(folder: Path, name: str = "plan.rtf") -> Path:
    path = folder / name
    path.write_bytes(RTF)
    return path


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for a script that is found in place of LibreOffice; what it should convert to is beside it."""
    folder = tmp_path / "programs"
    folder.mkdir()
    (folder / "made.docx").write_bytes(PLAN)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")
    yield folder


def script(folder: Path, *lines: str) -> None:
    """What the stand-in does; ``$out`` is the folder it must write to and ``$profile`` its profile."""
    program = folder / "soffice"
    head = (
        "#!/bin/sh",
        f"here='{folder}'",
        'echo "$@" > "$here/arguments"',
        'for last in "$@"; do :; done',
        'while [ $# -gt 0 ]; do case "$1" in --outdir) out=$2;; -env:UserInstallation=file://*) '
        "profile=${1#-env:UserInstallation=file://};; esac; shift; done",
    )
    program.write_text("\n".join([*head, *lines, ""]), encoding="utf-8")
    program.chmod(0o755)


CONVERTS = 'mkdir -p "$out"; cp "$here/made.docx" "$out/plan.docx"'


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


# Without LibreOffice


def older(folder: Path, name: str = "plan.doc") -> Path:
    """A file of Word 6, by its mark, which is not read without LibreOffice."""
    content = (Path(__file__).parents[1] / "data" / "county.doc").read_bytes()
    path = folder / name
    path.write_bytes(content.replace(b"\xec\xa5", b"\xdc\xa5"))
    return path


@pytest.mark.parametrize("name", ["plan.rtf", "plan.doc", "plan.wps", "plan.txt"])
def test_without_the_option_the_way_out_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(ReadError, match=r"请在 Word 或 WPS 中另存为 \.docx；或加 --libreoffice"):
        read_file(older(tmp_path, name))


def test_one_such_file_does_not_stop_the_others(tmp_path: Path) -> None:
    older(tmp_path)
    (tmp_path / "county.docx").write_bytes(PLAN)
    result = run("plans", "list", tmp_path)
    assert result.exit_code == 1
    assert "plan.doc" in result.stderr
    assert "--libreoffice" in result.stderr


def test_the_option_without_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("compare.readers.office._PLACES", ())
    with pytest.raises(ReadError, match=r"没有找到 LibreOffice.*请安装.*另存为 \.docx"):
        read_file(rtf(tmp_path), libreoffice=True)


# How it is run


@needs_scripts
@pytest.mark.parametrize("name", ["plan.rtf", "plan.WPS", "plan.doc"])
def test_what_it_makes_is_read_as_a_word_file(stand_in: Path, tmp_path: Path, name: str) -> None:
    script(stand_in, CONVERTS)
    raw = read_file(rtf(tmp_path, name), libreoffice=True)
    assert raw.text.split("\n") == COUNTY.strip().split("\n")
    assert (raw.format, raw.unit) == ("rtf", "paragraph")


@needs_scripts
def test_the_wish_reaches_the_reader(stand_in: Path, tmp_path: Path) -> None:
    script(stand_in, CONVERTS)
    folder = tmp_path / "plans"
    folder.mkdir()
    older(folder)
    plans, sources = read_plans(find_plans(folder), options=RunOptions(libreoffice=True))
    assert [plan.id for plan in plans] == ["plan"]
    assert [source.format for source in sources] == ["doc"]
    assert run("plans", "list", folder, "--libreoffice").exit_code == 0
    with pytest.raises(InputError, match="--libreoffice"):
        compare_plans(folder, options=RunOptions(jobs=1))


@pytest.mark.parametrize(
    "command",
    [
        ("coverage", "plans"),
        ("gaps", "plans"),
        ("frequency", "plans"),
        ("explain", "plans", "T01", "a"),
        ("report", "plans", "-o", "out"),
        ("align", "a.doc", "b.doc"),
        ("diff", "a.doc", "b.doc"),
    ],
    ids=" ".join,
)
def test_every_command_that_compares_passes_the_wish_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plans").mkdir()
    for name in ("a.doc", "b.doc", "plans/a.doc"):
        rtf(tmp_path, name)
    wishes: list[object] = []

    def refuse(*_: object, **options: Any) -> None:
        wishes.append(options["options"].libreoffice)
        raise InputError("到此为止")

    for function in ("compare.compare_plans", "compare.compare_versions"):
        monkeypatch.setattr(function, refuse)
    for wish in ([], ["--libreoffice"]):
        run(*command, *wish)
    assert wishes == [False, True]


@needs_scripts
def test_the_profile_is_fresh_safe_and_thrown_away(stand_in: Path, tmp_path: Path) -> None:
    script(
        stand_in,
        CONVERTS,
        'cp "$profile/user/registrymodifications.xcu" "$here/settings"',
        'echo "$profile" >> "$here/profiles"',
    )
    path = rtf(tmp_path)
    for _ in range(2):
        read_file(path, libreoffice=True)
    arguments = (stand_in / "arguments").read_text(encoding="utf-8").split()
    assert "--headless" in arguments
    assert "--norestore" in arguments
    settings = (stand_in / "settings").read_text(encoding="utf-8")
    for name, value in {
        "DisableMacrosExecution": "true",
        "MacroSecurityLevel": "3",
        "BlockUntrustedRefererLinks": "true",
        "Link": "2",
    }.items():
        assert f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop>' in settings
    profiles = (stand_in / "profiles").read_text(encoding="utf-8").split()
    assert len(set(profiles)) == 2
    assert not any(Path(profile).exists() for profile in profiles)


@needs_scripts
def test_one_that_takes_too_long_is_stopped_with_all_it_started(
    stand_in: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script(stand_in, 'sleep 60 & echo $! > "$here/child"; sleep 60')
    monkeypatch.setattr("compare.readers.office.TIME_LIMIT", 0.5)
    begun = time.monotonic()
    with pytest.raises(ReadError, match=r"没有转换完，已停止；请在 Word 或 WPS 中另存为 \.docx"):
        read_file(rtf(tmp_path), libreoffice=True)
    assert time.monotonic() - begun < 20
    child = int((stand_in / "child").read_text())
    deadline = time.monotonic() + 5
    while alive(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not alive(child)


def alive(process: int) -> bool:
    """Whether a process runs; one that has ended but was not fetched by anybody does not."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True).stdout.strip()
    return bool(state) and not state.startswith("Z")


@needs_scripts
@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["exit 1"], "打不开这份文件"),
        (["exit 0"], "打不开这份文件"),
        (['mkdir -p "$out"; echo junk > "$out/plan.docx"'], "不完整"),
        (["kill -9 $$"], "打不开这份文件"),
    ],
    ids=["fails", "makes nothing", "makes junk", "crashes"],
)
def test_what_goes_wrong_there_is_one_sentence(stand_in: Path, tmp_path: Path, lines: list[str], told: str) -> None:
    script(stand_in, *lines)
    with pytest.raises(ReadError, match=told) as refused:
        read_file(rtf(tmp_path), libreoffice=True)
    assert "请" in str(refused.value)


@needs_scripts
def test_a_program_that_does_not_start(stand_in: Path, tmp_path: Path) -> None:
    (stand_in / "soffice").write_text("#!/no/such/shell\n", encoding="utf-8")
    (stand_in / "soffice").chmod(0o755)
    with pytest.raises(ReadError, match="启动不了"):
        read_file(rtf(tmp_path), libreoffice=True)


# What it really gives


def converted(folder: Path, form: str, *contents: bytes) -> list[bytes]:
    """Word files made into another form by LibreOffice itself."""
    sources = [folder / f"source{number}.docx" for number in range(len(contents))]
    for source, content in zip(sources, contents, strict=True):
        source.write_bytes(content)
    convert(sources[0], form, *sources[1:])
    return [source.with_suffix(f".{form}").read_bytes() for source in sources]


@pytest.fixture(scope="module")
def old_files(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """Old Word files of a plan with numbers and a table, and of a seed."""
    body = [
        para("产业", num="1", level=0),
        para("工业", num="1", level=1),
        para("推动产业集聚发展，到2025年产值达到50亿元。"),
        table(row("指标", "2025年"), row("粮食产量", "12")),
        para("农业", num="1", level=1),
    ]
    seed = docx(*map(para, read_file(SEEDS / "qingcheng.txt").text.split("\n")))
    return converted(tmp_path_factory.mktemp("old"), "doc", docx(*body, numbering=numbering(PLAN_LEVELS)), seed)


@needs_libreoffice
def test_a_plan_comes_through_with_numbers_and_tables(old_files: list[bytes], tmp_path: Path) -> None:
    (tmp_path / "plan.wps").write_bytes(old_files[0])
    raw = read_file(tmp_path / "plan.wps", libreoffice=True)
    assert raw.format == "wps"
    assert [line for line in raw.text.split("\n") if line] == [
        "第一章 产业",
        "第一节 工业",
        "推动产业集聚发展，到2025年产值达到50亿元。",
        "指标\t2025年",
        "粮食产量\t12",
        "第二节 农业",
    ]


def rich(text: str) -> str:
    """Han as Word writes them into RTF: bytes of GBK."""
    return "".join(
        sign if sign.isascii() else "".join(f"\\'{byte:02x}" for byte in sign.encode("gbk")) for sign in text
    )


@needs_libreoffice
def test_rich_text_as_word_writes_it(tmp_path: Path) -> None:
    form = (
        r"{\listlevel\levelnfc39\leveljc0\levelfollow0\levelstartat1{\leveltext\'03%s\'0%d%s;}{\levelnumbers\'02;}\f0}"
    )
    levels = form % (rich("第"), 0, rich("章")) + form % (rich("第"), 1, rich("节"))
    content = (
        r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}}"
        r"{\*\listtable{\list\listtemplateid1" + levels + r"\listid1}}"
        r"{\*\listoverridetable{\listoverride\listid1\listoverridecount0\ls1}}"
        rf"\pard\ls1\ilvl0 {{\f0 {rich('产业')}}}\par\pard\ls1\ilvl1 {{\f0 {rich('工业')}}}\par"
        rf"\pard {{\f0 {rich('到2025年产值达到50亿元。')}}}\par}}"
    )
    (tmp_path / "plan.doc").write_text(content, encoding="ascii")
    raw = read_file(tmp_path / "plan.doc", libreoffice=True)
    assert raw.format == "rtf"
    assert raw.text.split("\n") == ["第一章 产业", "第一节 工业", "到2025年产值达到50亿元。"]


@needs_libreoffice
def test_a_seed_gives_the_same_clauses_through_an_old_word_file(old_files: list[bytes], tmp_path: Path) -> None:
    plain = read_file(SEEDS / "qingcheng.txt")
    (tmp_path / "plan.doc").write_bytes(old_files[1])
    assert clauses_of(read_file(tmp_path / "plan.doc", libreoffice=True)) == clauses_of(plain)


@needs_libreoffice
def test_no_link_is_followed(tmp_path: Path) -> None:
    asked: list[str] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        content = linked_picture(f"http://127.0.0.1:{server.server_port}/picture.png")
        (old,) = converted(tmp_path, "doc", content)
        assert asked, "with its own settings it does follow the link"
        asked.clear()
        (tmp_path / "plan.doc").write_bytes(old)
        assert "正文" in read_file(tmp_path / "plan.doc", libreoffice=True).text
        assert asked == []
    finally:
        server.shutdown()
        server.server_close()


def linked_picture(address: str) -> bytes:
    """A Word file with a picture that lies elsewhere."""
    spaces = (
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    )
    picture = (
        f'<w:p><w:r><w:drawing><wp:inline {spaces}><wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="p"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        '<pic:nvPicPr><pic:cNvPr id="1" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="p1"/>'
        '</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm>'
        '<a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    )
    with zipfile.ZipFile(BytesIO(docx(para("正文"), picture))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="p1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
        f'Target="{address}" TargetMode="External"/></Relationships>'
    )
    return package({**parts, "word/_rels/document.xml.rels": links})
