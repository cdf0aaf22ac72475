"""Gaps, clauses, targets, and what was found in all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import get_args

from msgspec.structs import replace

from compare.model import (
    UNDRAFTED,
    Gap,
    GapGroup,
    GapKind,
    Label,
    Target,
    UpperLink,
)
from reports.output import clean
from reports.rows import GapBlock, GapRow, GapTopic, StepRow, Totals, near_of
from reports.wording.language import Lang, bracketed, comma, labelled, listed, name, quoted, text, texts
from reports.wording.passages import depth, path, place, written
from reports.wording.second import why

# Before a comma a date or an opening word alone names nothing.
_OPENING = re.compile(r".{8,}?(?=[，。；;])")
# The number of a sentence among others, by what means and to what end name nothing: 五是通过, 聚焦重点领域，.
_LEAD_IN = re.compile(
    r"^(?:[一二三四五六七八九十]+[是要](?:要)?(?:通过)?[，,：:]?)?(?:(?:围绕|聚焦|紧盯|紧扣|瞄准|按照|立足|抢抓|着眼|锚定)[^，。；;]*，)*(?=.)"
)
# The reason of a gap whose words are the two figures themselves.
_LOWER = "partial_lower"
_PHRASE = re.compile(r"[^，。；;]+")
# Signs of a clause that name it; three lines of the column that they stand in.
_WORDS = 24


def step(row: StepRow, lang: Lang) -> str:
    """``某县 3 落实``."""
    return f"{clean(row.plan.label)} {depth(row.depth, lang)}"


def suggestion(gap: Gap, upper: str, lang: Lang) -> str:
    """Return what to do about a gap: what is lacking, where an answer fits and why there, or why nothing is drafted.

    The heading where it fits stands by itself: those above it the tables of a report have once, in ``sections``.

    Args:
        gap: The gap.
        upper: Name of the upper plan.
        lang: Language.
    """
    told, draft = _suggested(replace(gap, section=gap.section[-1:]), upper, lang)
    return _joined((told, draft), lang) if gap.draft == UNDRAFTED else told


def _joined(sentences: Iterable[str], lang: Lang) -> str:
    return ("" if lang == "zh" else " ").join(sentences)


def _suggested(gap: Gap, upper: str, lang: Lang) -> tuple[str, str]:
    """Return what is lacking and where an answer fits; and a draft of it, or why there is none."""
    told = filter(None, (_caution(gap, clean(upper), lang), lack(gap, lang), _place(gap, lang)))
    if gap.draft == UNDRAFTED:
        draft = text("suggest.undrafted", lang, topic=quoted(gap.subjects or (gap.topic,), lang))
    else:
        draft = text("suggest.draft", lang, draft=clean(gap.draft or _whole(gap.upper_quote.quote)))
    return _joined(told, lang), draft


def _whole(quote: str) -> str:
    """Return a clause as a sentence: what ended with a semicolon ends with a full stop."""
    return quote.rstrip("；;。") + "。"


def _caution(gap: Gap, upper: str, lang: Lang) -> str:
    """Return what to look at before anything is written; empty where the lower plan is at fault."""
    if str(gap.group) not in texts()["caution"]:
        return ""
    return text(f"caution.{gap.group}", lang, upper=upper)


def lack(gap: Gap, lang: Lang) -> str:
    """Return what exactly is lacking, in a sentence."""
    if gap.group is GapGroup.BELOW and gap.kind == "target":
        return why(gap, lang) + text("executive.stop", lang)
    if gap.group is GapGroup.POSSIBLE:
        return _lack_of_reason(gap, "possible" if near_of(gap) else "possible_apart", lang)
    names = quoted(gap.subjects or (gap.topic,), lang)
    if gap.kind == "target":
        return text("lack.target", lang, targets=names)
    items = text("lack.items", lang, items=quoted(gap.lacks, lang)) if gap.lacks else ""
    if gap.kind == "clause":
        return items if items and gap.reason.code != _LOWER else _lack_of_reason(gap, "clause", lang)
    near = None if gap.lower_depth else near_of(gap, ahead=True)
    if near:
        told = text("lack.theme_near", lang, theme=names, where=place(near.place, lang))
    else:
        told = text(f"lack.theme_{int(gap.lower_depth or 0)}", lang, theme=names)
    return told + items if lang == "zh" or not items else f"{told} {items}"


def _lack_of_reason(gap: Gap, otherwise: str, lang: Lang) -> str:
    """Return what is lacking as the gap's reason says it, or as another code does where the reason says nothing."""
    if gap.reason.code == _LOWER:
        above, below = (written(value, lang) for value in gap.reason.values)
        return text(f"lack.{_LOWER}", lang, above=above, below=below)
    return text(f"lack.{gap.reason.code if gap.reason.code in texts()['lack'] else otherwise}", lang)


def _place(gap: Gap, lang: Lang) -> str:
    """Return where an answer fits, and why there."""
    if not gap.section or not gap.fit:
        return text("suggest.nowhere", lang)
    why = text(f"fit.{gap.fit}", lang)
    return text("suggest.where", lang, section=path(gap.section), why=why)


