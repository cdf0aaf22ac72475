"""What a document, a file name or a theme file holds is shown, never run: in every format and by every command."""

from __future__ import annotations

import csv
import io
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from lxml import etree, html
from markdown_it import MarkdownIt
from openpyxl import load_workbook

import compare
import reports
from compare import RunOptions, compare_plans
from compare.cli import main
from compare.model import Comparison
from reports.formats.html import hash_of
from tests.payloads import PAYLOADS, nasty_decisions, nasty_folder
from tests.result_tables import Tables, clause_of, quote_of, read_tables

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="such file names cannot be made there")

UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
"""Control characters, and those that turn, hide or end what stands around them."""
_TAGS = re.compile(
    r"html|head|meta|title|style|body|script|header|footer|main|nav|section|article|aside|div|span|p|q|b|i|em|strong|small|h[1-6]"
    r"|br|ul|ol|li|dl|dt|dd|table|caption|colgroup|col|thead|tbody|tfoot|tr|th|td|a|button|input|select|option|label|fieldset"
    r"|form|legend|details|summary|dialog|svg|rect|path|g|line|noscript|output"
)
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# The tool's own colours; the payloads' are others.
_COLOURS = re.compile(r"\x1b\[(?!95;44)[\d;]*+m")
# What the tool itself tells the terminal while a bar of progress grows on stderr.
_BAR = re.compile(r"\x1b\[(?:\?25[lh]|\d[AK])|\r")


def run(*args: object) -> Result:
    result = CliRunner().invoke(main, [str(arg) for arg in args])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return nasty_folder(tmp_path_factory.mktemp("nasty") / "plans")


@pytest.fixture(scope="module")
def comparison(plans: Path) -> Comparison:
    """Compared twice: what is decided of the first result is counted in the second."""
    nasty_decisions(plans, compare_plans(plans, options=RunOptions(jobs=1)))
    return compare_plans(plans, options=RunOptions(jobs=1))


@pytest.fixture(scope="module")
def out(plans: Path, comparison: Comparison) -> Path:
    reports.write(comparison, plans.parent / "out", [*reports.FORMATS, "brief", "annotated"], per_plan=True)
    return plans.parent / "out"


@pytest.fixture(scope="module")
def report(out: Path) -> Tables:
    return read_tables(out)


# Files


def test_the_payloads_reach_the_report(report: Tables) -> None:
    """Else the tests below would hold of nothing."""
    quotes = " ".join(quote_of(report, row) for row in report["evidence"])
    for payload in (
        "<script>alert(1)</script>",
        "=HYPERLINK(",
        "{{7*7}}",
        "[看](javascript:alert(1))",
        "\ufffd[95;",
    ):
        assert payload in quotes
    assert len(report["plans"]) == 4 and len(report["themes"]) > 15
    assert any("\x1b" in plan["id"] for plan in report["plans"])
    assert any("\u202e" in theme["name"] for theme in report["themes"])
    # What is lacking, and what a person has decided of it.
    gaps = [gap for gap in report["gaps"] if gap["waived"] is not None]
    lacking = " ".join(clause_of(report, gap["upper"], gap["upper_clause"])["quote"] for gap in report["gaps"])
    decided = " ".join(f"{row['reason']} {row['by']}" for row in report["decisions"])
    assert gaps and {row["kind"] for row in report["decisions"]} == {"gap", "verdict", "requirement", "depth"}
    for payload in ("<script>alert(1)</script>", "=HYPERLINK("):
        assert payload in lacking and payload in decided


def test_no_file_and_no_file_name_holds_what_a_terminal_obeys(out: Path) -> None:
    for path in sorted(path for path in out.rglob("*") if path.is_file()):
        assert not UNSEEN.search(path.name) and "\n" not in path.name
        if path.suffix not in (".png", ".docx", ".xlsx"):
            text = path.read_bytes().decode().removeprefix("\ufeff").replace("\r\n", "\n")
            assert not UNSEEN.search(text), path.name


def test_offsets_hold_in_the_texts_that_were_made_harmless(out: Path, report: Tables) -> None:
    texts = [path.read_text(encoding="utf-8") for path in (out / "texts").iterdir()]
    assert report["evidence"]
    for row in report["evidence"]:
        assert any(text[row["start"] : row["end"]] == quote_of(report, row) for text in texts)


