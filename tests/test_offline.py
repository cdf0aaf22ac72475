"""The whole job with the network denied and every start of code watched; then once more as on another machine."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from compare import RunOptions, compare_plans
from tests import cli_runs
from tests.builders import write_plans
from tests.cli_runs import CANARY
from tests.faults.kill import tree
from tests.result_tables import Tables, quote_of, read_tables

_WATCH = f"""
import os, sys
_log = os.open(os.path.join(os.path.dirname(__file__), "events"), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
_NETWORK = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "imaplib.", "poplib.", "nntplib.", "telnetlib.")
_STARTED = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.startfile", "pty.spawn", "webbrowser.open")
def _watch(event, args):
    if event.startswith(_NETWORK):
        told = repr(args)[:200]
        if event == "socket.__new__" and args[1] == 1:  # AF_UNIX: a pair between the processes of a run
            return
    elif event in _STARTED or event in ("pickle.find_class", "marshal.load"):
        told = repr(args)[:200]
    elif event == "compile" and args[0] is not None and {CANARY!r} in str(args[0]):
        told = "text of a plan"
    else:
        return
    os.write(_log, (event + " " + told + "\\n").encode("utf-8", "replace"))
    if event.startswith(_NETWORK):
        raise OSError("no network here")
sys.addaudithook(_watch)
"""

_ELSEWHERE = """
import os, time
# Another day, another order of the files in a folder, other rights for new files.
_time, _localtime, _gmtime, _list, _scan = time.time, time.localtime, time.gmtime, os.listdir, os.scandir
time.time = lambda: _time() + 40_000_000
time.localtime = lambda seconds=None: _localtime(time.time() if seconds is None else seconds)
time.gmtime = lambda seconds=None: _gmtime(time.time() if seconds is None else seconds)
os.listdir = lambda path=".": sorted(_list(path), reverse=True)
class _Scanned:
    def __init__(self, entries):
        self._entries = iter(entries)
    __enter__ = __iter__ = lambda self: self
    __exit__ = lambda self, *_: None
    __next__ = lambda self: next(self._entries)
    close = lambda self: None
os.scandir = lambda path=".": _Scanned(sorted(_scan(path), key=lambda entry: entry.name, reverse=True))
os.umask(0o077)
"""


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run over a plan for every reader, into every format."""
    folder = tmp_path_factory.mktemp("watched")
    plans = cli_runs.write(folder / "plans")
    done = cli_runs.run(
        ("report", plans, "-o", folder / "out", "--jobs", 1),
        _WATCH,
        folder / "start",
        HOME=str(folder),
        PYTHONHASHSEED="1",
        LC_ALL="C",
        TZ="UTC",
    )
    assert done.returncode == 1, done.stderr  # the rtf file alone holds no Chinese text
    assert re.findall(r"^(\S+)  未能读取", done.stderr, re.MULTILINE) == ["旧稿.rtf"]
    return folder


@pytest.fixture(scope="module")
def report(watched: Path) -> Tables:
    return read_tables(watched / "out")


def events(watched: Path, *beginnings: str) -> list[str]:
    told = (watched / "start" / "events").read_text(encoding="utf-8").splitlines()
    return [line for line in told if line.startswith(beginnings)]


def test_every_reader_and_every_format_took_part(watched: Path, report: Tables) -> None:
    assert len(report["plans"]) == 7
    made = {path.suffix for path in (watched / "out").rglob("*")}
    assert {".json", ".html", ".docx", ".xlsx", ".md", ".csv", ".svg", ".png", ".txt"} <= made
    quotes = json.dumps([quote_of(report, row) for row in report["evidence"]], ensure_ascii=False)
    assert f"touch {CANARY}" in quotes and f"(?P<{CANARY}>" in quotes


def test_no_connection_is_opened(watched: Path) -> None:
    assert events(watched, "socket", "urllib", "http", "ftplib", "smtplib") == []


def test_no_program_is_started(watched: Path) -> None:
    """But to ask the system which fonts (matplotlib) and libraries (ctypes) there are, always in the same words."""
    asked = (
        "subprocess.Popen ('fc-list', ['fc-list', ",
        "subprocess.Popen ('/sbin/ldconfig', ['/sbin/ldconfig', '-p']",
    )
    started = events(watched, "subprocess", "os.", "pty", "webbrowser")
    assert [line for line in started if not line.startswith(asked)] == []


def test_nothing_that_was_read_is_compiled_run_or_unpickled(watched: Path) -> None:
    assert events(watched, "compile", "marshal") == []
    # What the processes of one run hand to one another are their own rows.
    classes = [
        line
        for line in events(watched, "pickle")
        if not re.search(r"'(?:compare|reports|pathlib|builtins|multiprocessing)[.\w]*'", line)
    ]
    assert classes == []
    assert not list(watched.rglob(CANARY))


def test_a_phrase_of_a_theme_is_no_pattern(report: Tables) -> None:
    mentions = {(row["theme"], row["plan"]): row["mentions"] for row in report["frequency"]}
    assert all(count for (theme, _), count in mentions.items() if theme == "T1")
    assert not any(count for (theme, _), count in mentions.items() if theme == "T3")


@pytest.mark.parametrize(
    ("name", "as_pattern"),
    [
        ("产业.集群", "产业园"),  # its words are looked for apart, too
        ("产业*", "产业集群"),
        ("(产业)+$", "产业集群"),
        ("[产业]集群", "产业集群"),
        (r"\w+集群", "产业集群"),
        ("产业|集群", "产业园"),
        ("产业%", "产业集群"),
        ("产业_群", "产业集群"),
    ],
)
def test_signs_of_patterns_stand_for_themselves(tmp_path: Path, name: str, as_pattern: str) -> None:
    written = write_plans(tmp_path / "a", county=f"第一章 任务\n建设{as_pattern}5个。\n推进{name}建设5项。\n")
    other = write_plans(tmp_path / "b", county=f"第一章 任务\n建设{as_pattern}5个。\n")
    for folder, count in (written, 1), (other, 0):
        (folder / "themes.csv").write_text(f"id,name\nT,{name}\n", encoding="utf-8")
        comparison = compare_plans(folder, options=RunOptions(jobs=1))
        assert comparison.frequency[0].mentions == count


# Determinism


def test_the_same_bytes_whatever_the_machine(watched: Path, tmp_path: Path) -> None:
    """Hash seed, locale, clock, rights, working directory, processes, processor, order of files; every format."""
    there = tmp_path / "some" / "where else"
    cli_runs.write(there / "plans", sorted(cli_runs.contents(), reverse=True))
    done = cli_runs.run(
        ("report", "plans", "-o", "../out", "--jobs", 2),
        _ELSEWHERE,
        there / "start",
        cwd=str(there),
        HOME=str(there),
        PYTHONHASHSEED="2",
        LC_ALL="zh_CN.GB18030",
        LANG="tr_TR.UTF-8",
        TZ="Asia/Shanghai",
        COLUMNS="60",
        OPENBLAS_CORETYPE="Nehalem",  # adds in another order than what newer processors are given
    )
    assert done.returncode == 1, done.stderr
    made = tree(watched / "out"), tree(there.parent / "out")
    assert list(made[0]) == list(made[1]) and len(made[0]) > 30
    assert [name for name in made[0] if made[0][name] != made[1][name]] == []
