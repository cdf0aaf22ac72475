"""Tables with one plan a row: workbooks of Excel, WPS and LibreOffice, and csv.

A row becomes a plan of its own; the place of everything in it is its cell, counted by the row. Formulas are not worked
out: what the program that wrote the file has worked out is read.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from compare.errors import ReadError
from compare.execution import quiet
from compare.model import Reason, Record
from compare.readers.account import Ledger
from compare.readers.decode import decode
from compare.readers.raw import RawText, raw_text
from compare.readers.sheet_columns import FIELDS, field_of, named_by_cells, word_of
from compare.readers.sheet_markup import Shown, marked_up
from compare.readers.sheet_paragraphs import (
    are_paragraphs,
    column_of_excerpts,
    column_of_paragraphs,
    column_of_texts,
)
from compare.readers.sniff import looks_plain
from compare.readers.workbook import numbered, worksheets
from compare.text import even_years

SHEETS = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".et", ".ods", ".csv", ".tsv"})
"""Endings of the tables that are read."""

_TEXTS = frozenset({".csv", ".tsv"})

CELL_LIMIT = 32_767
"""Characters that a cell of Excel holds (its specification and limits); a longer text is cut there without a word."""

_HEADER_ROWS = 5
_HEAD_LENGTH = 60
"""Characters of the name of a column; a title is no longer either, and a text much longer."""
_NAMES_SHOWN, _NAME_LENGTH = 12, 20

_SaidRow = tuple[int, Mapping[str, str], Sequence[Any]]
"""The number of a row, what it says by field, and its cells."""

_SEPARATOR = re.compile(r"\ufeff?[\"']?sep=(.)[\"']?[ \t]*\r?\n", re.IGNORECASE)
_SAMPLE = 10_000
_ENDS = frozenset("。；！？：”）\n")
_FIRST_DAY = datetime(1899, 12, 30)
"""Day 0 of Excel's dates from 1900 March on (its specification: the leap day of 1900 is counted)."""

