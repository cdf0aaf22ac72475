"""The tables of the summary, as the page and the workbook show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from compare.model import Commitment, Depth, Record
from reports import wording
from reports.formats.summary.rows import Overview, SummaryNote
from reports.formats.summary.tally import FEWEST
from reports.rows import GROUPS, LABELS, NOTES, VERDICTS
from reports.wording import Lang


class Share(Record, frozen=True):
    """A share in [0, 1], shown in percent."""

    value: float


Value = str | int | float | Share


class SummaryGrid(Record, frozen=True):
    """A table with its title and where its numbers come from."""

    code: str
    title: str
    source: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def grids(overview: Overview, lang: Lang) -> tuple[SummaryGrid, ...]:
    """All tables in the order of the page; those without rows are left out."""
    made = (
        _levels(overview, lang),
        _themes(overview, lang),
        _lost(overview, lang),
        _worst(overview, lang),
        _clauses(overview, lang),
        _targets(overview, lang),
        _provinces(overview, lang),
        _unread(overview, lang),
        _grid("stale", ("column.gap_id",), ((gap,) for gap in overview.stale), lang),
        _grid("parts", ("survey.table", "survey.row_count"), ((p.name, p.rows) for p in overview.parts), lang),
    )
    return tuple(grid for grid in made if grid.rows)


def _grid(code: str, heads: Iterable[str], rows: Iterable[Sequence[object]], lang: Lang) -> SummaryGrid:
    """Return a table; heads are keys of the wording, or ready."""
    source = "" if code == "stale" else wording.text(f"survey.{code}_from", lang, fewest=FEWEST)
    shown = tuple(head if " " in head or "." not in head else wording.text(head, lang) for head in heads)
    return SummaryGrid(
        code, wording.text(f"survey.{code}", lang), source, shown, tuple(tuple(map(_value, row)) for row in rows)
    )


def _value(value: object) -> Value:
    return value if isinstance(value, (int, float, Share)) else str(value)


def _levels(overview: Overview, lang: Lang) -> SummaryGrid:
    kinds = [wording.name("commitment", kind, lang) for kind in Commitment]
    heads = ("column.level", "survey.plans", *kinds)
    rows = ((wording.name("level", row.level, lang), row.plans, *row.commitments) for row in overview.levels)
    return _grid("levels", heads, rows, lang)


def _provinces(overview: Overview, lang: Lang) -> SummaryGrid:
    levels = [wording.name("level", row.level, lang) for row in overview.levels]
    rows = ((_named(row.plan, overview), sum(row.counts), *row.counts) for row in overview.provinces)
    return _grid("provinces", ("survey.area", "survey.plans", *levels), rows, lang)


def _themes(overview: Overview, lang: Lang) -> SummaryGrid:
    """One row for each theme and level."""
    depths = [wording.depth(depth, lang) for depth in (*Depth, None)]
    rows = (
        (
            row.theme.id,
            row.theme.name,
            wording.name("level", level.level, lang),
            *counts,
            Share(sum(counts[Depth.STATED : Depth.QUANTIFIED + 1]) / max(1, sum(counts))),
        )
        for row in overview.themes
        for level, counts in zip(overview.levels, row.counts, strict=True)
    )
    heads = ("column.theme_id", "column.name", "column.level", *depths, "survey.taken")
    return _grid("themes", heads, rows, lang)


def _lost(overview: Overview, lang: Lang) -> SummaryGrid:
    marks = [wording.name("chain_mark", mark, lang) for mark in ("lost", "thinned")]
    heads = ("column.theme_id", "column.name", "survey.steps", *marks, "survey.share_lost", "survey.example")
    rows = (
        (
            row.theme.id,
            row.theme.name,
            row.steps,
            row.lost,
            row.thinned,
            Share(row.lost / row.steps),
            _named(row.plan, overview),
            *_said(row.upper, overview),
            row.gap,
        )
        for row in overview.lost
    )
    return _grid("lost", (*heads, *_SAID, "column.gap_id"), rows, lang)


_SAID = ("column.upper", "survey.upper_says", "survey.at")


def _said(said: SummaryNote | None, overview: Overview) -> tuple[str, ...]:
    return (_named(said.plan, overview), said.quote, said.where) if said else ("", "", "")


def _named(plan: str, overview: Overview) -> str:
    """Return the short name of a plan with its id, which the tables have."""
    name = overview.names.get(plan, plan)
    return plan if plan in ("", name) else f"{name} [{plan}]"


def _worst(overview: Overview, lang: Lang) -> SummaryGrid:
    met = [at for at in range(len(GROUPS)) if any(row.groups[at] for row in overview.worst)]
    groups = [wording.name("group_short", GROUPS[at], lang) for at in met]
    heads = ("column.plan", "column.level", *groups, "survey.weight", *_SAID, "survey.gap")
    rows = (
        (
            _named(row.plan.id, overview),
            wording.name("level", row.plan.level, lang),
            *(row.groups[at] for at in met),
            row.weight,
            *_said(row.upper, overview),
            row.gap,
        )
        for row in overview.worst
    )
    return _grid("worst", heads, rows, lang)


def _clauses(overview: Overview, lang: Lang) -> SummaryGrid:
    names = [wording.label(label, lang) for label in LABELS]
    rows = ((*_said(row.said, overview), str(row.n), *row.labels, Share(row.taken_up)) for row in overview.clauses)
    return _grid("clauses", (*_SAID, "clause", *names, "survey.taken"), rows, lang)


def _targets(overview: Overview, lang: Lang) -> SummaryGrid:
    names = [wording.name("verdict", verdict, lang) for verdict in VERDICTS]
    rows = (
        (row.indicator, *_said(row.said, overview), *row.verdicts, Share(row.missed), row.id)
        for row in overview.targets
    )
    return _grid("targets", ("column.indicator", *_SAID, *names, "survey.missed", "upper_target"), rows, lang)


def _unread(overview: Overview, lang: Lang) -> SummaryGrid:
    rows = [
        (source.file, wording.listed([wording.sentence(warning, lang) for warning in source.warnings], lang))
        for source in overview.unread
    ]
    return _grid("unread", ("column.file", "column.warnings"), rows, lang)


def scope(overview: Overview, lang: Lang) -> str:
    """How much was compared and what was found."""
    counts = dict(overview.gaps)
    faults = sum(count for group, count in counts.items() if group not in NOTES)
    return wording.text(
        "survey.scope",
        lang,
        plans=overview.plans,
        themes=len(overview.themes),
        faults=faults,
        notes=sum(counts.values()) - faults,
        waived=overview.waived,
        contradictions=overview.contradictions,
        unread=overview.unread_count,
    )
