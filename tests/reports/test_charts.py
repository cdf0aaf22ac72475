"""What charts show, and the sentence over each that says what it comes to."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from msgspec.structs import replace

from compare.model import Comparison, Level
from reports import wording
from reports.formats import charts
from reports.formats.charts import sheet
from reports.formats.charts.sheet import COLOURS, breadth, hatch_of, wrapped
from reports.view import Tables, target_years, year_frequency
from reports.view import top as picks
from reports.wording import Lang
from tests import sample


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, float]]:
    """Every text that is drawn, with its size."""
    found: list[tuple[str, float]] = []
    text = sheet.Canvas.text

    def kept(self: Any, x: float, y: float, told: str, size: float = 8, *more: Any, **options: Any) -> None:
        found.append((told, size))
        text(self, x, y, told, size, *more, **options)

    monkeypatch.setattr(sheet.Canvas, "text", kept)
    return found


def draw(comparison: Comparison | Tables, lang: Lang = "zh") -> set[str]:
    """Draw every chart, into no file; the names of those that have something to show."""
    tables = comparison if isinstance(comparison, Tables) else Tables(comparison)
    return {name for name, chart in charts.CHARTS.items() if chart(tables, lang) is not None}


def generations(years: tuple[int, ...] = (2011, 2016, 2021)) -> Comparison:
    """Plans of one city of several years, each of which writes of clusters more often than the last."""
    whole = sample.comparison()
    city = sample.BY_ID["city"]
    plans = tuple(replace(city, id=f"city{year}", year=year, upper=()) for year in years)
    own = [entry for entry in whole.frequency if entry.plan == "city"]
    frequency = tuple(
        replace(entry, plan=plan.id, mentions=at if entry.theme == "T1" else 0, per_10k_chars=float(at))
        for entry in own
        for at, plan in enumerate(plans)
    )
    cells = tuple(replace(cell, plan=plan.id) for cell in whole.coverage if cell.plan == "city" for plan in plans)
    nothing: dict[str, Any] = dict.fromkeys(
        ("gaps", "alignments", "targets", "target_pairs", "contradictions", "decisions", "chain", "distinctive",
         "unlinked", "requirements"), ())  # fmt: skip
    return dataclasses.replace(whole, plans=plans, coverage=cells, frequency=frequency, **nothing)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_chart_says_over_its_name_what_it_comes_to(lang: Lang, written: list[tuple[str, float]]) -> None:
    names = draw(sample.comparison(), lang)
    texts = [told for told, _ in written]
    for name in names:
        at = texts.index(wording.text(f"chart.{name}", lang))
        assert texts[at - 1] and texts[at - 1] != texts[at], name
    assert wording.text("finding.targets", lang, count=1, meets=0, below=1) in texts


def test_the_finding_of_the_chain_names_the_theme_that_is_lost_most_often(written: list[tuple[str, float]]) -> None:
    whole = sample.comparison()
    tables = Tables(dataclasses.replace(whole, chain=tuple(chain for chain in whole.chain if chain.theme != "T4")))
    draw(tables)
    row = picks.top_chain(tables).rows[0]
    count = len(row.marked("lost"))
    assert any(told.startswith("“") and f"中断最多：{count}份规划没有承接" in told for told, _ in written)


def test_of_themes_lost_as_often_none_is_called_the_most_and_the_deepest_set_stands_first(
    written: list[tuple[str, float]],
) -> None:
    tables = Tables(sample.comparison())
    rows = picks.top_chain(tables).rows
    assert [(row.theme.id, int(row.set_depth)) for row in rows if row.marked("lost")] == [("T4", 4), ("T3", 3)]
    draw(tables)
    texts = [told for told, _ in written]
    assert any(told.startswith("2个主题中断") for told in texts) and not any("中断最多：" in told for told in texts)


def test_shares_of_levels_say_of_what_they_are(written: list[tuple[str, float]]) -> None:
    draw(sample.comparison())
    texts = [told for told, _ in written]
    assert any(told.startswith(f"占全部{len(sample.THEMES)}个主题") for told in texts)
    assert any("写到（深度2及以上）的主题" in told for told in texts)


@pytest.mark.parametrize("plans", [4, 40])
def test_no_type_is_smaller_than_eight_points(plans: int, written: list[tuple[str, float]]) -> None:
    whole = sample.comparison()
    lowers = tuple(replace(sample.BY_ID["county"], id=f"c{at}", region=f"第{at}县") for at in range(plans - 2))
    upper = tuple(plan for plan in sample.PLANS if plan.id in ("city", "region"))

    def spread(rows: Any, name: str) -> tuple[Any, ...]:
        kept = [row for row in rows if getattr(row, name) in ("city", "region")]
        own = [row for row in rows if getattr(row, name) == "county"]
        return (*kept, *(replace(row, **{name: plan.id}) for row in own for plan in lowers))

    many = dataclasses.replace(
        whole,
        plans=(*lowers, *upper),
        coverage=spread(whole.coverage, "plan"),
        frequency=spread(whole.frequency, "plan"),
        alignments=spread(whole.alignments, "lower"),
        targets=(), target_pairs=(), contradictions=(), gaps=(), distinctive=(), unlinked=(), chain=(), decisions=(),
    )  # fmt: skip
    draw(many)
    assert written and min(size for _, size in written) >= 8


def test_absence_is_hatched_so_that_grey_tells_it() -> None:
    marks = [hatch_of(depth) for depth in (None, *sample.Depth)]
    assert marks[0] and marks[1] and marks[0] != marks[1] and not any(marks[2:])
    grey = [sum(int(colour[at : at + 2], 16) for at in (1, 3, 5)) for colour in COLOURS[1:]]
    assert grey == sorted(grey, reverse=True)


def test_controls_and_plans_of_elsewhere_are_not_counted_at_their_level() -> None:
    whole = sample.comparison()
    control = replace(sample.BY_ID["city"], id="elsewhere", region="别的市")
    cells = tuple(replace(cell, plan="elsewhere") for cell in whole.coverage if cell.plan == "city")
    counts = tuple(replace(entry, plan="elsewhere") for entry in whole.frequency if entry.plan == "city")
    wider = dataclasses.replace(
        whole,
        plans=(*whole.plans, control),
        coverage=(*whole.coverage, *cells),
        frequency=(*whole.frequency, *counts),
    )
    before, after = (picks.compared_levels(Tables(each)) for each in (whole, wider))
    assert after.rows == before.rows and (before.rest, after.rest) == (0, 1)
    assert picks.level_frequency(Tables(wider)) == picks.level_frequency(Tables(whole))


def test_themes_over_years_of_issue_count_all_plans_of_a_year() -> None:
    twice = generations()
    again = replace(twice.plans[2], id="again")
    rows = tuple(replace(entry, plan="again") for entry in twice.frequency if entry.plan == "city2021")
    cells = tuple(replace(cell, plan="again") for cell in twice.coverage if cell.plan == "city2021")
    wider = dataclasses.replace(
        twice,
        plans=(*twice.plans, again),
        frequency=(*twice.frequency, *rows),
        coverage=(*twice.coverage, *cells),
    )
    found = year_frequency(Tables(wider))
    assert found is not None and (found.level, found.region) == (Level.CITY, "某市")
    assert found.years == ((2011, 1), (2016, 1), (2021, 2))
    size = 10_000 / len(sample.CITY)
    assert [row.theme.id for row in found.rows] == ["T1"] and found.rest == 3
    assert found.rows[0].figures == pytest.approx((0, size, 2 * size)) and found.peak == pytest.approx(2 * size)


def test_two_years_are_no_line() -> None:
    assert year_frequency(Tables(generations((2016, 2021)))) is None
    assert "frequency_years" not in draw(generations((2016, 2021)))


def test_the_chart_over_years_says_what_a_point_counts(written: list[tuple[str, float]]) -> None:
    assert "frequency_years" in draw(generations())
    text = "".join(told for told, _ in written)
    assert "2011（1）、2016（1）、2021（1）" in text and "“产业集群”变化最大" in text


def test_words_are_not_parted_at_the_end_of_a_line() -> None:
    lines = wrapped("The darker, the more often written; the darkest is 21.5 per 10,000 characters.", 2, 8, 9)
    assert len(lines) > 2 and " ".join(lines).split() == " ".join(lines).split(" ")
    assert " ".join(lines) == "The darker, the more often written; the darkest is 21.5 per 10,000 characters."
    assert all(breadth(line, 8) <= 2 for line in wrapped("规划" * 40 + "W" * 200, 2, 8, 30))


def based(upper_year: int | None = 2025) -> Comparison:
    """The sample with a base year in the target of the city, and what the county sets by 2024."""
    whole = sample.comparison()
    changed = {
        "t1": {"base_value": "500", "base_year": 2020, "year": upper_year},
        "t2": {"base_value": "0.04", "base_year": 2021, "year": 2024, "value": "0.08", "unit": "万个"},
    }
    units = {"norm_value": 800.0, "norm_unit": "个"}
    changed["t2"] |= units
    changed["t1"] |= {"norm_value": 2000.0, "norm_unit": "个"}
    return dataclasses.replace(
        whole, targets=tuple(replace(each, **changed.get(each.id, {})) for each in whole.targets)
    )


def test_targets_stand_at_their_years_in_the_unit_of_the_upper_plan(written: list[tuple[str, float]]) -> None:
    (found,) = target_years(Tables(based()))
    assert [(line.plan.label, line.upper, line.meets) for line in found.lines] == [
        ("某市", True, True), ("某县", False, False)]  # fmt: skip
    assert [line.points for line in found.lines] == [((2020, 500.0), (2025, 2000.0)), ((2021, 400.0), (2024, 800.0))]
    assert (found.years, found.span) == ((2020, 2025), (400.0, 2000.0))
    assert "target_years" in draw(based())
    texts = [told for told, _ in written]
    assert {"2020", "2025", "2000", "400"} <= set(texts)
    assert wording.text("finding.targets", "zh", count=1, meets=0, below=1) in texts


def test_targets_of_one_year_or_of_none_are_no_line() -> None:
    assert target_years(Tables(sample.comparison())) == () and target_years(Tables(based(None))) == ()
    # A report of 2025 above one of 2024 made two dots without a line.
    dots = based()
    bare = tuple(replace(each, base_value="", base_year=None) for each in dots.targets)
    assert {each.year for each in bare} >= {2024, 2025}
    assert target_years(Tables(dataclasses.replace(dots, targets=bare))) == ()
