"""``planalign serve``: one person's server on this machine, driven over HTTP and, where it can be had, in Chromium."""

from __future__ import annotations

import http.client
import json
import os
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from compare import RunOptions, compare_plans
from compare.errors import InputError
from compare.model import Comparison, Depth, Label
from compare.pipeline.draft import judge_draft
from compare.web import Loopback
from compare.web.session import DRAFT_LIMIT
from tests.builders import write_plans
from tests.web.serving import desk_at, serving

CITY = """某市国民经济和社会发展第十四个五年规划纲要
第一章 主要任务
第一节 产业
培育壮大先进装备产业集群，到2025年产值达到500亿元。
大力发展乡村旅游，建设一批精品民宿。
第二节 民生
完善养老服务体系，新建养老院10所。
"""
COUNTY = """某县国民经济和社会发展第十四个五年规划纲要
第一章 主要任务
大力发展乡村旅游，建设精品民宿20家。
"""
THEMES = """themes:
  - {id: T1, name: 产业集群, definition: 以集群形式组织产业}
  - {id: T2, name: 养老服务, definition: 养老院和居家养老}
  - {id: T3, name: 乡村旅游, definition: 民宿和乡村休闲}
"""
MANIFEST = """plans:
  - {id: city, file: city.txt, level: city, region: 某市, upper: []}
  - {id: county, file: county.txt, level: county, region: 某县, upper: [city]}
"""
EVIDENCE = 5
"""Where a cell of the page has its evidence."""
DRAFT = "培育先进装备产业集群，建设产业园2个，到2025年产值达到80亿元。"


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = write_plans(tmp_path / "plans", city=CITY, county=COUNTY)
    (folder / "themes.yaml").write_text(THEMES, encoding="utf-8")
    (folder / "plans.yaml").write_text(MANIFEST, encoding="utf-8")
    return folder


@pytest.fixture
def server(plans: Path, tmp_path: Path) -> Iterator[Loopback]:
    with serving(desk_at(tmp_path / "home", plans)) as made:
        yield made


