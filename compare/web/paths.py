"""What the server answers at each path."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from compare.errors import InputError
from compare.web.asking import Endpoint, as_json, body_of, json_of, telling
from compare.web.desk import Desk, upload_limit
from compare.web.session import DRAFT_LIMIT, Session
from reports.formats.html import start_page

# A character of JSON takes at most six bytes (backslash u and four digits); the rest is for the other fields.
_DRAFT_BYTES = 6 * DRAFT_LIMIT + 1000
# Corrections of two thousand plans.
_TABLE_BYTES = 2_000_000
_ANSWER_BYTES = 20_000
# Ids of some hundred thousand rows.
_ROWS_BYTES = 10_000_000
_HTML = "text/html; charset=utf-8"


def application(desk: Desk, unexpected: Callable[[Exception], str]) -> Starlette:
    """Make the application behind the gate.

    Args:
        desk: What is served.
        unexpected: The sentence for an error that nobody foresaw.
    """

    def route(path: str, endpoint: Endpoint, method: str = "GET") -> Route:
        return Route(path, telling(endpoint, unexpected), methods=[method])

    made = Starlette(
        routes=[
            *(route(path, endpoint) for path, endpoint in _result_pages(desk).items()),
            route("/draft", partial(_draft, desk), "POST"),
            route("/export", partial(_export, desk), "POST"),
            *(route(path, endpoint, "POST") for path, endpoint in _answers(desk).items()),
            *(route(path, endpoint, "POST") for path, endpoint in _start_steps(desk, unexpected).items()),
        ],
        exception_handlers={HTTPException: _empty},
    )
    made.router.redirect_slashes = False
    return made


def _session(desk: Desk) -> Session:
    if desk.session is None:
        raise InputError("还没有结果，请先在开始页运行。")
    return desk.session


def _result_pages(desk: Desk) -> dict[str, Endpoint]:
    """Return what only shows."""

    async def start(_: Request) -> Response:
        return Response(start_page(desk.lang), media_type=_HTML)

    async def page(request: Request) -> Response:
        return Response(desk.session.result.page, media_type=_HTML) if desk.session else await start(request)

    async def state(_: Request) -> Response:
        return as_json(_session(desk).state())

    async def work(_: Request) -> Response:
        return as_json(await run_in_threadpool(desk.state))

    async def decisions(_: Request) -> Response:
        return as_json(await run_in_threadpool(_session(desk).result.review.decided))

    return {"/": page, "/start": start, "/state": state, "/work": work, "/decisions": decisions}


def _answers(desk: Desk) -> dict[str, Endpoint]:
    """Return what the person decides."""

    async def decide(request: Request) -> Response:
        asked = await json_of(request, _ANSWER_BYTES)
        return as_json(await run_in_threadpool(_session(desk).result.review.decide, asked))

    async def undo(request: Request) -> Response:
        asked = await json_of(request, _ANSWER_BYTES)
        return as_json(await run_in_threadpool(_session(desk).result.review.undo, asked))

    async def recount(_: Request) -> Response:
        return as_json(await run_in_threadpool(_session(desk).recount))

    return {"/decide": decide, "/undo": undo, "/recount": recount}


async def _draft(desk: Desk, request: Request) -> Response:
    asked = await json_of(request, _DRAFT_BYTES)
    return as_json(await run_in_threadpool(_session(desk).draft, asked))


async def _export(desk: Desk, request: Request) -> Response:
    asked = await json_of(request, _ROWS_BYTES)
    made = await run_in_threadpool(_session(desk).export, asked)
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(made.name, safe='')}"}
    return Response(made.content, media_type="application/octet-stream", headers=headers)


def _start_steps(desk: Desk, unexpected: Callable[[Exception], str]) -> dict[str, Endpoint]:
    """Return what the start page does; each step is answered with the state after it."""

    async def after(step: Callable[[], None]) -> Response:
        await run_in_threadpool(step)
        return as_json(await run_in_threadpool(desk.state))

    async def folder(request: Request) -> Response:
        return await after(partial(desk.choose, await json_of(request, _TABLE_BYTES)))

    async def upload(request: Request) -> Response:
        content = await body_of(request, upload_limit())
        return await after(partial(desk.put, request.query_params.get("name", ""), content))

    async def plans(request: Request) -> Response:
        return await after(partial(desk.correct, await json_of(request, _TABLE_BYTES)))

    async def read(_: Request) -> Response:
        return await after(partial(desk.begin, "read", unexpected))

    async def run(_: Request) -> Response:
        return await after(partial(desk.begin, "compare", unexpected))

    async def cancel(_: Request) -> Response:
        return await after(desk.cancel)

    return {"/folder": folder, "/upload": upload, "/plans": plans, "/read": read, "/run": run, "/cancel": cancel}


async def _empty(_: Request, error: Exception) -> Response:
    """Answer unknown paths and methods without a word."""
    return Response(status_code=error.status_code if isinstance(error, HTTPException) else 500)
