"""Which plans answer one another: documents of one family, special plans of one subject."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from rapidfuzz import fuzz, process

from compare.corpus.kinds import KINDS
from compare.model import Kind
from compare.text import named_areas

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
_PROPOSAL = re.compile(r"(?:关于|制定).{0,60}(?:五年|中长期|远景).{0,40}建议")
# What special plans of every subject are called.
_COMMON = re.compile(
    r"[“”\"《》（）()]|十?[一二三四五六七八九十]五|\d{4}年?|20\d\d|[—–\-~至]|第.{1,3}个五年|国民经济和社会|规划|计划|纲要|政策|解读|起草|说明|"
    r"高质量|发展|建设|体系|时期|行动|三年|五年|中长期|总体|专项|事业|实施|方案|意见|关于|印发|推进|加快|的|通知|"
    r"国务院|中共中央|办公厅|办公室|(?:人民)?政府|[省市县区]委|若干|指导|促进|加强|进一步|全面|业$|业(?=若干|实施|意见)"
)
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
    told = (other for other, pattern in KINDS if other is not kind and pattern.search(title))
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
