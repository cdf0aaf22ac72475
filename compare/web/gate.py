"""What stands before every path: the host and origin of the page itself, and a secret in the address."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Asgi = Callable[[Scope, Receive, Send], Awaitable[None]]

_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # The pages bring their own policy; this one holds for every answer, and keeps it out of frames.
    "Content-Security-Policy": "frame-ancestors 'none'",
}
_METHODS = ("GET", "POST")


class Gate:
    """Lets requests of the served page through to an application, and nothing else.

    Args:
        app: What lies behind; it sees the path without the token.
        token: The secret that is the first part of every path.
        hosts: What the Host header may say, and the Origin header after ``http://``. Pages of other sites whose name
            was made to lead here (DNS rebinding) say their own name.
    """

    def __init__(self, app: Asgi, token: str, hosts: frozenset[str]) -> None:
        self._app, self._token, self._hosts = app, token.encode(), hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        token, _, rest = str(scope["path"]).removeprefix("/").partition("/")
        headers = Headers(scope=scope)
        has_body = "transfer-encoding" in headers or headers.get("content-length", "0").strip("0") != ""
        if not self._of_the_page(headers):
            status = 403
        elif scope["method"] not in _METHODS:
            status = 405
        elif scope["method"] == "GET" and has_body:
            status = 400
        elif not hmac.compare_digest(token.encode("utf-8", "surrogateescape"), self._token):
            status = 404
        else:
            await self._app({**scope, "path": f"/{rest.removesuffix('/')}", "root_path": ""}, receive, _hardened(send))
            return
        await _refuse(status, _hardened(send))

    def _of_the_page(self, headers: Headers) -> bool:
        hosts, origins = headers.getlist("host"), headers.getlist("origin")
        good = all(origin.removeprefix("http://") in self._hosts for origin in origins)
        return len(hosts) == 1 and hosts[0] in self._hosts and good


def _hardened(send: Send) -> Send:
    """Send with the headers of every answer; after a refusal the connection ends, so that no body is waited for."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(_HEADERS)
            if message["status"] >= 400:
                headers["Connection"] = "close"
        await send(message)

    return sent


async def _refuse(status: int, send: Send) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body", "body": b""})
