"""``planalign serve`` when something goes wrong in it, or somebody else on the machine talks to it."""

from __future__ import annotations

import http.client
import json
import socket
import stat
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlparse
from urllib.request import url2pathname

import pytest

from compare.cli.serve import watch
from compare.web import Loopback, doorstep
from compare.web.session import Session
from tests.builders import COUNTY, write_plans
from tests.web.serving import desk_at, serving


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_plans(tmp_path_factory.mktemp("served") / "plans", county=COUNTY)
    (folder / "themes.csv").write_text("id,name\nT,养老服务\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def server(plans: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loopback]:
    with serving(desk_at(tmp_path_factory.mktemp("home"), plans)) as made:
        yield made


def sent(server: Loopback, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
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
    session, over = server.desk.session, threading.Event()
    assert session is not None

    def fails(*_: object) -> None:
        raise RuntimeError("unforeseen\x1b[31m")

    monkeypatch.setattr(Session, "_compared", fails)
    watcher = threading.Thread(target=watch, args=(server.desk, over, 0.01))
    watcher.start()
    try:
        (plans / "county.txt").write_text(COUNTY + "新建养老院3所。\n", encoding="utf-8")
        until(lambda: session.fault)
        assert "没有料到的错：RuntimeError" in str(session.state()["fault"])
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
        with socket.create_connection(("127.0.0.1", server.port)) as raw:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")  # reset, not closed
            raw.sendall(f"GET /{server.token}/ HTTP/1.0\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode())
    assert sent(server, "GET", f"/{server.token}/state")[0] == 200
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "CONNECT"])
def test_other_methods_are_refused(server: Loopback, method: str) -> None:
    status, content = sent(server, method, f"/{server.token}/")
    assert status == 405 and b"county" not in content


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
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as raw:
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
    for host in (f"evil.example:{server.port}", f"127.0.0.1.evil.example:{server.port}", "", "[::1]"):
        assert sent(server, "GET", f"/{server.token}/", Host=host)[0] == 403
    good = f"127.0.0.1:{server.port}"
    for origin in (
        "https://127.0.0.1",
        f"http://{good}.evil.example",
        f"http://evil.example@{good}",
        "http://localhost",
    ):
        assert sent(server, "POST", f"/{server.token}/draft", b"{}", Host=good, Origin=origin)[0] == 403


def opened(server: Loopback, said: bytes = b"") -> socket.socket:
    made = socket.create_connection(("127.0.0.1", server.port), timeout=20)
    made.sendall(said)
    return made


def ended(connection: socket.socket) -> bool:
    """Whether the server ends a connection; waits as long as the socket does."""
    try:
        while connection.recv(65536):
            pass
    except TimeoutError:
        return False
    except ConnectionError:
        pass
    return True


def test_six_hundred_sockets_that_say_nothing_keep_nobody_out(server: Loopback) -> None:
    sockets = [opened(server, said) for said in (b"", b"GET / HT") for _ in range(300)]
    try:
        assert sent(server, "GET", f"/{server.token}/state")[0] == 200
        assert ended(sockets[0])
    finally:
        for each in sockets:
            each.close()


def test_headers_that_come_slowly_are_given_up(server: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compare.web.connection.HEAD_SECONDS", 0.3)
    said = f"GET /{server.token}/state HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n".encode()
    with opened(server, said) as slow, opened(server) as silent:
        for _ in range(5):
            time.sleep(0.1)
            try:
                slow.sendall(b"X: y\r\n")
            except ConnectionError:
                break
        assert ended(slow) and ended(silent)
    # What comes behind a request has as much time as there is between two requests.
    monkeypatch.setattr(server.config, "timeout_keep_alive", 0.3)
    with opened(server, said + b"\r\n" + said) as kept:
        assert kept.recv(4096).startswith(b"HTTP/1.1 200")
        assert ended(kept)


def test_a_body_that_comes_slowly_or_without_end_is_given_up(server: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    host = f"Host: 127.0.0.1:{server.port}\r\n"
    monkeypatch.setattr("compare.web.asking.BODY_SECONDS", 0.3)
    with opened(server, f"POST /{server.token}/draft HTTP/1.1\r\n{host}Content-Length: 9\r\n\r\n".encode()) as slow:
        assert slow.recv(4096).startswith(b"HTTP/1.1 413") and ended(slow)
    monkeypatch.undo()
    for head in ("POST /{}/draft", "GET /{}/state", "POST /wrong/draft"):
        said = f"{head.format(server.token)} HTTP/1.1\r\n{host}Transfer-Encoding: chunked\r\n\r\n".encode()
        with opened(server, said) as endless, pytest.raises(ConnectionError):
            for _ in range(300):
                endless.sendall(b"10000\r\n" + b"x" * 65536 + b"\r\n")


def test_the_address_that_a_browser_is_given_is_a_file_of_its_owner(server: Loopback) -> None:
    with doorstep(server.address) as door:
        file = Path(url2pathname(urlparse(door).path))
        assert server.token not in door and server.address in file.read_text(encoding="utf-8")
        assert stat.S_IMODE(file.stat().st_mode) == 0o600 and stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert not file.parent.exists()