def asked(server: Loopback, path: str, body: bytes | None = None, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and content of what the server answers at a path below the token."""
    request = urllib.request.Request(server.address + path, data=body, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as response:
            return response.status, _titled(response.headers), response.read()
    except urllib.error.HTTPError as error:
        return error.code, _titled(error.headers), error.read()


def _titled(headers: Any) -> dict[str, str]:
    return {name.title(): value for name, value in headers.items()}


def draft(server: Loopback, **values: object) -> tuple[int, Any]:
    body = json.dumps({"text": DRAFT, "of": 1, "upper": 0} | values).encode()
    status, _, content = asked(server, "draft", body)
    return status, json.loads(content) if content else None


def test_the_page_is_that_of_the_report_with_a_box_for_drafts(server: Loopback) -> None:
    status, headers, content = asked(server, "")
    page = content.decode()
    assert status == 200 and "某县" in page and '<textarea id="draft-text"' in page
    assert "connect-src &#39;self&#39;" in page and "unsafe" not in page.split("<style>")[0]
    assert headers["Cache-Control"] == "no-store" and headers["Referrer-Policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_it_listens_on_this_machine_alone(server: Loopback) -> None:
    assert server.socket.getsockname()[0] == "127.0.0.1"
    assert len(server.token) >= 43


@pytest.mark.parametrize(
    "path",
    ["/", "/wrong/", "/{token}x/", "/../etc/passwd", "/{token}/../plans.yaml", "/{token}/plans.yaml", "/%2e%2e/"],
)
def test_unknown_paths_and_tokens_give_nothing(server: Loopback, path: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.request("GET", path.format(token=server.token))
    response = connection.getresponse()
    assert (response.status, response.read()) == (404, b"")


@pytest.mark.parametrize(
    "headers", [{"Host": "evil.example"}, {"Host": "127.0.0.1"}, {"Origin": "http://evil.example"}, {"Origin": "null"}]
)
def test_other_hosts_and_origins_are_refused(server: Loopback, headers: dict[str, str]) -> None:
    assert asked(server, "", **headers)[0] == 403
    assert asked(server, "draft", b"{}", **headers)[0] == 403


def quoted(rows: dict[str, Any], number: int) -> str:
    """What the page shows as the quotation of a number."""
    plan, quote, _, _, clause = rows["passages"][number]
    return str(quote or rows["clauses"][plan][clause])


def test_a_draft_is_answered_with_quotations_of_both_sides(server: Loopback) -> None:
    status, answer = draft(server)
    assert status == 200
    rows = answer["rows"]
    cells = {
        name.split()[0]: rows["cells"][at * len(rows["plans"]) + answer["draft"]]
        for at, (name, *_) in enumerate(rows["themes"])
    }
    assert cells["T1"][0] == "4" and cells["T2"][0] == "0"
    assert quoted(rows, cells["T1"][EVIDENCE][0][0]) == DRAFT
    best = max((row for *_, listed in rows["pairs"] for row in listed), key=lambda row: row[2])
    assert quoted(rows, best[4]) == "培育壮大先进装备产业集群，到2025年产值达到500亿元。"
    assert rows["labels"][best[1]][0] in (Label.COVERED, Label.PARTIAL)
    lacking = {rows["themes"][gap[5]][0] for gap in rows["gaps"] if gap[1] == "theme"}
    assert {"T2 养老服务", "T3 乡村旅游"} <= lacking


@pytest.mark.parametrize(
    "values",
    [{"text": 3}, {"of": 7}, {"upper": -1}, {"of": "../x"}, {"text": "  \n"}, {"text": "字" * (DRAFT_LIMIT + 1)}],
)
def test_a_wrong_draft_is_told(server: Loopback, values: dict[str, object]) -> None:
    status, answer = draft(server, **values)
    assert status == 400 and answer["fault"]


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 50_000, b"\xff", b"null"])
def test_what_is_no_json_is_told(server: Loopback, body: bytes) -> None:
    status, _, content = asked(server, "draft", body)
    assert status == 400 and json.loads(content)["fault"]


@pytest.mark.parametrize(
    ("length", "status"),
    [
        ("99999999999999999999", 413),
        ("0000000009999999999", 413),
        ("0" * 4000 + "9" * 5000, 400),
        ("-1", 400),
        ("x", 400),
        ("٣", 400),
    ],
)
def test_too_much_is_refused_before_it_is_read(server: Loopback, length: str, status: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.putrequest("POST", f"/{server.token}/draft")
    connection.putheader("Content-Length", length.encode())
    connection.endheaders()
    answer = connection.getresponse()
    assert (answer.status, answer.getheader("Connection")) == (status, "close")


def change(path: Path, text: str) -> None:
    """Write a file so that its time changes, however coarse the clock of the disk."""
    path.write_text(text, encoding="utf-8")
    later = path.stat().st_mtime_ns + 1_000_000_000
    os.utime(path, ns=(later, later))


def version(server: Loopback) -> dict[str, Any]:
    state: dict[str, Any] = json.loads(asked(server, "state")[2])
    return state


def test_a_changed_file_gives_a_new_result_once_it_is_written(server: Loopback, plans: Path) -> None:
    session = server.desk.session
    assert session is not None
    session.look()
    assert version(server) == {"version": 1, "fault": ""}
    change(plans / "county.txt", COUNTY + "健全养老服务体系，新建养老院3所。\n")
    session.look()
    assert version(server)["version"] == 1
    session.look()
    assert version(server) == {"version": 2, "fault": ""}
    assert "新建养老院3所" in asked(server, "")[2].decode()


def test_a_fault_keeps_the_last_result_and_is_told(server: Loopback, plans: Path) -> None:
    change(plans / "themes.yaml", "themes: 3")
    session = server.desk.session
    assert session is not None
    for _ in range(2):
        session.look()
    state = version(server)
    assert state["version"] == 1 and "themes" in state["fault"]
    change(plans / "themes.yaml", THEMES + "  \n")
    for _ in range(2):
        session.look()
    assert version(server) == {"version": 2, "fault": ""}


@pytest.fixture(scope="module")
def comparison(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    folder = write_plans(tmp_path_factory.mktemp("plans"), city=CITY, county=COUNTY)
    (folder / "themes.yaml").write_text(THEMES, encoding="utf-8")
    (folder / "plans.yaml").write_text(MANIFEST, encoding="utf-8")
    return compare_plans(folder, options=RunOptions(jobs=1))


@pytest.mark.parametrize(
    "text", ["健全养老\ud83d服务，建设敬老院。\udc00", "\ud800\udfff健全养老服务。", "\ud800\udbff\udc00"]
)
def test_halves_of_characters_in_a_draft_are_lost_characters(
    server: Loopback, comparison: Comparison, text: str
) -> None:
    status, answer = draft(server, text=text)
    assert status in (200, 400) and "没有料到" not in str(answer)
    if "养老" in text:
        assert "\ufffd" in judge_draft(comparison, text, ("city",), "county").plans[-1].text


def test_a_sentence_alone_is_a_draft(comparison: Comparison) -> None:
    judged = judge_draft(comparison, "健全养老服务", ("city",), "county")
    own = judged.plans[-1]
    cell = next(cell for cell in judged.coverage if (cell.theme, cell.plan) == ("T2", own.id))
    assert cell.depth is not None and cell.depth >= Depth.STATED and cell.evidence[0].quote == "健全养老服务。"
    assert own.region == "某县"


def test_upper_plans_stay_as_they_were_judged(comparison: Comparison) -> None:
    judged = judge_draft(comparison, DRAFT, ("city",), "county")
    cells = [cell for cell in comparison.coverage if cell.plan == "city"]
    assert [cell for cell in judged.coverage if cell.plan == "city"] == cells
    assert len(judged.coverage) == 2 * len(comparison.themes)


def test_an_unknown_plan_is_named(comparison: Comparison) -> None:
    with pytest.raises(InputError, match="没有规划“省里”"):
        judge_draft(comparison, DRAFT, ("省里",), "county")
