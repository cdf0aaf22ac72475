"""Libraries kept from the terminal, which is for what planalign itself says, and from what they need not load."""

from __future__ import annotations

import io
import sys
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, redirect_stdout
from types import ModuleType


@contextmanager
def quiet() -> Iterator[None]:
    """Drop what libraries warn of and print of a file: what a person should know of it, the reader says."""
    with warnings.catch_warnings(action="ignore"), redirect_stdout(io.StringIO()):
        yield


@contextmanager
def bare(package: ModuleType, parts: Iterable[str]) -> Iterator[None]:
    """Let a library be loaded that takes up all parts of a package, without those that it has no use for."""
    absent = [part for part in parts if f"{package.__name__}.{part}" not in sys.modules]
    vars(package).update(dict.fromkeys(absent))
    try:
        yield
    finally:
        for part in absent:
            if vars(package)[part] is None:
                del vars(package)[part]


@contextmanager
def without(module: str) -> Iterator[None]:
    """Let a library be loaded as if a module that it can do without were not installed; one in use stays."""
    if module in sys.modules:
        yield
        return
    sys.modules[module] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[module]
