"""One plan, read once for all its alignments: texts, words, roles and headings of its clauses."""

from __future__ import annotations

from dataclasses import dataclass

from compare.evidence.roles import roles_of
from compare.model import Plan, Role
from compare.places import find_areas, short_name
from compare.words import content_words, cut

# How a plan speaks of its own area, whatever it is called.
_OWN = frozenset(
    {
        "我市",
        "我省",
        "我县",
        "我区",
        "全市",
        "全省",
        "全县",
        "全区",
        "全州",
        "两地",
        "两市",
        "本市",
        "本省",
        "市域",
        "省域",
    }
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A plan and what is asked of its clauses again and again; sequences run along ``plan.clauses``.

    Attributes:
        texts: Text of each clause.
        words: Content words of each clause.
        over: Sections over each clause, innermost first; a heading does not stand over itself.
        roles: Role of each clause.
        headings: Content words of each heading, along ``plan.sections``.
        own: Words that name the plan's own area and tell nothing within it.
    """

    plan: Plan
    texts: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]
    over: tuple[tuple[int, ...], ...]
    roles: tuple[Role, ...]
    headings: tuple[tuple[str, ...], ...]
    own: frozenset[str]


def read(plan: Plan) -> Reading:
    """Read a plan; each clause is cut into words once."""
    texts = tuple(plan.text[clause.start : clause.end] for clause in plan.clauses)
    return Reading(
        plan=plan,
        texts=texts,
        words=tuple(tuple(content_words(text)) for text in texts),
        over=tuple(_over(plan, number) for number in range(len(texts))),
        roles=tuple(roles_of(plan)),
        headings=tuple(tuple(content_words(section.heading)) for section in plan.sections),
        own=_own(plan),
    )


def _over(plan: Plan, number: int) -> tuple[int, ...]:
    clause = plan.clauses[number]
    section = clause.section
    if clause.kind == "heading" and section is not None:
        section = plan.sections[section].parent
    over = []
    while section is not None:
        over.append(section)
        section = plan.sections[section].parent
    return tuple(over)


def _own(plan: Plan) -> frozenset[str]:
    areas = {area.name for area in find_areas(plan.region + plan.title)}
    return _OWN | areas | {short_name(area) for area in areas} | set(cut(plan.region))
