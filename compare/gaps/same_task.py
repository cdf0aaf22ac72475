"""One task, one gap: sentences of one paragraph of the upper plan, or of one absent theme, are told together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from msgspec.structs import replace

from compare.gaps.pairs import PlanPair
from compare.model import UNDRAFTED, Alignment, Depth, Gap, GapGroup, Label, Reason

_LONGEST = 8
"""Sentences of a paragraph from which it holds more than one task."""
_FEWEST = 3
"""Requirements of a section of a plan of several years from which it is looked at as a whole."""
_ALONE = frozenset({GapGroup.BELOW, GapGroup.POSSIBLE})
"""Groups whose gaps are told one by one: each is looked at beside its own passage."""
_TAKEN = frozenset({Label.COVERED, Label.PARTIAL})


def by_task(gaps: Sequence[Gap], pair: PlanPair, decided: Collection[str]) -> list[Gap]:
    """Return the gaps of a pair of plans, those of one task made one: the clauses of a theme that is absent, then the
    clauses of one paragraph, or of one section of a plan of several years.

    What a person has decided of one of them is decided of the task.

    Args:
        gaps: The gaps of the pair, one for each sentence.
        pair: The two plans.
        decided: Ids of gaps about which a person decided.
    """
    absent = {gap.ref for gap in gaps if gap.kind == "theme" and gap.lower_depth is Depth.ABSENT and _is_open(gap)}
    paragraphs = Counter((clause.section, clause.place) for clause in pair.upper.clauses)
    long = {place for (_, place), count in paragraphs.items() if count > _LONGEST}
    units = _Units(pair.alignments) if pair.one_of_several_years else None
    found: defaultdict[object, list[Gap]] = defaultdict(list)
    for gap in gaps:
        key: object = gap.id
        if gap.kind == "theme" and gap.ref in absent:
            key = gap.ref
        elif gap.kind == "clause" and gap.theme in absent and _is_open(gap):
            key = gap.theme
        elif gap.kind == "clause" and _is_open(gap):
            where = gap.upper_quote
            if units:
                key = units.of(where.section)
            elif where.place not in long:
                key = where.section, where.place
        if gap.id in decided and any(each.id in decided for each in found[key]):
            key = gap.id  # what was decided of each stays its own
        found[key].append(gap)
    return [_one(each, decided) for each in found.values()]


def in_taken_sections(gaps: Sequence[Gap], pair: PlanPair) -> list[Gap]:
    """Return the gaps of a pair of plans, the clauses of a plan of several years to be checked only (``POSSIBLE``)
    where the report of one year takes up most of their section: it has chosen among them.
    """
    if not pair.one_of_several_years:
        return list(gaps)
    units = _Units(pair.alignments)
    return [
        _of_others(gap) if gap.kind == "clause" and units.is_taken(gap.upper_quote.section) else gap for gap in gaps
    ]


class _Units:
    """The sections of an upper plan by what of them is taken up.

    Args:
        alignments: How the lower plan answers the clauses of the upper one.
    """

    def __init__(self, alignments: Iterable[Alignment]) -> None:
        self._asked: Counter[tuple[str, ...]] = Counter()
        self._taken: Counter[tuple[str, ...]] = Counter()
        for each in alignments:
            for length in range(len(each.clause.section) + 1):
                path = each.clause.section[:length]
                self._asked[path] += each.label is not Label.NOT_APPLICABLE
                self._taken[path] += each.label in _TAKEN

    def of(self, section: tuple[str, ...]) -> tuple[str, ...]:
        """Return the heading path of the innermost section that holds a few requirements."""
        while section and self._asked[section] < _FEWEST:
            section = section[:-1]
        return section

    def is_taken(self, section: tuple[str, ...]) -> bool:
        """Whether half of the requirements of the section, or more, are taken up."""
        path = self.of(section)
        return 2 * self._taken[path] >= max(1, self._asked[path])


def _is_open(gap: Gap) -> bool:
    return gap.group not in _ALONE


def _of_others(gap: Gap) -> Gap:
    return replace(gap, group=GapGroup.POSSIBLE, reason=Reason("others_of_section")) if _is_open(gap) else gap


def _one(gaps: list[Gap], decided: Collection[str]) -> Gap:
    first, *others = sorted(gaps, key=lambda gap: (gap.id not in decided, gap.kind != "theme", -gap.severity, gap.ref))
    if not others:
        return first
    order = list(GapGroup)
    every = (first, *others)
    clauses = [gap for gap in every if gap.kind == "clause"]
    return replace(
        first,
        severity=max(gap.severity for gap in every),
        group=min((gap.group for gap in every), key=order.index),
        themes=tuple(dict.fromkeys(theme for gap in every for theme in gap.themes)),
        repeats=tuple(dict.fromkeys(ref for gap in every for ref in (*gap.repeats, gap.ref) if ref != first.ref)),
        lacks=tuple(part for gap in clauses for part in gap.lacks or (gap.upper_quote.quote.strip("，。；;"),)),
        draft=_drafts(every),
        origins=tuple(dict.fromkeys(above for gap in every for above in gap.origins)),
    )


def _drafts(gaps: Sequence[Gap]) -> str:
    """Return the drafts one behind the other; an empty one stands for the sentence itself."""
    made = [gap.draft or gap.upper_quote.quote.strip("，。；;") + "。" for gap in gaps]
    return "".join(dict.fromkeys(each for each in made if each != UNDRAFTED)) or UNDRAFTED
