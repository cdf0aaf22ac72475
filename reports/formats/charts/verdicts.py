"""Shares of the verdicts on the clauses of each upper plan in each lower plan, as stacked bars with counts."""

from __future__ import annotations

from matplotlib.figure import Figure

from compare.model import Label
from reports import wording
from reports.formats.charts.sheet import COLOURS, INK, MARGIN, ROW, SOFT, TITLE, UNJUDGED, WIDTH, Canvas, breadth
from reports.output import clean
from reports.rows import LABELS, TopVerdicts, VerdictRow
from reports.view import Tables
from reports.view import top as picks
from reports.wording import Lang

# Dark to light in the order of the labels; hatched where no verdict is due.
_COLOURS: dict[Label | None, tuple[str, str | None]] = {
    Label.COVERED: (COLOURS[4], None),
    Label.PARTIAL: (COLOURS[3], None),
    Label.ABSENT: (COLOURS[0], "\\\\\\\\"),
    Label.NOT_APPLICABLE: ("#d5dce4", "...."),
    None: (UNJUDGED, "////"),
}
_LEFT, _RIGHT, _STEP, _BAR = 1.9, 0.45, 0.2, 0.16


def verdicts(tables: Tables, lang: Lang) -> Figure | None:
    """Return the pairs of plans, the one that takes up least first."""
    top = picks.top_verdicts(tables)
    if not top.rows:
        return None
    bottom = TITLE + 0.2 + _STEP * len(top.rows)
    sheet = Canvas(bottom + 1.05, wording.text("chart.verdicts", lang), _finding(top, lang))
    right = WIDTH - MARGIN
    sheet.text(right, TITLE + 0.06, wording.text("chart.verdicts_taken", lang), 8, SOFT, ha="right")
    for index, row in enumerate(top.rows):
        _bar(sheet, TITLE + 0.2 + index * _STEP, row, lang)
    step = (WIDTH - 2 * MARGIN) / len(LABELS)
    for index, label in enumerate(LABELS):
        sheet.box(MARGIN + index * step, bottom + 0.15, 0.26, ROW, *_COLOURS[label])
        sheet.text(MARGIN + index * step + 0.32, bottom + 0.15 + ROW / 2, wording.label(label, lang))
    note = "verdicts_rest" if top.rest else "verdicts_all"
    sheet.note(bottom + 0.58, wording.text(f"chart.{note}", lang, shown=len(top.rows), rest=top.rest))
    return sheet.figure


def _finding(top: TopVerdicts, lang: Lang) -> str:
    """Return which pairs take up most and least."""
    most, least = top.rows[-1], top.rows[0]
    named = {key: clean(row.pair.lower.label) for key, row in (("most", most), ("least", least))}
    shares = {"high": f"{most.taken_up:.0%}", "low": f"{least.taken_up:.0%}"}
    key = "finding.verdicts_rest" if top.rest else "finding.verdicts" if most is not least else "finding.one_pair"
    return wording.text(key, lang, **named, **shares)


def _bar(sheet: Canvas, y: float, row: VerdictRow, lang: Lang) -> None:
    name = wording.text("chart.pair", lang, lower=row.pair.lower.label, upper=row.pair.upper.label)
    middle = y + _BAR / 2
    sheet.name(MARGIN, middle, name, _LEFT - MARGIN - 0.1)
    left, width = _LEFT, WIDTH - _LEFT - MARGIN - _RIGHT
    for label, count, share in zip(LABELS, row.labels, row.shares, strict=True):
        colour, hatch = _COLOURS[label]
        if count:
            sheet.box(left, y, width * share, _BAR, colour, hatch)
        if breadth(str(count), 8) + 0.04 < width * share:
            ink = "white" if label is Label.COVERED else INK
            sheet.text(left + width * share / 2, middle, str(count), 8, ink, ha="center")
        left += width * share
    sheet.text(WIDTH - MARGIN, middle, f"{row.taken_up:.0%}", ha="right")
