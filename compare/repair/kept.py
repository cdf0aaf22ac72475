"""Which signs of a file still stand in its text while it is repaired, and which repair took each of the others away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from compare.model import LeftOut
from compare.readers import RawText, signs
from compare.repair.edits import Edit

_FILE, _REPAIR = 1, 0


class Kept:
    """Follow the signs of a text through its repairs.

    A sign is counted when it goes: one that a repair put in and a later one takes out again was never in the file.
    """

    def __init__(self, text: str) -> None:
        self._from_file = bytearray([_FILE]) * len(text)
        self._gone: Counter[str] = Counter()

    def follow(self, text: str, edits: Sequence[Edit]) -> None:
        """Count what edits of the text take away, and follow on what they leave."""
        pieces: list[bytes | bytearray] = []
        done = 0
        for start, end, new, kind in edits:
            old, flags = text[start:end], self._from_file[start:end]
            pieces.append(self._from_file[done:start])
            done = end
            if new:
                pieces.append(self._replaced(old, flags, new, kind))
            elif _REPAIR in flags:
                self._gone[kind] += sum(flag and not sign.isspace() for sign, flag in zip(old, flags, strict=True))
            else:
                self._gone[kind] += signs(old)
        self._from_file = bytearray().join((*pieces, self._from_file[done:]))

    def left_out(self, raw: RawText) -> tuple[LeftOut, ...]:
        """Return what the reader and the repairs left out, most signs first."""
        counts = self._gone + Counter({row.what: row.signs for row in raw.left_out})
        return tuple(LeftOut(*row) for row in sorted(counts.items(), key=lambda row: (-row[1], row[0])))

    def _replaced(self, old: str, flags: bytearray, new: str, kind: str) -> bytes:
        """Return the flags of a text that stands for another: signs that stood in both are still those of the file."""
        had = Counter(sign for sign, flag in zip(old, flags, strict=True) if flag and not sign.isspace())
        stays = bytearray(len(new))
        for at, sign in enumerate(new):
            if had[sign]:
                had[sign] -= 1
                stays[at] = _FILE
        self._gone[kind] += had.total()
        return bytes(stays)
