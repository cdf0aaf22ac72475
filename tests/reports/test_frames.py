"""The tables as parquet files and as frames: those of report.json, column for column and row for row."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import reports
from compare.cli import main
from compare.errors import InputError
from compare.model import Comparison
from reports.schema import TABLES, columns_of
from tests.builders import SEEDS
from tests.result_tables import Tables


@pytest.fixture(scope="module")
def written(seeds_comparison: Comparison, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("parquet") / "out"
    reports.write(seeds_comparison, out, ["parquet"])
    return out


@pytest.fixture(scope="module")
def frames(seeds_comparison: Comparison) -> dict[str, Any]:
    return reports.to_frames(seeds_comparison)


@pytest.mark.parametrize("name", list(TABLES))
def test_a_parquet_file_is_the_table_of_the_report(written: Path, seeds_report: Tables, name: str) -> None:
    import pyarrow.parquet as pq

    table = pq.ParquetFile(written / "parquet" / f"{name}.parquet").read()
    assert tuple(table.column_names) == columns_of(name)
    assert table.to_pylist() == seeds_report[name]


@pytest.mark.parametrize("name", list(TABLES))
def test_a_frame_is_the_table_of_the_report(frames: dict[str, Any], seeds_report: Tables, name: str) -> None:
    frame = frames[name]
    assert tuple(frame.columns) == columns_of(name)
    rows = [
        {
            # <NA> is neither true nor false.
            key: value if isinstance(value, list) else None if value is frame_na() else value
            for key, value in zip(frame.columns, row, strict=True)
        }
        for row in frame.itertuples(index=False, name=None)
    ]
    assert rows == seeds_report[name]


def frame_na() -> object:
    import pandas

    return pandas.NA


def test_frames_keep_the_types_of_the_contract(frames: dict[str, Any]) -> None:
    assert list(frames) == list(TABLES)
    assert str(frames["coverage"]["depth"].dtype) == "Int32" and str(frames["alignments"]["sure"].dtype) == "boolean"
    deep = frames["coverage"].pivot(index="theme", columns="plan", values="depth")
    assert deep.shape == (48, 5) and deep.max().max() == 4


def test_parquet_is_made_only_when_asked_for(tmp_path: Path) -> None:
    assert "parquet" not in reports.FORMATS
    done = CliRunner().invoke(main, ["report", str(SEEDS), "-o", str(tmp_path / "out"), "--format", "parquet"])
    assert done.exit_code == 0, done.output
    names = {path.stem for path in (tmp_path / "out" / "parquet").iterdir()}
    assert names == set(TABLES) and (tmp_path / "out" / "report.json").exists()
    # The pages of one plan may take its place: it is no summary of all.
    again = ["report", str(SEEDS), "-o", str(tmp_path / "out"), "--plan", "qingyuan", "--format", "json"]
    assert CliRunner().invoke(main, again).exit_code == 0
    assert not list((tmp_path / "out").glob("parquet/*"))


def test_what_to_install_is_told(monkeypatch: pytest.MonkeyPatch, seeds_comparison: Comparison, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(InputError, match=r"planalign\[pandas\]"):
        reports.to_frames(seeds_comparison)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InputError, match=r"planalign\[parquet\]"):
        reports.write(seeds_comparison, tmp_path / "out", ["parquet"])
    assert not (tmp_path / "out" / "report.json").exists()
    done = CliRunner().invoke(main, ["report", str(SEEDS), "-o", str(tmp_path / "other"), "--format", "parquet"])
    assert done.exit_code == 2 and "planalign[parquet]" in done.output
    assert not (tmp_path / "other").exists()
