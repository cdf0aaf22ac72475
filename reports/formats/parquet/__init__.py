"""The result tables as parquet files, of very many plans in parts; made with pyarrow, which is an extra."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from compare.errors import InputError
from compare.model import Comparison, Found, Plan, Record
from reports.output import sound
from reports.schema import TABLES, ColumnSchema
from reports.tables import OF_A_PLAN, Row, all_rows, rows_of_plan, rows_of_rest

FOLDER = "parquet"
_MISSING = (
    "parquet 文件（很多规划的汇总也要它）靠 pyarrow 来写，请先装："
    'pip install "planalign[parquet]"（在源码里是 ".[parquet]"）。'
    "不要它的，用 --format 指明别的格式，例如 --format html --format xlsx：每份规划占约 5 MB 内存。"
)
# Plans whose rows are in memory at once and make a row group: a hundred thousand passages.
_AT_ONCE = 25
# Bytes of different texts of a column of a row group until it is written text by text.
_DICTIONARY = 16 << 20
# Tables that are the same for all batches.
_ONCE = ("themes",)


def pyarrow() -> Any:
    """Return the library.

    Raises:
        InputError: It is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise InputError(_MISSING) from None
    return pyarrow


class ArrowRows(Record, frozen=True):
    """Makes the rows of a plan: a :class:`compare.model.Rendering`.

    Attributes:
        labels: Plan id to the short name by which suggestions call it.
    """

    labels: Mapping[str, str]

    def told(self, plan: Plan) -> str:
        """Return what else the rows depend on: suggestions name the upper plans."""
        return "\x1f".join(("parquet", *(self.labels[link.id] for link in plan.upper)))

    def render(self, found: Found) -> bytes:
        """Return the tables of the plan, each as an Arrow stream."""
        rows = rows_of_plan(found, self.labels)
        return msgspec.msgpack.encode({name: _packed(_table(name, rows[name])) for name in OF_A_PLAN})


def flat(plans: Iterable[Plan], labels: Mapping[str, str]) -> ArrowRows:
    """Return what makes the rows of some plans."""
    return ArrowRows({plan.id: labels[plan.id] for plan in plans})


class Parts:
    """Writes one part of every table after another.

    Args:
        out: The folder that gets the folder of parquet files.
    """

    def __init__(self, out: Path) -> None:
        self._folder, self._number = out / FOLDER, 0

    def write(self, comparison: Comparison) -> Iterator[dict[str, Any]]:
        """Write the rows of a batch.

        Yields:
            What was written, a few plans at a time: name -> Arrow table.
        """
        writers = {name: self._writer(name) for name in OF_A_PLAN}
        for first in range(0, len(comparison.plans), _AT_ONCE):
            plans = comparison.plans[first : first + _AT_ONCE]
            packed = [msgspec.msgpack.decode(comparison.rendered[plan.id], type=dict[str, bytes]) for plan in plans]
            tables = {name: _joined([each[name] for each in packed]) for name in OF_A_PLAN}
            for name, table in tables.items():
                writers[name].write_table(table)
            yield tables
        for writer in writers.values():
            writer.close()
        rest = rows_of_rest(comparison)
        yield self._whole({name: list(rest[name]) for name in rest if name not in _ONCE})
        self._number += 1

    def write_rest(self, rest: Comparison) -> dict[str, Any]:
        """Write what is of no batch: the themes, the files that were not read, and what else ``rest`` holds.

        Returns:
            What was written, as of a batch.
        """
        rows = {name: list(of_table) for name, of_table in rows_of_rest(rest).items()}
        return self._whole({name: of_table for name, of_table in rows.items() if of_table or name in _ONCE})

    def _whole(self, rows: Mapping[str, Sequence[Row]]) -> dict[str, Any]:
        tables = {name: _table(name, of_table) for name, of_table in rows.items()}
        for name, table in tables.items():
            with self._writer(name) as writer:
                writer.write_table(table)
        return tables

    def _writer(self, name: str) -> Any:
        path = self._folder / name / f"part-{self._number:05}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        return pyarrow().parquet.ParquetWriter(
            path, _schema(name), compression="zstd", dictionary_pagesize_limit=_DICTIONARY
        )


def render(comparison: Comparison) -> dict[str, bytes]:
    """Return ``parquet/TABLE.parquet`` of every table: relative path -> content.

    Raises:
        InputError: pyarrow is not installed.
    """
    pa, made = pyarrow(), {}
    for name, rows in all_rows(comparison).items():
        sink = pa.BufferOutputStream()
        with pa.parquet.ParquetWriter(
            sink, _schema(name), compression="zstd", dictionary_pagesize_limit=_DICTIONARY
        ) as writer:
            writer.write_table(_table(name, list(rows)))
        made[f"{FOLDER}/{name}.parquet"] = sink.getvalue().to_pybytes()
    return made


def _table(name: str, rows: Sequence[Row]) -> Any:
    schema = _schema(name)
    columns = zip(*rows, strict=True) if rows else [()] * len(schema)
    told = TABLES[name].columns
    arrays = [_array(values, column, field.type) for values, column, field in zip(columns, told, schema, strict=True)]
    return pyarrow().Table.from_arrays(arrays, schema=schema)


def _array(values: Sequence[Any], column: ColumnSchema, type_: Any) -> Any:
    pa = pyarrow()
    if column.type == "texts":
        return pa.array([[sound(text) for text in texts] for texts in values], type_)
    if column.type == "text":
        try:
            plain = pa.array(values, pa.string())
        except UnicodeEncodeError:
            plain = pa.array([None if value is None else sound(value) for value in values], pa.string())
        return plain.dictionary_encode()
    return pa.array(values, type_)


def _schema(name: str) -> Any:
    pa = pyarrow()
    types = {
        "text": pa.dictionary(pa.int32(), pa.string()),
        "texts": pa.list_(pa.string()),
        "whole": pa.int32(),
        "number": pa.float64(),
        "truth": pa.bool_(),
    }
    return pa.schema([(column.name, types[column.type]) for column in TABLES[name].columns])


def _packed(table: Any) -> bytes:
    pa = pyarrow()
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as writer:
        writer.write_table(table)
    made: bytes = sink.getvalue().to_pybytes()
    return made


def _joined(packed: Sequence[bytes]) -> Any:
    pa = pyarrow()
    return pa.concat_tables([pa.ipc.open_stream(each).read_all() for each in packed]).unify_dictionaries()
