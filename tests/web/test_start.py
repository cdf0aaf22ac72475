"""The start page's steps over HTTP: files in, the table of what was read corrected, the run watched and cancelled."""

from __future__ import annotations

import http.client
import json
import stat
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from compare import find_plans
from compare.cli import main
from compare.web import Loopback
from tests.builders import write_plans
from tests.web.serving import desk_at, serving
from tests.web.test_serve import CITY, COUNTY, asked


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Loopback]:
    with serving(desk_at(tmp_path / "home")) as made:
        yield made


def step(server: Loopback, path: str, body: bytes = b"", status: int = 200) -> Any:
    found, _, content = asked(server, path, body)
    assert found == status, content
    return json.loads(content) if content else None


def put(server: Loopback, name: str, content: str, status: int = 200) -> Any:
    return step(server, f"upload?name={quote(name)}", content.encode(), status)


def done(server: Loopback) -> Any:
    """The state when nothing is being done any more."""
    for _ in range(1000):
        state = json.loads(asked(server, "work")[2])
        if not state["work"]["running"]:
            return state
        time.sleep(0.02)
    raise AssertionError("it does not end")


@pytest.fixture
def filled(server: Loopback) -> Loopback:
    step(server, "folder", json.dumps({"new": "试点"}).encode())
    put(server, "某市规划.txt", CITY.replace("某市", "保定市", 1))
    put(server, "下面/某县规划.txt", COUNTY.replace("某县", "易县", 1))
    return server


def test_without_a_folder_the_start_page_is_served(server: Loopback) -> None:
    status, _, content = asked(server, "")
    assert status == 200 and '<input type="file"' in content.decode()
    status, _, content = asked(server, "state")
    assert status == 400 and "还没有结果" in json.loads(content)["fault"]


@pytest.mark.usefixtures("filled")
def test_files_are_put_into_a_folder_of_their_owner(tmp_path: Path) -> None:
    folder = tmp_path / "home/plans/试点"
    assert sorted(path.name for path in folder.iterdir()) == ["下面-某县规划.txt", "某市规划.txt"]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700 and stat.S_IMODE((tmp_path / "home").stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "name", ["../../a.txt", "/etc/a.txt", "..\\..\\a.txt", "a/../../../a.txt", ".a.txt", "con.txt", "a\x00\n.txt"]
)
def test_no_name_leads_out_of_the_folder(filled: Loopback, tmp_path: Path, name: str) -> None:
    before = set(tmp_path.rglob("*"))
    put(filled, name, CITY)
    (new,) = set(tmp_path.rglob("*")) - before
    assert new.parent == tmp_path / "home/plans/试点" and not new.name.startswith(".")


@pytest.mark.parametrize(
    "names",
    [("长" * 90 + "（征求意见稿）.txt", "长" * 90 + "（送审稿）.txt"), ("a:b.txt", "a*b.txt")],
    ids=["cut", "cleaned"],
)
def test_two_files_are_two_however_their_names_are_changed(
    filled: Loopback, tmp_path: Path, names: tuple[str, str]
) -> None:
    before = set(tmp_path.rglob("*"))
    for name in (*names, names[0]):  # the last is a new draft of the first
        put(filled, name, CITY)
    assert len(set(tmp_path.rglob("*")) - before) == 2


@pytest.mark.parametrize("name", ["", "a.exe", "a", "a.html.js"])
def test_what_is_no_plan_is_not_taken_in(filled: Loopback, name: str) -> None:
    assert put(filled, name, "x", 400)["fault"]


