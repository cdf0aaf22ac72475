"""What pages ask of the server: bodies read with a bound, answers and faults as JSON."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from compare.errors import InputError
from reports.output import sound

BODY_SECONDS = 60.0
"""Seconds in which a body must be whole."""

Endpoint = Callable[[Request], Awaitable[Response]]


class TooLarge(Exception):
    """More was sent than is taken in, or it came too slowly."""


async def body_of(request: Request, limit: int) -> bytes:
    """Read the body of a request.

    Args:
        request: The request; what it says of its length is believed only where it says too much.
        limit: Bytes that it may have.

    Raises:
        TooLarge: It has more, or is not there in time.
    """
    said = request.headers.get("content-length", "0")
    if not said.isascii() or not said.isdigit() or len(said.lstrip("0")) > 12 or int(said) > limit:
        raise TooLarge
    pieces, length = [], 0
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for piece in request.stream():
                length += len(piece)
                if length > limit:
                    raise TooLarge
                pieces.append(piece)
    except TimeoutError as error:
        raise TooLarge from error
    return b"".join(pieces)


async def json_of(request: Request, limit: int) -> Any:
    """Read a body that is JSON; halves of characters, which no file can hold, become question marks.

    Raises:
        InputError: It is none.
        TooLarge: It has more bytes than the limit.
    """
    body = await body_of(request, limit)
    try:
        return _sound(json.loads(body))
    except (ValueError, RecursionError) as error:
        raise malformed() from error


def _sound(value: Any) -> Any:
    if isinstance(value, str):
        return sound(value)
    if isinstance(value, list):
        return [_sound(each) for each in value]
    if isinstance(value, dict):
        return {sound(key): _sound(each) for key, each in value.items()}
    return value


def malformed() -> InputError:
    """Return the error for a request that the page's own scripts never make."""
    return InputError("请求的格式不对，请重新载入页面。")


def as_json(value: object, status: int = 200) -> Response:
    """Return a value as an answer; halves of characters become question marks."""
    return Response(packed(value), status, media_type="application/json; charset=utf-8")


def packed(value: object) -> bytes:
    """Return a value as JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def telling(endpoint: Endpoint, unexpected: Callable[[Exception], str]) -> Endpoint:
    """Wrap an endpoint so that whatever goes wrong in it is answered with a sentence.

    Args:
        endpoint: What answers.
        unexpected: The sentence for an error that nobody foresaw.
    """

    async def answered(request: Request) -> Response:
        try:
            return await endpoint(request)
        except TooLarge:
            return Response(status_code=413)
        except ClientDisconnect:
            return Response(status_code=400)
        except InputError as error:
            return as_json({"fault": str(error)}, 400)
        except Exception as error:
            return as_json({"fault": unexpected(error)}, 500)

    return answered
