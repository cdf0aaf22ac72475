"""Plans, files and repairs."""

from __future__ import annotations

from compare.model import (
    Frequency,
    Repair,
    Source,
)
from reports.output import clean
from reports.rows import PlanRow, SourceRow
from reports.wording.language import Lang, bracketed, listed, name, text
from reports.wording.passages import place, sentence


def about(row: PlanRow, lang: Lang) -> str:
    """Level, kind and year of a plan on one line."""
    plan = row.plan
    parts = [name("level", plan.level, lang), name("kind", plan.kind, lang), str(plan.year or "")]
    return " · ".join(part for part in parts if part)


def readable(source: Source) -> str:
    """Share that is sound, in percent; empty if the file was not read."""
    return f"{source.readable:.1%}" if source.plan is not None else ""


def read(row: SourceRow, lang: Lang) -> str:
    """How much was read of a file, on one line; empty if nothing was."""
    if row.plan is None:
        return ""
    body = sum(clause.kind == "body" for clause in row.plan.clauses)
    counts = {"chars": len(row.plan.text), "sections": len(row.plan.sections), "clauses": body}
    return text("text.read", lang, tables=len(row.plan.tables), **counts)


def left_out(row: SourceRow, lang: Lang) -> str:
    """Return what of a file is in no clause, on one line; empty if nothing was read."""
    if not row.left_out and not row.removed:
        return text("text.none", lang) if row.plan else ""
    return text("text.left_out", lang, count=row.left_out, removed=row.removed)


def encoded(source: Source) -> str:
    """Format and encoding: ``txt utf-8``."""
    return " ".join(part for part in (source.format, source.encoding) if part)


def guessed(row: SourceRow, lang: Lang) -> str:
    """Return the fields of a plan that were inferred; empty if it was not read."""
    return listed([name("field", item, lang) for item in row.plan.inferred], lang) if row.plan else ""


def repairs(row: SourceRow, lang: Lang) -> str:
    """Return counts of the repairs by kind on one line."""
    shown = [text("text.repair_line", lang, kind=name("repair", kind, lang), count=count) for kind, count in row.kinds]
    return listed(shown, lang)


def visible(raw: str, lang: Lang) -> str:
    """Return what stood in the file; a word for blanks, which nobody sees."""
    return clean(raw) if raw.strip() else text("text.blank", lang)


def places(repair: Repair, lang: Lang) -> str:
    """Return the first places of a repair, each once."""
    return ("、" if lang == "zh" else ", ").join(place(spot, lang) for spot in dict.fromkeys(repair.places))


def warnings(row: SourceRow, lang: Lang) -> str:
    """All warnings of a file on one line."""
    return listed([sentence(warning, lang) for warning in row.source.warnings], lang)


def inferred(row: PlanRow, lang: Lang) -> str:
    """Return what of a plan was inferred, on one line."""
    fields = [name("field", item, lang) for item in row.plan.inferred]
    return text("text.inferred_note", lang, fields=listed(fields, lang))


def mentions(entry: Frequency, lang: Lang) -> str:
    """Mentions with the figure per 10,000 characters in brackets; ``0`` alone."""
    return bracketed(str(entry.mentions), f"{entry.per_10k_chars:.1f}", lang) if entry.mentions else "0"
