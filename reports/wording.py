"""The texts that a reader of a report sees, Chinese and English, all from ``templates/wording.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from compare.model import Depth, Frequency, Gap, Passage, Place, Reason, Repair, Source, UpperLink
from reports.rows import GapBlock, GapRow, PlanRow, SourceRow, StepRow, Totals
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


def place(where: Place, lang: Lang) -> str:
    """``第12行``."""
    return texts()["place"][where.unit][LANGS.index(lang)].format(where.number)


def path(headings: tuple[str, ...]) -> str:
    """The heading path on one line, outermost first; empty before the first heading."""
    return PATH_MARK.join(clean(heading) for heading in headings)


def where(passage: Passage, lang: Lang) -> str:
    """Heading path and place of a passage."""
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


def suggestion(gap: Gap, theme: str, upper: str, lang: Lang) -> str:
    """What to do about a gap, in a sentence; ``theme`` and ``upper`` are names."""
    need = f"need_{max(int(gap.upper_depth), 2)}"
    if gap.lower_depth == Depth.ACTIONED:
        need = "need_number"
    spot = text("suggest.where", lang, section=path(gap.section)) if gap.section else text("suggest.nowhere", lang)
    upper = clean(upper)
    link = text(f"suggest.link_{gap.relation}", lang, upper=upper)
    values = {"where": spot, "theme": clean(theme), "need": text(f"suggest.{need}", lang), "link": link}
    made = text(f"suggest.{gap.group}", lang, upper=upper, **values)
    return made[0].upper() + made[1:]


def advice(row: GapRow, lang: Lang, also: Sequence[GapRow] = ()) -> str:
    """:func:`suggestion` for a row; ``also`` are lesser gaps of the same theme against other upper plans."""
    uppers = [clean(each.upper.label) for each in (row, *also)]
    return suggestion(row.gap, row.theme.name, _list(uppers, lang), lang)


def gap_count(block: GapBlock, lang: Lang) -> str:
    """How many themes and gaps a block has."""
    return text("text.gap_count", lang, themes=len(block.themes), count=len(block.rows))


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
    """Upper plan, both depths and severity of a gap on one line."""
    gap = row.gap
    return text(
        "text.against",
        lang,
        upper=clean(row.upper.label),
        upper_depth=depth(gap.upper_depth, lang),
        lower_depth=depth(gap.lower_depth, lang),
        severity=f"{gap.severity:.2f}",
    )


def readable(source: Source) -> str:
    """Share that is sound, in percent; empty if the file was not read."""
    return f"{source.readable:.1%}" if source.plan is not None else ""


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


def scope(totals: Totals, lang: Lang) -> str:
    """How much was compared and what was found, in a sentence."""
    return text("text.scope", lang, plans=totals.plans, themes=totals.themes, faults=totals.faults, notes=totals.notes)


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
