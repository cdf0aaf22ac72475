"""Tables for the terminal, made of the same rows as every report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from compare.discovery import Proposal
from compare.model import Depth, Passage, Source, Theme
from reports import wording
from reports.rows import GROUPS, PlanRow, Tables
from reports.safe import clean
from reports.wording import Lang

_COLOURS = {
    None: "magenta",
    Depth.ABSENT: "red",
    Depth.CITED: "yellow",
    Depth.STATED: "cyan",
    Depth.ACTIONED: "green",
    Depth.QUANTIFIED: "bold green",
}
# What a pipe or a file gets; a terminal tells its own width.
_WIDTH_OF_FILES = 160
_PLANS_ABREAST = 8


def plain(text: str) -> str:
    """Lines of text without control characters: file names and quotations come from anywhere."""
    return "\n".join(clean(line) for line in text.split("\n"))


def _console() -> Console:
    console = Console(highlight=False, soft_wrap=False)
    return console if console.is_terminal else Console(highlight=False, width=_WIDTH_OF_FILES)


def _table(heads: Iterable[str], rows: Iterable[Sequence[str]]) -> None:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for head in heads:
        table.add_column(head, overflow="fold")  # Chinese has no blanks to break at: nothing may be cut off
    for row in rows:
        table.add_row(*row)
    _console().print(table)


def _blocks(plans: int) -> Iterator[slice]:
    """As many plans at a time as fit side by side."""
    return (slice(first, first + _PLANS_ABREAST) for first in range(0, plans, _PLANS_ABREAST))


def _columns(codes: str, lang: Lang) -> list[str]:
    return [wording.name("column", code, lang) for code in codes.split()]


def _safe(text: str) -> str:
    return escape(clean(text))


def _depth(depth: Depth | None, lang: Lang) -> str:
    return f"[{_COLOURS[depth]}]{wording.depth(depth, lang)}[/]"


def summary(tables: Tables, lang: Lang) -> None:
    """Plans with the spread of their depths, and each lower plan against its upper plans."""
    heads = [*_columns("plan level year", lang), *(wording.depth(depth, lang) for depth in (*Depth, None))]
    _table(heads, (_spread(row, lang) for row in tables.plans))
    if tables.pairs:
        groups = [wording.name("group_short", group, lang) for group in GROUPS]
        _table(
            [*_columns("lower upper upper_themes taken_up", lang), *groups],
            (
                (_safe(p.lower.label), _safe(p.upper.label), str(p.upper_themes), str(p.taken_up), *map(str, p.gaps))
                for p in tables.pairs
            ),
        )


def _spread(row: PlanRow, lang: Lang) -> list[str]:
    level = wording.name("level", row.plan.level, lang)
    return [_safe(row.label), level, str(row.plan.year or ""), *map(str, row.counts), str(row.unjudged)]


def written(out: Path, files: Sequence[Path], lang: Lang) -> None:
    """Where the results are, the file to open first on top."""
    first = next((file for file in files if file.name == "report.html"), files[0])
    told = wording.text("text.results", lang, first=first, count=len(files), out=out)
    _console().print(_safe(told), soft_wrap=True)


def matrix(tables: Tables, lang: Lang) -> None:
    """Themes x plans."""
    for block in _blocks(len(tables.plans)):
        heads = [*_columns("theme_id theme", lang), *(_safe(row.label) for row in tables.plans[block])]
        rows = (
            (_safe(row.theme.id), _safe(row.theme.name), *(_depth(item.cell.depth, lang) for item in row.cells[block]))
            for row in tables.matrix
        )
        _table(heads, rows)


def gaps(tables: Tables, only: str | None, lang: Lang) -> None:
    """Gaps of each lower plan by group, the gravest first."""
    blocks = [block for block in tables.gaps if only in (None, block.plan.plan.id)]
    if not blocks:
        _console().print(wording.text("text.no_gaps", lang))
    for block in blocks:
        _console().print(f"[bold]{_safe(block.plan.label)}[/] · {wording.name('group', block.group, lang)}")
        _table(
            _columns("number theme upper upper_depth lower_depth severity suggestion", lang),
            (
                (
                    str(row.number),
                    _safe(row.theme.name),
                    _safe(row.upper.label),
                    _depth(row.gap.upper_depth, lang),
                    _depth(row.gap.lower_depth, lang),
                    f"{row.gap.severity:.2f}",
                    escape(wording.advice(row, lang)),
                )
                for row in block.rows
            ),
        )


def frequency(tables: Tables, lang: Lang) -> None:
    """Mentions of each theme in each plan, with the figure per 10,000 characters."""
    for block in _blocks(len(tables.plans)):
        labels = (_safe(row.label) for row in tables.plans[block])
        rows = (
            (
                _safe(r.theme.id),
                _safe(r.theme.name),
                *(wording.mentions(e, lang) for e in r.cells[block]),
                str(r.mentions),
            )
            for r in tables.frequency
        )
        _table([*_columns("theme_id theme", lang), *labels, *_columns("total", lang)], rows)


def cell(tables: Tables, theme: str, plan: str, lang: Lang) -> None:
    """All evidence of one cell, the phrases searched and the nearest passages that do not count."""
    row = next(row for row in tables.matrix if row.theme.id == theme)
    shown = next(item.cell for item in row.cells if item.cell.plan == plan)
    label = next(item.label for item in tables.plans if item.plan.id == plan)
    console = _console()
    console.print(f"[bold]{_safe(row.theme.name)}[/] × [bold]{_safe(label)}[/]  {_depth(shown.depth, lang)}")
    console.print(escape(wording.sentence(shown.reason, lang)))
    if told := wording.explicit(shown.explicit, lang):
        console.print(told)
    _passages(shown.evidence, wording.name("use", "evidence", lang), lang)
    searched = wording.name("page", "phrases", lang)
    console.print(f"\n[bold]{searched}[/]  {_safe('、'.join(shown.phrases))}", soft_wrap=True)
    _passages(shown.nearest, wording.name("use", "nearest", lang), lang)


def _passages(passages: Sequence[Passage], title: str, lang: Lang) -> None:
    if not passages:
        return
    console = _console()
    console.print(f"\n[bold]{title}[/]")
    for number, passage in enumerate(passages, 1):
        role = wording.name("role", passage.role, lang)
        told = (wording.where(passage, lang), role, f"{passage.score:.2f}", wording.sentence(passage.reason, lang))
        console.print(f"{number:>2}. “{_safe(passage.quote)}”", soft_wrap=True)
        console.print(f"    [dim]{escape(' · '.join(told))}[/]", soft_wrap=True)


def themes(listed: Iterable[Theme], lang: Lang) -> None:
    """The themes in use."""
    _table(
        _columns("theme_id name definition source", lang),
        (
            (_safe(t.id), _safe(t.name), _safe(t.definition), wording.name("theme_source", t.source, lang))
            for t in listed
        ),
    )


def proposals(found: Iterable[Proposal], lang: Lang) -> None:
    """Discovered themes, each with the clause that shows it."""
    _table(
        _columns("theme_id name count quote plan place source", lang),
        (
            (
                _safe(p.theme.id),
                _safe(p.name),
                str(p.mentions),
                _safe(p.source.quote),
                _safe(p.source.plan),
                wording.place(p.source.place, lang),
                _safe(p.theme.name) if p.known else wording.name("theme_source", p.theme.source, lang),
            )
            for p in found
        ),
    )


def drafted(path: Path, found: Sequence[Proposal], lang: Lang) -> None:
    """Where the theme file is."""
    known = sum(proposal.known for proposal in found)
    told = wording.text("draft.discovered", lang, file=path, count=len(found), known=known)
    _console().print(_safe(told), soft_wrap=True)


def recall(pairs: Sequence[tuple[Theme, Theme | None]], lang: Lang) -> None:
    """Themes of a person's own and the themes that cover them, with the share that is covered."""
    _table(
        _columns("theme_id name covered_by", lang),
        ((_safe(theme.id), _safe(theme.name), _safe(other.name) if other else "—") for theme, other in pairs),
    )
    found = sum(other is not None for _, other in pairs)
    share = f"{found / len(pairs):.0%}"
    _console().print(wording.text("draft.recall", lang, wanted=len(pairs), found=found, share=share))


def plans(tables: Tables, lang: Lang) -> None:
    """The plans that were read."""
    _table(
        _columns("plan_id title kind level region year upper inferred", lang),
        (
            (
                _safe(p.id),
                _safe(p.title),
                wording.name("kind", p.kind, lang),
                wording.name("level", p.level, lang),
                _safe(p.region),
                str(p.year or ""),
                _safe("、".join(link.id for link in p.upper)),
                "、".join(wording.name("field", field, lang) for field in p.inferred),
            )
            for p in (row.plan for row in tables.plans)
        ),
    )


def unread(sources: Sequence[Source], lang: Lang) -> None:
    """Files that could not be read, and why, on stderr."""
    console = Console(stderr=True, highlight=False)
    for source in sources:
        told = "；".join(wording.sentence(warning, lang) for warning in source.warnings)
        console.print(f"[red]{_safe(source.file)}[/]  {escape(told)}", soft_wrap=True)
