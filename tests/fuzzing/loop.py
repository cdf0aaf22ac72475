"""A run over one target: make a case, check it, keep what reaches new lines, make findings small."""

from __future__ import annotations

import io
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import nullcontext, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import process_time

from compare.errors import PlanalignError
from tests.fuzzing.contracts import BrokenContract
from tests.fuzzing.parts import packed, unpacked
from tests.fuzzing.targets import TARGETS
from tests.fuzzing.watch import Lines, TookTooLong, in_time

_FOLLOWED = 4
"""Every so many cases the lines are followed, which doubles what a case costs."""

_KEPT = 0.4
"""Share of the cases that go on from a case that reached new lines, once there are some."""

_TRIES = 300
_SLOW_TRIES = 12


# Warnings that Python shows to nobody who does not ask for them.
_UNSEEN = (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning)


@dataclass(frozen=True, slots=True)
class Finding:
    """A case that broke something.

    Attributes:
        key: What broke, and where: findings of one key are one.
        trace: The traceback.
        number: Of the case in its run.
    """

    target: str
    key: str
    trace: str
    number: int
    content: bytes


@dataclass(slots=True)
class Tally:
    """What a run came to."""

    cases: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    slowest_case: int = 0
    lines: int = 0
    kept: int = 0


def check(target: str, content: bytes, folder: Path) -> tuple[str, str] | None:
    """Read a file as a target: ``None`` if all contracts hold, else the key and the traceback of what broke."""
    path = folder / TARGETS[target].file
    path.write_bytes(content)
    try:
        with (
            in_time(TARGETS[target].times),
            warnings.catch_warnings(record=True) as told,
            redirect_stdout(io.StringIO()) as printed,
        ):
            warnings.simplefilter("always")
            TARGETS[target].check(path)
        spilt = [each for each in told if not issubclass(each.category, _UNSEEN)]
    except PlanalignError:
        # A refusal on purpose, though later than the reader: the plan has no text, say.
        return None
    except TookTooLong as error:
        return f"TookTooLong at {_where(error)}", traceback.format_exc()
    except BrokenContract as error:
        return f"BrokenContract: {error}", traceback.format_exc()
    except Exception as error:
        return f"{type(error).__name__} at {_where(error)}", traceback.format_exc()
    if printed.getvalue():
        return "something is printed", printed.getvalue()
    return (f"a library warns of {Path(spilt[0].filename).name}", str(spilt[0])) if spilt else None


def _where(error: BaseException) -> str:
    """The innermost function of ``compare`` in a traceback."""
    frames = [each for each in traceback.extract_tb(error.__traceback__) if "compare" in Path(each.filename).parts]
    return f"{Path(frames[-1].filename).name}:{frames[-1].name}" if frames else "?"


def run(
    target: str, cases: int, *, seed: int, folder: Path, first: int = 0, rich: bool = True, guided: bool = True
) -> Iterator[tuple[int, Finding | None, Tally]]:
    """Run the cases ``first`` … of a target, one at each step.

    Args:
        target: Name in ``TARGETS``.
        cases: How many.
        seed: Makes the cases, with their numbers.
        folder: An empty folder; the file in it is the case that runs.
        first: Number of the first case.
        rich: Start also from the files beside the checkout.
        guided: Go on from cases that reached new lines; costs the speed that following the lines takes.

    Yields:
        Number of the case, its finding if its key is new, and the tally so far, always the same object.
    """
    what, tally, lines = TARGETS[target], Tally(), Lines()
    given = what.starts(rich=rich)
    # The first case would have to load libraries and dictionaries.
    (folder / what.file).write_bytes(given[0])
    what.check(folder / what.file)
    kept: list[bytes] = []
    seen: set[str] = set()
    for number in range(first, first + cases):
        random = Random(f"{seed} {target} {number}")
        start = random.choice(kept if kept and random.random() < _KEPT else given)
        content = what.change(random, start, lambda random=random: random.choice(given))
        reached, begun = lines.reached, process_time()
        with lines.followed() if guided and number % _FOLLOWED == 0 else nullcontext():
            broken = check(target, content, folder)
        taken = process_time() - begun
        if taken > tally.slowest:
            tally.slowest, tally.slowest_case = taken, number
        tally.cases, tally.seconds = tally.cases + 1, tally.seconds + taken
        if lines.reached > reached and broken is None:
            kept.append(content)
        tally.lines, tally.kept = lines.reached, len(kept)
        new = broken is not None and broken[0] not in seen
        if broken is not None:
            seen.add(broken[0])
        yield number, Finding(target, *broken, number, content) if broken and new else None, tally


def smaller(finding: Finding, folder: Path) -> bytes:
    """The content of a finding with all left out that it does not need, as far as a bounded number of tries goes."""
    tries = iter(range(_SLOW_TRIES if finding.key.startswith("TookTooLong") else _TRIES))

    def breaks(content: bytes) -> bool:
        if next(tries, None) is None:
            return False
        broken = check(finding.target, content, folder)
        return broken is not None and broken[0] == finding.key

    parts = unpacked(finding.content)
    if not parts:
        return _shortened(finding.content, breaks)
    if not breaks(packed(parts)):
        return finding.content
    for name in sorted(parts, key=lambda name: -len(parts[name])):
        less = {other: part for other, part in parts.items() if other != name}
        if breaks(packed(less)):
            parts = less
    for name in list(parts):
        parts[name] = _shortened(parts[name], lambda part, name=name: breaks(packed(parts | {name: part})))
    return packed(parts)


def _shortened(content: bytes, breaks: Callable[[bytes], bool]) -> bytes:
    """Leave out stretches, long ones first; whole characters where it is text."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    whole = text if text.encode() == content else content
    size = max(1, len(whole) // 2)
    while size:
        at = 0
        while at < len(whole):
            less = whole[:at] + whole[at + size :]
            if breaks(less.encode() if isinstance(less, str) else less):
                whole = less
            else:
                at += size
        size //= 2
    return whole.encode() if isinstance(whole, str) else whole
