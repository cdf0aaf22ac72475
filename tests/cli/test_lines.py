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

from compare.cli import main
from compare.cli.english import help_texts
from compare.cli.lines import shortened, wrapped

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
