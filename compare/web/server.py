"""The server of one person's page: uvicorn on the loopback interface, at an address that nobody can guess."""

from __future__ import annotations

import secrets
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

import uvicorn

from compare.web.connection import CONNECTIONS, Connection
from compare.web.desk import Desk
from compare.web.gate import Gate
from compare.web.paths import application

ADDRESS = "127.0.0.1"
# Cookies of other pages of this machine come along; the page itself sends less than one kilobyte.
_HEAD_BYTES = 32 * 1024


class Loopback(uvicorn.Server):
    """Serves a desk on the loopback interface.

    Args:
        desk: What is served.
        unexpected: The sentence for an error that nobody foresaw.
        port: 0 for any that is free.

    Raises:
        OSError: The port cannot be had.
    """

    def __init__(self, desk: Desk, unexpected: Callable[[Exception], str], port: int = 0) -> None:
        self.desk = desk
        self.token = secrets.token_urlsafe()
        self.socket = socket.create_server((ADDRESS, port), backlog=128)
        self.port: int = self.socket.getsockname()[1]
        hosts = frozenset(f"{name}:{self.port}" for name in (ADDRESS, "localhost"))
        config = uvicorn.Config(
            Gate(application(desk, unexpected), self.token, hosts),
            http=Connection,
            ws="none",
            lifespan="off",
            # Addresses hold the token: nothing is logged.
            log_config=None,
            log_level="critical",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=CONNECTIONS + 1,
            h11_max_incomplete_event_size=_HEAD_BYTES,
            timeout_keep_alive=15,
            timeout_graceful_shutdown=1,
        )
        super().__init__(config)

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://{ADDRESS}:{self.port}/{self.token}/"

    def serve_forever(self) -> None:
        """Answer until Ctrl+C, or until ``stop`` is called from another thread."""
        self.run(sockets=[self.socket])

    def stop(self) -> None:
        """Let ``serve_forever`` return."""
        self.should_exit = True


@contextmanager
def doorstep(address: str) -> Iterator[str]:
    """Lay down a file that leads a browser to an address, which so stands in no list of processes.

    Args:
        address: Where the browser shall go.

    Yields:
        The address of the file, which only its owner can read; it is removed in the end.
    """
    folder = Path(tempfile.mkdtemp(prefix="planalign-"))
    try:
        folder.chmod(0o700)
        file = folder / "planalign.html"
        file.touch(mode=0o600)
        shown = escape(address, quote=True)
        file.write_text(
            f'<!DOCTYPE html><meta charset="utf-8"><meta name="referrer" content="no-referrer">'
            f'<meta http-equiv="refresh" content="0; url={shown}"><title>planalign</title>'
            f'<a href="{shown}">planalign</a>',
            encoding="utf-8",
        )
        yield file.as_uri()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
