"""Rows of which there may be more than anybody asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar, overload

Row = TypeVar("Row")


class Later(Sequence[Row], Generic[Row]):
    """A tuple that is made when it is first asked for.

    Args:
        make: Gives its rows.
    """

    __slots__ = ("_make", "_rows")

    def __init__(self, make: Callable[[], Iterable[Row]]) -> None:
        self._make: Callable[[], Iterable[Row]] | None = make
        self._rows: tuple[Row, ...] = ()

    def _made(self) -> tuple[Row, ...]:
        if self._make is not None:
            self._rows, self._make = tuple(self._make()), None
        return self._rows

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, at: int | slice) -> Row | tuple[Row, ...]:
        return self._made()[at]

    def __iter__(self) -> Iterator[Row]:
        return iter(self._made())

    def __len__(self) -> int:
        return len(self._made())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, (tuple, Later)) and self._made() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._made())

    def __repr__(self) -> str:
        return repr(self._made())
