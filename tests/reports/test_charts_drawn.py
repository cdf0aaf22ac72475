"""Which charts are drawn of which comparison, with every glyph and within the page."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
import warnings
from collections import Counter
from pathlib import Path

import pytest
from msgspec.structs import replace

from compare.model import Comparison
from reports import wording
from reports.formats import charts
from reports.view import builder as tables
from reports.view import top as picks
from tests import sample
from tests.reports.made_reports import LANGS, NOTHING_FOUND


def wide(comparison: Comparison) -> Comparison:
    """Twelve plans, so that their names stand upright, one with a character that no font has."""
    plans = tuple(replace(comparison.plans[1], id=f"p{n}", region=f"第{n}个很长很长的市 $x^2$ᚠ") for n in range(12))
    cells = [cell for cell in comparison.coverage if cell.plan == "city"]
    entries = [entry for entry in comparison.frequency if entry.plan == "city"]
    return dataclasses.replace(
        comparison,
        plans=plans,
        frequency=tuple(replace(entry, plan=plan.id) for entry in entries for plan in plans),
        **NOTHING_FOUND | {"coverage": tuple(replace(cell, plan=plan.id) for cell in cells for plan in plans)},
    )


DRAWN = {"coverage", "levels", "chain", "verdicts", "targets", "frequency", "frequency_levels"}


def drawn(comparison: Comparison) -> set[str]:
    """Names of the charts that have something to show."""
    rows = tables.Tables(comparison)
    return {name for name, chart in charts.CHARTS.items() if chart(rows, "zh") is not None}


def pictures(rows: tables.Tables) -> dict[str, bytes]:
    return charts.pictures(rows, "zh", [[name] for name in charts.CHARTS])


@pytest.mark.parametrize("lang", LANGS)
def test_charts_have_every_glyph_and_no_outside_reference(comparison: Comparison, lang: wording.Lang) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for one, names in (comparison, DRAWN), (wide(comparison), {"coverage", "levels", "frequency"}):
            files = charts.render(tables.Tables(one), lang)
            assert set(files) == {f"charts/{name}.{kind}" for name in names for kind in ("png", "svg")}
            for name, content in files.items():
                assert content.startswith(b"\x89PNG" if name.endswith("png") else b"<?xml")
                if name.endswith("svg"):
                    assert b"<text" not in content and b"<script" not in content and b"date>" not in content


def test_charts_of_nothing_are_not_drawn(comparison: Comparison) -> None:
    assert drawn(dataclasses.replace(comparison, chain=())) == DRAWN - {"chain"}
    assert drawn(dataclasses.replace(comparison, alignments=())) == DRAWN - {"verdicts"}
    missing = tuple(pair for pair in comparison.target_pairs if pair.lower_target is None)
    assert drawn(dataclasses.replace(comparison, target_pairs=missing)) == DRAWN - {"targets"}
    silent = tuple(replace(entry, mentions=0, per_10k_chars=0.0) for entry in comparison.frequency)
    assert drawn(dataclasses.replace(comparison, frequency=silent)) == DRAWN - {"frequency", "frequency_levels"}


def test_charts_of_many_rows_fill_a_page_and_say_what_is_left(comparison: Comparison) -> None:
    themes = tuple(replace(theme, id=f"{theme.id}{n}") for n in range(30) for theme in comparison.themes)
    many = dataclasses.replace(
        comparison,
        themes=themes,
        coverage=tuple(replace(c, theme=f"{c.theme}{n}") for n in range(30) for c in comparison.coverage),
        frequency=tuple(replace(f, theme=f"{f.theme}{n}") for n in range(30) for f in comparison.frequency),
        chain=tuple(replace(c, theme=f"{c.theme}{n}") for n in range(30) for c in comparison.chain),
        gaps=(),
    )
    rows = tables.Tables(many)
    matrix, chain, levels = picks.top_matrix(rows), picks.top_chain(rows), picks.level_frequency(rows)
    assert len(matrix.rows) + matrix.rest == len(themes) and len(matrix.rows) == picks.MATRIX_THEMES
    assert len(chain.rows) + chain.rest == len(many.chain) and len(chain.rows) == picks.CHAINS
    assert len(levels.rows) + levels.rest == len(themes)
    for name, content in pictures(rows).items():  # A4 between its margins
        assert int.from_bytes(content[20:24]) <= 1.6 * charts.WIDTH * charts.DPI, name


def test_the_chain_chart_shows_the_most_often_lost_themes_first(comparison: Comparison) -> None:
    top = picks.top_chain(tables.Tables(comparison))
    lost = [len(row.marked("lost")) for row in top.rows]
    assert lost == sorted(lost, reverse=True)
    falls = Counter(step.plan.label for row in top.rows for step in row.marked("lost"))
    assert [counts[1] for counts in top.falls] == [falls[row.label] for row in top.plans]


def test_the_target_chart_sets_lower_figures_against_the_upper_line(comparison: Comparison) -> None:
    (band,) = picks.top_targets(tables.Tables(comparison)).bands
    (panel,) = band.panels
    assert (panel.low, panel.high, panel.least, panel.most) == (2000, 2000, 800, 2000)
    assert [(dot.row.lower.label, dot.low, dot.meets) for dot in panel.dots] == [("某县", 800, False)]
    assert [row.label for row in band.plans] == ["某县"]


@pytest.mark.parametrize(
    ("value", "unit", "norm", "norm_unit", "figure"),
    [
        ("800", "个", None, "", (800, 800)),
        ("800-900", "个", None, "", (800, 900)),
        ("0.08", "万个", 800.0, "个", (800, 800)),
        ("0.08", "万套", 800.0, "套", None),
        ("", "全覆盖", 100.0, "%", None),
    ],
)
def test_figures_are_drawn_in_the_unit_of_the_upper_target(
    comparison: Comparison, value: str, unit: str, norm: float | None, norm_unit: str, figure: tuple[int, int] | None
) -> None:
    upper = replace(sample.TARGETS[0], norm_value=2000.0, norm_unit="个")
    lower = replace(sample.TARGETS[1], value=value, unit=unit, norm_value=norm, norm_unit=norm_unit)
    one = dataclasses.replace(comparison, targets=(upper, lower, *sample.TARGETS[2:]))
    bands = picks.top_targets(tables.Tables(one)).bands
    assert [(dot.low, dot.high) for band in bands for panel in band.panels for dot in panel.dots] == (
        [figure] if figure else []
    )


def test_charts_are_as_wide_as_a_page(comparison: Comparison) -> None:
    made = pictures(tables.Tables(wide(comparison)))
    assert len(made) == 3
    for name, content in made.items():
        assert int.from_bytes(content[16:20]) == charts.WIDTH * charts.DPI, name


def test_matplotlib_is_loaded_for_charts_alone() -> None:
    check = "import sys, reports; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], cwd=Path(__file__).parents[2]).returncode == 0
