"""Which plans answer one another: documents of one family, special plans of one subject."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from rapidfuzz import fuzz, process

from compare.corpus.kinds import kinds
from compare.model import Kind
from compare.text import cues, named_areas

Family = Literal["outline", "proposal", "spatial", "special", "report", "other"]

_OF_KIND: dict[Kind, Family] = {
    Kind.OUTLINE: "outline",
    Kind.SPATIAL: "spatial",
    Kind.SPECIAL: "special",
    Kind.REPORT: "report",
    Kind.REGIONAL: "other",
    Kind.OPINIONS: "special",
    Kind.RESEARCH: "other",
}
_PROPOSAL, _COMMON = cues("proposal_for_outline"), cues("every_plan")
# Least likeness, in percent, of what is left of two titles.
_ALIKE = 60


def family_of(kind: Kind, title: str) -> Family:
    """Return the family of a document; an interpretation is of that of the plan which it is about.

    A proposal for an outline (关于制定…规划的建议) is none itself, and sets what the outline is to take up.
    """
    if kind is Kind.OPINIONS and _PROPOSAL.search(title):
        return "proposal"
    if kind is not Kind.INTERPRETATION:
        return _OF_KIND[kind]
    told = (other for other, pattern in kinds() if other is not kind and pattern.search(title))
    return _OF_KIND[next(told, Kind.SPECIAL)]


def same_subject(subject: str, others: Sequence[str]) -> list[str]:
    """Return the subjects that are like a subject: 养老服务 and 社会养老, but not 教育.

    Args:
        subject: What :func:`subject_of` gives of a title.
        others: The same of other titles.
    """
    found = process.extract(subject, others, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None) if subject else ()
    return [other for other, _, _ in found]


def subject_of(title: str) -> str:
    """Return what a title is about: without its area, its years, and the words of every plan."""
    for _, start, end in reversed(named_areas(title)):
        title = title[:start] + title[end:]
    return _COMMON.sub("", title)
