"""The plans that were read, for the terminal, and the list that a person corrects."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.markup import escape

from compare.cli.show import columns, console, hanging, safe, table
from compare.model import Comparison, Source
from reports import wording
from reports.output import clean
from reports.rows import PlanRow
from reports.view import Tables
from reports.wording import Lang

_DOUBTFUL = frozenset({"other_place", "duplicate", "near_duplicate"})
# Columns of the terminal that the table of plans needs.
_PLANS_WIDE = 110


def plans(tables: Tables, lang: Lang) -> None:
    """Show the plans that were read, on a narrow terminal a few lines each."""
    if console().width < _PLANS_WIDE:
        for row in tables.plans:
            _plan(row, lang)
        return
    table(
        columns("plan_id title kind level region year upper inferred", lang),
        (
            (
                safe(p.id),
                safe(p.title),
                wording.name("kind", p.kind, lang),
                wording.name("level", p.level, lang),
                safe(p.region),
                str(p.year or ""),
                safe(wording.comma([link.id for link in p.upper], lang)),
                wording.comma([wording.name("field", field, lang) for field in p.inferred], lang),
            )
            for p in (row.plan for row in tables.plans)
        ),
        whole=columns("plan_id level year", lang),
        spare=columns("upper inferred", lang),
    )


def _plan(row: PlanRow, lang: Lang) -> None:
    plan, out = row.plan, console()
    told = [wording.about(row, lang), clean(plan.region), clean(plan.title)]
    uppers = wording.comma([clean(link.id) for link in plan.upper], lang)
    guessed = wording.comma([wording.name("field", field, lang) for field in plan.inferred], lang)
    notes = {"upper": uppers, "inferred": guessed}
    told += [wording.labelled(columns(code, lang)[0], value, lang) for code, value in notes.items() if value]
    out.print(f"[bold]{safe(plan.id)}[/]")
    out.print(escape(hanging(" · ".join(filter(None, told)), "    ")), soft_wrap=True)


def begun(path: Path, listed: Comparison, lang: Lang) -> None:
    """Where the list of plans is and what to look at in it."""
    console().print(safe(wording.text("text.begun", lang, path=path, count=len(listed.plans))), soft_wrap=True)
    doubtful(listed.sources, lang)


def doubtful(sources: Sequence[Source], lang: Lang) -> None:
    """Show the plans whose text may be misplaced or doubled, if there are any."""
    found = [each.plan for each in sources if each.plan and any(w.code in _DOUBTFUL for w in each.warnings)]
    if found:
        console().print(safe(wording.text("text.doubtful", lang, plans=wording.comma(found, lang))), soft_wrap=True)
