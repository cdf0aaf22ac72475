"""uvicorn's connection, which waits for a request only so long, and of which only so many wait at a time."""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 10.0
"""Seconds from the first byte, or from the connection, to the end of a request's headers."""
CONNECTIONS = 64
"""Connections at a time; a browser opens six."""


class Connection(H11Protocol):
    """One connection: uvicorn bounds the headers by size, this bounds them by time, and the connections by number.

    Sockets that are opened and say nothing are never refused by uvicorn, which answers 503 to everybody else
    instead: here the one that has waited longest makes room.
    """

    _since = 0.0
    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request, and let the longest waiting of too many go."""
        super().connection_made(transport)
        self._since = self.loop.time()
        self._wait()
        if len(self.connections) > CONNECTIONS:
            idle = [each for each in self.connections if isinstance(each, Connection) and each._waits]
            min(idle, key=lambda each: each._since).drop()

    def data_received(self, data: bytes) -> None:
        """Take in a piece, and stop waiting when the headers are whole."""
        super().data_received(data)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        super().connection_lost(exc)
        self._unset()

    def drop(self) -> None:
        """End the connection without an answer."""
        self.connections.discard(self)
        self.transport.abort()

    @property
    def _waits(self) -> bool:
        """Whether no request is under way."""
        return self.cycle is None or self.cycle.response_complete

    def _wait(self) -> None:
        awaited = self._waits and self.conn.their_state is h11.IDLE and not self.transport.is_closing()
        if not awaited:
            self._unset()
        elif self._timer is None:
            self._timer = self.loop.call_later(HEAD_SECONDS, self.drop)

    def _unset(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def on_response_complete(self) -> Any:
        """Note since when nothing is asked."""
        self._since = self.loop.time()
        super().on_response_complete()
