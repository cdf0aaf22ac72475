"""A report against labels: the figures by hand, those of the scorer beside the checkout, and every fault told."""

from __future__ import annotations

import json
import math
import random
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from compare.cli import main
from compare.errors import InputError
from compare.evaluate import evaluate
from compare.evaluate.figures import area, f1, kappa, weighted_kappa
from tests.builders import ROOT, scorer

Json = dict[str, Any]
GOLD = ROOT.parent / "shared" / "gold"
CODES = {"L": "lianzhou", "G": "guangqing", "Q": "qingyuan", "P": "pingdingshan"}
SENTENCES = ["推进产业集群建设，培育绿色建材集群。", "完善养老服务设施，新建敬老院三所。", "到2025年产值达到50亿元。"]


def passage(quote: str) -> Json:
    return {"quote": quote}


def cell(theme: str, depth: int | None, *quotes: str) -> Json:
    status = "cannot_say" if depth is None else "judged"
    tried = {"phrases": [], "nearest": [passage("最接近的段落")]}
    evidence = [passage(quote) for quote in quotes]
    return {"theme": theme, "plan": "county", "status": status, "depth": depth, "evidence": evidence, "tried": tried,
            "reason": "理由"}  # fmt: skip


REPORT: Json = {
    "schema": "planalign/1",
    "plans": [{"id": "county", "region": "某县"}, {"id": "city", "region": "某市"}],
    "themes": [{"id": f"T{n}", "name": name} for n, name in enumerate(("产业集群", "养老服务", "旅游", "物流"), 1)],
    "coverage": [cell("T1", 4, SENTENCES[0], SENTENCES[2]), cell("T2", 2, "别的话，与标注的句子全无关系。"), cell("T3", 0), cell("T4", None)],
    "alignments": [
        {"upper": "city", "lower": "county", "status": "judged", "clause": passage("全市推进产业集群建设工作。"),
         "label": "covered", "score": 0.9, "matches": [passage(SENTENCES[1]), passage(SENTENCES[0])]},
    ],
    "targets": [
        {"plan": "county", "indicator": "产值", "value": "50", "quote": SENTENCES[2]},
        {"plan": "county", "indicator": "敬老院", "value": "4", "quote": SENTENCES[1]},
    ],
}  # fmt: skip
THEMES = [
    {"theme": "T1", "doc": "C", "depth": [4], "evidence": ["C1"]},
    {"theme": "T2", "doc": "C", "depth": [4, 3], "evidence": ["C2"]},
    {"theme": "T3", "doc": "C", "depth": [0, 1], "evidence": []},
    {"theme": "T4", "doc": "C", "depth": [2], "evidence": ["C2"]},
]
CLAUSES = [
    {"clause": "U1", "doc": "C", "labels": ["partial", "covered"], "matches": ["C1"]},
    {"clause": "U2", "doc": "C", "labels": ["absent"], "matches": []},
]
TARGETS = [{"id": "C3", "value": "50.0"}, {"id": "C2", "value": "3"}]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    (tmp_path / "report.json").write_text(json.dumps(REPORT), encoding="utf-8")
    return tmp_path


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    lines = [f"C{n}\t{text}" for n, text in enumerate(SENTENCES, 1)]
    (folder / "C.tsv").write_text("\n".join(lines), encoding="utf-8")
    (folder / "U.tsv").write_text("U1\t全市推进产业集群建设工作。\nU2\t推进机场建设。", encoding="utf-8")
    for name, rows in (("themes", THEMES), ("clauses", CLAUSES), ("targets", TARGETS)):
        (folder / f"{name}.json").write_text(json.dumps(rows), encoding="utf-8")
    return folder


PLANS = {"C": "county", "U": "city"}


def test_figures_by_hand(report: Path, gold: Path) -> None:
    found = evaluate(report, gold, PLANS)
    depths = found.depths
    assert depths is not None
    # T1 exact; T2 said 2, nearest accepted 3; T3 exact; T4 not said, which counts as absent.
    assert (depths.cells, depths.unsaid, depths.exact, depths.error) == (4, 1, 0.5, 0.75)
    assert depths.precision == pytest.approx(1 / 3)
    assert depths.presence == pytest.approx(0.5)
    assert [(cell.theme, cell.gold, cell.said) for cell in found.worst] == [("T4", 2, None), ("T2", 3, 2)]
    assert found.worst[1].gold_quote == SENTENCES[1]
    assert list(found.by_theme)[:2] == ["T4", "T2"]
    assert found.by_plan == {"county": depths}


def test_figures_of_clauses_and_targets_by_hand(report: Path, gold: Path) -> None:
    found = evaluate(report / "report.json", gold, PLANS)
    clauses = found.clauses
    assert clauses is not None
    assert (clauses.clauses, clauses.unsaid, clauses.exact) == (2, 1, 0.5)
    assert (clauses.first, clauses.five, clauses.reciprocal, clauses.taken_up) == (0.0, 1.0, 0.5, 1.0)
    targets = found.targets_by_plan["county"]
    assert (targets.targets, targets.precision, targets.recall, targets.f1) == (2, 0.5, 0.5, 0.5)


