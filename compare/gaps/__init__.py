"""Coverage, alignments and target pairs -> gaps: what a lower plan lacks, does more thinly or sets lower, ranked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from msgspec.structs import replace

from compare.gaps.chapters import Chapters
from compare.gaps.clauses import Origins, clause_gaps
from compare.gaps.draft import draft_of, draft_of_target
from compare.gaps.figures import SetFigures
from compare.gaps.near import with_near
from compare.gaps.pairs import PlanPair
from compare.gaps.same_task import by_task, in_taken_sections
from compare.gaps.sentences import by_sentence
from compare.gaps.targets import target_gaps
from compare.gaps.themes import theme_gaps
from compare.gaps.topics import MOST, gathered, topic_depth
from compare.gaps.written import Tasks
from compare.model import (
    Alignment,
    Cell,
    Decision,
    Gap,
    GapAnswer,
    GapGroup,
    Label,
    Plan,
    Target,
    TargetPair,
    Theme,
)

# What stands for the reason of a decision that was given without one.
_UNREASONED = {"waived": "已豁免", "wrong": "误判"}

__all__ = ["MOST", "Origins", "draft_of", "draft_of_target", "find_gaps", "find_origins"]


def find_gaps(
    plan: Plan,
    uppers: Sequence[Plan],
    themes: Sequence[Theme],
    coverage: Iterable[Cell],
    alignments: Iterable[Alignment] = (),
    targets: Iterable[Target] = (),
    target_pairs: Iterable[TargetPair] = (),
    decisions: Mapping[str, Decision] | None = None,
    origins: Origins | None = None,
) -> tuple[Gap, ...]:
    """Compare a lower plan with each of its upper plans.

    Args:
        plan: The lower plan.
        uppers: Its upper plans.
        themes: Themes.
        coverage: One cell for each theme and plan.
        alignments: One for each upper clause.
        targets: The targets of the pairs.
        target_pairs: Upper targets and what the lower plan sets.
        decisions: Ids of gaps -> what a person decided of them.
        origins: Where the clauses of the upper plans come from in turn.

    Returns:
        Gaps in the order of the upper links, then of the groups, the most severe first.
    """
    order = {group: rank for rank, group in enumerate(GapGroup)}
    by_id = {upper.id: upper for upper in uppers}
    cells: defaultdict[str, dict[str, Cell]] = defaultdict(dict)
    for cell in coverage:
        cells[cell.plan][cell.theme] = cell
    clauses: defaultdict[str, list[Alignment]] = defaultdict(list)
    for alignment in alignments:
        clauses[alignment.upper].append(alignment)
    numbers: defaultdict[str, list[TargetPair]] = defaultdict(list)
    for target_pair in target_pairs:
        numbers[target_pair.upper].append(target_pair)
    set_targets = {target.id: target for target in targets}
    known = decisions or {}
    found: list[Gap] = []
    chapters, tasks = Chapters(plan), Tasks(plan)
    for link in plan.upper:
        depth, own = topic_depth(by_id[link.id]), clauses[link.id]
        pair = PlanPair(by_id[link.id], plan, link, themes, cells[link.id], cells[plan.id], depth, chapters, tasks, own)
        lacking = [
            *theme_gaps(pair),
            *clause_gaps(pair, origins or {}, SetFigures(numbers[link.id], set_targets)),
            *target_gaps(pair, numbers[link.id], set_targets),
        ]
        sentences = by_sentence(in_taken_sections(with_near(lacking), pair), known)
        gaps = [_decided(gap, known.get(gap.id)) for gap in by_task(sentences, pair, known)]
        gaps.sort(key=lambda gap: (order[gap.group], -gap.severity, gap.kind, gap.ref))
        accepted = {gap.id: gap for gap in gaps if gap.waived is not None}
        topics = {gap.id: gap for gap in gathered([gap for gap in gaps if gap.id not in accepted], depth)}
        found.extend({**accepted, **topics}[gap.id] for gap in gaps)
    return tuple(found)


def _decided(gap: Gap, decision: Decision | None) -> Gap:
    if decision is None:
        return gap
    answer = cast(GapAnswer, decision.answer)
    accepted = None if answer == "todo" else decision.reason or _UNREASONED[answer]
    return replace(gap, answer=answer, waived=accepted)


def find_origins(alignments: Iterable[Alignment]) -> Origins:
    """Where clauses come from: of each clause that answers one above, the plans above."""
    found: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for alignment in alignments:
        if alignment.label in (Label.COVERED, Label.PARTIAL) and alignment.matches:
            above = found[alignment.lower, alignment.matches[0].start]
            if alignment.upper not in above:
                above.append(alignment.upper)
    return {key: tuple(above) for key, above in found.items()}
