"""By when a task is done where that stands behind it, and rows of a table of tasks without who does them."""

from __future__ import annotations

import re

from compare.text import cues

_BETWEEN = re.compile(r"\t|(?:^|\s)\|(?=\s|$)")
_OWNERS, _DUE = cues("cell_of_owners"), cues("cell_of_due")
_NUMBER = re.compile(r"\d{1,3}[.．、]?")
_BEHIND, _BETWEEN_PARTS = cues("due_behind"), " \t\n\u3000，,；;"
_FEWEST_CELLS, _SHORTEST_PLACE = 3, 3
_NAME_GOES_ON = r"[级场民域委属区内外政和与及]|人民|[^，,；;。]{0,6}、"


def tasks_alone(row: str) -> str:
    """Return a row of a table of tasks with what is no task made blank, as long as it was; any other text unchanged.

    A row has at least three cells, one of which names who answers for it: 市民政局, 各县（市、区）人民政府.
    """
    bounds = [0, *(at for match in _BETWEEN.finditer(row) for at in match.span()), len(row)]
    cells = [(start, end, row[start:end].strip()) for start, end in zip(bounds[::2], bounds[1::2], strict=True)]
    cells = [cell for cell in cells if cell[2]]
    if len(cells) < _FEWEST_CELLS or not any(_OWNERS.fullmatch(told) for _, _, told in cells):
        return row
    kept = [" "] * len(row)
    for start, end, told in cells:
        if not (_OWNERS.fullmatch(told) or _NUMBER.fullmatch(told) or _DUE.fullmatch(told) and "20" not in told):
            kept[start:end] = row[start:end]
            kept[end : end + 1] = "；" if end < len(row) else ""
    return "".join(kept)


def of_all(text: str, region: str) -> str:
    """Return a text with the name of the plan's own area, where it opens a part, made 全市, as long as it was: what is
    said of 潮州市 in its own plan is said of the whole, as 全市森林覆盖率 is.
    """
    if len(region) < _SHORTEST_PLACE or region not in text:
        return text
    own = re.compile(rf"(?<![^\s，,；;。：:、年末底]){re.escape(region)}(?=[\u4e00-\u9fff]{{3}})(?!{_NAME_GOES_ON})")
    return own.sub("全市".rjust(len(region), "\u3000"), text)


def due_behind(text: str, end: int) -> int | None:
    """Return where the time stands by which a thing is made, in the next part: 建学校3所，2024年8月底前投用."""
    rest = text[end:].lstrip(_BETWEEN_PARTS)
    return len(text) - len(rest) if _BEHIND.match(rest) else None