@pytest.mark.parametrize(
    ("gold", "said", "plain", "weighted"),
    [
        ([1, 1], [1, 1], 1.0, 1.0),
        ([0, 4], [4, 0], -1.0, -1.0),
        ([0, 0, 4], [0, 1, 4], 0.5, 56 / 59),
        ([], [], None, None),
    ],
)
def test_kappas(gold: list[int], said: list[int], plain: float | None, weighted: float | None) -> None:
    for found, wanted in ((kappa(gold, said), plain), (weighted_kappa(gold, said), weighted)):
        assert math.isnan(found) if wanted is None else found == pytest.approx(wanted)


def test_measures_without_anything_to_measure_are_no_number() -> None:
    assert all(map(math.isnan, (area([]), area([(True, 0.5)]), f1([], []), f1([False], [False]))))
    assert area([(True, 0.9), (False, 0.1), (False, 0.9)]) == 0.75


# Against the scorer that the figures of the project are measured with


def the_scorer() -> Any:
    if not (GOLD / "score.py").is_file():
        pytest.skip("../shared/gold is not here")
    return scorer(GOLD)


def with_answers(report: Json, sentences: dict[str, dict[str, str]]) -> Json:
    """The report with alignments and targets, some right and some wrong, made of the labels."""
    chance = random.Random(4)
    labels = ["covered", "partial", "absent", "not_applicable"]
    alignments = []
    for row in json.loads((GOLD / "seeds" / "clauses.json").read_text("utf-8"))[:-3]:
        matches = chance.sample(list(sentences["L"]), 4) + row["matches"][:1]
        chance.shuffle(matches)
        label = chance.choice([*row["labels"], chance.choice(labels)])
        upper = row["clause"][0]
        clause, quotes = passage(sentences[upper][row["clause"]]), [passage(sentences["L"][key]) for key in matches]
        alignments.append({"upper": CODES[upper], "lower": "lianzhou", "status": "judged", "clause": clause,
                           "label": label, "score": chance.random(), "matches": quotes})  # fmt: skip
    targets = []
    for row in json.loads((GOLD / "seeds" / "targets.json").read_text("utf-8"))[::2]:
        value = chance.choice([str(row["value"]), "7"])
        targets.append({"plan": "lianzhou", "indicator": "x", "value": value, "quote": sentences["L"][row["id"]]})
    return report | {"alignments": alignments, "targets": targets}


def test_the_figures_are_those_of_the_scorer(seeds_out: Path, tmp_path: Path) -> None:
    score = the_scorer()
    sentences = {
        code: dict(line.split("\t", 1) for line in (GOLD / "seeds" / f"{code}.tsv").read_text("utf-8").splitlines())
        for code in CODES
    }
    report = with_answers(score.reports.load(seeds_out) | {"schema": "planalign/1"}, sentences)
    (tmp_path / "report.json").write_text(json.dumps(report), encoding="utf-8")
    wanted = score.score(report, GOLD / "seeds", CODES)
    found = evaluate(tmp_path, GOLD / "seeds", CODES)
    for code, plan in CODES.items():
        assert_depths(found.by_plan[plan], wanted[code])
    assert_depths(found.depths, wanted["all"])
    assert found.depths is not None and found.depths.unsaid == wanted["all"]["cells not said"]
    clauses = found.clauses
    assert clauses is not None
    assert clauses.unsaid == wanted["all"]["clauses not said"] > 0
    said = (
        clauses.label,
        clauses.exact,
        clauses.taken_up,
        clauses.not_taken_up,
        clauses.first,
        clauses.five,
        clauses.reciprocal,
    )
    names = ("label kappa", "label exact", "AUC taken up", "not taken up F1", "R@1", "R@5", "MRR")
    assert said == pytest.approx([wanted["all"][name] for name in names])
    targets = found.targets_by_plan["lianzhou"]
    names = ("targets", "target P", "target R", "target F1")
    assert (targets.targets, targets.precision, targets.recall, targets.f1) == pytest.approx(
        [wanted["L"][n] for n in names]
    )


