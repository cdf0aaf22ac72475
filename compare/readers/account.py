"""The account of a file's signs: each stands in the text that was read, or was left out for a reason that is told.

A sign is a code point other than white space, counted after decoding and before repair. What a file shows is counted by
each format in another way than its reader takes, so that a part that the reader never met is missed here. Signs are
matched as a multiset: what is lost in one place is not made good by what is read twice in another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import reduce
from operator import iadd

from msgspec.structs import replace

from compare.model import LeftOut
from compare.readers.raw import RawText

UNEXPLAINED = "unexplained"
"""The reason of signs that were not read and for which there is no reason."""

HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
"""A Han character."""


def signs(text: str) -> int:
    """Count the code points of a text other than white space."""
    return sum(map(len, text.split()))


class Ledger:
    """Keep what a reader leaves out, and what it writes that stands nowhere in the file, while it reads."""

    def __init__(self) -> None:
        self._left_out: dict[str, list[str]] = {}
        self._made: list[str] = []
        self._parts: list[RawText] = []

    def leave_out(self, what: str, *texts: str) -> None:
        """Take down texts that are left out for one reason.

        Args:
            what: The reason, a code that the section ``left_out`` of the wording names.
            texts: What is left out, with or without white space.
        """
        if any(texts):
            self._left_out.setdefault(what, []).extend(texts)

    def make(self, text: str) -> str:
        """Take down, and return, a text that the file shows without holding it: the number of a list, the stroke of a
        fraction.
        """
        self._made.append(text)
        return text

    @property
    def made(self) -> str:
        """All that was taken down as written without standing in the file."""
        return "".join(self._made)

    def take_over(self, other: Ledger) -> None:
        """Take down what another ledger holds as left out."""
        for what, texts in other._left_out.items():
            self.leave_out(what, *texts)

    def rewrite(self, what: str, old: str, new: str) -> str:
        """Take down, and return, what is written for a text of the file; signs of both are the file's."""
        had, has = Counter(_signs_of((old,))), Counter(_signs_of((new,)))
        self.leave_out(what, "".join((had - has).elements()))
        self.make("".join((has - had).elements()))
        return new

    def include(self, part: RawText) -> RawText:
        """Take down, and return, a part that is a file in itself, with the account that its own reader gave."""
        self._parts.append(part)
        self.make(part.text)
        return part

    def settle(self, raw: RawText, shown: Iterable[str]) -> RawText:
        """Return what was read with its account.

        Args:
            raw: What was read.
            shown: All that the file holds for a reader, in any order, counted without the reader.

        Returns:
            ``raw`` with ``signs_in_file``, ``left_out`` (most signs first, ``unexplained`` among them) and
            ``unexplained``. What was read more often than it is shown does not count.
        """
        whole = _signs_of((*shown, *self._made))
        if not self._left_out and not self._parts and whole == _signs_of((raw.text,)):  # plain text: nothing to match
            return replace(raw, signs_in_file=len(whole))
        held = Counter(whole)
        left = {what: _counted(texts) for what, texts in self._left_out.items()}
        explained = reduce(iadd, left.values(), _counted((raw.text,)))
        missing = held - explained
        amounts = Counter({what: counts.total() for what, counts in left.items()})
        inside = Counter({row.what: row.signs for part in self._parts for row in part.left_out})
        # What is told twice over would make the sum larger than the file.
        surplus = (explained - held).total()
        amounts += inside + Counter({UNEXPLAINED: missing.total()})
        rows = (LeftOut(*row) for row in amounts.items())
        return replace(
            raw,
            signs_in_file=held.total() + inside.total() + surplus,
            left_out=tuple(sorted(rows, key=lambda row: (-row.signs, row.what))),
            unexplained=(_han(missing) + inside[UNEXPLAINED]) / max(1, _han(held) + inside[UNEXPLAINED]),
        )


def _signs_of(texts: Iterable[str]) -> str:
    return "".join("".join(texts).split())


def _counted(texts: Iterable[str]) -> Counter[str]:
    return Counter(_signs_of(texts))


def _han(counts: Counter[str]) -> int:
    return sum(count for sign, count in counts.items() if HAN.match(sign))
