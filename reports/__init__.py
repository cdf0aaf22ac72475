"""A :class:`compare.model.Comparison` in, files out.

``write`` makes files, ``to_frames`` pandas frames; ``tables`` has the rows that both show, ``wording`` the texts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from compare.errors import InputError
from compare.model import Comparison
from reports.output import Written, place
from reports.wording import LANGS, Lang

if TYPE_CHECKING:
    import pandas as pd

    from reports.view import Tables

FORMATS = ("json", "html", "docx", "xlsx", "md", "csv", "charts")
"""What ``write`` makes unless told otherwise; ``json`` (report.json and texts/) is made in any case."""
ON_REQUEST = ("brief", "annotated", "parquet")
"""What it makes only when asked for."""

Originals = Callable[[str], bytes | None]
"""Id of a plan -> the Word file that it was read from; ``None`` where there is none or it cannot be had."""

Files = dict[str, bytes]
"""Path relative to the folder of results -> content."""
Keep = Callable[[str, bytes, Callable[[], Files]], Files]
"""A format, SHA-256 of all that it is made from, and what makes it -> its files, made or kept from an earlier run."""

__all__ = ["FORMATS", "Files", "Keep", "ON_REQUEST", "Originals", "Written", "to_frames", "write"]


def to_frames(comparison: Comparison) -> dict[str, pd.DataFrame]:
    """Return every result table as a pandas frame: see :func:`reports.formats.frames.to_frames`."""
    from reports.formats import frames

    return frames.to_frames(comparison)


def _no_originals(_: str) -> None:
    return None


def _made_anew(_: str, __: bytes, make: Callable[[], Files]) -> Files:
    return make()


def write(
    comparison: Comparison,
    out: Path,
    formats: Sequence[str] | None = None,
    lang: Lang = "zh",
    originals: Originals = _no_originals,
    *,
    per_plan: bool = False,
    keep: Keep = _made_anew,
) -> Written:
    """Write the reports of a comparison: all files of them, or none.

    Args:
        comparison: What was found.
        out: Folder for the files; made if need be.
        formats: Some of ``FORMATS`` and ``ON_REQUEST``; ``None`` for all of ``FORMATS``.
        lang: Language of all formats but ``report.json``, which is always Chinese.
        originals: Where ``annotated`` has the plans' own Word files from; of others it sets the repaired text.
        per_plan: A Word report of each lower plan alone is written, too.
        keep: Gives what an earlier run made of the same rows, so that nothing is drawn or set again; ``annotated``,
            which is made from the plans' own files too, and ``parquet`` are always made anew.

    Returns:
        The files written, report.json and texts/ first, then in the order of the formats; and where files are now that
        a person had changed.

    Raises:
        InputError: A format or language that does not exist, or a folder that cannot be written, or
            a package that a format needs and that is not installed.
    """
    every = (*FORMATS, *ON_REQUEST)
    wanted = FORMATS if formats is None else tuple(formats)
    if unknown := sorted(set(wanted) - set(every)):
        raise InputError(f"没有这种格式：{'、'.join(unknown)}；可用：{'、'.join(every)}")
    if lang not in LANGS:
        raise InputError(f"没有这种语言：{lang}；可用：{'、'.join(LANGS)}")
    from reports.formats import json
    from reports.view import Tables

    tables = Tables(comparison)
    contents = json.render(comparison)
    told = json.digest(comparison) if set(wanted) - {"json"} or per_plan else b""
    drawn = cache(lambda: keep("charts", told, lambda: _charts(tables, lang)))

    def pictures() -> Files:
        """Of the charts as PNG by name: all if they are drawn anyway, else those that a Word report shows."""
        if "charts" in wanted:
            return {Path(name).stem: made for name, made in drawn().items() if name.endswith(".png")}
        return keep("pictures", told, lambda: _pictures(tables, lang))

    for format_ in (*FORMATS[1:], *(["per_plan"] if per_plan else []), "brief"):
        if format_ == "charts" and format_ in wanted:
            contents |= drawn()
        elif format_ in wanted or format_ == "per_plan":
            contents |= keep(format_, told, partial(_render, format_, tables, pictures, lang))
    if "annotated" in wanted:
        from reports.formats import annotated

        contents |= annotated.render(tables, originals, lang)
    if "parquet" in wanted:
        from reports.formats import parquet

        contents |= parquet.render(comparison)
    return place(out, contents)


def _render(format_: str, tables: Tables, pictures: Callable[[], Files], lang: Lang) -> Files:
    match format_:
        case "html":
            from reports.formats import html

            return html.render(tables, lang)
        case "docx":
            from reports.formats import docx

            return docx.render(tables, pictures(), lang)
        case "per_plan":
            from reports.formats import docx

            return docx.per_plan(tables, lang)
        case "brief":
            from reports.formats import brief

            return brief.render(tables, lang)
        case "xlsx":
            from reports.formats import xlsx

            return xlsx.render(tables, lang)
        case "md":
            from reports.formats import markdown

            return markdown.render(tables, lang)
        case "csv":
            from reports.formats import csv as csvs

            return csvs.render(tables, lang)
        case _:
            return {}


def _charts(tables: Tables, lang: Lang) -> Files:
    from reports.formats import charts  # matplotlib takes half a second that the other formats need not pay

    return charts.render(tables, lang)


def _pictures(tables: Tables, lang: Lang) -> Files:
    from reports.formats import charts, docx

    return charts.pictures(tables, lang, docx.shown_charts(tables))
