"""A workbench for tests, and what a browser asks of it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from compare.cli.faults import unexpected
from compare.cli.options import Job, Means
from compare.cli.second import SecondOptions
from compare.web import Desk, Loopback

_NOBODY = SecondOptions()


def desk_at(home: Path, plans: Path | None = None, second: SecondOptions = _NOBODY) -> Desk:
    """A desk whose own files lie in ``home``, with the result of a folder if one is given."""
    means = Means("zh", 1, libreoffice=False, no_cache=True, second=second)
    desk = Desk(lambda folder: Job(folder, themes=None, waivers=None, decisions=None, means=means), home, "zh")
    if plans is not None:
        desk.open(plans)
    return desk


@contextmanager
def serving(desk: Desk) -> Iterator[Loopback]:
    """The server of a desk, for as long as it is needed."""
    server = Loopback(desk, unexpected)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join()
