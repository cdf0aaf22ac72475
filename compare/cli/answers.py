"""Clauses, targets, versions and reviews for the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import compress, groupby
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.markup import escape

from compare.cli.lines import shortened
from compare.cli.show import columns, console, safe, table
from compare.model import Kind, Target, Versions
from reports import wording
from reports.output import clean
from reports.rows import LABELS, TargetRow
from reports.view import Tables
from reports.wording import Lang

if TYPE_CHECKING:
    from compare.forms import Review

# Columns of a quotation that say something on the narrowest screen, and columns between two cells of a table.
_LEAST, _BETWEEN = 20, 3
# What is wider than this part of the screen folds before a quotation is cut.
_FOLDED = 4


def targets(tables: Tables, only: str | None, lang: Lang) -> None:
    """Show the targets of each plan, what became of those of its upper plans, and contradictions."""
    listed = [(plan, target) for plan, target in tables.all_targets if only in (None, plan.plan.id)]
    if not listed:
        console().print(wording.text("text.none_set", lang))
    for plan, found in groupby(listed, lambda each: each[0]):
        console().print(f"[bold]{safe(plan.label)}[/]")
        _targets([target for _, target in found], lang)
    pairs = [row for row in tables.targets if only in (None, row.lower.plan.id)]
    if pairs:
        rows = ((safe(p.lower.label), safe(p.upper.label), *_verdict(p, lang)) for p in pairs)
        table(columns("lower upper indicator verdict reason", lang), rows)
    for row in tables.contradictions:
        if only is None or only in row.contradiction.plans:
            console().print(f"[red]{escape(wording.sentence(row.contradiction.reason, lang))}[/]", soft_wrap=True)
            for target in row.targets:
                told = escape(wording.where(target, lang))
                console().print(f"    “{safe(target.quote)}” [dim]{told}[/]", soft_wrap=True)


def _targets(found: Sequence[Target], lang: Lang) -> None:
    """Show the targets of a plan, each with the plan's words around its number, as far as the line is wide."""
    heads = columns("indicator value base target_kind place quote", lang)
    rows = [_target(target, lang) for target in found]
    # Only indicator tables tell where a target starts from and of what kind it is.
    said = [any(row[at] for row in rows) for at in range(len(heads) - 1)]
    heads, rows = [*compress(heads[:-1], said), heads[-1]], [tuple(compress(row, said)) for row in rows]
    width = console().width
    widest = (max(map(cell_len, column)) for column in zip(heads, *rows, strict=False))
    room = width - _BETWEEN * len(heads) - sum(min(each, width // _FOLDED) for each in widest)
    quotes = (shortened(clean(target.quote), max(room, _LEAST), clean(target.value)) for target in found)
    table(
        heads, ([*map(escape, row), escape(quote)] for row, quote in zip(rows, quotes, strict=True)), whole=heads[-1:]
    )


def _target(target: Target, lang: Lang) -> tuple[str, ...]:
    told = (target.indicator, wording.target(target, lang), wording.base(target, lang), target.kind or "")
    return (*map(clean, told), wording.place(target.place, lang))


def _verdict(row: TargetRow, lang: Lang) -> tuple[str, ...]:
    pair = row.pair
    told = (pair.indicator, wording.name("verdict", pair.verdict, lang), wording.sentence(pair.reason, lang))
    return tuple(map(safe, told))


def clauses(tables: Tables, wanted: frozenset[str], lang: Lang, *, reverse: bool) -> None:
    """Upper clauses with verdict and nearest clause below; ``wanted`` labels, all if empty; or what is unlinked."""
    if reverse:
        _unlinked(tables, lang)
        return
    for pair in tables.pairs:
        heads = [*columns("upper_clauses", lang), *(wording.label(label, lang) for label in LABELS)]
        own = tables.labels(pair)
        table(heads, [[str(sum(own)), *map(str, own)]])
    rows = [row for row in tables.clauses if not wanted or row.alignment.label in wanted]
    table(
        columns("upper_clause label score best reason", lang),
        (
            (
                f"{safe(row.alignment.clause.quote)}\n[dim]{escape(wording.where(row.alignment.clause, lang))}[/]",
                wording.label(row.alignment.label, lang),
                f"{row.alignment.score:.2f}",
                f"{safe(row.best.quote)}\n[dim]{escape(wording.where(row.best, lang))}[/]" if row.best else "",
                escape(wording.why(row.alignment, lang)),
            )
            for row in rows
        ),
    )


def _unlinked(tables: Tables, lang: Lang) -> None:
    """Clauses of the lower plan that answer nothing of the upper one, those with numbers and measures first."""
    if not tables.unlinked:
        console().print(wording.text("text.none_unlinked", lang))
    for block in tables.unlinked:
        title = wording.text("heading.unlinked", lang)
        console().print(f"[bold]{safe(block.plan.label)}[/] · {title} · {len(block.rows)}")
        rows = (
            (
                f"{safe(item.passage.quote)}\n[dim]{escape(wording.where(item.passage, lang))}[/]",
                safe(item.nearest.quote) if item.nearest else "",
                f"{item.nearest.score:.2f}" if item.nearest else "",
            )
            for item, _ in block.rows
        )
        table(columns("quote nearest_clause score", lang), rows)


def _unlike(found: Versions, lang: Lang) -> Iterator[str]:
    """Yield why two files are hardly versions of one plan: the reports of different years or plans of different
    periods, or of different areas.
    """
    old, new = found.old, found.new
    if old.region and new.region and old.region != new.region:
        yield wording.text("text.other_region", lang, old=safe(old.region), new=safe(new.region))
    if Kind.REPORT in (old.kind, new.kind):
        ages = [str(plan.year or "") for plan in (old, new)]
    else:
        ages = [plan.period or "" for plan in (old, new)]
    if all(ages) and ages[0] != ages[1]:
        yield wording.text("text.other_age", lang, old=ages[0], new=ages[1])


def versions(found: Versions, lang: Lang, *, everything: bool, answering: bool) -> None:
    """Show what became of the clauses, then the verdicts that changed, if the plan answers to others.

    Clauses that were kept are shown only on demand.
    """
    for told in _unlike(found, lang):
        console().print(told, soft_wrap=True)
    counts = Counter(str(change.kind) for change in found.changes)
    kinds = list(wording.texts()["change"])
    table([wording.name("change", kind, lang) for kind in kinds], [[str(counts[kind]) for kind in kinds]])
    for change in found.changes:
        if change.kind == "kept" and not everything:
            continue
        console().print(f"[bold]{wording.name('change', change.kind, lang)}[/]")
        for sign, side in (("-", change.old), ("+", change.new)):
            if side is not None:
                told = f"{sign} {safe(side.quote)} [dim]{escape(wording.where(side, lang))}[/]"
                console().print(told, soft_wrap=True)
    if answering and not found.effects:
        console().print(wording.text("text.no_effects", lang))
    if found.effects:
        rows = (
            (
                safe(effect.upper),
                safe(effect.clause.quote),
                wording.label(effect.old.label, lang),
                wording.label(effect.new.label, lang),
                escape(wording.sentence(effect.new.reason, lang)),
            )
            for effect in found.effects
        )
        table(columns("upper upper_clause before after reason", lang), rows)


def review(found: Review, lang: Lang) -> None:
    """How many rows of each sheet were reviewed, and in how many the report was right."""
    if not found.answers:
        console().print(wording.text("text.no_answers", lang), soft_wrap=True)
        return
    rows = []
    for sheet in dict.fromkeys(answer.sheet for answer in found.answers):
        answers = found.of_sheet(sheet)
        right = sum(answer.right for answer in answers)
        rows.append((wording.name("sheet", sheet, lang), str(len(answers)), str(right), f"{right / len(answers):.1%}"))
    table(columns("sheet reviewed right precision", lang), rows)
