"""How much one file may take before it is given up: one place, set by the environment."""

from __future__ import annotations

import os
import re

from msgspec.structs import replace

from compare.errors import InputError, ReadError
from compare.model import Record

PREFIX = "PLANALIGN_LIMIT_"
"""What the environment variables begin with; the name of a field of :class:`Limits`, in capitals, follows."""

_RECOGNITION_MB = 4096
_WHOLE = re.compile("[1-9][0-9]{0,11}")


class Limits(Record, frozen=True):
    """Bounds for one file.

    Attributes:
        seconds: Of a processor, from its first byte to its targets. A PDF of 300 pages takes 10.
        memory_mb: Address space that reading it may add to the process. A Word file of a million characters takes 300.
        file_mb: Size of the file. The longest plans hold 1 MB of text, with pictures 40.
        chars: Characters of its text. The longest of 220 plans has 90,000.
        clauses: Clauses of its text, headings too. The longest has 4,000; what later stages take grows with them.
        pages: Pages of a PDF. The longest plans have 300.
        recognition_seconds: As seconds, for a file of which pages are recognised, which takes ten seconds a page.
    """

    seconds: int = 120
    memory_mb: int = 1024
    file_mb: int = 64
    chars: int = 1_500_000
    clauses: int = 40_000
    pages: int = 2000
    recognition_seconds: int = 3600

    def for_recognition(self) -> Limits:
        """Return the limits for a file of which pages are recognised; the models take a gigabyte of address space."""
        memory = max(self.memory_mb, _RECOGNITION_MB)
        return replace(self, seconds=max(self.seconds, self.recognition_seconds), memory_mb=memory)


def read_limits() -> Limits:
    """Return the limits that the environment sets, and the usual ones where it sets none.

    Raises:
        InputError: A variable is no whole number above 0, or sets no limit that there is.
    """
    known = [_variable(name) for name in Limits.__struct_fields__]
    if unknown := sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known):
        raise InputError(f"没有环境变量 {unknown[0]} 所说的上限，可用的有：{'、'.join(known)}。请改正或取消它。")
    given = {name: os.environ.get(_variable(name), "").strip() for name in Limits.__struct_fields__}
    for name, value in given.items():
        if value and not _WHOLE.fullmatch(value):
            raise _wrong(_variable(name), value, getattr(Limits(), name))
    return Limits(**{name: int(value) for name, value in given.items() if value})


def read_megabytes(variable: str, usual: int) -> int:
    """Return bytes that a variable of the environment sets in megabytes, or the usual number where it sets none.

    Raises:
        InputError: It is no whole number above 0.
    """
    value = os.environ.get(variable, "").strip()
    if value and not _WHOLE.fullmatch(value):
        raise _wrong(variable, value, usual >> 20)
    return int(value) << 20 if value else usual


def _wrong(variable: str, value: str, usual: int) -> InputError:
    return InputError(f"环境变量 {variable} 的值“{value}”不对，应是大于 0 的整数，例如 {usual}。")


def refuse_beyond(name: str, count: int, what: str) -> None:
    """Give a file up that has more of something than a plan has.

    Args:
        name: The limit.
        count: How many there are.
        what: What is counted, in Chinese, with "{}" in the place of the number.

    Raises:
        ReadError: There are more than the limit allows.
    """
    most = getattr(read_limits(), name)
    if count > most:
        told = what.format(count)
        raise ReadError(f"{told}，超过上限 {most}，不像是一份规划，请拆分或只保留正文后再试；{to_widen(name)}")


def to_widen(name: str) -> str:
    """Return what to do about a limit that a file rightly goes beyond."""
    return f"确实要读，请把环境变量 {_variable(name)} 设大。"


def _variable(name: str) -> str:
    return PREFIX + name.upper()
