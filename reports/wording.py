"""The texts that a reader of a report sees, Chinese and English, all from ``templates/wording.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from compare.model import (
    Depth,
    Frequency,
    Gap,
    Label,
    Passage,
    Place,
    Quotation,
    Reason,
    Repair,
    Source,
    Target,
    UpperLink,
)
from reports.rows import GapBlock, GapRow, GapTopic, MatrixCell, PlanRow, SourceRow, StepRow, Totals
from reports.safe import clean

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)
PATH_MARK = " › "


@cache
def texts() -> dict[str, dict[str, tuple[str, str]]]:
    """All texts: group -> code -> (Chinese, English)."""
    raw = tomllib.loads(files("reports").joinpath("templates/wording.toml").read_text(encoding="utf-8"))
    return {group: {code: (pair[0], pair[1]) for code, pair in entries.items()} for group, entries in raw.items()}


def text(key: str, lang: Lang, **values: object) -> str:
    """The text of ``group.code`` with its places filled in.

    Raises:
        KeyError: No such text.
    """
    group, code = key.split(".", 1)
    return texts()[group][code][LANGS.index(lang)].format(**values)


def name(group: str, code: str, lang: Lang) -> str:
    """The name of a code; a code that is not known is its own name, since readers must bear unknown values."""
    pair = texts()[group].get(str(code))
    return pair[LANGS.index(lang)] if pair else clean(str(code))


def depth(value: Depth | None, lang: Lang) -> str:
    """``3 落实``, ``? 不能判断``."""
    return f"{sign(value)} {name('depth', code(value), lang)}"


def sign(value: Depth | None) -> str:
    """The digit that stands for a depth; ``?`` where nothing can be said."""
    return "?" if value is None else str(int(value))


def matrix_cell(item: MatrixCell, lang: Lang) -> str:
    """``2 定向≈ !``: depth, whether it is said in other words, and whether there is a gap."""
    words = "≈" if item.cell.explicit is False else ""
    mark = {"fault": " !", "note": " ·", None: ""}[item.mark]
    return f"{depth(item.cell.depth, lang)}{words}{mark}"


def place(where: Place, lang: Lang) -> str:
    """``第12行``."""
    return texts()["place"][where.unit][LANGS.index(lang)].format(where.number)


def path(headings: tuple[str, ...]) -> str:
    """The heading path on one line, outermost first; empty before the first heading."""
    return PATH_MARK.join(clean(heading) for heading in headings)


def where(passage: Passage | Target | Quotation, lang: Lang) -> str:
    """Heading path and place of a passage, a target or a quotation."""
    return spot(passage.section, passage.place, lang)


def commitment(passage: Passage, lang: Lang) -> str:
    """Formula, local or general; empty where it was not judged."""
    return name("commitment", passage.commitment, lang) if passage.commitment else ""


def use(passage: Passage, lang: Lang) -> str:
    """Role and commitment of a passage on one line."""
    return " · ".join(filter(None, (name("role", passage.role, lang), commitment(passage, lang))))


def step(row: StepRow, lang: Lang) -> str:
    """``某县 3 落实``."""
    return f"{clean(row.plan.label)} {depth(row.depth, lang)}"


def spot(section: tuple[str, ...], where: Place, lang: Lang) -> str:
    """Heading path and place on one line."""
    parts = [path(section), place(where, lang)]
    return ("，" if lang == "zh" else ", ").join(part for part in parts if part)


def sentence(reason: Reason, lang: Lang) -> str:
    """The sentence for a reason; a code that is not known, or lacks a value, is shown with its values."""
    values = [clean(value) for value in reason.values]
    pair = texts()["reason"].get("near_none" if reason.code == "near" and not values else reason.code)
    first = values[0] if values else ""
    try:
        if pair:
            return pair[LANGS.index(lang)].format(
                *values, list=_quoted(values, lang), role=name("role", first, lang), percent=first.rstrip("%")
            )
    except IndexError:
        pass
    return labelled(clean(reason.code), _list(values, lang), lang) if values else clean(reason.code)


def _quoted(values: list[str], lang: Lang) -> str:
    return ("" if lang == "zh" else ", ").join(f"“{value}”" for value in values)


def suggestion(gap: Gap, upper: str, lang: Lang) -> str:
    """What to do about a gap, in a sentence; ``upper`` names the upper plans."""
    spot = text("suggest.where", lang, section=path(gap.section)) if gap.section else text("suggest.nowhere", lang)
    upper = clean(upper)
    link = text(f"suggest.link_{gap.relation}", lang, upper=upper)
    form = str(gap.group) if gap.kind == "theme" else f"{gap.kind}_{gap.group}"
    values = {"where": spot, "theme": clean(_subject(gap)), "need": _need(gap, lang), "link": link}
    made = text(f"suggest.{form}", lang, upper=upper, **values)
    return made[0].upper() + made[1:]


def _subject(gap: Gap) -> str:
    """What a gap is about: the indicator of a target, else its topic."""
    return gap.upper_quote.reason.values[0] if gap.kind == "target" else gap.topic


def _need(gap: Gap, lang: Lang) -> str:
    """What a theme is lacking."""
    if gap.upper_depth is None:
        return ""
    need = "need_number" if gap.lower_depth == Depth.ACTIONED else f"need_{max(int(gap.upper_depth), 2)}"
    return text(f"suggest.{need}", lang)


def advice(row: GapRow, lang: Lang, also: Sequence[GapRow] = ()) -> str:
    """:func:`suggestion` for a row; ``also`` are lesser gaps of the same theme against other upper plans."""
    return suggestion(row.gap, _list([clean(each.upper.label) for each in (row, *also)], lang), lang)


def gap_count(block: GapBlock, lang: Lang) -> str:
    """How many topics and gaps a block has."""
    return text("text.gap_count", lang, topics=len(block.topics), count=len(block.rows))


def topic(item: GapTopic) -> str:
    """Name of a topic, with the id of its theme."""
    return clean(f"{item.theme.id} {item.theme.name}" if item.theme else item.title)


def group_of(block: GapBlock, lang: Lang) -> str:
    """Name of the group of a block."""
    return name("group", block.group or "waived", lang)


def about(row: PlanRow, lang: Lang) -> str:
    """Level, kind and year of a plan on one line."""
    plan = row.plan
    parts = [name("level", plan.level, lang), name("kind", plan.kind, lang), str(plan.year or "")]
    return " · ".join(part for part in parts if part)


def code(value: Depth | None) -> str:
    """The key under which a depth stands in ``wording.toml`` and in style sheets."""
    return "none" if value is None else str(int(value))


def relation(link: UpperLink, lang: Lang) -> str:
    """Name of a relation, with a remark if the upper plan is younger."""
    shown = name("relation", link.relation, lang)
    return bracketed(shown, text("text.later", lang), lang) if link.later else shown


def against(row: GapRow, lang: Lang) -> str:
    """Upper plan, what is lacking, and severity of a gap on one line."""
    gap = row.gap
    upper, severity = clean(row.upper.label), f"{gap.severity:.2f}"
    if gap.kind == "theme":
        depths = {"upper_depth": depth(gap.upper_depth, lang), "lower_depth": depth(gap.lower_depth, lang)}
        shown = text("text.against", lang, upper=upper, severity=severity, **depths)
    else:
        shown = text("text.against_clause", lang, upper=upper, severity=severity, reason=sentence(gap.reason, lang))
    return _list([shown, *_remarks(row, lang)], lang)


def _remarks(row: GapRow, lang: Lang) -> list[str]:
    """Where a clause comes from, what was merged with it, and why a person has accepted it."""
    remarks = []
    if row.origins:
        remarks.append(text("text.origin", lang, plans="、".join(map(clean, row.origins))))
    if row.gap.repeats:
        remarks.append(text("text.repeats", lang, count=len(row.gap.repeats)))
    if row.gap.waived is not None:
        remarks.append(text("text.waived_because", lang, reason=clean(row.gap.waived)))
    return remarks


def label(value: Label | None, lang: Lang) -> str:
    """Name of the label of a clause."""
    return name("label", value or "none", lang)


def target(item: Target | None, lang: Lang) -> str:
    """Operator, value, unit and year of a target: ``不低于80%（2025）``; empty without one.

    Where no number is written (全覆盖, 完成上级下达任务) the unit or the quotation stands for it.
    """
    if item is None:
        return ""
    written = f"{clean(item.value)}{clean(item.unit)}" or clean(item.quote)
    shown = name("operator", item.operator, lang).format(written) if item.value else written
    return bracketed(shown, str(item.year), lang) if item.year else shown


def base(item: Target, lang: Lang) -> str:
    """Where a target starts from: ``60%（2020）``; empty if the plan does not say."""
    written = clean(item.base_value)
    return bracketed(written, str(item.base_year), lang) if written and item.base_year else written


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
    """What of a file is in no clause, on one line; empty if nothing was read."""
    if not row.left_out and not row.removed:
        return text("text.none", lang) if row.plan else ""
    return text("text.left_out", lang, count=row.left_out, removed=row.removed)


def encoded(source: Source) -> str:
    """Format and encoding: ``txt utf-8``."""
    return " ".join(part for part in (source.format, source.encoding) if part)


def guessed(row: SourceRow, lang: Lang) -> str:
    """The fields of a plan that were inferred; empty if it was not read."""
    return _list([name("field", item, lang) for item in row.plan.inferred], lang) if row.plan else ""


def repairs(row: SourceRow, lang: Lang) -> str:
    """Counts of the repairs by kind on one line."""
    shown = [text("text.repair_line", lang, kind=name("repair", kind, lang), count=count) for kind, count in row.kinds]
    return _list(shown, lang)


def visible(raw: str, lang: Lang) -> str:
    """What stood in the file; a word for blanks, which nobody sees."""
    return clean(raw) if raw.strip() else text("text.blank", lang)


def places(repair: Repair, lang: Lang) -> str:
    """The first places of a repair, each once."""
    return ("、" if lang == "zh" else ", ").join(place(spot, lang) for spot in dict.fromkeys(repair.places))


def warnings(row: SourceRow, lang: Lang) -> str:
    """All warnings of a file on one line."""
    return _list([sentence(warning, lang) for warning in row.source.warnings], lang)


def inferred(row: PlanRow, lang: Lang) -> str:
    """What of a plan was inferred, on one line."""
    fields = [name("field", item, lang) for item in row.plan.inferred]
    return text("text.inferred_note", lang, fields=_list(fields, lang))


def explicit(value: bool | None, lang: Lang) -> str:
    """Whether the theme's name is written; empty if the theme is absent."""
    return "" if value is None else text(f"explicit.{'yes' if value else 'no'}", lang)


