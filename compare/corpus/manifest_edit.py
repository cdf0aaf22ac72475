"""A plans.yaml with some values corrected: everything else in it, comments too, stays as a person wrote it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from compare.forms import as_written

CORRECTED = ("level", "region", "year", "kind", "upper")
"""What may be corrected of a plan."""

_GUESSED, _CHECKED = "# 推断", "# 已核定"


def corrected_manifest(text: str, changes: Mapping[str, Mapping[str, Any]]) -> str:
    """Write corrections into the text of a plans.yaml.

    Args:
        text: A plans.yaml that can be read.
        changes: Id of a plan -> some of ``CORRECTED`` -> the new value; of ``upper`` the ids, where links that were
            there keep their relation.

    Returns:
        The new text; plans that it does not list are passed over.
    """
    yaml = YAML(typ="rt")
    yaml.allow_unicode = True
    yaml.preserve_quotes = True
    yaml.width = 10_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    data = yaml.load(text)
    for plan in data["plans"]:
        for name, value in changes.get(_id_of(plan), {}).items():
            if name in CORRECTED:
                plan[name] = _links(plan.get("upper"), value) if name == "upper" else _value(value)
                _checked(plan, name)
    out = StringIO()
    yaml.dump(data, out)
    return out.getvalue()


def _id_of(plan: Mapping[str, Any]) -> str:
    return str(plan.get("id") or Path(str(plan["file"])).stem)


def _value(value: Any) -> Any:
    return as_written(value) if isinstance(value, str) else value


def _links(before: Any, ids: Sequence[str]) -> CommentedSeq:
    kept = {str(link["id"]) if isinstance(link, Mapping) else str(link): link for link in before or ()}
    links = CommentedSeq(kept.get(id_, as_written(id_)) for id_ in ids)
    links.fa.set_flow_style()
    return links


def _checked(plan: CommentedMap, name: str) -> None:
    """Say beside a value that it is no longer inferred; ruamel keeps what follows the value in its third place."""
    token = plan.ca.items.get(name, (None,) * 4)[2]
    if token is not None and token.value.startswith(_GUESSED):
        first, end, rest = token.value.partition("\n")
        token.value = _CHECKED + end + rest
