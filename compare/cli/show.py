"""Tables for the terminal, made of the same rows as every report."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import compress
from pathlib import Path
from typing import TYPE_CHECKING

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from compare.cli.lines import wrapped
from compare.model import Decision, Depth, Passage, Source, Theme
from reports import Written, wording
from reports.output import clean
from reports.rows import GROUPS, PlanRow
from reports.view import Tables, executive
from reports.wording import Lang

if TYPE_CHECKING:
    from compare.themes import Proposal

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
_WORD = re.compile(r"[!-~]+")
# Columns of the terminal for the themes, for a depth with its name in either language, and between two of a table.
_THEMES, _DEPTH, _BETWEEN = 34, 14, 3
# Decisions that are named where many have no effect.
_NAMED = 5


def plain(text: str) -> str:
    """Lines of text without control characters: file names and quotations come from anywhere."""
    return "\n".join(clean(line) for line in text.split("\n"))


class _Screen(Console):
    """A console that leaves it to the command what follows when nobody reads any more."""

    def on_broken_pipe(self) -> None:
        """Let the command know, by the number that click looks for; rich would end the process."""
        raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))


def console() -> Console:
    """Return the terminal, or a wide page for a pipe or file."""
    console = _Screen(highlight=False, soft_wrap=False)
    return console if console.is_terminal else _Screen(highlight=False, width=_WIDTH_OF_FILES)


def hanging(text: str, indent: str) -> str:
    """Return a text behind an indent; on a terminal in lines that go on under its beginning."""
    out = console()
    return "\n".join(wrapped(text, out.width, indent, " " * len(indent))) if out.is_terminal else indent + text


def table(
    heads: Iterable[str], rows: Iterable[Sequence[str]], *, whole: Collection[str] = (), spare: Collection[str] = ()
) -> None:
    """Show a table; the cells may hold markup, so texts of documents must have gone through :func:`safe`.

    Args:
        heads, rows: What it holds.
        whole: Heads of columns whose cells stay on one line, so that the others fold.
        spare: Heads of columns that are left out where they say nothing in any row: blank, or nought.
    """
    names, listed = list(heads), list(rows)
    said = [name not in spare or any(row[at] not in ("", "0") for row in listed) for at, name in enumerate(names)]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in compress(names, said):
        # Chinese has no blanks to break at: nothing may be cut off, and no Latin word of a head parted.
        word = max(map(len, _WORD.findall(name)), default=0)
        table.add_column(name, overflow="fold", no_wrap=name in whole, min_width=word or None)
    for row in listed:
        table.add_row(*compress(row, said))
    console().print(table)


def _blocks(plans: int) -> Iterator[slice]:
    """As many plans at a time as fit side by side."""
    return (slice(first, first + _PLANS_ABREAST) for first in range(0, plans, _PLANS_ABREAST))


def columns(codes: str, lang: Lang) -> list[str]:
    """Return the heads of columns by their codes."""
    return [wording.name("column", code, lang) for code in codes.split()]


def safe(text: str) -> str:
    """Return a text from outside that the terminal shows as it is."""
    return escape(clean(text))


def _legend(lang: Lang) -> None:
    console().print("  ".join(_depth(depth, lang) for depth in (*Depth, None)))


def _is_narrow(plans: int) -> bool:
    """Whether so many columns of depths with their names would leave the themes no room on this terminal."""
    return console().width < _THEMES + plans * _DEPTH


def _depth(depth: Depth | None, lang: Lang, *, short: bool = False) -> str:
    return f"[{_COLOURS[depth]}]{wording.sign(depth) if short else wording.depth(depth, lang)}[/]"


def summary(tables: Tables, lang: Lang) -> None:
    """Plans with the spread of their depths, and each lower plan against its upper plans."""
    depths = [wording.depth(depth, lang) for depth in (*Depth, None)]
    short = console().width < _THEMES + sum(cell_len(depth) + _BETWEEN for depth in depths)
    named = [wording.sign(depth) for depth in (*Depth, None)] if short else depths
    heads = [*columns("plan level year", lang), *named]
    table(heads, (_spread(row, lang) for row in tables.plans), whole=columns("plan level", lang), spare=heads[-1:])
    if short:
        _legend(lang)
    if tables.pairs:
        names = [(p, [safe(p.lower.label), safe(p.upper.label)]) for p in tables.pairs]
        shares = wording.group("share", lang)
        table(
            [*columns("lower upper upper_themes", lang), *shares],
            ([*own, str(p.upper_themes), *map(str, p.themes)] for p, own in names),
            whole=columns("lower upper", lang),
            spare=shares[-1:],
        )
        groups = [wording.name("group_short", group or "waived", lang) for group in (*GROUPS, None)]
        table(
            [*columns("lower upper topics", lang), *groups],
            ([*own, str(sum(p.topics)), *map(str, p.topics)] for p, own in names),
            whole=columns("lower upper", lang),
            spare=groups,
        )
    left = list(wording.uncompared(executive(tables).checks, lang))
    if not tables.pairs and not left:
        no_pairs(lang)
    for line in left:
        console().print(safe(line), soft_wrap=True)


def no_pairs(lang: Lang) -> None:
    """Say that nothing can be compared, and how to name an upper plan."""
    console().print(wording.text("text.no_pairs", lang), soft_wrap=True)


def _spread(row: PlanRow, lang: Lang) -> list[str]:
    level = wording.name("level", row.plan.level, lang)
    return [safe(row.label), level, str(row.plan.year or ""), *map(str, row.counts), str(row.unjudged)]


def written(out: Path, made: Written, lang: Lang) -> None:
    """Where the results are, the file to open first on top, and what a person had changed of earlier ones."""
    first = next((file for file in made.files if file.name == "report.html"), made.files[0])
    told = [wording.text("text.results", lang, first=first, count=len(made.files), out=out)]
    if made.kept:
        told.append(wording.text("text.kept", lang, files=wording.listed([file.name for file in made.kept], lang)))
    for line in told:
        console().print(safe(line), soft_wrap=True)


def surveyed(first: Path, made: Written, command: str, lang: Lang) -> None:
    """Where the summary of very many plans is, and what gives the pages of one of them."""
    parts = sum(file.suffix == ".parquet" for file in made.files)
    told = [wording.text("survey.written", lang, first=first, out=first.parent, parts=parts)]
    if made.kept:
        told.append(wording.text("text.kept", lang, files=wording.listed([file.name for file in made.kept], lang)))
    for line in (*told, wording.text("survey.no_report", lang, command=command)):
        console().print(safe(line), soft_wrap=True)


def matrix(tables: Tables, lang: Lang) -> None:
    """Themes x plans."""
    for block in _blocks(len(tables.plans)):
        heads = [*columns("theme_id theme", lang), *(safe(row.label) for row in tables.plans[block])]
        short = _is_narrow(len(heads) - 2)
        rows = (
            (
                safe(row.theme.id),
                safe(row.theme.name),
                *(_depth(item.cell.depth, lang, short=short) for item in row.cells[block]),
            )
            for row in tables.matrix
        )
        table(heads, rows, whole=heads[:1])
        if short:
            _legend(lang)


def frequency(tables: Tables, lang: Lang) -> None:
    """Mentions of each theme in each plan, with the figure per 10,000 characters."""
    for block in _blocks(len(tables.plans)):
        labels = (safe(row.label) for row in tables.plans[block])
        rows = (
            (
                safe(r.theme.id),
                safe(r.theme.name),
                *(wording.mentions(e, lang) for e in r.cells[block]),
                str(r.mentions),
            )
            for r in tables.frequency
        )
        table([*columns("theme_id theme", lang), *labels, *columns("total", lang)], rows)


def cell(tables: Tables, theme: str, plan: str, lang: Lang) -> None:
    """All evidence of one cell, the phrases searched and the nearest passages that do not count."""
    row = next(row for row in tables.matrix if row.theme.id == theme)
    shown = next(item.cell for item in row.cells if item.cell.plan == plan)
    label = next(item.label for item in tables.plans if item.plan.id == plan)
    out = console()
    out.print(f"[bold]{safe(row.theme.name)}[/] × [bold]{safe(label)}[/]  {_depth(shown.depth, lang)}")
    out.print(escape(wording.why(shown, lang)))
    if told := wording.explicit(shown.explicit, lang):
        out.print(told)
    _passages(shown.evidence, wording.name("use", "evidence", lang), lang)
    searched = wording.name("page", "phrases", lang)
    out.print(f"\n[bold]{searched}[/]")
    out.print(escape(hanging(clean(wording.comma(shown.phrases, lang)), "    ")), soft_wrap=True)
    _passages(shown.nearest, wording.name("use", "nearest", lang), lang)


def _passages(passages: Sequence[Passage], title: str, lang: Lang) -> None:
    if not passages:
        return
    out = console()
    out.print(f"\n[bold]{title}[/]")
    for number, passage in enumerate(passages, 1):
        role = wording.name("role", passage.role, lang)
        depth = (wording.depth(passage.depth, lang),) if passage.depth else ()
        told = (
            wording.where(passage, lang),
            role,
            *depth,
            f"{passage.score:.2f}",
            wording.sentence(passage.reason, lang),
        )
        out.print(escape(hanging(f"“{clean(passage.quote)}”", f"{number:>2}. ")), soft_wrap=True)
        out.print(f"[dim]{escape(hanging(' · '.join(told), '    '))}[/]", soft_wrap=True)


def themes(listed: Iterable[Theme], lang: Lang) -> None:
    """Show the themes in use."""
    table(
        columns("theme_id name definition source", lang),
        ((safe(t.id), safe(t.name), safe(t.definition), wording.name("theme_source", t.source, lang)) for t in listed),
    )


def proposals(found: Iterable[Proposal], labels: Mapping[str, str], lang: Lang) -> None:
    """Discovered themes, each with the clause that shows it."""
    table(
        columns("theme_id name count quote plan place source", lang),
        (
            (
                safe(p.theme.id),
                safe(p.name),
                str(p.mentions),
                safe(p.source.quote),
                safe(labels[p.source.plan]),
                wording.place(p.source.place, lang),
                safe(p.theme.name) if p.known else wording.name("theme_source", p.theme.source, lang),
            )
            for p in found
        ),
    )


def drafted(path: Path, found: Sequence[Proposal], lang: Lang) -> None:
    """Where the theme file is."""
    known = sum(proposal.known for proposal in found)
    told = wording.text("draft.discovered", lang, file=path, count=len(found), known=known)
    console().print(safe(told), soft_wrap=True)


def recall(pairs: Sequence[tuple[Theme, Theme | None]], lang: Lang) -> None:
    """Themes of a person's own and the themes that cover them, with the share that is covered."""
    table(
        columns("theme_id name covered_by", lang),
        ((safe(theme.id), safe(theme.name), safe(other.name) if other else "—") for theme, other in pairs),
    )
    found = sum(other is not None for _, other in pairs)
    share = f"{found / len(pairs):.0%}"
    console().print(wording.text("draft.recall", lang, wanted=len(pairs), found=found, share=share))


def stale(decisions: Sequence[Decision], lang: Lang) -> None:
    """Decisions to which nothing answers, on stderr: whoever wrote them believes that they hold."""
    if found := [each for each in decisions if each.stale]:
        told_of = (each.key if each.kind == "gap" else f"“{each.quote or each.key}”" for each in found[:_NAMED])
        keys = wording.comma(list(told_of), lang)
        keys += "……" if len(found) > _NAMED else ""
        told = wording.text("text.stale_decisions", lang, count=len(found), keys=safe(keys))
        Console(stderr=True, highlight=False).print(f"[red]{told}[/]", soft_wrap=True)


def unread(sources: Sequence[Source], lang: Lang) -> None:
    """Files that could not be read, and why, on stderr."""
    console = Console(stderr=True, highlight=False)
    for source in sources:
        told = wording.listed([wording.sentence(warning, lang) for warning in source.warnings], lang)
        console.print(f"[red]{safe(source.file)}[/]  {escape(told)}", soft_wrap=True)
