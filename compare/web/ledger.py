"""``decisions.yaml`` as the workbench writes it: each answer at once, as a whole, and one writer at a time."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from compare.errors import InputError
from compare.forms import DECISIONS, as_written, decision_key, members, read_yaml
from reports.output import alone, put

Row = Mapping[str, Any]
Key = tuple[str, str]


class DecisionLedger:
    """The decisions of a folder of plans.

    Two servers on one folder wait for each other; what a person wrote into the file stays as it is.

    Args:
        folder: Where the plans lie.
        named: The file, where it is not the one beside the plans.
    """

    def __init__(self, folder: Path, named: Path | None = None) -> None:
        self._folder = folder if named is None else named.resolve().parent
        self._names = DECISIONS if named is None else (named.name,)
        self._lock = threading.Lock()
        self._undo: list[tuple[Key, dict[str, Any], dict[str, Any] | None]] = []

    def rows(self) -> list[Row]:
        """Read the decisions.

        Raises:
            InputError: The file cannot be read.
        """
        path = self.path
        return [row for row in members(read_yaml(path), "decisions", path) if isinstance(row, Mapping)] if path else []

    def decide(self, row: Row) -> int:
        """Write a decision in the place of an earlier one about the same thing.

        Args:
            row: The decision without the day, which is today.

        Returns:
            The number by which :meth:`undo` takes it back.

        Raises:
            InputError: The file cannot be read or written; it stands as before.
        """
        written = {name: value for name, value in row.items() if value != ""} | {"on": date.today().isoformat()}
        key = decision_key(written)
        if key is None:
            raise InputError("不认识的核定种类。")
        with self._lock:
            before = self._replace(key, written)
            self._undo.append((key, written, before))
            return len(self._undo) - 1

    def undo(self, number: int) -> None:
        """Take a decision back: what was decided before is decided again, or nothing.

        Raises:
            InputError: There is no such decision, or somebody has decided otherwise meanwhile.
        """
        with self._lock:
            if not 0 <= number < len(self._undo):
                raise InputError("没有可以撤销的核定。")
            key, written, before = self._undo[number]
            now = next((dict(row) for row in self.rows() if _about(row) == key), None)
            if now is None or now.get("answer") != written["answer"] or now.get("by") != written.get("by"):
                raise InputError("这一条后来又有人改过，没有撤销。")
            self._replace(key, before)

    def _replace(self, key: Key, row: dict[str, Any] | None) -> dict[str, Any] | None:
        """Put a row in the place of those that have the key; the one that was there."""
        with alone(self._folder):
            path = self.path
            data = read_yaml(path) if path else None
            rows: Any = members(data, "decisions", path) if path else CommentedSeq()
            at = next((n for n, each in enumerate(rows) if _about(each) == key), None)
            before = None if at is None else dict(rows[at])
            if row is None:
                if at is None:
                    return None  # another server has taken it back just now
                rows.pop(at)
            elif at is None:
                rows.append(_flow(row))
            else:
                rows[at] = _flow(row)
            if path and not rows:
                path.unlink()  # a form without any row is a fault to whoever reads it
            else:
                put(path or self._folder / self._names[0], _dumped(data if path else CommentedMap(decisions=rows)))
            return before

    @property
    def path(self) -> Path | None:
        """The file; ``None`` where nothing has been decided."""
        return next((self._folder / name for name in self._names if (self._folder / name).is_file()), None)


def _about(row: object) -> Key | None:
    return decision_key(row) if isinstance(row, Mapping) else None


def _flow(row: dict[str, Any]) -> CommentedMap:
    made = CommentedMap((name, as_written(value) if isinstance(value, str) else value) for name, value in row.items())
    made.fa.set_flow_style()
    return made


def _dumped(data: Any) -> bytes:
    yaml = YAML(typ="rt")
    yaml.allow_unicode = True
    yaml.width = 10_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = StringIO()
    yaml.dump(data, out)
    return out.getvalue().encode("utf-8", "replace")
