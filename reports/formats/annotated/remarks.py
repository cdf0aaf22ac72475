"""What the comments say, and to which span of the plan's text each belongs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain

from compare.model import AHEAD_ROLES, Gap, Label, Passage, Plan, Record, Role, Verdict
from reports import wording
from reports.output import clean
from reports.rows import GROUPS, LABELS, NEAR, ClauseRow, GapTopic, PlanRow, TargetRow
from reports.view import Tables
from reports.wording import Lang

LISTED, _GAPS_LISTED = 12, 6
"""Clauses, and gaps with their drafts, that one comment lists; a longer one covers the page, and the workbook has them
all.
"""
_ANSWERED = (Label.COVERED, Label.PARTIAL)
_TASKS = (Role.MEASURE, Role.TARGET, Role.SAFEGUARD)
_NEARLY = 0.6
"""Share of the score of the nearest passage that one nearly as near has."""
_COMPARED = (Verdict.MEETS, Verdict.BELOW)


class Remark(Record, frozen=True):
    """A comment: its paragraphs, and the span of the plan's text that it stands at, half-open, in code points."""

    start: int
    end: int
    lines: tuple[str, ...]


def remarks(row: PlanRow, tables: Tables, lang: Lang) -> list[Remark]:
    """Return one remark for every passage that answers and for every heading where something should be added.

    They stand in the order of the text; of one span the answers come first.
    """
    found = [*_answers(row, tables, lang), *_gaps(row, tables, lang)]
    return sorted(found, key=lambda remark: (remark.start, remark.end))


def head_remark(row: PlanRow, tables: Tables, lang: Lang, *, rebuilt: bool) -> Remark:
    """Return the remark at the plan's first line: against what it was held, what came of it, how to read the rest."""
    pairs = [pair for pair in tables.pairs if pair.lower is row]
    counts = [sum(each) for each in zip(*(tables.labels(pair) for pair in pairs), strict=True)]
    told = [
        wording.text("annotated.count", lang, label=wording.label(label, lang), count=count)
        for label, count in zip(LABELS, counts, strict=True)
        if count
    ]
    uppers = wording.listed([clean(pair.upper.plan.title or pair.upper.label) for pair in pairs], lang)
    lines = [
        wording.text("annotated.head", lang, uppers=uppers),
        wording.text("annotated.counts", lang, counts=wording.listed(told, lang)),
        wording.text("annotated.legend", lang),
    ]
    if rebuilt:
        lines.append(wording.text("annotated.rebuilt", lang))
    return Remark(*_first(row.plan), tuple(lines))


def _answers(row: PlanRow, tables: Tables, lang: Lang) -> Iterable[Remark]:
    told: defaultdict[tuple[int, int], list[tuple[str, ...]]] = defaultdict(list)
    for clause in tables.clauses:
        if clause.lower.plan.id == row.plan.id and clause.alignment.label in _ANSWERED and clause.best:
            best = _answering(clause, row.plan)
            told[best.start, best.end].append((_clause(clause, lang),))
    for target in tables.targets:
        own = target.lower_target
        if target.lower.plan.id == row.plan.id and own and target.pair.verdict in _COMPARED:
            told[own.start, own.end].append((_target(target, lang),))
    for span, entries in told.items():
        yield Remark(*span, _listed("annotated.answers", entries, lang))


def _answering(row: ClauseRow, plan: Plan) -> Passage:
    """Return the passage at which the answer is told: the nearest that is a task of the plan's body, if it is nearly
    as near as the nearest of all, which may be a heading or the guiding thought.
    """
    first, *others = row.alignment.matches
    near = (each for each in (first, *others) if each.score >= _NEARLY * first.score)
    return next((each for each in near if each.role in _TASKS and _is_body(plan, each)), first)


def _is_body(plan: Plan, passage: Passage) -> bool:
    return passage.clause is None or plan.clauses[passage.clause].kind == "body"


