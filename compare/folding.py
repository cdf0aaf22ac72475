"""Folding for matching only: width, case, blanks and quotation marks; spans lead back to the canonical text."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_DROPPED = frozenset("“”‘’\"'「」『』〝〞\u200b\u200c\u200d\u2060\ufeff")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text.

    Attributes:
        text: The folded text; line ends are kept, so that no phrase is found across paragraphs.
        origin: For each folded character the offset of the character it came from, and one more for the end.
    """

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the unfolded text that the folded span ``[start, end)``, not empty, came from."""
        return self.origin[start], self.origin[end - 1] + 1


def fold_char(char: str) -> str:
    """What one character becomes: its compatibility form in lower case; nothing for blanks and quotation marks."""
    if char == "\n":
        return char
    if char in _DROPPED or char.isspace():
        return ""
    if "\u4e00" <= char <= "\u9fff":
        return char
    return unicodedata.normalize("NFKC", char).casefold()


class _Table(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = found = fold_char(chr(code))
        return found


_TABLE = _Table()


def fold(text: str) -> Folded:
    """Fold a text and keep the way back."""
    into = list(map(_TABLE.__getitem__, map(ord, text)))
    origin = [at for at, become in enumerate(into) for _ in become]
    return Folded("".join(into), (*origin, len(text)))


def folded(text: str) -> str:
    """The folded text alone."""
    return text.translate(_TABLE)
