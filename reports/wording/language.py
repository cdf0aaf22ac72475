"""The texts themselves, and how they are put together."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from reports.output import clean

Lang = Literal["zh", "en"]


LANGS: tuple[Lang, ...] = get_args(Lang)


PATH_MARK = " › "
INNER = str.maketrans("“”", "‘’")
"""Quotation marks inside a quotation are single ones."""


@cache
def texts() -> dict[str, dict[str, tuple[str, str]]]:
    """All texts: group -> code -> (Chinese, English)."""
    raw = tomllib.loads(files("reports").joinpath("templates/wording.toml").read_text(encoding="utf-8"))
    return {group: {code: (pair[0], pair[1]) for code, pair in entries.items()} for group, entries in raw.items()}


class _Count(int):
    """A number whose place may ask for one of two words: ``{count:gap|gaps}``."""

    def __format__(self, wanted: str) -> str:
        one, bar, many = wanted.partition("|")
        if bar:
            return one if self == 1 else many
        return super().__format__(wanted)


def text(key: str, lang: Lang, **values: object) -> str:
    """Return the text of ``group.code`` with its places filled in.

    Args:
        key: ``group.code``.
        lang: Language.
        values: By the name of the place; English asks a number for the word that goes with it, ``{count:gap|gaps}``.

    Raises:
        KeyError: No such text.
    """
    group, code = key.split(".", 1)
    counted = {name: _Count(value) if type(value) is int else value for name, value in values.items()}
    return texts()[group][code][LANGS.index(lang)].format(**counted)


def name(group: str, code: str, lang: Lang) -> str:
    """Return the name of a code; a code that is not known is its own name, since readers must bear unknown values."""
    pair = texts()[group].get(str(code))
    return pair[LANGS.index(lang)] if pair else clean(str(code))


def labelled(label: str, value: str, lang: Lang) -> str:
    """``标签：值``."""
    return text("text.labelled", lang, label=label, value=value)


def bracketed(label: str, value: str, lang: Lang) -> str:
    """``标签（值）``."""
    return text("text.bracketed", lang, label=label, value=value)


def joined(items: Iterable[str], lang: Lang) -> str:
    """Items on one line; empty if there is none."""
    return ("；" if lang == "zh" else "; ").join(items)


def listed(items: Sequence[str], lang: Lang) -> str:
    """Items on one line; a word for nothing if there is none."""
    return joined(items, lang) or text("text.none", lang)


def capital(head: str) -> str:
    """Return the head of a table with a capital, as English has it; codes of heads serve within sentences, too."""
    return head[:1].upper() + head[1:]


def comma(items: Sequence[str], lang: Lang) -> str:
    """Return items as parts of one sentence."""
    return ("、" if lang == "zh" else ", ").join(items)


def quoted(items: Sequence[str], lang: Lang) -> str:
    """Return items in quotation marks as parts of one sentence; marks inside them become single ones."""
    return comma([f"“{clean(item).translate(INNER)}”" for item in items], lang)


def group(key: str, lang: Lang) -> tuple[str, ...]:
    """All texts of a group in the order of the file."""
    return tuple(pair[LANGS.index(lang)] for pair in texts()[key].values())
