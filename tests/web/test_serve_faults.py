"""``planalign serve`` when something goes wrong in it, or somebody else on the machine talks to it."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from compare.cli.faults import unexpected
from compare.cli.options import Job, Means
from compare.cli.serve import watch
from compare.web.loopback import Loopback
from compare.web.session import Session
from tests.builders import COUNTY, write_plans


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_plans(tmp_path_factory.mktemp("served") / "plans", county=COUNTY)
    (folder / "themes.csv").write_text("id,name\nT,养老服务\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def server(plans: Path) -> Iterator[Loopback]:
    made = Loopback(Session(Job(plans, None, None, Means("zh", 1, libreoffice=False, no_cache=True))), unexpected)
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


def sent(server: Loopback, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)
    connection.request(method, path, body, headers)
    response = connection.getresponse()
    return response.status, response.read()


def until(true: object) -> None:
    for _ in range(500):
        if true():  # type: ignore[operator]
            return
        time.sleep(0.02)
    raise AssertionError("it did not come about")


def test_an_error_that_nobody_foresaw_is_told_and_watching_goes_on(
    server: Loopback, plans: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    session, over = server.session, threading.Event()

    def fails(*_: object) -> None:
        raise RuntimeError("unforeseen\x1b[31m")

    monkeypatch.setattr(Session, "_compared", fails)
    watcher = threading.Thread(target=watch, args=(session, over, 0.01))
    watcher.start()
    try:
        (plans / "county.txt").write_text(COUNTY + "新建养老院3所。\n", encoding="utf-8")
        until(lambda: session.fault)
        assert "没有料到的错：RuntimeError" in json.loads(session.state())["fault"]
        monkeypatch.undo()
        (plans / "county.txt").write_text(COUNTY + "新建养老服务中心12所。\n", encoding="utf-8")
        until(lambda: session.result.version == 2)
    finally:
        over.set()
        watcher.join()
    assert session.fault == "" and "养老服务中心12所" in session.result.page.decode()
    told = capsys.readouterr().err
    assert told.count("planalign: ") == 1 and "Traceback" not in told and "\x1b" not in told


def test_a_draft_that_fails_is_answered_with_a_sentence(
    server: Loopback, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("compare.web.session.judge_draft", fails)
    body = json.dumps({"text": "新建养老院。", "of": 0, "upper": 0}).encode()
    status, content = sent(server, "POST", f"/{server.token}/draft", body)
    assert status == 500 and "没有料到的错：ZeroDivisionError" in json.loads(content)["fault"]
    assert "Traceback" not in capfd.readouterr().err


def test_a_browser_that_goes_away_is_no_news(server: Loopback, capfd: pytest.CaptureFixture[str]) -> None:
    for _ in range(3):
        with socket.create_connection(("127.0.0.1", server.server_port)) as raw:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")  # reset, not closed
            raw.sendall(f"GET /{server.token}/ HTTP/1.0\r\nHost: 127.0.0.1:{server.server_port}\r\n\r\n".encode())
    assert sent(server, "GET", f"/{server.token}/state")[0] == 200
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "CONNECT"])
def test_other_methods_are_refused(server: Loopback, method: str) -> None:
    status, content = sent(server, method, f"/{server.token}/")
    assert status == 501 and b"county" not in content


@pytest.mark.parametrize(
    "request_",
    [
        b"GET / HTTP/1.0\r\nHost: evil.example\r\n\r\n",
        b"GET http://127.0.0.1/ HTTP/1.0\r\n\r\n",
        b"GET /\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01",
        b"GET /" + b"a" * 70_000 + b" HTTP/1.0\r\n\r\n",
        b"GET / HTTP/1.0\r\n" + b"X: y\r\n" * 200 + b"\r\n",
        b"POST /\xff\x00/draft HTTP/1.0\r\nContent-Length: 5\r\n\r\nabcde",
    ],
)
def test_what_is_no_proper_request_gets_nothing_and_ends_nothing(
    server: Loopback, request_: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=20) as raw:
        raw.sendall(request_)
        raw.shutdown(socket.SHUT_WR)
        answer = b""
        try:
            while piece := raw.recv(65536):
                answer += piece
        except ConnectionResetError:
            pass
    assert b" 200 " not in answer.split(b"\r\n")[0] and server.token.encode() not in answer
    assert sent(server, "GET", f"/{server.token}/state")[0] == 200
    assert "Traceback" not in capfd.readouterr().err


def test_another_name_for_this_machine_is_no_way_in(server: Loopback) -> None:
    """A page of another site whose name was made to lead here (DNS rebinding) says its own name."""
    for host in (f"evil.example:{server.server_port}", f"127.0.0.1.evil.example:{server.server_port}", "", "[::1]"):
        assert sent(server, "GET", f"/{server.token}/", Host=host)[0] == 403
    good = f"127.0.0.1:{server.server_port}"
    for origin in (
        "https://127.0.0.1",
        f"http://{good}.evil.example",
        f"http://evil.example@{good}",
        "http://localhost",
    ):
        assert sent(server, "POST", f"/{server.token}/draft", b"{}", Host=good, Origin=origin)[0] == 403
