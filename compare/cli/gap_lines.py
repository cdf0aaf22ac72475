"""Gaps for the terminal, one a line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

from rich.cells import cell_len
from rich.markup import escape

from compare.cli.lines import shortened
from compare.cli.show import console, no_pairs, safe
from compare.model import GapKind
from reports import wording
from reports.output import clean
from reports.rows import GapBlock, GapRow
from reports.view import Tables
from reports.wording import Lang

# Columns of a quotation that say something on the narrowest screen.
_LEAST = 12
# Those of the quotation marks and of the blank behind them, which some terminals show as wide as a character.
_MARKS = 5


def gaps(tables: Tables, only: str | None, lang: Lang, *, top: int | None, kind: GapKind | None, least: float) -> None:
    """Gaps of each lower plan, one line each, the gravest of each group first; then how many are not shown."""
    blocks = [block for block in tables.gaps if only in (None, block.plan.plan.id)]
    if not any(only in (None, pair.lower.plan.id) for pair in tables.pairs):
        no_pairs(lang)
    elif not blocks:
        console().print(wording.text("text.no_gaps", lang))
    for _, of_plan in groupby(blocks, attrgetter("pair")):
        _gaps_of_plan(list(of_plan), lang, top, kind, least)


def _gaps_of_plan(blocks: Sequence[GapBlock], lang: Lang, top: int | None, kind: GapKind | None, least: float) -> None:
    room = sum(len(block.rows) for block in blocks) if top is None else top
    shown = 0
    for block in blocks:
        kinds = ((r, {r.gap.kind, *(("theme",) if r.gap.themes else ())}) for r in block.rows)
        wanted = (r for r, own in kinds if (kind is None or kind in own) and r.gap.severity >= least)
        rows = sorted(wanted, key=lambda row: -row.gap.severity)[: room - shown]
        shown += len(rows)
        if rows:
            pair = wording.text("chart.pair", lang, lower=safe(block.plan.label), upper=safe(block.upper.label))
            console().print(f"[bold]{pair}[/] · {wording.group_of(block, lang)}")
        for row in rows:
            console().print(_gap_line(row, lang), soft_wrap=True)
    if rest := sum(len(block.rows) for block in blocks) - shown:
        console().print(wording.text("text.gaps_not_shown", lang, shown=shown, rest=rest))


def _gap_line(row: GapRow, lang: Lang) -> str:
    """Return a gap on one line; on a terminal the quotation is cut to what fits."""
    gap, out = row.gap, console()
    kind = wording.name("gap_kind", gap.kind, lang)
    named = [wording.quoted(gap.subjects, lang)] if gap.subjects else [""]
    if len(gap.subjects) > 1:
        first = wording.quoted(gap.subjects[:1], lang)
        named.append(wording.text("executive.and_more", lang, items=first, count=len(gap.subjects)))
    end, upper = gap.id, clean(row.upper.label)
    heads = [" ".join(filter(None, (f"{gap.severity:.2f}", kind, each, "←", upper, ""))) for each in named]
    head, quote = heads[0], clean(gap.upper_quote.quote)
    if out.is_terminal:
        fits = (each + " " for each in heads if cell_len(each) + cell_len(end) + _LEAST < out.width - _MARKS)
        head = next(fits, heads[-1] + " ")
        room = out.width - cell_len(head) - cell_len(end) - _MARKS
        quote = shortened(quote, max(room, _LEAST))
    return f"{escape(head)}“{escape(quote)}” [dim]{end}[/]"
