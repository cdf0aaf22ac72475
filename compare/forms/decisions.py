"""``decisions.yaml``: what people decided, whichever way they said it; a ``waivers.yaml`` is read as well."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, Literal

from pydantic import ConfigDict, Field, field_validator
from ruamel.yaml import YAML

from compare.errors import Fault, InputError
from compare.forms.yaml_form import Form, as_written, faulty, fill, line_of, members, read_yaml
from compare.model import Decision, DecisionKind
from compare.text import folded

DECISIONS = ("decisions.yaml", "decisions.yml")
"""Names of the file; where there is none, it is written under the first."""

_WAIVERS = ("waivers.yaml", "waivers.yml")
# What ids of gaps were before they began with a letter.
_OLD = re.compile(r"[0-9a-f]{12}")
_ENDS = "。；;，,.、"
_BETWEEN = "/"


class _Decided(Form):
    kind: DecisionKind
    reason: str = ""
    by: str = ""
    on: str = ""
    quote: str = ""

    @field_validator("on", mode="before")
    @classmethod
    def _written(cls, value: Any) -> Any:
        """YAML takes 2026-12-01 for a date."""
        return value.isoformat()[:10] if isinstance(value, date | datetime) else value


class _OfNoKind(_Decided):
    """What is said of something that is no kind: all else is read once the kind is right."""

    model_config = ConfigDict(extra="ignore")


class _OfGap(_Decided):
    id: str = Field(min_length=1)
    answer: Literal["waived", "wrong", "todo"]


class _OfRequirement(_Decided):
    plan: str = Field(min_length=1)
    clause: str = Field(min_length=1)
    answer: Literal["all", "upper_only", "places", "other_body"]


class _OfVerdict(_Decided):
    upper: str = Field(min_length=1)
    lower: str = Field(min_length=1)
    clause: str = Field(min_length=1)
    answer: Literal["covered", "partial", "absent", "not_applicable"]
    evidence: str = ""


class _OfDepth(_Decided):
    theme: str = Field(min_length=1)
    plan: str = Field(min_length=1)
    answer: int = Field(ge=0, le=4)


class _Waiver(Form):
    gap: str = Field(min_length=1)
    reason: str = Field(min_length=1)
    quote: str = ""


_FORMS: Mapping[str, type[_Decided]] = {
    "gap": _OfGap,
    "requirement": _OfRequirement,
    "verdict": _OfVerdict,
    "depth": _OfDepth,
}


_ABOUT: Mapping[str, tuple[str, ...]] = {
    "gap": ("id",),
    "requirement": ("plan", "clause"),
    "verdict": ("upper", "lower", "clause"),
    "depth": ("theme", "plan"),
}
"""Kind -> the fields that say what a decision is about."""


def current_id(gap: str) -> str:
    """Return the id that a gap has now, given that or the one that version 0.1 gave it."""
    return f"g{gap}" if _OLD.fullmatch(gap) else gap


def wording_key(*parts: str) -> str:
    """Return the key of a decision about a clause: ids of plans, then the folded wording without its last mark."""
    *ids, clause = parts
    return _BETWEEN.join((*ids, folded(clause).strip().rstrip(_ENDS)))


def decision_key(row: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return kind and key of a decision as the file has it; ``None`` for a kind that is not known."""
    kind = str(row.get("kind"))
    if kind not in _ABOUT:
        return None
    ids = [str(row.get(name, "")) for name in _ABOUT[kind]]
    if kind == "gap":
        return kind, current_id(*ids)
    return kind, _BETWEEN.join(ids) if kind == "depth" else wording_key(*ids)


def find_decisions(
    folder: Path | None,
    decisions: str | os.PathLike[str] | None = None,
    waivers: str | os.PathLike[str] | None = None,
) -> tuple[Decision, ...]:
    """Read what was decided: of the files given, else of those beside the plans; nothing if there are none.

    A decision of ``decisions.yaml`` goes before a waiver of the same gap.

    Raises:
        InputError: A file cannot be read or is wrong, with all faults of both at once.
    """
    found: dict[tuple[str, str], Decision] = {}
    faults: list[InputError] = []
    for given, names, read in ((waivers, _WAIVERS, read_waivers), (decisions, DECISIONS, read_decisions)):
        beside = (folder / name for name in names) if folder else ()
        path = Path(given) if given is not None else next((each for each in beside if each.is_file()), None)
        if path is None:
            continue
        try:
            found.update(((each.kind, each.key), each) for each in read(path))
        except InputError as error:
            faults.append(error)
    if faults:
        raise InputError("\n".join(map(str, faults)))
    return tuple(found.values())


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """Read a ``decisions.yaml``.

    Raises:
        InputError: It cannot be read or is wrong, with all faults at once.
    """
    data = read_yaml(path)
    faults: list[Fault] = []
    found: dict[tuple[str, str], Decision] = {}
    for number, item in enumerate(members(data, "decisions", path)):
        where: list[int | str] = ["decisions", number]
        kind = item.get("kind") if isinstance(item, Mapping) else None
        form, wrong = fill(_FORMS.get(str(kind), _OfNoKind), item, path, partial(line_of, data), where)
        faults.extend(wrong)
        if form is None:
            continue
        decision = _decision(form)
        key = decision.kind, decision.key
        if key in found:
            told = f"“{decision.quote or decision.key}”核定了不止一次，请只留一条"
            faults.append(Fault(path, line_of(data, where), told))
        found[key] = decision
    if faults:
        raise faulty(path, faults)
    return tuple(found.values())


def _decision(form: _Decided) -> Decision:
    known = decision_key(form.model_dump())
    assert known is not None
    answer, quote = str(getattr(form, "answer", "")), getattr(form, "clause", form.quote)
    evidence = getattr(form, "evidence", "")
    return Decision(form.kind, known[1], answer, form.reason, form.by, form.on, quote=quote, evidence=evidence)


def read_waivers(path: Path) -> tuple[Decision, ...]:
    """Read a ``waivers.yaml``: gaps that were accepted.

    Raises:
        InputError: It cannot be read or is wrong, with all faults at once.
    """
    data = read_yaml(path)
    faults: list[Fault] = []
    found: dict[str, Decision] = {}
    for number, item in enumerate(members(data, "waivers", path)):
        where: list[int | str] = ["waivers", number]
        form, wrong = fill(_Waiver, item, path, partial(line_of, data), where)
        faults.extend(wrong)
        if form is None:
            continue
        gap = current_id(form.gap)
        if gap in found:
            faults.append(Fault(path, line_of(data, where), f"缺项“{form.gap}”豁免了不止一次，请只留一条"))
        found[gap] = Decision("gap", gap, "waived", form.reason, quote=form.quote)
    if faults:
        raise faulty(path, faults)
    return tuple(found.values())


def decisions_text(rows: Iterable[Mapping[str, str]]) -> bytes:
    """Return the bytes of a ``decisions.yaml`` with these rows, each as the file has them."""
    out = io.StringIO()
    writer = YAML()
    writer.indent(mapping=2, sequence=4, offset=2)
    writer.width = 10_000
    writer.dump({"decisions": [{key: as_written(value) for key, value in row.items() if value} for row in rows]}, out)
    return out.getvalue().encode("utf-8", "replace")
