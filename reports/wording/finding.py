"""The executive summary in sentences that can be signed: judgement, main problems, advice, what to check."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from compare.model import BELIEVED, Gap
from reports.output import clean
from reports.rows import Checks, Excuse, Executive, GapRow, PairRow, PlanRow, Problem, near_of
from reports.wording.findings import opening, phrase_with
from reports.wording.language import Lang, bracketed, comma, labelled, listed, name, quoted, text
from reports.wording.passages import cited, path, where, written

_NAMED = 3
"""Plans, targets or pairs that a sentence names; more are counted."""
_DEGREES = ((0.9, "high"), (0.7, "fair"), (0.4, "low"), (0.0, "poor"))
_OF_TARGETS = ("below", "binding")
_APART = 0.15
"""Shares of themes taken up that lie less apart are told as alike."""


# What a phrase says behind the name of its indicator: 近岸海域优良水质比例达到86%左右.
_BEFORE_FIGURE = re.compile(
    r"(?:[提升降增减]?[高到至低升在长少]|不低于|不超过|达到?|控制在|稳定在|保持在){0,3}[约近]?\d.*$"
)


class Told(NamedTuple):
    """A sentence of the summary.

    Attributes:
        text: The sentence.
        quotes: Quotations with their places, upper plan first.
        gap: Id of the gap that it tells of; empty if it tells of none.
    """

    text: str
    quotes: tuple[str, ...] = ()
    gap: str = ""


def executive(found: Executive, lang: Lang) -> tuple[tuple[str, tuple[Told, ...]], ...]:
    """Return the parts of the summary that have something to say, each a head and its sentences."""
    parts = {
        "judgement": (Told(judgement(found, lang)),),
        "problems" if found.faults else "notes": tuple(_problem(each, lang) for each in found.problems),
        "advice": tuple(_advised(found.problems, lang)),
        "checks": tuple(Told(told) for told in _checks(found.checks, lang)),
    }
    return tuple((text(f"executive.{head}", lang), told) for head, told in parts.items() if told)


def subtitle(pairs: Sequence[PairRow], lang: Lang) -> str:
    """Return which plans a report holds against which, on one line."""
    lowers = tuple({pair.lower.plan.id: pair.lower for pair in pairs}.values())
    uppers = tuple({pair.upper.plan.id: pair.upper for pair in pairs}.values())
    if not pairs:
        return text("executive.no_pairs", lang)
    return text("executive.subtitle", lang, lower=_names(lowers, lang), upper=_names(uppers, lang))


def judgement(found: Executive, lang: Lang) -> str:
    """Return how far the lower plans answer the upper ones, in one sentence."""
    if not found.pairs:
        return text("executive.nothing", lang)
    lowers = {pair.lower.plan.id: pair.lower for pair in found.pairs}
    # Plans for one field are not graded on the themes of all fields.
    of_field = any(excuse == "field" and len(plans) == len(lowers) for excuse, plans in found.excuses)
    degree = "of_field" if of_field else next(word for least, word in _DEGREES if found.share >= least)
    told = text(
        "executive.one" if len(lowers) == 1 else "executive.many",
        lang,
        lower=_names(tuple(lowers.values()), lang),
        upper=_names(tuple({pair.upper.plan.id: pair.upper for pair in found.pairs}.values()), lang),
        count=len(lowers),
        degree=text(f"executive.{degree}", lang),
        taken=sum(pair.taken_up for pair in found.pairs),
        of=sum(pair.upper_themes for pair in found.pairs),
    )
    told += _ends(found.pairs, lang) if len(lowers) > 1 else ""
    told += text("executive.with_below", lang, count=found.below) if found.below else ""
    told += _excused([each for each in found.excuses if not (of_field and each[0] == "field")], lang)
    return told + text("executive.stop", lang)


def _excused(excuses: Sequence[tuple[Excuse, tuple[PlanRow, ...]]], lang: Lang) -> str:
    """Return in brackets why what is lacking may be no fault; of which plans, where there are several reasons."""
    if not excuses:
        return ""
    told = [text(f"executive.excuse_{excuse}", lang) for excuse, _ in excuses]
    if len(told) > 1:
        told = [labelled(_names(plans, lang), each, lang) for (_, plans), each in zip(excuses, told, strict=True)]
    return text("executive.excused", lang, reasons=listed(told, lang))


def _ends(pairs: Sequence[PairRow], lang: Lang) -> str:
    """Return which pair takes up most and which least, where they lie apart."""
    most, least = pairs[0], pairs[-1]
    shares = [pair.taken_up / (pair.upper_themes - pair.themes[-1]) for pair in (most, least)]
    if shares[0] - shares[1] < _APART:
        return ""
    both = {"most": _pair(most, lang), "least": _pair(least, lang)}
    return text("executive.ends", lang, **both)


def _pair(pair: PairRow, lang: Lang) -> str:
    return text("executive.pair", lang, lower=clean(pair.lower.label), upper=clean(pair.upper.label))


def _names(plans: Sequence[PlanRow], lang: Lang) -> str:
    return _some([clean(row.label) for row in plans], lang, "and_more_plans")


def _some(items: Sequence[str], lang: Lang, more: str = "and_more") -> str:
    """Return the first items, and how many there are where that is not all, as ``more`` counts them."""
    told = comma(items[:_NAMED], lang)
    return told if len(items) <= _NAMED else text(f"executive.{more}", lang, items=told, count=len(items))


def _problem(problem: Problem, lang: Lang) -> Told:
    first, kind = problem.rows[0], problem.kind
    told = text(
        f"executive.{_form(problem)}",
        lang,
        lower=_names(problem.plans, lang),
        upper=clean(first.upper.label),
        topic=_topic(problem, lang),
        count=len(problem.rows),
    )
    quotes = [_quoted(row, row.upper, lang) for row in _told_apart(problem)]
    if first.near and kind in ("below", "cited", "weaker"):
        quotes.append(_quoted(first, first.plan, lang, form="near" if _form(problem) == "unnamed" else "quote"))
    elif first.gap.kind == "theme" and (near := near_of(first.gap, ahead=True)) and near.score >= BELIEVED:
        quotes.append(_quoted(first, first.plan, lang, form="near"))
    return Told(told + text("executive.stop", lang), tuple(quotes), first.gap.id)


def _told_apart(problem: Problem) -> list[GapRow]:
    """Return the rows whose sentences are quoted: of targets that are not set each, the first few; else the first."""
    if _form(problem) != "absent_target":
        return [problem.rows[0]]
    return list({row.gap.upper_quote.start: row for row in reversed(problem.rows)}.values())[::-1][:_NAMED]


def missing_of(problem: Problem, lang: Lang) -> tuple[str, str]:
    """Return what a problem is about with its group in brackets, and the lower plans that have it, on a line each."""
    group = name("group_short", problem.rows[0].gap.group, lang)
    topic = comma([clean(each) for each in problem.names], lang) or opening(
        clean(problem.rows[0].gap.upper_quote.quote)
    )
    return bracketed(topic, group, lang), _names(problem.plans, lang)


def _form(problem: Problem) -> str:
    """Return the kind of a problem, an absent target apart from what else is absent, and a theme that is merely not
    named apart from one of which less is said: the matrix has it as absent.
    """
    gap = problem.rows[0].gap
    if problem.kind == "absent" and gap.kind == "target":
        return "absent_target"
    return "unnamed" if problem.kind == "weaker" and gap.kind == "theme" and not gap.lower_depth else problem.kind


def _topic(problem: Problem, lang: Lang) -> str:
    """Return what a problem is about: targets with their numbers, and the plan where there are several; themes, else
    the first words of the sentence.
    """
    if problem.kind in _OF_TARGETS:
        of_plan = [clean(row.plan.label) if len(problem.plans) > 1 else "" for row in problem.rows]
        return _some([plan + _target(row, lang) for plan, row in zip(of_plan, problem.rows, strict=True)], lang)
    names = problem.names
    if len(names) > _NAMED:
        return text("executive.and_more", lang, items=quoted(names[:_NAMED], lang), count=len(names))
    return quoted((_called(problem.rows[0].gap),) if len(names) < 2 else names, lang)


def _called(gap: Gap) -> str:
    """Return what is lacking as a clerk can sign it: a theme or an indicator by its name, else the words of the
    sentence; where the sentence calls the theme by another name, the phrase in which it does (市场准入 alone may be
    written elsewhere).
    """
    quote = gap.upper_quote
    if gap.kind == "theme" and quote.reason.code == "alias" and gap.subjects == quote.reason.values[:1]:
        return phrase_with(quote.quote, quote.reason.values[0])
    return next(iter(gap.subjects), "") or opening(quote.quote)


def _target(row: GapRow, lang: Lang) -> str:
    """Return a target by its name, with both numbers where the lower one falls short."""
    gap, reason = row.gap, row.gap.reason
    if gap.kind == "clause":
        named = _BEFORE_FIGURE.sub("", gap.lacks[0] if gap.lacks else opening(gap.upper_quote.quote))
        values: Sequence[str] = (named, *reason.values)
    elif reason.code == "target_below":
        values = reason.values
    else:
        return text("executive.target", lang, indicator=clean(gap.upper_quote.reason.values[0]))
    indicator, upper, lower = (written(value, lang) for value in values[:3])
    return text("executive.target_below", lang, indicator=indicator, upper=upper, lower=lower)


def _quoted(row: GapRow, plan: PlanRow, lang: Lang, form: str = "quote") -> str:
    """Return what the upper plan says, or what is nearest in the lower one, with its place."""
    passage = row.gap.upper_quote if plan is row.upper else row.near
    assert passage is not None
    told = {"plan": clean(plan.label), "quote": cited(passage.quote), "where": where(passage, lang)}
    return text(f"executive.{form}", lang, **told)


def _advised(problems: Sequence[Problem], lang: Lang) -> Iterator[Told]:
    """Yield who should write what in which chapter: one sentence a chapter, with the problems that it answers."""
    chapters: dict[tuple[str, tuple[str, ...]], list[tuple[int, Problem]]] = {}
    for number, problem in enumerate(problems, 1):
        apart = problem.kind in _OF_TARGETS and len(problem.plans) <= _NAMED
        for own in _by_plan(problem) if apart else [problem]:
            gap = own.rows[0].gap
            # What merely comes nearest is no chapter to be told to a clerk.
            chapters.setdefault((gap.plan, () if gap.fit == "part" else gap.section), []).append((number, own))
    for (_, section), numbered in chapters.items():
        first = numbered[0][1].rows[0]
        others = tuple({row.plan.id: row for _, problem in numbered for row in problem.plans[1:]}.values())
        told = text(
            "executive.advised" if section else "executive.advised_nowhere",
            lang,
            lower=clean(first.plan.label),
            section=path(section),
            deeds=listed([_deed(problem, lang) for _, problem in numbered], lang),
            numbers=comma([str(number) for number, _ in numbered], lang),
        )
        told += text("executive.likewise", lang, lower=_names(others, lang)) if others else ""
        yield Told(told, (), first.gap.id)


def _by_plan(problem: Problem) -> list[Problem]:
    """Return a problem as one of each of its plans: each has targets of its own."""
    return [replace(problem, rows=tuple(row for row in problem.rows if row.plan is plan)) for plan in problem.plans]


def _deed(problem: Problem, lang: Lang) -> str:
    """Return what to do about a problem, in a phrase."""
    gap = problem.rows[0].gap
    deed, topic = _form(problem), _topic(problem, lang)
    if deed == "weaker" and gap.kind == "theme":
        deed = f"weaker_{int(gap.lower_depth or 0)}"
    elif deed == "weaker" and gap.lacks:
        topic = quoted(gap.lacks, lang)
    return text(f"deed.{deed}", lang, topic=topic)


def uncompared(checks: Checks, lang: Lang) -> Iterator[str]:
    """Yield which plans were not compared though plans of a higher level are there, why, and what to do."""
    for code in ("alone", "early"):
        if plans := getattr(checks, code):
            above = _names(getattr(checks, f"{code}_above"), lang)
            yield text(f"executive.{code}", lang, plans=_names(plans, lang), above=above)


def _checks(checks: Checks, lang: Lang) -> Iterator[str]:
    """Yield what a person has to look at, a sentence each."""
    if checks.guessed:
        pairs = _some([_pair(pair, lang) for pair in checks.guessed], lang, "and_more_pairs")
        yield text("executive.guessed", lang, pairs=pairs)
    yield from uncompared(checks, lang)
    for code in ("digests", "past_only", "unjudged", "pictured"):
        if plans := getattr(checks, code):
            yield text(f"executive.{code}", lang, plans=_names(plans, lang))
    if checks.notes:
        counts = [
            text("executive.note", lang, group=name("group_short", group, lang), count=count)
            for group, count in checks.notes
        ]
        yield text("executive.noted", lang, counts=listed(counts, lang))
    if checks.contradictions:
        yield text("text.contradictions", lang, count=checks.contradictions)
    if checks.unsure:
        yield text("executive.unsure", lang, count=checks.unsure, of=checks.verdicts)
    if checks.unread:
        yield text("text.unread", lang, unread=checks.unread)
