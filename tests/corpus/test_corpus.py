"""The seeds and two hundred real plans: what is inferred of them where nobody said it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from compare import RunOptions
from compare.corpus import Entry, Identity, find_plans, identify, link_uppers
from compare.model import Kind, Level, Plan
from compare.pipeline.compare import read_plans
from compare.repair import Repaired
from compare.structure.outline import find_outline
from tests.builders import SEEDS

# The seeds


def test_seeds_are_as_the_design_says(seeds_plans: dict[str, Plan]) -> None:
    uppers = {plan.id: {link.id for link in plan.upper} for plan in seeds_plans.values()}
    assert uppers == {
        "guangqing": set(),
        "qingyuan": {"guangqing"},
        "qingcheng": {"qingyuan", "guangqing"},
        "lianzhou": {"qingyuan", "guangqing"},
        "pingdingshan": set(),
    }
    levels = {plan.id: plan.level.value for plan in seeds_plans.values()}
    assert levels == {
        "guangqing": "region",
        "qingyuan": "city",
        "qingcheng": "district",
        "lianzhou": "county",
        "pingdingshan": "city",
    }


def test_only_younger_upper_plans_are_later(seeds_plans: dict[str, Plan]) -> None:
    later = {(plan.id, link.id) for plan in seeds_plans.values() for link in plan.upper if link.later}
    # 连州 was issued in 2021, both plans above it in 2022.
    assert later == {("lianzhou", "qingyuan"), ("lianzhou", "guangqing")}


@pytest.fixture(scope="module")
def bare_seeds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Plan]:
    """The seeds without plans.yaml: everything is inferred."""
    folder = tmp_path_factory.mktemp("bare")
    for path in SEEDS.glob("*.txt"):
        (folder / path.name).write_bytes(path.read_bytes())
    plans, _ = read_plans(find_plans(folder), options=RunOptions(jobs=1))
    return {plan.id: plan for plan in plans}


@pytest.mark.parametrize(
    ("plan", "level", "region", "kind", "period"),
    [
        ("qingyuan", "city", "清远市", "interpretation", "2021-2025"),
        ("qingcheng", "district", "清城区", "interpretation", "2021-2025"),
        ("lianzhou", "county", "连州市", "outline", "2021-2025"),
    ],
)
def test_the_seeds_without_plans_yaml(
    bare_seeds: dict[str, Plan], plan: str, level: str, region: str, kind: str, period: str
) -> None:
    found = bare_seeds[plan]
    assert (found.level, found.region, found.kind, found.period) == (level, region, kind, period)
    assert {"level", "region", "kind", "title"} <= set(found.inferred)


def test_the_control_is_given_no_wrong_place(bare_seeds: dict[str, Plan]) -> None:
    # Its name stands late and without 市; 惠民生 in its first lines must not make it 惠民县.
    assert bare_seeds["pingdingshan"].region in ("", "平顶山市")


def test_the_control_is_no_county(bare_seeds: dict[str, Plan]) -> None:
    assert bare_seeds["pingdingshan"].level is not Level.COUNTY


def test_the_control_is_no_lower_plan_of_guangdong(bare_seeds: dict[str, Plan]) -> None:
    assert bare_seeds["pingdingshan"].upper == ()
    assert all("pingdingshan" not in [link.id for link in plan.upper] for plan in bare_seeds.values())


def test_the_county_and_the_district_answer_to_their_city(bare_seeds: dict[str, Plan]) -> None:
    for plan in ("lianzhou", "qingcheng"):
        assert "qingyuan" in [link.id for link in bare_seeds[plan].upper]
        assert "upper" in bare_seeds[plan].inferred


# Two hundred real plans


@pytest.fixture(scope="module")
def manifest(corpora: Path) -> list[dict[str, str]]:
    with (corpora / "manifest.tsv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


# Their names are of other places than their texts, as the README of the corpora says.
MISLABELLED = {"2024_恩施", "2024_台州", "2024_襄阳", "2024_贵阳", "2024_黄山"}


@pytest.fixture(scope="module")
def texts(
    corpora: Path, corpora_repaired: dict[Path, Repaired], manifest: list[dict[str, str]]
) -> dict[str, tuple[str, list[str]]]:
    """Text and lines of the title of each plan."""
    found = {}
    for row in manifest:
        text = corpora_repaired[corpora / row["file"]].text
        titles = [text[block.start : block.end] for block in find_outline(text).blocks if block.kind == "title"]
        found[row["file"]] = text, titles
    return found


@pytest.fixture(scope="module", params=["by their names", "by their texts alone"])
def named(request: pytest.FixtureRequest, texts: dict[str, tuple[str, list[str]]]) -> dict[str, Identity]:
    """Who each plan is, with its file name and with one that says nothing."""
    found = {}
    for number, (file, (text, titles)) in enumerate(texts.items()):
        name = Path(file) if request.param == "by their names" else Path(f"新建文本文档({number}).txt")
        found[file] = identify(Entry(name.stem, name, name.name), text, titles)
    return found


def test_what_is_inferred_of_real_plans(named: dict[str, Identity], manifest: list[dict[str, str]]) -> None:
    # The manifest gives a city for 潜江 and 天门, county-level cities, and a short name for prefectures (黔南).
    right = {
        "level": [named[row["file"]].level == row["level"] for row in manifest],
        "region": [named[row["file"]].region.startswith(row["region"]) for row in manifest],
        "year": [str(named[row["file"]].year) == row["year"] for row in manifest],
        "kind": [
            named[row["file"]].kind is (Kind.REPORT if "report" in row["file"] else Kind.OUTLINE) for row in manifest
        ],
    }
    shares = {name: sum(values) / len(values) for name, values in right.items()}
    assert shares["level"] >= 0.98
    assert shares["region"] >= 0.98
    assert shares["year"] >= 0.97
    assert shares["kind"] >= 0.98


def test_only_the_mislabelled_are_doubted(named: dict[str, Identity], request: pytest.FixtureRequest) -> None:
    doubted = {Path(file).stem for file, identity in named.items() if identity.elsewhere}
    # Without a name there is nothing to doubt.
    assert doubted == (MISLABELLED if request.node.callspec.params["named"] == "by their names" else set())
    assert all("新建" not in identity.title for identity in named.values())


def test_upper_plans_of_real_plans_make_sense(named: dict[str, Identity]) -> None:
    entries = [Entry(file, Path(file), file) for file in named]
    found = {plan: upper for plan, (upper, _) in link_uppers(entries, named).items()}
    for plan, uppers in found.items():
        for link in uppers:
            upper, lower = named[link.id], named[plan]
            assert upper.level.rank <= lower.level.rank
            assert not link.later
            assert upper.year is None or lower.year is None or lower.year - upper.year <= 5
    assert [link.id for link in found["work_reports/2026_杭州市.txt"]] == [
        "work_reports/2026_浙江省.txt",
        "five_year_plans/杭州市_十五五_html.txt",
    ]
    assert [link.id for link in found["five_year_plans/yunnan_10_5.txt"]] == ["five_year_plans/全国_五年计划_10.txt"]
