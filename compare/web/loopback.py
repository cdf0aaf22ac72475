"""A server for one person on this machine: three paths behind a secret, and nothing from outside reaches the disk."""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from compare.errors import InputError
from compare.web.session import DRAFT_LIMIT, Session

ADDRESS = "127.0.0.1"
# A character of JSON takes at most six bytes (backslash u and four digits); the rest is for the other fields.
_BODY_LIMIT = 6 * DRAFT_LIMIT + 1000
_SECONDS = 30
_JSON = "application/json"
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # The page brings its own policy; this one holds for every answer, and keeps it out of frames.
    "Content-Security-Policy": "frame-ancestors 'none'",
}


class Loopback(ThreadingHTTPServer):
    """Serves the result of a session on the loopback interface, at an address that nobody can guess.

    Args:
        session: What is served.
        port: 0 for any that is free.
    """

    daemon_threads = True

    def __init__(self, session: Session, unexpected: Callable[[Exception], str], port: int = 0) -> None:
        self.session, self.unexpected = session, unexpected
        self.token = secrets.token_urlsafe()
        super().__init__((ADDRESS, port), _Handler)
        self.hosts = {f"{name}:{self.server_port}" for name in (ADDRESS, "localhost")}

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: what fails here is a connection that the browser has given up."""

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://{ADDRESS}:{self.server_port}/{self.token}/"


class _Handler(BaseHTTPRequestHandler):
    """GET of the page and of its state, POST of a draft; everything else is refused."""

    server: Loopback
    timeout = _SECONDS
    server_version, sys_version = "planalign", ""

    def do_GET(self) -> None:
        """The page, or the version of its result."""
        session = self.server.session
        self._answer({"": lambda: ("text/html", session.result.page), "state": lambda: (_JSON, session.state())})

    def do_POST(self) -> None:
        """What a draft answers and lacks."""
        self._answer({"draft": lambda: (_JSON, self.server.session.draft(self._body()))})

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: addresses hold the token."""

    def _answer(self, known: dict[str, Callable[[], tuple[str, bytes]]]) -> None:
        """What one of the known paths gives; the Host header keeps pages of other sites out, whatever name they use."""
        origin = self.headers.get("Origin")
        if self.headers.get("Host") not in self.server.hosts or not (
            origin is None or origin.removeprefix("http://") in self.server.hosts
        ):
            return self._send(HTTPStatus.FORBIDDEN)
        _, token, *rest = [*self.path.split("/"), ""]
        path = "/".join(rest).removesuffix("/")
        if not hmac.compare_digest(token.encode(), self.server.token.encode()) or path not in known:
            return self._send(HTTPStatus.NOT_FOUND)
        try:
            self._send(HTTPStatus.OK, *known[path]())
        except _TooLarge:
            self._send(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        except InputError as error:
            self._send(HTTPStatus.BAD_REQUEST, _JSON, _fault(str(error)))
        except ConnectionError:
            raise  # nobody is there to be told
        except Exception as error:
            self._send(HTTPStatus.INTERNAL_SERVER_ERROR, _JSON, _fault(self.server.unexpected(error)))

    def _body(self) -> object:
        """The JSON that was sent."""
        length = self.headers.get("Content-Length", "")
        if not length.isascii() or not length.isdigit() or int(length[:9]) > _BODY_LIMIT:
            raise _TooLarge
        try:
            return json.loads(self.rfile.read(int(length)))
        except (ValueError, RecursionError) as error:
            raise InputError("请求的格式不对，请重新载入页面。") from error

    def _send(self, status: HTTPStatus, kind: str = "text/plain", content: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


def _fault(sentence: str) -> bytes:
    return json.dumps({"fault": sentence}, ensure_ascii=False).encode("utf-8", "replace")


class _TooLarge(Exception):
    """More was sent than a draft may hold, or it was not said how much."""
