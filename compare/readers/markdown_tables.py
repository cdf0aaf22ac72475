r"""Tables in Markdown that its standard does not know, made tables of HTML: those drawn with ``+---+`` (pandoc, emacs)
and those of LaTeX (``\begin{tabular}``), as recognition programs write them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from compare.readers.account import Ledger

_RULE = re.compile(r"[ \t]{0,3}\+(?:[-=:]{2,}\+)+[ \t]*")
_BEGIN = re.compile(r"\\begin\{(tabular[xy*]?|longtable)\}")
_SPAN = re.compile(r"\\multicolumn\{(\d{1,2})\}\{[^{}]{0,40}\}\{([^{}]{0,400})\}")
_LONG_CELL = re.compile(r"\\makecell(?:\[[^\]]{0,9}\])?\{([^{}]{0,400})\}")
_LINES = re.compile(r"\\(?:[hc]line|(?:top|mid|bottom|c?mid)rule)(?:\(l?r?\))?(?:\{[\d\- ]{1,9}\})?")
_ROWS = re.compile(r"\\multirow\{[\d*]{1,3}\}(?:\[[^\]]{0,9}\])?\{[^{}]{0,20}\}\{([^{}]{0,400})\}")
_BOLD = re.compile(r"\\text(?:bf|it|rm)\{([^{}]{0,400})\}")
_ROW_END = re.compile(r"\\\\(?:\[[^\]\n]{0,9}\])?")
_ESCAPED = re.compile(r"\\([%&_#$])")
_CELL_END = re.compile(r"(?<!\\)&")
_FLOAT = re.compile(
    r"^[ \t]*\\(?:(?:begin|end)\{(?:table|center)\*?\}(?:\[[^\]\n]{0,9}\])?|centering)[ \t]*$", re.MULTILINE
)
_PLACE = re.compile(r"\[[^\]]{0,9}\]")
_CAPTION = re.compile(r"\\caption\{([^{}\n]{0,200})\}")


def with_tables(source: str, ledger: Ledger) -> str:
    """Return Markdown whose tables are those of HTML or of the standard, in as many lines.

    Args:
        source: Markdown with line feeds as line ends.
        ledger: Takes down what is left out.
    """
    return _with_tabular(_with_grids(source, ledger), ledger)


def _with_grids(source: str, ledger: Ledger) -> str:
    lines = source.split("\n")
    if not any(map(_RULE.fullmatch, lines)):
        return source
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and lines[end].lstrip()[:1] in ("+", "|") and _RULE.fullmatch(lines[at]):
            end += 1
        drawn = lines[at:end]
        if len(drawn) > 2 and _RULE.fullmatch(drawn[-1]):
            made = ledger.rewrite("markup", "\n".join(drawn), _as_html(_rows_of_grid(drawn)))
            lines[at:end] = [made, *[""] * (len(drawn) - 1)]
        at = max(end, at + 1)
    return "\n".join(lines)


def _rows_of_grid(drawn: Sequence[str]) -> list[list[str]]:
    """Rows between the rules of a table; a cell of several lines is one text."""
    rows: list[list[str]] = []
    row: list[str] = []
    for line in drawn[1:]:
        if _RULE.fullmatch(line):
            rows += [row] if row else []
            row = []
            continue
        cells = [cell.strip().strip("*") for cell in line.strip().strip("|").split("|")]
        row += [""] * (len(cells) - len(row))
        for column, cell in enumerate(cells):
            row[column] += cell
    return rows


def _with_tabular(source: str, ledger: Ledger) -> str:
    pieces: list[str] = []
    at = 0
    while begin := _BEGIN.search(source, at):
        end = source.find(close := f"\\end{{{begin[1]}}}", begin.end())
        if end < 0:
            break
        old = source[begin.start() : end + len(close)]
        made = ledger.rewrite("markup", old, _as_html(_rows_of_tabular(source[begin.end() : end])))
        # Lines of text that follow without a blank line are no part of the table.
        pieces += [source[at : begin.start()], made, "\n" * max(1, old.count("\n"))]
        at = end + len(close)
    if not pieces:
        return source
    whole = "".join([*pieces, source[at:]])
    for pattern, shown in ((_FLOAT, ""), (_CAPTION, r"\1\n")):
        for found in pattern.finditer(whole):
            ledger.rewrite("markup", found[0], found.expand(shown))
        whole = pattern.sub(shown, whole)
    return whole


def _rows_of_tabular(body: str) -> list[list[str]]:
    """Rows of a table; a cell over several columns is followed by empty ones."""
    inner = _LINES.sub("", _columns_left_out(body))
    inner = _LONG_CELL.sub(lambda found: _ROW_END.sub("", found[1]), inner)
    for pattern in (_ROWS, _BOLD):
        inner = pattern.sub(r"\1", inner)
    inner = _SPAN.sub(lambda found: found[2] + "&" * (int(found[1]) - 1), inner)
    rows = [[_ESCAPED.sub(r"\1", cell).strip() for cell in _CELL_END.split(row)] for row in _ROW_END.split(inner)]
    return [[" ".join(cell.split()) for cell in row] for row in rows if any(row)]


def _columns_left_out(body: str) -> str:
    """Leave out how the columns are set: ``{|l|p{3cm}|c|}``, before it a width or a place."""
    place = _PLACE.match(body)
    at = place.end() if place else 0
    for _ in range(2):
        if body[at : at + 1] != "{":
            break
        depth = 0
        for number, sign in enumerate(body[at : at + 400], at):
            depth += (sign == "{") - (sign == "}")
            if not depth:
                at = number + 1
                break
    return body[at:]


def _as_html(rows: Sequence[Sequence[str]]) -> str:
    cells = ("".join(f"<td>{html.escape(cell, quote=False)}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
