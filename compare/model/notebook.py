"""The matrix as a table of HTML: what a notebook shows of a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from compare.model.document import Plan
from compare.model.theme import Cell, Theme

_THEMES, _PLANS, _CHARS = 60, 20, 24
"""Most rows and columns that are shown, and characters of a name."""
_FILLS = ("#FBD9C4", "#EAF2FA", "#B9D6EC", "#62A3D2", "#0B4F8A")
# White on the darkest.
_LIGHT_FROM = 4
_KEY = "0 缺失 absent · 1 提及 cited · 2 定向 stated · 3 落实 actioned · 4 量化 quantified · ? 不能判断 cannot say"


def matrix_html(plans: Sequence[Plan], themes: Sequence[Theme], coverage: Sequence[Cell]) -> str:
    """Return depths, theme by theme in rows and plan by plan in columns, with a line that says what is not shown.

    Everything that comes from a document is escaped, and cut to a width that a page bears.

    Args:
        plans: The columns; the first 20 are shown.
        themes: The rows; the first 60 are shown.
        coverage: A cell for each theme in each plan; where there is none the place stays empty.
    """
    cells = {(cell.theme, cell.plan): cell for cell in coverage}
    columns, lines = plans[:_PLANS], themes[:_THEMES]
    head = "".join(f"<th>{_short(plan.id)}</th>" for plan in columns)
    body = "".join(
        f"<tr><th>{_short(theme.id)} {_short(theme.name)}</th>"
        + "".join(_depth(cells.get((theme.id, plan.id))) for plan in columns)
        + "</tr>"
        for theme in lines
    )
    counts = f"{len(plans)} 份规划 plans × {len(themes)} 个主题 themes"
    if len(columns) < len(plans) or len(lines) < len(themes):
        counts += f"，只列 shown: {len(columns)} × {len(lines)}"
    table = f"<table><thead><tr><th></th>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f"<div>{table}<p>{counts}</p><p>{_KEY}</p></div>"


def _short(name: str) -> str:
    shown = "".join(char if char.isprintable() else " " for char in name[: _CHARS + 1])
    return escape(shown if len(shown) <= _CHARS else f"{shown[: _CHARS - 1]}…")


def _depth(cell: Cell | None) -> str:
    if cell is None:
        return "<td></td>"
    if cell.depth is None:
        return "<td>?</td>"
    ink = "#fff" if cell.depth >= _LIGHT_FROM else "#000"
    return f'<td style="background:{_FILLS[cell.depth]};color:{ink}">{int(cell.depth)}</td>'
