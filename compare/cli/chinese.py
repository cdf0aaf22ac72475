"""The sentences of click itself (usage, help, wrong use) in Chinese, for the time of one command.

click asks gettext for them, and gettext looks for a catalogue in the language of the system, which on a planner's
machine may be any. So the words stand here, and click's modules are lent them instead of gettext's two functions. What
is not listed stays English.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click
from click import core, decorators, exceptions, formatting, parser, types
from rich.cells import cell_len

from compare.cli.english import forget_help_options, in_english
from compare.cli.lines import wrapped
from compare.cli.streams import begin

_MODULES = (core, decorators, exceptions, formatting, parser, types)
WORDS = {
    "Usage:": "用法：",
    "Options": "选项",
    "Commands": "命令",
    "required": "必填",
    "default: {default}": "默认：{default}",
    "Show this message and exit.": "显示这段说明。",
    "Show the version and exit.": "显示版本。",
    "Aborted!": "已中止。",
    "Error: {message}": "错误：{message}",
    "Try '{command} {option}' for help.": "说明见：{command} {option}",
    "Invalid value: {message}": "值不对：{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} 的值不对：{message}",
    "Missing command.": "缺少命令。",
    "Missing argument": "缺少参数",
    "Missing option": "缺少选项",
    "Choose from:\n\t{choices}": "可选：\n\t{choices}",
    "No such option {name!r}.": "没有选项 {name}。",
    "No such command {name!r}.": "没有命令 {name}。",
    "Did you mean {possibility}?": "是不是 {possibility}？",
    "(Did you mean one of: {possibilities}?)": "（是不是其中之一：{possibilities}？）",
    "Got unexpected extra argument ({args})": "多了参数（{args}）",
    "Got unexpected extra arguments ({args})": "多了参数（{args}）",
    "Option {name!r} does not take a value.": "选项 {name} 后面不带值。",
    "Option {name!r} requires an argument.": "选项 {name} 后面要有一个值。",
    "{value!r} is not {choice}.": "{value!r} 不是 {choice}。",
    "{value!r} is not one of {choices}.": "{value!r} 不在其中：{choices}。",
    "{value!r} is not a valid {number_type}.": "{value!r} 不是所要的数。",
    "{value} is not in the range {range}.": "{value} 不在范围 {range} 之内。",
    "{name} {filename!r} is a file.": "{filename!r} 是文件，不是文件夹。",
    "{name} {filename!r} is a directory.": "{filename!r} 是文件夹，不是文件。",
    "{name} {filename!r} does not exist.": "没有 {filename!r}。",
}
"""English, as click 8 has it -> Chinese, with the same places to fill."""


def aborted() -> str:
    """Return what click says of a command that was interrupted, in the language that is spoken now."""
    told: str = vars(core)["_"]("Aborted!")
    return told


def _one(text: str) -> str:
    return WORDS.get(text, text)


def _of(singular: str, plural: str, count: int) -> str:
    return _one(singular if count == 1 else plural)


def _wrap(text: str, width: int = 78, initial_indent: str = "", subsequent_indent: str = "", **_: Any) -> str:
    """Wrap as click does, a Chinese character as two columns."""
    blocks = inspect.cleandoc(text).split("\n\n")
    return "\n\n".join("\n".join(wrapped(block, width, initial_indent, subsequent_indent)) for block in blocks)


@contextmanager
def _chinese() -> Iterator[None]:
    lent = {"_": _one, "ngettext": _of, "wrap_text": _wrap, "term_len": cell_len}
    kept = [(module, name, getattr(module, name)) for module in _MODULES for name in lent if hasattr(module, name)]
    try:
        for module, name, _ in kept:
            setattr(module, name, lent[name])
        yield
    finally:
        for module, name, own in kept:
            setattr(module, name, own)


def _asks_for_english(words: Sequence[str]) -> bool:
    """Whether ``--lang en`` stands among the words, which may yet be wrong otherwise."""
    return "--lang=en" in words or ("--lang", "en") in zip(words, words[1:], strict=False)


def _without_lang(words: list[str]) -> list[str]:
    """Return the words without ``--lang`` where help is asked for: a group of commands has no such option."""
    if not {"-h", "--help"} & set(words):
        return words
    at = words.index("--lang") if "--lang" in words else None
    kept = words if at is None else [*words[:at], *words[at + 2 :]]
    return [word for word in kept if not word.startswith("--lang=")]


class ChineseGroup(click.Group):
    """A group of commands that speaks Chinese unless English is asked for; without a command it opens the workbench."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the words apart."""
        return super().parse_args(ctx, args or ["serve"])

    def main(self, args: Sequence[str] | None = None, *rest: Any, **options: Any) -> Any:
        """Run the command line."""
        begin()
        words = sys.argv[1:] if args is None else list(args)
        forget_help_options(self)
        if _asks_for_english(words):
            with in_english(self):
                return super().main(_without_lang(words), *rest, **options)
        with _chinese():
            return super().main(_without_lang(words), *rest, **options)
