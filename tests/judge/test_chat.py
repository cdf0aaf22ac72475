"""A second reader's server, good and bad: every question ends, and what is no answer is told as none."""

from __future__ import annotations

import gzip
import itertools
from http.server import BaseHTTPRequestHandler

import pytest

from compare.errors import InputError
from compare.judge import ChatClient, Question, chat_address
from compare.judge.chat import LARGEST
from tests.judge.fake import Answer, Body, FakeServer, completion, says, send, serving

QUESTION = Question("binds", "定义", '{"条款":"推进养老服务"}', 80)


def ask(answer: Answer, *, times: int = 1, seconds: float = 30.0, key: str = "") -> tuple[list[str | None], FakeServer]:
    """What a client hears from a server, asked several times; the pauses are not waited for."""
    return _ask(answer, times, seconds, key)[:2]


def _ask(answer: Answer, times: int, seconds: float, key: str) -> tuple[list[str | None], FakeServer, str]:
    with serving(answer) as server:
        client = ChatClient(chat_address(server.url), "m", key, seconds=seconds, pause=lambda _: None)
        said = [client.ask(QUESTION) for _ in range(times)]
        client.close()
    return said, server, client.fault


def why(answer: Answer, seconds: float = 30.0) -> str:
    """Why a server gave no answer."""
    said, _, fault = _ask(answer, 1, seconds, "")
    assert said == [None]
    return fault


def test_a_question_is_put_as_chat_servers_expect_it() -> None:
    said, server = ask(says(lambda _: "回答"), key="secret")
    assert said == ["回答"]
    (body,), (headers,) = server.bodies, server.headers
    assert server.paths == ["/v1/chat/completions"]
    assert body["model"] == "m" and body["temperature"] == 0 and body["stream"] is False
    assert [each["role"] for each in body["messages"]] == ["system", "user"]
    assert body["response_format"]["json_schema"]["schema"]["required"] == ["binds", "quote"]
    assert headers["Authorization"] == "Bearer secret"
    assert headers["Host"] == server.url.removeprefix("http://")


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_server_that_is_busy_is_asked_again(status: int) -> None:
    turns = itertools.count()

    def answer(_: FakeServer, handler: BaseHTTPRequestHandler, __: Body) -> None:
        if next(turns) < 2:
            send(handler, status, Retry_After="1")
        else:
            send(handler, 200, completion("好"))

    assert ask(answer)[0] == ["好"]


@pytest.mark.parametrize("status", [429, 500])
def test_a_server_that_stays_busy_is_given_up(status: int) -> None:
    said, server = ask(lambda _, handler, __: send(handler, status), times=9)
    assert said == [None] * 9
    assert len(server.bodies) == 9  # three questions, each three times; of the others none is sent


def test_how_long_a_server_asks_to_wait_is_bounded() -> None:
    waited: list[float] = []
    with serving(lambda _, handler, __: send(handler, 429, Retry_After="86400")) as server:
        client = ChatClient(chat_address(server.url), "m", pause=waited.append)
        assert client.ask(QUESTION) is None
    assert waited and max(waited) <= 20


def test_an_answer_in_between_is_no_reason_to_give_up() -> None:
    turns = itertools.count()

    def answer(_: FakeServer, handler: BaseHTTPRequestHandler, __: Body) -> None:
        send(handler, 404) if next(turns) % 2 else send(handler, 200, completion("好"))

    assert ask(answer, times=8)[0] == ["好", None] * 4


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed_and_nothing_is_sent_there(status: int) -> None:
    with serving(says(lambda _: "别处")) as elsewhere:
        location = f"{elsewhere.url}/v1/chat/completions"
        fault = why(lambda _, handler, __: send(handler, status, Location=location))
    assert str(status) in fault and "不跟" in fault
    assert elsewhere.bodies == []


def test_a_server_that_hangs_is_waited_for_so_long_and_not_longer() -> None:
    assert "没有回答" in why(lambda server, _, __: server.released.wait() and None, seconds=0.2)


def test_an_answer_that_drips_is_given_up() -> None:
    def answer(server: FakeServer, handler: BaseHTTPRequestHandler, _: Body) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not server.released.wait(0.01):
            handler.wfile.write(b" ")
            handler.wfile.flush()

    assert "没有回答" in why(answer, seconds=0.3)