def test_the_page_has_no_element_and_no_attribute_of_a_document(out: Path) -> None:
    tree = html.fromstring((out / "report.html").read_bytes())
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    assert not [element.tag for element in elements if not _TAGS.fullmatch(str(element.tag))]
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    scripts = tree.findall(".//script")
    assert [script.get("type") for script in scripts].count("application/json") == 1
    own = [script.text or "" for script in scripts if script.get("type") is None]
    assert len(own) == len(scripts) - 1 and all(hash_of(text) in policy for text in own)
    assert not [each for each in attributes(elements) if is_alive(*each)]
    shown = tree.text_content()
    assert "<script>alert(1)</script>" in shown and "{{7*7}}" in shown


def attributes(elements: Iterable[Any]) -> Iterator[tuple[str, str]]:
    return (each for element in elements for each in element.attrib.items())


def is_alive(name: str, value: str) -> bool:
    """Whether an attribute runs, fetches, sends or leads out of the page."""
    if name == "style":  # the length of a bar
        return not re.fullmatch(r"width: [\d.]+%", value)
    fetching = ("src", "srcset", "action", "formaction", "srcdoc")
    return name.startswith("on") or name in fetching or (name == "href" and not value.startswith("#"))


def test_a_page_for_a_county_has_no_element_and_no_attribute_of_a_document(out: Path) -> None:
    paths = sorted(out.glob("brief/*.html"))
    assert len(paths) == 3
    for path in paths:
        elements = [each for each in html.fromstring(path.read_bytes()).iter() if isinstance(each.tag, str)]
        assert not [each.tag for each in elements if not _TAGS.fullmatch(str(each.tag)) or each.tag == "script"]
        assert not [each for each in attributes(elements) if is_alive(*each)]


def test_charts_draw_text_and_nothing_else(out: Path) -> None:
    charts = list((out / "charts").glob("*.svg"))
    assert charts
    for path in charts:
        for element in etree.fromstring(path.read_bytes()).iter(etree.Element):
            assert etree.QName(element).localname not in (
                "script",
                "foreignObject",
                "image",
                "a",
                "text",
                "animate",
                "set",
            )
            for name, value in element.attrib.items():
                assert not name.startswith("on") and not (name.endswith("href") and not value.startswith("#"))


def parts(path: Path) -> Iterator[tuple[str, etree._Element]]:
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                yield name, etree.fromstring(package.read(name))
            else:
                assert name.endswith((".png", ".jpeg")), name


@pytest.mark.parametrize("name", ["report.docx", "review.xlsx", "reports/*.docx", "brief/*.docx", "annotated/*.docx"])
def test_office_files_hold_no_link_macro_nor_formula_of_a_document(out: Path, name: str, report: Tables) -> None:
    paths = sorted(out.glob(name))
    assert len(paths) == (3 if "*" in name else 1)
    # The hidden keys by which answers of reviewers are read back must be what they are.
    ids = {each["id"] for each in (*report["themes"], *report["plans"])}
    keys = {f"{theme}\t{plan}" for theme in ids for plan in ids}
    keys |= {f"{each['id']}\t{each['upper']}\t{each['lower']}" for each in report["alignments"]}
    for part, root in (each for path in paths for each in parts(path)):
        assert not re.search(r"(?i)vba|macro|externallink|embedding|activex|oleobject|altchunk|connections", part)
        for element in root.iter(etree.Element):
            tag = etree.QName(element).localname
            assert element.get("TargetMode") != "External", part
            assert tag not in ("f", "oleObject", "altChunk", "ddeLink", "control", "subDoc")
            if tag in ("instrText", "fldSimple"):
                told = (element.text or "") + "".join(element.attrib.values())
                assert not re.search(r"(?i)hyperlink\s+\"?http|dde|include|macro|alert|cmd", told), told
            text = re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), element.text or "")
            assert text in keys or not UNSEEN.search(text), part
            assert not UNSEEN.search("".join(element.attrib.values())), part