def test_a_report_of_now_gives_the_figures_of_the_scorer(seeds_out: Path) -> None:
    score = the_scorer()
    report = score.reports.load(seeds_out)
    # Where no number is written the scorer expects the empty text of the old schema.
    report["targets"] = [row | {"value": row["value"] or ""} for row in report["targets"]]
    wanted = score.score(report, GOLD / "seeds", CODES)
    found = evaluate(seeds_out, GOLD / "seeds", CODES)
    assert_depths(found.depths, wanted["all"])
    clauses, targets = found.clauses, found.targets_by_plan["lianzhou"]
    assert clauses is not None and clauses.unsaid == 0
    said = (clauses.label, clauses.taken_up, clauses.first, clauses.five, targets.precision, targets.recall)
    names = ("label kappa", "AUC taken up", "R@1", "R@5", "target P", "target R")
    assert said == pytest.approx([wanted["L"][name] for name in names])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda report: report | {"schema": "planalign/3"},
        lambda report: report | {"coverage": []},
        lambda report: report | {"clauses": report["clauses"] | {"rows": []}},
    ],
    ids=["later schema", "no table", "no clauses"],
)
def test_a_report_that_breaks_the_contract_is_told(spoil: Any, seeds_out: Path, gold: Path, tmp_path: Path) -> None:
    report = json.loads((seeds_out / "report.json").read_bytes())
    (tmp_path / "report.json").write_text(json.dumps(spoil(report)), encoding="utf-8")
    with pytest.raises(InputError, match="planalign/"):
        evaluate(tmp_path / "report.json", gold, PLANS)


def assert_depths(found: Any, wanted: Json) -> None:
    names = ("theme cells", "presence kappa", "depth QWK", "depth exact", "evidence P@3")
    said = (found.cells, found.presence, found.depth, found.exact, found.precision)
    assert said == pytest.approx([wanted[name] for name in names], nan_ok=True)


# A planner's own table


ROWS = [["theme", "plan", "depth"], ["产业集群", "某县", 4], ["'T2", "'county", "3|2"], ["T3", "county", 1]]


def table(path: Path, rows: list[list[Any]] = ROWS) -> Path:
    if path.suffix == ".xlsx":
        book = Workbook()
        for row in rows:
            book.active.append(row)
        book.save(path)
    else:
        mark = "\t" if path.suffix == ".tsv" else ","
        path.write_text("\n".join(mark.join(map(str, row)) for row in rows), encoding="utf-8-sig")
    return path


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".xlsx"])
def test_a_table_of_depths_is_enough(report: Path, suffix: str) -> None:
    found = evaluate(report, table(report / f"mine{suffix}"))
    assert found.depths is not None
    assert (found.depths.cells, found.depths.exact) == (3, pytest.approx(2 / 3))
    assert math.isnan(found.depths.precision)
    assert [(cell.theme, cell.accepted, cell.said) for cell in found.worst] == [("T3", (1,), 0)]
    assert found.clauses is None and found.targets_by_plan == {}


def test_all_faults_of_a_table_are_told_with_their_lines(report: Path) -> None:
    rows = [
        ["theme", "plan", "depth"],
        ["渔业", "county", 1],
        ["T1", "某乡", 2],
        ["T1", "county", 5],
        ["T1", "county", ""],
    ]
    with pytest.raises(InputError) as told:
        evaluate(report, table(report / "mine.csv", rows))
    assert [fault.line for fault in told.value.faults] == [2, 3, 4, 5]


def without(name: str, row: Json) -> list[Json]:
    return [{key: value for key, value in row.items() if key != name}]


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("themes.json", "{", "JSON"),
        ("themes.json", "{}", "列表"),
        ("themes.json", json.dumps(without("depth", THEMES[0])), "缺少 depth"),
        ("themes.json", json.dumps([THEMES[0] | {"doc": "X"}]), "X.tsv"),
        ("clauses.json", "[3]", "第 1 条"),
    ],
)
def test_wrong_labels_are_told(report: Path, gold: Path, file: str, content: str, said: str) -> None:
    (gold / file).write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        evaluate(report, gold, PLANS)


def test_what_does_not_fit_is_told(report: Path, gold: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--plan C="):
        evaluate(report, gold)
    with pytest.raises(InputError, match="没有这个文件"):
        evaluate(tmp_path / "none", gold, PLANS)
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="没有标注"):
        evaluate(report, tmp_path / "empty")
    (tmp_path / "x.json").write_text("[]", encoding="utf-8")
    with pytest.raises(InputError, match="不是 planalign"):
        evaluate(tmp_path / "x.json", gold, PLANS)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_command_prints_figures_and_worst_cells(report: Path, gold: Path, lang: str) -> None:
    args = [
        "evaluate",
        str(report),
        str(gold),
        "--plan",
        "C=county",
        "--plan",
        "U=city",
        "--worst",
        "1",
        "--lang",
        lang,
    ]
    result = CliRunner().invoke(main, args)
    assert result.exit_code == 0, result.output
    assert "0.500" in result.stdout and "T4" in result.stdout
    assert ("标注 2" if lang == "zh" else "labelled 2") in result.stdout
    assert SENTENCES[1] in result.stdout
    assert CliRunner().invoke(main, ["evaluate", str(report), str(gold), "--plan", "C"]).exit_code == 2
