"""What the server answers at each path."""

from __future__ import annotations

from collections.abc import Callable

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from compare.web.asking import Endpoint, as_json, json_of, telling
from compare.web.session import DRAFT_LIMIT, Session

# A character of JSON takes at most six bytes (backslash u and four digits); the rest is for the other fields.
_DRAFT_BYTES = 6 * DRAFT_LIMIT + 1000


def application(session: Session, unexpected: Callable[[Exception], str]) -> Starlette:
    """Make the application behind the gate.

    Args:
        session: What is served.
        unexpected: The sentence for an error that nobody foresaw.
    """

    async def page(_: Request) -> Response:
        return Response(session.result.page, media_type="text/html; charset=utf-8")

    async def state(_: Request) -> Response:
        return as_json(session.state())

    async def draft(request: Request) -> Response:
        asked = await json_of(request, _DRAFT_BYTES)
        return as_json(await run_in_threadpool(session.draft, asked))

    def route(path: str, endpoint: Endpoint, method: str = "GET") -> Route:
        return Route(path, telling(endpoint, unexpected), methods=[method])

    made = Starlette(
        routes=[route("/", page), route("/state", state), route("/draft", draft, "POST")],
        exception_handlers={HTTPException: _empty},
    )
    made.router.redirect_slashes = False
    return made


async def _empty(_: Request, error: Exception) -> Response:
    """Answer unknown paths and methods without a word."""
    return Response(status_code=error.status_code if isinstance(error, HTTPException) else 500)