def _clause(row: ClauseRow, lang: Lang) -> str:
    alignment = row.alignment
    trust = "decided" if alignment.decided else "sure" if alignment.sure else "unsure"
    return wording.text(
        "annotated.clause",
        lang,
        label=wording.label(alignment.label, lang),
        trust=wording.text(f"annotated.{trust}", lang),
        upper=clean(row.upper.label),
        quote=wording.cited(alignment.clause.quote),
        where=wording.where(alignment.clause, lang),
        reason=wording.why(alignment, lang),
    )


def _target(row: TargetRow, lang: Lang) -> str:
    return wording.text(
        "annotated.target",
        lang,
        verdict=wording.name("verdict", row.pair.verdict, lang),
        upper=clean(row.upper.label),
        indicator=clean(row.upper_target.indicator),
        target=wording.target(row.upper_target, lang),
        where=wording.where(row.upper_target, lang),
    )


def _gaps(row: PlanRow, tables: Tables, lang: Lang) -> Iterable[Remark]:
    topics = [(block, topic) for block in tables.gaps if block.plan is row and block.group for topic in block.topics]
    topics.sort(key=lambda pair: (GROUPS.index(pair[0].group), -pair[1].gravest.gap.severity))
    places = _GapPlaces(row.plan)
    told: defaultdict[tuple[int, int] | None, list[tuple[str, ...]]] = defaultdict(list)
    for block, topic in topics:
        told[places.of(topic.gravest.gap)].append(_gap(topic, wording.group_of(block, lang), lang))
    for span, entries in told.items():
        key = "annotated.gaps" if span else "annotated.nowhere"
        yield Remark(*(span or _first(row.plan)), _listed(key, entries, lang, _GAPS_LISTED))


class _GapPlaces:
    """Where in a plan what is lacking would stand."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._sections = {plan.path(at): at for at in reversed(range(len(plan.sections)))}
        self._bodies: dict[int, tuple[int, int]] = {}
        for clause, role in zip(reversed(plan.clauses), reversed(plan.roles), strict=False):
            at = clause.section if clause.kind == "body" and role in AHEAD_ROLES else None
            while at is not None:
                self._bodies[at] = clause.start, clause.end
                at = plan.sections[at].parent

    def of(self, gap: Gap) -> tuple[int, int] | None:
        """Return the span of what is nearest to a gap in the section where it would fit, else of the first task there,
        else of its heading; ``None`` where it fits nowhere.
        """
        at = self._sections.get(gap.section)
        if at is None or not gap.section:
            return None
        for near in gap.nearest:
            inside = near.section[: len(gap.section)] == gap.section
            if inside and near.role in _TASKS and near.score >= NEAR and _is_body(self._plan, near):
                return near.start, near.end
        return self._bodies.get(at, (self._plan.sections[at].start, self._plan.sections[at].end))


def _gap(topic: GapTopic, group: str, lang: Lang) -> tuple[str, ...]:
    """Return what the upper plan says, what to do, and a draft, a paragraph each."""
    row = topic.gravest
    quote = row.gap.upper_quote
    told = wording.text(
        "annotated.gap",
        lang,
        topic=wording.topic(topic, lang),
        group=group,
        upper=clean(row.upper.label),
        quote=wording.cited(quote.quote),
        where=wording.where(quote, lang),
    )
    return told, *wording.advice_and_draft(row, lang)


def _listed(key: str, entries: list[tuple[str, ...]], lang: Lang, most: int = LISTED) -> tuple[str, ...]:
    """Return a head line with the number of entries, the lines of the entries, and how many are not listed."""
    shown = [
        (f"{at}. {first}" if len(entries) > 1 else first, *lines)
        for at, (first, *lines) in enumerate(entries[:most], 1)
    ]
    rest = len(entries) - len(shown)
    return (
        wording.text(key, lang, count=len(entries)),
        *chain.from_iterable(shown),
        *([wording.text("annotated.rest", lang, count=rest)] if rest else []),
    )


def _first(plan: Plan) -> tuple[int, int]:
    """Span of the first clause or heading of a plan; an empty one at its beginning if it has none."""
    return (plan.clauses[0].start, plan.clauses[0].end) if plan.clauses else (0, 0)
