"""Traps for regular expressions: what every pattern of ``compare`` repeats, repeated until it would hurt.

    python -m tests.benchmarks.traps [characters of a line]

For each pattern that the modules of ``compare`` compile, the pieces that it repeats are taken from its syntax, with
what stands before them. Each piece, repeated, becomes a line of one plan, which is compared with a small one. The time
grows with the length of the lines as the text does, if no pattern takes the square of it: 1000 and 4000 characters a
line (no clause is longer) should take times of 1 to 4 or less, and none of the stages may stand out.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from tempfile import TemporaryDirectory
from typing import Any

from tests.builders import COUNTY

_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
_OF_CATEGORY = {"DIGIT": "0", "SPACE": " ", "WORD": "a", "NOT_DIGIT": "a", "NOT_SPACE": "a", "NOT_WORD": "."}
_SPOKEN = "规a1 .，x\t"
_OFTEN = 6
"""Repetitions from which a bounded one counts."""

_LONGEST_PIECE = 30
_BY_HAND = (
    "2000年",
    "百分之一",
    "\t规",
    "、",
    "（",
    "《“",
    "0",
    "1.",
    "1 约束性 ",
    "规划",
    "和",
    "\u3000",
    "\x0c",
    "&nbsp;",
    "ā",
)


def patterns() -> list[re.Pattern[str]]:
    """All patterns of texts that stand in the modules of ``compare``."""
    import compare

    found: dict[tuple[str, int], re.Pattern[str]] = {}
    for info in pkgutil.walk_packages(compare.__path__, "compare."):
        for value in vars(importlib.import_module(info.name)).values():
            for each in value if isinstance(value, (tuple, list)) else [value]:
                if isinstance(each, re.Pattern) and isinstance(each.pattern, str):
                    found[each.pattern, each.flags] = each
    return list(found.values())


def pieces(pattern: re.Pattern[str]) -> set[str]:
    """What a pattern repeats, by itself and with what stands before it."""
    return {piece for piece in _pieces(list(parser.parse(pattern.pattern, pattern.flags)), "") if piece.strip("\n")}


def _pieces(tree: list[Any], before: str) -> Iterator[str]:
    for at, (code, value) in enumerate(tree):
        lead = before + _example(tree[:at])
        for inner in _inner(code, value):
            if code in _REPEATS and value[1] >= _OFTEN:
                for way in [inner, *(branch for each in inner for branch in _branches(each))]:
                    yield from (_example(way), lead, lead + _example(way))
            yield from _pieces(inner, lead)


def _inner(code: Any, value: Any) -> list[list[Any]]:
    if code in _REPEATS:
        return [list(value[2])]
    if code is codes.SUBPATTERN:
        return [list(value[3])]
    if code is codes.BRANCH:
        return [list(branch) for branch in value[1]]
    if code is codes.ATOMIC_GROUP:
        return [list(value)]
    return [list(value[1])] if code in (codes.ASSERT, codes.ASSERT_NOT) else []


def _branches(node: tuple[Any, Any]) -> list[list[Any]]:
    code, value = node
    if code is codes.SUBPATTERN:
        return [branch for each in value[3] for branch in _branches(each)]
    return [list(branch) for branch in value[1]] if code is codes.BRANCH else []


def _example(tree: list[Any]) -> str:
    """A text that the pattern matches, the shortest of its first branches."""
    return "".join(_sign(code, value) for code, value in tree)


def _sign(code: Any, value: Any) -> str:
    if code is codes.LITERAL:
        return chr(value)
    if code is codes.IN:
        return _of_set(value)
    if code in (codes.ANY, codes.NOT_LITERAL):
        return "规"
    if code in _REPEATS:
        return _example(value[2]) * value[0]
    inner = _inner(code, value)
    return _example(inner[0]) if inner and code not in (codes.ASSERT, codes.ASSERT_NOT) else ""


def _of_set(members: list[Any]) -> str:
    ranges = [(value, value) if code is codes.LITERAL else value for code, value in members if code is not codes.NEGATE]
    plain = [each for each in ranges if isinstance(each, tuple)]
    if members[0][0] is codes.NEGATE:
        return next((sign for sign in _SPOKEN if not any(low <= ord(sign) <= high for low, high in plain)), "é")
    return chr(plain[0][0]) if plain else _OF_CATEGORY[str(ranges[0]).removeprefix("CATEGORY_")]


def seconds(lines: list[str]) -> float:
    """Processor time of a whole comparison with a plan of these lines, told by stage."""
    from compare import RunOptions, compare_plans

    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "upper.txt").write_text(COUNTY.replace("连州", "清远"), encoding="utf-8")
        (folder / "lower.txt").write_text(COUNTY + "\n".join(lines), encoding="utf-8")
        (folder / "plans.yaml").write_text(
            "plans:\n- {file: upper.txt, level: 市级}\n- {file: lower.txt, level: 县级, upper: [upper]}\n",
            encoding="utf-8",
        )
        begun = _clock()

        def told(stage: str, done: int, total: int) -> None:
            if done == total:
                print(f"  {_clock() - begun:6.1f} s  after {stage}", flush=True)

        compare_plans(folder, options=RunOptions(jobs=1, progress=told))
        return _clock() - begun


def _clock() -> float:
    return sum(os.times()[:4])


def main() -> None:
    """Print the times."""
    found = sorted({piece[:_LONGEST_PIECE] for pattern in patterns() for piece in pieces(pattern)} | set(_BY_HAND))
    print(f"{len(patterns())} patterns, {len(found)} pieces")
    for length in [int(each) for each in sys.argv[1:]] or [500, 1000, 2000]:
        lines = [f"推进产业集群建设{piece * (length // len(piece))}\0，新建10个。" for piece in found]
        print(f"{length} characters a line, {sum(map(len, lines))} in all")
        begun = time.monotonic()
        print(f"{seconds(lines):.1f} s of work, {time.monotonic() - begun:.1f} s by the clock")


if __name__ == "__main__":
    main()