def scope(totals: Totals, lang: Lang) -> list[str]:
    """How much was compared and what was found, a sentence each."""
    themes, clauses, targets = totals.faults
    told = [
        text(
            "text.scope",
            lang,
            plans=totals.plans,
            themes=totals.themes,
            topics=totals.topics,
            theme_gaps=themes,
            clause_gaps=clauses,
            target_gaps=targets,
            notes=totals.notes,
        )
    ]
    if totals.contradictions:
        told.append(text("text.contradictions", lang, count=totals.contradictions))
    if totals.waived:
        told.append(text("text.waived", lang, waived=totals.waived))
    if totals.unread:
        told.append(text("text.unread", lang, unread=totals.unread))
    return told


def mentions(entry: Frequency, lang: Lang) -> str:
    """Mentions with the figure per 10,000 characters in brackets; ``0`` alone."""
    return bracketed(str(entry.mentions), f"{entry.per_10k_chars:.1f}", lang) if entry.mentions else "0"


def labelled(label: str, value: str, lang: Lang) -> str:
    """``标签：值``."""
    return text("text.labelled", lang, label=label, value=value)


def bracketed(label: str, value: str, lang: Lang) -> str:
    """``标签（值）``."""
    return text("text.bracketed", lang, label=label, value=value)


def listed(items: Sequence[str], lang: Lang) -> str:
    """Items on one line; a word for nothing if there is none."""
    return _list(list(items), lang)


def _list(items: list[str], lang: Lang) -> str:
    return ("；" if lang == "zh" else "; ").join(items) or text("text.none", lang)


def group(key: str, lang: Lang) -> tuple[str, ...]:
    """All texts of a group in the order of the file."""
    return tuple(pair[LANGS.index(lang)] for pair in texts()[key].values())
