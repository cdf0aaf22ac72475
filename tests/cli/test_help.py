"""Help: every command and option is documented, and asking for it imports nothing heavy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from compare.cli import main
from tests.cli.invoke import imported_by, run


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name, command in group.commands.items():
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


# These look at single files, not at a folder of plans.
FILES = {("align",): ["UPPER"], ("diff",): ["OLD"], ("review", "read"): ["WORKBOOK"], ("evaluate",): ["REPORT"]} | {
    ("cache", "info"): [],
    ("cache", "clear"): [],
    ("judge", "import"): ["ANSWERS"],
    ("judge", "drop"): [],
}


@pytest.mark.parametrize(
    ("path", "command"), list(commands(main)), ids=lambda value: "-".join(value) if isinstance(value, tuple) else ""
)
def test_every_command_and_option_is_documented(path: tuple[str, ...], command: click.Command) -> None:
    assert command.help
    assert all(option.help for option in command.params if isinstance(option, click.Option))
    result = run(*path, "--help")
    assert result.exit_code == 0
    arguments = [str(param.name).upper() for param in command.params if isinstance(param, click.Argument)]
    assert arguments[:1] == ([] if isinstance(command, click.Group) else FILES.get(path, ["PLANS"]))


def test_the_commands_are_those_of_the_contract() -> None:
    found = {" ".join(path) for path, command in commands(main) if not isinstance(command, click.Group)}
    assert found >= {
        "report",
        "coverage",
        "gaps",
        "frequency",
        "explain",
        "themes list",
        "plans list",
        "themes discover",
        "evaluate",
    }


def test_version() -> None:
    assert "planalign" in run("--version").stdout


HEAVY = ("numpy", "scipy", "pydantic", "ruamel", "rapidfuzz", "lxml", "jieba", "cn2an", "http.server", "email.message")
REPORTS = ("jinja2", "matplotlib", "docx", "xlsxwriter", "openpyxl", "http.server", "pypdfium2", "trafilatura")


@pytest.mark.parametrize("args", [("--help",), ("report", "--help"), ("themes", "discover", "--help")])
def test_help_imports_nothing_heavy(args: tuple[str, ...]) -> None:
    assert not imported_by(*args) & set(HEAVY)


def test_a_json_report_imports_nothing_of_other_formats(folder: Path, tmp_path: Path) -> None:
    assert not imported_by("report", folder, "-o", tmp_path / "out", "--format", "json", "--no-cache") & set(REPORTS)


def test_a_run_in_which_nothing_changed_loads_no_repairs(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANALIGN_CACHE", str(tmp_path / "cache"))
    args = ("report", folder, "-o", tmp_path / "out", "--format", "json", "--jobs", "1")
    assert {"compare.repair", "compare.pipeline.parse"} <= imported_by(*args)
    again = imported_by(*args)
    assert "compare.pipeline.parse" in again and "compare.repair" not in again
