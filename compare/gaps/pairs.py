"""A lower plan and one of its upper plans: what every kind of gap between them has in common."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from compare.align import areas_seen, home_of, own_task, places_of
from compare.coverage import is_elsewhere
from compare.features import is_mere_direction
from compare.gaps.beside import Beside
from compare.gaps.chapters import Chapters
from compare.gaps.fields import Field, field_of
from compare.gaps.written import Tasks
from compare.model import Alignment, Cell, Depth, GapGroup, GapKind, Kind, Label, Passage, Plan, Theme, UpperLink
from compare.text import folded

# What the upper plan says often weighs more, up to twice as much as what it says once.
_EMPHASIS = 0.5
_NOT_BINDING = 0.9
_REFERENCE, _INTERPRETATION, _OTHER_YEARS, _LATER = 0.7, 0.7, 0.7, 0.5
# Less than this share of what is said of the first theme is the matter of single clauses.
_IN_PASSING = 0.1
NEAREST_KEPT = 3
GAP = "g"
"""What ids of gaps begin with."""
_TAKEN = frozenset({Label.COVERED, Label.PARTIAL})
GROUPS = {Depth.ABSENT: GapGroup.ABSENT, Depth.CITED: GapGroup.CITED}
"""Groups of what is lacking of a theme by how deep the lower plan takes it up; deeper, it is weaker."""


@dataclass(frozen=True, slots=True)
class PlanPair:
    """A lower plan and one of its upper plans, with their cells by theme.

    Attributes:
        topic_depth: Depth of the upper plan's headings under which gaps without a theme are gathered.
        chapters: The sections of the lower plan by their matter.
        tasks: What the lower plan sets, to be searched.
        alignments: How the lower plan answers the clauses of the upper one.
        beside: Where the lower plan answers what stands beside a clause of the upper one.
    """

    upper: Plan
    lower: Plan
    link: UpperLink
    themes: Sequence[Theme]
    above: Mapping[str, Cell]
    below: Mapping[str, Cell]
    topic_depth: int
    chapters: Chapters
    tasks: Tasks
    alignments: Sequence[Alignment] = ()
    beside: Beside = field(init=False)
    _topics: dict[int, Theme] = field(init=False, default_factory=dict)
    _answers: dict[int, Alignment] = field(init=False, default_factory=dict)
    _field: Field | None = field(init=False, default=None)
    _most_said: int = field(init=False, default=1)
    _looks_back_only: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        """Find the theme of each upper clause, the one of which it is the best evidence, and how it is answered."""
        self._answers.update((each.clause.start, each) for each in self.alignments)
        # A frozen value is set once, here.
        object.__setattr__(self, "_field", field_of(self.upper, self.lower, self.alignments))
        object.__setattr__(self, "_most_said", max([1, *(each.passages for each in self.above.values())]))
        object.__setattr__(self, "beside", Beside(self.alignments))
        object.__setattr__(self, "_looks_back_only", self.lower.looks_back_only)
        best: dict[int, float] = {}
        for theme in self.themes:
            for passage in self.above[theme.id].evidence if theme.id in self.above else ():
                if passage.depth >= Depth.STATED and passage.score > best.get(passage.start, 0.0):
                    best[passage.start] = passage.score
                    self._topics[passage.start] = theme

    @property
    def one_of_several_years(self) -> bool:
        """Whether the lower plan is the report of one year, and the upper one a plan for several."""
        return self.lower.kind is Kind.REPORT and self.upper.kind is not Kind.REPORT

    def theme_at(self, offset: int) -> Theme | None:
        """Return the theme that the upper clause which begins at ``offset`` is evidence of."""
        return self._topics.get(offset)

    def in_passing(self, theme: Theme) -> bool:
        """Whether a plan of several years speaks so little of a theme that the report of one year may leave it out."""
        return self.one_of_several_years and self.emphasis(theme) < _IN_PASSING / 2

    def depth_below(self, theme: Theme | None) -> Depth:
        """How deep the lower plan takes a theme up; absent where there is none, or nothing can be said."""
        return (self.below[theme.id].depth if theme else None) or Depth.ABSENT

    def is_elsewhere(self, theme: Theme) -> bool:
        """Whether a theme is bound to other places, or found in the upper plan and called after one: 长三角一体化发展,
        威海创建国际康养旅游试验区.
        """
        if is_elsewhere(theme, self.lower):
            return True
        return theme.source == "discovered" and areas_seen(places_of(theme.name), home_of(self.lower)).elsewhere

    def asking(self, theme: Theme) -> tuple[Passage, ...]:
        """Return the passages by which the upper plan sets a theme and asks the lower plan for it, best first.

        What a person or a second reader has found to bind only others asks nothing. A theme that nobody named, but that
        stands in the dictionary or was discovered, must be asked for by a requirement that is not answered, or only in
        part; where the lower plan answers one of its requirements in full, it takes the theme up in other words.
        """
        passages = [each for each in self.above[theme.id].evidence if each.depth >= Depth.STATED]
        answers = {each.start: self._answers.get(each.start) for each in passages}
        if theme.source == "given":
            freed = {at for at, each in answers.items() if each and _is_freed(each)}
            return tuple(each for each in passages if each.start not in freed)
        passages = [each for each in passages if self.in_field(each.section, each.quote)]
        labels = {at: each.label for at, each in answers.items() if each}
        if not self.alignments:
            return tuple(passages)
        if Label.COVERED in labels.values():
            return ()
        open_ = (Label.ABSENT, Label.PARTIAL)
        return tuple(each for each in passages if labels.get(each.start) in open_ and self.is_task(each))

    def taken_up(self, theme: Theme, *, past: bool) -> Alignment | None:
        """Return the likeliest of the answers that the lower plan gives to what sets a theme above, in full or in part;
        ``None`` where there is none.

        Args:
            theme: The theme.
            past: Answers by past achievements alone count, too.
        """
        starts = (each.start for each in self.above[theme.id].evidence if each.depth >= Depth.STATED)
        answers = (answer for at in starts if (answer := self._answers.get(at)) and answer.label in _TAKEN)
        told = (answer for answer in answers if past or answer.reason.code != "partial_past")
        return max(told, key=lambda answer: answer.score, default=None)

    def concerns_others(self, theme: Theme) -> bool:
        """Whether every clause by which the upper plan sets a theme concerns others than the lower plan."""
        starts = [each.start for each in self.above[theme.id].evidence if each.depth >= Depth.STATED]
        answers = [self._answers.get(at) for at in starts]
        return bool(answers) and all(each and each.label is Label.NOT_APPLICABLE for each in answers)

    def in_field(self, section: Sequence[str], said: str) -> bool:
        """Whether what the upper plan says under a heading path is the matter of the lower one."""
        return self._field is None or self._field.holds(section, said)

    def is_task(self, passage: Passage) -> bool:
        """Whether an upper passage can be answered by the lower plan at all."""
        if not self.in_field(passage.section, passage.quote) or is_mere_direction(passage.quote, passage.role):
            return False
        return own_task(passage.quote, self.upper) is None

    def matches(self, passage: Passage) -> tuple[Passage, ...]:
        """Return what comes nearest below to the upper clause that a passage quotes."""
        answer = self.answer(passage)
        return answer.matches if answer else ()

    def answer(self, passage: Passage) -> Alignment | None:
        """Return how the lower plan answers the upper clause that a passage quotes; ``None`` for what sets nothing."""
        return self._answers.get(passage.start)

    def emphasis(self, theme: Theme | None) -> float:
        """How much the upper plan says of a theme, against the theme of which it says most, and whether it heads a
        section; in [0, 1], half of it each.
        """
        if theme is None:
            return 0.0
        return (self.above[theme.id].passages / self._most_said + self.heads(theme)) / 2

    def heads(self, theme: Theme) -> bool:
        """Whether a theme heads a section of the upper plan."""
        numbers = (each.clause for each in self.above[theme.id].evidence)
        return any(at is not None and self.upper.clauses[at].kind == "heading" for at in numbers)

    def severity(self, missing: float, emphasis: float, *, binding: bool = False) -> float:
        """Return the share that is missing, weighed by emphasis above (both in [0, 1]) and by how far the upper
        plan binds; nothing else weighs as much as a binding number.
        """
        severity = missing * (1 - _EMPHASIS + _EMPHASIS * emphasis) * (1.0 if binding else _NOT_BINDING)
        severity *= _REFERENCE if self.link.relation == "reference" else 1.0
        severity *= _INTERPRETATION if self.lower.kind is Kind.INTERPRETATION else 1.0
        severity *= _OTHER_YEARS if self.one_of_several_years else 1.0
        return round(severity * (_LATER if self.link.later else 1.0), 4)

    def group(self, group: GapGroup, *, of_this_year: bool = False) -> GapGroup:
        """Return the group of a gap, given the one it would be in if both were plans in full for the same years.

        Args:
            of_this_year: What is lacking is set for the lower plan's own year.
        """
        if group is GapGroup.POSSIBLE:
            return group  # what is not sure is no task of another year either
        if self.link.later:
            return GapGroup.LATER
        if self.one_of_several_years and not of_this_year:
            return GapGroup.OTHER_YEARS
        if group is GapGroup.ABSENT and self.lower.kind is Kind.INTERPRETATION:
            return GapGroup.UNMENTIONED
        if self._looks_back_only:
            return GapGroup.POSSIBLE
        return group

    def group_of_theme(self, below: Depth) -> GapGroup:
        """Return the group of what is lacking of a theme that the lower plan takes up so far."""
        return self.group(GROUPS.get(below, GapGroup.WEAKER))

    def identity(self, kind: GapKind, *parts: str) -> str:
        """Id of a gap: a letter, lest a spreadsheet takes it for a number, and a hash of kind, plans and ``parts``."""
        content = "\x1f".join((kind, self.lower.id, self.upper.id, *map(folded, parts)))
        return f"{GAP}{hashlib.sha256(content.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def _is_freed(answer: Alignment) -> bool:
    """Whether somebody who read it has found that a clause does not concern the lower plan."""
    return answer.label is Label.NOT_APPLICABLE and (answer.decided or answer.judged_by is not None)
