"""Questions to a server with the usual chat interface: bounded in time and size, never led elsewhere."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping

import msgspec

from compare.judge.address import ChatAddress
from compare.judge.answers import schema_of
from compare.judge.questions import Question

SECONDS = 120.0
"""Time for one answer; a model without a graphics card takes half a minute."""
LARGEST = 1 << 18
"""Bytes of an answer: a thousand times what was asked for."""

_TRIES, _IN_VAIN = 3, 3
_PAUSE, _LONGEST_PAUSE = 1.0, 20.0
_AGAIN = frozenset({429, 500, 502, 503, 504})
_UNKNOWN_FORM = frozenset({400, 422})
_GOOD, _ELSEWHERE = 200, range(300, 400)


class _Message(msgspec.Struct, frozen=True):
    content: str | None = None


class _Choice(msgspec.Struct, frozen=True):
    message: _Message


class _ChatReply(msgspec.Struct, frozen=True):
    """What of a server's answer is read."""

    choices: tuple[_Choice, ...]


class _InVain(Exception):
    """A question got no answer.

    Attributes:
        why: For people.
        wait: Seconds after which to ask again, 0 for the usual pause; ``None`` if asking again is of no use.
    """

    def __init__(self, why: str, wait: float | None = None) -> None:
        self.why, self.wait = why, wait


def body_of(question: Question, model: str | None, *, form: bool = True) -> dict[str, object]:
    """Return the body of a request.

    Args:
        question: What is asked.
        model: Name of the model; left out if ``None``.
        form: The server is told the schema of the answer.
    """
    roles = (("system", question.told), ("user", question.asked))
    body: dict[str, object] = {"model": model} if model else {}
    body |= {
        "messages": [{"role": role, "content": text} for role, text in roles],
        "temperature": 0,
        "max_tokens": question.reply,
        "stream": False,
    }
    if form:
        schema = {"name": question.kind, "schema": schema_of(question.kind)}
        body["response_format"] = {"type": "json_schema", "json_schema": schema}
    return body


class ChatClient:
    """Asks one server; several threads may ask at once.

    It speaks to the address alone: no proxy of the environment, no redirect, no compressed answer, no cookie.

    Args:
        address: Where it stands.
        model: Name of the model.
        key: Sent with every question; empty if none is needed.
        seconds: Time for one answer.
        pause: Waits so many seconds.

    Attributes:
        address: Where it stands.
        asked: Questions that were sent.
        reached: Ids of those that the server was reached with, whether it answered or not.
        fault: Why the last question in vain got no answer; empty if every one got one.
    """

    def __init__(
        self,
        address: ChatAddress,
        model: str,
        key: str = "",
        *,
        seconds: float = SECONDS,
        pause: Callable[[float], object] = time.sleep,
    ) -> None:
        import httpx

        self.address, self.model, self.fault, self.asked = address, model, "", 0
        self._seconds, self._pause, self._form = seconds, pause, True
        self._in_vain, self._lock = 0, threading.Lock()
        self.reached: set[str] = set()
        headers = {"Host": address.host, "Accept-Encoding": "identity", "Content-Type": "application/json"}
        if key:
            headers["Authorization"] = f"Bearer {key}"
        self._client = httpx.Client(headers=headers, timeout=seconds, follow_redirects=False, trust_env=False)

    @property
    def gave_up(self) -> bool:
        """Whether so many questions in a row were asked in vain that no more are asked."""
        return self._in_vain >= _IN_VAIN

    def ask(self, question: Question) -> str | None:
        """Return what the model says; ``None`` where it says nothing, of which ``fault`` tells the last reason."""
        if self.gave_up:
            return None
        said = self._said(question)
        with self._lock:
            self.asked += 1
            self._in_vain = 0 if said is not None else self._in_vain + 1
        return said

    def close(self) -> None:
        """Ask nothing more."""
        self._in_vain = _IN_VAIN
        self._client.close()

    def _said(self, question: Question) -> str | None:
        for again in range(_TRIES):
            try:
                return self._once(question)
            except _InVain as failed:
                self.fault = failed.why
                if failed.wait is None:
                    return None
                if again + 1 < _TRIES:
                    self._pause(failed.wait or _PAUSE * 2.0**again)
        return None

    def _once(self, question: Question) -> str:
        """Ask once.

        Raises:
            _InVain: There is no answer.
        """
        import httpx

        form = self._form
        body = msgspec.json.encode(body_of(question, self.model, form=form))
        reached = True
        try:
            status, headers, content = self._sent(body)
        except httpx.TimeoutException as error:
            reached = not isinstance(error, httpx.ConnectTimeout)
            raise _InVain(f"等了 {self._seconds:g} 秒没有回答") from None
        except (httpx.HTTPError, OSError) as error:
            reached = not isinstance(error, httpx.ConnectError)
            raise _InVain(f"连不上（{type(error).__name__}）", 0.0) from None
        finally:
            if reached:
                self.reached.add(question.id)
        if form and status in _UNKNOWN_FORM:
            self._form = False  # an older server that knows no schemas
            return self._once(question)
        if status in _AGAIN:
            raise _InVain(f"回答是 HTTP {status}", _wait(headers))
        if status != _GOOD:
            raise _InVain(f"回答是 HTTP {status}" + ("，转去别处的不跟" if status in _ELSEWHERE else ""))
        return _text_of(content)

    def _sent(self, body: bytes) -> tuple[int, Mapping[str, str], bytes]:
        """Send a request; status, headers, and the content of a good answer.

        Raises:
            _InVain: It is too large, comes too slowly, or is compressed although that was not asked for.
        """
        named = {"sni_hostname": self.address.name}
        until, found = time.monotonic() + self._seconds, bytearray()
        with self._client.stream("POST", self.address.url, content=body, extensions=named) as response:
            self._client.cookies.clear()
            if response.status_code != _GOOD:
                return response.status_code, response.headers, b""
            if response.headers.get("content-encoding", "identity") != "identity":
                raise _InVain("回答是压缩过的")
            for piece in response.iter_raw():
                found += piece
                if len(found) > LARGEST:
                    raise _InVain(f"回答超过 {LARGEST >> 10} KB")
                if time.monotonic() > until:
                    raise _InVain(f"等了 {self._seconds:g} 秒没有回答完")
            return response.status_code, response.headers, bytes(found)


def _text_of(content: bytes) -> str:
    try:
        choices = msgspec.json.decode(content, type=_ChatReply).choices
    except (msgspec.DecodeError, RecursionError):
        raise _InVain("回答不是通常的对话接口的样子") from None
    if not choices or choices[0].message.content is None:
        raise _InVain("回答是空的")
    return choices[0].message.content


def _wait(headers: Mapping[str, str]) -> float:
    """Return the seconds that the server asks to wait, within bounds; 0 where it does not."""
    asked = headers.get("retry-after", "")
    return min(_LONGEST_PAUSE, float(asked)) if asked.isdecimal() else 0.0