def advice(row: GapRow, lang: Lang) -> str:
    """:func:`suggestion` for a row, and a draft, which is Chinese in any language."""
    return _joined(_suggested(row.gap, row.upper.label, lang), lang)


def advice_and_draft(row: GapRow, lang: Lang) -> tuple[str, str]:
    """:func:`advice` in two: what to do, and the draft."""
    return _suggested(row.gap, row.upper.label, lang)


def advice_in_short(row: GapRow, lang: Lang) -> str:
    """Return what is lacking and where an answer fits, without why and without a draft."""
    gap = row.gap
    place = text("suggest.place", lang, section=path(gap.section)) if gap.section else text("suggest.nowhere", lang)
    return _joined((lack(gap, lang), place), lang)


def gap_count(block: GapBlock, lang: Lang) -> str:
    """How many topics and gaps a block has."""
    return text("text.gap_count", lang, topics=len(block.topics), count=len(block.rows))


def topic(item: GapTopic, lang: Lang) -> str:
    """Name of a topic, with the id of its theme."""
    return clean(f"{item.theme.id} {item.theme.name}") if item.theme else name("topic", item.title, lang)


def missing(row: GapRow, lang: Lang) -> tuple[str, str]:
    """Return what a gap lacks, by the themes or indicators, else by the first words of the upper clause; and its topic.

    The topic is empty where it says the same.
    """
    gap = row.gap
    title = name("topic", gap.topic, lang)
    if gap.subjects:
        named = comma([clean(each) for each in gap.subjects], lang)
    elif gap.kind == "target":
        named = clean(gap.upper_quote.reason.values[0])
    else:
        named = opening(clean(gap.upper_quote.quote))
    return named, "" if title == named else clean(title)


def opening(sentence_text: str) -> str:
    """Return the first words of a clause behind its number, up to a comma if one stands where they say something."""
    told = _LEAD_IN.sub("", sentence_text)
    found = _OPENING.match(told)
    words = (found[0] if found else told).rstrip("。；;")
    return words if len(words) <= _WORDS else f"{words[:_WORDS]}…"


def phrase_with(sentence_text: str, word: str) -> str:
    """Return the phrase of a sentence that holds a word, without the number of the sentence; the sentence's first words
    where none does.
    """
    told = _LEAD_IN.sub("", sentence_text)
    return next((phrase for phrase in _PHRASE.findall(told) if word in phrase), opening(sentence_text))


def kinds(item: GapTopic, lang: Lang) -> str:
    """How many gaps of each kind a topic has: ``主题 1 · 条款 3``."""
    every: tuple[GapKind, ...] = get_args(GapKind)
    counts = ((kind, len(item.of_kind(kind))) for kind in every)
    return " · ".join(f"{name('gap_kind', kind, lang)} {count}" for kind, count in counts if count)


def pair(block: GapBlock, lang: Lang) -> str:
    """Lower and upper plan of a block, with the title of the lower one: ``某县 ← 某市：某县规划纲要``."""
    both = text("chart.pair", lang, lower=clean(block.plan.label), upper=clean(block.upper.label))
    return labelled(both, clean(block.plan.plan.title), lang)


def group_of(block: GapBlock, lang: Lang) -> str:
    """Name of the group of a block."""
    return name("group", block.group or "waived", lang)


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
        shown = text("text.against_clause", lang, upper=upper, severity=severity, reason=why(gap, lang))
    return listed([shown, *_remarks(row, lang)], lang)


def _remarks(row: GapRow, lang: Lang) -> list[str]:
    """Where a clause comes from, what was merged with it, and why a person has accepted it."""
    remarks = []
    if len(row.gap.subjects) > 1:
        remarks.append(text("text.together", lang, names=quoted(row.gap.subjects, lang)))
    if row.origins:
        remarks.append(text("text.origin", lang, plans=comma(list(map(clean, row.origins)), lang)))
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


def operator(item: Target, lang: Lang) -> str:
    """Return the operator of a target in words: ``不低于``."""
    return name("operator_word", item.operator, lang)


def figure(item: Target) -> str:
    """Operator, value and unit of a target, as short as a chart needs: ``≥80%``, ``5-5.5%``."""
    mark = {">=": "≥", "<=": "≤", "+": "+"}.get(item.operator, "")
    return f"{mark}{clean(item.value)}{clean(item.unit)}"


def measure(item: Target, lang: Lang) -> str:
    """Return unit and year of a target on one line: ``%，2025年``."""
    year = text("text.by_year", lang, year=item.year) if item.year else ""
    return ("，" if lang == "zh" else ", ").join(part for part in (clean(item.unit), year) if part)


def base(item: Target, lang: Lang) -> str:
    """Where a target starts from: ``60%（2020）``; empty if the plan does not say."""
    written = clean(item.base_value)
    return bracketed(written, str(item.base_year), lang) if written and item.base_year else written


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
