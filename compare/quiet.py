"""Libraries kept from the terminal, which is for what planalign itself says."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout


@contextmanager
def quiet() -> Iterator[None]:
    """Drop what libraries warn of and print of a file: what a person should know of it, the reader says."""
    with warnings.catch_warnings(action="ignore"), redirect_stdout(io.StringIO()):
        yield
