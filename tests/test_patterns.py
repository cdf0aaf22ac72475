"""Every pattern of the code and of the lexicon takes time in proportion to what it looks at.

A run of one sign is what makes a pattern slow: it begins to match at each sign of the run and goes through the rest. The
way in which a pattern is asked (search, match, fullmatch) is read from the code.
"""

from __future__ import annotations

import ast
import importlib
import re
import time
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from compare.text.lexicon import Cues, lexicon
from tests.builders import ROOT

SIGNS = ' \u3000\t\n1０一十第年A.#|（(《“"[【-—,，、。；：:%…_=<&;/\\的是到万x中'
ANCHORED = {"match", "fullmatch"}
ASKED = {*ANCHORED, "search", "finditer", "findall", "sub", "subn", "split"}
# Signs of the first run; seconds from which a pattern is looked at again on longer ones; how much a run of four times
# the signs, and then of eight against four, may cost: sixteen and four times where time grows with the square.
RUN, SUSPECT, STEEP, TOO_STEEP = 400, 3e-5, 6.0, 3.0
TRIES = 3

Asked = tuple[re.Pattern[Any], str]


@cache
def sources() -> dict[Path, ast.Module]:
    paths = [path for room in ("compare", "reports") for path in (ROOT / room).rglob("*.py")]
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def of_code() -> Iterator[tuple[str, re.Pattern[Any], set[str]]]:
    """Patterns that stand in a module, with the ways in which its code, or that which imports them, asks them."""
    ways: dict[str, dict[Path, set[str]]] = defaultdict(lambda: defaultdict(set))
    for path, tree in sources().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in ASKED and isinstance(node.value, ast.Name):
                ways[node.value.id][path].add(node.attr)
    for path in sources():
        parts = path.relative_to(ROOT).with_suffix("").parts
        module = importlib.import_module(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
        for name, value in vars(module).items():
            own = ways[name][path] if name.startswith("_") else set().union(*ways[name].values())
            for pattern in held(value):
                yield f"{'/'.join(parts)} {name}", pattern, own or {"search"}


def held(value: object, depth: int = 2) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, Cues):
        yield value.pattern
    elif isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, (tuple, list)) and depth:
        for each in value:
            yield from held(each, depth - 1)
    elif isinstance(value, dict) and depth:
        for each in value.values():
            yield from held(each, depth - 1)


def of_calls() -> Iterator[tuple[str, re.Pattern[Any], set[str]]]:
    """Patterns that are given to a function of ``re`` as they are."""
    for path, tree in sources().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ASKED:
                of_re = isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
                if of_re and isinstance(node.args[0], ast.Constant):
                    yield f"{path.stem}:{node.lineno}", re.compile(node.args[0].value), {node.func.attr}


def of_lexicon() -> Iterator[tuple[str, re.Pattern[Any], set[str]]]:
    for name, entry in lexicon().items():
        yield name, re.compile(entry.source()), {{"start": "match", "whole": "fullmatch"}.get(entry.at, "search")}


def seconds(pattern: re.Pattern[Any], way: str, sign: str, count: int, end: str) -> float:
    text: Any = sign * count + end
    text = text.encode() if isinstance(pattern.pattern, bytes) else text
    begun = time.thread_time()
    if way in ANCHORED:
        getattr(pattern, way)(text)
    else:
        for _ in pattern.finditer(text):
            pass
    return time.thread_time() - begun


def is_steep(pattern: re.Pattern[Any], way: str, sign: str) -> bool:
    """Whether twice as long a run takes much more than twice the time, the quickest of several tries."""
    for end in ("", "\x01") if way in ANCHORED else ("",):
        short = seconds(pattern, way, sign, RUN, end)
        if short < SUSPECT or seconds(pattern, way, sign, 4 * RUN, end) < STEEP * short:
            continue
        once, twice = (min(seconds(pattern, way, sign, count, end) for _ in range(3)) for count in (4 * RUN, 8 * RUN))
        if twice > TOO_STEEP * once and once > SUSPECT:
            return True
    return False


def test_no_pattern_takes_time_with_the_square_of_a_run_of_one_sign() -> None:
    seen: set[tuple[Any, int, str]] = set()
    steep = []
    for where, pattern, ways in (*of_code(), *of_calls(), *of_lexicon()):
        for way in {way if way in ANCHORED else "search" for way in ways}:
            if (key := (pattern.pattern, pattern.flags, way)) not in seen:
                seen.add(key)
                # On a busy machine any may seem so once.
                steep += [
                    (where, way, sign) for sign in SIGNS if all(is_steep(pattern, way, sign) for _ in range(TRIES))
                ]
    assert len(seen) > 500
    assert steep == []


@pytest.mark.parametrize("pattern", [r"\s+x", r"(\d+)%", r"[^（]*）", r"(?:一+二|a)"])
def test_a_slow_pattern_is_found(pattern: str) -> None:
    # On a busy machine a slow one may seem quick once, and a quick one slow.
    assert any(is_steep(re.compile(pattern), "search", sign) for _ in range(TRIES) for sign in SIGNS)


@pytest.mark.parametrize("pattern", [r"\s++", r"(?<!\d)\d++%", r"[^（]{0,20}）", r"(?:(?<!\s)\s++)?+x"])
def test_a_quick_pattern_is_not(pattern: str) -> None:
    assert not any(all(is_steep(re.compile(pattern), "search", sign) for _ in range(TRIES)) for sign in SIGNS)