_SERIALS = (20_000, 60_000)
"""Days of the years 1954 to 2064: other numbers are no dates."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?:(?!\d)|(?=(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?!\d)))")
_ENGLISH_DATE = re.compile(r"(?:\d{1,2}-)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-(\d\d)")


class SheetRow(Record, frozen=True):
    """One plan of a table; ``None`` where its row says nothing.

    Attributes:
        number: Row in the file, counted from 1 as Excel counts it; in a csv the number of the record.
        level, kind: As written in the table.
        sheet: Name of its sheet; empty for those of the first sheet that holds plans.
    """

    number: int
    raw: RawText
    title: str | None = None
    region: str | None = None
    year: int | None = None
    level: str | None = None
    kind: str | None = None
    sheet: str = ""


def read_sheet(content: bytes, path: Path) -> tuple[SheetRow, ...]:
    """Return the plans of a table, in its order.

    Args:
        content: The file.
        path: Its name, of which the ending tells csv from Excel.

    Returns:
        A plan for each row with a text; nothing if the table has no column of texts.

    Raises:
        ReadError: No table that can be opened, or one too large.
    """
    suffix = path.suffix.lower()
    if _is_text(content, suffix):
        text, encoding = decode(content)
        return _plans(list(_records(text)), suffix.removeprefix("."), encoding)
    found: list[SheetRow] = []
    left: dict[str, list[str]] = {"sheets_unread": [], "sheets_hidden": []}
    with quiet():
        # What is hidden is read only where nothing else holds a plan: old editions are hidden beside the new ones.
        for name, each, hidden in sorted(worksheets(content), key=lambda sheet: sheet[2]):
            rows = [] if hidden and found else list(each)
            plans = _plans(rows, suffix.removeprefix("."), "", name if found else "")
            left["sheets_hidden"] += [name] if hidden and found and not plans else []
            left["sheets_unread"] += [name] if not plans and any(any(cells) for _, cells in rows) else []
            found += plans
    return _with_note(found, [Reason(code, ("、".join(names),)) for code, names in left.items() if names])


def read_columns(content: bytes, path: Path) -> tuple[str, ...]:
    """Return the names of a table's columns, for a user whose table has none of texts: its fullest upper row.

    Raises:
        ReadError: No table that can be opened.
    """
    fullest: list[str] = []
    with quiet():
        csv_rows = _is_text(content, path.suffix.lower())
        tables = iter([_records(decode(content)[0])]) if csv_rows else (rows for _, rows, _ in worksheets(content))
        for table in tables:
            for _, cells in islice(table, _HEADER_ROWS):
                names = [word[:_NAME_LENGTH] for cell in cells if (word := word_of(cell))]
                fullest = names if len(names) > len(fullest) else fullest
            if fullest:
                break
    return tuple(fullest[:_NAMES_SHOWN])


def _is_text(content: bytes, suffix: str) -> bool:
    """Whether a table is text: by its ending, or where one that is called a workbook has fields parted by tabs."""
    return suffix in _TEXTS or (b"\t" in content[:_SAMPLE] and looks_plain(content) and marked_up(content) is None)


def _with_note(found: Sequence[SheetRow], notes: Sequence[Reason]) -> tuple[SheetRow, ...]:
    """Return the rows, the first of which tells what is true of the whole file."""
    if not found or not notes:
        return tuple(found)
    first = replace(found[0], raw=replace(found[0].raw, notes=(*found[0].raw.notes, *notes)))
    return (first, *found[1:])


def _plans(
    rows: Sequence[tuple[int, Sequence[Any]]], format: str, encoding: str, sheet: str = ""
) -> tuple[SheetRow, ...]:
    for at, by_name, cells in _heads(rows):
        names = named_by_cells(by_name, [row for _, row in rows[at:]])
        said = [(number, _by_field(names, row), row) for number, row in rows[at:] if any(row)]
        if _is_one_plan(said):
            plans: tuple[SheetRow, ...] = (_whole(said, format, encoding, sheet),)
        else:
            plans = tuple(
                _plan(*part[0], format, encoding, sheet)
                if len(part) == 1
                else _whole(part, format, encoding, sheet, cut=True)
                for part in _in_parts(said)
            )
        unread = [word_of(cell) for name, cell in zip(names, cells, strict=True) if name is None and word_of(cell)]
        return _with_note(plans, [Reason("columns_unread", ("、".join(unread),))] if unread else [])
    if (column := column_of_paragraphs(rows)) is not None:
        names = [None] * column + ["text"]
        said = [(number, _by_field(names, row), row) for number, row in rows if any(row)]
        return (_whole(said, format, encoding, sheet),)
    return ()


def _heads(
    rows: Sequence[tuple[int, Sequence[Any]]],
) -> Iterator[tuple[int, list[str | None], Sequence[Any]]]:
    """Yield the rows that may be the head of a table of plans: how many rows end with it, fields of the columns, cells.

    First those that name a column of texts; else the first of several cells above a column that holds whole plans, or
    that is called after a kind of document (政府工作报告) and holds sentences, be they excerpts.
    """
    for at, (_, cells) in enumerate(rows[:_HEADER_ROWS], 1):
        names = [field_of(cell) for cell in cells]
        if "text" in names:
            yield at, names, cells
    column = column_of_texts(rows)
    if column is None:
        column = column_of_excerpts(rows, _HEADER_ROWS)
    for at, (_, cells) in enumerate(rows[:_HEADER_ROWS] if column is not None else (), 1):
        words = [word_of(cell) for cell in cells]
        named = sum(map(bool, words)) > 1 and max(map(len, words)) <= _HEAD_LENGTH
        if named and column is not None and column < len(cells):
            yield at, [*map(field_of, cells[:column]), "text", *map(field_of, cells[column + 1 :])], cells


def _is_one_plan(said: Sequence[_SaidRow]) -> bool:
    """Whether the rows are paragraphs of one plan: nothing else that is said of them differs, but what each row is
    (章, 节, 正文).
    """
    others = {_of_plan(fields) for _, fields, _ in said}
    return len(others) == 1 and are_paragraphs([fields.get("text", "") for _, fields, _ in said])


def _of_plan(fields: Mapping[str, str]) -> tuple[str | None, ...]:
    """Return what a row says of its plan that two parts of one plan have in common."""
    return tuple(fields.get(name) for name in FIELDS if name not in ("text", "level", "kind"))


def _in_parts(said: Sequence[_SaidRow]) -> Iterator[list[_SaidRow]]:
    """Yield rows that follow one another and give the same title, place and year: the parts of one text that is longer
    than a cell; what is the same text again is a plan of its own.
    """
    part: list[_SaidRow] = []
    for row in said:
        above = part[-1][1] if part else {}
        goes_on = bool(above.get("title") and above.get("text")) and _of_plan(above) == _of_plan(row[1])
        if part and not (
            goes_on and row[1].get("text") and row[1]["text"] not in {each["text"] for _, each, _ in part}
        ):
            yield part
            part = []
        part.append(row)
    if part:
        yield part


def _whole(said: Sequence[_SaidRow], format: str, encoding: str, sheet: str, *, cut: bool = False) -> SheetRow:
    """Return the one plan whose paragraphs, or parts (``cut``), the rows are; its places are the rows."""
    lines = {number: fields["text"].strip("\n") for number, fields, _ in said if fields.get("text")}
    if cut:
        behind = [*list(lines.values())[1:], ""]
        lines = {number: _cut(text, after) for (number, text), after in zip(lines.items(), behind, strict=True)}
    else:
        lines = {number: text + "\n" for number, text in lines.items()}
    first, last = min(lines), max(lines)
    starts, at = [], 0
    for number in range(first, last + 1):
        starts.append(at)
        at += len(lines.get(number, ""))
    text = "".join(lines.values()).removesuffix("\n")
    one = _plan(
        first, {**said[0][1], "text": text}, [cell for _, _, row in said for cell in row], format, encoding, sheet
    )
    if "\r" in text or len(one.raw.text) != len(text):
        return one
    return replace(one, raw=replace(one.raw, starts=(0, *starts[1:])))


def _by_field(names: Sequence[str | None], cells: Sequence[Any]) -> dict[str, str]:
    """Return what the cells of a row say, by field: texts of several columns one behind the other, else the first
    column.
    """
    found: dict[str, str] = {}
    texts: list[str] = []
    for name, cell in zip(names, cells, strict=False):
        if name and cell is not None and (word := word_of(cell)):
            if name == "text":
                texts.append(str(cell))
            found.setdefault(name, word)
    if texts:
        found["text"] = "".join(_cut(above, below) for above, below in zip(texts, [*texts[1:], ""], strict=True))
    return found


def _cut(text: str, following: str) -> str:
    """Return a text and the line end behind it, unless it was cut in the middle of a sentence."""
    return text if not following or len(text) >= CELL_LIMIT or text[-1:] not in _ENDS else text + "\n"


def _plan(
    number: int, said: Mapping[str, str], cells: Sequence[Any], format: str, encoding: str, sheet: str
) -> SheetRow:
    text = said.get("text", "")
    read = raw_text(text, format, encoding)
    notes = [Reason("cell_full", (str(CELL_LIMIT),))] if len(text) == CELL_LIMIT else []
    year = _year_of(said.get("year", ""))
    if year is None and said.get("year", "").strip():
        notes.append(Reason("year_ignored", (said["year"],)))
    region = said.get("region") or "".join(said.get(part, "") for part in ("province", "city", "county"))
    raw = RawText(read.text, format, encoding, (0,), "cell", tuple(notes), first=number)
    whole = [str(cell) for cell in cells if cell is not None]
    ledger = Ledger()
    ledger.rewrite("other_columns", "".join(whole), text)
    for cell in cells:
        if isinstance(cell, Shown):
            ledger.leave_out("footnote", cell.notes)
            ledger.leave_out("struck", cell.struck)
            whole += [cell.notes, cell.struck]
    return SheetRow(
        number,
        ledger.settle(raw, whole),
        said.get("title"),
        region or None,
        year,
        said.get("level"),
        said.get("kind"),
        sheet,
    )


def _year_of(said: str) -> int | None:
    """Return a year as written, or that of a date which Excel keeps as the number of its day or writes as 5-May-22."""
    if year := _YEAR.search(even_years(said)):
        return int(year.group())
    if short := _ENGLISH_DATE.fullmatch(said.strip()):
        return 2000 + int(short[1])
    day = float(said) if re.fullmatch(r"[0-9]{5}(?:\.[0-9]{1,9})?", said) else 0.0
    return (_FIRST_DAY + timedelta(days=day)).year if _SERIALS[0] <= day <= _SERIALS[1] else None


def _records(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the records of a csv, whatever parts its fields: comma, semicolon or tab."""
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    named = _SEPARATOR.match(text)
    text = text[named.end() :] if named else text
    if '\\"' in text:  # programs that escape quotation marks in place of doubling them
        text = text.replace('\\"', '""')
    lines = text[:_SAMPLE].split("\n")[:_HEADER_ROWS]
    # The title of a table stands above its head, and holds no sign that parts fields.
    delimiter = (
        named[1] if named else max(",;\t|", key=lambda sign: next(filter(None, (x.count(sign) for x in lines)), 0))
    )
    try:
        yield from numbered(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise ReadError("这份 csv 读不下去，多半是引号没有成对，请用 Excel 或 WPS 打开后另存为 .xlsx。") from error
