"""``review.xlsx`` as reviewers give it back: accepted gaps, corrected verdicts, and how often the report was right."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from compare.errors import InputError
from compare.execution import quiet
from compare.model import Record

LEGEND = "planalign"
"""Name of the hidden sheet that says which column holds what."""

SIZE_LIMIT = 256 * 1024 * 1024
"""Bytes of the unpacked workbook; that of forty plans has some 30 MB."""

_WRONG = "wrong"


class Answer(Record, frozen=True):
    """What a reviewer said of one row.

    Attributes:
        sheet: Code of the sheet: ``gaps``, ``cells``, ``clauses``, ``requirements``, ``target_pairs``.
        key: What the row is about.
        said: What the report says, as a name.
        verdict: Code of what the reviewer says.
        remark: His remark.
        right: He agrees with the report.
        quote: What the upper plan says, where the sheet tells it; else empty.
    """

    sheet: str
    key: str
    said: str
    verdict: str
    remark: str
    right: bool
    quote: str


class Review(Record, frozen=True):
    """The answers of a workbook, in its order."""

    answers: tuple[Answer, ...]

    def of_sheet(self, sheet: str) -> tuple[Answer, ...]:
        """Return the answers on one sheet."""
        return tuple(answer for answer in self.answers if answer.sheet == sheet)


class _Legend(Record, frozen=True):
    code: str
    title: str
    review: str
    remark: str
    key: str
    said: str
    quote: str
    choices: Mapping[str, str]


def read_review(path: Path) -> Review:
    """Read a workbook that reviewers have filled in; columns may have been moved, rows sorted or taken out.

    Raises:
        InputError: No such file, or not a workbook that ``planalign report`` wrote.
    """
    pages = _pages(path)
    legend = list(_legends(pages.get(LEGEND, ()), path))
    if not legend:
        raise InputError(
            f"{path.name} 不是 planalign 写出的审核表（缺少说明页），请用 planalign report 生成的 review.xlsx。"
        )
    return Review(tuple(answer for each in legend for answer in _answers(pages, each, path)))


def _pages(path: Path) -> dict[str, list[list[str]]]:
    """Sheet name -> rows as texts."""
    from openpyxl import load_workbook  # costs start-up time that other commands need not pay

    if not path.is_file():
        raise InputError(f"没有这个文件：{path}。请核对路径。")
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > SIZE_LIMIT:
                raise InputError(f"{path.name} 展开后超过 {SIZE_LIMIT >> 20} MB，不像是审核表。")
        with quiet():  # of unknown styles and the like
            book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
            return {page.title: [[_shown(value) for value in row] for row in page.values] for page in book.worksheets}
    except InputError:
        raise
    except Exception as error:  # openpyxl raises whatever its parsers do
        raise InputError(
            f"{path.name} 打不开（{type(error).__name__}），请在 Excel 或 WPS 中另存为 .xlsx 再试。"
        ) from error


def _shown(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _legends(rows: Sequence[Sequence[str]], path: Path) -> Iterator[_Legend]:
    said: dict[str, Sequence[str]] = {row[1]: row[2:] for row in rows if row[:1] == ["said"]}
    for row in rows:
        if row[:1] != ["sheet"]:
            continue
        if len(row) < 6 or row[1] not in said:
            raise InputError(f"{path.name} 的说明页不完整，请重新生成 review.xlsx 后再填。")
        choices = {each[3]: each[2] for each in rows if each[:2] == ["choice", row[1]]}
        _, code, title, review, remark, key = row[:6]
        yield _Legend(code, title, review, remark, key, said[code][0], said[code][1], choices)


def _answers(pages: Mapping[str, list[list[str]]], legend: _Legend, path: Path) -> Iterator[Answer]:
    rows = pages.get(legend.title)
    if not rows:
        return  # the sheet was taken out: nothing is said of it
    head = {name: column for column, name in enumerate(rows[0])}
    wanted = [legend.review, legend.remark, legend.key, legend.said]
    if lost := [name for name in wanted if name not in head]:
        raise InputError(f"{path.name} 的“{legend.title}”页缺少列：{'、'.join(lost)}。请恢复表头后再读。")
    for number, row in enumerate(rows[1:], 2):
        cells = {name: row[column] if column < len(row) else "" for name, column in head.items()}
        written = cells[legend.review]
        if not written or not cells[legend.key]:
            continue
        if written not in legend.choices:
            options = "、".join(legend.choices)
            raise InputError(
                f"{path.name} 的“{legend.title}”页第 {number} 行：“{written}”不在可选结论之内（{options}）。"
            )
        verdict = legend.choices[written]
        right = verdict != _WRONG if legend.code == "gaps" else written == cells[legend.said]
        quote = cells.get(legend.quote, "") if legend.quote else ""
        yield Answer(legend.code, cells[legend.key], cells[legend.said], verdict, cells[legend.remark], right, quote)
