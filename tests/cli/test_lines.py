"""Lines of the terminal, and the help in two languages."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from compare.cli import gap_lines, main, plan_lines, show
from compare.cli.english import help_texts
from compare.cli.lines import shortened, wrapped
from compare.model import Comparison, Depth, GapGroup
from reports import wording
from reports.rows import GROUPS
from reports.view import Tables

TEXTS = st.text(st.sampled_from("规划落实，。；：、！？（）《》“”abc de 12%"), min_size=1, max_size=300)
WIDE = re.compile(r"[\u3000-\u303f\uff00-\uffef]")


@given(TEXTS, st.integers(20, 120), st.sampled_from(["", " 1. ", "    "]))
def test_no_line_begins_with_a_comma_and_no_word_is_lost(text: str, width: int, indent: str) -> None:
    lines = wrapped(text, width, indent, " " * len(indent))
    assert "".join("".join(lines).split()) == "".join((indent + text).split())
    for line in lines[1:]:
        assert line.startswith(" " * len(indent)) and line.strip()
        assert line.strip()[0] not in "，。；：、！？）》”%"
    # Marks that may not be parted are the only thing that is ever wider than the screen.
    assert all(
        cell_len(line) <= width for line in lines if not re.search(r"[，。；：、！？（）《》“”%a-z0-9]{4}", line)
    )


@given(TEXTS, st.integers(8, 120), st.integers(0, 299), st.integers(0, 2))
def test_what_is_shortened_fits_and_shows_what_it_is_about(text: str, width: int, at: int, size: int) -> None:
    about = text[at : at + size]
    line = shortened(text, width, about)
    assert cell_len(line) <= width and about in line
    assert line.strip("…") in text.strip("…") and (line == text) == (cell_len(text) <= width)


def _commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name, each in command.commands.items():
            yield from _commands(each, (*path, name))


EVERY = dict(_commands(main))


def test_every_help_has_its_english_and_none_is_left_over() -> None:
    texts = {each.help for one in EVERY.values() for each in (one, *one.params) if getattr(each, "help", None)}
    assert {inspect.cleandoc(text or "") for text in texts} == set(help_texts())


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_help_in_both_languages(path: tuple[str, ...]) -> None:
    english = CliRunner().invoke(main, [*path, "--help", "--lang", "en"], terminal_width=80)
    assert english.exit_code == 0 and not re.search("[一-龥]", english.output) and not WIDE.search(english.output)
    chinese = CliRunner().invoke(main, [*path, "--help"], terminal_width=80)
    for line in chinese.output.splitlines():
        assert not line.strip().startswith(("，", "。", "；", "、", "：", "）")), line
        assert cell_len(line) <= 80, line


def test_english_has_no_wide_marks() -> None:
    from reports import wording

    for group, entries in wording.texts().items():
        for code, (_, text) in entries.items():
            assert not WIDE.search(text.replace("【 】", "")), f"{group}.{code}"


def test_commands_are_listed_in_english_with_whole_sentences() -> None:
    shown = CliRunner().invoke(main, ["--help", "--lang", "en"], env={"COLUMNS": "80"}).output
    assert "..." not in shown[shown.index("Commands:") :]


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(show, "_WIDTH_OF_FILES", 80)
    yield


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_tables_of_a_narrow_terminal_part_no_word_and_show_no_columns_of_noughts(
    seeds_comparison: Comparison, capsys: pytest.CaptureFixture[str], lang: wording.Lang
) -> None:
    tables = Tables(seeds_comparison)
    show.summary(tables, lang)
    show.matrix(tables, lang)
    shown = capsys.readouterr().out
    assert all(cell_len(line) <= 80 for line in shown.splitlines())
    heads = " ".join(
        wording.text(f"column.{code}", lang) for code in ["lower", "upper", "upper_themes", "topics", "plan"]
    )
    assert lang == "zh" or set(heads.split()) <= set(shown.split())
    never = [group for at, group in enumerate((*GROUPS, None)) if not any(pair.topics[at] for pair in tables.pairs)]
    rare = [group for group in never if group in (GapGroup.OTHER_YEARS, None)]
    assert rare and not any(wording.name("group_short", group or "waived", lang) in shown for group in rare)
    assert all(wording.depth(depth, lang) in shown for depth in Depth)


@pytest.mark.usefixtures("narrow")
def test_plans_of_a_narrow_terminal_stand_in_lines(
    seeds_comparison: Comparison, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(show._Screen, "is_terminal", True)
    monkeypatch.setenv("COLUMNS", "80")
    plan_lines.plans(Tables(seeds_comparison), "en")
    shown = re.sub(r"\x1b\[[0-9;]*m", "", capsys.readouterr().out)
    assert all(cell_len(line) <= 80 for line in shown.splitlines())
    for plan in seeds_comparison.plans:
        assert plan.id in shown and all(link.id in shown for link in plan.upper)
    assert "".join(seeds_comparison.plans[0].title.split()) in "".join(shown.split())


def test_a_gap_of_many_themes_stays_on_its_line(
    seeds_comparison: Comparison, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(show._Screen, "is_terminal", True)
    monkeypatch.setenv("COLUMNS", "80")
    many = [gap for gap in seeds_comparison.gaps if len(gap.subjects) > 3]
    gap_lines.gaps(Tables(seeds_comparison), None, "zh", top=None, kind="theme", least=0.0)
    lines = re.sub(r"\x1b\[[0-9;]*m", "", capsys.readouterr().out).splitlines()
    for gap in many:
        line = next(line for line in lines if line.endswith(gap.id))
        assert f"“{gap.subjects[0]}”" in line and f"等{len(gap.subjects)}项" in line
    assert many and all(cell_len(line) <= 80 for line in lines)
