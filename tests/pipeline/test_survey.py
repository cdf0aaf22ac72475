"""Very many plans: batches find what a whole run finds, and what is written is small, safe and can be traced."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import compare
from compare import RunOptions, pipeline
from compare.cli import main
from compare.errors import InputError
from compare.model import Chain, Comparison
from compare.pipeline import run as running
from compare.pipeline import survey
from reports.output import lock, place
from reports.schema import TABLES, columns_of
from tests.benchmarks.generate import generate, listed
from tests.builders import COUNTY, FILLER, ROOT, SEEDS, short_seeds, write_plans
from tests.result_tables import Tables, read_tables

ROWS = (
    "coverage",
    "gaps",
    "frequency",
    "targets",
    "target_pairs",
    "alignments",
    "distinctive",
    "unlinked",
    "sources",
    "requirements",
)


def run(*args: object) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args])


def told(rows: Any) -> list[str]:
    return sorted(map(repr, rows))


def steps(chains: Any) -> list[str]:
    def flat(chain: Chain) -> Iterator[object]:
        for step in chain.steps:
            yield chain.theme, chain.set_by, step, step.plan in chain.thinned_in, step.plan in chain.lost_in

    return told(step for chain in chains for step in flat(chain))


@pytest.fixture
def in_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two plans a batch, and what was found of two upper plans kept."""
    monkeypatch.setattr(survey, "BATCH", 2)
    monkeypatch.setattr(running, "_KEPT", 2)


def family(folder: Path) -> Path:
    """A city, its counties (two of them copies), one that cannot be read, and two plans with sums that fall short."""
    province = "海南省国民经济和社会发展第十四个五年规划纲要\n第一章 主要任务\n到2025年，全省森林面积达到3000万亩。\n"
    texts = {"广东": COUNTY.replace("连州市", "广东省"), "清远": COUNTY.replace("连州市", "清远市"), "海南": province}
    texts |= {name: COUNTY.replace("连州市", name) for name in ("连州市", "英德市", "佛冈县")}
    return write_plans(folder, **texts, 抄件=texts["佛冈县"], 空="")


@pytest.mark.usefixtures("in_pairs")
@pytest.mark.parametrize("which", ["seeds", "inferred"])
def test_batches_find_what_a_whole_run_finds(which: str, tmp_path: Path, seeds_comparison: Comparison) -> None:
    plans = SEEDS if which == "seeds" else family(tmp_path / "plans")
    whole = seeds_comparison if which == "seeds" else compare.compare_plans(plans, options=RunOptions(jobs=1))
    (tmp_path / "scratch").mkdir()
    many = compare.survey_plans(plans, tmp_path / "scratch", options=RunOptions(jobs=1))
    batches = list(many.batches())
    assert len(batches) > 1 and many.themes == whole.themes
    for name in ROWS:
        found = [row for batch in batches for row in getattr(batch, name)]
        assert told([*found, *(many.unread if name == "sources" else ())]) == told(getattr(whole, name)), name
    assert steps(chain for batch in batches for chain in batch.chain) == steps(whole.chain)
    contradictions = [row for batch in batches for row in batch.contradictions]
    assert told([*contradictions, *many.shortfalls()]) == told(whole.contradictions)
    assert told(plan for batch in batches for plan in batch.plans) == told(whole.plans)


