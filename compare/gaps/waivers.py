"""``waivers.yaml``: gaps that a person has accepted, with the reason."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from pydantic import Field

from compare.errors import Fault
from compare.forms import Form, faulty, fill, line_of, members, read_yaml
from compare.gaps.pairs import GAP
from compare.model import Gap, Waiver

_NAMES = ("waivers.yaml", "waivers.yml")
# What ids of gaps were before they began with a letter.
_OLD = re.compile(r"[0-9a-f]{12}")


class _WaiverForm(Form):
    gap: str = Field(min_length=1)
    reason: str = Field(min_length=1)
    quote: str = ""


def current_id(gap: str) -> str:
    """Return the id that a gap has now, given that or the one that version 0.1 gave it."""
    return f"{GAP}{gap}" if _OLD.fullmatch(gap) else gap


def find_waivers(folder: Path | None, waivers: str | os.PathLike[str] | None = None) -> tuple[Waiver, ...]:
    """The waivers of a file, or of the ``waivers.yaml`` beside the plans; none if there is no such file.

    Raises:
        InputError: The file cannot be read or is wrong, with all faults at once.
    """
    if waivers is not None:
        return _load(Path(waivers))
    beside = folder and next((folder / name for name in _NAMES if (folder / name).is_file()), None)
    return _load(beside) if beside else ()


def _load(path: Path) -> tuple[Waiver, ...]:
    data = read_yaml(path)
    faults: list[Fault] = []
    found: dict[str, Waiver] = {}
    for number, item in enumerate(members(data, "waivers", path)):
        where: list[int | str] = ["waivers", number]
        form, wrong = fill(_WaiverForm, item, path, partial(line_of, data), where)
        faults.extend(wrong)
        if form is None:
            continue
        gap = current_id(form.gap)
        if gap in found:
            faults.append(Fault(path, line_of(data, where), f"缺项“{form.gap}”豁免了不止一次，请只留一条"))
        found[gap] = Waiver(gap, form.reason, form.quote, stale=False)
    if faults:
        raise faulty(path, faults)
    return tuple(found.values())


def stale(waivers: Iterable[Waiver], gaps: Iterable[Gap]) -> tuple[Waiver, ...]:
    """The waivers, those marked stale that no gap answers to: the text has changed, or the gap is gone."""
    known = {gap.id for gap in gaps}
    return tuple(Waiver(each.gap, each.reason, each.quote, each.gap not in known) for each in waivers)
