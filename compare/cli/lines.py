"""Lines of the terminal: as wide as it is, none beginning with a comma, those that go on indented."""

from __future__ import annotations

import re

from rich.cells import cell_len, chop_cells

# What must not begin a line, and what must not end one.
_CLOSING = "，。；：、！？）》”’】』」〕…—％%,.;:!?)]}"
_OPENING = "（《“‘【『「〔([{"
# A run of letters and digits is a word; every other sign stands alone.
_PIECES = re.compile(r"\s+|[A-Za-z0-9_@#&/\\.+=<>~*'-]+|.", re.S)


def wrapped(text: str, width: int, indent: str = "", hanging: str = "") -> list[str]:
    """Return the lines of a text.

    Args:
        text: One paragraph; blanks count as one.
        width: Columns of the terminal; a Chinese character takes two.
        indent, hanging: What stands before the first line, and before those that go on.

    Returns:
        Lines of at most ``width`` columns, where no word is longer; none begins with a closing mark or ends with an
        opening one, unless there is nothing else to break at.
    """
    pieces = _units(_PIECES.findall(" ".join(text.split())))
    lines, line = [], indent
    start = indent
    for piece in pieces:
        if cell_len(line + piece.rstrip()) > width and line.strip() and line != start:
            lines.append(line.rstrip())
            line = start = hanging
            piece = piece.lstrip()
        line += piece
    return [*lines, line.rstrip()]


def shortened(text: str, width: int, around: str = "") -> str:
    """Return as much of a text as fits into a line, with an ellipsis where something is left out.

    Args:
        text: One paragraph.
        width: Columns, ellipses included; a Chinese character takes two.
        around: What should be seen if it stands in the text; what stands before it is left out as far as needed.
    """
    if cell_len(text) <= width:
        return text
    at = max(text.find(around), 0)
    dots = cell_len("…")
    if cell_len(text[: at + len(around)]) + dots <= width:
        return chop_cells(text, max(width - dots, 2))[0] + "…"
    if cell_len(text[at:]) + dots > width:
        start = max(at - max(width - cell_len(around) - 2 * dots, 0) // 4, 0)
        return f"…{chop_cells(text[start:], max(width - 2 * dots, 2))[0]}…"
    return "…" + chop_cells(text[::-1], max(width - dots, 2))[0][::-1]


def _units(pieces: list[str]) -> list[str]:
    """Join pieces that may not be parted: opening marks with what follows, closing ones with what they close."""
    units: list[str] = []
    for piece in pieces:
        if len(units) > 1 and units[-1].isspace() and piece[0] in _CLOSING:
            blank = units.pop()
            units[-1] += blank + piece
        elif units and (piece[0] in _CLOSING or units[-1][-1] in _OPENING):
            units[-1] += piece
        else:
            units.append(piece)
    return units