def reviewed(book: Path) -> Path:
    """Return a copy of a review.xlsx of which every cell and clause is answered, with payloads as remarks."""
    opened, remarks = load_workbook(book), cycle(_NOT_IN_XML.sub("", payload) for payload in PAYLOADS)
    for name, verdict in (("矩阵明细", "3 落实"), ("条款", "未落实")):
        column = {cell.value: cell.column for cell in opened[name][1]}
        for row in range(2, opened[name].max_row):
            opened[name].cell(row, column["审核结论"], verdict)
            opened[name].cell(row, column["审核备注"], next(remarks)).data_type = "s"
    opened.save(book.with_name("filled in.xlsx"))
    return book.with_name("filled in.xlsx")


def test_no_cell_of_a_table_is_a_formula_and_no_row_is_broken(out: Path) -> None:
    assert run("review", "read", reviewed(out / "review.xlsx"), "-o", out / "read").exit_code == 0
    assert "HYPERLINK" in (out / "read" / "labels.csv").read_text(encoding="utf-8-sig")
    for path in sorted(out.rglob("*.csv")):
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
        assert len({len(row) for row in rows}) == 1, path.name
        for value in (value for row in rows for value in row):
            assert not UNSEEN.search(value), (path.name, value)
            assert not value.startswith(tuple("=+-@＝＋－＠\t\r")) or re.fullmatch(r"-?\d+(\.\d+)?", value), value


def test_markdown_has_no_markup_of_a_document(out: Path) -> None:
    text = (out / "report.md").read_text(encoding="utf-8")
    page = html.fromstring(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text))
    tags = {element.tag for element in page.iter() if isinstance(element.tag, str)}
    assert not tags & {"script", "img", "a", "code", "pre", "svg", "s", "em", "style"}
    for table in page.iter("table"):
        assert len({len(row) for row in table.iter("tr")}) == 1
    shown = page.text_content()
    for payload in (
        "<script>alert(1)</script>",
        "![图](http://evil.example/x.png)",
        "|a|b| `c` **d** _e_ ~f~ # g\\",
        "&#106;",
    ):
        assert payload in shown


# The terminal


def commands(plans: Path, report: Tables) -> list[tuple[object, ...]]:
    upper, lower = sorted(plans.glob("*[01].txt"))
    theme, plan = report["themes"][0]["id"], report["plans"][1]["id"]
    return [
        *((name, plans) for name in ("coverage", "gaps", "targets", "frequency")),
        ("gaps", plans, "--plan", plan),
        *(("explain", plans, theme["id"], each["id"]) for theme in report["themes"][::5] for each in report["plans"]),
        ("explain", plans, theme, "\x1b[31m没有\u202e"),
        ("explain", plans, "\x1b[31m没有\u202e", plan),
        ("align", upper, lower),
        ("diff", upper, lower, "--all", "--upper", upper),
        ("plans", "list", plans),
        ("themes", "list", plans),
        ("themes", "discover", plans),
        ("coverage", plans.parent / "没有\x1b[31m"),
        ("coverage", plans, "--themes", plans.parent / "没有\x1b[31m.yaml"),
    ]


@pytest.mark.parametrize("environment", [{}, {"FORCE_COLOR": "1", "TERM": "xterm-256color"}], ids=["file", "terminal"])
def test_no_command_writes_what_a_terminal_obeys(
    plans: Path,
    report: Tables,
    comparison: Comparison,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(compare, "compare_plans", lambda *_, **__: comparison)
    for command in commands(plans, report):
        result = run(*command)
        assert (result.stdout + result.stderr).strip(), command
        for shown in (result.stdout, _BAR.sub("", result.stderr)):
            without = _COLOURS.sub("", shown) if environment else shown
            assert not UNSEEN.search(without), (command, UNSEEN.findall(without))


def test_a_theme_file_of_nasty_plans_is_read_again(plans: Path, tmp_path: Path) -> None:
    made = tmp_path / "themes.yaml"
    assert run("themes", "discover", plans, "-o", made).exit_code in (0, 1)
    assert not UNSEEN.search(made.read_text(encoding="utf-8"))
    assert run("themes", "list", plans, "--themes", made).exit_code in (0, 1)


def test_a_list_of_nasty_plans_is_read_again(plans: Path, tmp_path: Path) -> None:
    made = tmp_path / "plans.yaml"
    assert run("plans", "init", plans, "-o", made).exit_code in (0, 1)
    assert run("plans", "list", made).exit_code in (0, 1)
