"""What is asked of a plan and its clauses again and again."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from compare.features.refusals import put_off_by_others
from compare.features.roles import roles_of
from compare.model import Passage, Plan, Role
from compare.text import Folded, content_words, cues, cut, cut_all, find_areas, fold, holders_of, is_content, short_name
from compare.text import ngrams as grams

if TYPE_CHECKING:
    from scipy.sparse import csr_array

# How a plan speaks of its own area, whatever it is called.
_OWN = cues("own_area")


class Reading:
    """A plan and what is asked of its clauses again and again; each is found when it is first asked for.

    Sequences run along ``plan.clauses`` unless said.

    Attributes:
        plan: The plan.
        texts: Text of each clause.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.texts = tuple(plan.text[clause.start : clause.end] for clause in plan.clauses)

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """Role of each clause."""
        return tuple(roles_of(self.plan))

    @cached_property
    def put_off(self) -> dict[int, str]:
        """Clauses that others put off as a whole, with the words that do so."""
        return put_off_by_others(self.plan, self.texts)

    @cached_property
    def cut(self) -> tuple[tuple[str, ...], ...]:
        """All words of each clause."""
        return tuple(cut_all(self.texts))

    @cached_property
    def words(self) -> tuple[tuple[str, ...], ...]:
        """Content words of each clause."""
        # Most words come again and again: each is asked once.
        content = frozenset(filter(is_content, set().union(*self.cut)))
        return tuple(tuple([word for word in words if word in content]) for words in self.cut)

    @cached_property
    def headings(self) -> tuple[tuple[str, ...], ...]:
        """Content words of each heading, along ``plan.sections``."""
        return tuple(tuple(content_words(section.heading)) for section in self.plan.sections)

    @cached_property
    def over(self) -> tuple[tuple[int, ...], ...]:
        """Sections over each clause, innermost first; a heading does not stand over itself."""
        return tuple(_over(self.plan, number) for number in range(len(self.texts)))

    @cached_property
    def paths(self) -> tuple[tuple[str, ...], ...]:
        """Headings over each clause, outermost first."""
        headings = [section.heading for section in self.plan.sections]
        return tuple(tuple(headings[at] for at in reversed(over)) for over in self.over)

    @cached_property
    def passages(self) -> tuple[Callable[..., Passage], ...]:
        """What makes a passage of each clause once score, reason and depth are told; a clause is quoted often."""
        return tuple(
            partial(Passage, text, clause.start, clause.end, path, clause.place, role, clause=number)
            for number, (text, clause, path, role) in enumerate(
                zip(self.texts, self.plan.clauses, self.paths, self.roles, strict=True)
            )
        )

    @cached_property
    def home(self) -> tuple[str, ...]:
        """Short names of the plan's place and of those that hold it, innermost first: 连州, 清远, 广东."""
        areas = [area for area in find_areas(self.plan.region) if area.code]
        return tuple(dict.fromkeys(short_name(each.name) for area in areas for each in (area, *holders_of(area))))

    @cached_property
    def folded(self) -> Folded:
        """The text of the plan, folded."""
        return fold(self.plan.text)

    @cached_property
    def gram_counts(self) -> csr_array:
        """How often each run of characters stands in each clause, shape (clauses, ``grams.COLUMNS``)."""
        return grams.counts(self.texts)

    @cached_property
    def rarity(self) -> grams.Rarity:
        """How much each run of characters tells in the plan."""
        return grams.Rarity(self.gram_counts)

    @cached_property
    def vectors(self) -> csr_array:
        """Unit TF-IDF vectors of the clauses by runs of characters, shape (clauses, ``grams.COLUMNS``)."""
        return self.rarity.vectors(self.gram_counts)

    @cached_property
    def own(self) -> frozenset[str]:
        """Words that name the plan's own area and tell nothing within it."""
        return _own(self.plan)


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
    return _OWN.words | areas | {short_name(area) for area in areas} | set(cut(plan.region))
