"""What stands around a plan that was issued as an official document (GB/T 9704): the letter that issues it, with the
head above it, and the colophon below the plan. None of it is the plan's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from compare.structure.outline.lines import OutlineLine
from compare.text import cues, numbered_rank

_HEAD_LINES = 40
"""Lines from the beginning among which a letter begins; above it stand the head of the document and its title."""

_LETTER_LINES, _LETTER_SIGNS = 9, 600
"""Lines of a letter without its head, and signs of the sentence that issues the plan."""

_LEAST_BELOW = 3
"""Lines that the plan below a letter has at least; a letter that stands alone, or with the names of what it encloses,
is a notice.
"""

_SENTENCE = 25
"""Characters of a line without a stop that is no name of an enclosure."""

_COLOPHON_LINES = 14
"""Lines at the end among which a colophon begins."""

_ISSUES, _ADDRESSED, _SIGNED = cues("issues_enclosed"), cues("addressed"), cues("issuer")
_TITLE = cues("title_of_document")
_IN_HEAD, _IN_COLOPHON, _BETWEEN = cues("head_of_official"), cues("colophon"), cues("below_letter")
_DATED = re.compile(r"(?:\d{4}|[〇○零Oo一二三四五六七八九]{4})年.{1,3}月.{1,3}日$")


def official_lines(lines: Sequence[OutlineLine]) -> frozenset[int]:
    """Return the numbers of the lines of the head, the letter and the colophon of an official document."""
    return frozenset({*_letter(lines), *_colophon(lines)})


def _letter(lines: Sequence[OutlineLine]) -> range | tuple[int, ...]:
    issuing = next((at for at, line in enumerate(lines[:_HEAD_LINES]) if _issues(line.text)), None)
    above = lines[: issuing or 0]
    if issuing is None or any(numbered_rank(line.text) or len(line.text) > _LETTER_SIGNS for line in above):
        return ()
    end = issuing + 1
    for at in range(end, min(end + _LETTER_LINES, len(lines))):
        if _ends_letter(lines[at].text):
            end = at + 1
        elif not _may_belong(lines[at].text):
            break
    addressed = next((at for at in range(issuing) if _ADDRESSED.search(lines[at].text)), None)
    if end == issuing + 1 and addressed is None and not _is_title_at(lines, end):
        return ()  # the first sentence of a plan may speak of how it was issued
    below = [line.text for line in lines[end:] if not _ends_letter(line.text) and not _IN_COLOPHON.search(line.text)]
    if len(below) < _LEAST_BELOW or not any("。" in line or len(line) >= _SENTENCE for line in below):
        return ()
    told = next(at for at in range(issuing + 1) if lines[at].text[-1] == "。" or at == issuing)
    begin = told if addressed is None else addressed
    head = [at for at in range(begin) if _IN_HEAD.search(_squeezed(lines[at].text))]
    return (*head, *range(begin, end))


def _issues(line: str) -> bool:
    return len(line) <= _LETTER_SIGNS and _ISSUES.search(line) is not None


def _is_title_at(lines: Sequence[OutlineLine], number: int) -> bool:
    return number < len(lines) and _TITLE.search(lines[number].text) is not None


def _ends_letter(line: str) -> bool:
    squeezed = _squeezed(line)
    return bool(_BETWEEN.search(squeezed) or _SIGNED.search(squeezed) or _DATED.search(squeezed))


def _may_belong(line: str) -> bool:
    """Whether a line may stand in a letter above its signature: a sentence of it, the list of what is enclosed."""
    return line[-1] in "。）)" and numbered_rank(line) is None and len(line) <= _LETTER_SIGNS


def _colophon(lines: Sequence[OutlineLine]) -> range | tuple[()]:
    numbered = (at for at in range(len(lines) - 1, 0, -1) if numbered_rank(lines[at].text))
    first = max(next(numbered, 0), len(lines) - _COLOPHON_LINES)
    begin = next((at for at in range(first, len(lines)) if _IN_COLOPHON.search(_squeezed(lines[at].text))), None)
    return () if begin is None else range(begin, len(lines))


def _squeezed(line: str) -> str:
    return "".join(line.split())