def test_batches_of_generated_plans_find_what_a_whole_run_finds(
    corpora: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(survey, "BATCH", 15)
    monkeypatch.setattr("tests.benchmarks.generate.CORPUS", corpora / "work_reports")
    few = tmp_path / "few"
    few.mkdir()
    for file in sorted((corpora / "work_reports").glob("2026_*省.txt"))[:6]:
        (few / file.name).symlink_to(file)
    generate(tmp_path / "generated", 40, 800, 7, few)
    whole = compare.compare_plans(tmp_path / "generated", SEEDS / "themes.yaml", options=RunOptions(jobs=1))
    many = compare.survey_plans(tmp_path / "generated", tmp_path, SEEDS / "themes.yaml", options=RunOptions(jobs=1))
    batches = list(many.batches())
    for name in ("coverage", "gaps", "target_pairs", "alignments", "unlinked"):
        assert told(row for batch in batches for row in getattr(batch, name)) == told(getattr(whole, name)), name
    assert any(p.commitment == "formula" for c in whole.coverage for p in c.evidence)  # siblings share wording


def test_a_run_that_was_interrupted_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from compare.execution import Cache
    from compare.pipeline import match as judging

    monkeypatch.setattr(survey, "BATCH", 2)
    judged: list[str] = []
    real = judging.cover

    def cover(reading: Any, *args: Any) -> Any:
        judged.append(reading.plan.id)
        return real(reading, *args)

    monkeypatch.setattr(judging, "cover", cover)
    found = []
    for stop_after in (1, 9):
        cache = Cache(tmp_path / "cache")
        (scratch := tmp_path / str(stop_after)).mkdir()
        batches = compare.survey_plans(short_seeds(), scratch, options=RunOptions(jobs=1, cache=cache)).batches()
        found = [batch for _, batch in zip(range(stop_after), batches, strict=False)]
        cache.close()
    assert sum(len(batch.plans) for batch in found) == 5
    assert sorted(judged) == sorted(set(judged))


HELD = """
import gc, sys
from pathlib import Path
import compare
from compare import RunOptions
from compare.model import Plan
from compare.pipeline import survey

survey.BATCH = 4
plans, scratch, themes = map(Path, sys.argv[1:])
for _ in compare.survey_plans(plans, scratch, themes, options=RunOptions(jobs=1)).batches():
    gc.collect()
    # Plans are not tracked by the collector; what holds them is.
    held = (each for holder in gc.get_objects() for each in gc.get_referents(holder) if isinstance(each, Plan))
    print(len({id(each) for each in held if each.text}))
"""


def test_no_more_than_a_batch_is_held(tmp_path: Path) -> None:
    """Texts of plans in memory while batches come: those of the batch, of plans above it, and of kept upper plans."""
    names = [f"县{number:02}" for number in range(20)]
    plans = write_plans(tmp_path / "many", **{name: COUNTY.replace("连州市", name) for name in names})
    # In a process of its own: what other tests hold takes minutes to look through.
    command = [sys.executable, "-c", HELD, plans, tmp_path, SEEDS / "themes.yaml"]
    held = [int(line) for line in subprocess.check_output(command, cwd=ROOT, text=True).split()]
    assert len(held) == 5
    assert min(held) >= 4
    # What judging itself remembers of the last plans (fewer than 40) does not grow with their number.
    assert max(held[2:]) <= held[1] + 2 * 4


@pytest.fixture(scope="module")
def surveyed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("survey") / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(survey, "BATCH", 2)
        done = run("report", SEEDS, "-o", out, "--format", "summary")
    assert done.exit_code == 0, done.output
    return out


def read(out: Path, table: str) -> list[dict[str, Any]]:
    import pyarrow.parquet as pq

    parts = sorted((out / "parquet" / table).glob("part-*.parquet"))
    return [row for part in parts for row in pq.ParquetFile(part).read().to_pylist()]


def by_rows(rows: list[dict[str, Any]]) -> list[str]:
    return told(sorted(row.items()) for row in rows)


@pytest.mark.parametrize("name", list(TABLES))
def test_the_parquet_files_hold_the_rows_of_the_report(surveyed: Path, seeds_report: Tables, name: str) -> None:
    import pyarrow.parquet as pq

    assert by_rows(read(surveyed, name)) == by_rows(seeds_report[name])
    for part in (surveyed / "parquet" / name).glob("part-*.parquet"):
        assert pq.read_schema(part).names == list(columns_of(name))


def test_the_summary_tells_numbers_that_the_tables_hold(surveyed: Path) -> None:
    page = (surveyed / "summary.html").read_text(encoding="utf-8")
    assert "<script" not in page and "http" not in page.replace("http-equiv", "")
    gaps, lost_in, quotes = (read(surveyed, name) for name in ("gaps", "lost", "clauses"))
    faults = sum(row["group"] in ("below", "absent", "cited", "weaker") for row in gaps)
    assert f"5 份规划，48 个主题；缺项 {faults} 项应补" in page
    from openpyxl import load_workbook

    book = load_workbook(surveyed / "summary.xlsx", read_only=True)
    lost = list(book["最常中断的主题"].iter_rows(values_only=True))[1:]
    assert lost
    for row in lost[1:]:
        assert row[3] == sum((each["theme"], each["how"]) == (row[0], "lost") for each in lost_in)
        above = {(gap["upper"], gap["upper_clause"]) for gap in gaps if gap["id"] == row[-1]}
        assert not row[-1] or [each["quote"] for each in quotes if (each["plan"], each["n"]) in above] == [row[8]]


def test_the_pages_of_one_plan_hold_the_same_rows(surveyed: Path, tmp_path: Path) -> None:
    formats = ("--format", "html", "--format", "docx")
    done = run("report", SEEDS, "-o", tmp_path / "out", "--plan", "lianzhou", *formats)
    assert done.exit_code == 0, done.output
    report = read_tables(tmp_path / "out")
    assert [plan["id"] for plan in report["plans"]] == ["guangqing", "qingyuan", "lianzhou"]
    assert (tmp_path / "out" / "report.html").exists() and (tmp_path / "out" / "report.docx").exists()
    for name in ("evidence", "gaps", "clauses", "coverage"):
        own = [row for row in read(surveyed, name) if row["plan"] == "lianzhou"]
        assert by_rows(own) == by_rows([row for row in report[name] if row["plan"] == "lianzhou"]), name


def test_what_one_plan_shares_with_its_siblings_is_known_on_its_pages(tmp_path: Path) -> None:
    plans = family(tmp_path / "plans")
    assert run("report", plans, "-o", tmp_path / "all", "--format", "summary").exit_code == 1  # one file is empty
    done = run("report", plans, "-o", tmp_path / "out", "--plan", "英德市", "--format", "json")
    assert done.exit_code == 0, done.output
    report = read_tables(tmp_path / "out")
    kept = ("英德市", "evidence")
    passages = [row for row in report["evidence"] if (row["plan"], row["found"]) == kept]
    own = [row for row in read(tmp_path / "all", "evidence") if (row["plan"], row["found"]) == kept]
    assert by_rows(own) == by_rows(passages)
    assert "formula" in {row["commitment"] for row in passages}


def test_pages_of_one_plan_do_not_take_the_place_of_the_summary(surveyed: Path) -> None:
    before = sorted(surveyed.rglob("*"))
    done = run("report", SEEDS, "-o", surveyed, "--plan", "lianzhou")
    assert done.exit_code == 2 and "pages" in done.output
    assert sorted(surveyed.rglob("*")) == before


def test_a_run_that_writes_meanwhile_does_not_take_what_one_plan_is_made_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused, survey_plans = [], compare.survey_plans

    def survey_while_another_writes(*args: Any, **options: Any) -> Any:
        found = survey_plans(*args, **options)
        with pytest.raises(InputError) as told:
            place(tmp_path / "out", {"report.json": b"{}"})
        refused.append(str(told.value))
        return found

    monkeypatch.setattr(lock, "PATIENCE", 0.2)
    monkeypatch.setattr(compare, "survey_plans", survey_while_another_writes)
    plans = write_plans(tmp_path / "plans", 清远=COUNTY.replace("连州市", "清远市"), 连州=COUNTY)
    done = run("report", plans, "-o", tmp_path / "out", "--plan", "连州", "--format", "json")
    assert done.exit_code == 0, done.output
    assert "正在往里写" in refused[0]


def test_more_plans_than_many_are_surveyed_unless_a_format_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans = write_plans(tmp_path / "plans", 清远=COUNTY.replace("连州市", "清远市"), 连州=COUNTY, 空="")
    monkeypatch.setattr(pipeline, "MANY", 2)
    done = run("report", plans, "-o", tmp_path / "out")
    assert done.exit_code == 1 and "空.txt" in done.output  # it could not be read
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        ".planalign.json", "parquet", "summary.html", "summary.xlsx",
    ]  # fmt: skip
    assert "--plan" in done.output and "report.json" in done.output
    assert "空.txt" in (tmp_path / "out" / "summary.html").read_text(encoding="utf-8")
    assert run("report", plans, "-o", tmp_path / "out", "--format", "json").exit_code == 1
    assert (tmp_path / "out" / "report.json").exists() and not (tmp_path / "out" / "summary.html").exists()


