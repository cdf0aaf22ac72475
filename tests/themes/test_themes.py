"""Themes: every one holds to its own example sentences, whatever file it comes from; every fault is told."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from openpyxl import Workbook

from compare import RunOptions, compare_plans, load_themes
from compare.errors import InputError
from compare.model import Cell, Depth, Theme
from compare.themes.load import general_themes
from tests.builders import COUNTY, ROOT, SEEDS, body_under_tasks, cell_of, judge, plan_of, write_plans

SETS = ("seeds", "general")


@cache
def themes_of(name: str) -> tuple[Theme, ...]:
    return general_themes() if name == "general" else load_themes(SEEDS / "themes.yaml")


@pytest.fixture(scope="module")
def by_set() -> dict[str, dict[str, Cell]]:
    """Each theme in a plan of its own sentences, each a paragraph of its own."""

    def own(theme: Theme) -> Cell:
        plan = plan_of(body_under_tasks(*theme.yes, *theme.no), "plan")
        return judge([plan], [theme], dictionary=general_themes())[theme.id, "plan"]

    return {name: {theme.id: own(theme) for theme in themes_of(name)} for name in SETS}


def test_themes_hold_to_their_examples(by_set: dict[str, dict[str, Cell]]) -> None:
    missed, taken = [], []
    for name in SETS:
        for theme in themes_of(name):
            said = {passage.quote: passage.reason.code for passage in reversed(by_set[name][theme.id].evidence)}
            missed += [
                (name, theme.id, sentence, said.get(sentence))
                for sentence in theme.yes
                if said.get(sentence) not in ("name", "alias", "terms", "variant")
            ]
            taken += [(name, theme.id, sentence, said[sentence]) for sentence in theme.no if sentence in said]
    assert (missed, taken) == ([], [])


@pytest.mark.parametrize("name", SETS)
def test_every_theme_has_examples_on_both_sides(name: str) -> None:
    poor = [theme.id for theme in themes_of(name) if len(theme.yes) < 2 or len(theme.no) < 2]
    assert poor == []


@pytest.mark.parametrize("name", SETS)
def test_every_theme_has_a_definition_and_its_phrases_are_its_own(name: str) -> None:
    for theme in themes_of(name):
        assert theme.definition
        phrases = [theme.name, *theme.aliases, *theme.exclude]
        assert len(set(phrases)) == len(phrases), theme.id
        assert all(phrase == phrase.strip() and len(phrase) >= 2 for phrase in phrases), theme.id
        # An excluded phrase that holds neither name nor alias nor a piece of them hides nothing.
        for phrase in theme.exclude:
            pieces = {word[at : at + 2] for word in (theme.name, *theme.aliases) for at in range(len(word) - 1)}
            assert any(piece in phrase for piece in pieces), (theme.id, phrase)


def test_the_seeds_have_their_48_themes() -> None:
    assert [theme.id for theme in themes_of("seeds")] == [f"T{number:02}" for number in range(1, 49)]
    assert themes_of("seeds")[5].name == "广清经济特别合作区"


# Files


WANTED = (
    Theme(
        "A", "产业集群", "以集群组织产业", ("产业集聚", "集群化"), ("城市集群",), ("培育产业集群。",), ("城市集群。",)
    ),
    Theme("B2", "养老服务", "", (), (), (), ()),
)
HEADER = ["id", "name", "definition", "aliases", "exclude", "yes", "no"]
ROWS = [
    ["A", "产业集群", "以集群组织产业", "产业集聚; 集群化", "城市集群", "培育产业集群。", "城市集群。"],
    ["B2", " 养老服务 ", "", "", "", "", ""],
]
YAML = """
themes:
  - id: A
    name: 产业集群
    definition: 以集群组织产业
    aliases: [产业集聚, 集群化]
    exclude: [城市集群]
    examples: {yes: [培育产业集群。], no: [城市集群。]}
  - {id: B2, name: 养老服务}