def test_ten_megabytes_are_not_read() -> None:
    sent: list[int] = []

    def answer(_: FakeServer, handler: BaseHTTPRequestHandler, __: Body) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(160):
            handler.wfile.write(b" " * 65536)
            sent.append(65536)

    assert str(LARGEST >> 10) in why(answer)
    assert sum(sent) < 160 * 65536


def test_what_is_compressed_is_refused_before_it_is_opened() -> None:
    bomb = gzip.compress(b" " * 50_000_000)
    assert "压缩" in why(lambda _, handler, __: send(handler, 200, bomb, Content_Encoding="gzip"))


@pytest.mark.parametrize(
    "content", [b"", b"<html>", b'{"choices": []}', b'{"choices": [{"message": {"content": null}}]}', b"[" * 100_000]
)
def test_what_is_no_chat_answer_is_none(content: bytes) -> None:
    assert why(lambda _, handler, __: send(handler, 200, content))


def test_an_older_server_is_asked_without_a_schema() -> None:
    def answer(_: FakeServer, handler: BaseHTTPRequestHandler, body: Body) -> None:
        send(handler, 400) if "response_format" in body else send(handler, 200, completion("好"))

    said, server = ask(answer, times=2)
    assert said == ["好", "好"] and len(server.bodies) == 3


def test_a_server_that_is_not_there_is_told() -> None:
    with serving(says(lambda _: "好")) as server:
        address = chat_address(server.url)
    client = ChatClient(address, "m", pause=lambda _: None)
    assert client.ask(QUESTION) is None and "连不上" in client.fault


def test_a_proxy_of_the_environment_hears_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(says(lambda _: "代理")) as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        assert ask(says(lambda _: "好"))[0] == ["好"]
    assert proxy.bodies == []


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("http://127.0.0.1:11434", "http://127.0.0.1:11434/v1/chat/completions"),
        ("http://127.0.0.1:11434/v1/", "http://127.0.0.1:11434/v1/chat/completions"),
        ("http://10.1.2.3/llm/v1/chat/completions", "http://10.1.2.3:80/llm/v1/chat/completions"),
        ("https://192.168.0.9", "https://192.168.0.9:443/v1/chat/completions"),
        ("http://[::1]:8080/v1", "http://[::1]:8080/v1/chat/completions"),
        ("http://[fd00::5]/v1", "http://[fd00::5]:80/v1/chat/completions"),
    ],
)
def test_addresses_of_ones_own_are_taken(url: str, wanted: str) -> None:
    assert chat_address(url).url == wanted
    assert not chat_address(url).outside


@pytest.mark.parametrize(
    "url",
    [
        "http://8.8.8.8/v1",
        "https://203.0.113.7",
        "http://169.254.169.254/latest",
        "http://0.0.0.0:80",
        "http://100.64.0.1",
        "http://[::ffff:8.8.8.8]/v1",
        "http://[2001:db8::1]",
        "http://172.32.0.1",
    ],
)
def test_others_are_refused_unless_anywhere_is_said(url: str) -> None:
    with pytest.raises(InputError, match="--judge-anywhere"):
        chat_address(url)
    assert chat_address(url, anywhere=True).outside


def test_a_name_stands_for_all_that_it_stands_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that leads to this machine and elsewhere is elsewhere; what it led to first is what is spoken to."""
    found = [(2, 1, 6, "", ("127.0.0.1", 80)), (2, 1, 6, "", ("8.8.8.8", 80))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: found)
    with pytest.raises(InputError, match="--judge-anywhere"):
        chat_address("http://llm.local")
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: found[:1])
    address = chat_address("http://llm.local:8000")
    assert address.url.startswith("http://127.0.0.1:8000/") and address.host == "llm.local:8000"


@pytest.mark.parametrize(
    "url",
    [
        "ftp://127.0.0.1",
        "127.0.0.1:80",
        "http://",
        "http://127.0.0.1:99999",
        "http://u:p@127.0.0.1",
        "http://127.0.0.1/v1?key=1",
    ],
)
def test_what_is_no_address_is_told(url: str) -> None:
    with pytest.raises(InputError, match="--judge"):
        chat_address(url, anywhere=True)
