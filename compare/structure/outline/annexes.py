"""What stands behind a plan: explanations of its terms are no plan text, lists of targets and projects are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from compare.structure.outline.lines import OutlineLine
from compare.text import cues

_LABEL = re.compile(r"附(?:件|表|录|图)[ \u3000]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})?[:：]?")
_EXPLAINS = cues("explains_terms")
_TITLE_LENGTH = 40
_NOTE = re.compile(r"\^?[\[［〔]\d{1,3}[\]］〕]\^?(?=[^\s\d])")
_NOTES = 3
"""Notes that follow on one another are an apparatus; a single one may be a mark at the beginning of a line."""


class Annex(NamedTuple):
    """A line with which an annex begins.

    Attributes:
        explains: It explains terms, and is no plan text.
        title: Number of the line that names it: itself or the next one.
    """

    explains: bool
    title: int


def annexes(lines: Sequence[OutlineLine]) -> dict[int, Annex]:
    """Return the lines with which annexes begin, by their numbers."""
    return dict(_annexes(lines))


def _annexes(lines: Sequence[OutlineLine]) -> Iterator[tuple[int, Annex]]:
    for number, line in enumerate(lines):
        text = "".join(line.text.split())
        if len(text) > _TITLE_LENGTH or text[-1] in "。；，":
            continue
        label = _LABEL.match(text)
        if label and label.end() == len(text):
            # An annex that is announced and not there leaves its label alone.
            if number + 1 < len(lines) and _is_name(lines[number + 1].text):
                yield number, Annex(_explains(lines[number + 1].text), number + 1)
        elif _explains(text):
            yield number, Annex(True, number)
        elif label and text[label.end() - 1] in ":：0123456789一二三四五六七八九十":
            yield number, Annex(False, number)


def is_label(text: str) -> bool:
    """Whether a line says that it is an annex and no more: 附件, 附件1："""
    return _LABEL.fullmatch("".join(text.split())) is not None


def notes(lines: Sequence[OutlineLine]) -> set[int]:
    """Numbers of the lines of an apparatus of notes: [1]…, ［2］…, each on a line of its own."""
    found = [number for number, line in enumerate(lines) if _NOTE.match(line.text)]
    runs: list[list[int]] = []
    for number in found:
        if runs and number - runs[-1][-1] == 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return {number for run in runs if len(run) >= _NOTES for number in run}


def _explains(text: str) -> bool:
    return bool(_EXPLAINS.search("".join(text.split()).rstrip("：:）)")))


def _is_name(text: str) -> bool:
    return len(text) <= _TITLE_LENGTH and not re.search("[。；，]", text) and "\t" not in text