"""


def written(path: Path, rows: Sequence[Sequence[object]] = (HEADER, *ROWS)) -> Path:
    """A theme file of the kind that the name says."""
    if path.suffix == ".xlsx":
        book = Workbook()
        for row in rows:
            book.active.append(list(row))
        book.save(path)
    else:
        text = io.StringIO(newline="")
        csv.writer(text, delimiter="\t" if path.suffix == ".tsv" else ",").writerows(rows)
        path.write_text(text.getvalue(), encoding="utf-8-sig", newline="")
    return path


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".xlsx", ".XLSX", ".CSV"])
def test_tables_give_the_same_themes_as_yaml(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "t.yaml").write_text(YAML, encoding="utf-8")
    path = written(tmp_path / f"t{suffix.lower()}").rename(tmp_path / f"x{suffix}")
    assert load_themes(path) == load_themes(tmp_path / "t.yaml") == WANTED


@pytest.mark.parametrize(
    "parted", ["产业集聚;集群化", "产业集聚；集群化", "产业集聚|集群化", "产业集聚\n集群化", ";产业集聚; ;集群化;"]
)
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_several_values_in_one_cell(tmp_path: Path, suffix: str, parted: str) -> None:
    path = written(tmp_path / f"t{suffix}", [["id", "name", "aliases"], ["A", "产业集群", parted]])
    assert load_themes(path)[0].aliases == ("产业集聚", "集群化")


def test_a_csv_as_excel_on_a_chinese_windows_saves_it(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("id,name\nA,产业集群\n".encode("gb18030"))
    assert [theme.name for theme in load_themes(path)] == ["产业集群"]


@pytest.mark.parametrize("excluded", ["产业集群", '""'])
def test_what_excludes_the_theme_itself_is_a_fault(tmp_path: Path, excluded: str) -> None:
    path = tmp_path / "themes.yaml"
    path.write_text(f"themes: [{{id: A, name: 产业集群, exclude: [{excluded}]}}]", encoding="utf-8")
    assert faults(path)


def test_tables_with_empty_rows_and_columns_and_numbers(tmp_path: Path) -> None:
    rows = [
        ["id", "name", "", "definition"],
        [1, "产业集群", "", "释义"],
        [],
        [None, None, None, None],
        ["2", "养老服务"],
    ]
    found = load_themes(written(tmp_path / "t.xlsx", rows))
    assert [(theme.id, theme.name, theme.definition) for theme in found] == [
        ("1", "产业集群", "释义"),
        ("2", "养老服务", ""),
    ]


def test_the_file_beside_the_plans_is_used_and_the_option_wins(tmp_path: Path) -> None:
    folder = write_plans(tmp_path / "plans", county=COUNTY)
    assert compare_plans(folder, options=RunOptions(jobs=1)).themes == general_themes()
    written(folder / "themes.csv")
    assert [theme.id for theme in compare_plans(folder, options=RunOptions(jobs=1)).themes] == ["A", "B2"]
    given = written(tmp_path / "mine.tsv", [HEADER, ROWS[1]])
    assert [theme.id for theme in compare_plans(folder, given, options=RunOptions(jobs=1)).themes] == ["B2"]


def test_without_theme_file_the_general_dictionary_gives_a_matrix(tmp_path: Path) -> None:
    comparison = compare_plans(write_plans(tmp_path, county=COUNTY), options=RunOptions(jobs=1))
    assert {theme.source for theme in comparison.themes} == {"dictionary"}
    depths = {cell.theme: cell.depth for cell in comparison.coverage}
    names = {theme.name: theme.id for theme in comparison.themes}
    assert depths[names["产业集群"]] == Depth.QUANTIFIED
    assert sum(bool(depth) for depth in depths.values()) < len(depths) / 2


# Faults


def faults(path: Path) -> list[tuple[int | None, str]]:
    with pytest.raises(InputError) as caught:
        load_themes(path)
    assert caught.value.faults
    assert all(fault.file == path for fault in caught.value.faults)
    return [(fault.line, fault.message) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("themes:\n  - {id: A, name: 产业集群}\n  - {id: B, name: 养老服务}\n  - {id: A, name: 新材料}\n", {4: "“A”"}),
        ("themes:\n  - id: A\n    definition: 无名\n", {2: "缺少必填的“name”"}),
        ("themes:\n  - id: A\n    name: 湾\n", {3: "“湾”太短"}),
        ("themes:\n  - id: A\n    name: 产业集群\n    alias: [集聚]\n", {4: "是不是想写“aliases”"}),
        ("themes:\n  - id: A\n    name: 产业集群\n    aliases: 集聚\n", {4: "应是列表"}),
        ("themes:\n  - id: A\n    name: 产业集群\n    examples: {yse: [a]}\n", {4: "是不是想写“yes”"}),
        ("themes:\n  - id: A\n    name: 产业集群\n\taliases: [a]\n", {4: "Tab"}),
        ("themes:\n  - id: A\n    name：产业集群\n", {3: "全角冒号"}),
        ("themes:\n  - name: 产业集群\n    aliases: " + "[" * 3000, {None: "嵌套超过 50 层"}),
        ('themes:\n  - name: 产业集群\n    definition: "\\ud83d\\ude00"\n', {3: "“\\ud83d”只是半个字符"}),
        ("themes:\n  - {name: 产业集群, definition: !!bool x}\n", {None: "不是正确的 YAML"}),
    ],
)  # fmt: skip
def test_faults_of_a_yaml_file(tmp_path: Path, text: str, wanted: dict[int | None, str]) -> None:
    path = tmp_path / "t.yaml"
    path.write_text(text, encoding="utf-8")
    found = faults(path)
    for line, words in wanted.items():
        assert any(words in message for number, message in found if number == line), found


def test_a_full_width_colon_is_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    path.write_text("themes:\n  - id: A\n    name：产业集群\n", encoding="utf-8")
    assert any("冒号" in message for _, message in faults(path))


def test_all_faults_of_a_yaml_file_at_once(tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    path.write_text(
        "themes:\n  - {id: A, name: 湾}\n  - {id: B}\n  - {id: C, name: 新材料, nmae: x}\n", encoding="utf-8"
    )
    assert {line for line, _ in faults(path)} >= {2, 3, 4}


def test_themes_without_an_id_are_numbered(tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    path.write_text(
        "themes:\n  - {name: 产业集群}\n  - {id: T01, name: 养老服务}\n  - {name: 新材料}\n", encoding="utf-8"
    )
    assert [(theme.id, theme.name) for theme in load_themes(path)] == [
        ("T02", "产业集群"),
        ("T01", "养老服务"),
        ("T03", "新材料"),
    ]


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".xlsx"])
@pytest.mark.parametrize(
    ("rows", "line", "words"),
    [
        ([["id", "name", "别名"], ["A", "产业集群", "集聚"]], 1, "别名"),
        ([["id", "definition"], ["A", "释义"]], 1, "name"),
        ([["编号", "名称"], ["A", "产业集群"]], 1, "至少有 name"),
    ],
)
def test_faults_of_the_header_of_a_table(
    tmp_path: Path, suffix: str, rows: list[list[str]], line: int, words: str
) -> None:
    assert any(
        number == line and words in message for number, message in faults(written(tmp_path / f"t{suffix}", rows))
    )


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".xlsx"])
@pytest.mark.parametrize(
    ("row", "words"),
    [(["B", "湾"], "太短"), (["A", "养老服务"], "不止一次"), (["B", ""], "")],
)
def test_faults_of_the_rows_of_a_table(tmp_path: Path, suffix: str, row: list[str], words: str) -> None:
    found = faults(written(tmp_path / f"t{suffix}", [["id", "name"], ["A", "产业集群"], row]))
    assert any(line == 3 and words in message for line, message in found), found


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("t.xlsx", b"not a workbook"),
        ("t.xlsx", b"PK\x03\x04broken"),
        ("t.xlsx", b""),
        ("t.csv", b""),
        ("t.csv", b"id,name\n"),
        ("t.yaml", b""),
        ("t.yaml", b"themes: []\n"),
        ("t.json", b"{}"),
        ("t", b"x"),
        ("gone.yaml", None),
        ("gone.csv", None),
        ("gone.xlsx", None),
    ],
)
def test_what_is_no_theme_file(tmp_path: Path, name: str, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert faults(tmp_path / name)


# What a theme finds


def test_name_and_definition_alone_work() -> None:
    theme = Theme("A", "养老服务合作", "养老服务机构建设与跨区域合作")
    cell = cell_of(body_under_tasks("推进养老服务机构建设，每个乡镇建成敬老院一所。", "完善公园绿地。"), theme)
    assert cell.depth is not None
    assert cell.depth >= Depth.STATED
    assert cell.evidence[0].quote.startswith("推进养老服务机构建设")
    assert cell.evidence[0].reason.code == "terms"


@pytest.mark.parametrize("name", [".*", "(a+)+", "[一-龥]+", "产业|集群", "\\d{2,}", "^推进"])
def test_names_are_text_not_patterns(name: str) -> None:
    theme = Theme("A", name, "")
    assert cell_of(body_under_tasks("推进现代物流，建设公园25处。"), theme).mentions == 0
    cell = cell_of(body_under_tasks(f"推进现代物流，建设{name}公园25处。"), theme)
    assert cell.mentions == 1
    assert cell.evidence[0].reason.code == "name"


def test_the_gold_names_are_the_seeds_names() -> None:
    gold = ROOT.parent / "shared" / "gold" / "seeds" / "themes.tsv"
    if not gold.is_file():
        pytest.skip("../shared/gold is not here")
    wanted = [(theme.id, theme.name, theme.definition) for theme in load_themes(gold)]
    assert [(theme.id, theme.name, theme.definition) for theme in themes_of("seeds")] == wanted
