"""The exceptions that planalign raises: one small tree, every message made for a planner to act on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class PlanalignError(Exception):
    """Base of every error that planalign raises on purpose."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a file that a person wrote.

    Attributes:
        file: The file at fault.
        line: Line in that file, counted from 1; ``None`` if it cannot be told.
        message: A sentence that names the value and says what to do.
    """

    file: Path
    line: int | None
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else str(self.file)
        return f"{where}: {self.message}"


class InputError(PlanalignError):
    """Nothing can be done with what was given: wrong folder, plans.yaml, theme file or name.

    Attributes:
        faults: All faults found, in the order of the file, so that they can be mended in one go.
    """

    def __init__(self, message: str, faults: tuple[Fault, ...] = ()) -> None:
        self.faults = faults
        super().__init__("\n".join([message, *map(str, faults)]))


class ReadError(PlanalignError):
    """One file cannot be read as a plan; the other files go on."""
