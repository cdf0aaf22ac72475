"""Depths, places, passages and reasons."""

from __future__ import annotations

import re
from functools import lru_cache

from compare.model import (
    Depth,
    Passage,
    Place,
    Quotation,
    Reason,
    Target,
)
from reports.output import clean
from reports.rows import MatrixCell
from reports.wording.language import INNER, LANGS, PATH_MARK, Lang, labelled, listed, name, text, texts


def depth(value: Depth | None, lang: Lang) -> str:
    """``3 落实``, ``? 不能判断``."""
    return f"{sign(value)} {name('depth', code(value), lang)}"


def sign(value: Depth | None) -> str:
    """Return the digit that stands for a depth; ``?`` where nothing can be said."""
    return "?" if value is None else str(int(value))


def matrix_cell(item: MatrixCell, lang: Lang) -> str:
    """``2 定向≈ !``: depth, whether it is said in other words, and whether there is a gap."""
    words = "≈" if item.cell.explicit is False else ""
    mark = {"fault": " !", "note": " ·", None: ""}[item.mark]
    return f"{depth(item.cell.depth, lang)}{words}{mark}"


def place(where: Place, lang: Lang) -> str:
    """``第12行``."""
    return texts()["place"][where.unit][LANGS.index(lang)].format(where.number)


def path(headings: tuple[str, ...]) -> str:
    """Return the heading path on one line, outermost first, without the dashes that a heading begins with; empty
    before the first heading.
    """
    return PATH_MARK.join(clean(heading).lstrip("—–") or clean(heading) for heading in headings)


_CITED = 120


def cited(quote: str, most: int = _CITED) -> str:
    """Return a quotation for print: its first characters, and …… where there are more than ``most``; marks inside it
    become single ones.
    """
    quote = clean(quote).translate(INNER)
    return f"“{quote}”" if len(quote) <= most else f"“{quote[:most]}……”"


def where(passage: Passage | Target | Quotation, lang: Lang) -> str:
    """Heading path and place of a passage, a target or a quotation."""
    return spot(passage.section, passage.place, lang)


def commitment(passage: Passage, lang: Lang) -> str:
    """Return formula, local or general; empty where it was not judged."""
    return name("commitment", passage.commitment, lang) if passage.commitment else ""


def use(passage: Passage, lang: Lang) -> str:
    """Role and commitment of a passage on one line."""
    return " · ".join(filter(None, (name("role", passage.role, lang), commitment(passage, lang))))


def spot(section: tuple[str, ...], where: Place, lang: Lang) -> str:
    """Heading path and place on one line."""
    parts = [path(section), place(where, lang)]
    return ("，" if lang == "zh" else ", ").join(part for part in parts if part)


_OF_YEAR = re.compile(r"（(\d{4})年）")
# The attachment of a notice need not be named: 规划正文在附件里（）.
_NAMES_NOTHING = re.compile(r"（(?:附件：)?）| \((?:attachment: )?\)")
_COMPARED = re.compile(r"([≥≤+])(?=\d)")
_OPERATORS = {"≥": ">=", "≤": "<=", "+": "+"}


def written(value: str, lang: Lang) -> str:
    """Return a value of a reason as readers of a language write it: ``at least 80% (2025)`` for ``≥80%（2025年）``."""
    told = clean(value) if lang == "zh" else _OF_YEAR.sub(r" (\1)", clean(value))
    if sign := _COMPARED.match(told):
        return name("operator", _OPERATORS[sign[1]], lang).format(told[sign.end() :])
    return told


# The passages of two hundred plans have millions of reasons, the most of them alike; this many take a few megabytes.
@lru_cache(maxsize=1 << 14)
def sentence(reason: Reason, lang: Lang) -> str:
    """Return the sentence for a reason; a code that is not known, or lacks a value, is shown with its values."""
    values = [written(value, lang) for value in reason.values]
    pair = texts()["reason"].get("near_none" if reason.code == "near" and not values else reason.code)
    first = values[0] if values else ""
    try:
        if pair:
            told = pair[LANGS.index(lang)].format(
                *values, list=_quoted(values, lang), role=name("role", first, lang), percent=first.rstrip("%")
            )
            return told if all(values) else _NAMES_NOTHING.sub("", told)
    except IndexError:
        pass
    return labelled(clean(reason.code), listed(values, lang), lang) if values else clean(reason.code)


def _quoted(values: list[str], lang: Lang) -> str:
    return ("" if lang == "zh" else ", ").join(f"“{value}”" for value in values)


def code(value: Depth | None) -> str:
    """Return the key under which a depth stands in ``wording.toml`` and in style sheets."""
    return "none" if value is None else str(int(value))


def explicit(value: bool | None, lang: Lang) -> str:
    """Whether the theme's name is written; empty if the theme is absent."""
    return "" if value is None else text(f"explicit.{'yes' if value else 'no'}", lang)
