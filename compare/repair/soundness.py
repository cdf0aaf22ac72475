"""How much of a repaired text can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compare.model import Reason
from compare.readers import UNEXPLAINED, RawText, everyday
from compare.repair.han import HAN
from compare.repair.pinyin import is_sound

LOW = 0.95
"""Readable share below which a reader is warned: one character in twenty is then lost."""

# Lost characters; controls; private use (a PDF's own glyphs); question marks, three or more, since "??" is written in
# earnest; the three commonest traces of a broken conversion; Western letters in a row (GBK or UTF-8 read as Latin-1).
# Each kind by itself: a pattern that begins with one class is tried only where a sign of it stands.
_LOST = "[\ufffd\u0000-\u0008\u000e-\u001f\u007f\u0080-\u0084\u0086-\u009f\ue000-\uf8ff\U000f0000-\U0010fffd]"
_WESTERN = "[\u00a1-\u00ff\u0152-\u0178\u20ac\u2122]"
_BROKEN = tuple(
    map(re.compile, (f"{_LOST}{_LOST}*+", "[?？][?？]{2,}+", "锟斤拷|烫烫|屯屯", f"{_WESTERN}{_WESTERN}{{3,}}+"))
)
_LETTER_AND_GLOSS = re.compile(r"[?？][,，.。:：;；]?[A-Za-z0-9]?[(（]([^\s()（）]{1,10})[)）]")
# UTF-8 read as GBK gives three Han for two; shorter runs may be that by chance (联通 is the known one).
_RUN = re.compile(f"[{HAN}]{{6,200}}")


_MISSING_WEIGHT = 6.0


def readable(text: str) -> float:
    """Share of sound characters: 1 - broken / all, blanks not counted; 0 if there is nothing to read.

    Broken are replacement, control and private-use characters, runs of question marks, characters of
    mojibake (UTF-8 or GBK read as something else), and letters with pinyin that could not be restored.
    """
    total = sum(map(len, text.split()))
    if not total:
        return 0.0
    return max(0.0, 1.0 - sum(_broken(text)) / total)


def warnings(share: float) -> tuple[Reason, ...]:
    """``readable_low`` with the readable share in whole percent, rounded down."""
    return (Reason("readable_low", (str(int(share * 100)),)),) if share < LOW else ()


def explained(raw: RawText) -> float:
    """Return how far a file was read, in [0, 1]: 1 - 6 u, u being the larger share of its signs or Han unexplained.

    What is missing whole weighs more than what is damaged here and there: a twentieth may be a chapter. With the weight
    of 6 a plan of which more than 5 % is missing falls below the 0.7 from which on anything is said of it.
    """
    share = _unexplained(raw) / raw.signs_in_file if raw.signs_in_file else 0.0
    return max(0.0, 1.0 - _MISSING_WEIGHT * max(share, raw.unexplained))


def unexplained_signs(raw: RawText) -> tuple[Reason, ...]:
    """Return ``unexplained`` with the number of signs that were neither read nor left out for a reason."""
    return (Reason(UNEXPLAINED, (str(lost),)),) if (lost := _unexplained(raw)) else ()


def _unexplained(raw: RawText) -> int:
    return sum(row.signs for row in raw.left_out if row.what == UNEXPLAINED)


def _broken(text: str) -> Iterator[int]:
    """Lengths of the broken stretches."""
    yield from (len(found.group()) for kind in _BROKEN for found in kind.finditer(text))
    yield from (len(found.group()) for found in _LETTER_AND_GLOSS.finditer(text) if is_sound(found[1]))
    yield from (len(run) for run in _RUN.findall(text) if _is_utf8_read_as_gbk(run))


def _is_utf8_read_as_gbk(run: str) -> bool:
    """Half of the run's bytes in GBK are everyday Han in UTF-8 (three bytes each); in true Chinese hardly any."""
    octets = run.encode("gb18030")
    signs = octets.decode("utf-8", "ignore")
    return 6 * len(signs) >= len(octets) and 6 * sum(map(everyday().__contains__, signs)) >= len(octets)
