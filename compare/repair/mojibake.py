"""Text that was read in a wrong encoding somewhere on its way, where the reverse conversion is certain.

``鏃舵湡`` (UTF-8 read as GBK), ``ÎÄ±¾`` (GBK read as Western) and ``æ–‡æœ¬`` (UTF-8 read as Western) hold every byte
of the text still; ``锟斤拷`` holds none of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from compare.readers import everyday, raw_text
from compare.repair.edits import Edit

STRANGE = 1 / 4
"""UTF-8 read as GBK is full of characters that no plan uses. A run with a smaller share of them is left: ordinary
Chinese may convert by chance."""

PLAIN = 0.9
"""Share of a restored run that must be everyday characters and marks of Chinese; the rest are names and characters that
lost a byte. Nothing but a wrong encoding reversed gives that."""

SEVERAL, SEVERAL_PLAIN = 3, 0.5
"""With so many runs of a kind restored, a shorter one (a dash, a single character) is certain, too, and one with so
large a share of everyday characters (民生福祉)."""

# No two of these hold a whole word; shorter runs of Western letters occur in foreign words.
_WESTERN = "\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122"
_WESTERN_RUN = re.compile(f"[{_WESTERN}][{_WESTERN}]{{1,3999}}")
_CERTAIN_WESTERN = 4
_GBK_RUN = re.compile("[^\u0000-\u007f\ufffd]{3,4000}")
_MARKS = frozenset("，。；：、！？“”‘’（）《》〈〉【】—…·％〇○　") | {chr(code) for code in range(0x20, 0x7F)}
Restore = Callable[[str], str]


def wrong_encoding(text: str) -> list[Edit]:
    """Return restored runs; a character that lost a byte on the way comes out as U+FFFD and lowers what is readable."""
    western = list(_WESTERN_RUN.finditer(text))
    long = [found for found in western if len(found[0]) >= _CERTAIN_WESTERN]
    edits = list(_restored(long, _of_western, 2))
    if len(edits) >= SEVERAL:
        done = {edit.start for edit in edits}
        edits += _restored((found for found in western if found.start() not in done), _of_western, 1, SEVERAL_PLAIN)
    # Most runs hold nothing unusual, which is found out much faster than how much of it they hold.
    runs = (run for run in _GBK_RUN.finditer(text) if _unusual().search(text, *run.span()))
    edits += _restored((run for run in runs if _is_strange(run[0])), _of_gbk, 2)
    return sorted(edits)


def _restored(runs: Iterable[re.Match[str]], restore: Restore, least: int, share: float = PLAIN) -> Iterator[Edit]:
    for found in runs:
        text = raw_text(restore(found[0])).text  # with the line ends of any text
        if _is_plain(text, least, share):
            yield Edit(*found.span(), text, "encoding")


def _of_western(run: str) -> str:
    octets = b"".join(map(_western_byte, run))
    text = octets.decode("utf-8", "replace")
    return text if _is_plain(text, 1) else octets.decode("gbk", "replace")


@cache
def _western_byte(sign: str) -> bytes:
    """Code page 1252, with the controls of Latin-1 where it has no sign."""
    try:
        return sign.encode("cp1252")
    except UnicodeEncodeError:
        return sign.encode("latin-1", "ignore")


def _of_gbk(run: str) -> str:
    return run.encode("gb18030").decode("utf-8", "replace")


def _is_strange(run: str) -> bool:
    return len(run) - _ordinary(run) >= STRANGE * len(run)


def _is_plain(text: str, least: int, share: float = PLAIN) -> bool:
    # Before and after a lost byte stand the other bytes of its character.
    text = text.strip("\ufffd")
    return len(text) >= least and _ordinary(text) >= share * len(text) and not text.isascii()


def _ordinary(text: str) -> int:
    """How many everyday characters and marks of Chinese a text holds."""
    return sum(map(_everyday().__contains__, text))


@cache
def _unusual() -> re.Pattern[str]:
    return re.compile(f"[^{re.escape(''.join(sorted(_everyday())))}]")


@cache
def _everyday() -> frozenset[str]:
    return everyday() | _MARKS