@pytest.mark.parametrize(
    "more", [("--format", "json"), ("--plan", "lianzhou"), ("--fail-on", "absent:0")], ids=lambda more: more[0]
)
def test_what_goes_with_no_summary_is_told(more: tuple[str, str], tmp_path: Path) -> None:
    done = run("report", SEEDS, "-o", tmp_path / "out", "--format", "summary", *more)
    assert done.exit_code == 2 and "--plan" in done.output and not (tmp_path / "out").exists()


def test_a_plan_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = run("report", SEEDS, "-o", tmp_path / "out", "--plan", "lianzou")
    assert done.exit_code == 2 and "lianzhou" in done.output


def test_what_to_install_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = run("report", SEEDS, "-o", tmp_path / "out", "--format", "summary")
    assert done.exit_code == 2 and 'pip install "planalign[parquet]"' in done.output
    assert not (tmp_path / "out" / "summary.html").exists()


def test_the_files_are_the_same_each_time(surveyed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(survey, "BATCH", 2)
    assert run("report", SEEDS, "-o", tmp_path / "out", "--format", "summary", "--no-cache").exit_code == 0
    files = [path.relative_to(surveyed) for path in sorted(surveyed.rglob("*")) if path.is_file()]
    for file in files:
        if file.suffix == ".parquet" or file.suffix == ".xlsx":
            assert (surveyed / file).read_bytes() == (tmp_path / "out" / file).read_bytes(), file


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_a_run_that_is_killed_leaves_what_was_there(tmp_path: Path) -> None:
    """The folder of an earlier survey stands as it was, and the next run goes on and clears away what was begun."""
    plans = write_plans(tmp_path / "plans", **{f"县{number:03}": COUNTY for number in range(300)})
    out, few = tmp_path / "out", write_plans(tmp_path / "few", county=COUNTY, other=FILLER)
    assert run("report", few, "-o", out, "--format", "summary").exit_code == 0
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    command = [sys.executable, "-c", "from compare.cli import main; main()", "report", str(plans), "-o", str(out)]
    process = subprocess.Popen(
        [*command, "--format", "summary", "--jobs", "1"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT
    )
    while process.poll() is None and not list(out.glob(".planalign-begun-*/scratch")):
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert {path: path.read_bytes() for path in before} == before
    assert list(out.glob(".planalign-begun-*"))
    assert run("report", few, "-o", out, "--format", "summary").exit_code == 0
    assert {path: path.read_bytes() for path in before} == before
    assert sorted(path.name for path in out.iterdir()) == [".planalign.json", "parquet", "summary.html", "summary.xlsx"]


def test_generated_plans_are_the_same_for_the_same_seed(corpora: Path, tmp_path: Path) -> None:
    few = tmp_path / "few"
    few.mkdir()
    (few / "2026_浙江省.txt").symlink_to(corpora / "work_reports" / "2026_浙江省.txt")
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        generate(tmp_path / name, 36, 500, seed, few)
    one, again, other = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "again", "other")
    )
    assert one == again and one != other
    corpus = compare.find_plans(tmp_path / "one")
    assert [entry.upper and entry.upper[0].id for entry in corpus.entries][:2] == [(), "全国"]
    assert len({made.id for made in listed(7000)}) == 7000
