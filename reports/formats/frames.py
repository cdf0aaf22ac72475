"""The result tables as pandas frames: those of report.json and of the parquet files, column for column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compare.errors import InputError
from compare.model import Comparison
from reports.output import sound
from reports.schema import TABLES, ColumnSchema
from reports.tables import all_rows

if TYPE_CHECKING:
    import pandas as pd

_MISSING = '要把结果变成 pandas 的表，请先装 pandas：pip install "planalign[pandas]"（在源码里是 ".[pandas]"）。'
# Types that hold nothing as <NA>: a whole number with a hole in its column stays a whole number.
_DTYPES = {"text": "string", "texts": "object", "whole": "Int32", "number": "Float64", "truth": "boolean"}


def to_frames(comparison: Comparison) -> dict[str, pd.DataFrame]:
    """Return every result table as a frame: name of the table -> frame, in the order of docs/contracts.md.

    Returns:
        Frames with the columns that :mod:`reports.schema` declares, a row for each row of report.json. Texts are of
        dtype ``string``, several texts a list in an ``object`` column, whole numbers ``Int32``, real ones ``Float64``,
        truths ``boolean``; what may be missing is ``<NA>``.

    Raises:
        InputError: pandas is not installed.
    """
    try:
        import pandas
    except ImportError:
        raise InputError(_MISSING) from None
    frames = {}
    for name, rows in all_rows(comparison).items():
        columns = TABLES[name].columns
        values = list(zip(*rows, strict=True)) or [()] * len(columns)
        made = {
            column.name: pandas.Series(_values(of_column, column), dtype=_DTYPES[column.type])
            for column, of_column in zip(columns, values, strict=True)
        }
        frames[name] = pandas.DataFrame(made)
    return frames


def _values(values: Any, column: ColumnSchema) -> list[Any]:
    match column.type:
        case "text":
            return [None if value is None else sound(str(value)) for value in values]
        case "texts":
            return [[sound(text) for text in texts] for texts in values]
        case _:
            return list(values)
