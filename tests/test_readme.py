"""What the README, the pages and CI promise."""

from __future__ import annotations

import os
import re
import tomllib
from configparser import ConfigParser
from pathlib import Path

import pytest

import reports
from compare.model import Comparison
from tests.builders import ROOT

RUN = "python3 -m venv .venv && .venv/bin/pip install -c constraints.txt . && .venv/bin/planalign report seeds -o out"
TEST = 'python3 -m venv .venv && .venv/bin/pip install -c constraints.txt -e ".[test]" && .venv/bin/python -m pytest'
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "seeds" / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
]
_BLOCK = re.compile(r"^```[a-z]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", [RUN, TEST])
def test_the_two_commands_stand_in_code_blocks(command: str) -> None:
    blocks = [line for block in _BLOCK.findall(text(ROOT / "README.md")) for line in block.splitlines()]
    assert blocks.count(command) == 1


def test_ci_calls_the_test_command() -> None:
    lines = [line for line in text(ROOT / ".ci" / "run").splitlines() if not line.startswith("#")]
    assert TEST in lines
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_relative_links_lead_somewhere(page: Path) -> None:
    content = _BLOCK.sub("", text(page))
    links = [link for link in _LINK.findall(content) if not re.match(r"[a-z]+:|#", link)]
    gone = [link for link in links if not (page.parent / link.partition("#")[0]).exists()]
    assert gone == []


def test_the_readme_shows_the_matrix() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text(ROOT / "README.md"))
    assert pictures
    assert (ROOT / pictures[0]).read_bytes().startswith(b"\x89PNG")


def test_the_commands_of_the_readme_exist() -> None:
    from compare.cli import main

    named = set(re.findall(r"`planalign (\w+(?: list)?)", text(ROOT / "README.md")))
    assert named
    for name in named:
        command = main
        for word in name.split():
            command = command.commands[word]  # type: ignore[assignment, attr-defined]


def test_the_formats_of_the_readme_are_written() -> None:
    from reports import FORMATS

    table = text(ROOT / "README.md").partition("## 得到什么")[2]
    assert {"html", "docx", "xlsx", "md", "csv", "charts", "json"} == set(FORMATS)
    for name in (
        "report.html",
        "report.docx",
        "review.xlsx",
        "report.md",
        "coverage.csv",
        "charts/",
        "report.json",
        "texts/",
    ):
        assert f"`{name}`" in table


def test_every_table_that_is_written_stands_in_the_readme(seeds_comparison: Comparison, tmp_path: Path) -> None:
    reports.write(seeds_comparison, tmp_path / "out", ["csv"])
    table = text(ROOT / "README.md").partition("## 得到什么")[2]
    written = sorted(path.name for path in (tmp_path / "out").glob("*.csv"))
    assert len(written) > 10
    assert [name for name in written if f"`{name}`" not in table] == []


def test_pyproject_holds_the_build_system_alone() -> None:
    assert list(tomllib.loads(text(ROOT / "pyproject.toml"))) == ["build-system"]


def test_what_is_imported_is_declared() -> None:
    """Every third-party module that the packages import comes from a declared requirement."""
    import ast
    import sys

    setup = ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    declared = {
        re.split(r"[<>=\[ ]", line)[0].lower().replace("-", "_")
        for needed in (
            setup["options"]["install_requires"],
            *map(setup["options.extras_require"].get, ("cluster", "parquet", "pandas", "ocr")),
        )
        for line in needed.split("\n")
    }
    names = {
        "sklearn": "scikit_learn",
        "ruamel": "ruamel.yaml",
        "pydantic_core": "pydantic",
        "markupsafe": "jinja2",
        "docx": "python_docx",
        "PIL": "pillow",
        "doc2docx": "msdoc2docx",
        "markdown_it": "markdown_it_py",
        "distributed": "dask",
    }
    imported: set[str] = set()
    for path in [*(ROOT / "compare").rglob("*.py"), *(ROOT / "reports").rglob("*.py")]:
        for node in ast.walk(ast.parse(text(path))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                imported.add((node.module or "").split(".")[0])
    third = {name for name in imported if name not in sys.stdlib_module_names and name not in ("compare", "reports")}
    assert {names.get(name, name) for name in third} <= declared
