"""The help of every command and option in English, by its Chinese text, which stands in the code."""

from __future__ import annotations

import inspect
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files

import click


@cache
def help_texts() -> dict[str, str]:
    """Return the English help by its Chinese text, from ``data/help.toml``."""
    raw = tomllib.loads(files("compare").joinpath("data/help.toml").read_text(encoding="utf-8"))
    return {pair["zh"]: pair["en"] for pair in raw["help"]}


def english(text: str | None) -> str | None:
    """Return the English of a help text; the text itself where there is none."""
    return help_texts().get(inspect.cleandoc(text), text) if text else text


@contextmanager
def in_english(command: click.Command) -> Iterator[None]:
    """Lend a command, its options and all below it their English help, for the time of one command line."""
    held = [
        each for one in _all(command) for each in (one, *one.params) if isinstance(each, click.Command | click.Option)
    ]
    kept = [(each, each.help) for each in held]
    for each, text in kept:
        each.help = english(text)
    try:
        yield
    finally:
        for each, text in kept:
            each.help = text


def forget_help_options(command: click.Command) -> None:
    """Let click make its ``--help`` anew in the language of this command line; it keeps the one that it made."""
    for each in _all(command):
        if hasattr(each, "_help_option"):
            each._help_option = None


def _all(command: click.Command) -> Iterator[click.Command]:
    yield command
    if isinstance(command, click.Group):
        for each in command.commands.values():
            yield from _all(each)
