"""A server with the usual chat interface that answers as a test tells it to, well or badly."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Body = dict[str, Any]
Answer = Callable[["FakeServer", BaseHTTPRequestHandler, Body], None]


class FakeServer:
    """A server on this machine.

    Attributes:
        url: Where it stands.
        bodies: What was sent to it, in the order in which it came.
        headers: Those of the requests.
        released: Set when the test is over: who hangs until then lets go.
    """

    def __init__(self, answer: Answer) -> None:
        self.bodies: list[Body] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.released = threading.Event()
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                fake.bodies.append(body)
                fake.headers.append(dict(self.headers))
                fake.paths.append(self.path)
                with suppress(BrokenPipeError, ConnectionResetError):  # whoever asked has seen enough
                    answer(fake, self, body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@contextmanager
def serving(answer: Answer) -> Iterator[FakeServer]:
    server = FakeServer(answer)
    try:
        yield server
    finally:
        server.close()


def send(handler: BaseHTTPRequestHandler, status: int, content: bytes = b"", **headers: str) -> None:
    """Send a whole answer; ``_`` in the name of a header stands for a hyphen."""
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content)


def completion(text: str) -> bytes:
    """What a server sends when the model says a text."""
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}).encode()


def says(said: Callable[[Body], str]) -> Answer:
    """A good server whose model says what a function makes of the request."""
    return lambda _, handler, body: send(handler, 200, completion(said(body)))


def asked_of(body: Body) -> dict[str, Any]:
    """The texts of plans that a request holds."""
    found: dict[str, Any] = json.loads(body["messages"][1]["content"])
    return found


def kind_of(body: Body) -> str:
    """What a request asks about."""
    asked = asked_of(body)
    if "主题" in asked:
        return "depth"
    return "verdict" if "下位规划" in asked else "binds"


def reading(body: Body, label: str = "covered", binds: str = "all", depth: int = 3) -> str:
    """A proper answer: the first passage proves it."""
    asked = asked_of(body)
    if kind_of(body) == "binds":
        return json.dumps({"binds": binds, "quote": asked["条款"].rstrip("…")[:8]}, ensure_ascii=False)
    number, _, _, text = asked["段落"][0]
    proof = {"passage": number, "quote": text.rstrip("…")[:12]}
    if kind_of(body) == "depth":
        return json.dumps({"depth": depth, **(proof if depth else {"passage": 0, "quote": ""})}, ensure_ascii=False)
    items = asked["条款"].count("［")
    if label == "not_applicable":
        proof = {"passage": 0, "quote": asked["条款"].split("［")[0][:8] or asked["条款"].split("］")[1][:8]}
    elif label == "absent":
        proof = {"passage": 0, "quote": ""}
    labels = [label] * items
    if label == "partial":
        labels = ["covered"] + ["absent"] * (items - 1) if items else []
    passages = [number if each in ("covered", "partial") else 0 for each in labels]
    return json.dumps({"label": label, **proof, "items": labels, "passages": passages}, ensure_ascii=False)