def test_a_file_beyond_the_limit_is_refused(filled: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANALIGN_LIMIT_FILE_MB", "1")
    connection = http.client.HTTPConnection("127.0.0.1", filled.port, timeout=20)
    connection.putrequest("POST", f"/{filled.token}/upload?name=a.txt")
    connection.putheader("Content-Length", str((1 << 20) + 1))
    connection.endheaders()
    assert connection.getresponse().status == 413


def test_nothing_is_put_into_a_folder_that_was_not_made_here(server: Loopback, tmp_path: Path) -> None:
    other = write_plans(tmp_path / "others", city=CITY)
    server.desk.open(other)
    assert "只能放进" in put(server, "b.txt", COUNTY, 400)["fault"]
    assert [path.name for path in other.iterdir()] == ["city.txt"]


def test_what_was_read_is_corrected_and_compared(filled: Loopback, tmp_path: Path) -> None:
    step(filled, "read")
    listed = done(filled)["listed"]["plans"]
    assert {plan["id"]: plan["level"] for plan in listed} == {"某市规划": "city", "下面-某县规划": "county"}
    changes = {"下面-某县规划": {"year": 2022, "level": "district", "upper": ["某市规划"]}}
    step(filled, "plans", json.dumps(changes).encode())
    manifest = tmp_path / "home/plans/试点/plans.yaml"
    (county,) = [entry for entry in find_plans(manifest).entries if entry.id == "下面-某县规划"]
    assert (county.year, county.level) == (2022, "district") and [link.id for link in county.upper or ()] == [
        "某市规划"
    ]
    step(filled, "run")
    assert done(filled)["ready"]
    assert "易县" in asked(filled, "")[2].decode() and '<textarea id="draft-text"' in asked(filled, "")[2].decode()
    assert done(filled)["recent"] == [str(manifest.parent)]


def test_what_a_person_wrote_in_plans_yaml_stays(server: Loopback, tmp_path: Path) -> None:
    folder = write_plans(tmp_path / "own", city=CITY, county=COUNTY)
    written = "# 我的清单\nplans:\n  - {file: city.txt, level: city}  # 市里\n  - file: county.txt\n    level: county # 县里\n"
    (folder / "plans.yaml").write_text(written, encoding="utf-8")
    server.desk.open(folder)
    step(server, "read")
    done(server)
    step(server, "plans", json.dumps({"county": {"year": 2021, "upper": ["city"]}}).encode())
    text = (folder / "plans.yaml").read_text(encoding="utf-8")
    assert all(words in text for words in ("# 我的清单", "# 市里", "level: county # 县里", "year: 2021", "[city]"))


@pytest.mark.parametrize(
    "changes",
    [
        {"某市规划": {"level": "planet"}},
        {"某市规划": {"year": 3}},
        {"某市规划": {"upper": ["某市规划"]}},
        {"某市规划": {"upper": ["没有"]}},
        {"某市规划": {"file": "/etc/passwd"}},
        {"某市规划": {"year": "x"}},
        {"没有": {}},
        [],
    ],
)
def test_a_wrong_correction_is_told_and_changes_nothing(filled: Loopback, tmp_path: Path, changes: Any) -> None:
    step(filled, "read")
    done(filled)
    before = {path.name for path in (tmp_path / "home/plans/试点").iterdir()}
    assert ".planalign" not in step(filled, "plans", json.dumps(changes).encode(), 400)["fault"]
    assert {path.name for path in (tmp_path / "home/plans/试点").iterdir()} == before


@pytest.mark.parametrize("edited", ["plans: [", "plans: 3\n", "- a\n", "plans: [5]\n", "{}\n", "plans:\n  - {id: x}\n"])
def test_a_list_that_somebody_made_wrong_meanwhile_is_told_and_stays(
    filled: Loopback, tmp_path: Path, edited: str
) -> None:
    step(filled, "read")
    done(filled)
    manifest = tmp_path / "home/plans/试点/plans.yaml"
    manifest.write_text(edited, encoding="utf-8")
    fault = step(filled, "plans", json.dumps({"某市规划": {"year": 2021}}).encode(), 400)["fault"]
    assert "plans.yaml" in fault and ".planalign" not in fault
    assert manifest.read_text(encoding="utf-8") == edited


def test_a_run_can_be_cancelled_and_begun_again(filled: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    going, may_go = threading.Event(), threading.Event()
    made = filled.desk._job_of

    class Slow:
        def __init__(self, folder: Path) -> None:
            self.job = made(folder)

        def read(self, watcher: Any) -> Any:
            watcher("read", 0, 2)
            going.set()
            may_go.wait(20)
            watcher("read", 1, 2)
            return self.job.read(watcher)

    monkeypatch.setattr(filled.desk, "_job_of", Slow)
    state = step(filled, "read")
    assert going.wait(20) and state["work"]["running"]
    assert "还在运行" in step(filled, "run", b"", 400)["fault"]
    step(filled, "cancel")
    may_go.set()
    state = done(filled)
    assert state["work"]["fault"] == "" and state["listed"] is None
    step(filled, "read")
    assert len(done(filled)["listed"]["plans"]) == 2


def test_a_folder_without_a_plan_is_told(server: Loopback) -> None:
    step(server, "folder", b'{"new": "x"}')
    step(server, "run")
    assert "没有可读的规划" in done(server)["work"]["fault"]


@pytest.mark.parametrize("body", [b"{}", b'{"recent": 0}', b'{"recent": -1}', b'{"new": 3}', b"[]", b"{"])
def test_only_recent_and_new_folders_are_opened(server: Loopback, body: bytes) -> None:
    assert step(server, "folder", body, 400)["fault"]


def test_a_new_folder_stays_where_new_folders_are(server: Loopback, tmp_path: Path) -> None:
    for name in ("../../x", "/etc", "..", "a/b", ""):
        state = step(server, "folder", json.dumps({"new": name}).encode())
        assert Path(state["folder"]).parent == tmp_path / "home/plans"


def test_without_a_command_the_workbench_opens(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    told: list[str] = []
    monkeypatch.setattr("webbrowser.open", told.append)
    monkeypatch.setattr(Loopback, "serve_forever", lambda server: server.socket.close())
    result = CliRunner().invoke(main, [])
    assert result.exit_code == 0 and "http://127.0.0.1:" in result.stdout
    assert len(told) == 1 and told[0].startswith("file://")
